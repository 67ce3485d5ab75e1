package org.vigilmesh.envelope;

import java.time.Instant;
import java.util.List;
import org.vigilmesh.identity.Extension;
import org.vigilmesh.identity.Incarnation;
import org.vigilmesh.identity.PairId;
import org.vigilmesh.value.Digest;
import org.vigilmesh.value.InvalidValue;
import org.vigilmesh.value.Seconds;

/**
 * A node's signed word: <em>this lane is stored here up to seq, whose header has this hash, since
 * this time</em>. Cumulative, signed only after the commit it speaks of, and never an
 * acknowledgement by a person.
 */
public record Receipt(
    int format,
    int suite,
    LaneId lane,
    Position upTo,
    Instant receivedAt,
    Issuer issuer,
    List<Extension> extensions) {
  public Receipt {
    extensions = List.copyOf(extensions);
    InvalidValue.unless(format == Format.VERSION && suite == Format.SUITE, "format and suite 1");
    InvalidValue.unless(upTo.seq() >= 1, "a receipt covers at least one statement");
    InvalidValue.unless(Seconds.isWhole(receivedAt), "whole seconds");
  }

  /** The receiving node's card, key pair, own incarnation and journal head. */
  public record Issuer(Digest card, PairId pair, Incarnation incarnation, Digest journalHead) {}
}
