package org.vigilmesh.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.vigilmesh.adapter.crypto.Crypto;
import org.vigilmesh.value.SecretBytes;

/** Passphrases of sealed key files: from a file of mode 0600 or typed, never from an argument. */
final class Passphrases {
  private static final int LENGTH_MIN = 12;
  private static final String FLAG = "--passphrase-file";

  private Passphrases() {}

  /** The file for the key with this index: one file serves for all keys after it, too. */
  static @Nullable Path choose(@Nullable List<Path> files, int index) {
    return files == null ? null : files.get(Math.min(index, files.size() - 1));
  }

  /** For reading {@code key}. */
  static Crypto.KeyFiles of(Console console, Crypto crypto, @Nullable Path file, Path key) {
    return crypto.keyFiles(
        file != null
            ? fromFile(console.path(file))
            : secret(console.askSecret(FLAG, "ask.passphrase", key.getFileName())));
  }

  /** For a key that is being made: typed twice, or from a file. */
  static Crypto.KeyFiles forNew(Console console, Crypto crypto, @Nullable Path file, Path key) {
    if (file != null) {
      return crypto.keyFiles(longEnough(fromFile(console.path(file))), console.around().keyCost());
    }
    SecretBytes first =
        longEnough(secret(console.askSecret(FLAG, "ask.passphrase.new", key.getFileName())));
    try (SecretBytes second = secret(console.askSecret(FLAG, "ask.passphrase.again"))) {
      if (!first.matches(second)) {
        throw CliException.of(Exit.INPUT, "E-PASSPHRASE-DIFFERS");
      }
    }
    return crypto.keyFiles(first, console.around().keyCost());
  }

  /** The first line of a file that only its owner can read. */
  static SecretBytes fromFile(Path file) {
    try {
      Set<PosixFilePermission> modes = Files.getPosixFilePermissions(file);
      modes.remove(PosixFilePermission.OWNER_READ);
      modes.remove(PosixFilePermission.OWNER_WRITE);
      if (!modes.isEmpty()) {
        throw CliException.of(Exit.NOT_PERMITTED, "E-FILE-MODE", file);
      }
      byte[] bytes = Files.readAllBytes(file);
      CharBuffer text = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(bytes));
      Arrays.fill(bytes, (byte) 0);
      int end = 0;
      while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
        end++;
      }
      char[] line = new char[end];
      text.get(line);
      Arrays.fill(text.array(), '\0');
      return secret(line);
    } catch (NoSuchFileException _) {
      throw CliException.of(Exit.NOT_FOUND, "E-FILE-MISSING", file);
    } catch (IOException e) {
      throw LocalFiles.broken(file, e);
    }
  }

  private static SecretBytes longEnough(SecretBytes phrase) {
    if (phrase.size() < LENGTH_MIN) {
      throw CliException.of(Exit.INPUT, "E-PASSPHRASE-SHORT", LENGTH_MIN);
    }
    return phrase;
  }

  private static SecretBytes secret(char[] typed) {
    SecretBytes secret = Crypto.passphrase(typed);
    Arrays.fill(typed, '\0');
    return secret;
  }
}
