package org.vigilmesh.cli;

import java.util.List;
import java.util.Locale;
import org.vigilmesh.message.Citation;
import org.vigilmesh.message.Rule;
import org.vigilmesh.message.Texts;
import org.vigilmesh.proto.v1.CaseNote;
import org.vigilmesh.proto.v1.CaseStatus;
import org.vigilmesh.proto.v1.TimelineEntry;

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
      notes.row(
          acts.indexOf(note.getAct()) + 1,
          note.getKind().name().replace("CASE_NOTE_KIND_", "").toLowerCase(Locale.ROOT),
          note.getCode(),
          note.getField(),
          note.getBy(),
          texts.text(note.getCode() + ".what"),
          texts.text(note.getCode() + ".do"),
          citation(note.getCode()),
          List.copyOf(note.getFactsList()));
    }
    return notes;
  }

  private static String citation(String code) {
    return Rule.find(code)
        .flatMap(rule -> Citation.find(rule.citation()))
        .map(Citation::shown)
        .orElse("");
  }
}
