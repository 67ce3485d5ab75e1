package org.vigilmesh.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.vigilmesh.message.MessageFixtures.with;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigilmesh.Fixtures;
import org.vigilmesh.adapter.sqlite.SqliteStore;
import org.vigilmesh.envelope.LaneId;
import org.vigilmesh.journal.JournalEntry;
import org.vigilmesh.journal.JournalKind;
import org.vigilmesh.port.MemoryStore;
import org.vigilmesh.port.Queries.JournalVerdict;
import org.vigilmesh.port.Rows.JournalRow;
import org.vigilmesh.port.Rows.LaneRow;
import org.vigilmesh.port.Rows.StatementRow;
import org.vigilmesh.port.Store;
import org.vigilmesh.port.StoreTx;
import org.vigilmesh.port.StoreView;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Urgency;

/** One byte that was changed behind the node's back is found, and the entry is named. */
final class JournalCheckTest {
  @TempDir private Path folder = Path.of("");

  private final Mesh mesh = new Mesh();
  private final Letters letters = new Letters(mesh);
  private Mesh.Member xa;
  private Mesh.Member xb;
  private LaneId lane;

  @BeforeEach
  void aCaseOfSomeSteps() {
    xa = mesh.add(Fixtures.XA, "j.morgan", "p.reyes");
    xb = mesh.add(Fixtures.XB, "a.haddad");
    mesh.introduce(xa, xb);
    Matter matter = new Matter(mesh, letters, xa, xb);
    matter.request();
    mesh.settle();
    matter.acknowledge();
    mesh.settle();
    lane = new Forger(mesh, xa, xb).lane(Urgency.URGENT);
  }

  private static JournalVerdict check(Mesh.Member member, Store store) {
    Ports p = member.ports();
    return new JournalCheck(
            new Ports(
                store,
                p.transport(),
                p.codec(),
                p.verifier(),
                p.sealer(),
                p.keys(),
                p.vault(),
                p.outward(),
                p.entropy(),
                p.clock(),
                p.failpoint()))
        .verify();
  }

  private void broken(long number, String what, Mesh.Member member, Store store) {
    var verdict = assertInstanceOf(JournalVerdict.Broken.class, check(member, store));
    assertEquals(number, verdict.number());
    assertTrue(verdict.what().contains(what), verdict.what());
  }

  private static List<JournalRow> rows(Mesh.Member member) {
    return member.store.read(view -> view.journal(1, 1000));
  }

  private static long entry(Mesh.Member member, JournalKind kind) {
    return rows(member).stream()
        .filter(row -> JournalEntry.decode(row.entry()).kind() == kind)
        .findFirst()
        .orElseThrow()
        .number();
  }

  private static Bytes flipped(Bytes bytes, int at) {
    byte[] copy = bytes.toArray();
    copy[at] ^= 1;
    return Bytes.of(copy);
  }

  @Test
  void anUntouchedJournalIsCountedToItsHead() {
    var verdict = assertInstanceOf(JournalVerdict.Intact.class, check(xa, xa.store));
    JournalRow last = rows(xa).getLast();
    assertEquals(last.number(), verdict.entries());
    assertEquals(last.head(), verdict.head());
    assertEquals(2, verdict.statements(), "the request and its acknowledgement");
    assertEquals(2, verdict.receipts());
  }

  @Test
  void everyByteOfAnEntryCounts() {
    long number = entry(xa, JournalKind.STATEMENT_PLACED);
    int size = rows(xa).get((int) number - 1).entry().size();
    for (int i = 0; i < size; i++) {
      int at = i;
      MemoryStore changed =
          xa.store.withJournal(number, row -> with(row, "entry", flipped(row.entry(), at)));
      broken(number, "", xa, changed);
    }
  }

  @Test
  void everyEntryCounts() {
    for (JournalRow one : rows(xa)) {
      MemoryStore salted =
          xa.store.withJournal(one.number(), row -> with(row, "salt", flipped(row.salt(), 0)));
      broken(one.number(), "", xa, salted);
      MemoryStore headed =
          xa.store.withJournal(
              one.number(), row -> with(row, "head", Fixtures.digest("another head")));
      broken(one.number(), "", xa, headed);
    }
  }

  @Test
  void aStatementsBodyIsChecked() {
    MemoryStore sender =
        xa.store.withStatement(lane, 1, row -> with(row, "body", flipped(row.body(), 40)));
    broken(entry(xa, JournalKind.STATEMENT_PLACED), "body was changed", xa, sender);
    MemoryStore receiver =
        xb.store.withStatement(lane, 1, row -> with(row, "body", flipped(row.body(), 40)));
    broken(entry(xb, JournalKind.STATEMENT_ACCEPTED), "body was changed", xb, receiver);
  }

  @Test
  void aStatementsHeaderIsChecked() {
    StatementRow held = xb.store.read(view -> view.statement(lane, 1)).orElseThrow();
    long number = entry(xb, JournalKind.STATEMENT_ACCEPTED);
    for (int at = 8; at < held.header().size(); at += 977) {
      int changed = at;
      MemoryStore store =
          xb.store.withStatement(
              lane, 1, row -> with(row, "header", flipped(row.header(), changed)));
      JournalVerdict verdict = check(xb, store);
      boolean isSigned = at < 600;
      if (isSigned) {
        assertEquals(number, assertInstanceOf(JournalVerdict.Broken.class, verdict).number());
      }
    }
    broken(
        number,
        "header was changed",
        xb,
        xb.store.withStatement(lane, 1, row -> with(row, "header", Bytes.EMPTY)));
  }

  @Test
  void aReceiptIsChecked() {
    MemoryStore store =
        xa.store.withReceipt(lane, 1, row -> with(row, "container", flipped(row.container(), 9)));
    broken(entry(xa, JournalKind.RECEIPT_RECEIVED), "receipt", xa, store);
  }

  @Test
  void whatWasShreddedIsNoDamage() {
    var caseId = xa.store.read(view -> view.statement(lane, 1)).orElseThrow().caseId();
    xa.vault.shred(caseId);
    assertInstanceOf(JournalVerdict.Intact.class, check(xa, xa.store));
  }

  /** The rows that a check reads, in a real database. */
  private Path onDisk() {
    Path file = folder.resolve("store.db");
    SqliteStore.create(file, xa.store.read(StoreView::life).orElseThrow());
    try (SqliteStore disk = open(file)) {
      disk.write(
          tx -> {
            xa.store.read(
                view -> {
                  copy(view, tx);
                  return true;
                });
            return true;
          });
    }
    return file;
  }

  private static void copy(StoreView from, StoreTx to) {
    from.peers().forEach(to::putPeer);
    for (LaneRow row : from.lanes()) {
      to.putLane(row);
      for (StatementRow statement : from.statements(row.lane(), 1, 1000)) {
        to.addStatement(statement);
        from.receiptCovering(row.lane(), statement.seq())
            .filter(receipt -> receipt.upTo().seq() == statement.seq())
            .ifPresent(to::addReceipt);
      }
    }
    from.journal(1, 10_000).forEach(to::addJournal);
  }

  private static SqliteStore open(Path file) {
    return SqliteStore.open(file, Bytes.utf8("owner"));
  }

  private JournalVerdict onDisk(String sql, Path file) throws SQLException {
    if (!sql.isEmpty()) {
      try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
          PreparedStatement statement = connection.prepareStatement(sql)) {
        assertTrue(statement.executeUpdate() >= 1, sql);
      }
    }
    try (SqliteStore disk = open(file)) {
      return check(xa, disk);
    }
  }

  @Test
  void aRealDatabaseIsReadAlike() throws SQLException {
    assertEquals(check(xa, xa.store), onDisk("", onDisk()));
  }

  @Test
  void aByteOfARealJournalRowIsFound() throws SQLException {
    JournalVerdict verdict =
        onDisk("UPDATE journal SET salt = zeroblob(16) WHERE number = 5", onDisk());
    assertEquals(5, assertInstanceOf(JournalVerdict.Broken.class, verdict).number());
  }

  @Test
  void aLaneThatDoesNotReadIsFound() throws SQLException {
    long number = entry(xa, JournalKind.STATEMENT_PLACED);
    JournalVerdict verdict = onDisk("UPDATE lane_position SET receipted = 0", onDisk());
    assertEquals(number, assertInstanceOf(JournalVerdict.Broken.class, verdict).number());
  }

  @Test
  void aRealJournalThatLostARowIsFound() throws SQLException {
    JournalVerdict verdict = onDisk("DELETE FROM journal WHERE number = 5", onDisk());
    assertEquals(5, assertInstanceOf(JournalVerdict.Broken.class, verdict).number());
  }

  @Test
  void aByteOfARealStatementIsFound() throws SQLException {
    long number = entry(xa, JournalKind.STATEMENT_PLACED);
    Path file = onDisk();
    JournalVerdict verdict = onDisk("UPDATE body SET body = zeroblob(64)", file);
    assertEquals(number, assertInstanceOf(JournalVerdict.Broken.class, verdict).number());
  }

  @Test
  void anEmptyJournalIsIntact() {
    MemoryStore empty = MemoryStore.create(xa.store.read(StoreView::life).orElseThrow());
    assertEquals(
        Optional.empty(), empty.read(StoreView::journalHead), "nothing was written into it");
    assertInstanceOf(JournalVerdict.Intact.class, check(xa, empty));
  }
}
