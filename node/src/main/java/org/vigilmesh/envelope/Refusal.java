package org.vigilmesh.envelope;

import java.time.Instant;
import java.util.List;
import org.vigilmesh.identity.Extension;
import org.vigilmesh.identity.PairId;
import org.vigilmesh.value.Digest;
import org.vigilmesh.value.InvalidValue;
import org.vigilmesh.value.Seconds;

/** A node's signed word that it did not take a statement, and what the sender can do about it. */
public record Refusal(
    int format,
    int suite,
    LaneId lane,
    Position at,
    Reason reason,
    long need,
    Instant refusedAt,
    Digest card,
    PairId pair,
    List<Extension> extensions) {
  /** Why; the number is the code on the wire. */
  public enum Reason {
    /** Sealed to a key unknown here: seal the same statement again to the newest key set. */
    SEALING_KEY(1),
    /** A format this node does not know: the lane pauses. */
    FORMAT(2),
    /**
     * A card, key set or roster named there is unknown here: send Identity, at least {@code need}.
     */
    NEED_IDENTITY(3),
    /**
     * Signature, recipient, size or form is bad: the lane pauses; the same bytes may be signed
     * again.
     */
    INVALID(4),
    /** The key pair is revoked: a new incarnation is the way on. */
    REVOKED(5),
    /** Two statements with one place: the sender's incarnation is suspended here. */
    FORK(6),
    /**
     * Names an older card or key set than the statement before it: a new incarnation is the way.
     */
    OLDER_IDENTITY(7);

    private final int code;

    Reason(int code) {
      this.code = code;
    }

    public int code() {
      return code;
    }
  }

  public Refusal {
    extensions = List.copyOf(extensions);
    InvalidValue.unless(format == Format.VERSION && suite == Format.SUITE, "format and suite 1");
    InvalidValue.unless(Seconds.isWhole(refusedAt), "whole seconds");
    InvalidValue.unless(need >= 0, "need");
  }
}
