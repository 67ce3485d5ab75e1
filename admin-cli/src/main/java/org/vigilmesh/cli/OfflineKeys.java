package org.vigilmesh.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import org.vigilmesh.adapter.crypto.Crypto;
import org.vigilmesh.adapter.crypto.Crypto.KeyRead;
import org.vigilmesh.adapter.crypto.KeyHeader;
import org.vigilmesh.adapter.crypto.KeyKind;

/** Sealed key files of people and of nodes: what is wrong with one becomes an error with a code. */
final class OfflineKeys {
  private OfflineKeys() {}

  /** Writes a new key file. */
  static KeyHeader save(Crypto.KeyFiles files, Crypto.Key key, Path file) {
    if (Files.exists(file)) {
      throw CliException.of(Exit.INPUT, "E-FILE-EXISTS", file);
    }
    files.save(key, file);
    return key.header();
  }

  /** The key in {@code file}, which must be one of {@code kind}. */
  static Crypto.Key open(Crypto.KeyFiles files, Path file, KeyKind kind) {
    return switch (files.open(file)) {
      case KeyRead.Opened(Crypto.Key key) -> {
        if (key.header().kind() != kind) {
          key.close();
          throw CliException.of(
              Exit.INPUT, "E-KEY-KIND", file, key.header().kind().code(), kind.code());
        }
        yield key;
      }
      case KeyRead.Refused(KeyRead.Reason reason, String detail) ->
          throw refusal(file, reason, detail);
    };
  }

  private static CliException refusal(Path file, KeyRead.Reason reason, String detail) {
    return switch (reason) {
      case MISSING -> CliException.of(Exit.NOT_FOUND, "E-FILE-MISSING", file);
      case EXPOSED -> CliException.of(Exit.NOT_PERMITTED, "E-FILE-MODE", file);
      case MALFORMED -> CliException.of(Exit.INPUT, "E-FILE-BROKEN", file, detail);
      case WRONG_PASSPHRASE -> CliException.of(Exit.NOT_PERMITTED, "E-PASSPHRASE-WRONG", file);
    };
  }

  /** What a key file tells without its passphrase. */
  static KeyHeader header(Path file) {
    if (!Files.exists(file)) {
      throw CliException.of(Exit.NOT_FOUND, "E-FILE-MISSING", file);
    }
    return Crypto.findHeader(file)
        .orElseThrow(() -> CliException.of(Exit.INPUT, "E-FILE-BROKEN", file, "key"));
  }
}
