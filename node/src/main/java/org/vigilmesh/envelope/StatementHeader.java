package org.vigilmesh.envelope;

import java.time.Instant;
import java.util.List;
import org.vigilmesh.identity.Extension;
import org.vigilmesh.identity.Incarnation;
import org.vigilmesh.identity.NodeRef;
import org.vigilmesh.identity.PairId;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;
import org.vigilmesh.value.InvalidValue;
import org.vigilmesh.value.Seconds;
import org.vigilmesh.value.Urgency;

/**
 * The signed part of a statement: who speaks to whom, at which place in which lane, quoting what.
 * It holds the body's digest and no content, so a chain, a fork or a receipt can be shown to
 * anyone.
 */
public record StatementHeader(
    int format,
    int suite,
    StatementId id,
    Sender sender,
    NodeRef recipient,
    Urgency lane,
    Incarnation incarnation,
    long seq,
    Digest previous,
    Instant createdAt,
    Instant notAfter,
    Digest journalHead,
    Seen seen,
    Bytes bodyDigest,
    List<Extension> extensions) {
  public StatementHeader {
    extensions = List.copyOf(extensions);
    InvalidValue.unless(format == Format.VERSION && suite == Format.SUITE, "format and suite 1");
    InvalidValue.unless(seq >= 1, "statements are numbered from 1");
    InvalidValue.unless(Seconds.isWhole(createdAt) && Seconds.isWhole(notAfter), "whole seconds");
    InvalidValue.unless(bodyDigest.size() == 64, "SHA-512 of the body has 64 bytes");
  }

  /** The lane that this header claims a place in. */
  public LaneId laneId() {
    return new LaneId(sender.node(), recipient, lane, incarnation);
  }

  /** The sending node with the exact card, key set and key pair that speak. */
  public record Sender(NodeRef node, Digest card, Digest keySet, PairId pair) {}

  /**
   * What the sender had last seen of the recipient: its newest journal head and the hash of its
   * newest receipt, zeros where there was none. A statement cannot be older than what it quotes.
   */
  public record Seen(Digest journalHead, Digest receipt) {
    public static final Seen NOTHING = new Seen(Digest.ZERO, Digest.ZERO);
  }
}
