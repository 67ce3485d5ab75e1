package org.vigilmesh.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigilmesh.Fixtures;
import org.vigilmesh.adapter.crypto.KeyKind;

/** Passphrases, fingerprints and confirmations as a person at a terminal types them. */
final class TypedSecretsTest {
  private static final String DIGITS = "12345 67890 12345 67890 12345 67890 12345 67890";

  private final Scene scene = new Scene();

  @AfterEach
  void close() {
    scene.close();
  }

  @Test
  void aPassphraseTypedTwiceMakesAKeyThatItOpens() {
    Runs.Result made =
        scene
            .script()
            .typing("", Scene.PHRASE, Scene.PHRASE)
            .run("anchor", "init", "a.key", "--for", "xb");
    assertEquals(0, made.code(), made.err());

    Runs.Result opened = scene.script().typing("", Scene.PHRASE).run("anchor", "inspect", "a.key");
    assertEquals(0, opened.code(), opened.err());
    assertFalse((made.out() + made.err() + opened.err()).contains(Scene.PHRASE));
  }

  /** One accent may be one sign or two: both are the same passphrase. */
  @Test
  void aPassphraseIsTheSameHoweverItsAccentsAreTyped() {
    Runs.Result made =
        scene
            .script()
            .typing("", "caf\u00e9 caf\u00e9 caf\u00e9", "cafe\u0301 caf\u00e9 cafe\u0301")
            .run("roster", "authority", "a.key", "--for", "xb");

    assertEquals(0, made.code(), made.err());
  }

  @ParameterizedTest
  @CsvSource({"'', E-PASSPHRASE-SHORT", "eleven chars, ''", "elevenchars, E-PASSPHRASE-SHORT"})
  void aPassphraseHasTwelveSignsAtLeast(String phrase, String code) {
    Runs.Result made =
        scene
            .script()
            .typing("", phrase, phrase)
            .run("roster", "authority", "a.key", "--for", "xb");

    assertEquals(code.isEmpty() ? 0 : 2, made.code(), made.err());
    assertTrue(made.err().contains(code), made.err());
    assertEquals(code.isEmpty(), Files.exists(scene.home().resolve("a.key")));
  }

  @Test
  void eachKeyIsAskedForByItsName() throws IOException {
    scene.key("one.key", KeyKind.AUTHORITY, Fixtures.XB1);
    scene.key("two.key", KeyKind.AUTHORITY, Fixtures.XB1);
    Files.copy(
        java.nio.file.Path.of("..", "certs-example", "xb", "xb.roster"),
        scene.home().resolve("xb.roster"));
    Runs.Result signed =
        scene
            .script()
            .typing("", Scene.PHRASE, "a wrong passphrase")
            .run(
                "roster",
                "sign",
                "xb.roster",
                "--authority",
                "one.key",
                "--authority",
                "two.key",
                "--out",
                "more.roster");

    assertEquals(4, signed.code(), signed.err());
    assertTrue(signed.err().contains("Passphrase of one.key:"), signed.err());
    assertTrue(signed.err().contains("Passphrase of two.key:"), signed.err());
    assertTrue(signed.err().contains("(E-PASSPHRASE-WRONG)"), signed.err());
    assertFalse(Files.exists(scene.home().resolve("more.roster")), "half a roster is none");
  }

  @ParameterizedTest
  @ValueSource(strings = {"xb", "XB", " xb ", "Xb"})
  void aNameTypedInEitherCaseConfirms(String typed) {
    scene.node().done(9);
    Runs.Result removed = scene.run(scene.script().typing(typed + "\n"), "peers", "remove", "xb");

    assertEquals(0, removed.code(), removed.err());
    assertTrue(removed.err().contains("Type XB to go on:"), removed.err());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "y", "yes", "xc", "xbb", "x b"})
  void anythingElseConfirmsNothing(String typed) {
    scene.node().done(9);
    for (List<String> words :
        List.of(
            List.of("peers", "remove", "xb"),
            List.of("peers", "revoke", "xb", "--reason", "lost"))) {
      Runs.Result refused =
          scene.run(scene.script().typing(typed + "\n"), words.toArray(String[]::new));
      assertEquals(2, refused.code());
      assertTrue(refused.err().contains("(E-NOT-CONFIRMED)"), refused.err());
    }
    assertEquals(List.of(), scene.node().calls());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1234567890123456789012345678901234567890",
        "12345 67890 12345 67890 12345 67890 12345 67890",
        "12345-67890-12345-67890-12345-67890-12345-67890"
      })
  void digitsMayBeTypedAsTheyWereHeard(String typed) {
    scene.node().done(9, "XB is VERIFIED");
    Runs.Result verified = scene.run(scene.script().typing(typed + "\n"), "peers", "verify", "xb");

    assertEquals(0, verified.code(), verified.err());
    assertEquals(1, scene.node().calls().size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "12345", "abc", "1234567890123456789012345678901234567890 1"})
  void whatIsNoFingerprintNeverReachesTheNode(String typed) {
    Runs.Result refused = scene.run(scene.script().typing(typed + "\n"), "peers", "verify", "xb");

    assertEquals(6, refused.code());
    assertTrue(refused.err().contains("(E-FINGERPRINT-FORM)"), refused.err());
    assertEquals(List.of(), scene.node().calls());
  }

  @Test
  void noInputForbidsEveryQuestionAlsoAtATerminal() {
    scene.key("one.key", KeyKind.ANCHOR, Fixtures.XB1);
    Runs person = scene.script().typing(DIGITS + "\n", Scene.PHRASE);
    for (String words :
        List.of(
            "anchor inspect one.key",
            "anchor init new.key --for xb",
            "peers verify xb",
            "peers remove xb",
            "node init --dir new")) {
      Runs.Result refused = scene.run(person, (words + " --no-input").split(" "));
      assertEquals(2, refused.code(), words);
      assertTrue(refused.err().contains("(E-NO-INPUT)"), refused.err());
      assertTrue(refused.err().contains("next: answer it with --"), refused.err());
    }
    assertEquals(List.of(), scene.node().calls());
  }
}
