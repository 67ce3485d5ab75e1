package org.vigilmesh.identity;

import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.InvalidValue;

/**
 * One continuous life of a node's store. The number grows with every new beginning; the 16 random
 * bytes keep two beginnings with one number apart. Numbers count from 1.
 */
public record Incarnation(long number, Bytes random) implements Comparable<Incarnation> {
  public static final int RANDOM_SIZE = 16;

  public Incarnation {
    InvalidValue.unless(number >= 1, "incarnations count from 1");
    InvalidValue.unless(random.size() == RANDOM_SIZE, "16 random bytes");
  }

  @Override
  public int compareTo(Incarnation other) {
    int byNumber = Long.compare(number, other.number);
    return byNumber != 0 ? byNumber : random.compareTo(other.random);
  }

  @Override
  public String toString() {
    return number + "/" + random.hex().substring(0, 8);
  }
}
