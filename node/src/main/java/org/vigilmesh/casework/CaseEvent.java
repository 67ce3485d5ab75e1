package org.vigilmesh.casework;

import java.time.Instant;
import java.util.List;
import org.vigilmesh.identity.OfficerId;
import org.vigilmesh.message.Act;
import org.vigilmesh.value.Digest;

/** What a case is made of. */
public sealed interface CaseEvent {
  /**
   * An act that is in the store.
   *
   * @param effective false when it is unprocessable or held for an officer: shown, no effect
   */
  record Stored(Act act, Digest digest, boolean effective) implements CaseEvent {}

  /** A receipt covers the act with this digest: its addressee's node has stored it. */
  record Delivered(Digest act, Instant at) implements CaseEvent {}

  /**
   * What people of this node did without telling the other side (CASEWORK, "What one side does
   * alone").
   *
   * @param by who did it; the second of them for what needs two
   * @param seen the latest acts of the case as they saw it; for {@code WENT_ON} the acts that are
   *     not to wait any longer for what is missing
   * @param until how long it holds good; the distant future where that is not said
   */
  record Local(Deed deed, List<OfficerId> by, Instant at, List<Digest> seen, Instant until)
      implements CaseEvent {
    public Local {
      by = List.copyOf(by);
      seen = List.copyOf(seen);
    }
  }

  /** The local acts. */
  enum Deed {
    DRAFTED,
    AUTHOR_SIGNED,
    AUTHORISER_SIGNED,
    RECALLED,
    DISCARDED,
    /** By the clock: nobody sent what was authorised. */
    LAPSED,
    ORAL_RECORDED,
    ORAL_CLOSED,
    HOLD_PLACED,
    CLOSED,
    PURGED,
    WENT_ON
  }
}
