package org.vigilmesh.adapter.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;
import static org.vigilmesh.Fixtures.T;
import static org.vigilmesh.Fixtures.XA;
import static org.vigilmesh.Fixtures.bytes;
import static org.vigilmesh.Fixtures.digest;
import static org.vigilmesh.Fixtures.incarnation;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.vigilmesh.delivery.Frame;
import org.vigilmesh.envelope.Format;
import org.vigilmesh.envelope.Position;
import org.vigilmesh.proto.v1.Frame.Builder;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Urgency;

/** Frames to bytes and back, and everything that is no frame to nothing. */
final class FrameMappingTest {
  private static final Frame.Holding OWN =
      new Frame.Holding(2, 3, digest("card"), 4, digest("roster"), 5, digest("key set"));
  private static final Frame.LaneHint HINT =
      new Frame.LaneHint(Urgency.EMERGENCY, incarnation(2), new Position(9, digest("nine")));

  private static Frame.Hello hello(Optional<Frame.Holding> held) {
    return new Frame.Hello(
        1,
        1,
        XA,
        incarnation(3),
        bytes("boot", 16),
        T.plusMillis(123),
        OWN,
        held,
        List.of(HINT, new Frame.LaneHint(Urgency.ROUTINE, incarnation(2), Position.START)),
        List.of(HINT));
  }

  private static List<Frame> everyKind() {
    return List.of(
        hello(Optional.of(OWN)),
        hello(Optional.empty()),
        new Frame.Identity(
            List.of(bytes("c1", 10), bytes("c2", 20)),
            List.of(bytes("r", 30)),
            List.of(),
            List.of(bytes("s", 40))),
        new Frame.IdentityRequest(0, 7, Long.MAX_VALUE),
        new Frame.Statements(
            Urgency.URGENT,
            List.of(
                new Frame.Offered(
                    incarnation(1), new Position(1, digest("one")), bytes("sealed", 8_000)),
                new Frame.Offered(
                    incarnation(1), new Position(2, digest("two")), bytes("sealed 2", 100)))),
        new Frame.Receipts(List.of(bytes("receipt", 3_000))),
        new Frame.Refusals(List.of(bytes("refusal", 3_000), bytes("another", 10))),
        new Frame.Resume(Urgency.EMERGENCY, incarnation(4), 12),
        new Frame.WitnessRequest(Frame.WitnessKind.STATEMENT, Urgency.URGENT, incarnation(1), 77),
        new Frame.WitnessAnswer(
            Frame.WitnessKind.KEY_SET, Urgency.ROUTINE, Optional.of(bytes("object", 50))),
        new Frame.WitnessAnswer(Frame.WitnessKind.CARD, Urgency.ROUTINE, Optional.empty()),
        new Frame.WitnessAnswer(
            Frame.WitnessKind.RECEIPT, Urgency.ROUTINE, Optional.of(Bytes.EMPTY)),
        new Frame.Pulse(T, OWN, OWN));
  }

  @TestFactory
  Stream<DynamicTest> everyFrameComesBackEqual() {
    return everyKind().stream()
        .map(
            frame ->
                dynamicTest(
                    frame.getClass().getSimpleName(),
                    () ->
                        assertEquals(
                            Optional.of(frame), FrameReader.read(FrameWriter.write(frame)))));
  }

  @Test
  void noKindOfFrameIsForgottenHere() {
    Set<Class<?>> shown = everyKind().stream().map(Frame::getClass).collect(Collectors.toSet());
    Set<Class<?>> all =
        Arrays.stream(Frame.class.getPermittedSubclasses()).collect(Collectors.toSet());
    assertEquals(all, shown);
  }

  @TestFactory
  Stream<DynamicTest> everyKindOfWitnessAndLaneComesBackEqual() {
    return Arrays.stream(Frame.WitnessKind.values())
        .flatMap(
            kind ->
                Arrays.stream(Urgency.values())
                    .map(lane -> new Frame.WitnessRequest(kind, lane, incarnation(1), 5)))
        .map(
            frame ->
                dynamicTest(
                    frame.kind() + " " + frame.lane(),
                    () ->
                        assertEquals(
                            Optional.of(frame), FrameReader.read(FrameWriter.write(frame)))));
  }

  private static org.vigilmesh.proto.v1.Frame parsed(Frame frame) {
    try {
      return org.vigilmesh.proto.v1.Frame.parseFrom(FrameWriter.write(frame));
    } catch (com.google.protobuf.InvalidProtocolBufferException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] changed(Frame frame, Consumer<Builder> change) {
    Builder builder = parsed(frame).toBuilder();
    change.accept(builder);
    return builder.build().toByteArray();
  }

  private static final UnknownFieldSet UNKNOWN =
      UnknownFieldSet.newBuilder()
          .addField(99, UnknownFieldSet.Field.newBuilder().addVarint(1).build())
          .build();

  @TestFactory
  Stream<DynamicTest> whatIsNoFrameIsNothing() {
    Map<String, byte[]> hostile = new TreeMap<>();
    putBrokenForms(hostile);
    putBadHellos(hostile);
    putBadStatements(hostile);
    putBadOthers(hostile);
    return hostile.entrySet().stream()
        .map(
            entry ->
                dynamicTest(
                    entry.getKey(),
                    () -> assertEquals(Optional.empty(), FrameReader.read(entry.getValue()))));
  }

  private static void putBrokenForms(Map<String, byte[]> hostile) {
    Frame hello = hello(Optional.of(OWN));
    Frame statements = everyKind().get(4);
    hostile.put("no bytes", new byte[0]);
    hostile.put("a tag without a value", new byte[] {0x0a});
    hostile.put("a length beyond the end", new byte[] {0x0a, (byte) 0xff, 0x7f});
    hostile.put("a group that never ends", new byte[] {0x0b, 0x0b, 0x0b});
    hostile.put("nothing but an unknown field", new byte[] {(byte) 0xf8, 0x01, 0x01});
    hostile.put("an unknown field", changed(hello, f -> f.setUnknownFields(UNKNOWN)));
    hostile.put(
        "an unknown field inside",
        changed(hello, f -> f.getHelloBuilder().getOwnBuilder().setUnknownFields(UNKNOWN)));
    hostile.put(
        "an unknown field in a list",
        changed(
            statements,
            f -> f.getStatementsBuilder().getOfferedBuilder(1).setUnknownFields(UNKNOWN)));
  }

  private static void putBadHellos(Map<String, byte[]> hostile) {
    Frame hello = hello(Optional.of(OWN));
    hostile.put("no node", changed(hello, f -> f.getHelloBuilder().clearNode()));
    hostile.put("a node in capitals", changed(hello, f -> f.getHelloBuilder().setNode("XA")));
    hostile.put("a short boot id", changed(hello, f -> f.getHelloBuilder().clearBootId()));
    hostile.put("no incarnation", changed(hello, f -> f.getHelloBuilder().clearIncarnation()));
    hostile.put("formats upside down", changed(hello, f -> f.getHelloBuilder().setFormatMin(2)));
    hostile.put("a negative format", changed(hello, f -> f.getHelloBuilder().setFormatMax(-1)));
    for (long clock : new long[] {Long.MIN_VALUE, -1, 253_402_300_800_000L, Long.MAX_VALUE}) {
      hostile.put("a clock of " + clock, changed(hello, f -> f.getHelloBuilder().setClock(clock)));
    }
    hostile.put("no holding", changed(hello, f -> f.getHelloBuilder().clearOwn()));
    hostile.put(
        "a digest of 31 bytes",
        changed(
            hello,
            f ->
                f.getHelloBuilder()
                    .getOwnBuilder()
                    .setCardHash(ByteString.copyFrom(new byte[31]))));
    hostile.put(
        "a version beyond 63 bits",
        changed(hello, f -> f.getHelloBuilder().getOwnBuilder().setCard(-1)));
    hostile.put(
        "65 hints",
        changed(
            hello,
            f ->
                f.getHelloBuilder()
                    .addAllAccepted(Collections.nCopies(64, f.getHelloBuilder().getAccepted(0)))));
  }

  private static void putBadStatements(Map<String, byte[]> hostile) {
    Frame statements = everyKind().get(4);
    hostile.put("no statements", changed(statements, f -> f.getStatementsBuilder().clearOffered()));
    hostile.put(
        "an unknown lane", changed(statements, f -> f.getStatementsBuilder().setLaneValue(9)));
    hostile.put("no lane", changed(statements, f -> f.getStatementsBuilder().clearLane()));
    hostile.put(
        "a statement of 256 KiB and a byte",
        changed(
            statements,
            f ->
                f.getStatementsBuilder()
                    .getOfferedBuilder(0)
                    .setSealed(ByteString.copyFrom(new byte[Format.STATEMENT_SIZE_MAX + 1]))));
    hostile.put(
        "three statements of 600 KiB together",
        changed(
            statements,
            f -> {
              f.getStatementsBuilder()
                  .getOfferedBuilder(0)
                  .setSealed(ByteString.copyFrom(new byte[200 * 1024]));
              f.getStatementsBuilder()
                  .addAllOffered(Collections.nCopies(2, f.getStatementsBuilder().getOffered(0)));
            }));
    hostile.put(
        "an empty statement",
        changed(statements, f -> f.getStatementsBuilder().getOfferedBuilder(0).clearSealed()));
    hostile.put(
        "a statement numbered 0",
        changed(statements, f -> f.getStatementsBuilder().getOfferedBuilder(0).setSeq(0)));
  }

  private static void putBadOthers(Map<String, byte[]> hostile) {
    Frame resume = new Frame.Resume(Urgency.URGENT, incarnation(1), 1);
    hostile.put("a resume from 0", changed(resume, f -> f.getResumeBuilder().setFrom(0)));
    hostile.put("a resume from -1", changed(resume, f -> f.getResumeBuilder().setFrom(-1)));
    hostile.put(
        "no receipts",
        changed(
            new Frame.Receipts(List.of(bytes("r", 3))),
            f -> f.getReceiptsBuilder().clearReceipts()));
    hostile.put(
        "65 refusals",
        changed(
            new Frame.Refusals(List.of(bytes("r", 3))),
            f -> f.getRefusalsBuilder().addAllRefusals(Collections.nCopies(64, ByteString.EMPTY))));
    hostile.put(
        "an unknown witness",
        changed(
            new Frame.WitnessAnswer(Frame.WitnessKind.CARD, Urgency.ROUTINE, Optional.empty()),
            f -> f.getWitnessAnswerBuilder().setKindValue(7)));
    hostile.put(
        "257 identity objects",
        changed(
            new Frame.Identity(List.of(), List.of(), List.of(), List.of()),
            f -> f.getIdentityBuilder().addAllCards(Collections.nCopies(257, ByteString.EMPTY))));
    hostile.put("a byte more than 1 MiB", new byte[Format.FRAME_SIZE_MAX + 1]);
  }

  @Test
  void deepNestingIsNothing() {
    byte[] deep = new byte[4_000];
    Arrays.fill(deep, (byte) 0x0b);
    assertEquals(Optional.empty(), FrameReader.read(deep));
  }

  @Test
  void mutatedBytesNeverThrowAndNeverMakeAnInvalidFrame() {
    long seed = Long.getLong("frame.seed", 20_270_115L);
    Random random = new Random(seed);
    List<Frame> kinds = everyKind();
    int taken = 0;
    for (int round = 0; round < 30_000; round++) {
      byte[] bytes = FrameWriter.write(kinds.get(round % kinds.size()));
      int changes = 1 + random.nextInt(4);
      for (int i = 0; i < changes && bytes.length > 0; i++) {
        bytes = mutated(bytes, random);
      }
      Optional<Frame> frame = FrameReader.read(bytes);
      taken += frame.isPresent() ? 1 : 0;
      frame.ifPresent(
          read ->
              assertEquals(
                  Optional.of(read),
                  FrameReader.read(FrameWriter.write(read)),
                  "-Dframe.seed=" + seed));
    }
    assertTrue(taken > 0, "some changes touch opaque bytes only");
  }

  private static byte[] mutated(byte[] bytes, Random random) {
    int at = random.nextInt(bytes.length);
    return switch (random.nextInt(3)) {
      case 0 -> {
        byte[] flipped = bytes.clone();
        flipped[at] ^= (byte) (1 << random.nextInt(8));
        yield flipped;
      }
      case 1 -> Arrays.copyOf(bytes, at);
      default -> Http2.join(bytes, Arrays.copyOfRange(bytes, at, bytes.length));
    };
  }
}
