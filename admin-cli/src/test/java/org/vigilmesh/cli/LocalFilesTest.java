package org.vigilmesh.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;

/** Files of the person who runs the command. */
final class LocalFilesTest {
  @TempDir private Path home = Path.of("");

  /** Whatever its size. */
  static Digest digest(Path file) {
    try {
      return Digest.sha256(Bytes.of(Files.readAllBytes(file)));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static String refused(Runnable work) {
    return assertThrows(CliException.class, work::run).code();
  }

  @Test
  void aFileIsNeverWrittenOver() throws IOException {
    Path file = Files.writeString(home.resolve("f"), "mine");

    assertEquals("E-FILE-EXISTS", refused(() -> LocalFiles.write(file, Bytes.utf8("x"))));
    assertEquals("E-FILE-EXISTS", refused(() -> LocalFiles.writeSecret(file, new byte[1])));
    assertEquals("E-FILE-EXISTS", refused(() -> LocalFiles.newDirectory(file)));
    assertEquals("mine", Files.readString(file));
  }

  @Test
  void aSecretIsItsOwnersAndAnythingElseMayBeRead() {
    LocalFiles.writeSecret(home.resolve("s"), new byte[] {1});
    LocalFiles.write(home.resolve("p"), Bytes.utf8("x"));

    assertEquals("rw-------", Runs.mode(home.resolve("s")));
    assertTrue(Runs.mode(home.resolve("p")).startsWith("rw-r"), Runs.mode(home.resolve("p")));
    assertEquals("rwx------", Runs.mode(LocalFiles.directory(home.resolve("a/b"))));
    assertEquals("rwx------", Runs.mode(home.resolve("a")));
  }

  @Test
  void replacingIsOneStepAndLeavesNothingBeside() throws IOException {
    Path file = Files.writeString(home.resolve("f"), "old");
    LocalFiles.replace(file, Bytes.utf8("new"));

    assertEquals("new", Files.readString(file));
    try (var all = Files.list(home)) {
      assertEquals(List.of(file), all.toList());
    }
  }

  @Test
  void whatCannotBeReadIsToldByItsName() throws IOException {
    Path directory = Files.createDirectory(home.resolve("d"));
    Path large = home.resolve("large");
    Files.write(large, new byte[4 * 1024 * 1024 + 1]);

    assertEquals("E-FILE-MISSING", refused(() -> LocalFiles.read(home.resolve("none"))));
    assertEquals("E-FILE-IO", refused(() -> LocalFiles.read(directory)));
    assertEquals("E-FILE-SIZE", refused(() -> LocalFiles.read(large)));
    assertEquals(
        "E-FILE-IO", refused(() -> LocalFiles.write(home.resolve("no/such"), Bytes.EMPTY)));
  }

  @Test
  void aPassphraseIsTheFirstLineOfItsFile() {
    Runs runs = Runs.in(home);
    for (String text : List.of("secret words\n", "secret words", "secret words\r\nand more\n")) {
      Path file = runs.secret("p" + text.length(), text);
      try (var phrase = Passphrases.fromFile(file);
          var expected =
              org.vigilmesh.adapter.crypto.Crypto.passphrase("secret words".toCharArray())) {
        assertTrue(phrase.matches(expected), text);
      }
    }
  }

  @Test
  void oneFileOfPassphrasesServesAllKeysAfterIt() {
    Path a = Path.of("a");
    Path b = Path.of("b");

    assertEquals(a, Passphrases.choose(List.of(a, b), 0));
    assertEquals(b, Passphrases.choose(List.of(a, b), 1));
    assertEquals(b, Passphrases.choose(List.of(a, b), 7));
    assertFalse(Passphrases.choose(null, 0) != null);
  }
}
