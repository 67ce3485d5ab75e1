package org.vigilmesh.adapter.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The group is read from the server's hello and from nothing else. */
final class ServerHelloTest {
  private static final byte[] ANY_RANDOM = new byte[32];
  private static final byte[] RETRY =
      HexFormat.of().parseHex("cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c");
  private static final byte[] VERSIONS = HexFormat.of().parseHex("002b00020304");

  private static byte[] keyShare(int group, int size) {
    return ByteBuffer.allocate(8 + size)
        .putShort((short) 51)
        .putShort((short) (4 + size))
        .putShort((short) group)
        .putShort((short) size)
        .array();
  }

  private static byte[] hello(byte[] random, byte[]... extensions) {
    byte[] all = Http2.join(extensions);
    return ByteBuffer.allocate(4 + 2 + 32 + 1 + 32 + 3 + 2 + all.length)
        .put((byte) 2)
        .put(new byte[3])
        .putShort((short) 0x0303)
        .put(random)
        .put((byte) 32)
        .put(new byte[32])
        .putShort((short) 0x1301)
        .put((byte) 0)
        .putShort((short) all.length)
        .put(all)
        .array();
  }

  @Test
  void theHybridGroupIsFoundAmongOtherExtensions() {
    Optional<ServerHello> hello =
        ServerHello.parse(hello(ANY_RANDOM, VERSIONS, keyShare(0x11ec, 1_120)));
    assertEquals(Optional.of(new ServerHello(0x11ec, false)), hello);
    assertEquals("X25519MLKEM768", hello.orElseThrow().groupName());
  }

  @Test
  void aRequestToTryAgainIsMarked() {
    byte[] named =
        ByteBuffer.allocate(6)
            .putShort((short) 51)
            .putShort((short) 2)
            .putShort((short) 0x11ec)
            .array();
    assertEquals(
        Optional.of(new ServerHello(0x11ec, true)), ServerHello.parse(hello(RETRY, named)));
  }

  @Test
  void otherGroupsHaveTheirOwnNames() {
    assertEquals("x25519", new ServerHello(0x001d, false).groupName());
    assertEquals("secp256r1", new ServerHello(0x0017, false).groupName());
    assertEquals("0x6399", new ServerHello(0x6399, false).groupName());
  }

  @TestFactory
  Stream<DynamicTest> whatIsNoServerHelloIsNothing() {
    Map<String, byte[]> hostile = new TreeMap<>();
    byte[] good = hello(ANY_RANDOM, keyShare(0x11ec, 1_120));
    byte[] client = good.clone();
    client[0] = 1;
    hostile.put("no bytes", new byte[0]);
    hostile.put("a client hello", client);
    hostile.put("no extensions", hello(ANY_RANDOM));
    hostile.put("no key share", hello(ANY_RANDOM, VERSIONS));
    hostile.put("cut in the random", java.util.Arrays.copyOf(good, 20));
    hostile.put("cut in the extensions", java.util.Arrays.copyOf(good, 80));
    hostile.put(
        "an extension longer than all",
        hello(ANY_RANDOM, new byte[] {0, 43, (byte) 0xff, (byte) 0xff}));
    return hostile.entrySet().stream()
        .map(
            entry ->
                dynamicTest(
                    entry.getKey(),
                    () -> assertEquals(Optional.empty(), ServerHello.parse(entry.getValue()))));
  }

  @Test
  void mutatedBytesNeverThrow() {
    Random random = new Random(Long.getLong("hello.seed", 7L));
    byte[] good = hello(ANY_RANDOM, VERSIONS, keyShare(0x11ec, 32));
    int read = 0;
    for (int round = 0; round < 50_000; round++) {
      byte[] bytes = java.util.Arrays.copyOf(good, 1 + random.nextInt(good.length));
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      read += ServerHello.parse(bytes).isPresent() ? 1 : 0;
    }
    assertEquals(true, read > 0 && read < 50_000);
  }
}
