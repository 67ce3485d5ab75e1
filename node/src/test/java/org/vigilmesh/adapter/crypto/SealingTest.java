package org.vigilmesh.adapter.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.vigilmesh.adapter.crypto.Sample.AT;
import static org.vigilmesh.adapter.crypto.Sample.CRYPTO;
import static org.vigilmesh.adapter.crypto.Sample.HEADERS;
import static org.vigilmesh.adapter.crypto.Sample.XA;
import static org.vigilmesh.adapter.crypto.Sample.XB;
import static org.vigilmesh.adapter.crypto.Sample.flipped;

import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.vigilmesh.envelope.Padding;
import org.vigilmesh.envelope.Sealed;
import org.vigilmesh.identity.KeySet;
import org.vigilmesh.port.Decoded;
import org.vigilmesh.port.Opener;
import org.vigilmesh.port.Opener.Opened;
import org.vigilmesh.port.Sealer;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.InvalidValue;

final class SealingTest {
  private static final Crypto.Key KEY = CRYPTO.newKey(KeyKind.SEALING, XB, AT);
  private static final KeySet.SealingKey PUBLISHED = Sample.published(KEY);
  private static final Sealer SEALER = CRYPTO.sealer(HEADERS);
  private static final Opener OPENER = CRYPTO.opener(XB, List.of(KEY));
  private static final Bytes STATEMENT = Bytes.utf8("what one contact point tells another");

  @Test
  void whatIsSealedOpens() {
    for (int size : new int[] {0, 1, 8188, 8189, 40_000, 200_000}) {
      Bytes statement = Sample.random(size);
      Sealed sealed = SEALER.seal(XB, PUBLISHED, statement);
      assertEquals(new Opened.Plain(statement), OPENER.open(sealed));
      assertEquals(Padding.pad(statement).size() + 16, sealed.ciphertext().size());
    }
  }

  @Test
  void clearHeaderTellsOnlyRecipientAndKey() {
    Sealed sealed = SEALER.seal(XB, PUBLISHED, STATEMENT);
    assertEquals(XB, sealed.header().recipient());
    assertEquals(PUBLISHED.id(), sealed.header().sealingKey());
    assertEquals(PUBLISHED.id(), KEY.header().id());
    assertEquals(HEADERS.encode(sealed.header()), sealed.headerBytes());
  }

  @Test
  void everySealingIsFresh() {
    Sealed first = SEALER.seal(XB, PUBLISHED, STATEMENT);
    Sealed second = SEALER.seal(XB, PUBLISHED, STATEMENT);
    assertNotEquals(first.header().envelopeId(), second.header().envelopeId());
    assertNotEquals(first.commitment(), second.commitment());
    assertNotEquals(first.stanza(), second.stanza());
    assertNotEquals(first.ciphertext(), second.ciphertext());
  }

  /** One bit of each byte; that it holds for every bit is shown over the whole form elsewhere. */
  @Test
  void aFlippedBitInAnyByteIsRefused() {
    Sealed sealed = SEALER.seal(XB, PUBLISHED, STATEMENT);
    assertEquals(8192 + 16, sealed.ciphertext().size());
    assertAllRefused(sealed.headerBytes(), bit -> withHeader(sealed, bit));
    assertAllRefused(
        sealed.commitment(),
        bit -> opened(sealed, flipped(sealed.commitment(), bit), sealed.stanza()));
    assertAllRefused(
        sealed.stanza(), bit -> opened(sealed, sealed.commitment(), flipped(sealed.stanza(), bit)));
    assertAllRefused(
        sealed.ciphertext(),
        bit ->
            OPENER.open(
                new Sealed(
                    sealed.header(),
                    sealed.headerBytes(),
                    sealed.commitment(),
                    sealed.stanza(),
                    flipped(sealed.ciphertext(), bit))));
  }

  private static void assertAllRefused(Bytes part, IntFunction<Opened> opened) {
    IntStream.range(0, part.size())
        .map(index -> 8 * index + index % 8)
        .forEach(bit -> assertFalse(opened.apply(bit) instanceof Opened.Plain, () -> "bit " + bit));
  }

  private static Opened opened(Sealed sealed, Bytes commitment, Bytes stanza) {
    return OPENER.open(
        new Sealed(sealed.header(), sealed.headerBytes(), commitment, stanza, sealed.ciphertext()));
  }

  /** The header as its reader would see it after the flip; unreadable counts as refused. */
  private static Opened withHeader(Sealed sealed, int bit) {
    Bytes headerBytes = flipped(sealed.headerBytes(), bit);
    return switch (HEADERS.decode(headerBytes)) {
      case Decoded.Value<Sealed.Header>(Sealed.Header header) ->
          OPENER.open(
              new Sealed(
                  header, headerBytes, sealed.commitment(), sealed.stanza(), sealed.ciphertext()));
      case Decoded.Malformed<Sealed.Header> _, Decoded.UnknownFormat<Sealed.Header> _ ->
          new Opened.Broken();
    };
  }

  @Test
  void innerEncryptionRefusesFlippedBitsByItself() {
    Bytes header = Bytes.utf8("header");
    try (ContentKey key = new ContentKey(Sample.random(32).toArray())) {
      Bytes ciphertext = key.encrypt(header, Padding.pad(STATEMENT));
      assertTrue(key.decrypt(header, ciphertext).isPresent());
      IntStream.range(0, ciphertext.size())
          .map(index -> 8 * index + index % 8)
          .forEach(bit -> assertTrue(key.decrypt(header, flipped(ciphertext, bit)).isEmpty()));
      assertTrue(key.decrypt(Bytes.utf8("headers"), ciphertext).isEmpty());
      assertTrue(key.decrypt(header, Sample.random(15)).isEmpty());
    }
  }

  @Test
  void statementForAnotherNodeIsBroken() {
    Sealed forXa = SEALER.seal(XA, PUBLISHED, STATEMENT);
    assertInstanceOf(Opened.Broken.class, OPENER.open(forXa));
    Sealed.Header header = new Sealed.Header(1, 1, XB, PUBLISHED.id(), forXa.header().envelopeId());
    Sealed relabelled =
        new Sealed(
            header, HEADERS.encode(header), forXa.commitment(), forXa.stanza(), forXa.ciphertext());
    assertInstanceOf(Opened.Broken.class, OPENER.open(relabelled));
  }

  @Test
  void unheldKeyIsUnknown() {
    Crypto.Key other = CRYPTO.newKey(KeyKind.SEALING, XB, AT);
    assertInstanceOf(
        Opened.UnknownKey.class, OPENER.open(SEALER.seal(XB, Sample.published(other), STATEMENT)));
  }

  @Test
  void rotationTakesKeysInAndOut() {
    Crypto.Key next = CRYPTO.newKey(KeyKind.SEALING, XB, AT);
    Crypto.RotatingOpener opener = CRYPTO.opener(XB, List.of(KEY));
    Sealed early = SEALER.seal(XB, PUBLISHED, STATEMENT);
    Sealed late = SEALER.seal(XB, Sample.published(next), STATEMENT);
    opener.hold(List.of(KEY, next));
    assertEquals(new Opened.Plain(STATEMENT), opener.open(early));
    assertEquals(new Opened.Plain(STATEMENT), opener.open(late));
    opener.hold(List.of(next));
    assertInstanceOf(Opened.UnknownKey.class, opener.open(early));
    assertEquals(new Opened.Plain(STATEMENT), opener.open(late));
  }

  @Test
  void wrongPaddingIsBroken() {
    byte[] cek = Sample.random(32).toArray();
    Bytes padded = Padding.pad(STATEMENT);
    for (Bytes wrong :
        List.of(
            flipped(padded, 8 * 8191),
            flipped(padded, 0),
            padded.slice(0, 8000),
            Bytes.EMPTY,
            Sample.random(8192))) {
      Sealed made = sealed(cek, wrong);
      assertInstanceOf(Opened.Broken.class, OPENER.open(made));
    }
    assertEquals(new Opened.Plain(STATEMENT), OPENER.open(sealed(cek, padded)));
  }

  @Test
  void commitmentOfAnotherKeyIsBroken() {
    byte[] cek = Sample.random(32).toArray();
    byte[] other = Sample.random(32).toArray();
    Sealed template = SEALER.seal(XB, PUBLISHED, STATEMENT);
    Bytes header = template.headerBytes();
    try (ContentKey key = new ContentKey(cek);
        ContentKey wrong = new ContentKey(other)) {
      Bytes ciphertext = key.encrypt(header, Padding.pad(STATEMENT));
      Bytes stanza = stanza(header, wrong.commitment(), ciphertext, cek);
      assertInstanceOf(
          Opened.Broken.class,
          OPENER.open(
              new Sealed(template.header(), header, wrong.commitment(), stanza, ciphertext)));
    }
  }

  /** A sealing by somebody who keeps every rule but the padding's. */
  private static Sealed sealed(byte[] cek, Bytes padded) {
    Sealed template = SEALER.seal(XB, PUBLISHED, STATEMENT);
    Bytes header = template.headerBytes();
    try (ContentKey key = new ContentKey(cek)) {
      Bytes ciphertext = key.encrypt(header, padded);
      if (ciphertext.size() <= 16) {
        ciphertext = Bytes.concat(ciphertext, Bytes.fromHex("00"));
      }
      Bytes stanza = stanza(header, key.commitment(), ciphertext, cek);
      return new Sealed(template.header(), header, key.commitment(), stanza, ciphertext);
    }
  }

  private static Bytes stanza(Bytes header, Bytes commitment, Bytes ciphertext, byte[] cek) {
    return XWing.seal(
        PUBLISHED.publicKey(),
        ContentKey.info(header),
        ContentKey.outside(header, commitment, ciphertext),
        cek,
        Sample.random(64).toArray());
  }

  @Test
  void nonsensePublishedAsKeyIsInvalid() {
    byte[] coefficients = PUBLISHED.publicKey().toArray();
    coefficients[0] = -1;
    coefficients[1] = -1;
    byte[] point = PUBLISHED.publicKey().toArray();
    java.util.Arrays.fill(point, 1184, 1216, (byte) 0);
    for (byte[] nonsense : List.of(coefficients, point)) {
      KeySet.SealingKey key =
          KeySet.SealingKey.of(Bytes.of(nonsense), PUBLISHED.from(), PUBLISHED.to());
      assertThrows(InvalidValue.class, () -> SEALER.seal(XB, key, STATEMENT));
    }
  }

  @Test
  void onlySealingKeysAreHeld() {
    assertThrows(IllegalStateException.class, () -> CRYPTO.opener(XB, List.of(Sample.SIGNING)));
  }
}
