package org.vigilmesh.adapter.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.CodedInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.vigilmesh.Fixtures;
import org.vigilmesh.adapter.wire.Samples.Sample;
import org.vigilmesh.port.Decoded;
import org.vigilmesh.value.Bytes;

/**
 * What a peer can send instead of each form. Where changed bytes still say something, they must say
 * something else and be the one form of that: the signature over them then fails (see
 * EveryBitFlippedTest).
 */
final class HostileFormTest {
  private static final long SEED = Long.getLong("mutate.seed", 20_270_115L);
  private static final int ROUNDS = 1_000;

  static List<Sample<?>> samples() {
    return Samples.all();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void everyTruncationIsRefusedOrAnotherValue(Sample<?> sample) {
    for (int end = 0; end < sample.bytes().size(); end++) {
      requireRefusedOrAnother(sample, sample.bytes().slice(0, end), "cut at " + end);
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void oneToSixteenBytesMoreAreRefused(Sample<?> sample) {
    for (int more = 1; more <= 16; more++) {
      for (Bytes tail : List.of(Bytes.of(new byte[more]), Fixtures.bytes("tail", more))) {
        assertFalse(isValue(sample, Bytes.concat(sample.bytes(), tail)), tail::hex);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void eachFieldWrittenTwiceIsRefusedOrAnotherValue(Sample<?> sample) throws IOException {
    for (Cut field : fields(sample.bytes())) {
      Bytes all = sample.bytes();
      Bytes twice =
          Bytes.concat(
              all.slice(0, field.to),
              all.slice(field.from, field.to),
              all.slice(field.to, all.size()));
      requireRefusedOrAnother(sample, twice, "field at " + field.from + " twice");
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void eachFieldLeftOutIsRefusedOrAnotherValue(Sample<?> sample) throws IOException {
    for (Cut field : fields(sample.bytes())) {
      Bytes all = sample.bytes();
      Bytes without = Bytes.concat(all.slice(0, field.from), all.slice(field.to, all.size()));
      requireRefusedOrAnother(sample, without, "without the field at " + field.from);
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void fieldsInAnotherOrderAreRefusedOrAnotherValue(Sample<?> sample) throws IOException {
    List<Cut> fields = fields(sample.bytes());
    for (int i = 1; i < fields.size(); i++) {
      Bytes all = sample.bytes();
      Cut first = fields.get(i - 1);
      Cut second = fields.get(i);
      Bytes swapped =
          Bytes.concat(
              all.slice(0, first.from),
              all.slice(second.from, second.to),
              all.slice(first.from, first.to),
              all.slice(second.to, all.size()));
      requireRefusedOrAnother(sample, swapped, "swapped at " + second.from);
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void mutatedBytesNeverThrowAndNeverHaveTwoForms(Sample<?> sample) {
    Random random = new Random(SEED ^ sample.name().hashCode());
    for (int round = 0; round < ROUNDS; round++) {
      String what = sample.name() + " round " + round + " of -Dmutate.seed=" + SEED;
      requireRefusedOrAnother(sample, mutated(random, sample.bytes()), what);
    }
  }

  private static Bytes mutated(Random random, Bytes bytes) {
    byte[] all = bytes.toArray();
    int changes = 1 + random.nextInt(4);
    for (int i = 0; i < changes; i++) {
      // structure is dense at the beginning: half of all changes go there
      int reach = random.nextBoolean() ? Math.min(64, all.length) : all.length;
      int at = random.nextInt(reach);
      switch (random.nextInt(4)) {
        case 0 -> all[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> all[at] = (byte) random.nextInt(256);
        case 2 -> all[at] = (byte) (random.nextBoolean() ? 0xff : 0x00);
        default -> System.arraycopy(all, at, all, random.nextInt(at + 1), all.length - at);
      }
    }
    int size = random.nextInt(8) == 0 ? random.nextInt(all.length + 1) : all.length;
    return Bytes.of(all).slice(0, size);
  }

  private static <T> void requireRefusedOrAnother(Sample<T> sample, Bytes bytes, String what) {
    if (bytes.equals(sample.bytes())) {
      return;
    }
    if (sample.decode(bytes) instanceof Decoded.Value<T>(T value)) {
      assertNotEquals(sample.value(), value, what);
      assertEquals(bytes, sample.form().encode(value), what);
    }
  }

  private static boolean isValue(Sample<?> sample, Bytes bytes) {
    return sample.decode(bytes).find().isPresent();
  }

  /** A field with its tag: from inclusive, to exclusive. */
  private record Cut(int from, int to) {}

  private static List<Cut> fields(Bytes bytes) throws IOException {
    CodedInputStream in = CodedInputStream.newInstance(bytes.toArray());
    List<Cut> cuts = new ArrayList<>();
    int from = 0;
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      assertTrue(in.skipField(tag));
      cuts.add(new Cut(from, in.getTotalBytesRead()));
      from = in.getTotalBytesRead();
    }
    return cuts;
  }
}
