package org.vigilmesh.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigilmesh.engine.SignedCase;
import org.vigilmesh.envelope.EvidenceFile;
import org.vigilmesh.identity.Anchor;
import org.vigilmesh.value.Bytes;

/** {@code vigil evidence verify}: a file from anywhere, no node, no account. */
final class EvidenceVerifyTest {
  private static final SignedCase SIGNED = new SignedCase();

  @TempDir private Path home = Path.of("");

  private Runs.Result verify(Bytes file, String... more) throws IOException {
    Files.write(home.resolve("case.evidence"), file.toArray());
    String[] words = new String[3 + more.length];
    System.arraycopy(new String[] {"evidence", "verify", "case.evidence"}, 0, words, 0, 3);
    System.arraycopy(more, 0, words, 3, more.length);
    return Runs.in(home).run(words);
  }

  private static Bytes encoded(EvidenceFile file) {
    return IdentityFiles.CODEC.evidenceFile().encode(file);
  }

  @Test
  void eachSignatureIsOnALineWithWhatWasCheckedAndWhatWasNot() throws IOException {
    Runs.Result result = verify(encoded(SIGNED.file()));

    assertEquals(0, result.code(), result.err());
    List<String> lines = result.out().lines().toList();
    assertTrue(
        lines.stream()
            .anyMatch(
                line ->
                    line.contains("Person's signature\txb\ta.haddad")
                        && line.contains("signed with this key, over exactly these bytes")),
        result.out());
    assertTrue(
        lines.stream()
            .filter(line -> line.contains("Card\txa"))
            .allMatch(line -> line.endsWith("by a fingerprint from elsewhere")),
        result.out());
    assertTrue(result.err().contains("what no file can show"), result.err());
    assertTrue(result.err().contains("- Whether the signers' clocks were right"), result.err());
    assertFalse(result.err().contains("not all content is in the file"), result.err());
  }

  @Test
  void programsGetCodes() throws IOException {
    Runs.Result result = verify(encoded(SIGNED.bare()), "-o", "json");

    assertEquals(0, result.code(), result.err());
    assertTrue(result.out().contains("\"sound\":true"), result.out());
    assertTrue(
        result.out().contains("\"holds\":[\"card_here\",\"signatures\",\"pair_in_time\""),
        result.out());
    assertTrue(result.out().contains("\"unchecked\":[\"anchors\""), result.out());
    assertTrue(result.out().contains("\"content\""), "it is not in the file: " + result.out());
  }

  @Test
  void oneBitMoreOrLessEndsNegative() throws IOException {
    byte[] bytes = encoded(SIGNED.file()).toArray();
    bytes[bytes.length - 1] ^= 1;
    Runs.Result result = verify(Bytes.of(bytes), "-o", "ndjson");

    assertEquals(6, result.code());
    assertTrue(result.err().contains("\"code\":\"E-EVIDENCE-FILE\""), result.err());
  }

  @Test
  void aMissingCardIsNegativeAndTold() throws IOException {
    EvidenceFile file = SIGNED.bare();
    EvidenceFile without =
        new EvidenceFile(
            file.caseId(),
            file.writer(),
            file.writtenAt(),
            file.journal(),
            file.cards().subList(0, 1),
            file.rosters(),
            file.pieces());
    Runs.Result result = verify(encoded(without));

    assertEquals(6, result.code());
    assertTrue(result.err().contains("(E-EVIDENCE-VERDICT)"), result.err());
    assertTrue(
        result.err().contains("- 2 Statement xb: the card that names the signer is here"),
        result.err());
    assertTrue(result.err().contains("this file does NOT hold"), result.err());
  }

  @Test
  void whatIsNoFileOfEvidenceIsNegative() throws IOException {
    Runs.Result result = verify(Bytes.utf8("a letter"));

    assertEquals(6, result.code());
    assertTrue(result.err().contains("(E-EVIDENCE-FILE)"), result.err());
    assertEquals("", result.out());
    Runs.Result missing = Runs.in(home).run("evidence", "verify", "nowhere");
    assertEquals(3, missing.code());
  }

  @Test
  void aLaterFormatAsksForANewerProgram() throws IOException {
    byte[] bytes = encoded(SIGNED.bare()).toArray();
    bytes[1] = 9;
    Runs.Result result = verify(Bytes.of(bytes));

    assertEquals(2, result.code());
    assertTrue(result.err().contains("(E-FILE-NEWER)"), result.err());
  }

  private static String digits(int card) {
    Anchor anchor =
        IdentityFiles.CODEC
            .signedCard()
            .decode(SIGNED.bare().cards().get(card))
            .find()
            .orElseThrow()
            .value()
            .anchor();
    return anchor.node().node().text() + "=" + anchor.fingerprint().grouped().replace(' ', '-');
  }

  @Test
  void fingerprintsHeardElsewhereAreCompared() throws IOException {
    Bytes file = encoded(SIGNED.bare());
    Runs.Result both =
        verify(file, "--fingerprint", digits(0), "--fingerprint", digits(1), "-o", "json");
    assertEquals(0, both.code(), both.err());
    assertFalse(both.out().contains("\"anchors\""), both.out());

    String other = "xa=" + digits(1).substring(3);
    Runs.Result wrong = verify(file, "--fingerprint", other);
    assertEquals(6, wrong.code());
    assertTrue(wrong.err().contains("- Card xa: the anchor is that State's"), wrong.err());

    Runs.Result none = verify(file, "--fingerprint", "xa=12");
    assertEquals(2, none.code());
    assertTrue(none.err().contains("E-USAGE-VALUE"), none.err());
  }

  @ParameterizedTest
  @ValueSource(strings = {"fr", "es", "ru", "zh", "ar"})
  void itSpeaksTheReadersLanguage(String language) throws IOException {
    Runs.Result english = verify(encoded(SIGNED.file()));
    Runs.Result other = verify(encoded(SIGNED.file()), "--lang", language);

    assertEquals(0, other.code(), other.err());
    assertFalse(other.err().contains("what no file can show"), other.err());
    assertFalse(other.out().contains("signatures hold"), other.out());
    assertEquals(english.out().lines().count(), other.out().lines().count());
  }

  @Test
  void pemIsWhatEveryToolReads() {
    Bytes der = Bytes.of(new byte[200]);
    List<String> lines = EvidenceFiles.pem(der).text().lines().toList();

    assertEquals("-----BEGIN CERTIFICATE-----", lines.getFirst());
    assertEquals("-----END CERTIFICATE-----", lines.getLast());
    List<String> body = lines.subList(1, lines.size() - 1);
    assertTrue(body.stream().limit(body.size() - 1).allMatch(line -> line.length() == 64));
    assertEquals(der, Bytes.of(Base64.getDecoder().decode(String.join("", body))));
  }
}
