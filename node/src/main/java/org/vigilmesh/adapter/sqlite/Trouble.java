package org.vigilmesh.adapter.sqlite;

import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;
import org.vigilmesh.port.StoreException;
import org.vigilmesh.port.StoreException.Reason;

/** What SQLite's errors mean, by their codes alone. */
final class Trouble {
  private static final int PRIMARY_CODE = 0xff;

  private Trouble() {}

  /** The exception to throw: a taken key is our bug, everything else the machine's. */
  static RuntimeException of(SQLException e) {
    int code = e instanceof SQLiteException known ? known.getResultCode().code & PRIMARY_CODE : -1;
    if (code == SQLiteErrorCode.SQLITE_CONSTRAINT.code) {
      return new IllegalStateException("bug: a key is taken, or names a row that is not there", e);
    }
    if (code == SQLiteErrorCode.SQLITE_FULL.code) {
      return new StoreException(Reason.FULL, "The disk is full: nothing more can be stored.", e);
    }
    if (code == SQLiteErrorCode.SQLITE_NOTADB.code) {
      return new StoreException(Reason.REFUSED, "The file is not an SQLite database.", e);
    }
    return new StoreException(Reason.BROKEN, "The database failed: " + e.getMessage() + ".", e);
  }
}
