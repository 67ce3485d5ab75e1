package org.vigilmesh.adapter.sqlite;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.vigilmesh.port.CaseStoreContract;
import org.vigilmesh.port.DraftStoreContract;
import org.vigilmesh.port.EnrolmentStoreContract;
import org.vigilmesh.port.ListStoreContract;
import org.vigilmesh.port.PreferenceStoreContract;
import org.vigilmesh.port.ShiftStoreContract;
import org.vigilmesh.port.Store;
import org.vigilmesh.port.StoreContract;
import org.vigilmesh.port.StoredRows;
import org.vigilmesh.port.TransactionContract;

final class SqliteStoreTest
    implements StoreContract,
        CaseStoreContract,
        ListStoreContract,
        EnrolmentStoreContract,
        DraftStoreContract,
        ShiftStoreContract,
        PreferenceStoreContract,
        TransactionContract {
  @TempDir private Path folder;
  private SqliteStore store;

  @BeforeEach
  void open() {
    Path file = folder.resolve("store.db");
    SqliteStore.create(file, StoredRows.life());
    store = SqliteStore.open(file, StoredRows.life().ownerToken());
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Override
  public Store store() {
    return store;
  }
}
