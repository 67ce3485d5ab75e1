package org.vigilmesh.adapter.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The count of HTTP/2 frames to the exact one that is too many, however the bytes are cut. */
final class FrameCountTest {
  private static final long SEED = Long.getLong("cut.seed", 20_270_117L);
  private static final int CONTROL = 50;
  private static final int CALLS = 4;
  private static final Duration ANY = Duration.ofSeconds(5);
  private static final Limits LIMITS = new Limits(9, 9, 9, 9, 9, ANY, ANY, ANY, CONTROL, CALLS);

  private static EmbeddedChannel server() {
    return new EmbeddedChannel(new FrameCount(true, LIMITS));
  }

  private static int passed(EmbeddedChannel channel) {
    int passed = 0;
    for (ByteBuf bytes = channel.readInbound(); bytes != null; bytes = channel.readInbound()) {
      passed += bytes.readableBytes();
      bytes.release();
    }
    return passed;
  }

  private static void hear(EmbeddedChannel channel, byte[] bytes) {
    channel.writeInbound(Unpooled.wrappedBuffer(bytes));
    channel.runPendingTasks();
  }

  private static Map<String, byte[]> controlFrames() {
    Map<String, byte[]> frames = new TreeMap<>();
    frames.put("priority", Http2.frame(2, 0, 3, new byte[5]));
    frames.put("reset", Http2.frame(3, 0, 3, new byte[4]));
    frames.put("settings", Http2.frame(4, 0, 0, new byte[0]));
    frames.put("push promise", Http2.frame(5, 0, 1, new byte[4]));
    frames.put("ping", Http2.frame(6, 0, 0, new byte[8]));
    frames.put("go away", Http2.frame(7, 0, 0, new byte[8]));
    frames.put("window update", Http2.frame(8, 0, 0, new byte[4]));
    frames.put("empty data", Http2.frame(0, 0, 1, new byte[0]));
    frames.put("unknown", Http2.frame(250, 0, 1, new byte[3]));
    return frames;
  }

  @TestFactory
  Stream<DynamicTest> theLastControlFramePassesAndTheNextEndsTheConnection() {
    return controlFrames().entrySet().stream()
        .map(
            entry ->
                DynamicTest.dynamicTest(
                    entry.getKey(),
                    () -> {
                      EmbeddedChannel channel = server();
                      // the preface brings one settings frame
                      byte[] allowed =
                          Http2.join(Http2.preface(), Http2.repeat(entry.getValue(), CONTROL - 1));
                      hear(channel, allowed);
                      assertTrue(channel.isOpen());
                      assertEquals(allowed.length, passed(channel));
                      hear(channel, entry.getValue());
                      assertFalse(channel.isOpen());
                      assertEquals(
                          0, passed(channel), "the frame that is too many acts on nothing");
                    }));
  }

  @Test
  void callsAreCountedOverTheWholeLife() {
    EmbeddedChannel channel = server();
    channel.freezeTime();
    hear(channel, Http2.preface());
    for (int call = 0; call < CALLS; call++) {
      hear(channel, Http2.frame(call % 2 == 0 ? 1 : 9, 0, 1 + 2 * call, new byte[40]));
      channel.advanceTimeBy(Limits.WINDOW.toMillis() + 1, TimeUnit.MILLISECONDS);
      channel.runScheduledPendingTasks();
      assertTrue(channel.isOpen());
    }
    hear(channel, Http2.frame(1, 0, 99, new byte[40]));
    assertFalse(channel.isOpen());
  }

  @Test
  void controlFramesAreForgivenWithEachWindow() {
    EmbeddedChannel channel = server();
    channel.freezeTime();
    hear(channel, Http2.preface());
    for (int window = 0; window < 5; window++) {
      hear(channel, Http2.repeat(Http2.frame(6, 0, 0, new byte[8]), CONTROL - 1));
      assertTrue(channel.isOpen(), "window " + window);
      channel.advanceTimeBy(Limits.WINDOW.toMillis(), TimeUnit.MILLISECONDS);
      channel.runScheduledPendingTasks();
    }
  }

  @Test
  void dataIsNotCountedHoweverMuchItIs() {
    EmbeddedChannel channel = server();
    hear(channel, Http2.preface());
    hear(channel, Http2.repeat(Http2.frame(0, 0, 1, new byte[1]), 10_000));
    hear(channel, Http2.frame(0, 0, 1, new byte[16_384]));
    assertTrue(channel.isOpen());
  }

  @Test
  void whatLooksLikeFramesInsideDataIsNone() {
    EmbeddedChannel channel = server();
    byte[] pings = Http2.repeat(Http2.frame(6, 0, 0, new byte[8]), 500);
    hear(channel, Http2.join(Http2.preface(), Http2.frame(0, 0, 1, pings)));
    assertTrue(channel.isOpen());
  }

  @Test
  void howTheBytesAreCutDoesNotMatter() {
    byte[] allowed =
        Http2.join(
            Http2.preface(),
            Http2.repeat(
                Http2.join(Http2.frame(0, 0, 1, new byte[100]), Http2.frame(6, 0, 0, new byte[8])),
                CONTROL - 1));
    byte[] last = Http2.frame(4, 0, 0, new byte[0]);
    Random random = new Random(SEED);
    for (int round = 0; round < 200; round++) {
      EmbeddedChannel channel = server();
      for (int at = 0; at < allowed.length; ) {
        int size = Math.min(allowed.length - at, 1 + random.nextInt(round % 2 == 0 ? 3 : 300));
        channel.writeInbound(Unpooled.copiedBuffer(allowed, at, size));
        at += size;
      }
      assertTrue(channel.isOpen(), "round " + round + " of -Dcut.seed=" + SEED);
      assertEquals(allowed.length, passed(channel));
      hear(channel, last);
      assertFalse(channel.isOpen(), "round " + round + " of -Dcut.seed=" + SEED);
    }
  }

  @Test
  void aServerHasNoPrefaceToSkip() {
    EmbeddedChannel dialler = new EmbeddedChannel(new FrameCount(false, LIMITS));
    hear(dialler, Http2.repeat(Http2.frame(4, 0, 0, new byte[0]), CONTROL));
    assertTrue(dialler.isOpen());
    hear(dialler, Http2.frame(4, 0, 0, new byte[0]));
    assertFalse(dialler.isOpen());
  }
}
