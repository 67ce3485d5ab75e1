package org.vigilmesh.adapter.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.vigilmesh.Fixtures;
import org.vigilmesh.port.Rows.LifeRow;
import org.vigilmesh.port.Store;
import org.vigilmesh.port.StoreException;
import org.vigilmesh.port.StoreException.Reason;
import org.vigilmesh.port.StoreView;
import org.vigilmesh.port.StoredRows;
import org.vigilmesh.value.Bytes;

/** Creating, opening and owning the file. */
final class StoreFileTest {
  private static final Bytes OURS = StoredRows.life().ownerToken();
  private static final Bytes THEIRS = Fixtures.bytes("another token", 16);

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("store.db");
  }

  private SqliteStore created() {
    SqliteStore.create(file, StoredRows.life());
    return SqliteStore.open(file, OURS);
  }

  private static boolean add(Store store, long number) {
    return store.write(
        tx -> {
          tx.addJournal(StoredRows.journal(number));
          return true;
        });
  }

  private static long count(Store store) {
    return store.read(view -> view.journal(1, 1000)).size();
  }

  private StoreException refusal() {
    return assertThrows(StoreException.class, () -> SqliteStore.open(file, OURS));
  }

  private void assertRefused(Reason reason, String sentence) {
    StoreException e = refusal();
    assertEquals(reason, e.reason(), e.getMessage());
    assertTrue(String.valueOf(e.getMessage()).contains(sentence), e.getMessage());
  }

  @Test
  void whatWasWrittenOutlivesTheStore() {
    try (SqliteStore store = created()) {
      add(store, 1);
      store.write(
          tx -> {
            tx.addStatement(StoredRows.statement(StoredRows.OUT, 1));
            return true;
          });
    }
    try (SqliteStore store = SqliteStore.open(file, OURS)) {
      assertEquals(1, count(store));
      assertEquals(
          Optional.of(StoredRows.statement(StoredRows.OUT, 1)),
          store.read(view -> view.statement(StoredRows.OUT, 1)));
      assertEquals(Optional.of(StoredRows.life()), store.read(StoreView::life));
    }
  }

  @Test
  void whatWasWrittenIsInTheFilesBeforeTheStoreIsClosed() throws IOException {
    Path copy = folder.resolve("copy.db");
    try (SqliteStore store = created()) {
      add(store, 1);
      add(store, 2);
      Files.copy(file, copy);
      Files.copy(folder.resolve("store.db-wal"), folder.resolve("copy.db-wal"));
    }
    try (SqliteStore store = SqliteStore.open(copy, OURS)) {
      assertEquals(2, count(store));
    }
  }

  @Test
  void creatingTouchesNoFileThatIsThere() throws IOException {
    Files.writeString(file, "a letter");
    StoreException e =
        assertThrows(StoreException.class, () -> SqliteStore.create(file, StoredRows.life()));
    assertEquals(Reason.REFUSED, e.reason());
    assertEquals("a letter", Files.readString(file));
  }

  @Test
  void creatingInAFolderThatIsNotThereFails() {
    Path lost = folder.resolve("lost").resolve("store.db");
    StoreException e =
        assertThrows(StoreException.class, () -> SqliteStore.create(lost, StoredRows.life()));
    assertEquals(Reason.BROKEN, e.reason());
  }

  @Test
  void openingNeverCreates() {
    assertRefused(Reason.REFUSED, "There is no database");
    assertFalse(Files.exists(file));
    assertFalse(Files.exists(folder.resolve("store.db.lock")));
  }

  @Test
  void onlyTheOwnerCanReadTheFiles() throws IOException {
    try (SqliteStore store = created()) {
      add(store, 1);
      for (String name : List.of("", "-wal", "-shm", ".lock")) {
        assertEquals(
            "rw-------",
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(folder.resolve("store.db" + name))),
            name);
      }
    }
  }

  @Test
  void fileThatIsNoDatabaseIsRefused() throws IOException {
    Files.writeString(file, "Dear colleagues, ".repeat(100));
    assertRefused(Reason.REFUSED, "not an SQLite database");
  }

  @Test
  void emptyFileIsRefused() throws IOException {
    Files.createFile(file);
    assertRefused(Reason.REFUSED, "is refused");
    assertEquals(0, Files.size(file));
  }

  @Test
  void pathThatSqliteWouldReadSettingsFromIsRefused() throws IOException {
    file = folder.resolve("store.db?journal_mode=OFF");
    Files.createFile(file);
    assertRefused(Reason.REFUSED, "question mark");
  }

  @TestFactory
  Stream<DynamicTest> fileWithOtherSettingsIsRefused() {
    Map<String, List<String>> wrong =
        Map.of(
            "journal_mode is delete", List.of("PRAGMA journal_mode = DELETE"),
            "application_id is 7", List.of("PRAGMA application_id = 7"),
            "page_size is 4096",
                List.of("PRAGMA journal_mode = DELETE", "PRAGMA page_size = 4096", "VACUUM"));
    return wrong.entrySet().stream()
        .map(
            row ->
                DynamicTest.dynamicTest(
                    row.getKey(),
                    () -> {
                      file = folder.resolve(row.getKey().replace(' ', '-'));
                      created().close();
                      Raw.run(file, row.getValue().toArray(String[]::new));
                      assertRefused(Reason.REFUSED, row.getKey());
                    }));
  }

  @Test
  void everyConnectionHasItsSettings() {
    SqliteStore.create(file, StoredRows.life());
    try (Session writer = Settings.writer(file, false);
        Session reader = Settings.reader(file)) {
      for (Session session : List.of(writer, reader)) {
        assertEquals("16384", session.text("PRAGMA page_size"));
        assertEquals("wal", session.text("PRAGMA journal_mode"));
        assertEquals("2", session.text("PRAGMA synchronous"));
        assertEquals("1", session.text("PRAGMA foreign_keys"));
        assertEquals("0", session.text("PRAGMA trusted_schema"));
        assertEquals("1", session.text("PRAGMA cell_size_check"));
        assertEquals("5000", session.text("PRAGMA busy_timeout"));
        assertEquals("2", session.text("PRAGMA temp_store"));
        assertEquals("0", session.text("PRAGMA mmap_size"));
        assertEquals("0", session.text("PRAGMA wal_autocheckpoint"));
      }
      assertThrows(StoreException.class, () -> reader.run("DELETE FROM life"));
    }
  }

  @Test
  void halfMadeDatabaseIsRefused() throws SQLException {
    created().close();
    Raw.run(file, "DELETE FROM life");
    assertRefused(Reason.REFUSED, "never completed");
  }

  @Test
  void databaseIsOpenedOnceInAProcess() {
    try (SqliteStore store = created()) {
      assertRefused(Reason.OWNED, "Another process");
      add(store, 1);
    }
    SqliteStore.open(file, OURS).close();
  }

  @Test
  void databaseIsOpenedOnceOnAMachine() throws IOException, InterruptedException {
    SqliteStore.create(file, StoredRows.life());
    Process other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                OtherOwner.class.getName(),
                file.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader said =
        new BufferedReader(
            new java.io.InputStreamReader(other.getInputStream(), StandardCharsets.UTF_8))) {
      assertEquals("open", said.readLine());
      assertRefused(Reason.OWNED, "Another process");
    } finally {
      other.destroyForcibly().waitFor();
    }
    try (SqliteStore store = SqliteStore.open(file, OURS)) {
      assertEquals(1, count(store));
    }
  }

  @Test
  void ownerThatWasOvertakenCommitsNothingMore() throws IOException {
    try (SqliteStore first = created()) {
      add(first, 1);
      Files.delete(folder.resolve("store.db.lock"));
      try (SqliteStore second = SqliteStore.open(file, THEIRS)) {
        StoreException e = assertThrows(StoreException.class, () -> add(first, 2));
        assertEquals(Reason.OWNED, e.reason());
        assertThrows(StoreException.class, () -> add(first, 2));
        add(second, 5);
        assertEquals(
            List.of(1L, 5L),
            second.read(view -> view.journal(1, 9)).stream().map(row -> row.number()).toList());
      }
    }
  }

  @Test
  void ownerMayChangeItsToken() {
    try (SqliteStore store = created()) {
      LifeRow life = StoredRows.life();
      store.write(
          tx -> {
            tx.putLife(
                new LifeRow(
                    life.self(), life.incarnation(), THEIRS, life.mode(), "", life.since()));
            return true;
          });
      add(store, 1);
      assertEquals(1, count(store));
    }
  }

  @Test
  void logStaysBoundedWhenCheckpointsAreMade() throws IOException {
    try (SqliteStore store = created()) {
      for (long seq = 1; seq <= 300; seq++) {
        long n = seq;
        store.write(
            tx -> {
              tx.addStatement(StoredRows.statement(StoredRows.OUT, n));
              return true;
            });
        if (seq % 10 == 0) {
          store.checkpoint();
        }
      }
      assertTrue(Files.size(folder.resolve("store.db-wal")) < 4 << 20);
      assertTrue(Files.size(file) > 4 << 20);
    }
  }
}
