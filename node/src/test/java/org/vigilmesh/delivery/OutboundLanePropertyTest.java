package org.vigilmesh.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.vigilmesh.Fixtures.T;
import static org.vigilmesh.Fixtures.digest;
import static org.vigilmesh.delivery.Lanes.POLICY;
import static org.vigilmesh.delivery.Lanes.known;
import static org.vigilmesh.delivery.Lanes.letter;
import static org.vigilmesh.delivery.Lanes.outbound;
import static org.vigilmesh.delivery.Lanes.place;

import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.vigilmesh.delivery.OutboundLane.Effect;
import org.vigilmesh.delivery.OutboundLane.Event;
import org.vigilmesh.delivery.OutboundLane.Offer;
import org.vigilmesh.envelope.Refusal.Reason;

/** A sender against any peer, then against an honest receiver behind a bad link. */
final class OutboundLanePropertyTest {
  private static final long BASE = Long.getLong("sim.seed", 1);

  /** One life of a sender's lane with everything it may never do claimed at each step. */
  private static final class Sender {
    private final String told;
    private OutboundLane lane = outbound(0, 0);
    private Instant at = T;
    private long delivered;

    Sender(long seed) {
      told = "-Dsim.seed=" + seed;
    }

    void on(Event event) {
      OutboundLane.Step step = OutboundLane.step(lane, event, at, POLICY);
      for (Effect effect : step.effects()) {
        if (effect instanceof Effect.Delivered(long from, long to)) {
          assertEquals(delivered + 1, from, told + ": each statement is delivered once, in order");
          assertTrue(to >= from && to <= lane.sent(), told);
          delivered = to;
        }
      }
      assertEquals(delivered, step.state().receipted(), told);
      lane = step.state();
    }

    Optional<Offer> offer() {
      Optional<Offer> offer = lane.findOffer(at, POLICY);
      offer.ifPresent(
          o -> {
            assertTrue(o.fromSeq() > lane.receipted(), told + ": below a receipt");
            assertEquals(lane.offered() + 1, o.fromSeq(), told + ": skipped");
            assertTrue(o.toSeq() <= lane.last().seq(), told + ": not committed");
            assertTrue(o.toSeq() - lane.receipted() <= 1024, told + ": window");
          });
      return offer;
    }
  }

  private static Event anything(Random random, Sender sender) {
    long seq = random.nextLong(sender.lane.last().seq() + 3);
    Reason reason = Reason.values()[random.nextInt(Reason.values().length)];
    return switch (random.nextInt(9)) {
      case 0, 1 -> new Event.Committed(place(sender.lane.last().seq() + 1));
      case 2 -> new Event.ReceiptCovers(seq, random.nextInt(4) > 0 && seq <= sender.lane.sent());
      case 3 ->
          new Event.Refused(
              reason, seq, random.nextBoolean(), 1, digest("key " + random.nextInt(3)));
      case 4 -> new Event.ResumeFrom(Math.max(1, seq));
      case 5 -> new Event.LinkReady();
      case 6 -> new Event.LinkLost();
      default -> new Event.Tick();
    };
  }

  @Test
  void noPeerMakesALaneSkipRepeatOrLose() {
    for (long seed = BASE; seed < BASE + 300; seed++) {
      Random random = new Random(seed);
      Sender sender = new Sender(seed);
      for (int i = 0; i < 400; i++) {
        sender.on(anything(random, sender));
        sender.at = sender.at.plusMillis(random.nextInt(3000));
        sender
            .offer()
            .filter(_ -> random.nextBoolean())
            .ifPresent(
                o -> {
                  long to = o.fromSeq() + random.nextLong(o.toSeq() - o.fromSeq() + 1);
                  sender.on(new Event.Sent(to, 10_000 * (to - o.fromSeq() + 1)));
                });
      }
      sender.on(new Event.LinkReady());
      drain(sender);
    }
  }

  private static void drain(Sender sender) {
    for (int i = 0; i < 100 && sender.delivered < sender.lane.last().seq(); i++) {
      sender.offer().ifPresent(o -> sender.on(new Event.Sent(o.toSeq(), 1000)));
      sender.on(new Event.ReceiptCovers(sender.lane.offered(), true));
    }
    assertEquals(sender.lane.last().seq(), sender.delivered, sender.told + ": lost");
  }

  /** Frames and answers are lost at random; the honest receiver keeps its store. */
  @Test
  void aBadLinkDelaysButLosesNothing() {
    for (long seed = BASE; seed < BASE + 100; seed++) {
      Random random = new Random(seed);
      Sender sender = new Sender(seed);
      InboundLane receiver = InboundLane.unseen(Lanes.ROUTINE, Lanes.ROUTINE.incarnation());
      for (int i = 0; i < 60; i++) {
        sender.on(new Event.Committed(place(i + 1)));
      }
      sender.on(new Event.LinkReady());
      int steps = 0;
      while (sender.delivered < 60) {
        assertTrue(steps++ < 2000, sender.told + ": stuck at " + sender.lane);
        Optional<Offer> offer = sender.offer();
        if (offer.isEmpty()) {
          sender.at = sender.lane.wakeAt().equals(Instant.MAX) ? sender.at : sender.lane.wakeAt();
          sender.on(new Event.Tick());
          continue;
        }
        long from = offer.orElseThrow().fromSeq();
        long to = Math.min(offer.orElseThrow().toSeq(), from + random.nextInt(8));
        sender.on(new Event.Sent(to, 1));
        if (random.nextInt(3) == 0) {
          continue;
        }
        receiver = deliver(sender, receiver, from, to, random);
      }
      assertEquals(place(60), receiver.last(), sender.told);
    }
  }

  private static InboundLane deliver(
      Sender sender, InboundLane before, long from, long to, Random random) {
    InboundLane receiver = before;
    for (long seq = from; seq <= to; seq++) {
      Acceptance answer =
          InboundLane.step(
              receiver, letter(Lanes.ROUTINE, seq).arrives(), known(receiver.last().seq()), T);
      boolean isLost = random.nextInt(4) == 0;
      switch (answer) {
        case Acceptance.Accept(InboundLane next, _) -> receiver = next;
        case Acceptance.AskResume(InboundLane next, long resume) -> {
          receiver = next;
          if (!isLost) {
            sender.on(new Event.ResumeFrom(resume));
          }
        }
        case Acceptance.Duplicate _, Acceptance.Nothing _ -> {}
        case Acceptance.CloseLink _,
            Acceptance.Refuse _,
            Acceptance.Fork _,
            Acceptance.AcceptWhileSplit _ ->
            throw new AssertionError(sender.told + ": an honest sender met " + answer);
      }
      if (!isLost && receiver.last().seq() > 0) {
        sender.on(new Event.ReceiptCovers(receiver.last().seq(), true));
      }
    }
    return receiver;
  }
}
