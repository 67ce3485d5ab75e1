package org.vigilmesh.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.vigilmesh.Fixtures.XA1;
import static org.vigilmesh.Fixtures.XB1;
import static org.vigilmesh.Fixtures.digest;
import static org.vigilmesh.Fixtures.incarnation;
import static org.vigilmesh.message.MessageFixtures.with;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.vigilmesh.Fixtures;
import org.vigilmesh.delivery.Undoing.Sent;
import org.vigilmesh.delivery.Undoing.Undone;
import org.vigilmesh.envelope.IncarnationStart;
import org.vigilmesh.envelope.IncarnationStart.Shown;
import org.vigilmesh.envelope.LaneId;
import org.vigilmesh.envelope.Position;
import org.vigilmesh.value.Digest;
import org.vigilmesh.value.Urgency;

/** What a start of Avalon's takes back of Borduria's two incarnations in the routine lane. */
final class UndoingTest {
  private static final LaneId FIRST = lane(1);
  private static final LaneId SECOND = lane(2);
  private static final List<Sent> SENT = List.of(new Sent(FIRST, 5), new Sent(SECOND, 3));

  private static LaneId lane(long number) {
    return new LaneId(XB1, XA1, Urgency.ROUTINE, incarnation(number));
  }

  private static Digest hash(LaneId lane, long seq) {
    return digest(lane + " " + seq);
  }

  private static Optional<Digest> find(LaneId lane, long seq) {
    return lane.equals(FIRST) && seq <= 7 || lane.equals(SECOND) && seq <= 3
        ? Optional.of(hash(lane, seq))
        : Optional.empty();
  }

  private static List<Undone> undone(Shown... shown) {
    IncarnationStart start = with(Fixtures.start(XA1, XB1), "shown", List.of(shown));
    return Undoing.by(start, SENT, UndoingTest::find);
  }

  private static Shown held(LaneId lane, long seq) {
    return new Shown(Urgency.ROUTINE, false, new Position(seq, hash(lane, seq)));
  }

  @Test
  void whatTheSignerStillHoldsUpToTheLastReceiptIsLeftAlone() {
    assertEquals(List.of(), undone(held(SECOND, 3)));
  }

  @Test
  void beyondThePlaceThatItHoldsReceiptsCountNoMore() {
    assertEquals(List.of(new Undone(SECOND, 1)), undone(held(SECOND, 1)));
  }

  @Test
  void aPlaceInAnEarlierIncarnationTakesTheLaterOneWhole() {
    assertEquals(List.of(new Undone(SECOND, 0), new Undone(FIRST, 4)), undone(held(FIRST, 4)));
  }

  @Test
  void aPlaceBeyondTheReceiptsOfAnEarlierIncarnationTakesNothingOfIt() {
    assertEquals(List.of(new Undone(SECOND, 0)), undone(held(FIRST, 7)));
  }

  @Test
  void aSignerThatNamesNothingHoldsNothing() {
    List<Undone> all = List.of(new Undone(SECOND, 0), new Undone(FIRST, 0));
    assertEquals(all, undone());
    assertEquals(all, undone(held(lane(3), 2)), "a place that was never ours is none");
  }

  @Test
  void theSignersOwnLanesAndOtherUrgenciesSayNothingOfOurs() {
    Shown own = new Shown(Urgency.ROUTINE, true, new Position(3, hash(SECOND, 3)));
    Shown other = new Shown(Urgency.URGENT, false, new Position(3, hash(SECOND, 3)));
    assertEquals(undone(), undone(own, other));
  }
}
