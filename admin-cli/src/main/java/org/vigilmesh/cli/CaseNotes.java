package org.vigilmesh.cli;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.vigilmesh.message.Citation;
import org.vigilmesh.message.Rule;
import org.vigilmesh.message.Texts;
import org.vigilmesh.proto.v1.CaseNote;
import org.vigilmesh.proto.v1.CaseStatus;
import org.vigilmesh.proto.v1.TimelineEntry;
import org.vigilmesh.signal.Signal;

/** What is to be noticed about the acts of a case, in the user's language. */
final class CaseNotes {
  private CaseNotes() {}

  static View view(CaseStatus found, String language) {
    View notes =
        View.list(
            "Notes", "no", "note", "code", "field", "by", "what", "next", "citation", "facts");
    List<String> acts = found.getTimelineList().stream().map(TimelineEntry::getAct).toList();
    Texts texts = Texts.in(language);
    for (CaseNote note : found.getNotesList()) {
      Optional<Signal> signal = Signal.find(note.getCode());
      notes.row(
          acts.indexOf(note.getAct()) + 1,
          note.getKind().name().replace("CASE_NOTE_KIND_", "").toLowerCase(Locale.ROOT),
          note.getCode(),
          note.getField(),
          note.getBy(),
          signal.map(s -> s.what(language)).orElseGet(() -> rule(texts, note, ".what")),
          signal.map(s -> s.remedy(language)).orElseGet(() -> rule(texts, note, ".do")),
          Citation.find(note.getCitation()).map(Citation::shown).orElse(""),
          List.copyOf(note.getFactsList()));
    }
    return notes;
  }

  /** A later node may know rules that this command does not. */
  private static String rule(Texts texts, CaseNote note, String part) {
    return Rule.find(note.getCode()).map(known -> texts.text(known + part)).orElse("");
  }
}
