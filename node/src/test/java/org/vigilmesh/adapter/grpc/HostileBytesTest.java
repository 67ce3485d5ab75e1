package org.vigilmesh.adapter.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;
import static org.vigilmesh.Fixtures.T;
import static org.vigilmesh.Fixtures.XA;
import static org.vigilmesh.Fixtures.XB;
import static org.vigilmesh.Fixtures.bytes;

import io.netty.handler.ssl.SslContext;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.vigilmesh.delivery.Frame;
import org.vigilmesh.envelope.Format;
import org.vigilmesh.envelope.Position;
import org.vigilmesh.identity.Incarnation;
import org.vigilmesh.port.EventLog;
import org.vigilmesh.port.EventLog.Closed;
import org.vigilmesh.port.EventLog.Opened;
import org.vigilmesh.port.EventLog.Received;
import org.vigilmesh.port.TestIdentities;
import org.vigilmesh.port.Transport.LinkId;
import org.vigilmesh.port.TransportIdentity;
import org.vigilmesh.value.Digest;
import org.vigilmesh.value.Urgency;

/** What strangers and a pinned but hostile peer may try on the peer port. */
final class HostileBytesTest {
  private static final Limits TIGHT =
      new Limits(
          24,
          16,
          12,
          8,
          2_000,
          Duration.ofMillis(400),
          Duration.ofMillis(400),
          Duration.ofSeconds(15),
          1_000,
          16);

  private final EventLog log = new EventLog();
  private final TransportIdentity us = TestIdentities.of(XB);
  private final TransportIdentity pinned = TestIdentities.of(XA);
  private final GrpcTransport transport =
      new GrpcTransport(new InetSocketAddress("127.0.0.1", 0), us, InstantSource.fixed(T), TIGHT);
  private int port;

  @BeforeEach
  void start() {
    port =
        transport.start(
            log.of(XB),
            peer -> peer.equals(XA) ? Optional.of(Set.of(pinned.pin())) : Optional.empty());
  }

  @AfterEach
  void close() {
    transport.close();
  }

  private SslContext hybrid() {
    return RawPeer.context(ServerHello.HYBRID, pinned);
  }

  private RawPeer linked() throws InterruptedException {
    RawPeer peer = RawPeer.tls(port, hybrid());
    peer.say(Http2.preface(), Http2.call(1, Http2.EXCHANGE));
    assertTrue(log.await(() -> log.seen(XB, Opened.class).size() == 1), log::toString);
    return peer;
  }

  private void assertRefusedInSilence(RawPeer peer) throws InterruptedException {
    assertTrue(peer.isClosed(), "the connection is closed");
    assertEquals("", peer.heardText(), "not a byte inside TLS");
    assertEquals(0, log.size(), log::toString);
  }

  @Test
  void aHandWrittenCallOfAPinnedPeerBecomesALink() throws InterruptedException {
    try (RawPeer peer = linked()) {
      byte[] frame = FrameWriter.write(new Frame.IdentityRequest(1, 2, 3));
      peer.say(Http2.message(1, false, frame.length, frame));
      assertTrue(log.await(() -> log.seen(XB, Received.class).size() == 1), log::toString);
      assertEquals(
          new Frame.IdentityRequest(1, 2, 3), log.seen(XB, Received.class).getFirst().frame());
    }
  }

  @Test
  void aClientWithoutACertificateIsRefused() throws InterruptedException {
    try (RawPeer peer = RawPeer.tls(port, RawPeer.context(ServerHello.HYBRID, null))) {
      peer.say(Http2.preface());
      assertRefusedInSilence(peer);
    }
  }

  @TestFactory
  Stream<DynamicTest> anIdentityThatIsNotPinnedIsRefused() {
    Map<String, TransportIdentity> identities = new TreeMap<>();
    identities.put("a stranger", TestIdentities.of(new org.vigilmesh.identity.NodeId("xz")));
    identities.put("the right name with another key", TestIdentities.of(XA));
    identities.put("ourselves", us);
    identities.put("nobody", TestIdentities.of(T.minusSeconds(9), T.plusSeconds(9)));
    identities.put(
        "an expired one",
        TestIdentities.of(T.minusSeconds(9_999), T.minusSeconds(999), "vigil:xa"));
    return identities.entrySet().stream()
        .map(
            entry ->
                dynamicTest(
                    entry.getKey(),
                    () -> {
                      SslContext tls = RawPeer.context(ServerHello.HYBRID, entry.getValue());
                      try (RawPeer peer = RawPeer.tls(port, tls)) {
                        peer.say(Http2.preface());
                        assertRefusedInSilence(peer);
                      }
                    }));
  }

  @TestFactory
  Stream<DynamicTest> aClassicalGroupIsRefused() {
    return Stream.of("X25519", "P-256", "P-384")
        .map(
            group ->
                dynamicTest(
                    group,
                    () -> {
                      try (RawPeer peer = RawPeer.tls(port, RawPeer.context(group, pinned))) {
                        assertRefusedInSilence(peer);
                      }
                    }));
  }

  @TestFactory
  Stream<DynamicTest> garbageBeforeTlsEndsTheConnection() {
    Map<String, byte[]> garbage = new TreeMap<>();
    garbage.put("http", "GET / HTTP/1.1\r\nHost: xb\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    garbage.put("http/2 in clear", Http2.preface());
    garbage.put("zeros", new byte[4_096]);
    garbage.put("noise", bytes("noise", 4_096).toArray());
    garbage.put("a huge record", new byte[] {22, 3, 1, (byte) 0xff, (byte) 0xff});
    return garbage.entrySet().stream()
        .map(
            entry ->
                dynamicTest(
                    entry.getKey(),
                    () -> {
                      try (RawPeer peer = RawPeer.plain(port)) {
                        peer.say(entry.getValue());
                        assertTrue(peer.isClosed());
                        assertFalse(peer.heardText().contains("grpc"), "no banner");
                        assertEquals(0, log.size());
                      }
                    }));
  }

  @Test
  void garbageAfterTlsEndsTheConnection() throws InterruptedException {
    try (RawPeer peer = RawPeer.tls(port, hybrid())) {
      peer.say(bytes("noise", 10_000).toArray());
      assertTrue(peer.isClosed());
      assertEquals(0, log.size());
    }
  }

  @Test
  void whoNeverBeginsAHandshakeIsCutOff() throws InterruptedException {
    try (RawPeer peer = RawPeer.plain(port)) {
      assertTrue(peer.isClosed());
      assertEquals(0, peer.heard().length);
    }
  }

  @Test
  void whoShakesHandsAndMakesNoCallIsCutOff() throws InterruptedException {
    try (RawPeer peer = RawPeer.tls(port, hybrid())) {
      peer.say(Http2.preface());
      assertTrue(peer.isClosed());
      assertEquals(0, log.size());
    }
  }

  @Test
  void halfOpenConnectionsOfOneAddressAreBounded() throws InterruptedException {
    List<RawPeer> many = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      many.add(RawPeer.plain(port));
    }
    assertTrue(transport.connections() <= TIGHT.handshakesPerAddress());
    for (RawPeer peer : many) {
      assertTrue(peer.isClosed());
      peer.close();
    }
    linked().close();
  }

  @TestFactory
  Stream<DynamicTest> onlyTheExactMethodPathIsServed() {
    return Stream.of(
            "/vigil.v1.PeerLink/exchange",
            "/vigil.v1.PeerLink/Exchange/",
            "//vigil.v1.PeerLink/Exchange",
            "vigil.v1.PeerLink/Exchange",
            "/vigil.v1.PeerLink%2fExchange",
            "/vigil.v1.PeerLink/../PeerLink/Exchange",
            "/grpc.health.v1.Health/Check",
            "/grpc.reflection.v1.ServerReflection/ServerReflectionInfo",
            "/vigil.v1.Admin/Status",
            "/")
        .map(
            path ->
                dynamicTest(
                    path,
                    () -> {
                      try (RawPeer peer = RawPeer.tls(port, hybrid())) {
                        peer.say(Http2.preface(), Http2.call(1, path));
                        assertTrue(peer.isClosed());
                        assertEquals(0, log.size(), log::toString);
                      }
                    }));
  }

  @TestFactory
  Stream<DynamicTest> aMessageThatIsNoFrameEndsTheLink() {
    byte[] frame = FrameWriter.write(new Frame.IdentityRequest(1, 2, 3));
    byte[] noise = bytes("frame", 300).toArray();
    Map<String, byte[]> messages = new TreeMap<>();
    messages.put("empty", Http2.message(1, false, 0, new byte[0]));
    messages.put("noise", Http2.message(1, false, noise.length, noise));
    messages.put("a byte over 1 MiB", Http2.message(1, false, Format.FRAME_SIZE_MAX + 1, frame));
    messages.put("a length of 4 GiB", Http2.message(1, false, -1, frame));
    messages.put("marked as compressed", Http2.message(1, true, frame.length, frame));
    return messages.entrySet().stream()
        .map(
            entry ->
                dynamicTest(
                    entry.getKey(),
                    () -> {
                      int before = log.seen(XB, Opened.class).size();
                      try (RawPeer peer = RawPeer.tls(port, hybrid())) {
                        peer.say(Http2.preface(), Http2.call(1, Http2.EXCHANGE), entry.getValue());
                        assertTrue(peer.isClosed());
                        assertTrue(
                            log.await(() -> log.seen(XB, Closed.class).size() == before + 1),
                            log::toString);
                        assertTrue(log.seen(XB, Received.class).isEmpty());
                      }
                    }));
  }

  @Test
  void aCallThatAnnouncesCompressionIsRefused() throws InterruptedException {
    try (RawPeer peer = RawPeer.tls(port, hybrid())) {
      peer.say(Http2.preface(), Http2.call(1, Http2.EXCHANGE, "grpc-encoding", "gzip"));
      assertTrue(peer.isClosed());
      assertEquals(0, log.size(), log::toString);
    }
  }

  @Test
  void tooMuchMetadataIsRefused() throws InterruptedException {
    try (RawPeer peer = RawPeer.tls(port, hybrid())) {
      peer.say(Http2.preface(), Http2.call(1, Http2.EXCHANGE, "x-long", "x".repeat(12_000)));
      assertTrue(peer.isClosed());
      assertEquals(0, log.size(), log::toString);
    }
  }

  @TestFactory
  Stream<DynamicTest> aFloodEndsTheConnection() {
    byte[] eight = new byte[8];
    Map<String, byte[]> floods = new TreeMap<>();
    floods.put("ping", Http2.repeat(Http2.frame(6, 0, 0, eight), 20_000));
    floods.put("settings", Http2.repeat(Http2.frame(4, 0, 0, new byte[0]), 20_000));
    floods.put("priority", Http2.repeat(Http2.frame(2, 0, 3, new byte[5]), 20_000));
    floods.put("empty data", Http2.repeat(Http2.frame(0, 0, 1, new byte[0]), 20_000));
    floods.put(
        "window update", Http2.repeat(Http2.frame(8, 0, 0, new byte[] {0, 0, 0, 1}), 20_000));
    floods.put("unknown type", Http2.repeat(Http2.frame(77, 0, 0, new byte[0]), 20_000));
    floods.put("rapid reset", resets(2_000));
    floods.put(
        "continuation",
        Http2.join(
            Http2.frame(1, 0, 3, Http2.headers(Http2.EXCHANGE)),
            Http2.repeat(Http2.frame(9, 0, 3, new byte[0]), 20_000)));
    return floods.entrySet().stream()
        .map(
            entry ->
                dynamicTest(
                    entry.getKey(),
                    () -> {
                      int before = log.seen(XB, Closed.class).size();
                      try (RawPeer peer = RawPeer.tls(port, hybrid())) {
                        peer.say(Http2.preface(), Http2.call(1, Http2.EXCHANGE));
                        assertTrue(
                            log.await(() -> log.seen(XB, Opened.class).size() == before + 1));
                        peer.say(entry.getValue());
                        assertTrue(peer.isClosed());
                        assertTrue(
                            log.await(() -> log.seen(XB, Closed.class).size() == before + 1),
                            log::toString);
                      }
                    }));
  }

  private static byte[] resets(int times) {
    byte[][] all = new byte[times][];
    for (int i = 0; i < times; i++) {
      int stream = 3 + 2 * i;
      all[i] =
          Http2.join(
              Http2.call(stream, Http2.EXCHANGE),
              Http2.frame(3, 0, stream, new byte[] {0, 0, 0, 8}));
    }
    return Http2.join(all);
  }

  @Test
  void aSecondCallOnOneConnectionIsNoSecondLink() throws InterruptedException {
    try (RawPeer peer = linked()) {
      peer.say(Http2.call(3, Http2.EXCHANGE), Http2.frame(3, 0, 3, new byte[] {0, 0, 0, 8}));
      byte[] frame = FrameWriter.write(new Frame.IdentityRequest(1, 2, 3));
      peer.say(Http2.message(1, false, frame.length, frame));
      assertTrue(
          log.await(
              () -> log.seen(XB, Received.class).size() + log.seen(XB, Closed.class).size() == 1));
      assertEquals(1, log.seen(XB, Opened.class).size());
    }
  }

  @Test
  void aPeerThatNeverReadsTakesNoMoreThanTheWriteBufferHolds() throws InterruptedException {
    try (RawPeer peer = RawPeer.deaf(port, hybrid())) {
      peer.say(Http2.preface(), Http2.call(1, Http2.EXCHANGE));
      assertTrue(log.await(() -> log.seen(XB, Opened.class).size() == 1));
      LinkId link = log.seen(XB, Opened.class).getFirst().link();
      Frame frame =
          new Frame.Statements(
              Urgency.ROUTINE,
              List.of(
                  new Frame.Offered(
                      new Incarnation(1, bytes("i", 16)),
                      new Position(1, Digest.ZERO),
                      bytes("s", 100_000))));
      int sent = 0;
      for (int i = 0; i < 2_000; i++) {
        sent += transport.send(link, frame) ? 1 : 0;
      }
      assertTrue(sent >= 1 && sent < 20, sent + " frames of 100 KB were taken");
    }
  }

  @Test
  void framesThatAreNotDealtWithWaitWithThePeer() throws InterruptedException {
    try (RawPeer peer = linked()) {
      byte[] frame = FrameWriter.write(new Frame.IdentityRequest(1, 2, 3));
      peer.say(Http2.repeat(Http2.message(1, false, frame.length, frame), 500));
      int ahead = Limits.FRAMES_AHEAD;
      assertTrue(log.await(() -> log.seen(XB, Received.class).size() == ahead));
      transport.taken(log.seen(XB, Opened.class).getFirst().link());
      assertTrue(log.await(() -> log.seen(XB, Received.class).size() == ahead + 1));
    }
  }

  @Test
  void whatAPeerSendsAfterItsEndIsNotHeard() throws InterruptedException {
    try (RawPeer peer = linked()) {
      LinkId link = log.seen(XB, Opened.class).getFirst().link();
      transport.close(link, "as told");
      byte[] frame = FrameWriter.write(new Frame.IdentityRequest(1, 2, 3));
      peer.say(Http2.message(1, false, frame.length, frame));
      assertTrue(peer.isClosed());
      assertTrue(log.seen(XB, Received.class).isEmpty());
      assertEquals(1, log.seen(XB, Closed.class).size());
    }
  }
}
