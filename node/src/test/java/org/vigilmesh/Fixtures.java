package org.vigilmesh;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vigilmesh.envelope.IncarnationStart;
import org.vigilmesh.envelope.LaneId;
import org.vigilmesh.envelope.Position;
import org.vigilmesh.envelope.Receipt;
import org.vigilmesh.envelope.Refusal;
import org.vigilmesh.envelope.Sealed;
import org.vigilmesh.envelope.Statement;
import org.vigilmesh.envelope.StatementBody;
import org.vigilmesh.envelope.StatementHeader;
import org.vigilmesh.envelope.StatementId;
import org.vigilmesh.identity.Anchor;
import org.vigilmesh.identity.AnchorRollover;
import org.vigilmesh.identity.Card;
import org.vigilmesh.identity.CertificatePair;
import org.vigilmesh.identity.ContactPoint;
import org.vigilmesh.identity.Credential;
import org.vigilmesh.identity.CredentialId;
import org.vigilmesh.identity.Declarations;
import org.vigilmesh.identity.DeclaredBasis;
import org.vigilmesh.identity.Endorsement;
import org.vigilmesh.identity.Extension;
import org.vigilmesh.identity.Incarnation;
import org.vigilmesh.identity.KeySet;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.identity.NodeRef;
import org.vigilmesh.identity.Officer;
import org.vigilmesh.identity.OfficerId;
import org.vigilmesh.identity.Roster;
import org.vigilmesh.identity.RosterAuthorities;
import org.vigilmesh.identity.Signatures;
import org.vigilmesh.identity.Signed;
import org.vigilmesh.identity.SigningPair;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;
import org.vigilmesh.value.Urgency;

/**
 * Values for tests: three invented States and everything that their nodes say, the same ones every
 * time. All bytes that would be random or signed come from {@link #bytes} and prove nothing.
 */
public final class Fixtures {
  /** Avalon, Borduria and Cascadia. */
  public static final NodeId XA = new NodeId("xa");

  public static final NodeId XB = new NodeId("xb");
  public static final NodeId XC = new NodeId("xc");

  public static final NodeRef XA1 = new NodeRef(XA, 1);
  public static final NodeRef XB1 = new NodeRef(XB, 1);
  public static final NodeRef XC1 = new NodeRef(XC, 1);

  /** The instant at which everything here is made. */
  public static final Instant T = Instant.parse("2027-01-15T08:30:00Z");

  private Fixtures() {}

  /** {@code size} bytes that only {@code seed} decides: SHA-256 in counter mode. */
  public static Bytes bytes(String seed, int size) {
    Bytes[] blocks = new Bytes[(size + Digest.SIZE - 1) / Digest.SIZE];
    for (int i = 0; i < blocks.length; i++) {
      blocks[i] = Digest.sha256(Bytes.utf8(seed), Bytes.u64(i)).bytes();
    }
    return Bytes.concat(blocks).slice(0, size);
  }

  public static Digest digest(String seed) {
    return Digest.sha256(Bytes.utf8(seed));
  }

  public static Incarnation incarnation(long number) {
    return new Incarnation(number, bytes("incarnation " + number, Incarnation.RANDOM_SIZE));
  }

  public static CertificatePair certificates(String seed) {
    return new CertificatePair(
        bytes("P-256 certificate " + seed, 420), bytes("ML-DSA certificate " + seed, 5480));
  }

  public static Anchor anchor(NodeRef node) {
    return anchor(node, "anchor");
  }

  private static Anchor anchor(NodeRef node, String seed) {
    return new Anchor(
        node,
        certificates(seed + " " + node),
        bytes(seed + " P-256 key " + node, 91),
        bytes(seed + " ML-DSA key " + node, 1974));
  }

  /** The first card of {@code node}. */
  public static Card card(NodeRef node) {
    return card(node, 1, Digest.ZERO);
  }

  public static Card card(NodeRef node, long version, Digest previous) {
    return new Card(
        node,
        version,
        previous,
        T.plusSeconds(version),
        T.plus(Duration.ofDays(180)),
        anchor(node),
        contact(node.node()),
        new Declarations(
            List.of("BUD-29", "2AP-9"),
            false,
            90,
            List.of("exercises", "one-signs"),
            List.of("Penal Code s. 210"),
            true,
            List.of(
                new DeclaredBasis("RECIPROCITY", T, null, List.of(), true, ""),
                new DeclaredBasis(
                    "BILATERAL",
                    T,
                    T.plus(Duration.ofDays(3650)),
                    List.of("XA", "XB"),
                    false,
                    "Treaty of the Two Capes"))),
        List.of(signingPair(node, "current"), signingPair(node, "next")),
        List.of(new Card.Revocation(digest("lost pair").bytes(), T, "lost")),
        List.of(1),
        new RosterAuthorities(
            List.of(fileKey("authority a"), fileKey("authority b"), fileKey("authority c")), 2),
        digest("roster 1 of " + node),
        true,
        List.of());
  }

  public static ContactPoint contact(NodeId node) {
    return new ContactPoint(
        Map.of("en", "Contact point of " + node.shown(), "fr", "Point de contact " + node.shown()),
        "Ministry of Justice",
        List.of("+999 1 555 0100", "+999 1 555 0101"),
        List.of("en", "fr"));
  }

  public static SigningPair signingPair(NodeRef node, String seed) {
    return new SigningPair(certificates(seed + " of " + node), T, T.plus(Duration.ofDays(365)));
  }

  /** 32 bytes in the place of an Ed25519 public key. */
  public static Bytes fileKey(String seed) {
    return bytes("file key " + seed, 32);
  }

  /** The first roster of {@code node}: an officer, a supervisor with a passkey, a third person. */
  public static Roster roster(NodeRef node) {
    return roster(node, 1, Digest.ZERO);
  }

  public static Roster roster(NodeRef node, long version, Digest previous) {
    return new Roster(
        node,
        version,
        previous,
        T.plusSeconds(version),
        T.plus(Duration.ofDays(90)),
        List.of(
            officer(node, "j.morgan", "Jo Morgan", Officer.Role.OFFICER),
            officer(node, "a.duran", "Ana Durán", Officer.Role.SUPERVISOR),
            officer(node, "m.lindqvist", "Mia Lindqvist", Officer.Role.CENTRAL_AUTHORITY)),
        List.of());
  }

  public static Officer officer(NodeRef node, String id, String name, Officer.Role role) {
    Credential file = Credential.ofFileKey(fileKey(id + " of " + node));
    List<Credential> credentials =
        role == Officer.Role.SUPERVISOR
            ? List.of(file, passkey(id + " of " + node))
            : List.of(file);
    return new Officer(new OfficerId(id), name, role, T, T.plus(Duration.ofDays(365)), credentials);
  }

  private static Credential passkey(String seed) {
    return SoftPasskey.at("desk.example", seed).credential();
  }

  /** The first key set of {@code node}, naming its first card and roster. */
  public static KeySet keySet(NodeRef node) {
    return keySet(node, 1, Digest.ZERO, digest("card 1 of " + node));
  }

  public static KeySet keySet(NodeRef node, long version, Digest previous, Digest card) {
    Instant issued = T.plusSeconds(version);
    return new KeySet(
        node,
        card,
        1,
        version,
        previous,
        issued,
        issued.plus(KeySet.LIFE_MAX),
        List.of(
            new KeySet.Endpoint(node.node() + ".example", 7100),
            new KeySet.Endpoint("2001:db8::7", 443)),
        List.of(digest("pin of " + node), digest("next pin of " + node)),
        List.of(sealingKey(node, T), sealingKey(node, T.plus(Duration.ofDays(1)))),
        1,
        digest("roster 1 of " + node),
        incarnation(1),
        1,
        1,
        List.of());
  }

  /** A key to seal to for 48 hours from {@code from}; nobody has its private half. */
  public static KeySet.SealingKey sealingKey(NodeRef node, Instant from) {
    Bytes key = bytes("sealing key of " + node + from, KeySet.SealingKey.PUBLIC_KEY_SIZE);
    return KeySet.SealingKey.of(key, from, from.plus(Duration.ofDays(2)));
  }

  public static AnchorRollover rollover(NodeRef node) {
    return new AnchorRollover(
        anchor(node), anchor(node, "new anchor"), T, T.plus(Duration.ofDays(30)), List.of());
  }

  public static LaneId lane(NodeRef from, NodeRef to, Urgency urgency) {
    return new LaneId(from, to, urgency, incarnation(1));
  }

  /** The header at {@code seq} of {@code lane}, for {@code body}. */
  public static StatementHeader header(LaneId lane, long seq, Digest previous, Bytes body) {
    String seed = lane + " " + seq;
    return new StatementHeader(
        1,
        1,
        new StatementId(bytes("statement id " + seed, 16)),
        new StatementHeader.Sender(
            lane.from(),
            digest("card 1 of " + lane.from()),
            digest("key set 1 of " + lane.from()),
            signingPair(lane.from(), "current").certificates().id()),
        lane.to(),
        lane.urgency(),
        lane.incarnation(),
        seq,
        previous,
        T.plusSeconds(seq),
        T.plus(Duration.ofDays(2)),
        digest("journal of " + lane.from() + " before " + seq),
        new StatementHeader.Seen(digest("journal of " + lane.to()), digest("receipt " + seed)),
        Digest.sha512(body),
        List.of());
  }

  /** A body whose act is {@code actSize} meaningless bytes. */
  public static StatementBody body(String seed, int actSize) {
    return new StatementBody(
        bytes("body " + seed, StatementBody.RANDOM_SIZE),
        bytes("act " + seed, actSize),
        List.of(endorsement("j.morgan", seed), endorsement("a.duran", seed)),
        1,
        List.of(bytes("attachment " + seed, 100)));
  }

  public static Endorsement endorsement(String officer, String seed) {
    return new Endorsement(
        new OfficerId(officer),
        CredentialId.ofFileKey(fileKey(officer)),
        bytes("proof of " + officer + " " + seed, 64));
  }

  /** Two signatures of the right sizes by the current pair of {@code node}; they verify nowhere. */
  public static Signatures signatures(NodeRef node, String seed) {
    return new Signatures(
        signingPair(node, "current").certificates().id(),
        bytes("P-256 signature " + seed, Signatures.P256_SIZE),
        bytes("ML-DSA signature " + seed, Signatures.ML_DSA_SIZE));
  }

  public static <T> Signed<T> signed(NodeRef by, T value, Bytes content) {
    return new Signed<>(value, content, signatures(by, content.hex()));
  }

  public static Statement statement(LaneId lane, long seq, Bytes header, Bytes body) {
    StatementHeader value = header(lane, seq, Digest.ZERO, body);
    return new Statement(signed(lane.from(), value, header), body);
  }

  public static Sealed.Header sealedHeader(NodeRef recipient) {
    return new Sealed.Header(
        1, 1, recipient, sealingKey(recipient, T).id(), bytes("envelope id", 16));
  }

  /** Something of the form of a sealed statement that nobody can open. */
  public static Sealed sealed(NodeRef recipient, Bytes headerBytes) {
    return new Sealed(
        sealedHeader(recipient),
        headerBytes,
        bytes("commitment", Sealed.COMMITMENT_SIZE),
        bytes("stanza", Sealed.STANZA_SIZE),
        bytes("ciphertext", 8 * 1024 + 16));
  }

  /** What the recipient of {@code lane} says about it. */
  public static Receipt receipt(LaneId lane, Position upTo) {
    return new Receipt(
        1,
        1,
        lane,
        upTo,
        T.plusSeconds(upTo.seq() + 1),
        new Receipt.Issuer(
            digest("card 1 of " + lane.to()),
            signingPair(lane.to(), "current").certificates().id(),
            incarnation(1),
            digest("journal of " + lane.to())),
        List.of());
  }

  public static Refusal refusal(LaneId lane, Position at, Refusal.Reason reason) {
    return new Refusal(
        1,
        1,
        lane,
        at,
        reason,
        reason == Refusal.Reason.NEED_IDENTITY ? 2 : 0,
        T.plusSeconds(at.seq()),
        digest("card 1 of " + lane.to()),
        signingPair(lane.to(), "current").certificates().id(),
        List.of());
  }

  public static IncarnationStart start(NodeRef node, NodeRef peer) {
    return new IncarnationStart(
        1,
        1,
        node,
        peer,
        incarnation(3),
        incarnation(1),
        List.of(
            new IncarnationStart.Shown(
                Urgency.EMERGENCY, true, new Position(7, digest("seventh header"))),
            new IncarnationStart.Shown(Urgency.ROUTINE, false, Position.START)),
        "restored from a backup",
        Optional.of(digest("fork proof")),
        T,
        digest("card 1 of " + node),
        signingPair(node, "current").certificates().id(),
        List.of());
  }

  public static Extension extension(int id, boolean critical) {
    return new Extension(id, critical, bytes("extension " + id, 9));
  }
}
