package org.vigilmesh.envelope;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
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
 * The first word of a new incarnation to one peer: which life ended, and per lane where both stand.
 * For the signer's own lanes that is the last position that the peer showed, for the peer's lanes
 * the last one that the signer still holds. Names the proof of a fork when one is the reason.
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

  /** What an authority's endorsement of a new incarnation is labelled with. */
  private static final Bytes LABEL = Bytes.utf8("vigil/resume/v1");

  /**
   * What a roster authority of {@code node} signs so that it may begin a new incarnation:
   * SHA-256(label ‖ epoch ‖ length of the node id ‖ node id ‖ number and random bytes of the
   * incarnation that ends ‖ challenge), numbers as u64. The challenge is the node's, for one plan.
   */
  public static Digest endorsedDigest(NodeRef node, Incarnation previous, Digest challenge) {
    Bytes id = Bytes.utf8(node.node().text());
    return Digest.sha256(
        LABEL,
        Bytes.u64(node.epoch()),
        Bytes.u64(id.size()),
        id,
        Bytes.u64(previous.number()),
        previous.random(),
        challenge.bytes());
  }

  /** The last position of one lane; {@code outbound}: from the signer to the peer. */
  public record Shown(Urgency lane, boolean outbound, Position position) {}
}
