package org.vigilmesh.identity;

import java.util.List;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;
import org.vigilmesh.value.InvalidValue;

/**
 * A value, its exact bytes, and persons' endorsements over them: how a roster is made. A node's
 * keys have no part in it, so a thief of node keys enrols nobody.
 */
public record Endorsed<T>(T value, Bytes bytes, List<Endorsement> endorsements) {
  /** More than any sensible number of roster authorities. */
  public static final int ENDORSEMENTS_MAX = 16;

  public Endorsed {
    endorsements = List.copyOf(endorsements);
    InvalidValue.unless(endorsements.size() <= ENDORSEMENTS_MAX, "too many endorsements");
  }

  public Digest hash() {
    return Digest.sha256(bytes);
  }
}
