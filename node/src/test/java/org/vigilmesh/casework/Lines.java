package org.vigilmesh.casework;

import static org.vigilmesh.message.MessageFixtures.REFS;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vigilmesh.message.Act;
import org.vigilmesh.message.ActId;
import org.vigilmesh.message.Assistance;
import org.vigilmesh.message.Content;
import org.vigilmesh.message.ContentForm;
import org.vigilmesh.message.Decision;
import org.vigilmesh.message.Dialogue;
import org.vigilmesh.message.Disclosure;
import org.vigilmesh.message.FullContents;
import org.vigilmesh.message.Holding;
import org.vigilmesh.message.MessageFixtures;
import org.vigilmesh.message.Notice;

/**
 * Everything that can be said in a case, each in the words that fit it best as it stands: an answer
 * names the question that is open, a decision what it replaces.
 */
final class Lines {
  static final ActId NOBODY = ActId.of(MessageFixtures.NOW, MessageFixtures.bytes(77, 10));
  private static final List<String> CONDITIONS = List.of("only for this proceeding");

  private Lines() {}

  /** What its author sees, and when it is. */
  record Sight(Book book, Instant now) {
    ActId opening() {
      return book.findOpening().map(Act::id).orElse(NOBODY);
    }

    ActId open(Overlay overlay) {
      return book.overlays().getOrDefault(overlay, java.util.Set.of()).stream()
          .sorted()
          .findFirst()
          .orElse(NOBODY);
    }

    List<String> items() {
      return book.items.ids().stream().filter(id -> !id.equals(Items.WHOLE)).toList();
    }

    Instant later(int days) {
      return now.plus(Duration.ofDays(days));
    }
  }

  /** One way of saying one kind of message. */
  record Line(String name, Grid row, java.util.function.Function<Sight, Content> words) {}

  static List<Line> all() {
    Map<String, Line> lines = new LinkedHashMap<>();
    List<Line> list = new ArrayList<>();
    requests(list);
    words(list);
    decisions(list);
    holds(list);
    assistance(list);
    notices(list);
    list.forEach(line -> lines.put(line.name(), line));
    return List.copyOf(lines.values());
  }

  private static Line line(
      String name, Grid row, java.util.function.Function<Sight, Content> words) {
    return new Line(name, row, words);
  }

  private static void requests(List<Line> to) {
    to.add(line("request", Grid.REQUEST_NEW, _ -> Dossier.request("D1")));
    to.add(
        line(
            "amendment",
            Grid.REQUEST_AMENDMENT,
            _ ->
                MessageFixtures.with(
                    Dossier.request("D1"), "filing.amends", MessageFixtures.digest(5))));
    to.add(line("traffic_request", Grid.TRAFFIC_DISCLOSURE_REQUEST, _ -> FullContents.traffic()));
    to.add(line("emergency_request", Grid.EMERGENCY_DATA_REQUEST, _ -> FullContents.emergency()));
    form(to, ContentForm.LOCATION_QUERY);
    form(to, ContentForm.LOCATION_ANSWER);
    form(to, ContentForm.ADVICE_QUERY);
    form(to, ContentForm.ADVICE_ANSWER);
    form(to, ContentForm.LEGAL_QUERY);
    form(to, ContentForm.LEGAL_ANSWER);
    form(to, ContentForm.SPONTANEOUS_INFORMATION);
  }

  private static void form(List<Line> to, ContentForm form) {
    to.add(
        line(
            form.name().toLowerCase(java.util.Locale.ROOT),
            Grid.valueOf(form.name()),
            _ -> FullContents.of(form)));
  }

  private static void words(List<Line> to) {
    to.add(line("ack", Grid.HUMAN_ACK, s -> ack(s, null)));
    to.add(
        line(
            "ack_with_hold",
            Grid.HUMAN_ACK,
            s -> ack(s, new Content.ProvisionalHold(true, s.later(20), "Act on holds s. 3"))));
    to.add(
        line(
            "clarification_request",
            Grid.CLARIFICATION_REQUEST,
            s ->
                new Dialogue.ClarificationRequest(
                    REFS, s.opening(), List.of(question("a"), question("b")), null, List.of())));
    to.add(line("clarification_answer", Grid.CLARIFICATION_ANSWER, s -> clarified(s, "a", "b")));
    to.add(line("clarification_half", Grid.CLARIFICATION_ANSWER, s -> clarified(s, "a")));
    to.add(
        line(
            "consult_proposal",
            Grid.CONSULT_PROPOSAL,
            s ->
                new Dialogue.ConsultProposal(
                    REFS,
                    s.opening(),
                    Dialogue.Intended.CONDITIONAL,
                    "",
                    CONDITIONS,
                    "May we?",
                    null,
                    List.of(),
                    List.of())));
    for (Dialogue.Stance stance : Dialogue.Stance.values()) {
      to.add(
          line(
              "consult_" + stance.name().toLowerCase(java.util.Locale.ROOT),
              Grid.CONSULT_ANSWER,
              s ->
                  new Dialogue.ConsultAnswer(
                      REFS, s.open(Overlay.CONSULT), stance, CONDITIONS, "", List.of())));
    }
    to.add(
        line(
            "prejudice_notice",
            Grid.PREJUDICE_NOTICE,
            s ->
                new Dialogue.PrejudiceNotice(
                    REFS,
                    s.opening(),
                    Dialogue.Risk.TIPS_OFF,
                    List.of(),
                    "They will hear of it",
                    null,
                    List.of())));
    for (Dialogue.Course course : Dialogue.Course.values()) {
      to.add(
          line(
              "prejudice_" + course.name().toLowerCase(java.util.Locale.ROOT),
              Grid.PREJUDICE_ANSWER,
              s ->
                  new Dialogue.PrejudiceAnswer(
                      REFS, s.open(Overlay.PREJUDICE), course, List.of(), "", List.of())));
    }
    to.add(
        line(
            "objection",
            Grid.OBJECTION,
            s -> new Notice.Objection(REFS, s.opening(), "We object", null, List.of())));
  }

  private static Content ack(Sight s, Content.ProvisionalHold hold) {
    return new Content.HumanAck(REFS, s.opening(), "officer", s.now(), hold, List.of());
  }

  private static Dialogue.Question question(String id) {
    return new Dialogue.Question(id, "facts_summary", "V05", "PRES-CONTENTS-b", "Which site?");
  }

  private static Content clarified(Sight s, String... ids) {
    List<Dialogue.Answer> answers =
        java.util.stream.Stream.of(ids).map(id -> new Dialogue.Answer(id, "This one")).toList();
    return new Dialogue.ClarificationAnswer(
        REFS, s.open(Overlay.CLARIFY), answers, List.of(), List.of());
  }

  private static void decisions(List<Line> to) {
    for (Decision.Value value : Decision.Value.values()) {
      to.add(line("decision_" + value.code(), Grid.DECISION, s -> decision(s, value, false)));
    }
    to.add(
        line("decision_unaware", Grid.DECISION, s -> decision(s, Decision.Value.ACCEPTED, true)));
  }

  private static Content decision(Sight s, Decision.Value value, boolean isUnaware) {
    Optional<org.vigilmesh.value.Digest> earlier =
        s.book().items.ids().stream()
            .flatMap(item -> s.book().items.decision(item).stream())
            .sorted()
            .findFirst();
    List<String> conditions = value == Decision.Value.CONDITIONAL ? CONDITIONS : List.<String>of();
    Decision said = MessageFixtures.with(Dossier.decision(value), "conditions", conditions);
    return earlier.isPresent() && !isUnaware
        ? MessageFixtures.with(said, "supersedes", earlier.get())
        : said;
  }

  private static void holds(List<Line> to) {
    to.add(
        line(
            "confirmation",
            Grid.PRESERVATION_CONFIRMATION,
            s ->
                new Content.PreservationConfirmation(
                    REFS,
                    s.opening(),
                    "Example Hosting",
                    "EH-4417",
                    s.items(),
                    s.now(),
                    s.later(60),
                    null,
                    null,
                    null,
                    List.of())));
    to.add(
        line(
            "extension_request",
            Grid.EXTENSION_REQUEST,
            s ->
                new Holding.ExtensionRequest(
                    REFS, null, s.later(120), List.of("Slow"), null, List.of(), List.of())));
    to.add(line("extension_granted", Grid.EXTENSION_DECISION, s -> extended(s, s.later(150))));
    to.add(line("extension_refused", Grid.EXTENSION_DECISION, s -> extended(s, null)));
    to.add(
        line(
            "expiry_final",
            Grid.EXPIRY_FINAL,
            s ->
                new Holding.ExpiryFinal(
                    REFS, s.now(), s.now(), "EH-4417", List.of(), true, List.of())));
    to.add(
        line(
            "no_longer_needed",
            Grid.NO_LONGER_NEEDED,
            _ -> new Holding.NoLongerNeeded(REFS, List.of(), "Closed", "", List.of())));
    to.add(
        line(
            "no_longer_needed_mla_withdrawn",
            Grid.NO_LONGER_NEEDED,
            _ -> new Holding.NoLongerNeeded(REFS, List.of(), "Closed", "MLA-7", List.of())));
    to.add(
        line(
            "withdrawal", Grid.WITHDRAWAL, _ -> new Holding.Withdrawal(REFS, "Solved", List.of())));
    for (Holding.Cause cause : Holding.Cause.values()) {
      to.add(
          line(
              "release_" + cause.name().toLowerCase(java.util.Locale.ROOT),
              Grid.RELEASE_CONFIRMATION,
              s ->
                  new Holding.ReleaseConfirmation(
                      REFS, null, cause, s.now(), "EH-4417", true, List.of(), List.of())));
    }
  }

  private static Content extended(Sight s, Instant until) {
    return new Holding.ExtensionDecision(
        REFS,
        s.open(Overlay.EXTENSION),
        until == null ? Holding.ExtensionOutcome.REFUSED : Holding.ExtensionOutcome.GRANTED,
        until,
        Decision.Reason.NONE,
        null,
        List.of(),
        List.of());
  }

  private static void assistance(List<Line> to) {
    to.add(
        line(
            "mla_announced",
            Grid.MLA_ANNOUNCED,
            s ->
                new Assistance.MlaAnnounced(
                    REFS, "MLA-7", "XA central authority", s.now(), null, List.of(), List.of())));
    to.add(
        line(
            "mla_received",
            Grid.MLA_RECEIVED,
            s ->
                new Assistance.MlaReceived(
                    REFS, "MLA-7", s.now(), "XB central authority", List.of())));
    to.add(
        line(
            "mla_decided",
            Grid.MLA_DECIDED,
            s ->
                new Assistance.MlaDecided(
                    REFS,
                    "MLA-7",
                    Assistance.Execution.EXECUTED,
                    s.now(),
                    s.book().mlaDecisions.stream().findFirst().orElse(null),
                    List.of())));
    form(to, ContentForm.PARTIAL_TRAFFIC_DISCLOSURE);
    to.add(line("emergency_answer", Grid.EMERGENCY_DATA_ANSWER, s -> emergency(s, false)));
    to.add(line("emergency_answer_final", Grid.EMERGENCY_DATA_ANSWER, s -> emergency(s, true)));
    form(to, ContentForm.ONWARD_TRANSFER_REQUEST);
    to.add(
        line(
            "onward_transfer_decision",
            Grid.ONWARD_TRANSFER_DECISION,
            s ->
                new Disclosure.OnwardTransferDecision(
                    REFS,
                    first(s.book().onward),
                    Disclosure.Transfer.GRANTED,
                    List.of(),
                    null,
                    List.of())));
  }

  private static ActId first(Collection<ActId> ids) {
    return ids.stream().sorted().findFirst().orElse(NOBODY);
  }

  private static Content emergency(Sight s, boolean isFinal) {
    Disclosure.EmergencyDataAnswer full =
        (Disclosure.EmergencyDataAnswer) FullContents.of(ContentForm.EMERGENCY_DATA_ANSWER);
    return MessageFixtures.with(
        MessageFixtures.with(full, "isFinal", isFinal), "inReplyTo", s.opening());
  }

  private static void notices(List<Line> to) {
    form(to, ContentForm.DISPLAYED);
    form(to, ContentForm.STATUS_QUERY);
    to.add(
        line(
            "status_report",
            Grid.STATUS_REPORT,
            _ ->
                new Notice.StatusReport(
                    REFS, null, "acknowledged", List.of(), List.of(), "", null, List.of())));
    to.add(
        line(
            "status_report_with_hold",
            Grid.STATUS_REPORT,
            s ->
                new Notice.StatusReport(
                    REFS,
                    null,
                    "acknowledged",
                    List.of(),
                    List.of(),
                    "",
                    new Content.ProvisionalHold(true, s.later(20), "Act on holds s. 3"),
                    List.of())));
    form(to, ContentForm.EXPIRY_WARNING);
    form(to, ContentForm.INCIDENT_NOTICE);
    form(to, ContentForm.CASE_FEEDBACK);
    to.add(line("channel_test", Grid.CHANNEL_TEST, _ -> MessageFixtures.channelTest()));
  }
}
