package org.vigilmesh.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vigilmesh.adapter.crypto.Crypto;
import org.vigilmesh.envelope.Purpose;
import org.vigilmesh.identity.Card;
import org.vigilmesh.identity.Signed;
import org.vigilmesh.port.Verifier;
import org.vigilmesh.port.Verifier.Verdict;
import org.vigilmesh.proto.v1.AddPeerRequest;
import org.vigilmesh.proto.v1.ExportCardResponse;
import org.vigilmesh.proto.v1.ImportCardRequest;
import org.vigilmesh.proto.v1.ImportRosterRequest;
import org.vigilmesh.proto.v1.RotateKeyRequest;
import org.vigilmesh.value.Bytes;

/** Cards, rosters and the signing pair of a running node, up to the bytes that it is handed. */
final class IdentityCommandsTest {
  private static final Path EXAMPLES = Path.of("..", "certs-example", "xb");

  private final Scene scene = new Scene();
  private final Verifier verifier = new Crypto(new SecureRandom()).verifier();

  @BeforeEach
  void filesOfAPeer() throws IOException {
    for (String name : List.of("xb.card", "xb.roster")) {
      Files.copy(EXAMPLES.resolve(name), scene.home().resolve(name));
    }
    scene.node().done(31, "taken");
    exporting(scene.home().resolve("xb.card"));
  }

  @AfterEach
  void close() {
    scene.close();
  }

  private void exporting(Path card) {
    scene
        .node()
        .answering(
            ExportCardResponse.newBuilder()
                .setSignedCard(Scene.wire(LocalFiles.read(card)))
                .build());
  }

  private byte[] bytes(String name) {
    return LocalFiles.read(scene.home().resolve(name)).toArray();
  }

  @Test
  void aPeersCardGoesToTheNodeAsItCame() {
    Runs.Result result = scene.run("peers", "add", "xb.card");

    assertEquals(0, result.code(), result.err());
    AddPeerRequest sent = assertInstanceOf(AddPeerRequest.class, scene.node().calls().getFirst());
    assertEquals(ByteString.copyFrom(bytes("xb.card")), sent.getSignedCard());
    assertTrue(result.err().contains("journal entry 31"), result.err());
    assertTrue(result.err().contains("vigil peers verify xb"), "the next step");
    assertFalse(result.err().matches("(?s).*\\d{5} \\d{5}.*"), "and never the fingerprint");
  }

  @Test
  void aCardOfOursAndARosterGoToTheNodeAsTheyCame() {
    assertEquals(0, scene.run("card", "import", "xb.card").code());
    assertEquals(0, scene.run("roster", "import", "xb.roster").code());

    List<Object> calls = scene.node().calls();
    assertEquals(
        ByteString.copyFrom(bytes("xb.card")),
        assertInstanceOf(ImportCardRequest.class, calls.get(0)).getSignedCard());
    assertEquals(
        ByteString.copyFrom(bytes("xb.roster")),
        assertInstanceOf(ImportRosterRequest.class, calls.get(1)).getEndorsedRoster());
  }

  @Test
  void dryRunsNameWhatTheyWouldTakeAndAskTheNodeNothing() {
    for (String words :
        List.of("peers add xb.card", "card import xb.card", "roster import xb.roster")) {
      List<String> all = new ArrayList<>(List.of(words.split(" ")));
      all.add("--dry-run");
      Runs.Result result = scene.run(all.toArray(String[]::new));
      assertEquals(0, result.code(), result.err());
      assertTrue(result.err().startsWith("would: "), result.err());
    }
    assertEquals(List.of(), scene.node().calls());
  }

  @Test
  void theExportedFileIsWhatTheNodeGaveAndNothingIsWrittenOver() {
    assertEquals(0, scene.run("card", "export", "--out", "ours.card").code());
    assertEquals(
        LocalFiles.read(scene.home().resolve("xb.card")),
        LocalFiles.read(scene.home().resolve("ours.card")));
    assertEquals(2, scene.run("card", "export", "--out", "ours.card").code());
  }

  @Test
  void ourOwnCardIsShownFromTheNodeOrFromAFile() {
    Runs.Result node = scene.run("card", "show");
    Runs.Result file = scene.script().run("card", "show", "xb.card");

    assertEquals(node.out(), file.out());
    assertEquals("Ministry of Justice of Borduria", node.field("authority"));
    assertEquals("UNCC", node.field("bases"));
    Map<?, ?> json = Scene.json(scene.run("card", "show", "-o", "json").out());
    assertEquals(List.of("ar", "en"), json.get("languages"));
    assertEquals(2, json.get("threshold"));
  }

  @Test
  void onlyOurOwnFingerprintIsShown() throws IOException {
    Runs.Result result = scene.run("keys", "fingerprint");

    assertEquals(
        Files.readString(EXAMPLES.resolve("fingerprint.txt")).strip(), result.field("fingerprint"));
    assertTrue(result.err().contains("never send them"), result.err());
  }

  @Test
  void aDraftOfTheNextCardLiesBesideTheCardThatItFollows() {
    Runs.Result result = scene.run("card", "draft", "--out", "next.yaml");

    assertEquals(0, result.code(), result.err());
    CardDraft draft = CardDraft.read(scene.home().resolve("next.yaml"));
    Signed<Card> before =
        IdentityFiles.card(Path.of("xb.card"), LocalFiles.read(scene.home().resolve("xb.card")));
    assertEquals(before.value().node(), draft.node());
    assertEquals(before.value().rosterAuthorities().keys(), draft.authorities());
    assertEquals(before.value().firstRoster(), draft.firstRoster());
    assertEquals(List.of(), draft.newPairs());
    assertEquals(before.hash(), Cards.before(draft).orElseThrow().hash());
    assertTrue(result.err().contains("vigil anchor sign next.yaml"), result.err());
  }

  /** A node of its own with its anchor at hand; its card is what the node exports. */
  private Signed<Card> founded() {
    scene.script().file("answers.yaml", NodeInitTest.answers("xb", true));
    Runs.Result made =
        scene
            .script()
            .run(
                "node",
                "init",
                "--dir",
                "n",
                "--answers",
                "answers.yaml",
                "--with-anchor",
                "--no-input");
    assertEquals(0, made.code(), made.err());
    Path card = scene.home().resolve("n/card.vigil");
    exporting(card);
    return IdentityFiles.card(card, LocalFiles.read(card));
  }

  private long signingKeys() {
    try (Stream<Path> all = Files.list(scene.home().resolve("n/keys"))) {
      return all.filter(file -> String.valueOf(file.getFileName()).startsWith("signing-")).count();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private void follows(Signed<Card> before, Signed<Card> next) {
    assertEquals(2, next.value().version());
    assertEquals(before.hash(), next.value().previous());
    assertEquals(2, next.value().signingPairs().size(), "the old pair goes on serving");
    assertTrue(next.value().signingPairs().containsAll(before.value().signingPairs()), "as it was");
    assertEquals(
        Verdict.VALID,
        verifier.verify(
            Purpose.CARD,
            next.value().issuedAt(),
            next.bytes(),
            next.signatures(),
            before.value().anchor().certificates()));
  }

  @Test
  void aSigningPairIsChangedInOneStepWhereTheAnchorIsAtHand() {
    Signed<Card> before = founded();
    Runs.Result result =
        scene.run(
            "keys",
            "rotate",
            "--use",
            "signing",
            "--node",
            "n",
            "--anchor",
            "n/ceremony/anchor.key",
            "--passphrase-file",
            "n/ceremony/passphrase");

    assertEquals(0, result.code(), result.err());
    ImportCardRequest sent =
        assertInstanceOf(ImportCardRequest.class, scene.node().calls().getLast());
    follows(
        before, IdentityFiles.card(Path.of("sent"), Bytes.of(sent.getSignedCard().toByteArray())));
    assertEquals(2, signingKeys());
    assertTrue(result.err().contains("journal entry 31"), result.err());
  }

  @Test
  void anAnchorThatDoesNotOpenLeavesNoNewSigningKeyBehind() {
    founded();
    long before = signingKeys();
    scene.script().secret("wrong", "not the passphrase at all");
    Runs.Result result =
        scene.run(
            "keys",
            "rotate",
            "--use",
            "signing",
            "--node",
            "n",
            "--anchor",
            "n/ceremony/anchor.key",
            "--passphrase-file",
            "wrong");

    assertNotEquals(0, result.code());
    assertEquals(before, signingKeys());
    assertTrue(scene.node().calls().stream().noneMatch(ImportCardRequest.class::isInstance));
  }

  @Test
  void withoutTheAnchorADraftWaitsForAPerson() {
    Signed<Card> before = founded();
    Runs.Result result = scene.run("keys", "rotate", "--use", "signing", "--node", "n");

    assertEquals(8, result.code(), "a person has to sign");
    assertTrue(result.err().contains("(E-ANCHOR-NEEDED)"), result.err());
    assertTrue(scene.node().calls().stream().noneMatch(ImportCardRequest.class::isInstance));
    Runs.Result signed =
        scene
            .script()
            .run(
                "anchor",
                "sign",
                "card-draft.yaml",
                "--anchor",
                "n/ceremony/anchor.key",
                "--passphrase-file",
                "n/ceremony/passphrase",
                "--out",
                "2.card");
    assertEquals(0, signed.code(), signed.err());
    follows(
        before, IdentityFiles.card(Path.of("2"), LocalFiles.read(scene.home().resolve("2.card"))));
  }

  @Test
  void anAnchorOfAnotherNodeSignsNoCardOfOurs() {
    founded();
    assertEquals(8, scene.run("keys", "rotate", "--use", "signing", "--node", "n").code());
    scene.script().file("other.yaml", NodeInitTest.answers("xc", true));
    assertEquals(
        0,
        scene
            .script()
            .run(
                "node",
                "init",
                "--dir",
                "c",
                "--answers",
                "other.yaml",
                "--with-anchor",
                "--no-input")
            .code());
    Runs.Result result =
        scene
            .script()
            .run(
                "anchor",
                "sign",
                "card-draft.yaml",
                "--anchor",
                "c/ceremony/anchor.key",
                "--passphrase-file",
                "c/ceremony/passphrase",
                "--out",
                "2.card");

    assertEquals(2, result.code());
    assertTrue(result.err().contains("(E-ANCHOR-OTHER)"), result.err());
    assertFalse(Files.exists(scene.home().resolve("2.card")));
  }

  @Test
  void aPlanChangesNothingAndSaysSo() {
    scene.node().done(0, "make a sealing key", "publish key set 2");
    for (String option : List.of("--plan", "--dry-run")) {
      Runs.Result result = scene.run("keys", "rotate", "--use", "sealing", option);
      assertEquals(0, result.code(), result.err());
      assertEquals(
          List.of("make a sealing key", "publish key set 2", "nothing was changed"),
          result.err().lines().toList());
      assertTrue(((RotateKeyRequest) scene.node().calls().getLast()).getPlanOnly());
    }
    Map<?, ?> plan =
        Scene.json(scene.run("keys", "rotate", "--use", "sealing", "--plan", "-o", "json").out());
    assertEquals("Plan", plan.get("kind"));
    assertEquals(List.of("make a sealing key", "publish key set 2"), plan.get("lines"));
  }
}
