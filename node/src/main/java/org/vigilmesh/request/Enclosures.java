package org.vigilmesh.request;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vigilmesh.value.Bytes;

/** Where the attachments are that a request names: beside its file, or sent along with a page. */
@FunctionalInterface
public interface Enclosures {
  /** Nothing can be attached. */
  Enclosures NONE = (_, _) -> new Missing();

  /** What is there under {@code name}; nothing longer than {@code most} bytes is read. */
  Found find(String name, int most);

  /** What is there under a name. */
  sealed interface Found {}

  /** The bytes. */
  record Here(Bytes bytes) implements Found {}

  /** More bytes than may be attached. */
  record TooLarge() implements Found {}

  /** Nothing of that name, or nothing that may be read. */
  record Missing() implements Found {}

  /** Files in {@code home} or below it, links followed. */
  static Enclosures beside(Path home) {
    return (name, most) -> {
      try {
        Path file = findBeside(home, name);
        if (file == null) {
          return new Missing();
        }
        return Files.size(file) > most
            ? new TooLarge()
            : new Here(Bytes.of(Files.readAllBytes(file)));
      } catch (IOException _) {
        return new Missing();
      }
    };
  }

  /** What a page sent along, by name. */
  static Enclosures sent(Map<String, Bytes> files) {
    Map<String, Bytes> all = Map.copyOf(files);
    return (name, most) -> {
      Bytes bytes = all.get(name);
      if (bytes == null) {
        return new Missing();
      }
      return bytes.size() > most ? new TooLarge() : new Here(bytes);
    };
  }

  /** The regular file; null when there is none or it lies elsewhere, links followed. */
  private static @Nullable Path findBeside(Path beside, String name) throws IOException {
    try {
      Path home = beside.toRealPath();
      Path file = home.resolve(name).toRealPath();
      return file.startsWith(home) && Files.isRegularFile(file) ? file : null;
    } catch (InvalidPathException _) {
      return null;
    }
  }
}
