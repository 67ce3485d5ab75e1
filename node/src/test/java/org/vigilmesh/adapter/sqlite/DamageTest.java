package org.vigilmesh.adapter.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.vigilmesh.Fixtures.XA;
import static org.vigilmesh.Fixtures.XB;
import static org.vigilmesh.Fixtures.XB1;
import static org.vigilmesh.port.StoredRows.OUT;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.vigilmesh.port.Rows.IdentityKind;
import org.vigilmesh.port.StoreException;
import org.vigilmesh.port.StoreException.Reason;
import org.vigilmesh.port.StoreView;
import org.vigilmesh.port.StoredRows;
import org.vigilmesh.value.Bytes;

/** Bytes that changed on the disk are never answered with. */
final class DamageTest {
  private static final Bytes OURS = StoredRows.life().ownerToken();

  /** The question that reads each table's row. */
  private static final Map<String, Function<StoreView, Object>> QUESTIONS =
      Map.ofEntries(
          Map.entry("life", StoreView::life),
          Map.entry("peer", StoreView::peers),
          Map.entry("identity", view -> view.newestIdentity(XB, IdentityKind.CARD)),
          Map.entry("lane", StoreView::lanes),
          Map.entry("lane_position", StoreView::lanes),
          Map.entry("statement", view -> view.statements(OUT, 1, 9)),
          Map.entry("body", view -> view.statements(OUT, 1, 9)),
          Map.entry("sealed", view -> view.statements(OUT, 1, 9)),
          Map.entry("receipt", view -> view.receiptCovering(OUT, 1)),
          Map.entry("act", view -> view.act(XA, StoredRows.actId(1))),
          Map.entry("matter", view -> view.findCase(StoredRows.caseId(1))),
          Map.entry("journal", view -> view.journal(1, 9)),
          Map.entry("witness", view -> view.witness(XB)),
          Map.entry("alarm", StoreView::openAlarms),
          Map.entry("evidence", view -> view.evidence(XB)));

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void create() {
    file = folder.resolve("store.db");
    SqliteStore.create(file, StoredRows.life());
    try (SqliteStore store = SqliteStore.open(file, OURS)) {
      store.write(
          tx -> {
            tx.putPeer(StoredRows.peer(XB));
            tx.addIdentity(StoredRows.identity(XB1, IdentityKind.CARD, 1));
            tx.putLane(StoredRows.lane(OUT, 1, 1));
            tx.addStatement(StoredRows.statement(OUT, 1));
            tx.addReceipt(StoredRows.receipt(OUT, 1));
            tx.addAct(StoredRows.act(XA, 1));
            tx.putCase(StoredRows.matter(1, 1));
            tx.addJournal(StoredRows.journal(1));
            tx.putWitness(StoredRows.witness(XB, 1));
            tx.putAlarm(StoredRows.alarm("a", 1));
            tx.addEvidence(StoredRows.evidence(XB, 1));
            return true;
          });
    }
  }

  private List<Object> everything() {
    try (SqliteStore store = SqliteStore.open(file, OURS)) {
      return QUESTIONS.values().stream().map(question -> store.read(question)).toList();
    }
  }

  /** Changes one column so that what finds the row still finds it. */
  private void change(String table, String column) throws SQLException {
    String type = Raw.column(file, "SELECT typeof(" + column + ") FROM " + table).getFirst();
    String changed =
        switch (type) {
          case "integer" -> column + " + 1";
          case "text" -> column + " || 'x'";
          default -> "CAST(" + column + " || x'00' AS BLOB)";
        };
    Raw.run(file, "UPDATE " + table + " SET " + column + " = " + changed);
  }

  @TestFactory
  Stream<DynamicTest> changedColumnIsFoundWhenItsRowIsRead() throws SQLException {
    List<DynamicTest> tests = new ArrayList<>();
    Set<String> keys =
        Set.of(
            "life.id",
            "body.place",
            "sealed.place",
            "lane.lane_id",
            "identity.node",
            "identity.kind",
            "lane_position.lane_id",
            "receipt.place",
            "statement.place",
            "act.act_id",
            "act.sender",
            "matter.case_id",
            "witness.peer",
            "evidence.peer",
            "alarm.cleared_at",
            "lane.from_node");
    for (String table : QUESTIONS.keySet()) {
      for (String column :
          Raw.column(file, "SELECT name FROM pragma_table_info('" + table + "')")) {
        if (!keys.contains(table + "." + column)) {
          tests.add(
              DynamicTest.dynamicTest(table + "." + column, () -> assertFound(table, column)));
        }
      }
    }
    return tests.stream();
  }

  private void assertFound(String table, String column) throws IOException, SQLException {
    Path sound = folder.resolve("sound.db");
    Files.copy(file, sound);
    try {
      change(table, column);
      StoreException e = assertThrows(StoreException.class, this::everything);
      assertEquals(Reason.DAMAGED, e.reason(), e.getMessage());
      assertTrue(e.isDamaged());
      assertTrue(
          String.valueOf(e.getMessage()).contains("table " + table + ", key"), e.getMessage());
    } finally {
      Files.move(sound, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }
  }

  @Test
  void damagedStatementIsNamedByItsPlace() throws SQLException {
    change("body", "body");
    StoreException e = assertThrows(StoreException.class, this::everything);
    assertEquals("A row is damaged: table body, key lane 1 seq 1.", e.getMessage());
  }

  @Test
  void bodyThatIsGoneIsDamage() throws SQLException {
    Raw.run(file, "DELETE FROM body");
    StoreException e = assertThrows(StoreException.class, this::everything);
    assertEquals("A row is damaged: table body, key lane 1 seq 1.", e.getMessage());
  }

  @Test
  void laneThatIsGoneIsDamage() throws SQLException {
    Raw.run(file, "DELETE FROM lane");
    StoreException e = assertThrows(StoreException.class, this::everything);
    assertEquals("A row is missing: table lane, key 1.", e.getMessage());
  }

  @Test
  void rowThatBelongsElsewhereIsDamage() throws SQLException {
    Raw.run(file, "UPDATE journal SET number = 2");
    StoreException e = assertThrows(StoreException.class, this::everything);
    assertEquals("A row is damaged: table journal, key 2.", e.getMessage());
  }

  @Test
  void storeGoesOnAfterADamagedRowWasMet() throws SQLException {
    change("alarm", "detail");
    try (SqliteStore store = SqliteStore.open(file, OURS)) {
      assertThrows(StoreException.class, () -> store.read(StoreView::openAlarms));
      assertThrows(StoreException.class, () -> store.write(StoreView::openAlarms));
      store.write(
          tx -> {
            tx.addJournal(StoredRows.journal(2));
            return true;
          });
      assertEquals(2, store.read(view -> view.journal(1, 9)).size());
    }
  }

  @Test
  void noChangedByteOfTheFileIsEverAnsweredWith() throws IOException {
    Random random = new Random(20270115);
    byte[] sound = Files.readAllBytes(file);
    Set<Object> right = new HashSet<>(rows());
    int refused = 0;
    for (int run = 0; run < 500; run++) {
      byte[] bad = sound.clone();
      bad[random.nextInt(bad.length)] ^= (byte) (1 << random.nextInt(8));
      Files.write(file, bad);
      for (String rest : List.of("store.db-wal", "store.db-shm")) {
        Files.deleteIfExists(folder.resolve(rest));
      }
      try {
        assertTrue(right.containsAll(rows()));
      } catch (StoreException e) {
        refused++;
      }
    }
    assertTrue(refused > 10, "only " + refused + " of 500 were met");
  }

  private List<Object> rows() {
    List<Object> rows = new ArrayList<>();
    for (Object answer : everything()) {
      if (answer instanceof List<?> list) {
        rows.addAll(list);
      } else {
        ((java.util.Optional<?>) answer).ifPresent(rows::add);
      }
    }
    return rows;
  }
}
