package org.vigilmesh.port;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;

final class MemoryStoreTest
    implements StoreContract,
        CaseStoreContract,
        ListStoreContract,
        EnrolmentStoreContract,
        DraftStoreContract,
        ShiftStoreContract,
        PreferenceStoreContract,
        TransactionContract {
  private final MemoryStore store = MemoryStore.create(StoredRows.life());

  @Override
  public Store store() {
    return store;
  }

  @Test
  void copyBeginsWithWhatWasCommittedAndGoesItsOwnWay() {
    add(store, 1);
    MemoryStore copy = store.copy();
    add(store, 2);
    assertEquals(Optional.of(StoredRows.journal(1)), copy.read(StoreView::journalHead));
    assertEquals(Optional.of(StoredRows.journal(2)), store.read(StoreView::journalHead));
  }

  private static void add(Store store, long number) {
    store.write(
        tx -> {
          tx.addJournal(StoredRows.journal(number));
          return true;
        });
  }
}
