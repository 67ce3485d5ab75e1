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
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigilmesh.adapter.crypto.Crypto;
import org.vigilmesh.config.ConfigFile;
import org.vigilmesh.config.NodeConfig;
import org.vigilmesh.envelope.Purpose;
import org.vigilmesh.identity.Card;
import org.vigilmesh.identity.Credential;
import org.vigilmesh.identity.Endorsed;
import org.vigilmesh.identity.Endorsement;
import org.vigilmesh.identity.Roster;
import org.vigilmesh.identity.Signed;
import org.vigilmesh.port.Verifier;
import org.vigilmesh.port.Verifier.Verdict;

final class NodeInitTest {
  @TempDir private Path home = Path.of("");

  static String answers(String node, boolean withOfficers) {
    return """
    node: %s
    names: {en: Contact Point of Borduria, ar: بورديريا}
    authority: Ministry of Justice
    duty_phones: ["+999 555 0100"]
    languages: [ar, en]
    bases: [UNCC]
    domestic_order_days_max: 90
    capabilities: [may_order_hold, exercises_welcome]
    listen: 127.0.0.1:7402
    advertise: [127.0.0.1:7402]
    %s
    """
        .formatted(
            node,
            withOfficers ? "officers:\n  - {id: a.haddad, name: A. Haddad, role: officer}" : "");
  }

  private Runs.Result init(String answers, String... more) {
    Runs.in(home).file("answers.yaml", answers);
    String[] words =
        Stream.concat(
                Stream.of("node", "init", "--dir", "xb", "--answers", "answers.yaml", "--no-input"),
                Stream.of(more))
            .toArray(String[]::new);
    return Runs.in(home).run(words);
  }

  private Path made(String name) {
    return home.resolve("xb").resolve(name);
  }

  private Map<String, String> files() throws IOException {
    Map<String, String> modes = new TreeMap<>();
    try (Stream<Path> all = Files.walk(home.resolve("xb"))) {
      all.filter(Files::isRegularFile)
          .forEach(
              file ->
                  modes.put(
                      home.resolve("xb")
                          .relativize(file)
                          .toString()
                          .replaceAll("signing-[0-9a-f]{8}", "signing-ID"),
                      Runs.mode(file)));
    }
    return modes;
  }

  @Test
  void secretsAreForTheirOwnerOnly() throws IOException {
    assertEquals(0, init(answers("xb", true), "--with-anchor").code());

    assertEquals("rwx------", Runs.mode(home.resolve("xb")));
    assertEquals("rwx------", Runs.mode(made("keys")));
    Map<String, String> files = files();
    assertEquals(
        List.of(
            "card.vigil",
            "ceremony/anchor.key",
            "ceremony/anchor.key.cards/1.card",
            "ceremony/authority-1.key",
            "ceremony/authority-2.key",
            "ceremony/authority-3.key",
            "ceremony/passphrase",
            "keys/passphrase",
            "keys/signing-ID.key",
            "keys/vault.key",
            "officers/a.haddad.key",
            "officers/passphrase",
            "roster.vigil",
            "vault",
            "vigil.yaml"),
        List.copyOf(files.keySet()));
    files.forEach(
        (name, mode) -> {
          boolean isPublic = name.matches("(.*/1\\.card)|card\\.vigil|roster\\.vigil|vigil\\.yaml");
          assertTrue(isPublic || mode.equals("rw-------"), name + " " + mode);
        });
  }

  @Test
  void whatIsPrintedHoldsNoSecret() throws IOException {
    Runs.Result result = init(answers("xb", true), "--with-anchor");

    for (String file : List.of("keys/passphrase", "officers/passphrase", "ceremony/passphrase")) {
      String phrase = Files.readString(made(file)).strip();
      assertEquals(64, phrase.length());
      assertFalse((result.out() + result.err()).contains(phrase), file);
    }
  }

  @Test
  void cardAndRosterOfATrainingNodeVerify() {
    init(answers("xb", true), "--with-anchor");
    Verifier verifier = new Crypto(new SecureRandom()).verifier();
    Signed<Card> card = IdentityFiles.card(home, LocalFiles.read(made("card.vigil")));
    Endorsed<Roster> roster = IdentityFiles.roster(home, LocalFiles.read(made("roster.vigil")));

    assertTrue(verifier.isConsistent(card.value().anchor()));
    assertEquals(
        Verdict.VALID,
        verifier.verify(
            Purpose.CARD,
            card.value().issuedAt(),
            card.bytes(),
            card.signatures(),
            card.value().anchor().certificates()));
    assertEquals(roster.hash(), card.value().firstRoster());
    assertEquals(3, card.value().rosterAuthorities().keys().size());
    long proven =
        roster.endorsements().stream()
            .filter(e -> proves(verifier, card.value(), roster, e))
            .count();
    assertEquals(2, proven);
    assertEquals("A. Haddad", roster.value().officers().getFirst().name());
  }

  private static boolean proves(
      Verifier verifier, Card card, Endorsed<Roster> roster, Endorsement endorsement) {
    return card.rosterAuthorities()
        .findKey(endorsement.credential())
        .map(Credential::ofFileKey)
        .filter(
            known ->
                verifier.proves(known, Roster.endorsedDigest(roster.bytes()), endorsement.proof()))
        .isPresent();
  }

  @Test
  void configurationThatWasWrittenIsRight() {
    init(answers("xb", false));
    NodeConfig config = ConfigFile.read(made("vigil.yaml"));

    assertEquals("xb", config.node().text());
    assertEquals("127.0.0.1:7402", config.listen().toString());
    assertEquals(1, config.advertised().size());
    Runs.Result check = Runs.in(home).run("node", "config", "check", "--node", "xb");
    assertEquals(0, check.code(), check.err());
    assertEquals("127.0.0.1:7402", check.field("listen"));
  }

  @Test
  void aRealNodeGetsDraftsAndNoAnchor() throws IOException {
    assertEquals(0, init(answers("xb", false)).code());

    assertEquals(
        List.of(
            "card-draft.yaml",
            "keys/passphrase",
            "keys/signing-ID.key",
            "keys/vault.key",
            "roster-draft.yaml",
            "vault",
            "vigil.yaml"),
        List.copyOf(files().keySet()));
  }

  @Test
  void officersNeverGetTheirKeysOnARealNode() {
    Runs.Result result = init(answers("xb", true));

    assertEquals(2, result.code());
    assertTrue(result.err().contains("E-INIT-OFFICERS"), result.err());
    assertFalse(Files.exists(home.resolve("xb")));
  }

  @Test
  void aNodeIsNeverMadeOverAnother() throws IOException {
    init(answers("xb", false));
    Map<String, String> before = files();
    Runs.Result again = init(answers("xc", false));

    assertEquals(2, again.code());
    assertTrue(again.err().contains("E-FILE-EXISTS"), again.err());
    assertEquals(before, files());
  }

  @Test
  void everyProblemOfTheAnswersIsToldAtOnceAndNothingIsWritten() {
    Runs.Result result =
        init(
            """
            node: x
            names: {en: ""}
            authority: ""
            bases: [UNCC, NATO]
            domestic_order_days_max: many
            capabilities: [flies]
            listen: nowhere
            officers:
              - {id: a.haddad, role: boss}
            favourite: blue
            """,
            "--with-anchor");

    assertEquals(2, result.code());
    assertGolden("errors/answers.txt", result.err().replace(home.toString(), "HOME"));
    assertFalse(Files.exists(home.resolve("xb")));
  }

  @Test
  void dryRunWritesNothing() {
    Runs.Result result = init(answers("xb", false), "--dry-run");

    assertEquals(0, result.code());
    assertTrue(result.err().startsWith("would: make a node XB in xb"), result.err());
    assertFalse(Files.exists(home.resolve("xb")));
  }

  @Test
  void wizardAsksAPerson() {
    Runs person =
        Runs.in(home)
            .typing(
                """
                XB
                Contact Point of Borduria
                Ministry of Justice
                +999 555 0100
                ar
                0.0.0.0:7400

                """);
    Runs.Result result = person.run("node", "init", "--dir", "xb");

    assertEquals(0, result.code(), result.err());
    NodeConfig config = ConfigFile.read(made("vigil.yaml"));
    assertEquals("xb", config.node().text());
    assertEquals(List.of(), config.advertised());
  }

  @Test
  void wizardRefusesAnAnswerThatCannotBeUsed() {
    Runs.Result result = Runs.in(home).typing("Borduria\n").run("node", "init", "--dir", "xb");

    assertEquals(2, result.code());
    assertTrue(result.err().contains("E-ANSWER"), result.err());
    assertFalse(Files.exists(home.resolve("xb")));
  }

  @Test
  void withoutAPersonTheWizardNamesTheAnswersFile() {
    Runs.Result result = Runs.in(home).run("node", "init", "--dir", "xb");

    assertEquals(2, result.code());
    assertTrue(result.err().contains("answer it with --answers"), result.err());
  }
}
