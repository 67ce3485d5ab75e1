package org.vigilmesh.adapter.desk;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vigilmesh.message.Act;
import org.vigilmesh.message.ActId;
import org.vigilmesh.message.CaseId;
import org.vigilmesh.message.Content;
import org.vigilmesh.message.DataItem;
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
    return beginning(who, caseId)
        .map(Content::caseRefs)
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

  /**
   * What an officer decided about all items.
   *
   * @param domestic the national decision behind it, where there is one
   */
  record Verdict(
      Decision.Value value, Decision.Reason why, Decision.@Nullable DomesticDecision domestic) {}

  /** A decision about all items of the request. */
  Optional<Draft> decision(
      Attending who, CaseStatus status, Verdict verdict, String review, String language) {
    return beginning(who, status.summary().caseId())
        .flatMap(
            asked ->
                draft(
                    who,
                    status,
                    about -> decision(asked, about.opening(), verdict),
                    review,
                    language));
  }

  private static Decision decision(Content asked, ActId opening, Verdict verdict) {
    return new Decision(
        asked.caseRefs(),
        opening,
        verdict.value(),
        items(asked),
        List.of(),
        verdict.why(),
        verdict.domestic(),
        List.of(),
        null,
        "",
        null,
        "",
        null,
        null,
        false,
        null,
        List.of(),
        List.of());
  }

  /** The newest request of the case, or else what began it; empty where nothing can be read. */
  private Optional<Content> beginning(Attending who, CaseId caseId) {
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
        .or(() -> said.stream().findFirst());
  }

  private static List<String> items(Content beginning) {
    return beginning instanceof Content.CaseRequest request
        ? request.wanted().dataItems().stream().map(DataItem::itemId).toList()
        : List.of();
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
