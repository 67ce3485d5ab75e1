package org.vigilmesh.cli;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a running node's database holds, by plain SQL that shares no code with the node. */
final class StoreWatch implements AutoCloseable {
  /** All that lasts and is not a node's own notes of what happened to it. */
  static final List<String> LASTING =
      List.of(
          "life",
          "identity",
          "lane",
          "lane_position",
          "statement",
          "body",
          "sealed",
          "receipt",
          "act",
          "matter");

  private final Connection connection;

  StoreWatch(DemoNode node) {
    try {
      connection =
          DriverManager.getConnection("jdbc:sqlite:file:" + node.layout().store() + "?mode=ro");
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  /** A hash over every row of each of these tables. */
  Map<String, Integer> digest(List<String> tables) {
    Map<String, Integer> digests = new TreeMap<>();
    tables.forEach(table -> digests.put(table, rows("SELECT * FROM " + table + " ORDER BY 1")));
    return digests;
  }

  private int rows(String query) {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      int hash = 1;
      int columns = rows.getMetaData().getColumnCount();
      while (rows.next()) {
        for (int i = 1; i <= columns; i++) {
          hash = 31 * hash + Arrays.hashCode(rows.getBytes(i));
        }
      }
      return hash;
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  /** The number that {@code query} counts. */
  long count(String query) {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getLong(1);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
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
