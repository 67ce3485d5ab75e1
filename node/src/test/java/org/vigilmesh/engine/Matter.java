package org.vigilmesh.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vigilmesh.message.Act;
import org.vigilmesh.message.ActId;
import org.vigilmesh.message.Content;
import org.vigilmesh.message.Decision;
import org.vigilmesh.message.MessageFixtures;
import org.vigilmesh.message.PreservationRequest;
import org.vigilmesh.port.Rows.ActRow;
import org.vigilmesh.port.Rows.CaseRow;
import org.vigilmesh.port.Submissions.Progress;
import org.vigilmesh.value.Digest;
import org.vigilmesh.value.Urgency;

/**
 * One case between two members, written as their officers would; each step needs the one before.
 */
final class Matter {
  private final Mesh mesh;
  private final Letters letters;
  final Mesh.Member asks;
  final Mesh.Member asked;
  final Letters.Draft opening;
  private Letters.Sent request;

  Matter(Mesh mesh, Letters letters, Mesh.Member asks, Mesh.Member asked) {
    this.mesh = mesh;
    this.letters = letters;
    this.asks = asks;
    this.asked = asked;
    PreservationRequest content = MessageFixtures.request();
    this.opening =
        new Letters.Draft(
            asks,
            asked.ref(),
            content,
            mesh.newCase(),
            Urgency.URGENT,
            List.of(),
            List.copyOf(asks.country.officers.keySet()).subList(0, 2),
            Duration.ofHours(12));
  }

  Letters.Sent request() {
    request = letters.send(opening);
    return request;
  }

  /** A request that came another way. */
  void request(Act act) {
    request = new Letters.Sent(act, new ArrayList<>());
  }

  ActId requestId() {
    return request.act().id();
  }

  Letters.Sent acknowledge() {
    return answer(
        new Content.HumanAck(
            MessageFixtures.REFS,
            request.act().id(),
            "officer",
            mesh.now().truncatedTo(ChronoUnit.SECONDS),
            null,
            List.of()));
  }

  Letters.Sent decide(Decision.Value value) {
    Decision decision = MessageFixtures.with(MessageFixtures.accepted(), "value", value);
    return answer(MessageFixtures.with(decision, "inReplyTo", request.act().id()));
  }

  Letters.Sent preserve() {
    Instant from = mesh.now().truncatedTo(ChronoUnit.SECONDS);
    Content.PreservationConfirmation held = MessageFixtures.confirmation();
    held = MessageFixtures.with(held, "inReplyTo", request.act().id());
    held = MessageFixtures.with(held, "effectiveAt", from);
    return answer(MessageFixtures.with(held, "preservedUntil", from.plus(Duration.ofDays(60))));
  }

  /** An answer by the first officer of the asked side, naming what it has seen. */
  Letters.Sent answer(Content content) {
    return letters.send(answering(content));
  }

  Letters.Draft answering(Content content) {
    return new Letters.Draft(
        asked,
        asks.ref(),
        content,
        opening.caseId(),
        Urgency.URGENT,
        seenBy(asked),
        List.copyOf(asked.country.officers.keySet()).subList(0, 1),
        Duration.ofHours(12));
  }

  List<Digest> seenBy(Mesh.Member member) {
    Mesh.Member other = member == asks ? asked : asks;
    return member
        .engine
        .submissions()
        .draftContext(other.ref().node(), opening.caseId())
        .flatMap(context -> context.about())
        .map(about -> about.latest())
        .orElse(List.of());
  }

  /** Where the case stands at {@code member}; empty before it is there. */
  String stateAt(Mesh.Member member) {
    return rowAt(member).map(CaseRow::state).orElse("none");
  }

  Optional<CaseRow> rowAt(Mesh.Member member) {
    return member.store.read(view -> view.findCase(opening.caseId()));
  }

  List<ActRow> actsAt(Mesh.Member member) {
    return member.store.read(view -> view.acts(opening.caseId()));
  }

  /** The five facts as the asking side has them. */
  Progress progress() {
    return asks.engine.submissions().progress(request.act().id()).orElseThrow();
  }
}
