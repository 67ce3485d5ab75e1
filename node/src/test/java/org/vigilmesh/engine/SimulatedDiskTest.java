package org.vigilmesh.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.vigilmesh.engine.SimulatedDisk.Mishap;
import org.vigilmesh.port.CaseStoreContract;
import org.vigilmesh.port.MemoryStore;
import org.vigilmesh.port.Store;
import org.vigilmesh.port.StoreContract;
import org.vigilmesh.port.StoreException;
import org.vigilmesh.port.StoreView;
import org.vigilmesh.port.StoredRows;
import org.vigilmesh.port.TransactionContract;

/** The simulator's store keeps the contract of the shipped one, and fails as a disk does. */
final class SimulatedDiskTest implements StoreContract, CaseStoreContract, TransactionContract {
  private final SimulatedDisk disk = new SimulatedDisk(MemoryStore.create(StoredRows.life()));

  @Override
  public Store store() {
    return disk;
  }

  private boolean add(long number) {
    return disk.write(
        tx -> {
          tx.addJournal(StoredRows.journal(number));
          return true;
        });
  }

  private long last() {
    return disk.read(StoreView::journalHead).map(row -> row.number()).orElse(0L);
  }

  @ParameterizedTest
  @EnumSource(Mishap.class)
  void aMishapBeforeTheCommitLeavesNothingAndOneAfterItLeavesAll(Mishap mishap) {
    disk.next(mishap);
    if (mishap == Mishap.NONE) {
      add(1);
    } else {
      assertThrows(RuntimeException.class, () -> add(1));
    }
    boolean isBefore = mishap == Mishap.CUT_BEFORE || mishap == Mishap.ERROR_BEFORE;
    assertEquals(isBefore ? 0 : 1, last());
    add(last() + 1);
    assertEquals(isBefore ? 1 : 2, last());
  }

  @Test
  void aFullDiskTakesNothingAndGoesOnWhenThereIsRoom() {
    disk.fill(true);
    assertThrows(StoreException.class, () -> add(1));
    assertEquals(0, last());
    disk.fill(false);
    add(1);
    assertEquals(1, last());
  }
}
