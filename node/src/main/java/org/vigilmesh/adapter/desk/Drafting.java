package org.vigilmesh.adapter.desk;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.vigilmesh.message.Act;
import org.vigilmesh.message.ActId;
import org.vigilmesh.message.CaseId;
import org.vigilmesh.message.Content;
import org.vigilmesh.message.Decision;
import org.vigilmesh.port.Attendance.Attending;
import org.vigilmesh.port.Queries.CaseStatus;
import org.vigilmesh.port.Queries.OpenedAct;
import org.vigilmesh.port.Submissions.CaseContext;
import org.vigilmesh.port.Submissions.DraftContext;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;
import org.vigilmesh.value.Seconds;
import org.vigilmesh.value.Urgency;

/** Makes the exact bytes of an answer in a case, ready to be read and signed. */
final class Drafting {
  private static final int ID_RANDOM = 10;

  private final DeskPorts ports;

  Drafting(DeskPorts ports) {
    this.ports = ports;
  }

  /** That an officer takes charge; empty when the case is gone, or its peer is not verified. */
  Optional<Draft> acknowledgement(
      Attending who, CaseStatus status, String review, String language) {
    CaseId caseId = status.summary().caseId();
    Instant opened = Seconds.whole(ports.clock().instant());
    String role = who.officer().role().name().toLowerCase(Locale.ROOT);
    return refs(who, caseId)
        .flatMap(
            refs ->
                draft(
                    who,
                    status,
                    about ->
                        new Content.HumanAck(
                            refs.requested().isBlank()
                                ? new Content.CaseRefs(refs.requesting(), caseId.toString())
                                : refs,
                            about.opening(),
                            role,
                            opened,
                            null,
                            List.of()),
                    review,
                    ""));
  }

  /** A decision about all open items. */
  Optional<Draft> decision(
      Attending who,
      CaseStatus status,
      Decision.Value value,
      Decision.Reason why,
      String review,
      String language) {
    return refs(who, status.summary().caseId())
        .flatMap(
            refs ->
                draft(
                    who,
                    status,
                    about -> decision(refs, about.opening(), value, why),
                    review,
                    why.text().isEmpty() ? "" : language));
  }

  private static Decision decision(
      Content.CaseRefs refs, ActId opening, Decision.Value value, Decision.Reason why) {
    return new Decision(
        refs, opening, value, List.of(), List.of(), why, null, List.of(), null, "", null, "", null,
        null, false, null, List.of(), List.of());
  }

  /** The file numbers as the newest request has them, or else what began the case. */
  private Optional<Content.CaseRefs> refs(Attending who, CaseId caseId) {
    List<Content> said =
        ports
            .attendance()
            .open(who, caseId)
            .map(opened -> opened.acts().stream().map(OpenedAct::act).toList())
            .orElse(List.of())
            .stream()
            .flatMap(act -> ports.codec().act().decode(act).find().stream())
            .map(Act::content)
            .toList();
    return said.stream()
        .filter(Content.CaseRequest.class::isInstance)
        .reduce((_, later) -> later)
        .or(() -> said.stream().findFirst())
        .map(Content::caseRefs);
  }

  /** Content that answers what opened a case. */
  private interface Answer {
    Content to(CaseContext about);
  }

  private Optional<Draft> draft(
      Attending who, CaseStatus status, Answer answer, String review, String language) {
    CaseId caseId = status.summary().caseId();
    Optional<DraftContext> context =
        ports.submissions().draftContext(status.summary().peer(), caseId);
    return context.flatMap(
        found -> found.about().map(about -> draft(found, about, who, answer, review, language)));
  }

  private Draft draft(
      DraftContext context,
      CaseContext about,
      Attending who,
      Answer answer,
      String review,
      String language) {
    Instant now = ports.clock().instant();
    Urgency urgency = Urgency.valueOf(about.urgency().toUpperCase(Locale.ROOT));
    Act act =
        new Act(
            ports.entropy().take(Act.RANDOM_SIZE),
            ActId.of(now, ports.entropy().take(ID_RANDOM)),
            context.self(),
            context.recipient(),
            about.exercise(),
            urgency,
            about.caseId(),
            answer.to(about),
            List.of(),
            about.latest(),
            List.of(about.openingDigest()),
            List.of(new Act.Signer(who.officer().id(), Act.Purpose.AUTHOR)),
            Seconds.whole(now),
            Seconds.whole(now.plus(Act.usualLife(urgency))),
            language,
            Digest.sha256(Bytes.utf8(review)),
            List.of());
    return new Draft(
        act.id().toString(), about.caseId(), ports.codec().act().encode(act), List.of(), review);
  }
}
