package org.vigilmesh.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.vigilmesh.message.Act;
import org.vigilmesh.message.Dialogue;
import org.vigilmesh.message.Rule;
import org.vigilmesh.proto.v1.CaseNote;
import org.vigilmesh.proto.v1.CaseNoteKind;
import org.vigilmesh.proto.v1.CaseStatus;
import org.vigilmesh.request.ClarificationDraft;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Check;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code vigil case clarify}: the file of a clarification, ready to be looked over and sent: the
 * questions where we were asked, the places for the answers where we asked.
 */
@Command(
    name = "clarify",
    header = {
      "vigil case clarify ID --draft --out questions.yaml --sign-with a.haddad.key",
      "vigil case clarify ID --draft --sign-with j.morgan.key"
    })
final class CaseClarify implements Runnable {
  /** What is to be noticed about a sender is asked of nobody. */
  private static final Set<Rule> OF_SENDERS =
      EnumSet.of(Rule.V32, Rule.V33, Rule.V42, Rule.V46, Rule.V72);

  /** As long as the clock of a clarification runs. */
  private static final Duration ANSWER_WITHIN = Duration.ofDays(1);

  @Mixin private Options options = new Options();
  @Mixin private Signatories.With with = new Signatories.With();

  @Parameters(paramLabel = "ID", descriptionKey = "caseId")
  private String typed = "";

  @Option(names = "--draft", required = true, descriptionKey = "clarifyDraft")
  private boolean isDraft;

  @Option(names = "--out", paramLabel = "FILE")
  private @Nullable Path out;

  @Override
  public void run() {
    Console console = options.console();
    Check.that(isDraft, "nothing but a draft is made here");
    String text;
    try (Signatories signatories = with.open(console);
        NodeLink link = NodeLink.to(options)) {
      CaseStatus found = Cases.find(link, typed);
      List<Openings.Opened> opened = Openings.open(link, Cases.id(found), signatories);
      text = found.getSummary().getOurs() ? answers(opened) : questions(console, found);
    }
    if (out == null) {
      console.around().out().print(text);
      console.around().out().flush();
      return;
    }
    LocalFiles.write(console.path(out), Bytes.utf8(text));
    console.say("request.written", out);
  }

  /** A question for each field of which a rule says that it lacks something. */
  private static String questions(Console console, CaseStatus found) {
    List<ClarificationDraft.Gap> gaps =
        found.getNotesList().stream()
            .filter(note -> note.getKind() == CaseNoteKind.CASE_NOTE_KIND_RULE)
            .flatMap(note -> gap(note).stream())
            .distinct()
            .toList();
    if (gaps.isEmpty()) {
      throw CliException.of(Exit.NOT_FOUND, "E-CLARIFY-NOTHING");
    }
    Instant by =
        console.around().clock().instant().plus(ANSWER_WITHIN).truncatedTo(ChronoUnit.HOURS);
    return ClarificationDraft.asking(gaps, console.texts().language(), by);
  }

  private static Optional<ClarificationDraft.Gap> gap(CaseNote note) {
    return Rule.find(note.getCode())
        .filter(rule -> !OF_SENDERS.contains(rule) && !note.getField().isEmpty())
        .map(rule -> new ClarificationDraft.Gap(rule, note.getField(), note.getCitation()));
  }

  /** The places for the answers to the newest questions that have none. */
  private static String answers(List<Openings.Opened> opened) {
    List<Act> acts = opened.stream().flatMap(one -> one.act().stream()).toList();
    Act asked =
        acts.reversed().stream()
            .filter(act -> act.content() instanceof Dialogue.ClarificationRequest)
            .filter(act -> acts.stream().noneMatch(one -> answers(one, act)))
            .findFirst()
            .orElseThrow(() -> CliException.of(Exit.NOT_FOUND, "E-CLARIFY-NOTHING"));
    String language = acts.getFirst().language();
    return ClarificationDraft.answering(
        asked.id(),
        (Dialogue.ClarificationRequest) asked.content(),
        Texts.LANGUAGES.contains(language) ? language : "en");
  }

  private static boolean answers(Act one, Act asked) {
    return one.content() instanceof Dialogue.ClarificationAnswer answer
        && answer.inReplyTo().equals(asked.id());
  }
}
