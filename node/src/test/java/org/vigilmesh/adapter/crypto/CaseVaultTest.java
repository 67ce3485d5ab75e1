package org.vigilmesh.adapter.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.vigilmesh.adapter.crypto.Sample.AT;
import static org.vigilmesh.adapter.crypto.Sample.CRYPTO;
import static org.vigilmesh.adapter.crypto.Sample.XA;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigilmesh.message.CaseId;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;

final class CaseVaultTest {
  private static final Crypto.Key MASTER = CRYPTO.newKey(KeyKind.VAULT, XA, AT);
  private static final CaseId ONE = CaseId.of(AT, Sample.random(10));
  private static final CaseId TWO = CaseId.of(AT, Sample.random(10));
  private static final Bytes CONTENT = Bytes.utf8("names, numbers, addresses");
  private static final int HEAD = 48;
  private static final int RECORD = 84;

  @TempDir Path folder;
  private Path file = Path.of("");

  @BeforeEach
  void place() {
    file = folder.resolve("cases.vault");
  }

  private Bytes written(CaseId... cases) {
    Bytes last = Bytes.EMPTY;
    try (Crypto.Vault vault =
        Files.exists(file) ? CRYPTO.vault(file, MASTER) : CRYPTO.newVault(file, MASTER)) {
      for (CaseId caseId : cases) {
        last = vault.encrypt(caseId, CONTENT);
      }
    }
    return last;
  }

  private Optional<Bytes> read(CaseId caseId, Bytes encrypted) {
    try (Crypto.Vault vault = CRYPTO.vault(file, MASTER)) {
      return vault.decrypt(caseId, encrypted);
    }
  }

  @Test
  void contentComesBackAfterARestart() throws IOException {
    Bytes one = written(ONE);
    Bytes two = written(TWO);
    assertEquals(Optional.of(CONTENT), read(ONE, one));
    assertEquals(Optional.of(CONTENT), read(TWO, two));
    assertEquals(HEAD + 2 * RECORD, Files.size(file));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
  }

  @Test
  void oneKeyForACaseAndAFreshNonceForABody() throws IOException {
    assertNotEquals(written(ONE), written(ONE));
    assertEquals(HEAD + RECORD, Files.size(file));
  }

  @Test
  void aMarkIsTheSameAfterARestartAndUnderNoOtherMaster() {
    written(ONE);
    Digest mark;
    try (Crypto.Vault vault = CRYPTO.vault(file, MASTER)) {
      mark = vault.mark(CONTENT);
      assertNotEquals(mark, vault.mark(Bytes.utf8("names")));
      assertNotEquals(mark, Digest.sha256(CONTENT));
    }
    try (Crypto.Vault vault = CRYPTO.vault(file, MASTER)) {
      assertEquals(mark, vault.mark(CONTENT));
    }
    Path other = folder.resolve("other.vault");
    try (Crypto.Vault vault =
        CRYPTO.newVault(other, CRYPTO.newKey(KeyKind.VAULT, MASTER.header().node(), AT))) {
      assertNotEquals(mark, vault.mark(CONTENT));
    }
  }

  @Test
  void bodyBelongsToItsCase() {
    Bytes one = written(ONE, TWO, ONE);
    assertEquals(Optional.empty(), read(TWO, one));
    assertEquals(Optional.empty(), read(CaseId.of(AT, Sample.random(10)), one));
  }

  @Test
  void everyFlippedBitOfABodyIsRefused() {
    Bytes encrypted = written(ONE);
    try (Crypto.Vault vault = CRYPTO.vault(file, MASTER)) {
      IntStream.range(0, 8 * encrypted.size())
          .forEach(
              bit ->
                  assertEquals(
                      Optional.empty(), vault.decrypt(ONE, Sample.flipped(encrypted, bit))));
      for (int size = 0; size < encrypted.size(); size++) {
        assertEquals(Optional.empty(), vault.decrypt(ONE, encrypted.slice(0, size)));
      }
    }
  }

  @Test
  void shreddingIsForEver() throws IOException {
    Bytes one = written(ONE, TWO, ONE);
    Bytes two = written(TWO);
    String record = HexFormat.of().formatHex(Files.readAllBytes(file), HEAD, HEAD + RECORD);
    try (Crypto.Vault vault = CRYPTO.vault(file, MASTER)) {
      vault.shred(ONE);
      assertEquals(Optional.empty(), vault.decrypt(ONE, one));
      assertEquals(Optional.of(CONTENT), vault.decrypt(TWO, two));
      vault.shred(ONE);
      Bytes again = vault.encrypt(ONE, CONTENT);
      assertEquals(Optional.empty(), vault.decrypt(ONE, one));
      assertEquals(Optional.of(CONTENT), vault.decrypt(ONE, again));
    }
    assertEquals(Optional.empty(), read(ONE, one));
    assertEquals(Optional.of(CONTENT), read(TWO, two));
    assertFalse(HexFormat.of().formatHex(Files.readAllBytes(file)).contains(record));
    assertEquals(HEAD + 2 * RECORD, Files.size(file));
  }

  @Test
  void tornTailIsOverwritten() throws IOException {
    Bytes one = written(ONE);
    byte[] whole = Files.readAllBytes(file);
    written(TWO);
    byte[] both = Files.readAllBytes(file);
    for (int size = whole.length; size < both.length; size++) {
      Files.write(file, Arrays.copyOf(both, size));
      assertEquals(Optional.of(CONTENT), read(ONE, one));
    }
    byte[] halfWritten = both.clone();
    Arrays.fill(halfWritten, whole.length + 40, both.length, (byte) 0);
    Files.write(file, halfWritten);
    Bytes two = written(TWO);
    assertEquals(Optional.of(CONTENT), read(ONE, one));
    assertEquals(Optional.of(CONTENT), read(TWO, two));
    assertEquals(both.length, Files.size(file));
  }

  @Test
  void alteredVaultIsRefused() throws IOException {
    written(ONE, TWO);
    byte[] good = Files.readAllBytes(file);
    for (int at = 0; at < HEAD + RECORD; at++) {
      byte[] bad = good.clone();
      bad[at] ^= 1;
      Files.write(file, bad);
      assertThrows(CryptoException.class, () -> read(ONE, CONTENT), "byte " + at);
    }
    Files.write(file, good);
    assertEquals(Optional.empty(), read(ONE, CONTENT));
  }

  @Test
  void recordsAreBoundToTheirCase() throws IOException {
    written(ONE, TWO);
    byte[] bad = Files.readAllBytes(file);
    System.arraycopy(TWO.bytes().toArray(), 0, bad, HEAD, 16);
    byte[] sum =
        org.vigilmesh.value.Digest.sha256(Bytes.of(Arrays.copyOfRange(bad, HEAD, HEAD + 76)))
            .bytes()
            .toArray();
    System.arraycopy(sum, 0, bad, HEAD + 76, 8);
    Files.write(file, bad);
    assertThrows(CryptoException.class, () -> read(ONE, CONTENT));
  }

  @Test
  void anotherMasterOrAnExposedFileIsRefused() throws IOException {
    written(ONE);
    Crypto.Key other = CRYPTO.newKey(KeyKind.VAULT, XA, AT);
    assertThrows(CryptoException.class, () -> CRYPTO.vault(file, other));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    CryptoException exposed = assertThrows(CryptoException.class, () -> CRYPTO.vault(file, MASTER));
    assertTrue(String.valueOf(exposed.getMessage()).contains("rw-r--r--: chmod 600"));
  }

  @Test
  void mistypedPathStartsNoVault() {
    assertThrows(CryptoException.class, () -> CRYPTO.vault(folder.resolve("none"), MASTER));
    written(ONE);
    assertThrows(CryptoException.class, () -> CRYPTO.newVault(file, MASTER));
    assertFalse(Files.exists(folder.resolve("none")));
  }

  @Test
  void manyThreadsAgreeOnOneKey() throws IOException {
    List<CaseId> cases =
        IntStream.range(0, 8).mapToObj(_ -> CaseId.of(AT, Sample.random(10))).toList();
    try (Crypto.Vault vault = CRYPTO.newVault(file, MASTER)) {
      boolean allOpen =
          IntStream.range(0, 400)
              .parallel()
              .allMatch(
                  i -> {
                    CaseId caseId = cases.get(i % cases.size());
                    Bytes encrypted = vault.encrypt(caseId, CONTENT);
                    return vault.decrypt(caseId, encrypted).equals(Optional.of(CONTENT));
                  });
      assertTrue(allOpen);
    }
    assertEquals(HEAD + 8 * RECORD, Files.size(file));
  }

  @Test
  void encryptingWhileShreddingNeverUsesAWipedKey() {
    try (Crypto.Vault vault = CRYPTO.newVault(file, MASTER)) {
      List<Bytes> made =
          IntStream.range(0, 300)
              .parallel()
              .mapToObj(
                  i -> {
                    if (i % 10 == 0) {
                      vault.shred(ONE);
                    }
                    return vault.encrypt(ONE, CONTENT);
                  })
              .toList();
      Bytes clear = Bytes.concat(Bytes.utf8("vigil/body/v1"), ONE.bytes());
      for (Bytes encrypted : made) {
        byte[] nonce = encrypted.slice(0, 12).toArray();
        byte[] rest = encrypted.slice(12, encrypted.size()).toArray();
        assertTrue(AesGcm.decrypt(new byte[32], nonce, clear, rest).isEmpty());
      }
    }
  }
}
