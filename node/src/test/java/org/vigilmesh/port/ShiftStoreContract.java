package org.vigilmesh.port;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.vigilmesh.port.StoredRows.T;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.vigilmesh.Fixtures;
import org.vigilmesh.identity.OfficerId;
import org.vigilmesh.message.CaseId;
import org.vigilmesh.port.Duty.ShiftRow;
import org.vigilmesh.value.Bytes;

/** What every {@link Store} does with shifts. */
public interface ShiftStoreContract {
  /** The store under test, new, with {@link StoredRows#life()}; the same one within a test. */
  Store store();

  private static ShiftRow shift(String seed, long seconds, Optional<OfficerId> next) {
    return new ShiftRow(
        CaseId.of(T, Fixtures.bytes(seed, 10)),
        new OfficerId("a.haddad"),
        T.plusSeconds(seconds),
        T.plusSeconds(seconds + 3600),
        next,
        Optional.empty(),
        Bytes.EMPTY);
  }

  @Test
  default void aShiftIsReplacedByItsEndUntilItIsForgotten() {
    ShiftRow first = shift("one", 1, Optional.of(new OfficerId("s.tan")));
    ShiftRow later = shift("two", 9, Optional.empty());
    ShiftRow ended = first.ended(T.plusSeconds(7), Bytes.utf8("sealed"));
    store()
        .write(
            tx -> {
              tx.putShift(first);
              tx.putShift(later);
              tx.putShift(ended);
              return true;
            });
    assertEquals(List.of(later, ended), store().<List<ShiftRow>>read(StoreView::shifts));
    store()
        .write(
            tx -> {
              tx.dropShift(later.id());
              return true;
            });
    assertEquals(List.of(ended), store().<List<ShiftRow>>read(StoreView::shifts));
  }
}
