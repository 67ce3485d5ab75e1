package org.vigilmesh.envelope;

import org.vigilmesh.identity.Signed;
import org.vigilmesh.value.InvalidValue;

/**
 * Two signed headers of one lane that cannot both be in it: {@code other} has the place of {@code
 * held}, or the next one and names something else as previous. It proves that a key signed twice,
 * once its signatures are verified, and can be shown to anyone: there is no content in it.
 */
public record ForkProof(Signed<StatementHeader> held, Signed<StatementHeader> other) {
  public ForkProof {
    InvalidValue.unless(conflicts(held, other), "these two headers do not contradict each other");
  }

  /** Whether the two cannot both be in their lane. */
  public static boolean conflicts(Signed<StatementHeader> held, Signed<StatementHeader> other) {
    StatementHeader one = held.value();
    StatementHeader two = other.value();
    if (!one.laneId().equals(two.laneId())) {
      return false;
    }
    boolean isSamePlace = one.seq() == two.seq() && !held.hash().equals(other.hash());
    boolean isNextPlace = one.seq() + 1 == two.seq() && !two.previous().equals(held.hash());
    return isSamePlace || isNextPlace;
  }

  /** The lane that was split. */
  public LaneId lane() {
    return held.value().laneId();
  }
}
