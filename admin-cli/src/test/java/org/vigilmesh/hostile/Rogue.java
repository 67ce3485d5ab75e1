package org.vigilmesh.hostile;

import java.math.BigInteger;
import java.security.KeyPair;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A State whose node is hostile: real keys, true first card, roster and key set. */
public final class Rogue {
  static final byte[] ZERO = new byte[32];
  private static final long DAY = 86_400;

  private final String node;
  final long since;
  final PairKey anchor;
  final PairKey signing;
  final KeyPair transport = PairKey.p256();
  final byte[] life = PairKey.random(16);
  final byte[] boot = PairKey.random(16);
  private final byte[] sealing = Sealing.publicKey();
  private final List<KeyPair> authorities = new ArrayList<>();
  final byte[] roster;
  final PairKey.Signed card;
  final PairKey.Signed keySet;

  public Rogue(String node, Instant now) {
    this.node = node;
    this.since = now.getEpochSecond() - 60;
    this.anchor = new PairKey(node, Instant.ofEpochSecond(since));
    this.signing = new PairKey(node, Instant.ofEpochSecond(since));
    for (int i = 0; i < 3; i++) {
      authorities.add(PairKey.key("Ed25519"));
    }
    this.roster = roster(1, ZERO);
    this.card = card(1, ZERO, since, List.of());
    this.keySet = keySet(1, ZERO, since, since + 6 * DAY);
  }

  /** Its node id. */
  public String node() {
    return node;
  }

  Proto ref() {
    return Proto.of().text(1, node).number(2, 1);
  }

  /** What `vigil card export` would write. */
  public byte[] bundle() {
    return Proto.of()
        .bytes(1, card.container())
        .bytes(2, endorsed(roster, 0, 1))
        .bytes(3, keySet.container())
        .done();
  }

  /** The 40 digits that the rogue's people read out. */
  public String fingerprint() {
    byte[] digest =
        PairKey.sha256(
            part("vigil/fingerprint/v1".getBytes(java.nio.charset.StandardCharsets.UTF_8)),
            part(node.getBytes(java.nio.charset.StandardCharsets.UTF_8)),
            part(Proto.u64(1)),
            part(anchor.p256Public()),
            part(anchor.mlDsaPublic()));
    BigInteger number = new BigInteger(1, digest).mod(BigInteger.TEN.pow(40));
    return String.format(Locale.ROOT, "%040d", number);
  }

  private static byte[] part(byte[] bytes) {
    return Proto.join(Proto.u64(bytes.length), bytes);
  }

  /** A card signed by the anchor; {@code revoked} are pair ids. */
  PairKey.Signed card(long version, byte[] previous, long issuedAt, List<byte[]> revoked) {
    Proto anchors =
        Proto.of()
            .message(1, ref())
            .message(2, anchor.certificates())
            .bytes(3, anchor.p256Public())
            .bytes(4, anchor.mlDsaPublic());
    Proto contact =
        Proto.of()
            .message(1, Proto.of().text(1, "en").text(2, "Contact point of nowhere"))
            .text(2, "Authority of nowhere")
            .text(3, "+999 0")
            .text(4, "en");
    Proto pair =
        Proto.of().message(1, signing.certificates()).number(2, since).number(3, since + 300 * DAY);
    Proto card =
        Proto.of()
            .number(1, 1)
            .number(2, 1)
            .message(3, ref())
            .number(4, version)
            .bytes(5, previous)
            .number(6, issuedAt)
            .number(7, issuedAt + 300 * DAY)
            .message(8, anchors)
            .message(9, contact)
            .message(10, Proto.of().number(3, 90))
            .message(11, pair);
    for (byte[] one : revoked) {
      card.message(12, Proto.of().bytes(1, one).number(2, issuedAt).text(3, "lost"));
    }
    card.bytes(13, new byte[] {1});
    Proto keys = Proto.of();
    authorities.forEach(key -> keys.bytes(1, raw(key)));
    card.message(14, keys.number(2, 2)).bytes(15, PairKey.sha256(roster)).number(16, 1);
    return anchor.sign(4, issuedAt, card.done());
  }

  private static byte[] raw(KeyPair ed25519) {
    byte[] encoded = ed25519.getPublic().getEncoded();
    return Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
  }

  /** A roster without officers. */
  byte[] roster(long version, byte[] previous) {
    return Proto.of()
        .number(1, 1)
        .number(2, 1)
        .message(3, ref())
        .number(4, version)
        .bytes(5, previous)
        .number(6, since)
        .number(7, since + 300 * DAY)
        .done();
  }

  /** {@code content} with proofs of these roster authorities. */
  byte[] endorsed(byte[] content, int... by) {
    byte[] label = "vigil/roster/v1".getBytes(java.nio.charset.StandardCharsets.UTF_8);
    byte[] digest = PairKey.sha256(label, content);
    Proto endorsed = Proto.of().bytes(1, content);
    for (int index : by) {
      KeyPair key = authorities.get(index);
      endorsed.message(
          2,
          Proto.of()
              .text(1, "authority-" + index)
              .bytes(2, PairKey.sha256(raw(key)))
              .bytes(3, PairKey.sign("Ed25519", key.getPrivate(), digest)));
    }
    return endorsed.done();
  }

  /** A key set signed by the signing pair, for the first card and roster. */
  PairKey.Signed keySet(long version, byte[] previous, long issuedAt, long validTo) {
    byte[] content =
        Proto.of()
            .number(1, 1)
            .number(2, 1)
            .message(3, ref())
            .bytes(4, PairKey.sha256(card.content()))
            .number(5, 1)
            .number(6, version)
            .bytes(7, previous)
            .number(8, issuedAt)
            .number(9, validTo)
            .bytes(11, PairKey.sha256(transport.getPublic().getEncoded()))
            .message(12, sealingKey(issuedAt))
            .number(13, 1)
            .bytes(14, PairKey.sha256(roster))
            .message(15, incarnation())
            .number(16, 1)
            .number(17, 1)
            .done();
    return signing.sign(5, issuedAt, content);
  }

  private Proto sealingKey(long from) {
    return Proto.of()
        .bytes(1, PairKey.sha256(sealing))
        .bytes(2, sealing)
        .number(3, from)
        .number(4, from + 2 * DAY);
  }

  Proto incarnation() {
    return Proto.of().number(1, 1).bytes(2, life);
  }

  /** What the rogue holds of its own. */
  Proto holding() {
    return Proto.of()
        .number(1, 1)
        .number(2, 1)
        .bytes(3, PairKey.sha256(card.content()))
        .number(4, 1)
        .bytes(5, PairKey.sha256(roster))
        .number(6, 1)
        .bytes(7, PairKey.sha256(keySet.content()));
  }

  /** The transport certificate: names the node as PROTOCOL says. */
  byte[] transportCertificate(String... uris) {
    byte[][] names = new byte[uris.length][];
    for (int i = 0; i < uris.length; i++) {
      names[i] = Der.tagged(0x86, uris[i].getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    }
    byte[] extension = Der.sequence(Der.oid("2.5.29.17"), Der.octets(Der.sequence(names)));
    return PairKey.certificate(
        node, transport, Instant.ofEpochSecond(since - 3_600), Der.sequence(extension));
  }
}
