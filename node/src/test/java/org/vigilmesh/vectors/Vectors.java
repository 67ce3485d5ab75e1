package org.vigilmesh.vectors;

import static org.vigilmesh.vectors.Json.object;

import com.google.protobuf.InvalidProtocolBufferException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.vigilmesh.Fixtures;
import org.vigilmesh.SoftPasskey;
import org.vigilmesh.adapter.crypto.Inside;
import org.vigilmesh.adapter.crypto.KeyKind;
import org.vigilmesh.envelope.ForkProof;
import org.vigilmesh.envelope.Padding;
import org.vigilmesh.envelope.Purpose;
import org.vigilmesh.envelope.Sealed;
import org.vigilmesh.envelope.Statement;
import org.vigilmesh.identity.Anchor;
import org.vigilmesh.identity.AnchorRollover;
import org.vigilmesh.identity.CertificatePair;
import org.vigilmesh.identity.Endorsed;
import org.vigilmesh.identity.Endorsement;
import org.vigilmesh.identity.NodeRef;
import org.vigilmesh.identity.PasskeyProof;
import org.vigilmesh.identity.Roster;
import org.vigilmesh.identity.Signed;
import org.vigilmesh.message.Act;
import org.vigilmesh.message.MessageFixtures;
import org.vigilmesh.proto.v1.StatementProto;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;

/** What stands in each file of docs/vectors, made anew from the story. */
final class Vectors {
  private final Story story = new Story();
  private final Map<String, Object> files = new LinkedHashMap<>();

  private Vectors() {}

  /** The files' trees by name, without ".json". */
  static Map<String, Object> made() throws InvalidProtocolBufferException {
    Vectors vectors = new Vectors();
    vectors.addIdentity();
    vectors.addStatements();
    vectors.addRules();
    vectors.files.put("contents", ContentVectors.made());
    return vectors.files;
  }

  private void addIdentity() throws InvalidProtocolBufferException {
    files.put("keys", keys());
    Instant at = Fixtures.T;
    CertificatePair anchor = story.anchor(Fixtures.XA1).certificates();
    files.put(
        "card", signed("card", story.card(Fixtures.XA1), Purpose.CARD, at, "xa anchor", anchor));
    files.put("roster", roster());
    files.put(
        "key-set",
        signed(
            "key-set",
            story.keySet(Fixtures.XA1),
            Purpose.KEY_SET,
            at,
            "xa signing",
            story.keys().certificates(Fixtures.XA1)));
    AnchorRollover.Signed rollover = story.rollover();
    Map<String, Object> tree =
        signed(
            "anchor-rollover",
            rollover.byRetiring(),
            Purpose.ANCHOR_ROLLOVER,
            at,
            "xa anchor",
            anchor);
    tree.put(
        "signature_of_new_anchor",
        signature(
            rollover.bySucceeding(),
            Purpose.ANCHOR_ROLLOVER,
            at,
            "xa new anchor",
            rollover.bySucceeding().value().succeeding().certificates()));
    files.put("anchor-rollover", tree);
  }

  private void addStatements() throws InvalidProtocolBufferException {
    Bytes act = Story.CODEC.act().encode(MessageFixtures.act(MessageFixtures.fullRequest()));
    Map<String, Object> actTree = plain("act", act);
    actTree.put("endorsed_digest", Act.endorsedDigest(act).hex());
    files.put("act", actTree);
    files.put("endorsement", endorsement(act));
    files.put("passkey", passkey(Act.endorsedDigest(act)));
    Statement statement = story.statement(act);
    Map<String, Object> body = plain("statement-body", statement.body());
    body.put("sha512", Digest.sha512(statement.body()).hex());
    files.put("statement-body", body);
    CertificatePair xa = story.keys().certificates(Fixtures.XA1);
    files.put(
        "statement-header",
        signed(
            "statement-header",
            statement.header(),
            Purpose.STATEMENT,
            statement.header().value().createdAt(),
            "xa signing",
            xa));
    files.put("statement", plain("statement", Story.CODEC.statement().encode(statement)));
    ForkProof fork = story.fork(statement);
    files.put("fork-proof", plain("fork-proof", Story.CODEC.forkProof().encode(fork)));
    files.put("sealed", sealed(statement));
    CertificatePair xb = story.keys().certificates(Fixtures.XB1);
    Instant at = Fixtures.T.plusSeconds(2);
    files.put(
        "receipt",
        signed("receipt", story.receipt(statement), Purpose.RECEIPT, at, "xb signing", xb));
    files.put(
        "refusal",
        signed("refusal", story.refusal(statement), Purpose.REFUSAL, at, "xb signing", xb));
    files.put(
        "incarnation-start",
        signed(
            "incarnation-start",
            story.start(),
            Purpose.INCARNATION_START,
            Fixtures.T,
            "xa signing",
            xa));
  }

  private void addRules() {
    Anchor anchor = story.anchor(Fixtures.XA1);
    files.put(
        "fingerprint",
        object(
            "node", anchor.node().node().text(),
            "epoch", anchor.node().epoch(),
            "p256_key", anchor.p256Key().hex(),
            "ml_dsa_key", anchor.mlDsaKey().hex(),
            "fingerprint", anchor.fingerprint().grouped()));
    List<Object> sizes = new ArrayList<>();
    for (int size : new int[] {0, 1, 8188, 8189, 16_380, 32_764, 65_532, 65_533, 73_396, 250_000}) {
      Bytes padded = Padding.pad(Fixtures.bytes("content", size));
      sizes.add(object("content_size", size, "padded_size", padded.size()));
    }
    files.put("padding", object("sizes", sizes, "example", paddingExample()));
  }

  private static Object paddingExample() {
    Bytes content = Bytes.utf8("vigil");
    return object("content", content.hex(), "sha256", Digest.sha256(Padding.pad(content)).hex());
  }

  private Object keys() {
    List<Object> list = new ArrayList<>();
    for (TestKeys.TestKey key : story.keys().all()) {
      Map<String, Object> tree =
          object(
              "name", key.name(),
              "kind", key.kind().code(),
              "node", key.node().node().text(),
              "epoch", key.node().epoch(),
              "seeds", hex(halves(key.seeds())),
              "public_keys", hex(key.key().header().publicKeys()));
      if (key.kind() == KeyKind.ANCHOR || key.kind() == KeyKind.SIGNING) {
        CertificatePair pair = certificates(key);
        tree.put("p256_certificate", pair.p256().hex());
        tree.put("ml_dsa_certificate", pair.mlDsa().hex());
        tree.put("pair", pair.id().digest().hex());
      } else {
        tree.put("id", key.key().header().id().hex());
      }
      list.add(tree);
    }
    return object("created", Fixtures.T.getEpochSecond(), "keys", list);
  }

  private CertificatePair certificates(TestKeys.TestKey key) {
    NodeRef node = key.node();
    return key.kind() == KeyKind.SIGNING
        ? story.keys().certificates(node)
        : TestKeys.crypto("anchor").anchor(key.key()).certificates();
  }

  private static List<Bytes> halves(Bytes seeds) {
    return seeds.size() == 32
        ? List.of(seeds)
        : List.of(seeds.slice(0, 32), seeds.slice(32, seeds.size()));
  }

  private static List<String> hex(List<Bytes> list) {
    return list.stream().map(Bytes::hex).toList();
  }

  private static Map<String, Object> plain(String name, Bytes bytes)
      throws InvalidProtocolBufferException {
    Structure structure = Objects.requireNonNull(Structure.ALL.get(name), name);
    return object(
        "message", structure.message().getDescriptorForType().getFullName(),
        "fields", structure.fields(bytes),
        "bytes", bytes.hex(),
        "sha256", Digest.sha256(bytes).hex());
  }

  private static Map<String, Object> signed(
      String name,
      Signed<?> signed,
      Purpose purpose,
      Instant at,
      String signer,
      CertificatePair certificates)
      throws InvalidProtocolBufferException {
    Map<String, Object> tree = plain(name, signed.bytes());
    tree.put("signature", signature(signed, purpose, at, signer, certificates));
    return tree;
  }

  private static Map<String, Object> signature(
      Signed<?> signed, Purpose purpose, Instant at, String signer, CertificatePair certificates) {
    Bytes content = signed.bytes();
    return object(
        "signer", signer,
        "purpose", purpose.arc(),
        "purpose_oid", Inside.identifier(purpose),
        "signing_time", at.getEpochSecond(),
        "p256_attributes", Inside.p256Attributes(purpose, at, content, certificates).hex(),
        "ml_dsa_attributes", Inside.mlDsaAttributes(purpose, at, content, certificates).hex(),
        "pair", signed.signatures().signer().digest().hex(),
        "p256", signed.signatures().p256().hex(),
        "ml_dsa", signed.signatures().mlDsa().hex());
  }

  private Map<String, Object> roster() throws InvalidProtocolBufferException {
    Endorsed<Roster> roster = story.roster();
    Map<String, Object> tree = plain("roster", roster.bytes());
    tree.put("endorsed_digest", Roster.endorsedDigest(roster.bytes()).hex());
    tree.put("endorsements", roster.endorsements().stream().map(Vectors::endorsement).toList());
    return tree;
  }

  private Map<String, Object> endorsement(Bytes act) {
    Endorsement endorsement = story.body(act).endorsements().getFirst();
    Map<String, Object> tree = endorsement(endorsement);
    tree.put("signer", "xa " + endorsement.officer());
    tree.put("endorsed_digest", Act.endorsedDigest(act).hex());
    return tree;
  }

  private static Object passkey(Digest challenge) {
    SoftPasskey passkey = SoftPasskey.at("desk.example", "vector");
    PasskeyProof proof = passkey.proof(challenge);
    return object(
        "credential", passkey.id().bytes().hex(),
        "public_key", passkey.publicKey().hex(),
        "relying_party", passkey.relyingParty(),
        "origin", passkey.origin(),
        "endorsed_digest", challenge.hex(),
        "authenticator_data", proof.authenticatorData().hex(),
        "client_data", proof.clientData().text(),
        "signature", proof.signature().hex(),
        "proof", proof.bytes().hex());
  }

  private static Map<String, Object> endorsement(Endorsement endorsement) {
    return object(
        "officer", endorsement.officer().text(),
        "credential", endorsement.credential().bytes().hex(),
        "proof", endorsement.proof().hex());
  }

  private Map<String, Object> sealed(Statement statement) throws InvalidProtocolBufferException {
    Sealed sealed = story.sealed(statement);
    Map<String, Object> tree = plain("sealed", Story.CODEC.sealed().encode(sealed));
    tree.put(
        "header_fields",
        MessageTree.tree(StatementProto.SealedHeader.parseFrom(sealed.headerBytes().toArray())));
    tree.put("recipient", "xb sealing");
    // the sealer draws the envelope id, then the content key
    tree.put("content_key", Fixtures.bytes("sealing 1", 32).hex());
    return tree;
  }
}
