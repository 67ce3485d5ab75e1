package org.vigilmesh.port;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.vigilmesh.port.StoredRows.T;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.vigilmesh.Fixtures;
import org.vigilmesh.identity.OfficerId;
import org.vigilmesh.message.CaseId;
import org.vigilmesh.port.Drafts.DraftRow;
import org.vigilmesh.value.Bytes;

/** What every {@link Store} does with drafts. */
public interface DraftStoreContract {
  /** The store under test, new, with {@link StoredRows#life()}; the same one within a test. */
  Store store();

  private static DraftRow draft(String seed, long seconds, Optional<OfficerId> releaser) {
    return new DraftRow(
        CaseId.of(T, Fixtures.bytes(seed, 10)),
        new OfficerId("j.morgan"),
        releaser,
        T.plus(Duration.ofSeconds(seconds)),
        Bytes.utf8(seed));
  }

  @Test
  default void aDraftIsReplacedByItsLaterFormUntilItIsDropped() {
    DraftRow first = draft("one", 1, Optional.empty());
    DraftRow waits =
        new DraftRow(
            first.id(),
            first.author(),
            Optional.of(new OfficerId("p.reyes")),
            T.plusSeconds(9),
            Bytes.utf8("signed"));
    DraftRow other = draft("two", 3, Optional.empty());
    store()
        .write(
            tx -> {
              tx.putDraft(first);
              tx.putDraft(other);
              tx.putDraft(waits);
              return true;
            });
    assertEquals(List.of(waits, other), store().<List<DraftRow>>read(StoreView::drafts));
    store()
        .write(
            tx -> {
              tx.dropDraft(waits.id());
              return true;
            });
    assertEquals(List.of(other), store().<List<DraftRow>>read(StoreView::drafts));
  }
}
