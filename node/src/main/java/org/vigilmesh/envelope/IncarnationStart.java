package org.vigilmesh.envelope;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.vigilmesh.identity.Extension;
import org.vigilmesh.identity.Incarnation;
import org.vigilmesh.identity.NodeRef;
import org.vigilmesh.identity.PairId;
import org.vigilmesh.value.Digest;
import org.vigilmesh.value.InvalidValue;
import org.vigilmesh.value.Seconds;
import org.vigilmesh.value.Urgency;

/**
 * The first word of a new incarnation to one peer: which life ended, and per lane and direction the
 * last position that this peer showed. Names the proof of a fork when one is the reason.
 */
public record IncarnationStart(
    int format,
    int suite,
    NodeRef node,
    NodeRef peer,
    Incarnation incarnation,
    Incarnation previous,
    List<Shown> shown,
    String reason,
    Optional<Digest> forkProof,
    Instant createdAt,
    Digest card,
    PairId pair,
    List<Extension> extensions) {
  public IncarnationStart {
    shown = List.copyOf(shown);
    extensions = List.copyOf(extensions);
    InvalidValue.unless(format == Format.VERSION && suite == Format.SUITE, "format and suite 1");
    InvalidValue.unless(incarnation.number() > previous.number(), "a start looks forward");
    InvalidValue.unless(shown.size() <= 6, "three lanes in two directions");
    InvalidValue.unless(reason.length() <= 256, "reason");
    InvalidValue.unless(Seconds.isWhole(createdAt), "whole seconds");
  }

  /** The last position of one lane as the peer showed it. */
  public record Shown(Urgency lane, boolean outbound, Position position) {}
}
