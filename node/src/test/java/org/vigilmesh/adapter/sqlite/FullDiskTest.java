package org.vigilmesh.adapter.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigilmesh.port.StoreException;
import org.vigilmesh.port.StoredRows;

/** No room for a while; a schema step of the test gives the writer few pages. */
final class FullDiskTest {
  @TempDir private Path folder;

  private static boolean add(SqliteStore store, long first) {
    return store.write(
        tx -> {
          for (long seq = first; seq < first + 8; seq++) {
            tx.addStatement(StoredRows.statement(StoredRows.OUT, seq));
          }
          return true;
        });
  }

  @Test
  void fullDiskTakesNothingBackAndTheStoreGoesOnWhenThereIsRoom() {
    Path file = folder.resolve("store.db");
    SqliteStore.create(file, StoredRows.life());
    Schema small = Schema.CURRENT.with("test-schema-next-small.sql");
    try (SqliteStore store = SqliteStore.open(file, StoredRows.life().ownerToken(), small)) {
      long[] next = {1};
      StoreException e =
          assertThrows(
              StoreException.class,
              () -> {
                while (true) {
                  add(store, next[0]);
                  next[0] += 8;
                }
              });
      assertTrue(e.isFull(), e.getMessage());
      assertTrue(next[0] > 1);
      assertEquals(next[0] - 1, store.read(view -> view.statements(StoredRows.OUT, 1, 999)).size());
      add(store, next[0]);
      assertEquals(next[0] + 7, store.read(view -> view.statements(StoredRows.OUT, 1, 999)).size());
    }
  }
}
