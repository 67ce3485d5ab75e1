package org.vigilmesh.port;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.vigilmesh.Fixtures.XA1;
import static org.vigilmesh.Fixtures.XB;
import static org.vigilmesh.Fixtures.XB1;
import static org.vigilmesh.Fixtures.XC;
import static org.vigilmesh.port.StoredRows.EMERGENCY;
import static org.vigilmesh.port.StoredRows.IN;
import static org.vigilmesh.port.StoredRows.OUT;
import static org.vigilmesh.port.StoredRows.T;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.vigilmesh.Fixtures;
import org.vigilmesh.envelope.LaneId;
import org.vigilmesh.identity.NodeRef;
import org.vigilmesh.port.Rows.IdentityKind;
import org.vigilmesh.port.Rows.IdentityRow;
import org.vigilmesh.port.Rows.LaneRow;
import org.vigilmesh.port.Rows.LaneState;
import org.vigilmesh.port.Rows.LifeRow;
import org.vigilmesh.port.Rows.Mode;
import org.vigilmesh.port.Rows.StatementRow;
import org.vigilmesh.value.Bytes;

/** What every {@link Store} does, table by table; cases and journal are in CaseStoreContract. */
public interface StoreContract {
  /** The store under test, new, with {@link StoredRows#life()}; the same one within a test. */
  Store store();

  private void write(Consumer<StoreTx> work) {
    store()
        .write(
            tx -> {
              work.accept(tx);
              return true;
            });
  }

  private <A> A read(Function<StoreView, A> query) {
    return store().read(query);
  }

  private void isBug(Consumer<StoreTx> work) {
    assertThrows(IllegalStateException.class, () -> write(work));
  }

  private static StatementRow without(StatementRow row) {
    return sealed(row, Bytes.EMPTY);
  }

  private static StatementRow sealed(StatementRow row, Bytes sealed) {
    return new StatementRow(
        row.lane(),
        row.seq(),
        row.headerHash(),
        row.header(),
        row.body(),
        sealed,
        row.notAfter(),
        row.storedAt(),
        row.caseId(),
        row.actId());
  }

  @Test
  default void newStoreHoldsItsLifeAndNothingElse() {
    assertEquals(Optional.of(StoredRows.life()), read(StoreView::life));
    assertEquals(List.of(), read(StoreView::peers));
    assertEquals(List.of(), read(StoreView::lanes));
    assertEquals(List.of(), read(StoreView::openAlarms));
    assertEquals(Optional.empty(), read(StoreView::journalHead));
    assertEquals(List.of(), read(view -> view.journal(1, 10)));
    assertEquals(List.of(), read(view -> view.cases(Long.MAX_VALUE, 10)));
    assertEquals(Optional.empty(), read(view -> view.peer(XB)));
    assertEquals(Optional.empty(), read(view -> view.lane(OUT)));
    assertEquals(Optional.empty(), read(view -> view.statement(OUT, 1)));
    assertEquals(List.of(), read(view -> view.statements(OUT, 1, 10)));
    assertEquals(Optional.empty(), read(view -> view.receiptCovering(OUT, 1)));
    assertEquals(Optional.empty(), read(view -> view.witness(XB)));
    assertEquals(List.of(), read(view -> view.evidence(XB)));
  }

  @Test
  default void lifeIsReplaced() {
    LifeRow old = StoredRows.life();
    LifeRow next =
        new LifeRow(
            old.self(),
            Fixtures.incarnation(2),
            old.ownerToken(),
            Mode.READ_ONLY,
            "rolled back",
            T.plusSeconds(5));
    write(tx -> tx.putLife(next));
    assertEquals(Optional.of(next), read(StoreView::life));
  }

  @Test
  default void peersComeByNodeAndAreReplaced() {
    write(tx -> List.of(XC, XB).forEach(node -> tx.putPeer(StoredRows.peer(node))));
    write(tx -> tx.putPeer(StoredRows.peer(XB)));
    assertEquals(List.of(StoredRows.peer(XB), StoredRows.peer(XC)), read(StoreView::peers));
    assertEquals(Optional.of(StoredRows.peer(XC)), read(view -> view.peer(XC)));
  }

  @Test
  default void removedPeerTakesItsIdentityAndWitnessAlong() {
    write(
        tx -> {
          tx.putPeer(StoredRows.peer(XB));
          tx.putPeer(StoredRows.peer(XC));
          tx.addIdentity(StoredRows.identity(XB1, IdentityKind.CARD, 1));
          tx.addIdentity(StoredRows.identity(Fixtures.XC1, IdentityKind.CARD, 1));
          tx.putWitness(StoredRows.witness(XB, 1));
          tx.putLane(StoredRows.lane(OUT, 0, 0));
        });
    write(tx -> tx.removePeer(XB));
    assertEquals(List.of(StoredRows.peer(XC)), read(StoreView::peers));
    assertEquals(Optional.empty(), read(view -> view.newestIdentity(XB, IdentityKind.CARD)));
    assertTrue(read(view -> view.newestIdentity(XC, IdentityKind.CARD)).isPresent());
    assertEquals(Optional.empty(), read(view -> view.witness(XB)));
  }

  @Test
  default void peerWithAStatementIsNotForgotten() {
    write(
        tx -> {
          tx.putPeer(StoredRows.peer(XB));
          tx.addStatement(StoredRows.statement(IN, 1));
        });
    isBug(tx -> tx.removePeer(XB));
    assertTrue(read(view -> view.peer(XB)).isPresent());
  }

  @Test
  default void newestIdentityIsOfTheHighestEpochAndThenVersion() {
    NodeRef later = new NodeRef(XB, 2);
    List<IdentityRow> rows =
        List.of(
            StoredRows.identity(XB1, IdentityKind.CARD, 7),
            StoredRows.identity(later, IdentityKind.CARD, 2),
            StoredRows.identity(later, IdentityKind.CARD, 1),
            StoredRows.identity(later, IdentityKind.KEY_SET, 9),
            StoredRows.identity(Fixtures.XC1, IdentityKind.CARD, 9));
    write(tx -> rows.forEach(tx::addIdentity));
    assertEquals(
        Optional.of(rows.get(1)), read(view -> view.newestIdentity(XB, IdentityKind.CARD)));
    assertEquals(Optional.empty(), read(view -> view.newestIdentity(XB, IdentityKind.ROSTER)));
    assertEquals(
        Optional.of(rows.getFirst()), read(view -> view.identity(XB1, IdentityKind.CARD, 7)));
    assertEquals(Optional.empty(), read(view -> view.identity(XB1, IdentityKind.CARD, 6)));
    assertEquals(Optional.empty(), read(view -> view.identity(later, IdentityKind.CARD, 7)));
  }

  @Test
  default void versionsComeAscendingFromTheAskedOne() {
    write(
        tx -> {
          for (long version = 6; version >= 1; version--) {
            tx.addIdentity(StoredRows.identity(XB1, IdentityKind.ROSTER, version));
            tx.addIdentity(StoredRows.identity(XB1, IdentityKind.CARD, version));
          }
        });
    List<Long> found =
        read(view -> view.identities(XB1, IdentityKind.ROSTER, 3, 2)).stream()
            .map(IdentityRow::version)
            .toList();
    assertEquals(List.of(3L, 4L), found);
    assertEquals(4, read(view -> view.identities(XB1, IdentityKind.ROSTER, 3, 10)).size());
  }

  @Test
  default void takenVersionIsABug() {
    write(tx -> tx.addIdentity(StoredRows.identity(XB1, IdentityKind.CARD, 1)));
    isBug(tx -> tx.addIdentity(StoredRows.identity(XB1, IdentityKind.CARD, 1)));
  }

  @Test
  default void lanesDifferByEveryPartOfTheirName() {
    List<LaneId> names =
        List.of(
            OUT,
            IN,
            EMERGENCY,
            new LaneId(XA1, XB1, OUT.urgency(), Fixtures.incarnation(2)),
            new LaneId(XA1, new NodeRef(XB, 2), OUT.urgency(), OUT.incarnation()));
    write(
        tx -> {
          for (int i = 0; i < names.size(); i++) {
            tx.putLane(StoredRows.lane(names.get(i), i, 0));
          }
        });
    for (int i = 0; i < names.size(); i++) {
      LaneId name = names.get(i);
      assertEquals(Optional.of(StoredRows.lane(name, i, 0)), read(view -> view.lane(name)));
    }
    assertEquals(names.size(), read(StoreView::lanes).size());
    assertEquals(
        Set.copyOf(names), Set.copyOf(read(StoreView::lanes).stream().map(LaneRow::lane).toList()));
  }

  @Test
  default void laneIsReplaced() {
    write(tx -> tx.putLane(StoredRows.lane(OUT, 0, 0)));
    LaneRow next =
        new LaneRow(
            OUT,
            StoredRows.lane(OUT, 9, 0).last(),
            T,
            4,
            Fixtures.bytes("receipt", 50),
            LaneState.SUSPENDED);
    write(tx -> tx.putLane(next));
    assertEquals(List.of(next), read(StoreView::lanes));
  }

  @Test
  default void statementComesBackWhole() {
    StatementRow bare = without(StoredRows.statement(IN, 1));
    write(
        tx -> {
          tx.addStatement(StoredRows.statement(OUT, 1));
          tx.addStatement(bare);
        });
    assertEquals(Optional.of(StoredRows.statement(OUT, 1)), read(view -> view.statement(OUT, 1)));
    assertEquals(Optional.of(bare), read(view -> view.statement(IN, 1)));
    assertEquals(Optional.empty(), read(view -> view.statement(OUT, 2)));
    assertEquals(Optional.empty(), read(view -> view.statement(EMERGENCY, 1)));
  }

  @Test
  default void statementsOfALaneComeAscendingFromTheAskedOne() {
    write(
        tx -> {
          for (long seq = 1; seq <= 6; seq++) {
            tx.addStatement(StoredRows.statement(OUT, seq));
            tx.addStatement(StoredRows.statement(EMERGENCY, seq));
          }
        });
    assertEquals(
        List.of(StoredRows.statement(OUT, 3), StoredRows.statement(OUT, 4)),
        read(view -> view.statements(OUT, 3, 2)));
    assertEquals(4, read(view -> view.statements(OUT, 3, 100)).size());
    assertEquals(List.of(), read(view -> view.statements(OUT, 7, 100)));
  }

  @Test
  default void takenPlaceIsABug() {
    write(tx -> tx.addStatement(StoredRows.statement(OUT, 1)));
    isBug(tx -> tx.addStatement(StoredRows.statement(OUT, 1)));
    isBug(tx -> tx.addStatement(StoredRows.statement(OUT, 0)));
  }

  @Test
  default void sealedFormIsReplacedAndDropped() {
    write(
        tx -> {
          for (long seq = 1; seq <= 3; seq++) {
            tx.addStatement(StoredRows.statement(OUT, seq));
          }
          tx.addStatement(StoredRows.statement(EMERGENCY, 1));
        });
    Bytes again = Fixtures.bytes("sealed again", 100);
    write(
        tx -> {
          tx.putSealed(OUT, 3, again);
          tx.dropSealed(OUT, 2);
        });
    assertEquals(
        List.of(
            without(StoredRows.statement(OUT, 1)),
            without(StoredRows.statement(OUT, 2)),
            sealed(StoredRows.statement(OUT, 3), again)),
        read(view -> view.statements(OUT, 1, 10)));
    assertEquals(
        Optional.of(StoredRows.statement(EMERGENCY, 1)),
        read(view -> view.statement(EMERGENCY, 1)));
    write(tx -> tx.putSealed(OUT, 3, Bytes.EMPTY));
    assertEquals(
        Optional.of(without(StoredRows.statement(OUT, 3))), read(view -> view.statement(OUT, 3)));
  }

  @Test
  default void sealedFormWithoutAStatementIsABug() {
    isBug(tx -> tx.putSealed(OUT, 1, Fixtures.bytes("sealed", 9)));
  }

  @Test
  default void firstReceiptThatCoversAStatementIsFound() {
    write(
        tx -> {
          tx.addReceipt(StoredRows.receipt(OUT, 5));
          tx.addReceipt(StoredRows.receipt(OUT, 3));
          tx.addReceipt(StoredRows.receipt(EMERGENCY, 9));
        });
    assertEquals(
        Optional.of(StoredRows.receipt(OUT, 3)), read(view -> view.receiptCovering(OUT, 1)));
    assertEquals(
        Optional.of(StoredRows.receipt(OUT, 3)), read(view -> view.receiptCovering(OUT, 3)));
    assertEquals(
        Optional.of(StoredRows.receipt(OUT, 5)), read(view -> view.receiptCovering(OUT, 4)));
    assertEquals(Optional.empty(), read(view -> view.receiptCovering(OUT, 6)));
    assertEquals(Optional.empty(), read(view -> view.receiptCovering(IN, 1)));
    isBug(tx -> tx.addReceipt(StoredRows.receipt(OUT, 3)));
  }
}
