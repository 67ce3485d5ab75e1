package org.vigilmesh.adapter.sqlite;

import java.io.IOException;
import java.nio.file.Path;
import org.vigilmesh.port.StoredRows;

/** A second process that opens a database, writes one journal row, says so and waits. */
final class OtherOwner {
  private OtherOwner() {}

  public static void main(String[] args) throws IOException {
    try (SqliteStore store = SqliteStore.open(Path.of(args[0]), StoredRows.life().ownerToken())) {
      store.write(
          tx -> {
            tx.addJournal(StoredRows.journal(1));
            return true;
          });
      System.out.println("open");
      int end = System.in.read();
      System.out.println("ended by " + end);
    }
  }
}
