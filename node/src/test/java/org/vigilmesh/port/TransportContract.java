package org.vigilmesh.port;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.vigilmesh.Fixtures.XA;
import static org.vigilmesh.Fixtures.XB;
import static org.vigilmesh.Fixtures.XC;
import static org.vigilmesh.Fixtures.bytes;
import static org.vigilmesh.Fixtures.digest;
import static org.vigilmesh.Fixtures.incarnation;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.vigilmesh.delivery.Frame;
import org.vigilmesh.envelope.Position;
import org.vigilmesh.identity.KeySet.Endpoint;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.port.EventLog.Closed;
import org.vigilmesh.port.EventLog.DialFailed;
import org.vigilmesh.port.EventLog.Opened;
import org.vigilmesh.port.EventLog.Received;
import org.vigilmesh.port.EventLog.Writable;
import org.vigilmesh.port.Transport.LinkId;
import org.vigilmesh.value.Digest;
import org.vigilmesh.value.Urgency;

/** What every transport promises; three countries, all pinned to each other unless said. */
public abstract class TransportContract {
  protected final EventLog log = new EventLog();
  private final Map<NodeId, Map<NodeId, Set<Digest>>> pinned = new ConcurrentHashMap<>();
  private final Map<NodeId, Transport> transports = new ConcurrentHashMap<>();
  private final Map<NodeId, Integer> ports = new ConcurrentHashMap<>();

  /** A transport that is not started. */
  protected abstract Transport transport(NodeId self);

  /** The pin of the identity that {@code self} begins with. */
  protected abstract Digest pin(NodeId self);

  /** Another identity for {@code self}. */
  protected abstract TransportIdentity otherIdentity(NodeId self);

  /** Lets things happen until {@code claim} holds; false when it never does. */
  protected abstract boolean settle(BooleanSupplier claim);

  protected final int start(NodeId self) {
    Transport transport = transport(self);
    transports.put(self, transport);
    for (NodeId peer : List.of(XA, XB, XC)) {
      if (!peer.equals(self)) {
        pins(self).putIfAbsent(peer, Set.of(pin(peer)));
      }
    }
    int port =
        transport.start(log.of(self, transport), peer -> Optional.ofNullable(pins(self).get(peer)));
    ports.put(self, port);
    return port;
  }

  /** Whom {@code self} lets in; may be changed at any time. */
  protected final Map<NodeId, Set<Digest>> pins(NodeId self) {
    return pinned.computeIfAbsent(self, _ -> new ConcurrentHashMap<>());
  }

  protected final Transport at(NodeId self) {
    return transports.get(self);
  }

  protected final Endpoint endpoint(NodeId node) {
    return new Endpoint("127.0.0.1", ports.get(node));
  }

  protected final void dial(NodeId from, NodeId to) {
    at(from).dial(to, List.of(endpoint(to)));
  }

  /** A link dialled by {@code from}; both ends' numbers, the dialler's first. */
  protected final List<LinkId> link(NodeId from, NodeId to) {
    int before = log.seen(to, Opened.class).size() + log.seen(from, Opened.class).size();
    dial(from, to);
    assertTrue(
        settle(
            () ->
                log.seen(to, Opened.class).size() + log.seen(from, Opened.class).size()
                    == before + 2),
        log::toString);
    return List.of(
        log.seen(from, Opened.class).getLast().link(), log.seen(to, Opened.class).getLast().link());
  }

  protected static Frame.Resume resume(long from) {
    return new Frame.Resume(Urgency.URGENT, incarnation(1), from);
  }

  protected static Frame.Statements statements(String seed, int size) {
    return new Frame.Statements(
        Urgency.ROUTINE,
        List.of(
            new Frame.Offered(incarnation(1), new Position(1, digest(seed)), bytes(seed, size))));
  }

  @AfterEach
  void close() {
    transports.values().forEach(Transport::close);
  }

  @Test
  void linkOpensAtBothEndsWithTheSameSecurity() {
    start(XA);
    start(XB);
    link(XA, XB);
    Opened near = log.seen(XA, Opened.class).getFirst();
    Opened far = log.seen(XB, Opened.class).getFirst();
    assertEquals(XB, near.peer());
    assertEquals(XA, far.peer());
    assertTrue(near.dialled());
    assertFalse(far.dialled());
    assertEquals(near.security(), far.security());
    assertEquals("TLSv1.3", near.security().protocol());
    assertEquals("X25519MLKEM768", near.security().group());
  }

  @Test
  void framesArriveInOrderBothWays() {
    start(XA);
    start(XB);
    List<LinkId> ends = link(XA, XB);
    for (long seq = 1; seq <= 200; seq++) {
      sendSurely(XA, ends.get(0), resume(seq));
      sendSurely(XB, ends.get(1), resume(1_000 + seq));
    }
    assertTrue(
        settle(
            () ->
                log.seen(XB, Received.class).size() == 200
                    && log.seen(XA, Received.class).size() == 200));
    for (int i = 0; i < 200; i++) {
      assertEquals(resume(i + 1), log.seen(XB, Received.class).get(i).frame());
      assertEquals(resume(1_001 + i), log.seen(XA, Received.class).get(i).frame());
    }
  }

  private void sendSurely(NodeId from, LinkId link, Frame frame) {
    int told = log.seen(from, Writable.class).size();
    if (!at(from).send(link, frame)) {
      assertTrue(settle(() -> log.seen(from, Writable.class).size() > told), "writable again");
      assertTrue(at(from).send(link, frame), "room after writable");
    }
  }

  @Test
  void whoIsNotPinnedIsRefusedWithoutAnEventAtTheOtherEnd() {
    start(XA);
    start(XB);
    pins(XB).remove(XA);
    dial(XA, XB);
    assertTrue(settle(() -> !log.seen(XA, DialFailed.class).isEmpty()));
    assertEquals(1, log.size(), log::toString);
  }

  @Test
  void diallerRefusesAKeyItDoesNotPin() {
    start(XA);
    start(XB);
    pins(XA).put(XB, Set.of(digest("another key")));
    dial(XA, XB);
    assertTrue(settle(() -> !log.seen(XA, DialFailed.class).isEmpty()));
    assertEquals(1, log.size(), log::toString);
  }

  @Test
  void anotherNodeThanTheDialledOneIsNotAccepted() {
    start(XA);
    start(XB);
    start(XC);
    at(XA).dial(XB, List.of(endpoint(XC)));
    assertTrue(settle(() -> !log.seen(XA, DialFailed.class).isEmpty()));
    assertEquals(XB, log.seen(XA, DialFailed.class).getFirst().peer());
    assertTrue(log.seen(XA, Opened.class).isEmpty());
  }

  @Test
  void aKeyOfOneCountryDoesNotSpeakForAnother() {
    start(XA);
    start(XB);
    start(XC);
    // XB pins XC's key for XC only: XC may come as itself, and XA's name with XC's key is nobody
    pins(XB).put(XA, Set.of(pin(XC)));
    dial(XA, XB);
    assertTrue(settle(() -> !log.seen(XA, DialFailed.class).isEmpty()));
    assertTrue(log.seen(XB, Opened.class).isEmpty());
  }

  @Test
  void endpointsAreTriedInOrderUntilOneAnswers() {
    start(XA);
    start(XB);
    int before = log.size();
    at(XA).dial(XB, List.of(new Endpoint("127.0.0.1", 1), endpoint(XB)));
    assertTrue(settle(() -> log.seen(XB, Opened.class).size() == 1));
    assertTrue(settle(() -> log.seen(XA, Opened.class).size() == 1));
    assertEquals(before + 2, log.size(), log::toString);
  }

  @Test
  void aDialWithoutAnAnswerFailsOnce() {
    start(XA);
    at(XA).dial(XB, List.of(new Endpoint("127.0.0.1", 1), new Endpoint("127.0.0.1", 2)));
    assertTrue(settle(() -> !log.seen(XA, DialFailed.class).isEmpty()));
    at(XA).dial(XC, List.of());
    assertTrue(settle(() -> log.seen(XA, DialFailed.class).size() == 2));
    assertEquals(XC, log.seen(XA, DialFailed.class).get(1).peer());
  }

  @Test
  void bothMayDialAndBothLinksLive() {
    start(XA);
    start(XB);
    List<LinkId> one = link(XA, XB);
    List<LinkId> two = link(XB, XA);
    assertTrue(at(XA).send(one.get(0), resume(1)));
    assertTrue(at(XA).send(two.get(1), resume(2)));
    assertTrue(settle(() -> log.seen(XB, Received.class).size() == 2));
    assertEquals(
        Set.of(one.get(1), two.get(0)),
        Set.copyOf(log.seen(XB, Received.class).stream().map(Received::link).toList()));
  }

  @Test
  void closingIsToldOnceAtEachEnd() {
    start(XA);
    start(XB);
    List<LinkId> ends = link(XA, XB);
    at(XB).close(ends.get(1), "as told");
    assertTrue(
        settle(
            () -> !log.seen(XA, Closed.class).isEmpty() && !log.seen(XB, Closed.class).isEmpty()));
    at(XB).close(ends.get(1), "as told");
    at(XA).close(ends.get(0), "as told");
    assertFalse(at(XA).send(ends.get(0), resume(1)));
    assertFalse(at(XB).send(ends.get(1), resume(1)));
    link(XA, XB);
    assertEquals(1, log.seen(XA, Closed.class).size());
    assertEquals(1, log.seen(XB, Closed.class).size());
  }

  @Test
  void aFullLinkSaysSoAndThenThatItHasRoomAgain() {
    start(XA);
    start(XB);
    List<LinkId> ends = link(XA, XB);
    log.hold(XB);
    Frame large = statements("s", 200 * 1024);
    int sent = 0;
    while (at(XA).send(ends.get(0), large)) {
      sent++;
      assertTrue(sent < 1_000, "a link is full at some time");
    }
    log.release(XB);
    int taken = sent;
    assertTrue(settle(() -> !log.seen(XA, Writable.class).isEmpty()));
    assertTrue(at(XA).send(ends.get(0), resume(1)));
    assertTrue(settle(() -> log.seen(XB, Received.class).size() == taken + 1));
    assertEquals(resume(1), log.seen(XB, Received.class).getLast().frame());
  }

  /** A call has no room before its own thread went on, and then says that it has. */
  @Test
  void whatIsSaidTheMomentALinkOpensLeavesAtTheLatestOnceItIsWritable() {
    start(XA);
    start(XB);
    log.greet(XA, resume(1));
    log.greet(XB, resume(2));
    link(XA, XB);
    assertTrue(settle(() -> !log.seen(XB, Received.class).isEmpty()));
    assertTrue(settle(() -> !log.seen(XA, Received.class).isEmpty()));
    assertEquals(resume(1), log.seen(XB, Received.class).getFirst().frame());
    assertEquals(resume(2), log.seen(XA, Received.class).getFirst().frame());
  }

  @Test
  void aStoppedTransportEndsItsLinksAndIsReachableNoMore() {
    start(XA);
    start(XB);
    link(XA, XB);
    at(XB).close();
    assertTrue(settle(() -> !log.seen(XA, Closed.class).isEmpty()));
    dial(XA, XB);
    assertTrue(settle(() -> !log.seen(XA, DialFailed.class).isEmpty()));
  }

  @Test
  void aNewIdentityCountsFromTheNextHandshakeAndLiveLinksStay() {
    start(XA);
    start(XB);
    List<LinkId> ends = link(XA, XB);
    TransportIdentity next = otherIdentity(XA);
    at(XA).use(next);
    dial(XA, XB);
    assertTrue(settle(() -> log.seen(XA, DialFailed.class).size() == 1), "not pinned yet");
    assertTrue(at(XA).send(ends.get(0), resume(7)));
    assertTrue(settle(() -> log.seen(XB, Received.class).size() == 1));
    pins(XB).put(XA, Set.of(pin(XA), next.pin()));
    link(XA, XB);
    link(XB, pinNext(next));
  }

  private NodeId pinNext(TransportIdentity next) {
    pins(XB).put(XA, Set.of(next.pin()));
    return XA;
  }

  @Test
  void linkNumbersAreNeverUsedTwice() {
    start(XA);
    start(XB);
    LinkId first = link(XA, XB).getFirst();
    at(XA).close(first, "as told");
    assertTrue(settle(() -> !log.seen(XB, Closed.class).isEmpty()));
    LinkId second = link(XA, XB).getFirst();
    assertFalse(first.equals(second));
    assertFalse(at(XA).send(first, resume(1)));
  }
}
