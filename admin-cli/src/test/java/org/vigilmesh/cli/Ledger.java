package org.vigilmesh.cli;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** What a stopped node's database holds, read by plain SQL that shares no code with the node. */
final class Ledger implements AutoCloseable {
  private final Connection connection;

  Ledger(DemoNode node) {
    try {
      Path file = node.layout().store();
      this.connection = DriverManager.getConnection("jdbc:sqlite:" + file);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  /** Act ids of one sender as they are stored, repeats included, in hexadecimal. */
  List<String> actsOf(String sender) {
    return texts("SELECT lower(hex(act_id)) FROM act WHERE sender = ? ORDER BY act_id", sender);
  }

  /** Positions that a lane from {@code sender} is missing, or has beyond its last. */
  List<String> gapsInLanesOf(String sender) {
    return texts(
        """
        SELECT l.urgency || ': ' || count(s.place) || ' of ' || p.last_seq
        FROM lane l
        JOIN lane_position p USING (lane_id)
        LEFT JOIN statement s ON s.place / 1099511627776 = l.lane_id
        WHERE l.from_node = ?
        GROUP BY l.lane_id
        HAVING count(s.place) <> p.last_seq\
        """,
        sender);
  }

  long count(String table) {
    return Long.parseLong(texts("SELECT count(*) FROM " + table + " WHERE '' = ?", "").getFirst());
  }

  private List<String> texts(String query, String value) {
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      statement.setString(1, value);
      List<String> found = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(rows.getString(1));
        }
      }
      return found;
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  /** Turns one bit of one byte in the middle of a column's value; twice is as before. */
  void flip(String table, String column, String key, long row) {
    String find = "SELECT " + column + " FROM " + table + " WHERE " + key + " = " + row;
    String set = "UPDATE " + table + " SET " + column + " = ? WHERE " + key + " = " + row;
    try (PreparedStatement reading = connection.prepareStatement(find);
        PreparedStatement writing = connection.prepareStatement(set)) {
      byte[] bytes;
      try (ResultSet rows = reading.executeQuery()) {
        if (!rows.next()) {
          throw new AssertionError("no row " + row + " in " + table);
        }
        bytes = rows.getBytes(1);
      }
      bytes[bytes.length / 2] ^= 1;
      writing.setBytes(1, bytes);
      writing.executeUpdate();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  long number(String query) {
    return Long.parseLong(texts(query + " AND '' = ?", "").getFirst());
  }

  static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }
}
