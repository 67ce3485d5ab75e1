package org.vigilmesh;

import java.io.IOException;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.Set;
import org.vigilmesh.adapter.crypto.Crypto;
import org.vigilmesh.value.SecretBytes;

/** The file that opens the node's sealed keys: its first line, for the eyes of its owner only. */
final class PassphraseFile {
  /** Far more than anybody's phrase. */
  private static final long SIZE_MAX = 4 * 1024;

  private PassphraseFile() {}

  /** The passphrase in {@code file}; {@link StartException} names the file, never its content. */
  static SecretBytes read(Path file) {
    try {
      requirePrivate(file);
      if (Files.size(file) > SIZE_MAX) {
        throw new StartException("the passphrase file " + file + " is no line of text");
      }
      return firstLine(file);
    } catch (CharacterCodingException e) {
      throw new StartException("the passphrase file " + file + " is not UTF-8", e);
    } catch (IOException e) {
      throw new StartException("cannot read the passphrase file " + file, e);
    }
  }

  /** As people mean it: typed on another keyboard, a letter may be composed in another way. */
  private static SecretBytes firstLine(Path file) throws IOException {
    CharBuffer text = CharBuffer.wrap(Files.readString(file, StandardCharsets.UTF_8));
    int end = 0;
    while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
      end++;
    }
    if (end == 0) {
      throw new StartException("the passphrase file " + file + " begins with an empty line");
    }
    char[] line = new char[end];
    text.get(line);
    SecretBytes phrase = Crypto.passphrase(line);
    Arrays.fill(line, '\0');
    return phrase;
  }

  /** Refuses a file that others than its owner may read or write. */
  private static void requirePrivate(Path file) throws IOException {
    Set<PosixFilePermission> shared = Files.getPosixFilePermissions(file);
    shared.remove(PosixFilePermission.OWNER_READ);
    shared.remove(PosixFilePermission.OWNER_WRITE);
    if (!shared.isEmpty()) {
      throw new StartException(
          file + " may be read or changed by others: chmod 600 " + file.getFileName());
    }
  }
}
