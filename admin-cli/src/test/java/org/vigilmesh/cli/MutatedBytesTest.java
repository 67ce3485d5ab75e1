package org.vigilmesh.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every parser of foreign bytes on its committed corpus and on seeded changes of it: what {@code
 * ./vigil fuzz} does for hours, for a moment.
 */
final class MutatedBytesTest {
  private static final Path FUZZ = Path.of("src", "test", "resources", "fuzz");
  private static final long SEED = Long.getLong("mutate.seed", 20_270_115L);
  private static final int ROUNDS = 600;

  static Stream<String> targets() throws IOException {
    return classes().keySet().stream();
  }

  private static Map<String, String> classes() throws IOException {
    Map<String, String> classes = new TreeMap<>();
    for (String line : Files.readAllLines(FUZZ.resolve("targets.txt"))) {
      String[] words = line.split(" ");
      classes.put(words[0], words[1]);
    }
    return classes;
  }

  private static Method target(String name) throws IOException, ReflectiveOperationException {
    return Class.forName(classes().get(name)).getMethod("fuzzerTestOneInput", byte[].class);
  }

  private static List<byte[]> corpus(String name) throws IOException {
    try (Stream<Path> files = Files.list(FUZZ.resolve(name))) {
      return files
          .sorted()
          .map(
              file -> {
                try {
                  return Files.readAllBytes(file);
                } catch (IOException e) {
                  throw new AssertionError(e);
                }
              })
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("targets")
  void changedBytesAreReadOrRefusedAndNothingElse(String name)
      throws IOException, ReflectiveOperationException {
    Method target = target(name);
    List<byte[]> corpus = corpus(name);
    assertTrue(corpus.size() >= 3, "a corpus of " + name);
    for (byte[] seed : corpus) {
      run(target, seed, "as committed");
    }
    Random random = new Random(SEED ^ name.hashCode());
    for (int round = 0; round < ROUNDS; round++) {
      byte[] seed = corpus.get(random.nextInt(corpus.size()));
      byte[] other = corpus.get(random.nextInt(corpus.size()));
      run(target, changed(random, seed, other), "-Dmutate.seed=" + SEED + " round " + round);
    }
  }

  private static void run(Method target, byte[] input, String what)
      throws ReflectiveOperationException {
    try {
      target.invoke(null, (Object) input);
    } catch (InvocationTargetException e) {
      throw new AssertionError(what + ": " + HexFormat.of().formatHex(input), e.getCause());
    }
  }

  /** Bits turned, numbers at their ends, parts doubled, cut out, or taken from another input. */
  private static byte[] changed(Random random, byte[] seed, byte[] other) {
    byte[] bytes = seed.clone();
    for (int i = random.nextInt(4); i >= 0 && bytes.length > 0; i--) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(6)) {
        case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> bytes[at] = (byte) random.nextInt(256);
        case 2 -> bytes[at] = (byte) (random.nextBoolean() ? 0xff : 0x7f);
        case 3 -> bytes = joined(bytes, at, bytes, random.nextInt(at + 1));
        case 4 -> bytes = joined(bytes, at, bytes, Math.min(bytes.length, at + random.nextInt(64)));
        default -> bytes = joined(bytes, at, other, random.nextInt(other.length));
      }
    }
    return bytes;
  }

  private static byte[] joined(byte[] head, int to, byte[] tail, int from) {
    byte[] all = new byte[to + tail.length - from];
    System.arraycopy(head, 0, all, 0, to);
    System.arraycopy(tail, from, all, to, tail.length - from);
    return all;
  }
}
