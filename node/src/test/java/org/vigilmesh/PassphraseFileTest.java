package org.vigilmesh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigilmesh.adapter.crypto.Crypto;
import org.vigilmesh.value.SecretBytes;

final class PassphraseFileTest {
  private static final String PHRASE = "correct horse battery";

  @TempDir private Path folder = Path.of("");

  private Path file(byte[] content, String mode) throws IOException {
    Path file = Files.write(folder.resolve("passphrase"), content);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
  }

  private Path file(String content) throws IOException {
    return file(content.getBytes(StandardCharsets.UTF_8), "rw-------");
  }

  private static String refusal(Path file) {
    StartException refused = assertThrows(StartException.class, () -> PassphraseFile.read(file));
    for (Throwable one = refused; one != null; one = one.getCause()) {
      assertFalse(String.valueOf(one.getMessage()).contains("horse"), "the phrase leaks");
    }
    return String.valueOf(refused.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "\r\n", "\nsecond line", "\r\nsecond line\r\n"})
  void theFirstLineIsThePhraseWhateverEndsIt(String end) throws IOException {
    try (SecretBytes phrase = PassphraseFile.read(file(PHRASE + end))) {
      assertEquals(PHRASE, new String(phrase.reveal(), StandardCharsets.UTF_8));
    }
  }

  @Test
  void aLetterComposedInAnotherWayIsTheSamePhrase() throws IOException {
    try (SecretBytes typed = Crypto.passphrase("caf\u00e9 au lait".toCharArray());
        SecretBytes stored = PassphraseFile.read(file("cafe\u0301 au lait\n"))) {
      assertTrue(typed.matches(stored), "the command that sealed the keys would open them");
    }
  }

  @ParameterizedTest
  @CsvSource({"rw-r-----", "rw-----w-", "rw-rw-rw-", "rwx------", "r-----r--"})
  void aFileThatOthersMayReadOrChangeStopsTheNode(String mode) throws IOException {
    String sentence = refusal(file(PHRASE.getBytes(StandardCharsets.UTF_8), mode));
    assertTrue(sentence.endsWith("may be read or changed by others: chmod 600 passphrase"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "\r\n", "\ncorrect horse"})
  void anEmptyFirstLineIsSaidSo(String content) throws IOException {
    assertTrue(refusal(file(content)).endsWith("begins with an empty line"));
  }

  @Test
  void whatIsNoTextIsSaidSo() throws IOException {
    Path bytes = file(new byte[] {'h', 'o', 'r', 's', 'e', (byte) 0xff}, "rw-------");
    assertTrue(refusal(bytes).endsWith("is not UTF-8"));
    assertTrue(refusal(file("horse ".repeat(1_000))).endsWith("is no line of text"));
  }

  @Test
  void aMissingFileIsNamed() {
    Path none = folder.resolve("none");
    assertEquals("cannot read the passphrase file " + none, refusal(none));
  }
}
