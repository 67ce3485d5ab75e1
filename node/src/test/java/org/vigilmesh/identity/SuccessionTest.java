package org.vigilmesh.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.vigilmesh.Fixtures.XA;
import static org.vigilmesh.Fixtures.XA1;
import static org.vigilmesh.Fixtures.digest;
import static org.vigilmesh.message.MessageFixtures.with;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.vigilmesh.Fixtures;
import org.vigilmesh.identity.Succession.Pinned;
import org.vigilmesh.value.Digest;
import org.vigilmesh.value.InvalidValue;

final class SuccessionTest {
  private static final Digest HELD = digest("version 5");
  private static final Digest SHOWN = digest("what is shown");
  private static final Pinned PINNED = new Pinned(1, 5, HELD);

  private static Succession judge(
      @Nullable Pinned newest, long version, Digest previous, @Nullable Digest heldHash) {
    return Succession.judge(newest, Fixtures.card(XA1, version, previous), SHOWN, heldHash);
  }

  @Test
  void theFirstVersionSeenBeginsTheChain() {
    assertEquals(new Succession.Newer(), judge(null, 1, Digest.ZERO, null));
    assertEquals(new Succession.Newer(), judge(null, 7, digest("six"), null));
  }

  @Test
  void theNextVersionNamesThePinnedOne() {
    assertEquals(new Succession.Newer(), judge(PINNED, 6, HELD, null));
  }

  @Test
  void theNextVersionThatNamesAnotherIsProofOfTwo() {
    assertEquals(new Succession.BrokenLink(6), judge(PINNED, 6, digest("other 5"), null));
  }

  @Test
  void aGapAsksForWhatIsMissing() {
    assertEquals(new Succession.Ahead(6), judge(PINNED, 7, digest("version 6"), null));
    assertEquals(new Succession.Ahead(6), judge(PINNED, 1_000_000, digest("x"), null));
  }

  @Test
  void whatIsHeldIsKnown() {
    assertEquals(new Succession.Known(), judge(PINNED, 5, digest("4"), SHOWN));
    assertEquals(new Succession.Known(), judge(PINNED, 2, digest("1"), SHOWN));
  }

  @Test
  void anOlderVersionThatWasNeverHeldChangesNothing() {
    assertEquals(new Succession.Known(), judge(PINNED, 2, digest("1"), null));
  }

  @Test
  void twoObjectsWithOneNumberAreEquivocation() {
    assertEquals(new Succession.Equivocation(5), judge(PINNED, 5, digest("4"), HELD));
    assertEquals(new Succession.Equivocation(3), judge(PINNED, 3, digest("2"), digest("our 3")));
  }

  @Test
  void anotherEpochIsNeverAutomatic() {
    for (long version : List.of(1L, 5L, 6L, 9L)) {
      NodeRef second = new NodeRef(XA, 2);
      Card shown = Fixtures.card(second, version, HELD);
      assertEquals(
          new Succession.OtherEpoch(), Succession.judge(PINNED, shown, SHOWN, null), "" + version);
    }
  }

  @Test
  void rostersAndKeySetsFollowTheSameRule() {
    Versioned roster = Fixtures.roster(XA1, 6, HELD);
    Versioned keySet = Fixtures.keySet(XA1, 6, digest("x"), digest("card"));
    assertEquals(new Succession.Newer(), Succession.judge(PINNED, roster, SHOWN, null));
    assertEquals(new Succession.BrokenLink(6), Succession.judge(PINNED, keySet, SHOWN, null));
  }

  private static Succession judgeKeySet(
      long version, long incarnation, Digest previous, @Nullable Digest held, boolean hasBegun) {
    KeySet shown =
        with(
            Fixtures.keySet(XA1, version, previous, digest("card")),
            "incarnation",
            Fixtures.incarnation(incarnation));
    return Succession.judgeKeySet(PINNED, Fixtures.incarnation(2), shown, SHOWN, held, hasBegun);
  }

  @Test
  void withinAnIncarnationKeySetsFollowTheSameRule() {
    assertEquals(new Succession.Newer(), judgeKeySet(6, 2, HELD, null, true));
    assertEquals(new Succession.BrokenLink(6), judgeKeySet(6, 2, digest("x"), null, true));
    assertEquals(new Succession.Equivocation(5), judgeKeySet(5, 1, digest("x"), HELD, true));
    assertEquals(new Succession.Ahead(6), judgeKeySet(1005, 1, digest("x"), null, true));
  }

  @Test
  void aLaterIncarnationThatHasBegunGoesOnAboveTheChain() {
    assertEquals(new Succession.Newer(), judgeKeySet(1005, 3, digest("x"), null, true));
    assertEquals(new Succession.Newer(), judgeKeySet(6, 3, digest("x"), null, true));
  }

  @Test
  void aLaterIncarnationThatHasNotBegunProvesAndChangesNothing() {
    assertEquals(new Succession.Ahead(6), judgeKeySet(1005, 3, digest("x"), null, false));
    assertEquals(new Succession.Known(), judgeKeySet(5, 3, digest("x"), HELD, false));
    assertEquals(new Succession.Newer(), judgeKeySet(6, 3, HELD, null, false), "the chain fits");
  }

  @Test
  void aLaterIncarnationNeverGoesBelowTheChain() {
    assertEquals(new Succession.Known(), judgeKeySet(5, 3, digest("x"), HELD, true));
    assertEquals(new Succession.Known(), judgeKeySet(4, 3, digest("x"), null, true));
  }

  @Test
  void versionsCountFromOne() {
    assertThrows(InvalidValue.class, () -> Fixtures.card(XA1, 0, Digest.ZERO));
  }
}
