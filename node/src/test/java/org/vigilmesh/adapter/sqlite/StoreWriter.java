package org.vigilmesh.adapter.sqlite;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.vigilmesh.port.StoredRows;

/**
 * A process that commits turn after turn and says the number of each after its commit, as a node
 * tells an officer. The control writes in the same way without asking for syncs.
 */
final class StoreWriter {
  private static final int CHECKPOINT_EVERY = 10;

  private StoreWriter() {}

  public static void main(String[] args) throws SQLException {
    Path file = Path.of(args[1]);
    int turns = Integer.parseInt(args[2]);
    switch (args[0]) {
      case "store" -> store(file, turns);
      case "control" -> control(file, turns);
      default -> throw new IllegalArgumentException(args[0]);
    }
  }

  private static void say(int number) {
    System.out.println(number);
    System.out.flush();
  }

  private static void store(Path file, int turns) {
    SqliteStore.create(file, StoredRows.life());
    say(0);
    try (SqliteStore store = SqliteStore.open(file, StoredRows.life().ownerToken())) {
      for (int i = 1; i <= turns; i++) {
        int number = i;
        store.write(
            tx -> {
              tx.putLane(StoredRows.lane(StoredRows.OUT, number, number - 1));
              tx.addStatement(StoredRows.statement(StoredRows.OUT, number));
              tx.addJournal(StoredRows.journal(number));
              return true;
            });
        say(i);
        if (i % CHECKPOINT_EVERY == 0) {
          store.checkpoint();
        }
      }
    }
  }

  /** What the store must not do: here a power cut takes back what was told. */
  private static void control(Path file, int turns) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA journal_mode = WAL");
      statement.execute("PRAGMA synchronous = NORMAL");
      statement.execute("PRAGMA wal_autocheckpoint = 0");
      statement.execute("CREATE TABLE turn (number INTEGER PRIMARY KEY, bytes BLOB)");
      statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
      say(0);
      for (int i = 1; i <= turns; i++) {
        statement.execute("INSERT INTO turn VALUES (" + i + ", zeroblob(9000))");
        say(i);
      }
      statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
    }
  }
}
