package org.vigilmesh.adapter.sqlite;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteOpenMode;
import org.vigilmesh.port.StoreException;
import org.vigilmesh.port.StoreException.Reason;

/**
 * How connections are opened. A default is not a setting: each is made, read back, and the
 * connection refused where SQLite says otherwise.
 */
final class Settings {
  private record Setting(String make, String ask, String expected) {}

  /**
   * Properties of the file; made once. The page size must come before the first page; the
   * application id is "VIGI" and marks the file as ours.
   */
  private static final List<Setting> OF_FILE =
      List.of(
          new Setting("PRAGMA page_size = 16384", "PRAGMA page_size", "16384"),
          new Setting("PRAGMA encoding = 'UTF-8'", "PRAGMA encoding", "UTF-8"),
          new Setting("PRAGMA application_id = 1447642953", "PRAGMA application_id", "1447642953"),
          new Setting("PRAGMA journal_mode = WAL", "PRAGMA journal_mode", "wal"));

  /** Properties of each connection. Without FULL a power cut takes back what was told. */
  private static final List<Setting> OF_CONNECTION =
      List.of(
          new Setting("PRAGMA synchronous = FULL", "PRAGMA synchronous", "2"),
          new Setting("PRAGMA foreign_keys = ON", "PRAGMA foreign_keys", "1"),
          new Setting("PRAGMA trusted_schema = OFF", "PRAGMA trusted_schema", "0"),
          new Setting("PRAGMA cell_size_check = ON", "PRAGMA cell_size_check", "1"),
          new Setting("PRAGMA busy_timeout = 5000", "PRAGMA busy_timeout", "5000"),
          new Setting("PRAGMA temp_store = MEMORY", "PRAGMA temp_store", "2"),
          new Setting("PRAGMA mmap_size = 0", "PRAGMA mmap_size", "0"),
          new Setting("PRAGMA cache_size = -8192", "PRAGMA cache_size", "-8192"),
          new Setting("PRAGMA wal_autocheckpoint = 0", "PRAGMA wal_autocheckpoint", "0"),
          new Setting(
              "PRAGMA journal_size_limit = 67108864", "PRAGMA journal_size_limit", "67108864"));

  private Settings() {}

  /** A connection that writes; the file is there, and empty when it has just been created. */
  static Session writer(Path file, boolean isNew) {
    SQLiteConfig config = new SQLiteConfig();
    config.resetOpenMode(SQLiteOpenMode.CREATE);
    return open(config, file, isNew);
  }

  /** A connection that cannot write. */
  static Session reader(Path file) {
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(true);
    return open(config, file, false);
  }

  private static Session open(SQLiteConfig config, Path file, boolean isNew) {
    if (file.toString().indexOf('?') >= 0) {
      throw refused(file, "its path contains a question mark, which SQLite reads as settings");
    }
    // otherwise the driver asks for the last row id after every insert
    config.setGetGeneratedKeys(false);
    Session session;
    try {
      session = new Session(config.createConnection("jdbc:sqlite:" + file.toAbsolutePath()));
    } catch (SQLException e) {
      throw Trouble.of(e);
    }
    try {
      if (isNew) {
        OF_FILE.forEach(setting -> session.script(setting.make()));
      }
      OF_CONNECTION.forEach(setting -> session.script(setting.make()));
      OF_FILE.forEach(setting -> check(session, file, setting));
      OF_CONNECTION.forEach(setting -> check(session, file, setting));
      return session;
    } catch (StoreException e) {
      session.close();
      throw e;
    }
  }

  private static void check(Session session, Path file, Setting setting) {
    String is = session.text(setting.ask());
    if (!is.equals(setting.expected())) {
      String name = setting.ask().substring(setting.ask().indexOf(' ') + 1);
      throw refused(file, name + " is " + is + ", not " + setting.expected());
    }
  }

  static StoreException refused(Path file, String why) {
    return new StoreException(Reason.REFUSED, "The database " + file + " is refused: " + why + ".");
  }
}
