package org.vigilmesh.vectors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigilmesh.Fixtures;
import org.vigilmesh.Golden;
import org.vigilmesh.adapter.crypto.Crypto;
import org.vigilmesh.adapter.crypto.Inside;
import org.vigilmesh.adapter.crypto.KeyKind;
import org.vigilmesh.envelope.Padding;
import org.vigilmesh.envelope.Purpose;
import org.vigilmesh.envelope.Sealed;
import org.vigilmesh.identity.Anchor;
import org.vigilmesh.identity.CertificatePair;
import org.vigilmesh.identity.Credential;
import org.vigilmesh.identity.CredentialId;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.identity.NodeRef;
import org.vigilmesh.identity.PairId;
import org.vigilmesh.identity.PasskeyProof;
import org.vigilmesh.identity.Signatures;
import org.vigilmesh.port.Opener;
import org.vigilmesh.port.Verifier;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;

/** Each file of docs/vectors says what this node does; -Dgolden=accept writes them anew. */
final class VectorsTest {
  private static final Path FOLDER = Path.of("..", "docs", "vectors");
  private static final Verifier VERIFIER = TestKeys.crypto("verifier").verifier();

  static Stream<Map.Entry<String, Object>> made() throws InvalidProtocolBufferException {
    return Vectors.made().entrySet().stream();
  }

  @ParameterizedTest
  @MethodSource("made")
  void theFileSaysWhatIsMadeFromTheKeys(Map.Entry<String, Object> file) {
    Golden.assertFile(FOLDER.resolve(file.getKey() + ".json"), Json.text(file.getValue()));
  }

  @Test
  void eachFileIsMadeAndExplained() throws IOException {
    TreeSet<String> there = new TreeSet<>();
    try (Stream<Path> files = Files.list(FOLDER)) {
      files
          .map(f -> f.getFileName().toString())
          .filter(f -> f.endsWith(".json"))
          .forEach(there::add);
    }
    TreeSet<String> made = new TreeSet<>();
    made().forEach(file -> made.add(file.getKey() + ".json"));
    assertEquals(made, there);
    String manual = Files.readString(FOLDER.resolve("README.md"));
    made.forEach(file -> assertTrue(manual.contains("`" + file + "`"), file));
  }

  static Stream<String> structures() {
    return Structure.ALL.keySet().stream().sorted();
  }

  @ParameterizedTest
  @MethodSource("structures")
  void fieldsAndBytesSayTheSame(String name) throws IOException {
    Structure structure = Objects.requireNonNull(Structure.ALL.get(name));
    Map<String, Object> file = file(name);
    Bytes bytes = bytes(file, "bytes");
    assertEquals(structure.message().getDescriptorForType().getFullName(), file.get("message"));
    assertEquals(bytes, structure.bytes(object(file, "fields")));
    assertEquals(bytes, structure.again(bytes));
    assertEquals(Digest.sha256(bytes).hex(), file.get("sha256"));
  }

  @Test
  @SuppressWarnings("unchecked") // JSON objects have text keys
  void everyContentIsWhatItsFieldsSayAndIsReadFromAnAct() throws IOException {
    List<Object> rows = (List<Object>) Objects.requireNonNull(file("contents").get("contents"));
    org.vigilmesh.proto.v1.Act act =
        org.vigilmesh.proto.v1.Act.parseFrom(bytes(file("act"), "bytes").toArray());
    assertTrue(rows.size() > 30);
    for (Object one : rows) {
      Map<String, Object> row = (Map<String, Object>) one;
      String type = String.valueOf(row.get("content_type"));
      Bytes bytes = bytes(row, "bytes");
      DynamicMessage.Builder builder = DynamicMessage.newBuilder(ContentVectors.descriptor(type));
      Bytes written = Bytes.of(MessageTree.message(builder, object(row, "fields")).toByteArray());
      assertEquals(bytes, written, type);
      assertEquals(Digest.sha256(bytes).hex(), row.get("sha256"), type);
      Bytes holding =
          Bytes.of(
              act.toBuilder()
                  .setContentType(type)
                  .setContent(ByteString.copyFrom(bytes.toArray()))
                  .build()
                  .toByteArray());
      assertEquals(
          type,
          Story.CODEC.act().decode(holding).find().orElseThrow().content().contentType().code());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "card",
        "key-set",
        "anchor-rollover",
        "statement-header",
        "receipt",
        "refusal",
        "incarnation-start"
      })
  void theSignaturesVerify(String name) throws IOException {
    Map<String, Object> file = file(name);
    requireVerifies(bytes(file, "bytes"), object(file, "signature"));
    if (name.equals("anchor-rollover")) {
      requireVerifies(bytes(file, "bytes"), object(file, "signature_of_new_anchor"));
    }
  }

  private static void requireVerifies(Bytes content, Map<String, Object> signature)
      throws IOException {
    Purpose purpose = purpose(number(signature, "purpose"));
    Instant at = Instant.ofEpochSecond(number(signature, "signing_time"));
    Map<String, Object> signer = key(text(signature, "signer"));
    CertificatePair pair =
        new CertificatePair(bytes(signer, "p256_certificate"), bytes(signer, "ml_dsa_certificate"));
    assertEquals(bytes(signature, "pair"), pair.id().digest().bytes());
    assertEquals(Inside.identifier(purpose), signature.get("purpose_oid"));
    assertEquals(
        bytes(signature, "p256_attributes"), Inside.p256Attributes(purpose, at, content, pair));
    assertEquals(
        bytes(signature, "ml_dsa_attributes"), Inside.mlDsaAttributes(purpose, at, content, pair));
    Signatures signatures =
        new Signatures(
            new PairId(new Digest(bytes(signature, "pair"))),
            bytes(signature, "p256"),
            bytes(signature, "ml_dsa"));
    assertEquals(Verifier.Verdict.VALID, VERIFIER.verify(purpose, at, content, signatures, pair));
  }

  @Test
  void theSealedStatementOpens() throws IOException {
    Map<String, Object> file = file("sealed");
    Map<String, Object> recipient = key(text(file, "recipient"));
    NodeRef node = new NodeRef(new NodeId(text(recipient, "node")), number(recipient, "epoch"));
    Bytes seed = Bytes.fromHex((String) list(recipient, "seeds").getFirst());
    Crypto.Key key = TestKeys.made(KeyKind.SEALING, node, seed);
    assertEquals(list(recipient, "public_keys").getFirst(), publicKey(key));
    Sealed sealed = Story.CODEC.sealed().decode(bytes(file, "bytes")).find().orElseThrow();
    assertEquals(Inside.commitment(bytes(file, "content_key")), sealed.commitment());
    Opener.Opened opened = TestKeys.crypto("opener").opener(node, List.of(key)).open(sealed);
    assertEquals(
        bytes(file("statement"), "bytes"),
        assertInstanceOf(Opener.Opened.Plain.class, opened).statement());
  }

  private static String publicKey(Crypto.Key key) {
    return key.header().publicKeys().getFirst().hex();
  }

  @Test
  void theStatementHoldsTheHeaderAndTheBody() throws IOException {
    var statement =
        Story.CODEC.statement().decode(bytes(file("statement"), "bytes")).find().orElseThrow();
    assertEquals(bytes(file("statement-header"), "bytes"), statement.header().bytes());
    assertEquals(bytes(file("statement-body"), "bytes"), statement.body());
    assertTrue(statement.bodyFits());
    var body = Story.CODEC.body().decode(statement.body()).find().orElseThrow();
    assertEquals(bytes(file("act"), "bytes"), body.act());
  }

  @Test
  void theForkIsTwoHeadersOfOnePlaceAndOneKey() throws IOException {
    var proof =
        Story.CODEC.forkProof().decode(bytes(file("fork-proof"), "bytes")).find().orElseThrow();
    assertEquals(bytes(file("statement-header"), "bytes"), proof.held().bytes());
    Map<String, Object> signer = key("xa signing");
    CertificatePair pair =
        new CertificatePair(bytes(signer, "p256_certificate"), bytes(signer, "ml_dsa_certificate"));
    for (var header : List.of(proof.held(), proof.other())) {
      Instant at = header.value().createdAt();
      assertEquals(
          Verifier.Verdict.VALID,
          VERIFIER.verify(Purpose.STATEMENT, at, header.bytes(), header.signatures(), pair));
    }
  }

  @Test
  void theProofsAreThePersonsOwn() throws IOException {
    Map<String, Object> endorsement = file("endorsement");
    assertEquals(file("act").get("endorsed_digest"), endorsement.get("endorsed_digest"));
    requireProves(endorsement, bytes(endorsement, "endorsed_digest"));
    Map<String, Object> roster = file("roster");
    assertEquals(2, list(roster, "endorsements").size());
    for (Object proof : list(roster, "endorsements")) {
      requireProves(map(proof), bytes(roster, "endorsed_digest"));
    }
  }

  @Test
  void thePasskeyAnswersForTheAct() throws IOException {
    Map<String, Object> file = file("passkey");
    assertEquals(file("act").get("endorsed_digest"), file.get("endorsed_digest"));
    Credential credential =
        new Credential(
            new CredentialId(bytes(file, "credential")),
            bytes(file, "public_key"),
            Credential.Algorithm.ES256,
            Credential.Kind.DEVICE_BOUND,
            text(file, "relying_party"),
            List.of(text(file, "origin")));
    PasskeyProof proof =
        new PasskeyProof(
            bytes(file, "authenticator_data"),
            Bytes.utf8(text(file, "client_data")),
            bytes(file, "signature"));
    assertEquals(bytes(file, "proof"), proof.bytes());
    Digest digest = new Digest(bytes(file, "endorsed_digest"));
    assertTrue(VERIFIER.proves(credential, digest, proof.bytes()));
  }

  private static void requireProves(Map<String, Object> endorsement, Bytes digest)
      throws IOException {
    Map<String, Object> signer = key("xa " + endorsement.get("officer"));
    Bytes publicKey = Bytes.fromHex((String) list(signer, "public_keys").getFirst());
    Credential credential = Credential.ofFileKey(publicKey);
    assertEquals(bytes(endorsement, "credential"), credential.id().bytes());
    assertTrue(VERIFIER.proves(credential, new Digest(digest), bytes(endorsement, "proof")));
  }

  @Test
  void theFingerprintIsThatOfTheKeys() throws IOException {
    Map<String, Object> file = file("fingerprint");
    Anchor anchor =
        new Anchor(
            new NodeRef(new NodeId(text(file, "node")), number(file, "epoch")),
            Fixtures.certificates("not part of it"),
            bytes(file, "p256_key"),
            bytes(file, "ml_dsa_key"));
    assertEquals(file.get("fingerprint"), anchor.fingerprint().grouped());
  }

  @Test
  void contentIsPaddedToTheseSizes() throws IOException {
    Map<String, Object> file = file("padding");
    for (Object row : list(file, "sizes")) {
      Bytes content = Bytes.of(new byte[Math.toIntExact(number(map(row), "content_size"))]);
      Bytes padded = Padding.pad(content);
      assertEquals(number(map(row), "padded_size"), padded.size());
      assertEquals(content, Padding.unpad(padded));
    }
    Map<String, Object> example = object(file, "example");
    Bytes padded = Padding.pad(bytes(example, "content"));
    assertEquals(example.get("sha256"), Digest.sha256(padded).hex());
  }

  private static Purpose purpose(long arc) {
    return Stream.of(Purpose.values()).filter(p -> p.arc() == arc).findFirst().orElseThrow();
  }

  private static Map<String, Object> key(String name) throws IOException {
    return list(file("keys"), "keys").stream()
        .map(VectorsTest::map)
        .filter(key -> name.equals(key.get("name")))
        .findFirst()
        .orElseThrow();
  }

  private static Map<String, Object> file(String name) throws IOException {
    return Json.read(Files.readString(FOLDER.resolve(name + ".json")));
  }

  private static Map<String, Object> object(Map<String, Object> tree, String name) {
    return map(Objects.requireNonNull(tree.get(name), name));
  }

  @SuppressWarnings("unchecked") // JSON objects have text keys
  private static Map<String, Object> map(Object tree) {
    return (Map<String, Object>) tree;
  }

  private static List<?> list(Map<String, Object> tree, String name) {
    return (List<?>) Objects.requireNonNull(tree.get(name), name);
  }

  private static Bytes bytes(Map<String, Object> tree, String name) {
    return Bytes.fromHex(text(tree, name));
  }

  private static String text(Map<String, Object> tree, String name) {
    return (String) Objects.requireNonNull(tree.get(name), name);
  }

  private static long number(Map<String, Object> tree, String name) {
    return ((Number) Objects.requireNonNull(tree.get(name), name)).longValue();
  }
}
