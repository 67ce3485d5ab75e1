package org.vigilmesh.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vigilmesh.identity.Endorsement;
import org.vigilmesh.identity.OfficerId;
import org.vigilmesh.message.Act;
import org.vigilmesh.message.ActId;
import org.vigilmesh.message.CaseId;
import org.vigilmesh.message.Content;
import org.vigilmesh.message.Decision;
import org.vigilmesh.message.Later;
import org.vigilmesh.message.MessageFixtures;
import org.vigilmesh.message.PreservationRequest;
import org.vigilmesh.port.Rows.CaseRow;
import org.vigilmesh.port.Submissions.CaseContext;
import org.vigilmesh.port.Submissions.Submission;
import org.vigilmesh.port.Submissions.Submitted;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;
import org.vigilmesh.value.Urgency;

/**
 * People at all desks: they ask, test, acknowledge, decide, and hand in again what was never
 * answered.
 */
final class SimulatedOfficers {
  private static final Duration PATIENCE = Duration.ofSeconds(7);
  private static final Duration PATIENCE_MAX = Duration.ofMinutes(30);

  private final SimulatedWorld world;
  private final Map<SimulatedNode, Used> last = new HashMap<>();
  private int unanswered;

  /** What they write names days round the present, wherever that is: a deadline is none of C6's. */
  private final PreservationRequest request;

  private final Decision accepted;

  /** The id of the act that was last written to a node, and who has used it. */
  private record Used(SimulatedNode by, ActId id) {}

  SimulatedOfficers(SimulatedWorld world) {
    this.world = world;
    this.request = Later.than(MessageFixtures.request(), world.options.shift());
    this.accepted = Later.than(MessageFixtures.accepted(), world.options.shift());
  }

  /** How many acts wait for the own node's answer. */
  int unanswered() {
    return unanswered;
  }

  /** Somebody somewhere does something; now and then several things at once. */
  void act() {
    SimulatedNode from = world.any(world.nodes);
    SimulatedNode to = world.any(world.nodes.stream().filter(node -> node != from).toList());
    if (!from.isUp()) {
      return;
    }
    double kind = world.random.nextDouble();
    if (kind < 0.35) {
      int count = world.chance(0.1) ? 2 + world.random.nextInt(12) : 1;
      for (int i = 0; i < count; i++) {
        test(from, to);
      }
    } else if (kind < 0.55) {
      request(from, to);
    } else if (kind < 0.8) {
      answer(from, true);
    } else {
      answer(from, false);
    }
  }

  /** What people could not hand in while their node was away, to everybody. */
  void catchUp(SimulatedNode from) {
    for (SimulatedNode to : world.nodes) {
      if (!to.id().equals(from.id()) && from.isUp()) {
        test(from, to);
      }
    }
  }

  /** Everybody writes to everybody. */
  void speakAll() {
    world.nodes.forEach(this::catchUp);
  }

  private void test(SimulatedNode from, SimulatedNode to) {
    Urgency urgency = world.any(List.of(Urgency.values()));
    Content content = new Content.ChannelTest(world.fresh(16), false, List.of());
    hand(from, to, content, newCase(), urgency, List.of(), List.of());
  }

  private void request(SimulatedNode from, SimulatedNode to) {
    List<String> two = List.copyOf(from.country().officers.keySet()).subList(0, 2);
    Urgency urgency = world.chance(0.5) ? Urgency.URGENT : Urgency.ROUTINE;
    hand(from, to, request, newCase(), urgency, List.of(), two);
  }

  /** Acknowledges or decides one of the last requests that came. */
  private void answer(SimulatedNode from, boolean acknowledges) {
    List<CaseRow> open =
        from.store().read(view -> view.cases(Long.MAX_VALUE, 40)).stream()
            .filter(row -> !row.ours() && row.contentType().equals("preservation_request"))
            .filter(row -> acknowledges != row.state().equals("ACKNOWLEDGED"))
            .toList();
    if (open.isEmpty()) {
      return;
    }
    CaseRow row = world.any(open);
    SimulatedNode peer =
        world.nodes.stream().filter(node -> node.id().equals(row.peer())).findFirst().orElseThrow();
    Optional<CaseContext> about =
        from.asked(engine -> engine.submissions().draftContext(row.peer(), row.caseId()))
            .flatMap(context -> context.about());
    if (about.isPresent()) {
      Content content =
          acknowledges
              ? new Content.HumanAck(
                  MessageFixtures.REFS,
                  about.get().opening(),
                  "officer",
                  from.clock().truncatedTo(ChronoUnit.SECONDS),
                  null,
                  List.of())
              : MessageFixtures.with(accepted, "inReplyTo", about.get().opening());
      List<String> one = List.copyOf(from.country().officers.keySet()).subList(0, 1);
      hand(from, peer, content, row.caseId(), row.urgency(), about.get().latest(), one);
    }
  }

  /** Now and then one that came there from another State: an act's name is its sender's own. */
  private ActId newAct(SimulatedNode from, SimulatedNode to, Instant at) {
    Used used = last.remove(to);
    if (used != null && used.by() != from && world.chance(0.2)) {
      world.coverage.met("an act has the id of another State's act");
      return used.id();
    }
    ActId own = ActId.of(at, world.fresh(10));
    last.put(to, new Used(from, own));
    return own;
  }

  private CaseId newCase() {
    return CaseId.of(world.now(), world.fresh(10));
  }

  private void hand(
      SimulatedNode from,
      SimulatedNode to,
      Content content,
      CaseId caseId,
      Urgency urgency,
      List<Digest> parents,
      List<String> officers) {
    List<Act.Signer> signers = new ArrayList<>();
    for (String officer : officers) {
      signers.add(
          new Act.Signer(
              new OfficerId(officer),
              signers.isEmpty() ? Act.Purpose.AUTHOR : Act.Purpose.AUTHORISER));
    }
    Instant at = from.clock().truncatedTo(ChronoUnit.SECONDS);
    Act act =
        new Act(
            world.fresh(32),
            newAct(from, to, at),
            from.ref(),
            to.ref(),
            true,
            urgency,
            caseId,
            content,
            List.of(),
            parents,
            List.of(),
            signers,
            at,
            at.plus(Duration.ofDays(2)),
            "en",
            Digest.ZERO,
            List.of());
    Bytes bytes = Country.CODEC.act().encode(act);
    List<Endorsement> endorsements =
        officers.stream()
            .map(name -> world.crypto.endorse(from.country(), name, Act.endorsedDigest(bytes)))
            .toList();
    unanswered++;
    submit(from, to, act, new Submission(bytes, endorsements, List.of()), PATIENCE);
  }

  /** Hands in, and again when no answer has come: the process may have died with it. */
  private void submit(
      SimulatedNode from, SimulatedNode to, Act act, Submission submission, Duration patience) {
    submit(from, to, act, submission, patience, new boolean[1]);
  }

  private void submit(
      SimulatedNode from,
      SimulatedNode to,
      Act act,
      Submission submission,
      Duration patience,
      boolean[] answered) {
    if (from.isUp()) {
      from.hear(
          _ ->
              from.engine()
                  .submissions()
                  .submit(
                      submission,
                      answer -> {
                        if (!answered[0]) {
                          answered[0] = true;
                          answered(from, to, act, answer);
                        }
                      }));
    }
    Duration next = patience.multipliedBy(2);
    world.after(
        patience,
        () -> {
          if (!answered[0]) {
            Duration longer = next.compareTo(PATIENCE_MAX) > 0 ? PATIENCE_MAX : next;
            submit(from, to, act, submission, longer, answered);
          }
        });
  }

  private void answered(SimulatedNode from, SimulatedNode to, Act act, Submitted answer) {
    unanswered--;
    switch (answer) {
      case Submitted.AcceptedForSending _, Submitted.AcceptedBefore _ ->
          world.checks.accepted(from, to, act);
      case Submitted.Rejected rejected ->
          world.require(
              isFair(from, to, rejected),
              from + " rejected " + act.content().contentType() + ": " + rejected);
    }
  }

  /** What an honest act may be refused for. */
  private boolean isFair(SimulatedNode from, SimulatedNode to, Submitted.Rejected why) {
    boolean isLate = why.reasons().stream().anyMatch(r -> r.citation().startsWith("CASE"));
    boolean isOff = from.wasFarOff();
    return switch (why.code()) {
      case "E-READ-ONLY", "E-PEER-NOT-VERIFIED", "E-NOT-IN-THIS-STATE" -> true;
      default -> isLate || isOff;
    };
  }
}
