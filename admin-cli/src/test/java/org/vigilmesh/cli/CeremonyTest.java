package org.vigilmesh.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.vigilmesh.Golden.assertGolden;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigilmesh.adapter.crypto.Crypto;
import org.vigilmesh.envelope.Purpose;
import org.vigilmesh.identity.Card;
import org.vigilmesh.identity.Credential;
import org.vigilmesh.identity.Endorsed;
import org.vigilmesh.identity.Fingerprint;
import org.vigilmesh.identity.Officer;
import org.vigilmesh.identity.Roster;
import org.vigilmesh.identity.Signed;
import org.vigilmesh.port.Verifier;
import org.vigilmesh.port.Verifier.Verdict;

/** The commands of the machines without a network: anchor, roster authorities, officers. */
final class CeremonyTest {
  private static final String PHRASE = "correct horse battery";

  @TempDir private Path home = Path.of("");
  private final Verifier verifier = new Crypto(new SecureRandom()).verifier();

  @BeforeEach
  void passphrase() {
    Runs.in(home).secret("phrase", PHRASE + "\n");
  }

  private Runs.Result run(String... words) {
    return Runs.in(home).run(words);
  }

  private Runs.Result keyed(String... words) {
    String[] all = List.of(words).toArray(new String[words.length + 2]);
    all[words.length] = "--passphrase-file";
    all[words.length + 1] = "phrase";
    return run(all);
  }

  private String authority(String name) {
    return keyed("roster", "authority", name, "--for", "xb").field("publicKey");
  }

  private Endorsed<Roster> roster(String name) {
    Path file = home.resolve(name);
    return IdentityFiles.roster(file, LocalFiles.read(file));
  }

  private void draftRoster() {
    assertEquals(
        0,
        keyed(
                "officer",
                "add",
                "a.haddad",
                "--name",
                "A. Haddad",
                "--for",
                "XB",
                "--file-key",
                "a.haddad.key",
                "--roster",
                "roster.yaml")
            .code());
    assertEquals(
        0,
        keyed(
                "officer",
                "add",
                "s.tan",
                "--name",
                "S. Tan",
                "--role",
                "supervisor",
                "--for",
                "xb",
                "--file-key",
                "s.tan.key",
                "--roster",
                "roster.yaml")
            .code());
  }

  @Test
  void anchorIsMadeSealedAndShowsItsOwnFingerprint() {
    Runs.Result made = keyed("anchor", "init", "anchor.key", "--for", "xb");

    assertEquals(0, made.code(), made.err());
    assertEquals("rw-------", Runs.mode(home.resolve("anchor.key")));
    Fingerprint.typed(made.field("fingerprint"));
    assertEquals(
        made.field("fingerprint"), keyed("anchor", "inspect", "anchor.key").field("fingerprint"));
  }

  @Test
  void aKeyIsNeverWrittenOverAnother() throws IOException {
    keyed("anchor", "init", "anchor.key", "--for", "xb");
    byte[] before = Files.readAllBytes(home.resolve("anchor.key"));

    Runs.Result again = keyed("anchor", "init", "anchor.key", "--for", "xb");

    assertEquals(2, again.code());
    assertTrue(again.err().contains("E-FILE-EXISTS"), again.err());
    assertEquals(
        List.of(before.length), List.of(Files.readAllBytes(home.resolve("anchor.key")).length));
  }

  @Test
  void passphraseIsTypedTwiceAndMustBeTheSame() {
    Runs person = Runs.in(home).typing("", PHRASE, "something else");
    Runs.Result result = person.run("anchor", "init", "anchor.key", "--for", "xb");

    assertEquals(2, result.code());
    assertTrue(result.err().contains("E-PASSPHRASE-DIFFERS"), result.err());
    assertFalse(Files.exists(home.resolve("anchor.key")));
  }

  @Test
  void passphraseHasAMinimum() {
    Runs person = Runs.in(home).typing("", "short");
    Runs.Result result = person.run("anchor", "init", "anchor.key", "--for", "xb");

    assertEquals(2, result.code());
    assertTrue(result.err().contains("E-PASSPHRASE-SHORT"), result.err());
  }

  @Test
  void withoutAPersonThePassphraseNeedsItsFile() {
    Runs.Result result = run("anchor", "init", "anchor.key", "--for", "xb");

    assertEquals(2, result.code());
    assertGolden("errors/no-input.txt", result.err());
  }

  @Test
  void wrongPassphraseOpensNothing() {
    keyed("anchor", "init", "anchor.key", "--for", "xb");
    Runs.Result result =
        Runs.in(home).typing("", "another phrase").run("anchor", "inspect", "anchor.key");

    assertEquals(4, result.code());
    assertTrue(result.err().contains("E-PASSPHRASE-WRONG"), result.err());
    assertEquals("", result.out());
  }

  @Test
  void aPassphraseFileThatOthersMayReadIsRefused() {
    Runs.in(home).file("open", PHRASE);
    Runs.Result result =
        run("anchor", "init", "anchor.key", "--for", "xb", "--passphrase-file", "open");

    assertEquals(4, result.code());
    assertTrue(result.err().contains("next: chmod 600 "), result.err());
  }

  @Test
  void aKeyOfAnotherKindIsRefused() {
    authority("a.key");
    Runs.Result result = keyed("anchor", "inspect", "a.key");

    assertEquals(2, result.code());
    assertTrue(result.err().contains("E-KEY-KIND"), result.err());
  }

  @Test
  void keyFileTellsItsUseWithoutItsPassphrase() {
    authority("a.key");
    Runs.Result result = run("keys", "inspect", "a.key");

    assertEquals("authority", result.field("use"));
    assertEquals("xb", result.field("node"));
    assertEquals(Runs.NOW.toString(), result.field("createdAt"));
  }

  @Test
  void twoAuthoritiesMakeARosterTogetherOrOneAfterTheOther() {
    draftRoster();
    Credential one = Credential.ofFileKey(org.vigilmesh.value.Bytes.fromHex(authority("a.key")));
    Credential two = Credential.ofFileKey(org.vigilmesh.value.Bytes.fromHex(authority("b.key")));

    keyed("roster", "sign", "roster.yaml", "--authority", "a.key", "--out", "half.vigil");
    Runs.Result signed =
        keyed("roster", "sign", "half.vigil", "--authority", "b.key", "--out", "whole.vigil");

    assertEquals(0, signed.code(), signed.err());
    assertEquals(1, roster("half.vigil").endorsements().size());
    Endorsed<Roster> whole = roster("whole.vigil");
    assertEquals(roster("half.vigil").bytes(), whole.bytes());
    assertEquals(2, whole.endorsements().size());
    assertTrue(
        whole.endorsements().stream()
            .allMatch(
                e ->
                    List.of(one, two).stream()
                        .anyMatch(
                            c ->
                                c.id().equals(e.credential())
                                    && verifier.proves(
                                        c, Roster.endorsedDigest(whole.bytes()), e.proof()))));
    assertEquals(
        List.of(Officer.Role.OFFICER, Officer.Role.SUPERVISOR),
        whole.value().officers().stream().map(Officer::role).toList());
  }

  @Test
  void theSameAuthorityCountsOnce() {
    draftRoster();
    authority("a.key");
    keyed(
        "roster",
        "sign",
        "roster.yaml",
        "--authority",
        "a.key",
        "--authority",
        "a.key",
        "--out",
        "r.vigil");

    assertEquals(1, roster("r.vigil").endorsements().size());
    assertEquals(0, run("roster", "show", "r.vigil").code());
    assertTrue(run("roster", "show", "r.vigil").out().contains("a.haddad\tA. Haddad\tofficer"));
  }

  @Test
  void officersIdIsNeverUsedTwice() {
    draftRoster();
    Runs.Result again =
        keyed(
            "officer",
            "add",
            "s.tan",
            "--name",
            "Other",
            "--for",
            "xb",
            "--file-key",
            "o.key",
            "--roster",
            "roster.yaml");

    assertEquals(2, again.code());
    assertTrue(again.err().contains("E-OFFICER-THERE"), again.err());
    assertFalse(Files.exists(home.resolve("o.key")));
  }

  @Test
  void dryRunMakesNoKeyAndNoDraft() {
    Runs.Result result =
        keyed(
            "officer",
            "add",
            "a.b",
            "--name",
            "A. B",
            "--for",
            "xb",
            "--file-key",
            "a.b.key",
            "--roster",
            "roster.yaml",
            "--dry-run");

    assertEquals(0, result.code());
    assertTrue(result.err().startsWith("would: make a key for A. B"), result.err());
    assertFalse(Files.exists(home.resolve("a.b.key")) || Files.exists(home.resolve("roster.yaml")));
  }

  @Test
  void everyProblemOfARosterDraftIsToldAtOnce() {
    Runs.in(home)
        .file(
            "roster.yaml",
            """
            node: xbb
            officers:
              - id: A B
                name: x
                role: boss
              - name: y
                role: officer
            """);
    Runs.Result result = keyed("roster", "sign", "roster.yaml", "--authority", "a.key");

    assertEquals(2, result.code());
    assertGolden("errors/roster-draft.txt", result.err().replace(home.toString(), "HOME"));
  }

  @Test
  void anchorSignsACardWithBothAlgorithms() {
    draftRoster();
    String a = authority("a.key");
    String b = authority("b.key");
    String c = authority("c.key");
    keyed(
        "roster",
        "sign",
        "roster.yaml",
        "--authority",
        "a.key",
        "--authority",
        "b.key",
        "--out",
        "r.vigil");
    keyed("anchor", "init", "anchor.key", "--for", "xb");
    Runs.in(home).file("answers.yaml", NodeInitTest.answers("xb", false));
    run("node", "init", "--dir", "node", "--answers", "answers.yaml", "--no-input");
    Path draft = home.resolve("node").resolve("card-draft.yaml");
    assertTrue(
        keyed("anchor", "sign", draft.toString(), "--anchor", "anchor.key")
            .err()
            .contains("roster_authorities"),
        "an open draft is not signed");
    String text = LocalFiles.read(draft).text();
    Runs.in(home)
        .file(
            "filled.yaml",
            text.replace(
                    "roster_authorities:\n",
                    "roster_authorities: [" + a + ", " + b + ", " + c + "]\n")
                .replace(
                    "first_roster: \n", "first_roster: " + roster("r.vigil").hash().hex() + "\n"));

    Runs.Result signed =
        keyed("anchor", "sign", "filled.yaml", "--anchor", "anchor.key", "--out", "xb.card");

    assertEquals(0, signed.code(), signed.err());
    Runs.Result again =
        keyed("anchor", "sign", "filled.yaml", "--anchor", "anchor.key", "--out", "again.card");
    assertEquals(Exit.INPUT.number(), again.code());
    assertTrue(again.err().contains("(E-ANCHOR-NUMBER)"), again.err());
    assertFalse(Files.exists(home.resolve("again.card")), "a number is signed once");
    Signed<Card> card = IdentityFiles.card(home, LocalFiles.read(home.resolve("xb.card")));
    assertEquals(
        Verdict.VALID,
        verifier.verify(
            Purpose.CARD,
            card.value().issuedAt(),
            card.bytes(),
            card.signatures(),
            card.value().anchor().certificates()));
    assertEquals(roster("r.vigil").hash(), card.value().firstRoster());
    assertFalse(signed.out().contains("fingerprint"), "a card shows no fingerprint");
    placed();
  }

  private void placed() {
    assertEquals(0, run("card", "import", "xb.card", "--node", "node").code());
    assertEquals(0, run("roster", "import", "r.vigil", "--node", "node").code());
    assertTrue(Files.exists(home.resolve("node").resolve("card.vigil")));
    assertTrue(Files.exists(home.resolve("node").resolve("roster.vigil")));
    assertFalse(run("card", "show", "xb.card").out().contains("fingerprint"));
  }
}
