package org.vigilmesh.envelope;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.vigilmesh.Fixtures.XA1;
import static org.vigilmesh.Fixtures.XB1;
import static org.vigilmesh.Fixtures.XC1;
import static org.vigilmesh.Fixtures.digest;

import org.junit.jupiter.api.Test;
import org.vigilmesh.Fixtures;
import org.vigilmesh.identity.Incarnation;
import org.vigilmesh.identity.NodeRef;
import org.vigilmesh.identity.Signed;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;
import org.vigilmesh.value.InvalidValue;
import org.vigilmesh.value.Urgency;

/** Which two headers contradict each other, and what an authority signs over a new beginning. */
final class ForkProofTest {
  private static final LaneId LANE = Fixtures.lane(XA1, XB1, Urgency.URGENT);
  private static final Signed<StatementHeader> HELD = header(LANE, 4, digest("three"), "held");

  private static Signed<StatementHeader> header(
      LaneId lane, long seq, Digest previous, String body) {
    StatementHeader value = Fixtures.header(lane, seq, previous, Bytes.utf8(body));
    return Fixtures.signed(XA1, value, Bytes.utf8(value.toString()));
  }

  @Test
  void onePlaceWithTwoHeadersIsAFork() {
    Signed<StatementHeader> other = header(LANE, 4, digest("three"), "other");
    assertTrue(ForkProof.conflicts(HELD, other));
    assertEquals(LANE, new ForkProof(HELD, other).lane());
  }

  @Test
  void theNextPlaceThatNamesAnotherHeaderIsAFork() {
    assertTrue(ForkProof.conflicts(HELD, header(LANE, 5, digest("other four"), "five")));
  }

  @Test
  void whatCanStandInOneLaneProvesNothing() {
    assertFalse(ForkProof.conflicts(HELD, HELD), "itself");
    Signed<StatementHeader> next = header(LANE, 5, HELD.hash(), "five");
    assertFalse(ForkProof.conflicts(HELD, next), "the next one");
    assertFalse(ForkProof.conflicts(HELD, header(LANE, 6, digest("x"), "six")), "a later one");
    assertFalse(ForkProof.conflicts(next, HELD), "in the wrong order");
    LaneId elsewhere = Fixtures.lane(XA1, XC1, Urgency.URGENT);
    assertFalse(
        ForkProof.conflicts(HELD, header(elsewhere, 4, digest("three"), "x")), "another lane");
    assertThrows(InvalidValue.class, () -> new ForkProof(HELD, next));
  }

  @Test
  void anAuthoritySignsTheNodeItsEndingIncarnationAndTheChallenge() {
    Incarnation ends = Fixtures.incarnation(3);
    Digest signed = IncarnationStart.endorsedDigest(XA1, ends, digest("challenge"));
    assertNotEquals(signed, IncarnationStart.endorsedDigest(XB1, ends, digest("challenge")));
    assertNotEquals(signed, IncarnationStart.endorsedDigest(XA1, ends, digest("another")));
    NodeRef nextEpoch = new NodeRef(XA1.node(), XA1.epoch() + 1);
    assertNotEquals(signed, IncarnationStart.endorsedDigest(nextEpoch, ends, digest("challenge")));
    Incarnation other = Fixtures.incarnation(4);
    assertNotEquals(signed, IncarnationStart.endorsedDigest(XA1, other, digest("challenge")));
    assertEquals(signed, IncarnationStart.endorsedDigest(XA1, ends, digest("challenge")));
  }
}
