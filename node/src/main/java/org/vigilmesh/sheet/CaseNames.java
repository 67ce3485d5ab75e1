package org.vigilmesh.sheet;

import org.vigilmesh.message.CodeNames;
import org.vigilmesh.port.Queries.CaseNote;
import org.vigilmesh.port.Queries.NoteKind;
import org.vigilmesh.port.Rows.CaseRow;
import org.vigilmesh.signal.Signal;

/** Codes of a case in the reader's language. */
public record CaseNames(Words words, String country) {
  public String state(String code) {
    return CodeNames.of("case_state", code, words.language());
  }

  public String type(String code) {
    return CodeNames.of("message", code, words.language());
  }

  public String urgency(CaseRow row) {
    return CodeNames.of("urgency", row.urgency().code(), words.language());
  }

  public String of(String list, String code) {
    return CodeNames.of(list, code, words.language());
  }

  /** What is to be noticed, in a sentence. */
  public String note(CaseNote note) {
    return switch (note.kind()) {
      case SIGNAL ->
          Signal.find(note.code()).map(signal -> signal.what(words.language())).orElse(note.code());
      case RULE -> words.of("note.rule", words.find("field." + note.field()).orElse(note.field()));
      case SET_ASIDE -> words.of("note.set_aside", note.by());
    };
  }

  /** The name of a fact, or the number of a rule. */
  public String noteName(CaseNote note) {
    return note.kind() == NoteKind.SIGNAL ? of("signal", note.code()) : note.code();
  }

  /** From whom to whom. */
  public String from(CaseRow row) {
    return row.ours() ? country : row.peer().shown();
  }

  public String to(CaseRow row) {
    return row.ours() ? row.peer().shown() : country;
  }
}
