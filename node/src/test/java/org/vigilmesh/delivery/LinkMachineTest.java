package org.vigilmesh.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.vigilmesh.Fixtures.T;
import static org.vigilmesh.Fixtures.XA;
import static org.vigilmesh.Fixtures.XB;
import static org.vigilmesh.Fixtures.XC;
import static org.vigilmesh.Fixtures.bytes;
import static org.vigilmesh.Fixtures.incarnation;
import static org.vigilmesh.delivery.Lanes.place;
import static org.vigilmesh.delivery.Links.after;
import static org.vigilmesh.delivery.Links.greeted;
import static org.vigilmesh.delivery.Links.hello;
import static org.vigilmesh.delivery.Links.machine;
import static org.vigilmesh.delivery.Links.open;
import static org.vigilmesh.delivery.Links.step;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.vigilmesh.delivery.LinkMachine.Effect;
import org.vigilmesh.delivery.LinkMachine.Event;
import org.vigilmesh.delivery.LinkMachine.Link;
import org.vigilmesh.delivery.LinkMachine.Phase;
import org.vigilmesh.delivery.LinkMachine.Reason;
import org.vigilmesh.delivery.LinkMachine.Step;
import org.vigilmesh.delivery.LinkMachine.Warning;
import org.vigilmesh.identity.Trust;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Urgency;

final class LinkMachineTest {
  private static final Event TICK = new Event.Tick();
  private final LinkMachine down = machine(Trust.VERIFIED);

  private static List<Effect> effects(LinkMachine machine, Event event) {
    return step(machine, event, T).effects();
  }

  private static Event opened(long link) {
    return new Event.Opened(link, true);
  }

  @Test
  void aPeerWithoutALinkIsDialledOnce() {
    assertEquals(List.of(new Effect.Dial()), effects(down, TICK));
    assertTrue(effects(after(down, T, TICK), TICK).isEmpty());
  }

  @Test
  void aPeerWithoutEndpointIsNotDialledUntilItNamesOne() {
    LinkMachine silent = LinkMachine.begin(XA, XB, Trust.VERIFIED, false, T);
    assertTrue(effects(silent, TICK).isEmpty());
    assertEquals(List.of(new Effect.Dial()), effects(silent, new Event.EndpointsChanged(true)));
  }

  @ParameterizedTest
  @EnumSource(
      value = Trust.class,
      names = {"SUSPENDED", "REVOKED"})
  void aPeerWithoutTrustIsNeitherDialledNorHeard(Trust trust) {
    assertTrue(effects(machine(trust), TICK).isEmpty());
    assertEquals(
        List.of(new Effect.Close(1, Reason.TRUST)),
        effects(machine(trust), new Event.Opened(1, false)));
  }

  @Test
  void failedDialsAreFurtherAndFurtherApart() {
    LinkMachine now = down;
    Instant at = T;
    for (int i = 0; i < 30; i++) {
      now = after(now, at, TICK, new Event.DialFailed());
      Duration pause = Duration.between(at, now.wakeAt(Policy.DEFAULT));
      assertTrue(now.silenceTold() || pause.compareTo(Duration.ofMinutes(5)) <= 0);
      at = now.dialAt();
    }
    assertTrue(Duration.between(T, at).compareTo(Duration.ofMinutes(75)) > 0);
    assertEquals(
        1, after(after(now, at, TICK, opened(1), greeted(1)), at, new Event.Closed(1)).attempt());
  }

  @Test
  void aHelloLeavesAtOnceAndAPulseFollowsTheOther() {
    assertEquals(List.of(new Effect.SendHello(1)), effects(down, opened(1)));
    assertEquals(
        List.of(new Effect.SendPulse(1), new Effect.Ready(1)),
        effects(after(down, T, opened(1)), greeted(1)));
  }

  @Test
  void statementsWaitForTheWitnesses() {
    LinkMachine checking = after(down, T, opened(1), greeted(1, "boot", 2));
    assertEquals(OptionalLong.empty(), checking.findActive());
    LinkMachine one = after(checking, T, new Event.Answered(1));
    assertEquals(OptionalLong.empty(), one.findActive());
    assertEquals(List.of(new Effect.Ready(1)), effects(one, new Event.Answered(1)));
  }

  @Test
  void aClaimThatIsNeverAnsweredOpensNothing() {
    Instant by = T.plus(Policy.DEFAULT.link().witnessWait());
    LinkMachine checking =
        after(
            after(down, T, opened(1), greeted(1, "boot", 2), new Event.Pulsed(1)),
            by.minusNanos(1),
            TICK);
    assertEquals(OptionalLong.empty(), checking.findActive());
    assertEquals(by, checking.wakeAt(Policy.DEFAULT));
    Step late = step(checking, TICK, by);
    assertEquals(
        List.of(
            new Effect.Alarm(Warning.CLAIM_WITHOUT_PROOF), new Effect.Close(1, Reason.UNANSWERED)),
        late.effects());
    assertEquals(List.of(), late.state().links());
  }

  @Test
  void aPeerThatGoesOnClaimingWithoutProofIsGreetedEverMoreSeldom() {
    Policy policy = Policy.DEFAULT;
    LinkMachine now = down;
    Instant at = T;
    Duration before = Duration.ZERO;
    for (int link = 1; link <= 8; link++) {
      now = after(now, at, opened(link), greeted(link, "boot", 1), new Event.Pulsed(link));
      Duration wait = Duration.between(at, now.links().getFirst().checkedBy());
      Duration longest = policy.retry().last();
      assertEquals(
          link == 1 ? policy.link().witnessWait() : min(before.multipliedBy(2), longest), wait);
      before = wait;
      at = at.plus(wait);
      now = after(now, at, new Event.Pulsed(link), TICK);
      assertEquals(List.of(), now.links());
    }
    assertEquals(policy.retry().last(), before);

    now = after(now, at, opened(9), greeted(9, "boot", 1), new Event.Answered(9));
    now = after(now, at, new Event.Closed(9), opened(10), greeted(10, "boot", 1));
    assertEquals(
        at.plus(policy.link().witnessWait()),
        now.links().getFirst().checkedBy(),
        "one proof, and the next claim is asked about as the first was");
  }

  private static Duration min(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  @Test
  void aPendingPeerIsIntroducedOnly() {
    LinkMachine pending = after(machine(Trust.PENDING), T, opened(1), greeted(1, "boot", 2));
    assertEquals(Phase.INTRODUCED, pending.links().getFirst().phase());
    assertEquals(OptionalLong.empty(), pending.findActive());
    assertTrue(effects(pending, new Event.Answered(1)).isEmpty());
  }

  @Test
  void aChangeOfTrustBeginsAnew() {
    LinkMachine pending = after(machine(Trust.PENDING), T, opened(1), greeted(1));
    assertEquals(
        List.of(new Effect.Close(1, Reason.TRUST), new Effect.Dial()),
        effects(pending, new Event.TrustChanged(Trust.VERIFIED)));
    assertEquals(
        List.of(new Effect.Close(1, Reason.TRUST), new Effect.Lost(1)),
        effects(open(down, 1, true), new Event.TrustChanged(Trust.SUSPENDED)));
    assertTrue(effects(pending, new Event.TrustChanged(Trust.PENDING)).isEmpty());
  }

  @Test
  void aLinkWithoutHelloOrPulseEndsAfterThirtySeconds() {
    Instant by = T.plusSeconds(30);
    for (LinkMachine young :
        List.of(after(down, T, opened(1)), after(down, T, opened(1), greeted(1)))) {
      assertEquals(1, after(young, by.minusNanos(1), TICK).links().size());
      assertTrue(step(young, TICK, by).effects().contains(new Effect.Close(1, Reason.NO_GREETING)));
    }
  }

  @Test
  void aPulseGoesOutEveryTwentySeconds() {
    LinkMachine up = open(down, 1, true);
    assertEquals(T.plusSeconds(20), up.wakeAt(Policy.DEFAULT));
    assertTrue(step(up, TICK, T.plusSeconds(20).minusNanos(1)).effects().isEmpty());
    assertEquals(List.of(new Effect.SendPulse(1)), step(up, TICK, T.plusSeconds(20)).effects());
    LinkMachine later = after(up, T.plusSeconds(20), TICK);
    assertEquals(T.plusSeconds(40), later.wakeAt(Policy.DEFAULT));
  }

  @Test
  void twoMissedPulsesEndALink() {
    LinkMachine up = after(open(down, 1, true), T.plusSeconds(20), TICK);
    List<Effect> effects = step(up, TICK, T.plusSeconds(40)).effects();
    assertEquals(List.of(new Effect.Close(1, Reason.DEAD), new Effect.Lost(1)), effects);
    LinkMachine heard = after(up, T.plusSeconds(39), new Event.Pulsed(1));
    assertEquals(List.of(new Effect.SendPulse(1)), step(heard, TICK, T.plusSeconds(40)).effects());
  }

  @Test
  void ofTwoLinksTheOneDialledByTheLowerNodeStays() {
    LinkMachine theirs = open(down, 1, false);
    LinkMachine ours = after(theirs, T, opened(2), greeted(2));
    assertEquals(
        List.of(new Effect.Close(1, Reason.SUPERSEDED), new Effect.Lost(1), new Effect.Ready(2)),
        effects(ours, new Event.Pulsed(2)));
    LinkMachine reverse = after(open(down, 1, true), T, new Event.Opened(2, false), greeted(2));
    assertEquals(
        List.of(new Effect.Close(2, Reason.SUPERSEDED)), effects(reverse, new Event.Pulsed(2)));
  }

  @Test
  void bothEndsKeepTheSameOfTwoLinks() {
    LinkMachine higher = LinkMachine.begin(XB, XA, Trust.VERIFIED, true, T);
    for (LinkMachine one : List.of(down, higher)) {
      boolean weAreLower = one.self().equals(XA);
      LinkMachine now = one;
      for (long link = 1; link <= 2; link++) {
        boolean byLower = link == 1;
        now =
            after(
                now,
                T,
                new Event.Opened(link, byLower == weAreLower),
                new Event.Greeted(link, hello(one.peer(), "boot", 1, 1), 0),
                new Event.Pulsed(link));
      }
      assertEquals(OptionalLong.of(1), now.findActive());
      assertEquals(1, now.links().size());
    }
  }

  @Test
  void ofTwoLinksByOneDiallerTheNewerStays() {
    LinkMachine two = after(open(down, 1, true), T, opened(2), greeted(2));
    assertEquals(
        List.of(new Effect.Close(1, Reason.SUPERSEDED), new Effect.Lost(1), new Effect.Ready(2)),
        effects(two, new Event.Pulsed(2)));
  }

  @Test
  void aLinkBeforeItsPulseReplacesNothingButServesWhenAlone() {
    LinkMachine two = after(open(down, 1, false), T, opened(2), greeted(2));
    assertEquals(OptionalLong.of(1), two.findActive());
    assertEquals(
        List.of(new Effect.Lost(1), new Effect.Ready(2)), effects(two, new Event.Closed(1)));
  }

  @Test
  void framesOfADroppedLinkAreIgnored() {
    LinkMachine two = open(open(down, 1, false), 2, true);
    Frame pulse = new Frame.Pulse(T, Links.NOTHING, Links.NOTHING);
    assertFalse(two.admits(1, pulse));
    assertTrue(two.admits(2, pulse));
    for (Event late :
        List.of(greeted(1), new Event.Pulsed(1), new Event.Answered(1), new Event.Closed(1))) {
      assertEquals(two, after(two, T, late));
    }
  }

  @Test
  void eachPhaseAdmitsItsFrames() {
    Frame hello = hello(XB, "boot", 1, 1);
    Frame pulse = new Frame.Pulse(T, Links.NOTHING, Links.NOTHING);
    Frame identity = new Frame.Identity(List.of(), List.of(), List.of(), List.of());
    Frame asking = new Frame.IdentityRequest(1, 1, 1);
    Frame witness =
        new Frame.WitnessRequest(Frame.WitnessKind.CARD, Urgency.URGENT, incarnation(1), 1);
    Frame answer =
        new Frame.WitnessAnswer(Frame.WitnessKind.CARD, Urgency.URGENT, Optional.empty());
    Bytes some = bytes("some", 9);
    List<Frame> traffic =
        List.of(
            new Frame.Statements(
                Urgency.URGENT, List.of(new Frame.Offered(incarnation(1), place(1), some))),
            new Frame.Receipts(List.of(some)),
            new Frame.Refusals(List.of(some)),
            new Frame.Resume(Urgency.URGENT, incarnation(1), 1));
    LinkMachine greeting = after(down, T, opened(1));
    LinkMachine pending = after(machine(Trust.PENDING), T, opened(1), greeted(1));
    LinkMachine checking = after(greeting, T, greeted(1, "boot", 1));
    LinkMachine open = after(greeting, T, greeted(1));
    for (LinkMachine machine : List.of(greeting, pending, checking, open)) {
      assertTrue(machine.admits(1, hello));
      assertFalse(machine.admits(2, hello));
      for (Frame frame : List.of(pulse, identity, asking)) {
        assertEquals(machine != greeting, machine.admits(1, frame));
      }
      for (Frame frame : List.of(witness, answer)) {
        assertEquals(machine == checking || machine == open, machine.admits(1, frame));
      }
      traffic.forEach(f -> assertEquals(machine == open, machine.admits(1, f)));
    }
  }

  @Test
  void aHelloThatDoesNotFitClosesTheLink() {
    LinkMachine greeting = after(down, T, opened(1));
    assertEquals(
        List.of(new Effect.Close(1, Reason.WRONG_NODE)),
        effects(greeting, new Event.Greeted(1, hello(XC, "boot", 1, 1), 0)));
    assertEquals(
        List.of(
            new Effect.Close(1, Reason.NO_COMMON_FORMAT),
            new Effect.Alarm(Warning.NO_COMMON_FORMAT)),
        effects(greeting, new Event.Greeted(1, hello(XB, "boot", 2, 3), 0)));
    assertEquals(
        List.of(new Effect.Close(1, Reason.GREETED_TWICE), new Effect.Lost(1)),
        effects(open(down, 1, true), greeted(1)));
  }

  @Test
  void aPulseBeforeTheHelloCountsForNothing() {
    LinkMachine greeting = after(down, T, opened(1));
    assertEquals(greeting, after(greeting, T.plusSeconds(1), new Event.Pulsed(1)));
  }

  @Test
  void alternatingBootIdsAreACloneAlarm() {
    LinkMachine now = down;
    for (String boot : List.of("first", "first", "second", "third")) {
      now = after(now, T, opened(1));
      assertFalse(
          effects(now, greeted(1, boot, 0)).contains(new Effect.Alarm(Warning.CLONE)), boot);
      now = after(now, T, greeted(1, boot, 0), new Event.Closed(1));
    }
    now = after(now, T, opened(1));
    assertTrue(effects(now, greeted(1, "second", 0)).contains(new Effect.Alarm(Warning.CLONE)));
  }

  @Test
  void aRestartedPeerNeedNotWaitForItsDeadLink() {
    LinkMachine halfOpen = after(open(down, 1, true), T, new Event.Opened(2, false));
    assertEquals(
        List.of(
            new Effect.Close(1, Reason.DEAD),
            new Effect.Lost(1),
            new Effect.SendPulse(2),
            new Effect.Ready(2)),
        effects(halfOpen, greeted(2, "after the restart", 0)));
    LinkMachine crossing = after(down, T, opened(1), new Event.Opened(2, false), greeted(1));
    assertFalse(
        effects(crossing, greeted(2)).contains(new Effect.Close(1, Reason.DEAD)),
        "one process, two links");
  }

  @Test
  void aSilentPeerIsToldOnceAndAgainAfterContact() {
    Instant at = T.plus(Policy.DEFAULT.link().silentAfter());
    LinkMachine dialling = after(down, T, TICK);
    assertEquals(at, dialling.wakeAt(Policy.DEFAULT));
    assertEquals(List.of(new Effect.Alarm(Warning.SILENT)), step(dialling, TICK, at).effects());
    LinkMachine told = after(dialling, at, TICK);
    assertTrue(step(told, TICK, at).effects().isEmpty());
    assertEquals(Instant.MAX, told.wakeAt(Policy.DEFAULT));
    assertFalse(after(told, at, opened(1), greeted(1)).silenceTold());
    assertTrue(step(after(machine(Trust.PENDING), T, TICK), TICK, at).effects().isEmpty());
  }

  @Test
  void linksOfOnePeerAreBounded() {
    LinkMachine now = open(down, 1, true);
    for (long link = 2; link <= 4; link++) {
      now = after(now, T, new Event.Opened(link, false));
    }
    assertEquals(
        List.of(new Effect.Close(2, Reason.TOO_MANY), new Effect.SendHello(5)),
        effects(now, new Event.Opened(5, false)));
    assertEquals(
        List.of(1L, 3L, 4L, 5L),
        after(now, T, new Event.Opened(5, false)).links().stream().map(Link::number).toList());
  }

  @Test
  void aLateDialFailureDoesNotDisturbALinkThatThePeerOpened() {
    LinkMachine up = after(open(down, 1, false), T, new Event.DialFailed());
    assertEquals(OptionalLong.of(1), up.findActive());
    assertTrue(step(up, TICK, T.plusSeconds(5)).effects().isEmpty());
  }

  @Test
  void theLossOfTheOnlyLinkIsFollowedByADial() {
    LinkMachine lost = after(open(down, 1, true), T, new Event.Closed(1));
    Instant at = lost.wakeAt(Policy.DEFAULT);
    assertTrue(Duration.between(T, at).compareTo(Duration.ofSeconds(2)) < 0);
    assertEquals(List.of(new Effect.Dial()), step(lost, TICK, at).effects());
  }
}
