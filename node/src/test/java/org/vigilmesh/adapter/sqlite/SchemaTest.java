package org.vigilmesh.adapter.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigilmesh.port.StoreException;
import org.vigilmesh.port.StoreException.Reason;
import org.vigilmesh.port.StoreView;
import org.vigilmesh.port.StoredRows;
import org.vigilmesh.value.Bytes;

/** Steps from schema to schema; the test's own next steps stand for those to come. */
final class SchemaTest {
  private static final Bytes OURS = StoredRows.life().ownerToken();
  private static final int NOW = Schema.CURRENT.newest();
  private static final String COPY = "store.db.before-schema-" + (NOW + 1);

  @TempDir private Path folder;
  private Path file;
  private Path backup;

  @BeforeEach
  void create() {
    file = folder.resolve("store.db");
    backup = folder.resolve(COPY);
    SqliteStore.create(file, StoredRows.life());
    try (SqliteStore store = SqliteStore.open(file, OURS)) {
      store.write(
          tx -> {
            tx.addJournal(StoredRows.journal(1));
            return true;
          });
    }
  }

  private static Schema with(String next) {
    return Schema.CURRENT.with(next);
  }

  @Test
  void newDatabaseHasTheNewestSchemaAndNamesItsWriter() throws SQLException {
    assertEquals(List.of("" + NOW), Raw.column(file, "PRAGMA user_version"));
    assertEquals(
        List.of(Schema.program()),
        Raw.column(file, "SELECT value FROM meta WHERE name = 'written_by'"));
  }

  @Test
  void newerSchemaIsRefusedNamingTheVersionThatWroteIt() throws SQLException {
    Raw.run(file, "PRAGMA user_version = 99", "UPDATE meta SET value = 'Vigil 3.4.5'");
    StoreException e = assertThrows(StoreException.class, () -> SqliteStore.open(file, OURS));
    assertEquals(Reason.REFUSED, e.reason());
    String sentence = String.valueOf(e.getMessage());
    assertTrue(sentence.contains("schema 99, written by Vigil 3.4.5"), sentence);
    assertTrue(sentence.contains("up to " + NOW), sentence);
  }

  @Test
  void olderSchemaIsBroughtForwardAfterACopy() throws SQLException {
    try (SqliteStore store = SqliteStore.open(file, OURS, with("test-schema-next.sql"))) {
      assertEquals(Optional.of(StoredRows.journal(1)), store.read(StoreView::journalHead));
    }
    assertEquals(List.of("" + (NOW + 1)), Raw.column(file, "PRAGMA user_version"));
    assertEquals(List.of("0"), Raw.column(file, "SELECT count(*) FROM later"));
    assertEquals(List.of("" + NOW), Raw.column(backup, "PRAGMA user_version"));
    assertEquals(List.of("ok"), Raw.column(backup, "PRAGMA integrity_check"));
  }

  @Test
  void copyCanBeOpenedInPlaceOfTheDatabase() throws IOException {
    SqliteStore.open(file, OURS, with("test-schema-next.sql")).close();
    Files.delete(file);
    Files.move(backup, file);
    try (SqliteStore store = SqliteStore.open(file, OURS)) {
      assertEquals(Optional.of(StoredRows.journal(1)), store.read(StoreView::journalHead));
    }
  }

  @Test
  void failedStepLeavesTheDatabaseAsItWas() throws SQLException {
    assertThrows(
        StoreException.class,
        () -> SqliteStore.open(file, OURS, with("test-schema-next-broken.sql")));
    assertEquals(List.of("" + NOW), Raw.column(file, "PRAGMA user_version"));
    assertEquals(List.of(), Raw.column(file, "SELECT name FROM sqlite_schema WHERE name = 'half'"));
    SqliteStore.open(file, OURS).close();
  }

  @Test
  void copyOfAnEarlierAttemptIsReplaced() throws IOException, SQLException {
    Files.writeString(backup, "old");
    Files.writeString(folder.resolve(COPY + ".partial"), "half");
    SqliteStore.open(file, OURS, with("test-schema-next.sql")).close();
    assertEquals(List.of("ok"), Raw.column(backup, "PRAGMA integrity_check"));
    assertFalse(Files.exists(folder.resolve(COPY + ".partial")));
  }
}
