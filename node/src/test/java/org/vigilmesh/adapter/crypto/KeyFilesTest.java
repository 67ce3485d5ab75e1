package org.vigilmesh.adapter.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.vigilmesh.adapter.crypto.Sample.AT;
import static org.vigilmesh.adapter.crypto.Sample.CRYPTO;
import static org.vigilmesh.adapter.crypto.Sample.XA;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.vigilmesh.adapter.crypto.Crypto.KeyFiles;
import org.vigilmesh.adapter.crypto.Crypto.KeyRead;
import org.vigilmesh.adapter.crypto.Crypto.KeyRead.Reason;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;
import org.vigilmesh.value.InvalidValue;
import org.vigilmesh.value.SecretBytes;

final class KeyFilesTest {
  private static final KeyCost CHEAP = new KeyCost(64, 1, 1);

  @TempDir Path folder;

  private static KeyFiles files(String passphrase) {
    return CRYPTO.keyFiles(Crypto.passphrase(passphrase.toCharArray()), CHEAP);
  }

  private static Crypto.Key opened(KeyRead read) {
    return assertInstanceOf(KeyRead.Opened.class, read).key();
  }

  private static Reason refused(KeyRead read) {
    return assertInstanceOf(KeyRead.Refused.class, read).reason();
  }

  private Path saved(KeyKind kind) {
    Path file = folder.resolve(kind.code() + ".key");
    files("correct horse").save(CRYPTO.newKey(kind, XA, AT), file);
    return file;
  }

  @TestFactory
  Stream<DynamicTest> everyKindComesBack() {
    return Stream.of(KeyKind.values())
        .map(kind -> DynamicTest.dynamicTest(kind.code(), () -> assertComesBack(kind)));
  }

  private void assertComesBack(KeyKind kind) {
    Path file = folder.resolve(kind.code() + "-back.key");
    Crypto.Key key = CRYPTO.newKey(kind, XA, AT.plusMillis(7));
    files("correct horse").save(key, file);
    Crypto.Key back = opened(files("correct horse").open(file));
    assertEquals(key.header(), back.header());
    assertEquals(AT, back.header().created());
    HeldKey held = assertInstanceOf(HeldKey.class, key);
    assertTrue(held.seeds().matches(assertInstanceOf(HeldKey.class, back).seeds()));
    assertEquals(Optional.of(key.header()), Crypto.findHeader(file));
  }

  @Test
  void keyFromAFileStillSigns() {
    Path file = folder.resolve("officer");
    Crypto.Key officer = CRYPTO.newKey(KeyKind.OFFICER, XA, AT);
    files("p").save(officer, file);
    Digest digest = Digest.sha256(Bytes.utf8("act"));
    assertEquals(
        CRYPTO.prove(officer, digest), CRYPTO.prove(opened(files("p").open(file)), digest));
  }

  @Test
  void onlyTheOwnerMayRead() throws IOException {
    Path file = saved(KeyKind.SIGNING);
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    for (String mode : List.of("rw-r-----", "rw----r--", "rw--w----", "rwx------", "rw-----w-")) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
      assertEquals(new KeyRead.Refused(Reason.EXPOSED, mode), files("correct horse").open(file));
    }
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--------"));
    opened(files("correct horse").open(file));
  }

  @Test
  void nothingElseIsLeftInTheFolder() throws IOException {
    saved(KeyKind.ANCHOR);
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(List.of(folder.resolve("anchor.key")), left.toList());
    }
  }

  @Test
  void seedsAreNotInTheFile() throws IOException {
    Path file = folder.resolve("key");
    Crypto.Key key = CRYPTO.newKey(KeyKind.SIGNING, XA, AT);
    files("p").save(key, file);
    byte[] seed = assertInstanceOf(HeldKey.class, key).use(0, byte[]::clone);
    String text = Files.readString(file, StandardCharsets.US_ASCII);
    assertFalse(text.contains(HexFormat.of().formatHex(seed)));
    assertFalse(text.contains(java.util.Base64.getEncoder().encodeToString(seed)));
  }

  @Test
  void wrongPassphraseIsSaidSo() {
    Path file = saved(KeyKind.SEALING);
    for (String wrong : List.of("", "Correct horse", "correct horse ", "x".repeat(2000))) {
      assertEquals(Reason.WRONG_PASSPHRASE, refused(files(wrong).open(file)));
    }
  }

  @Test
  void passphraseIsWhatPeopleMean() {
    Path file = folder.resolve("key");
    files("caf\u00e9").save(CRYPTO.newKey(KeyKind.OFFICER, XA, AT), file);
    opened(files("cafe\u0301").open(file));
    assertEquals(Reason.WRONG_PASSPHRASE, refused(files("cafe").open(file)));
  }

  @Test
  void missingFileIsSaidSo() {
    assertEquals(Reason.MISSING, refused(files("p").open(folder.resolve("none"))));
    assertEquals(Reason.MISSING, refused(files("p").open(folder)));
    assertEquals(Optional.empty(), Crypto.findHeader(folder.resolve("none")));
  }

  @Test
  void keyIsNeverWrittenOverAnother() {
    Path file = saved(KeyKind.ANCHOR);
    Crypto.Key other = CRYPTO.newKey(KeyKind.ANCHOR, XA, AT);
    assertThrows(CryptoException.class, () -> files("p").save(other, file));
    opened(files("correct horse").open(file));
    assertThrows(
        CryptoException.class,
        () -> files("p").save(other, folder.resolve("no folder").resolve("key")));
  }

  @Test
  void everyMutatedByteIsRefused() throws IOException {
    Path file = saved(KeyKind.OFFICER);
    byte[] good = Files.readAllBytes(file);
    Random random = new Random(4711);
    try (KeyFiles files = files("correct horse")) {
      for (int at = 0; at < good.length; at++) {
        byte[] bad = good.clone();
        bad[at] ^= (byte) (1 + random.nextInt(255));
        Files.write(file, bad);
        Reason reason = refused(files.open(file));
        assertTrue(reason == Reason.MALFORMED || reason == Reason.WRONG_PASSPHRASE);
      }
    }
  }

  @Test
  void everyFlippedBitOfTheCipherTextIsRefused() throws IOException {
    Path file = saved(KeyKind.OFFICER);
    KeyText good = KeyText.parse(Files.readAllBytes(file));
    try (KeyFiles files = files("correct horse")) {
      for (int bit = 0; bit < 8 * good.sealed().size(); bit++) {
        Bytes sealed = Sample.flipped(good.sealed(), bit);
        KeyText bad = new KeyText(good.header(), good.cost(), good.salt(), good.nonce(), sealed);
        Files.writeString(file, bad.text());
        assertEquals(Reason.WRONG_PASSPHRASE, refused(files.open(file)));
      }
    }
  }

  @Test
  void clearLinesAreAuthenticated() throws IOException {
    Path file = saved(KeyKind.OFFICER);
    String good = Files.readString(file);
    for (String bad :
        List.of(
            good.replace("kind officer", "kind authority"),
            good.replace("node xa 1", "node xb 1"),
            good.replace("node xa 1", "node xa 2"),
            good.replace("created 2026", "created 2025"),
            good.replace("argon2id 64 1 1", "argon2id 64 2 1"))) {
      assertNotEquals(good, bad);
      Files.writeString(file, bad);
      assertEquals(Reason.WRONG_PASSPHRASE, refused(files("correct horse").open(file)));
    }
  }

  @Test
  void brokenFilesAreMalformed() throws IOException {
    Path file = saved(KeyKind.OFFICER);
    String good = Files.readString(file);
    for (String bad :
        List.of(
            "",
            "\n",
            "vigil-key 1\n",
            good + "\n",
            good.replace("\n", "\r\n"),
            good.substring(0, good.length() - 1),
            good.replace("vigil-key 1", "vigil-key 2"),
            good.replace("kind officer", "kind vault officer"),
            good.replace("kind officer", "kind anchor"),
            good.replace("kind officer", "kind Officer"),
            good.replace("node xa 1", "node xa 01"),
            good.replace("node xa 1", "node xa 99999999999999999999"),
            good.replace("node xa 1", "node XA 1"),
            good.replace("created 2026", "created yesterday"),
            good.replace("00Z", "00.5Z"),
            good.replace("argon2id 64 1 1", "argon2id 99999999 1 1"),
            good.replace("argon2id 64 1 1", "argon2id 64 1000000 1"),
            good.replace("argon2id 64 1 1", "argon2id 64 1 0"),
            good.replace("argon2id 64 1 1", "argon2id 64 1"),
            good.replace("argon2id 64 1 1", "argon2id -64 1 1"),
            good.replace("sealed ", "sealed A"),
            good + "x".repeat(SealedKeyFiles.FILE_SIZE_MAX))) {
      assertNotEquals(good, bad);
      Files.writeString(file, bad);
      assertEquals(Reason.MALFORMED, refused(files("correct horse").open(file)), bad);
      assertEquals(Optional.empty(), Crypto.findHeader(file));
    }
  }

  @Test
  void randomBytesAreMalformed() throws IOException {
    Path file = saved(KeyKind.OFFICER);
    Random random = new Random(99);
    for (int i = 0; i < 500; i++) {
      byte[] bytes = new byte[random.nextInt(3000)];
      random.nextBytes(bytes);
      assertThrows(InvalidValue.class, () -> KeyText.parse(bytes));
      Files.write(file, bytes);
      assertEquals(Reason.MALFORMED, refused(files("p").open(file)));
    }
  }

  @Test
  void filesOfOneSessionShareTheSaltButNoKey() throws IOException {
    Path first = folder.resolve("first");
    Path second = folder.resolve("second");
    Crypto.Key key = CRYPTO.newKey(KeyKind.VAULT, XA, AT);
    try (KeyFiles files = files("p")) {
      files.save(key, first);
      files.save(key, second);
    }
    KeyText one = KeyText.parse(Files.readAllBytes(first));
    KeyText two = KeyText.parse(Files.readAllBytes(second));
    assertEquals(one.salt(), two.salt());
    assertNotEquals(one.nonce(), two.nonce());
    assertNotEquals(one.sealed(), two.sealed());
    Path swapped = folder.resolve("swapped");
    KeyText mixed = new KeyText(one.header(), one.cost(), one.salt(), one.nonce(), two.sealed());
    PrivateFiles.replace(swapped, mixed.text().getBytes(StandardCharsets.US_ASCII));
    assertEquals(Reason.WRONG_PASSPHRASE, refused(files("p").open(swapped)));
  }

  @Test
  void defaultCostIsThatOfTheRfc() throws IOException {
    Path file = folder.resolve("key");
    try (KeyFiles files = CRYPTO.keyFiles(SecretBytes.of(new byte[] {1, 2, 3}))) {
      files.save(CRYPTO.newKey(KeyKind.OFFICER, XA, AT), file);
      opened(files.open(file));
    }
    assertEquals(new KeyCost(65536, 3, 1), KeyText.parse(Files.readAllBytes(file)).cost());
  }

  @Test
  void whatIsWrittenCostsWhatTheFileThatOpenedCosts() throws IOException {
    Path first = folder.resolve("first");
    Path second = folder.resolve("second");
    try (KeyFiles cheap = files("p")) {
      cheap.save(CRYPTO.newKey(KeyKind.OFFICER, XA, AT), first);
    }
    try (KeyFiles files = CRYPTO.keyFiles(Crypto.passphrase("p".toCharArray()))) {
      opened(files.open(first)).close();
      files.save(CRYPTO.newKey(KeyKind.OFFICER, XA, AT), second);
    }
    KeyText one = KeyText.parse(Files.readAllBytes(first));
    KeyText two = KeyText.parse(Files.readAllBytes(second));
    assertEquals(one.cost(), two.cost());
    assertEquals(one.salt(), two.salt());
  }

  @Test
  void fileThatDoesNotOpenMakesNothingCheaper() throws IOException {
    Path planted = folder.resolve("planted");
    Path own = folder.resolve("own");
    try (KeyFiles stranger = files("another")) {
      stranger.save(CRYPTO.newKey(KeyKind.OFFICER, XA, AT), planted);
    }
    KeyCost dearer = new KeyCost(128, 2, 1);
    try (KeyFiles files = CRYPTO.keyFiles(Crypto.passphrase("p".toCharArray()), dearer)) {
      assertEquals(Reason.WRONG_PASSPHRASE, refused(files.open(planted)));
      files.save(CRYPTO.newKey(KeyKind.OFFICER, XA, AT), own);
    }
    assertEquals(dearer, KeyText.parse(Files.readAllBytes(own)).cost());
  }

  @Test
  void closingAKeyWipesItsSeeds() {
    Crypto.Key key = CRYPTO.newKey(KeyKind.VAULT, XA, AT);
    key.close();
    assertEquals(
        Bytes.of(new byte[32]),
        Bytes.of(assertInstanceOf(HeldKey.class, key).use(0, byte[]::clone)));
  }
}
