package org.vigilmesh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.vigilmesh.Fixtures.T;
import static org.vigilmesh.Fixtures.XB1;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigilmesh.adapter.crypto.Crypto;
import org.vigilmesh.adapter.crypto.KeyCost;
import org.vigilmesh.adapter.crypto.KeyKind;
import org.vigilmesh.identity.CertificatePair;
import org.vigilmesh.identity.KeySet;
import org.vigilmesh.port.TransportIdentity;
import org.vigilmesh.value.Digest;

/** The key directory of a node: what it opens, what stops it, what it makes and destroys. */
final class KeyRingTest {
  private static final Crypto CRYPTO = new Crypto(new SecureRandom());
  private static final String PHRASE = "a phrase of the duty desk";

  /** The cheapest that the files allow: these tests are not about guessing. */
  private static final KeyCost CHEAP = new KeyCost(8 * 1024, 1, 1);

  @TempDir private Path folder = Path.of("");

  private static Crypto.KeyFiles files(String phrase) {
    return CRYPTO.keyFiles(Crypto.passphrase(phrase.toCharArray()), CHEAP);
  }

  private KeyRing ring() {
    return new KeyRing(CRYPTO, files(PHRASE), XB1, folder);
  }

  private List<Path> keyFiles() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(file -> file.toString().endsWith(".key")).sorted().toList();
    }
  }

  private String refusal() {
    StartException refused = assertThrows(StartException.class, this::ring);
    String sentence = String.valueOf(refused.getMessage());
    assertFalse(sentence.contains(PHRASE), sentence);
    return sentence;
  }

  @Test
  void aSealingKeyIsPrivateOnDiskAndThereAfterARestart() throws IOException {
    KeySet.SealingKey made = ring().newSealingKey(T, T.plus(Duration.ofDays(2)));
    assertEquals(
        "rw-------",
        PosixFilePermissions.toString(Files.getPosixFilePermissions(keyFiles().getFirst())));
    assertEquals(List.of(made.id()), ring().sealingKeys());
  }

  @Test
  void aDestroyedSealingKeyIsGoneFromDiskAndTheOthersStay() throws IOException {
    KeyRing ring = ring();
    Digest first = ring.newSealingKey(T, T.plus(Duration.ofDays(2))).id();
    Digest second = ring.newSealingKey(T, T.plus(Duration.ofDays(3))).id();
    ring.destroySealingKey(first);
    assertEquals(List.of(second), ring.sealingKeys());
    assertEquals(1, keyFiles().size());
    assertEquals(List.of(second), ring().sealingKeys());
    ring.destroySealingKey(Fixtures.digest("never held"));
    assertEquals(List.of(second), ring.sealingKeys());
  }

  @Test
  void aTransportKeyIsMadeOnceAndFoundByItsPin() {
    TransportIdentity first = ring().firstTransport(T);
    KeyRing again = ring();
    assertEquals(first.pin(), again.firstTransport(T).pin());
    assertEquals(first.pin(), again.findTransport(first.pin(), T).orElseThrow().pin());
    assertTrue(again.findTransport(Fixtures.digest("another pin"), T).isEmpty());
    assertFalse(again.newTransport(T).pin().equals(first.pin()));
  }

  @Test
  void aSigningPairThatIsPutThereLaterIsFound() {
    KeyRing ring = ring();
    Crypto.Key anchor = CRYPTO.newKey(KeyKind.ANCHOR, XB1, T);
    Crypto.Key pair = CRYPTO.newKey(KeyKind.SIGNING, XB1, T);
    CertificatePair certificates =
        CRYPTO.certify(anchor, pair.header(), T, T.plus(Duration.ofDays(400)));
    assertTrue(ring.findSigner(certificates).isEmpty());
    files(PHRASE).save(pair, folder.resolve("signing-new.key"));
    assertTrue(ring.findSigner(certificates).isPresent());
    assertTrue(ring.findSigner(Fixtures.certificates("a stranger's")).isEmpty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r-----", "rw----r--", "rw-rw----"})
  void aKeyThatOthersMayReadStopsTheNode(String mode) throws IOException {
    ring().newSealingKey(T, T.plus(Duration.ofDays(2)));
    Path key = keyFiles().getFirst();
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString(mode));
    String sentence = refusal();
    assertTrue(sentence.startsWith("key file " + key + ": "), sentence);
    assertTrue(sentence.contains(mode) || sentence.contains("600"), sentence);
  }

  @Test
  void anotherPassphraseStopsTheNodeWithTheFilesName() throws IOException {
    ring().newSealingKey(T, T.plus(Duration.ofDays(2)));
    StartException refused =
        assertThrows(
            StartException.class,
            () -> new KeyRing(CRYPTO, files("another phrase, as long"), XB1, folder));
    String sentence = String.valueOf(refused.getMessage());
    assertTrue(sentence.startsWith("key file " + keyFiles().getFirst() + ": "), sentence);
    assertFalse(sentence.contains("another phrase"), sentence);
  }

  @Test
  void aDamagedKeyStopsTheNode() throws IOException {
    ring().newSealingKey(T, T.plus(Duration.ofDays(2)));
    Path key = keyFiles().getFirst();
    String text = Files.readString(key, StandardCharsets.US_ASCII);
    int at = text.lastIndexOf('\n', text.length() - 2) + 5;
    char other = text.charAt(at) == 'A' ? 'B' : 'A';
    Files.writeString(key, text.substring(0, at) + other + text.substring(at + 1));
    assertTrue(refusal().startsWith("key file " + key + ": "));
  }

  @Test
  void whatIsNotNamedAsAKeyIsLeftAlone() throws IOException {
    Files.writeString(folder.resolve("notes.txt"), "the duty phone is in the drawer");
    Files.writeString(folder.resolve("passphrase"), PHRASE);
    assertEquals(List.of(), ring().sealingKeys());
  }

  @Test
  void whatIsNamedAsAKeyAndIsNoneStopsTheStartButNotARunningNode() throws IOException {
    KeyRing running = ring();
    Path notes = folder.resolve("notes.key");
    Files.writeString(notes, "the duty phone is in the drawer");
    assertTrue(running.findSigner(Fixtures.certificates("unknown")).isEmpty());
    Files.setPosixFilePermissions(notes, PosixFilePermissions.fromString("rw-------"));
    assertTrue(refusal().startsWith("key file " + notes + ": "));
  }

  @Test
  void aMissingDirectoryIsNamed() {
    Path none = folder.resolve("none");
    StartException refused =
        assertThrows(StartException.class, () -> new KeyRing(CRYPTO, files(PHRASE), XB1, none));
    assertEquals("cannot read the key directory " + none, refused.getMessage());
  }

  @Test
  void aRingTellsHowManyKeysItHoldsAndNoKey() {
    KeyRing ring = ring();
    ring.newSealingKey(T, T.plus(Duration.ofDays(2)));
    assertEquals("KeyRing[xb#1, 1 keys]", ring.toString());
  }
}
