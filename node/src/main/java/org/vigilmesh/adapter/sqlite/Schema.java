package org.vigilmesh.adapter.sqlite;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.vigilmesh.port.StoreException;
import org.vigilmesh.port.StoreException.Reason;

/**
 * The numbered steps that make the tables: step n leads from schema n-1 to n in one transaction,
 * after a copy of the whole file if it is not new. A database that is ahead of the steps is
 * refused.
 */
final class Schema {
  static final Schema CURRENT =
      new Schema(
          List.of(
              "schema-1.sql",
              "schema-2.sql",
              "schema-3.sql",
              "schema-4.sql",
              "schema-5.sql",
              "schema-6.sql",
              "schema-7.sql",
              "schema-8.sql",
              "schema-9.sql"));

  private final List<String> steps;

  Schema(List<String> steps) {
    this.steps = List.copyOf(steps);
  }

  /** The number of the newest step. */
  int newest() {
    return steps.size();
  }

  /** These steps and one more, for tests of what is to come. */
  Schema with(String next) {
    return new Schema(Stream.concat(steps.stream(), Stream.of(next)).toList());
  }

  /** What stands in {@code meta} as the writer of a schema. */
  static String program() {
    return Optional.ofNullable(Schema.class.getPackage().getImplementationVersion())
        .map(version -> "Vigil " + version)
        .orElse("an unreleased Vigil");
  }

  /** Brings the database from its own schema to the newest. */
  void bring(Session session, Path file) {
    long has = session.number("PRAGMA user_version").orElseThrow();
    if (has > steps.size()) {
      String by = session.text("SELECT value FROM meta WHERE name = 'written_by'");
      throw Settings.refused(
          file,
          "it has schema "
              + has
              + ", written by "
              + by
              + "; this program ("
              + program()
              + ") knows schemas up to "
              + steps.size());
    }
    for (int step = (int) has + 1; step <= steps.size(); step++) {
      if (has > 0) {
        backUp(session, file.resolveSibling(file.getFileName() + ".before-schema-" + step));
      }
      take(session, step);
    }
  }

  private void take(Session session, int step) {
    session.run("BEGIN IMMEDIATE");
    session.script(text(steps.get(step - 1)));
    session.run("INSERT OR REPLACE INTO meta VALUES ('written_by', ?)", program());
    session.script("PRAGMA user_version = " + step);
    session.run("COMMIT");
  }

  /** A complete copy, synced before it gets its name; one of an earlier attempt is replaced. */
  private static void backUp(Session session, Path copy) {
    Path partial = copy.resolveSibling(copy.getFileName() + ".partial");
    try {
      Files.deleteIfExists(partial);
      OwnerLock.createPrivate(partial);
      session.run("VACUUM INTO ?", partial.toString());
      // the copy comes without WAL mode; with it, it can be put in the database's place
      try (Session made = Settings.writer(partial, true)) {
        made.number("PRAGMA user_version");
      }
      try (FileChannel written = FileChannel.open(partial, StandardOpenOption.WRITE)) {
        written.force(true);
      }
      Files.move(partial, copy, StandardCopyOption.ATOMIC_MOVE);
      OwnerLock.syncFolderOf(copy);
    } catch (IOException e) {
      throw new StoreException(Reason.BROKEN, "The backup " + copy + " cannot be written.", e);
    }
  }

  private static String text(String resource) {
    try (InputStream in = Objects.requireNonNull(Schema.class.getResourceAsStream(resource))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new StoreException(Reason.BROKEN, "The program's own " + resource + " is gone.", e);
    }
  }
}
