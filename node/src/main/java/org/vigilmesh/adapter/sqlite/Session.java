package org.vigilmesh.adapter.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.vigilmesh.message.CaseId;
import org.vigilmesh.port.StoreException;
import org.vigilmesh.port.StoreException.Reason;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Check;

/**
 * One connection with its prepared statements, for one thread at a time. It puts a hash before each
 * row that it writes and compares it in each row that it reads.
 */
final class Session implements AutoCloseable {
  private final Connection connection;
  private final Map<String, PreparedStatement> prepared = new HashMap<>();
  private final Cells cells = new Cells();
  private final LaneKeys lanes = new LaneKeys(this);

  Session(Connection connection) {
    this.connection = connection;
  }

  LaneKeys lanes() {
    return lanes;
  }

  private PreparedStatement statement(String sql) throws SQLException {
    PreparedStatement known = prepared.get(sql);
    if (known == null) {
      known = connection.prepareStatement(sql);
      prepared.put(sql, known);
    }
    return known;
  }

  /** Writes one row: {@code sql} has a ? for the hash and then one for each of {@code values}. */
  void put(Table table, String sql, Object... values) {
    @Nullable Object[] row = Cells.of(values);
    Check.that(row.length == table.columns(), "a value for each column of " + table);
    try {
      PreparedStatement statement = statement(sql);
      statement.setBytes(1, cells.hash(table, row, 0, row.length));
      bind(statement, 2, row);
      statement.executeUpdate();
    } catch (SQLException e) {
      throw Trouble.of(e);
    }
  }

  /** Runs a statement that writes no whole row: DELETE, BEGIN, COMMIT. */
  void run(String sql, Object... values) {
    try {
      PreparedStatement statement = statement(sql);
      bind(statement, 1, Cells.of(values));
      statement.executeUpdate();
    } catch (SQLException e) {
      throw Trouble.of(e);
    }
  }

  /** Runs all statements of our own {@code script}, once; what they answer is not looked at. */
  void script(String script) {
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate(script);
    } catch (SQLException e) {
      throw Trouble.of(e);
    }
  }

  /** Every row that {@code sql} finds, each checked. */
  <T> List<T> list(Table table, String sql, Function<Row, T> form, Object... values) {
    return list(List.of(table), sql, form, values);
  }

  /** The same for rows that are joined of several tables; a sealed form may be missing. */
  <T> List<T> list(List<Table> tables, String sql, Function<Row, T> form, Object... values) {
    List<Row> rows = new ArrayList<>();
    try {
      PreparedStatement statement = statement(sql);
      bind(statement, 1, Cells.of(values));
      try (ResultSet found = statement.executeQuery()) {
        while (found.next()) {
          rows.add(checked(tables, found));
        }
      }
    } catch (SQLException e) {
      throw Trouble.of(e);
    }
    return rows.stream().map(form).toList();
  }

  <T> Optional<T> first(Table table, String sql, Function<Row, T> form, Object... values) {
    return list(table, sql, form, values).stream().findFirst();
  }

  /** The ids in the first column of what {@code sql} finds; they carry no hash of their own. */
  List<CaseId> ids(String sql, Object... values) {
    List<CaseId> ids = new ArrayList<>();
    try {
      PreparedStatement statement = statement(sql);
      bind(statement, 1, Cells.of(values));
      try (ResultSet found = statement.executeQuery()) {
        while (found.next()) {
          ids.add(new CaseId(Bytes.of(found.getBytes(1))));
        }
      }
    } catch (SQLException e) {
      throw Trouble.of(e);
    }
    return ids;
  }

  /** The number in the first cell that {@code sql} finds. */
  OptionalLong number(String sql, Object... values) {
    return numberAt(1, sql, values);
  }

  /** The number in {@code column}, counted from 1, of the first row that {@code sql} finds. */
  OptionalLong numberAt(int column, String sql, Object... values) {
    Object found = cellAt(column, sql, values);
    return found instanceof Long number ? OptionalLong.of(number) : OptionalLong.empty();
  }

  /** The first cell that {@code sql} finds, as text; empty where there is none. */
  String text(String sql, Object... values) {
    Object found = cellAt(1, sql, values);
    return found == null ? "" : found.toString();
  }

  private @Nullable Object cellAt(int column, String sql, Object... values) {
    try {
      PreparedStatement statement = statement(sql);
      bind(statement, 1, Cells.of(values));
      try (ResultSet found = statement.executeQuery()) {
        return found.next() ? cell(found, column) : null;
      }
    } catch (SQLException e) {
      throw Trouble.of(e);
    }
  }

  private static void bind(PreparedStatement statement, int first, @Nullable Object[] cells)
      throws SQLException {
    for (int i = 0; i < cells.length; i++) {
      switch (cells[i]) {
        case null -> statement.setNull(first + i, Types.NULL);
        case Long number -> statement.setLong(first + i, number);
        case String text -> statement.setString(first + i, text);
        case byte[] bytes -> statement.setBytes(first + i, bytes);
        default -> Check.that(false, "a cell is a number, a text or bytes");
      }
    }
  }

  private Row checked(List<Table> tables, ResultSet found) throws SQLException {
    int width = tables.stream().mapToInt(Table::columns).sum();
    @Nullable Object[] row = new @Nullable Object[width];
    int from = 0;
    int column = 1;
    for (Table table : tables) {
      byte @Nullable [] hash = found.getBytes(column++);
      for (int i = from; i < from + table.columns(); i++) {
        row[i] = cell(found, column++);
      }
      boolean isMissing = hash == null && table == Table.SEALED;
      if (!isMissing && !Arrays.equals(hash, cells.hash(table, row, from, table.columns()))) {
        throw damaged(table, row, from);
      }
      from += table.columns();
    }
    return new Row(row);
  }

  private static @Nullable Object cell(ResultSet found, int column) throws SQLException {
    Object cell = found.getObject(column);
    return cell instanceof Integer number ? Long.valueOf(number) : cell;
  }

  private static StoreException damaged(Table table, @Nullable Object[] row, int from) {
    StringBuilder key = new StringBuilder();
    if (table.keyColumns() == 0 && row[0] instanceof Long place) {
      key.append(LaneKeys.describe(place));
    }
    for (int i = from; i < from + table.keyColumns(); i++) {
      key.append(i == from ? "" : "/");
      key.append(row[i] instanceof byte[] bytes ? HexFormat.of().formatHex(bytes) : row[i]);
    }
    String name = table.name().toLowerCase(java.util.Locale.ROOT);
    return new StoreException(
        Reason.DAMAGED, "A row is damaged: table " + name + ", key " + key + ".");
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw Trouble.of(e);
    }
  }
}
