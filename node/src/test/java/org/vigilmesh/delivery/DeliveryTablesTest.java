package org.vigilmesh.delivery;

import static org.vigilmesh.Fixtures.T;
import static org.vigilmesh.Fixtures.XC1;
import static org.vigilmesh.Fixtures.digest;
import static org.vigilmesh.Fixtures.incarnation;
import static org.vigilmesh.delivery.Lanes.EMERGENCY;
import static org.vigilmesh.delivery.Lanes.ROUTINE;
import static org.vigilmesh.delivery.Lanes.after;
import static org.vigilmesh.delivery.Lanes.inbound;
import static org.vigilmesh.delivery.Lanes.letter;
import static org.vigilmesh.delivery.Lanes.outbound;
import static org.vigilmesh.delivery.Lanes.place;
import static org.vigilmesh.delivery.Lanes.take;
import static org.vigilmesh.delivery.Links.greeted;
import static org.vigilmesh.delivery.Links.machine;
import static org.vigilmesh.delivery.Links.open;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.vigilmesh.Golden;
import org.vigilmesh.delivery.InboundLane.Status;
import org.vigilmesh.delivery.Lanes.Flaw;
import org.vigilmesh.envelope.Refusal.Reason;
import org.vigilmesh.identity.Trust;
import org.vigilmesh.value.Urgency;

/** State × event of each machine as text, to be read by a person when it changes. */
final class DeliveryTablesTest {
  private static <S, E> String table(
      Map<String, S> states, Map<String, E> events, BiFunction<S, E, String> answer) {
    StringBuilder text = new StringBuilder();
    states.forEach(
        (stateName, state) -> {
          text.append(stateName).append('\n');
          events.forEach(
              (eventName, event) ->
                  text.append(String.format("  %-34s", eventName))
                      .append(answer.apply(state, event))
                      .append('\n'));
          text.append('\n');
        });
    return text.toString();
  }

  @Test
  void inboundLane() {
    Map<String, InboundLane> states = new LinkedHashMap<>();
    states.put("open, nothing accepted", inbound(ROUTINE, 0, Status.OPEN));
    states.put("open at 3", inbound(ROUTINE, 3, Status.OPEN));
    states.put("open at 3, resume asked", new InboundLane(ROUTINE, place(3), T, Status.OPEN, true));
    states.put("routine suspended at 3", inbound(ROUTINE, 3, Status.SUSPENDED));
    states.put("emergency suspended at 3", inbound(EMERGENCY, 3, Status.SUSPENDED));
    states.put("closed at 3", inbound(ROUTINE, 3, Status.CLOSED));
    states.put("unopened", inbound(ROUTINE, 0, Status.UNOPENED));
    StringBuilder all = new StringBuilder();
    states.forEach(
        (name, state) ->
            all.append(table(Map.of(name, state), arrivals(state), (s, a) -> shown(take(s, a)))));
    Golden.assertGolden("delivery-inbound-lane.txt", all.toString());
  }

  private static Map<String, Arrival> arrivals(InboundLane state) {
    var lane = state.lane();
    var four = letter(lane, 4);
    Map<String, Arrival> all = new LinkedHashMap<>();
    all.put("breaks framing", new Arrival.BreaksFraming("too long"));
    all.put("unknown sealing key", new Arrival.UnknownSealingKey(place(4), digest("key")));
    all.put("unknown format", new Arrival.UnknownFormat(place(4)));
    all.put("unknown identity", new Arrival.UnknownIdentity(place(4), 2));
    all.put("does not open", new Arrival.Broken(place(4)));
    all.put("4, signature bad", four.flawed(Flaw.SIGNATURE).arrives());
    all.put("4, body does not fit", four.flawed(Flaw.BODY).arrives());
    all.put("4, by another sender", four.between(XC1, lane.to()).arrives());
    all.put("4, to another recipient", four.between(lane.from(), XC1).arrives());
    all.put("4, of another urgency", four.in(Urgency.URGENT, lane.incarnation()).arrives());
    all.put("4, of another incarnation", four.in(lane.urgency(), incarnation(2)).arrives());
    all.put("4, hint lies", four.hinting("other").arrives());
    all.put("4, pair revoked", four.flawed(Flaw.REVOKED).arrives());
    all.put("3 again, pair revoked", letter(lane, 3).flawed(Flaw.REVOKED).arrives());
    all.put("3 again", letter(lane, 3).arrives());
    all.put("2 again", letter(lane, 2).arrives());
    all.put("3 with another header", letter(lane, 3).hashed("other").arrives());
    all.put("4 with another previous", four.naming(digest("other")).arrives());
    all.put("5", letter(lane, 5).arrives());
    all.put("4", four.arrives());
    all.put("4, created earlier than 3", four.createdAt(T.minusSeconds(9)).arrives());
    all.put("1", letter(lane, 1).arrives());
    return all;
  }

  private static String shown(Acceptance answer) {
    return switch (answer) {
      case Acceptance.CloseLink(String why) -> "close link: " + why;
      case Acceptance.Refuse(Reason reason, long need) ->
          "refuse " + reason + (need > 0 ? " >= " + need : "");
      case Acceptance.Duplicate() -> "duplicate: receipt again";
      case Acceptance.Fork(InboundLane state, var ours, var theirs) ->
          "FORK at " + ours.seq() + " and " + theirs.seq() + " -> " + state.status();
      case Acceptance.AskResume(_, long from) -> "resume from " + from;
      case Acceptance.Nothing() -> "-";
      case Acceptance.Accept(InboundLane state, var marks) ->
          "accept -> " + state.last().seq() + (marks.stepsBack() ? ", steps back" : "");
      case Acceptance.AcceptWhileSplit(InboundLane state, var marks) ->
          "accept while split -> " + state.last().seq() + (marks.stepsBack() ? ", steps back" : "");
    };
  }

  @Test
  void outboundLane() {
    var ready = new OutboundLane.Event.LinkReady();
    var sent = new OutboundLane.Event.Sent(5, 1000);
    OutboundLane underWay = after(outbound(6, 2), T, ready, sent);
    Map<String, OutboundLane> states = new LinkedHashMap<>();
    states.put("no link", outbound(6, 2));
    states.put("drained", after(outbound(5, 5), T, ready));
    states.put("3 to 5 under way", underWay);
    states.put(
        "3 to 5 under way, sealed anew once",
        after(underWay, T, refused(Reason.SEALING_KEY), sent));
    states.put(
        "3 to 5 under way, tried before", after(underWay, T, refused(Reason.NEED_IDENTITY), sent));
    states.put("paused at 3", after(underWay, T, refused(Reason.INVALID)));
    Golden.assertGolden(
        "delivery-outbound-lane.txt", table(states, outboundEvents(), DeliveryTablesTest::answer));
  }

  private static OutboundLane.Event refused(Reason reason) {
    return new OutboundLane.Event.Refused(reason, 3, true, 7, digest("key"));
  }

  private static Map<String, OutboundLane.Event> outboundEvents() {
    Map<String, OutboundLane.Event> all = new LinkedHashMap<>();
    all.put("link ready", new OutboundLane.Event.LinkReady());
    all.put("link lost", new OutboundLane.Event.LinkLost());
    all.put("7 committed", new OutboundLane.Event.Committed(place(7)));
    all.put("6 sent", new OutboundLane.Event.Sent(6, 1000));
    all.put("receipt 1", new OutboundLane.Event.ReceiptCovers(1, true));
    all.put("receipt 2", new OutboundLane.Event.ReceiptCovers(2, true));
    all.put("receipt 2, other hash", new OutboundLane.Event.ReceiptCovers(2, false));
    all.put("receipt 4", new OutboundLane.Event.ReceiptCovers(4, true));
    all.put("receipt 4, other hash", new OutboundLane.Event.ReceiptCovers(4, false));
    all.put("receipt 5", new OutboundLane.Event.ReceiptCovers(5, true));
    all.put("receipt 9", new OutboundLane.Event.ReceiptCovers(9, false));
    for (Reason reason : Reason.values()) {
      all.put("refused 3 " + reason, refused(reason));
    }
    all.put(
        "refused 3, not ours",
        new OutboundLane.Event.Refused(Reason.INVALID, 3, false, 0, digest("key")));
    all.put("refused 2", new OutboundLane.Event.Refused(Reason.INVALID, 2, true, 0, digest("key")));
    all.put("resume from 2", new OutboundLane.Event.ResumeFrom(2));
    all.put("resume from 4", new OutboundLane.Event.ResumeFrom(4));
    all.put("resume from 6", new OutboundLane.Event.ResumeFrom(6));
    all.put("keys changed", new OutboundLane.Event.KeysChanged());
    all.put("peer restored to 1", new OutboundLane.Event.PeerRestored(1));
    all.put("tick in an hour", new OutboundLane.Event.Tick());
    return all;
  }

  private static String answer(OutboundLane state, OutboundLane.Event event) {
    Instant at = event instanceof OutboundLane.Event.Tick ? T.plusSeconds(3600) : T;
    OutboundLane.Step step;
    try {
      step = OutboundLane.step(state, event, at, Policy.DEFAULT);
    } catch (IllegalStateException e) {
      return String.valueOf(e.getMessage());
    }
    OutboundLane next = step.state();
    String effects =
        step.effects().stream().map(e -> shown(e, at)).collect(Collectors.joining(" "));
    String offer =
        next.findOffer(at, Policy.DEFAULT)
            .map(o -> "offers " + o.fromSeq() + ".." + o.toSeq())
            .orElse("offers nothing");
    return (effects + " -> receipted " + next.receipted() + ", " + offer).strip();
  }

  private static String shown(OutboundLane.Effect effect, Instant at) {
    return effect instanceof OutboundLane.Effect.Pause(Instant until)
        ? "Pause[" + Duration.between(at, until).toMillis() + " ms]"
        : effect.toString();
  }

  @Test
  void link() {
    LinkMachine down = machine(Trust.VERIFIED);
    Map<String, LinkMachine> states = new LinkedHashMap<>();
    states.put("down", down);
    states.put("dialling", Links.after(down, T, new LinkMachine.Event.Tick()));
    LinkMachine greeting = Links.after(down, T, new LinkMachine.Event.Opened(1, false));
    states.put("greeting on 1, dialled by the peer", greeting);
    states.put("checking on 1", Links.after(greeting, T, greeted(1, "boot", 1)));
    states.put("open on 1, no pulse yet", Links.after(greeting, T, greeted(1)));
    LinkMachine open = open(down, 1, false);
    states.put("open on 1", open);
    states.put(
        "open on 1, ours on 2 greeted",
        Links.after(open, T, new LinkMachine.Event.Opened(2, true), greeted(2)));
    states.put(
        "introduced on 1, peer pending",
        Links.after(machine(Trust.PENDING), T, new LinkMachine.Event.Opened(1, false), greeted(1)));
    states.put("peer suspended", machine(Trust.SUSPENDED));
    Golden.assertGolden(
        "delivery-link.txt", table(states, linkEvents(), DeliveryTablesTest::answer));
  }

  private static Map<String, LinkMachine.Event> linkEvents() {
    Map<String, LinkMachine.Event> all = new LinkedHashMap<>();
    all.put("2 opened by us", new LinkMachine.Event.Opened(2, true));
    all.put("3 opened by the peer", new LinkMachine.Event.Opened(3, false));
    all.put("dial failed", new LinkMachine.Event.DialFailed());
    all.put("Hello on 1", greeted(1));
    all.put("Hello on 1, 2 questions", greeted(1, "boot", 2));
    all.put(
        "Hello on 1 by another",
        new LinkMachine.Event.Greeted(1, Links.hello(XC1.node(), "boot", 1, 1), 0));
    all.put("pulse on 1", new LinkMachine.Event.Pulsed(1));
    all.put("pulse on 2", new LinkMachine.Event.Pulsed(2));
    all.put("answer on 1", new LinkMachine.Event.Answered(1));
    all.put("1 closed", new LinkMachine.Event.Closed(1));
    all.put("now VERIFIED", new LinkMachine.Event.TrustChanged(Trust.VERIFIED));
    all.put("now REVOKED", new LinkMachine.Event.TrustChanged(Trust.REVOKED));
    all.put("no endpoint", new LinkMachine.Event.EndpointsChanged(false));
    all.put("ticks after", new LinkMachine.Event.Tick());
    return all;
  }

  private static final List<Integer> TICKS = List.of(5, 25, 35, 1000);

  private static String answer(LinkMachine state, LinkMachine.Event event) {
    return event instanceof LinkMachine.Event.Tick
        ? TICKS.stream()
            .map(after -> after + " s: " + stepped(state, event, T.plusSeconds(after)))
            .collect(Collectors.joining("\n" + " ".repeat(36)))
        : stepped(state, event, T.plusSeconds(1));
  }

  private static String stepped(LinkMachine state, LinkMachine.Event event, Instant at) {
    LinkMachine.Step step = Links.step(state, event, at);
    LinkMachine next = step.state();
    String effects = step.effects().stream().map(Object::toString).collect(Collectors.joining(" "));
    String links =
        next.links().stream()
            .map(l -> l.number() + " " + l.phase() + (next.active() == l.number() ? " active" : ""))
            .collect(Collectors.joining(", "));
    return (effects + " -> " + (links.isEmpty() ? "no link" : links)).strip();
  }
}
