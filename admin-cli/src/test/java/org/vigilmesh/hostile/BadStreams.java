package org.vigilmesh.hostile;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Misbehaviour below the frames: TCP, TLS, HTTP/2, gRPC. All of it ends the connection. */
final class BadStreams {
  private static final byte[] NO_BYTES = new byte[0];

  private BadStreams() {}

  static List<Misbehaviour> all() {
    List<Misbehaviour> all = new ArrayList<>();
    all.addAll(beforeTls());
    all.addAll(strangers());
    all.addAll(floods());
    all.addAll(brokenHttp2());
    all.addAll(calls());
    all.addAll(messages());
    return all;
  }

  private static List<Misbehaviour> beforeTls() {
    byte[] http = "GET / HTTP/1.1\r\nHost: node\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    return List.of(
        clear("http before TLS", http),
        clear("http/2 in clear", Http2.preface()),
        clear("zeros before TLS", new byte[4_096]),
        clear("noise before TLS", PairKey.random(4_096)),
        clear("a huge TLS record", new byte[] {22, 3, 1, (byte) 0xff, (byte) 0xff}),
        inTls("noise after TLS", PairKey.random(10_000)),
        inTls("http/1.1 after TLS", http),
        inTls("noise after the preface", Http2.preface(), PairKey.random(10_000)));
  }

  private static Misbehaviour clear(String name, byte[] bytes) {
    return Misbehaviour.of(name, stage -> Stage.assertClosed(stage.plain().say(bytes)));
  }

  private static Misbehaviour inTls(String name, byte[]... bytes) {
    return Misbehaviour.of(name, stage -> Stage.assertClosed(stage.shaken().say(bytes)));
  }

  private static List<Misbehaviour> strangers() {
    return List.of(
        handshake("no certificate", Wire.HYBRID, _ -> _ -> {}),
        handshake("classical key exchange", "X25519", stage -> named(stage.rogue, stage.rogue)),
        handshake(
            "a stranger's certificate",
            Wire.HYBRID,
            _ -> {
              Rogue stranger = new Rogue("xz-nobody", Instant.now());
              return named(stranger, stranger);
            }),
        handshake(
            "a known name with another key",
            Wire.HYBRID,
            stage -> named(new Rogue("xz-nobody", Instant.now()), stage.rogue)),
        handshake(
            "the target's own name",
            Wire.HYBRID,
            stage -> Wire.identity(stage.rogue, "vigil:" + stage.target.node())),
        handshake(
            "two names in one certificate",
            Wire.HYBRID,
            stage -> Wire.identity(stage.rogue, "vigil:" + stage.rogue.node(), "vigil:xa")),
        handshake("no name", Wire.HYBRID, stage -> Wire.identity(stage.rogue, "https://xa")),
        Misbehaviour.of(
            "TLS 1.2",
            stage ->
                Stage.assertClosed(
                    stage.shaken(
                        Wire.tls("TLSv1.2", "X25519", named(stage.rogue, stage.rogue)), true))));
  }

  private static Consumer<io.netty.handler.ssl.SslContextBuilder> named(Rogue key, Rogue name) {
    return Wire.identity(key, "vigil:" + name.node());
  }

  private static Misbehaviour handshake(
      String name,
      String group,
      java.util.function.Function<Stage, Consumer<io.netty.handler.ssl.SslContextBuilder>> who) {
    return Misbehaviour.of(
        name,
        stage -> {
          Wire wire = stage.shaken(Wire.tls("TLSv1.3", group, who.apply(stage)), true);
          wire.say(Http2.preface());
          Stage.assertClosed(wire);
          org.junit.jupiter.api.Assertions.assertEquals(0, wire.heardSize(), "not a byte inside");
        });
  }

  private static List<Misbehaviour> floods() {
    byte[] eight = new byte[8];
    return List.of(
        inCall("pings", Http2.repeat(Http2.frame(Http2.PING, 0, 0, eight), 20_000)),
        inCall("settings", Http2.repeat(Http2.frame(Http2.SETTINGS, 0, 0), 20_000)),
        inCall("priorities", Http2.repeat(Http2.frame(Http2.PRIORITY, 0, 3, new byte[5]), 20_000)),
        inCall("empty data", Http2.repeat(Http2.frame(Http2.DATA, 0, 1), 20_000)),
        inCall(
            "window updates",
            Http2.repeat(Http2.frame(Http2.WINDOW_UPDATE, 0, 0, Http2.u32(1)), 20_000)),
        inCall("unknown frame types", Http2.repeat(Http2.frame(77, 0, 0), 20_000)),
        inCall(
            "empty continuations",
            Http2.frame(Http2.HEADERS, 0, 3, Http2.headers(Http2.EXCHANGE)),
            Http2.repeat(Http2.frame(Http2.CONTINUATION, 0, 3), 20_000)),
        inCall("rapid resets", resets(Http2.frame(Http2.RST_STREAM, 0, 0, Http2.CANCEL))),
        inCall("provoked resets", resets(Http2.frame(Http2.WINDOW_UPDATE, 0, 0, Http2.u32(0)))),
        inCall("calls without end", resets(NO_BYTES)),
        inCall("farewells", Http2.repeat(Http2.frame(Http2.GOAWAY, 0, 0, eight), 20_000)));
  }

  private static Misbehaviour inCall(String name, byte[]... bytes) {
    return Misbehaviour.of(name, stage -> Stage.assertClosed(stage.linked().say(bytes)));
  }

  /** 500 calls, each followed by a frame that makes one side reset it. */
  private static byte[] resets(byte[] after) {
    byte[][] all = new byte[1_000][];
    for (int i = 0; i < all.length; i += 2) {
      int stream = 3 + i;
      all[i] = Http2.call(stream, Http2.EXCHANGE);
      all[i + 1] = after.clone();
      if (after.length > 0) {
        System.arraycopy(Http2.u32(stream), 0, all[i + 1], 5, 4);
      }
    }
    return Proto.join(all);
  }

  private static List<Misbehaviour> brokenHttp2() {
    byte[] wide = Http2.u32(Integer.MAX_VALUE);
    byte[] index = {(byte) 0xff, (byte) 0xff, (byte) 0xff, 0x7f};
    byte[] resize = {0x3f, (byte) 0xe1, (byte) 0xff, (byte) 0xff, 0x7f};
    return List.of(
        inCall(
            "a window beyond its bound",
            Http2.repeat(Http2.frame(Http2.WINDOW_UPDATE, 0, 0, wide), 2)),
        inCall("a frame of 16 MiB", new byte[] {-1, -1, -1, 0, 0, 0, 0, 0, 1}),
        inCall("a setting out of bounds", Http2.frame(Http2.SETTINGS, 0, 0, Http2.setting(5, 1))),
        inCall("a promise", Http2.frame(Http2.PUSH_PROMISE, 4, 1, new byte[8])),
        inCall("data of no call", Http2.frame(Http2.DATA, 0, 77, new byte[8])),
        inCall("a call with an even number", Http2.call(2, Http2.EXCHANGE)),
        inCall("an index of no header", Http2.frame(Http2.HEADERS, 4, 3, index)),
        inCall("a header table of 256 MiB", Http2.frame(Http2.HEADERS, 4, 3, resize)),
        inCall(
            "padding longer than its frame",
            Http2.frame(Http2.DATA, 8, 1, new byte[] {(byte) 200, 1, 2})),
        inCall("the end of the call", Http2.frame(Http2.DATA, Http2.END_STREAM, 1)));
  }

  private static List<Misbehaviour> calls() {
    String[] many = new String[2_000];
    for (int i = 0; i < many.length; i += 2) {
      many[i] = "x-" + i;
      many[i + 1] = "1";
    }
    List<Misbehaviour> calls = new ArrayList<>();
    Stream.of(
            "/vigil.v1.PeerLink/exchange",
            "/vigil.v1.PeerLink/Exchange/",
            "//vigil.v1.PeerLink/Exchange",
            "/vigil.v1.PeerLink%2fExchange",
            "/vigil.v1.PeerLink/../PeerLink/Exchange",
            "/vigil.v1.PeerLink/Exchange?x",
            "/vigil.v1.PeerLink/Exchange\0",
            "/grpc.reflection.v1.ServerReflection/ServerReflectionInfo",
            "/grpc.health.v1.Health/Check",
            "/grpc.channelz.v1.Channelz/GetServers",
            "/vigil.v1.Admin/Status")
        .map(path -> called("path " + path.replace('\0', '0'), Http2.headers(path)))
        .forEach(calls::add);
    calls.add(
        unanswered(
            "what is no call",
            Http2.headers("vigil.v1.PeerLink/Exchange"),
            Http2.headers("*"),
            Http2.headers(""),
            Http2.headers(Http2.EXCHANGE, many)));
    calls.add(
        called(
            "a header of 12,000 bytes",
            Http2.headers(Http2.EXCHANGE, "x-long", "x".repeat(12_000))));
    calls.add(
        called("compression announced", Http2.headers(Http2.EXCHANGE, "grpc-encoding", "gzip")));
    calls.add(called("a request by GET", bent(":method", "POST", "GET")));
    calls.add(called("content of another type", bent("content-type", "application/grpc", "a/b")));
    return calls;
  }

  private static byte[] bent(String name, String from, String to) {
    String headers = new String(Http2.headers(Http2.EXCHANGE), StandardCharsets.ISO_8859_1);
    String right = new String(Http2.literal(name, from), StandardCharsets.ISO_8859_1);
    String wrong = new String(Http2.literal(name, to), StandardCharsets.ISO_8859_1);
    return headers.replace(right, wrong).getBytes(StandardCharsets.ISO_8859_1);
  }

  /** HTTP/2 answers these itself; nothing is opened, and the first call is awaited in vain. */
  private static Misbehaviour unanswered(String name, byte[]... headers) {
    return Misbehaviour.of(
        name,
        stage -> {
          List<Wire> wires = new ArrayList<>();
          for (byte[] one : headers) {
            byte[] frame = Http2.frame(Http2.HEADERS, Http2.END_HEADERS, 1, one);
            wires.add(stage.shaken().say(Http2.preface(), frame));
          }
          for (Wire wire : wires) {
            Stage.assertClosed(wire);
          }
        });
  }

  private static Misbehaviour called(String name, byte[] headers) {
    byte[] frame = Http2.frame(Http2.HEADERS, Http2.END_HEADERS, 1, headers);
    return Misbehaviour.of(
        name, stage -> Stage.assertClosed(stage.shaken().say(Http2.preface(), frame)));
  }

  private static List<Misbehaviour> messages() {
    return List.of(
        said("a frame of a byte over 1 MiB", Http2.message(false, (1 << 20) + 1, NO_BYTES)),
        said("a frame of 4 GiB", Http2.message(false, -1, NO_BYTES)),
        said("a compressed frame", Http2.message(true, 20, new byte[20])),
        said("an empty frame", Http2.message(false, 0, NO_BYTES)),
        said("a frame of noise", Http2.message(false, 300, PairKey.random(300))));
  }

  private static Misbehaviour said(String name, byte[] message) {
    return Misbehaviour.of(
        name,
        stage -> {
          Speech speech = stage.linked();
          speech.message(message);
          Stage.assertClosed(speech);
        });
  }
}
