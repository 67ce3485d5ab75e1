package org.vigilmesh.cli;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.vigilmesh.proto.v1.CaseStatus;
import org.vigilmesh.proto.v1.OpenedDeed;
import org.vigilmesh.proto.v1.TimelineEntry;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code vigil case timeline}: what both sides said and what was done here alone, by time. */
@Command(
    name = "timeline",
    header = {"vigil case timeline ID", "vigil case timeline ID --sign-with a.haddad.key"})
final class CaseTimeline implements Runnable {
  private static final String VIOLATION = "violation: ";

  @Mixin private Options options = new Options();
  @Mixin private Signatories.With with = new Signatories.With();

  @Parameters(paramLabel = "ID", descriptionKey = "caseId")
  private String typed = "";

  @Override
  public void run() {
    Console console = options.console();
    try (NodeLink link = NodeLink.to(options)) {
      CaseStatus found = Cases.find(link, typed);
      console.show(view(found, words(console, link, found), console.texts()));
    }
  }

  /** What officers wrote down, by the number of its journal entry; for an officer only. */
  private Map<Long, String> words(Console console, NodeLink link, CaseStatus found) {
    Map<Long, String> words = new TreeMap<>();
    if (with.isGiven()) {
      try (Signatories signatories = with.open(console)) {
        for (OpenedDeed deed : Openings.all(link, Cases.id(found), signatories).getDeedsList()) {
          words.put(deed.getEntry().getSeq(), deed.getWords());
        }
      }
    }
    return words;
  }

  /** What the act did, in the reader's language as far as that is known. */
  private static String reason(TimelineEntry entry, Texts texts) {
    boolean isViolation = entry.getReason().startsWith(VIOLATION);
    return Sayings.what(entry.getSaid(), texts.language())
        .map(said -> isViolation ? texts.of("timeline.violation", said) : said)
        .orElse(entry.getReason());
  }

  /** The lines of a timeline, numbered as other commands name them. */
  static View view(CaseStatus found, Map<Long, String> words, Texts texts) {
    View timeline =
        View.list(
            "Timeline",
            "no",
            "at",
            "by",
            "event",
            "officers",
            "state",
            "lane",
            "seq",
            "delivered",
            "words");
    for (TimelineEntry entry : found.getTimelineList()) {
      timeline.row(
          timeline.rows().size() + 1,
          NodeLink.at(entry.getAt()),
          entry.getBy(),
          entry.getContentType().isEmpty() ? entry.getKind() : entry.getContentType(),
          List.copyOf(entry.getOfficersList()),
          entry.getReason().isEmpty()
              ? entry.getState()
              : entry.getState() + " (" + reason(entry, texts) + ")",
          entry.getLane(),
          entry.getSeq(),
          NodeLink.at(entry.hasDelivered(), entry.getDelivered()),
          entry.getKind().equals("deed") ? words.getOrDefault(entry.getSeq(), "") : "");
    }
    return timeline;
  }
}
