package org.vigilmesh.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.vigilmesh.adapter.crypto.Crypto;
import org.vigilmesh.envelope.Purpose;
import org.vigilmesh.identity.Anchor;
import org.vigilmesh.identity.Card;
import org.vigilmesh.identity.Credential;
import org.vigilmesh.identity.Endorsed;
import org.vigilmesh.identity.Roster;
import org.vigilmesh.identity.Signed;
import org.vigilmesh.port.Verifier;
import org.vigilmesh.port.Verifier.Verdict;
import org.vigilmesh.value.Bytes;

/** The public files under certs-example, as a peer's node would judge them. */
final class ExampleCertificatesTest {
  private static final Path EXAMPLES = Path.of("..", "certs-example");
  private static final List<String> COUNTRIES = List.of("xa", "xb", "xc");

  @TempDir private Path home = Path.of("");
  private final Verifier verifier = new Crypto(new SecureRandom()).verifier();

  private static Stream<DynamicTest> each(Consumer<String> claim) {
    return COUNTRIES.stream().map(country -> dynamicTest(country, () -> claim.accept(country)));
  }

  private static Bytes bytes(String country, String name) {
    return LocalFiles.read(EXAMPLES.resolve(country).resolve(name));
  }

  private static Signed<Card> card(String country) {
    return IdentityFiles.card(Path.of(country), bytes(country, country + ".card"));
  }

  private static Endorsed<Roster> roster(String country) {
    return IdentityFiles.roster(Path.of(country), bytes(country, country + ".roster"));
  }

  @TestFactory
  Stream<DynamicTest> bothSignaturesOfTheCardAreItsAnchors() {
    return each(
        country -> {
          Signed<Card> card = card(country);
          Anchor anchor = card.value().anchor();
          assertEquals(country, card.value().node().node().text());
          assertTrue(verifier.isConsistent(anchor));
          assertEquals(
              Verdict.VALID,
              verifier.verify(
                  Purpose.CARD,
                  card.value().issuedAt(),
                  card.bytes(),
                  card.signatures(),
                  anchor.certificates()));
        });
  }

  @TestFactory
  Stream<DynamicTest> fingerprintIsThatOfTheAnchor() {
    return each(
        country ->
            assertEquals(
                card(country).value().anchor().fingerprint().grouped(),
                bytes(country, "fingerprint.txt").text().strip()));
  }

  @TestFactory
  Stream<DynamicTest> rosterIsTheCardsFirstAndEndorsedByEnoughOfItsAuthorities() {
    return each(
        country -> {
          Card card = card(country).value();
          Endorsed<Roster> roster = roster(country);
          assertEquals(card.firstRoster(), roster.hash());
          long valid =
              roster.endorsements().stream()
                  .filter(
                      one ->
                          card.rosterAuthorities().keys().stream()
                              .map(Credential::ofFileKey)
                              .filter(known -> known.id().equals(one.credential()))
                              .anyMatch(
                                  known ->
                                      verifier.proves(
                                          known,
                                          Roster.endorsedDigest(roster.bytes()),
                                          one.proof())))
                  .count();
          assertEquals(2, card.rosterAuthorities().threshold());
          assertEquals(3, card.rosterAuthorities().keys().size());
          assertEquals(2, valid);
          assertEquals(2, roster.value().officers().size());
        });
  }

  @TestFactory
  Stream<DynamicTest> pemFilesAreTheCardsCertificates() {
    return each(
        country -> {
          String into = country + "-certificates";
          Runs.Result written =
              Runs.in(home)
                  .run(
                      "card",
                      "certificates",
                      EXAMPLES
                          .resolve(country)
                          .resolve(country + ".card")
                          .toAbsolutePath()
                          .toString(),
                      "--into",
                      into);
          assertEquals(0, written.code(), written.err());
          assertEquals(4, written.out().lines().count());
          for (String name : List.of("anchor", "signing-1")) {
            for (String kind : List.of("-p256.pem", "-mldsa65.pem")) {
              assertEquals(
                  bytes(country, "certificates/" + name + kind),
                  LocalFiles.read(home.resolve(into).resolve(name + kind)));
            }
          }
        });
  }

  /** With the JDK's own X.509, which is nobody of ours. */
  @TestFactory
  Stream<DynamicTest> signingCertificateIsIssuedByTheAnchor() {
    return each(
        country -> {
          X509Certificate anchor = certificate(country, "anchor-p256.pem");
          X509Certificate signing = certificate(country, "signing-1-p256.pem");
          try {
            anchor.verify(anchor.getPublicKey());
            signing.verify(anchor.getPublicKey());
          } catch (GeneralSecurityException e) {
            throw new AssertionError(country, e);
          }
          assertTrue(anchor.getBasicConstraints() >= 0, "an issuer");
          assertEquals(-1, signing.getBasicConstraints(), "no issuer");
        });
  }

  private static X509Certificate certificate(String country, String name) {
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(
                  new ByteArrayInputStream(bytes(country, "certificates/" + name).toArray()));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(name, e);
    }
  }

  @Test
  void noTwoCountriesShareAKey() {
    assertEquals(
        3, COUNTRIES.stream().map(one -> card(one).value().anchor().p256Key()).distinct().count());
  }

  @Test
  void noPrivateKeyLiesAmongTheExamples() throws IOException {
    try (Stream<Path> all = Files.walk(EXAMPLES)) {
      List<Path> files = all.filter(Files::isRegularFile).toList();
      assertTrue(files.size() >= 3 * 7 + 2, "the samples are there");
      for (Path file : files) {
        String name = String.valueOf(file.getFileName());
        assertTrue(
            name.matches(".*\\.(card|roster|pem|md|sh)|fingerprint\\.txt"),
            () -> "what is " + file);
        assertFalse(
            !name.endsWith(".sh") && text(file).contains("PRIVATE KEY"),
            () -> file + " is private");
        assertTrue(Crypto.findHeader(file).isEmpty(), () -> file + " is a key file");
      }
    }
  }

  private static String text(Path file) {
    try {
      return new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
