package org.vigilmesh.adapter.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.InvalidProtocolBufferException;
import java.text.Normalizer;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.vigilmesh.Fixtures;
import org.vigilmesh.adapter.wire.Samples.Sample;
import org.vigilmesh.envelope.StatementHeader;
import org.vigilmesh.identity.Extension;
import org.vigilmesh.identity.Roster;
import org.vigilmesh.port.Decoded;
import org.vigilmesh.proto.v1.IdentityProto;
import org.vigilmesh.proto.v1.StatementProto;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;

final class WireCodecTest {
  private static final WireCodec CODEC = Samples.CODEC;

  static List<Sample<?>> samples() {
    return Samples.all();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void whatIsWrittenIsReadBack(Sample<?> sample) {
    assertEquals(new Decoded.Value<>(sample.value()), sample.decode(sample.bytes()));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void nothingIsNoValue(Sample<?> sample) {
    assertInstanceOf(Decoded.Malformed.class, sample.decode(Bytes.EMPTY));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void aMegabyteIsRefusedUnread(Sample<?> sample) {
    Bytes large = Bytes.concat(sample.bytes(), Bytes.of(new byte[1 << 20]));
    Decoded.Malformed<?> refused = assertInstanceOf(Decoded.Malformed.class, sample.decode(large));
    assertTrue(refused.why().startsWith("larger than"), refused.why());
  }

  static Stream<Sample<?>> withFormat() {
    // format is field 1: tag 08, then the number
    return Samples.all().stream().filter(s -> s.bytes().hex().startsWith("0801"));
  }

  static Stream<Sample<?>> withSuite() {
    return Samples.all().stream().filter(s -> s.bytes().hex().startsWith("08011001"));
  }

  @Test
  void everyContentNamesItsFormat() {
    assertEquals(10, withFormat().count());
    assertEquals(9, withSuite().count());
  }

  @ParameterizedTest
  @MethodSource("withFormat")
  void aLaterFormatIsToldFromBrokenBytes(Sample<?> sample) {
    String rest = sample.bytes().hex().substring(4);
    // with a field that this version does not know, as a later format would have
    Bytes later = Bytes.fromHex("0802" + rest + "fa0703616263");
    assertEquals(new Decoded.UnknownFormat<>(), sample.decode(later));
    assertInstanceOf(Decoded.Malformed.class, sample.decode(Bytes.fromHex(rest)));
  }

  @ParameterizedTest
  @MethodSource("withSuite")
  void aLaterSuiteIsToldFromBrokenBytes(Sample<?> sample) {
    String rest = sample.bytes().hex().substring(8);
    assertEquals(new Decoded.UnknownFormat<>(), sample.decode(Bytes.fromHex("08011002" + rest)));
    assertInstanceOf(Decoded.Malformed.class, sample.decode(Bytes.fromHex("0801" + rest)));
  }

  @Test
  void aContainerOfALaterFormatIsToldWhateverItsSignaturesLookLike()
      throws InvalidProtocolBufferException {
    Bytes header = CODEC.signedHeader().encode(Samples.signed(CODEC.header(), header(List.of())));
    org.vigilmesh.proto.v1.Signed signed =
        org.vigilmesh.proto.v1.Signed.parseFrom(header.toArray());
    byte[] later = signed.getContent().toByteArray();
    later[1] = 2;
    Bytes container =
        Canonical.bytes(
            signed.toBuilder()
                .setContent(Fields.bytes(Bytes.of(later)))
                .setP256(Fields.bytes(Fixtures.bytes("a larger curve", 132)))
                .build());
    assertEquals(new Decoded.UnknownFormat<>(), CODEC.signedHeader().decode(container));
    Bytes statement =
        Canonical.bytes(
            StatementProto.Statement.newBuilder().setHeader(Fields.bytes(container)).build());
    assertEquals(new Decoded.UnknownFormat<>(), CODEC.statement().decode(statement));
  }

  @Test
  void anUnknownExtensionIsKeptUnlessItIsCritical() {
    StatementHeader passedOver = header(List.of(Fixtures.extension(7, false)));
    assertEquals(
        new Decoded.Value<>(passedOver), CODEC.header().decode(CODEC.header().encode(passedOver)));
    StatementHeader critical =
        header(List.of(Fixtures.extension(7, false), Fixtures.extension(8, true)));
    assertEquals(
        new Decoded.UnknownFormat<>(), CODEC.header().decode(CODEC.header().encode(critical)));
  }

  @Test
  void extensionsAreCounted() {
    StatementHeader many =
        header(Stream.generate(() -> Fixtures.extension(1, false)).limit(17).toList());
    assertInstanceOf(Decoded.Malformed.class, CODEC.header().decode(CODEC.header().encode(many)));
  }

  @Test
  void namesTravelInTheOrderOfTheirLanguages() throws InvalidProtocolBufferException {
    Bytes card = CODEC.card().encode(Fixtures.card(Fixtures.XA1));
    IdentityProto.Card message = IdentityProto.Card.parseFrom(card.toArray());
    List<IdentityProto.Name> names = message.getContact().getNamesList();
    assertEquals(List.of("en", "fr"), names.stream().map(n -> n.getLanguage()).toList());
    for (List<IdentityProto.Name> wrong :
        List.of(names.reversed(), List.of(names.get(0), names.get(0)))) {
      IdentityProto.Card.Builder builder = message.toBuilder();
      builder.getContactBuilder().clearNames().addAllNames(wrong);
      assertInstanceOf(
          Decoded.Malformed.class, CODEC.card().decode(Canonical.bytes(builder.build())));
    }
  }

  @Test
  void textsTravelInNormalisationFormC() throws InvalidProtocolBufferException {
    Roster roster = Fixtures.roster(Fixtures.XA1);
    Bytes composed = CODEC.roster().encode(roster);
    String decomposed = Normalizer.normalize("Ana Durán", Normalizer.Form.NFD);
    assertEquals(composed, CODEC.roster().encode(named(roster, decomposed)));

    IdentityProto.Roster.Builder message =
        IdentityProto.Roster.parseFrom(composed.toArray()).toBuilder();
    assertEquals("Ana Durán", message.getOfficers(1).getName());
    message.getOfficersBuilder(1).setName(decomposed);
    Bytes other = Bytes.of(message.build().toByteArray());
    assertEquals(composed.size() + 1, other.size());
    assertInstanceOf(Decoded.Malformed.class, CODEC.roster().decode(other));
  }

  private static Roster named(Roster roster, String name) {
    var officers =
        roster.officers().stream()
            .map(
                o ->
                    new org.vigilmesh.identity.Officer(
                        o.id(),
                        o.id().text().equals("a.duran") ? name : o.name(),
                        o.role(),
                        o.from(),
                        o.to(),
                        o.credentials()))
            .toList();
    return new Roster(
        roster.node(),
        roster.version(),
        roster.previous(),
        roster.issuedAt(),
        roster.validTo(),
        officers,
        roster.extensions());
  }

  private static StatementHeader header(List<Extension> extensions) {
    StatementHeader h = Fixtures.header(Samples.LANE, 1, Digest.ZERO, Bytes.EMPTY);
    return new StatementHeader(
        h.format(),
        h.suite(),
        h.id(),
        h.sender(),
        h.recipient(),
        h.lane(),
        h.incarnation(),
        h.seq(),
        h.previous(),
        h.createdAt(),
        h.notAfter(),
        h.journalHead(),
        h.seen(),
        h.bodyDigest(),
        extensions);
  }
}
