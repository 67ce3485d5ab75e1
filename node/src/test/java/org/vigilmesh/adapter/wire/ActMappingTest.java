package org.vigilmesh.adapter.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.vigilmesh.message.MessageFixtures.EXTENSION;
import static org.vigilmesh.message.MessageFixtures.accepted;
import static org.vigilmesh.message.MessageFixtures.ack;
import static org.vigilmesh.message.MessageFixtures.act;
import static org.vigilmesh.message.MessageFixtures.bytes;
import static org.vigilmesh.message.MessageFixtures.channelTest;
import static org.vigilmesh.message.MessageFixtures.confirmation;
import static org.vigilmesh.message.MessageFixtures.fullAct;
import static org.vigilmesh.message.MessageFixtures.fullDecision;
import static org.vigilmesh.message.MessageFixtures.fullRequest;
import static org.vigilmesh.message.MessageFixtures.request;
import static org.vigilmesh.message.MessageFixtures.with;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.vigilmesh.identity.Extension;
import org.vigilmesh.message.Act;
import org.vigilmesh.message.Content;
import org.vigilmesh.message.Content.UnknownContent;
import org.vigilmesh.message.FullContents;
import org.vigilmesh.port.Form;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.InvalidValue;
import org.vigilmesh.value.Urgency;

final class ActMappingTest {
  private static final Form<Act> FORM = new WireCodec().act();

  private static Bytes encode(Act act) {
    return FORM.encode(act);
  }

  private static Act decode(Bytes bytes) {
    return FORM.decode(bytes).find().orElseThrow(() -> new InvalidValue("refused"));
  }

  static Stream<Content> contents() {
    List<Content> single =
        List.of(
            request(),
            fullRequest(),
            ack(),
            accepted(),
            fullDecision(),
            confirmation(),
            channelTest(),
            new UnknownContent("status_query", 2, bytes(1, 9)),
            new UnknownContent("decision", 2, bytes(1, 9)));
    return Stream.concat(single.stream(), FullContents.all().stream());
  }

  @ParameterizedTest
  @MethodSource("contents")
  void everyContentComesBackAsItWas(Content content) {
    Act act = act(content);
    Bytes written = encode(act);
    assertEquals(act, decode(written));
    assertEquals(written, encode(decode(written)));
  }

  @Test
  void everyFieldOfTheFixturesIsFilled() {
    List<Object> wholes = new ArrayList<>(FullContents.all());
    wholes.addAll(List.of(fullAct(), fullDecision(), ack(), confirmation(), channelTest()));
    for (Object whole : wholes) {
      FilledFields.unfilled(whole).forEach(path -> assertEquals("", path));
    }
  }

  @Test
  void everyFieldOfTheActComesBack() {
    assertEquals(fullAct(), decode(encode(fullAct())));
    for (Urgency urgency : Urgency.values()) {
      Act act = with(fullAct(), "urgency", urgency);
      assertEquals(act, decode(encode(act)));
    }
  }

  @Test
  void aNoticeHasNoOfficers() {
    Act notice = with(act(channelTest()), "officers", List.of());
    assertTrue(decode(encode(notice)).isNotice());
    assertFalse(act(channelTest()).isNotice());
  }

  @Test
  void aCriticalExtensionOfAContentMakesItUnknown() {
    Extension critical = new Extension(77, true, bytes(1, 1));
    Act act = act(with(ack(), "extensions", List.of(EXTENSION, critical)));
    Act read = decode(encode(act));
    UnknownContent content = assertInstanceOf(UnknownContent.class, read.content());
    assertEquals("human_ack", content.type());
    assertEquals(encode(act), encode(read));
  }

  @Test
  void aCriticalExtensionOfTheActIsRefused() {
    Act act = with(fullAct(), "extensions", List.of(new Extension(77, true, bytes(1, 1))));
    assertThrows(InvalidValue.class, () -> decode(encode(act)));
  }

  @Test
  void anActThatIsTooLargeIsNeitherWrittenNorRead() {
    Act act = act(new UnknownContent("future", 1, bytes(1, Act.SIZE_MAX)));
    assertThrows(InvalidValue.class, () -> encode(act));
    assertThrows(InvalidValue.class, () -> decode(bytes(1, Act.SIZE_MAX + 1)));
  }

  private static Arguments changed(
      String what, UnaryOperator<org.vigilmesh.proto.v1.Act.Builder> change) {
    return Arguments.of(what, change);
  }

  static Stream<Arguments> hostile() {
    ByteString composed = ByteString.copyFrom(Bytes.fromHex("0a0365cc81").toArray());
    return Stream.of(
        changed("format 2", b -> b.setFormat(2)),
        changed("no format", org.vigilmesh.proto.v1.Act.Builder::clearFormat),
        changed("31 random bytes", b -> b.setRandom(b.getRandom().substring(1))),
        changed("an id of version 4", b -> b.setId(ByteString.copyFrom(new byte[16]))),
        changed("no sender", org.vigilmesh.proto.v1.Act.Builder::clearSender),
        changed(
            "a sender that is no node id",
            b -> b.setSender(b.getSender().toBuilder().setNode("XA"))),
        changed("sent to oneself", b -> b.setRecipient(b.getSender())),
        changed("epoch beyond 63 bits", b -> b.setSender(b.getSender().toBuilder().setEpoch(-1))),
        changed("no urgency", org.vigilmesh.proto.v1.Act.Builder::clearUrgency),
        changed("an urgency of the future", b -> b.setUrgencyValue(9)),
        changed(
            "a purpose of the future",
            b -> b.setOfficers(0, b.getOfficers(0).toBuilder().setPurposeValue(3))),
        changed(
            "an officer without a name",
            b -> b.setOfficers(0, b.getOfficers(0).toBuilder().setOfficer(""))),
        changed(
            "five officers",
            b -> b.addAllOfficers(List.of(b.getOfficers(0), b.getOfficers(0), b.getOfficers(0)))),
        changed("one parent twice", b -> b.addParents(b.getParents(0))),
        changed("a short parent", b -> b.setParents(0, ByteString.copyFrom(new byte[31]))),
        changed("a time before 1970", b -> b.setCreatedAt(-1)),
        changed("a time after 9999", b -> b.setNotAfter(Long.MAX_VALUE)),
        changed("over before it begins", b -> b.setNotAfter(b.getCreatedAt())),
        changed("version 0", org.vigilmesh.proto.v1.Act.Builder::clearContentVersion),
        changed("a version beyond 31 bits", b -> b.setContentVersion(-1)),
        changed("no content type", org.vigilmesh.proto.v1.Act.Builder::clearContentType),
        changed("a content of another type", b -> b.setContentType("human_ack")),
        changed("no content", org.vigilmesh.proto.v1.Act.Builder::clearContent),
        changed(
            "an unknown field in the content",
            b ->
                b.setContent(
                    b.getContent().concat(ByteString.copyFrom(new byte[] {(byte) 0xf8, 1, 1})))),
        changed(
            "a file number that is not in NFC",
            b ->
                b.setContent(
                    ByteString.copyFrom(new byte[] {10, 5})
                        .concat(composed)
                        .concat(b.getContent().substring(2 + b.getContent().byteAt(1))))),
        changed("a language with a control character", b -> b.setLanguage("e\u0000n")),
        changed("a language that is too long", b -> b.setLanguage("e".repeat(65))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("hostile")
  void hostileActsAreRefused(String what, UnaryOperator<org.vigilmesh.proto.v1.Act.Builder> change)
      throws Exception {
    org.vigilmesh.proto.v1.Act good =
        org.vigilmesh.proto.v1.Act.parseFrom(encode(fullAct()).toArray());
    Bytes bad = Canonical.bytes(change.apply(good.toBuilder()).build());
    assertThrows(InvalidValue.class, () -> decode(bad), what);
  }

  /** Whatever the bytes: refused as an invalid value, or read as exactly what they say. */
  @Test
  void mutatedBytesNeverBreakTheReader() {
    long seed = Long.getLong("sim.seed", 20310304L);
    Random random = new Random(seed);
    List<Bytes> seeds = contents().map(content -> encode(act(content))).toList();
    int read = 0;
    for (int round = 0; round < 8_000; round++) {
      byte[] bytes = seeds.get(round % seeds.size()).toArray();
      for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      Bytes mutated =
          Bytes.of(bytes)
              .slice(0, random.nextInt(4) == 0 ? random.nextInt(bytes.length) : bytes.length);
      try {
        assertEquals(mutated, encode(decode(mutated)), "-Dsim.seed=" + seed);
        read++;
      } catch (InvalidValue expected) {
        assertFalse(String.valueOf(expected.getMessage()).isEmpty());
      }
    }
    assertTrue(read > 400, "texts and digests may change freely: " + read);
  }

  @Test
  void everyFlippedBitChangesTheActOrIsRefused() {
    Bytes written = encode(act(accepted()));
    Act original = decode(written);
    for (int bit = 0; bit < written.size() * 8; bit++) {
      byte[] bytes = written.toArray();
      bytes[bit / 8] ^= (byte) (1 << (bit % 8));
      try {
        assertFalse(original.equals(decode(Bytes.of(bytes))), "bit " + bit);
      } catch (InvalidValue expected) {
        assertFalse(String.valueOf(expected.getMessage()).isEmpty());
      }
    }
  }
}
