package org.vigilmesh.adapter.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.vigilmesh.Fixtures.T;
import static org.vigilmesh.Fixtures.XA;
import static org.vigilmesh.Fixtures.XB;
import static org.vigilmesh.Fixtures.XC;
import static org.vigilmesh.Fixtures.bytes;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vigilmesh.delivery.Frame;
import org.vigilmesh.envelope.Format;
import org.vigilmesh.port.EventLog;
import org.vigilmesh.port.EventLog.Opened;
import org.vigilmesh.port.EventLog.Received;
import org.vigilmesh.port.TestIdentities;
import org.vigilmesh.port.TransportIdentity;

/**
 * One server, one honest peer that is linked the whole time, and every attack after the other: the
 * honest link lives, newcomers are served, and of the attacks nothing reaches the engine.
 */
final class SurvivorTest {
  private static final Limits LIMITS =
      new Limits(
          64,
          48,
          32,
          24,
          2_000,
          Duration.ofMillis(400),
          Duration.ofMillis(400),
          Duration.ofSeconds(15),
          1_000,
          16);

  private final EventLog log = new EventLog();
  private final TransportIdentity hostile = TestIdentities.of(XA);
  private final TransportIdentity honest = TestIdentities.of(XC);
  private final GrpcTransport transport =
      new GrpcTransport(
          new InetSocketAddress("127.0.0.1", 0),
          TestIdentities.of(XB),
          InstantSource.fixed(T),
          LIMITS);
  private int port;

  @BeforeEach
  void start() {
    Map<org.vigilmesh.identity.NodeId, TransportIdentity> known = Map.of(XA, hostile, XC, honest);
    port =
        transport.start(
            log.of(XB, transport),
            peer -> Optional.ofNullable(known.get(peer)).map(one -> Set.of(one.pin())));
  }

  @AfterEach
  void close() {
    transport.close();
  }

  private RawPeer linked(TransportIdentity identity) throws InterruptedException {
    int before = log.seen(XB, Opened.class).size();
    RawPeer peer = RawPeer.tls(port, RawPeer.context(ServerHello.HYBRID, identity));
    peer.say(Http2.preface(), Http2.call(1, Http2.EXCHANGE));
    assertTrue(log.await(() -> log.seen(XB, Opened.class).size() == before + 1), log::toString);
    return peer;
  }

  private void hear(RawPeer peer, long number) {
    byte[] frame = FrameWriter.write(new Frame.IdentityRequest(1, 2, number));
    peer.say(Http2.message(1, false, frame.length, frame));
    assertTrue(
        log.await(() -> log.seen(XB, Received.class).size() == number), () -> "frame " + number);
  }

  /** What is said inside a call of the pinned, hostile peer. */
  private static Map<String, byte[]> insideACall() {
    byte[] frame = FrameWriter.write(new Frame.IdentityRequest(9, 9, 9));
    Map<String, byte[]> all = new TreeMap<>();
    all.put("pings", Http2.repeat(Http2.frame(6, 0, 0, new byte[8]), 5_000));
    all.put("settings", Http2.repeat(Http2.frame(4, 0, 0, new byte[0]), 5_000));
    all.put("continuations", Http2.repeat(Http2.frame(9, 0, 3, new byte[0]), 5_000));
    all.put("resets", resets());
    all.put("a frame above 1 MiB", Http2.message(1, false, Format.FRAME_SIZE_MAX + 1, frame));
    all.put("a compressed frame", Http2.message(1, true, frame.length, frame));
    all.put("noise", bytes("noise", 20_000).toArray());
    return all;
  }

  private static byte[] resets() {
    byte[][] all = new byte[500][];
    for (int i = 0; i < all.length; i++) {
      int stream = 3 + 2 * i;
      all[i] =
          Http2.join(
              Http2.call(stream, Http2.EXCHANGE),
              Http2.frame(3, 0, stream, new byte[] {0, 0, 0, 8}));
    }
    return Http2.join(all);
  }

  /** What a peer says that never gets as far as a call. */
  private void outsideACall() throws InterruptedException {
    byte[] metadata = Http2.call(1, Http2.EXCHANGE, "x-long", "x".repeat(9_000));
    for (byte[] beginning :
        List.of(Http2.join(Http2.preface(), metadata), bytes("noise", 9_000).toArray())) {
      try (RawPeer peer = RawPeer.tls(port, RawPeer.context(ServerHello.HYBRID, hostile))) {
        peer.say(beginning);
        assertTrue(peer.isClosed());
      }
    }
    for (String group : List.of("X25519", "P-256")) {
      try (RawPeer peer = RawPeer.tls(port, RawPeer.context(group, hostile))) {
        assertTrue(peer.isClosed());
      }
    }
    TransportIdentity stranger = TestIdentities.of(XA);
    try (RawPeer peer = RawPeer.tls(port, RawPeer.context(ServerHello.HYBRID, stranger))) {
      assertTrue(peer.isClosed());
    }
    for (byte[] clear : List.of(Http2.preface(), bytes("clear", 5_000).toArray())) {
      try (RawPeer peer = RawPeer.plain(port)) {
        peer.say(clear);
        assertTrue(peer.isClosed());
      }
    }
  }

  @Test
  void anHonestPeerNoticesNothingOfAnyAttack() throws InterruptedException {
    try (RawPeer good = linked(honest)) {
      long heard = 0;
      hear(good, ++heard);
      for (Map.Entry<String, byte[]> attack : insideACall().entrySet()) {
        try (RawPeer bad = linked(hostile)) {
          bad.say(attack.getValue());
          assertTrue(bad.isClosed(), attack.getKey());
        }
        hear(good, ++heard);
      }
      outsideACall();
      hear(good, ++heard);
      try (RawPeer newcomer = linked(hostile)) {
        hear(newcomer, ++heard);
      }
      assertEquals(heard, log.seen(XB, Received.class).size());
      assertTrue(
          log.seen(XB, Received.class).stream()
              .noneMatch(r -> r.frame().equals(new Frame.IdentityRequest(9, 9, 9))));
      assertEquals(insideACall().size() + 2, log.seen(XB, Opened.class).size());
    }
  }
}
