package org.vigilmesh.port;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.vigilmesh.envelope.LaneId;
import org.vigilmesh.envelope.Position;
import org.vigilmesh.identity.Incarnation;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.identity.NodeRef;
import org.vigilmesh.identity.OfficerId;
import org.vigilmesh.identity.Trust;
import org.vigilmesh.message.ActId;
import org.vigilmesh.message.CaseId;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;
import org.vigilmesh.value.Urgency;

/** The rows of a {@link Store}: records without behaviour, one per table. */
public interface Rows {
  /**
   * The store's own identity and state; exactly one row. The token names the process that owns it.
   */
  record LifeRow(
      NodeRef self,
      Incarnation incarnation,
      Bytes ownerToken,
      Mode mode,
      String modeReason,
      Instant since) {}

  /** Whether the node works or only answers questions. */
  enum Mode {
    NORMAL,
    READ_ONLY
  }

  /** A peer as this node trusts it. Format and suite maxima only rise. */
  record PeerRow(
      NodeId node,
      long epoch,
      Trust trust,
      Instant trustSince,
      String trustBy,
      Bytes anchor,
      int formatMax,
      int suiteMax) {}

  /** The kinds of version chain. */
  enum IdentityKind {
    CARD,
    ROSTER,
    KEY_SET
  }

  /** One version of a chain, as the signed or endorsed container that was received or made. */
  record IdentityRow(
      NodeRef node,
      IdentityKind kind,
      long version,
      Digest hash,
      Bytes container,
      Instant storedAt) {}

  /**
   * A lane's position. Outbound: {@code last} is the newest committed statement and {@code
   * receipted} the newest that a receipt covers. Inbound: {@code last} is the newest accepted,
   * {@code receipted} the newest our stored receipt speaks of. {@code receipt} is that receipt's
   * container, or empty.
   */
  record LaneRow(
      LaneId lane, Position last, Instant lastAt, long receipted, Bytes receipt, LaneState state) {}

  /** Whether a lane takes new positions. */
  enum LaneState {
    OPEN,
    /** A fork was proved: only an incarnation start ends it. */
    SUSPENDED,
    /** A later incarnation has begun. */
    CLOSED
  }

  /**
   * A statement with its place. {@code header} is the signed header's container, {@code body} the
   * body encrypted under the case's key, {@code sealed} the sealed form while it may be offered.
   */
  record StatementRow(
      LaneId lane,
      long seq,
      Digest headerHash,
      Bytes header,
      Bytes body,
      Bytes sealed,
      Instant notAfter,
      Instant storedAt,
      CaseId caseId,
      ActId actId) {}

  /** A receipt that was received (outbound lanes) or issued (inbound lanes). */
  record ReceiptRow(LaneId lane, Position upTo, Instant receivedAt, Bytes container) {}

  /** An act, for ever: the key (sender, id) with its digest stays when the content is shredded. */
  record ActRow(
      NodeId sender,
      ActId id,
      Digest digest,
      CaseId caseId,
      String contentType,
      Urgency urgency,
      boolean exercise,
      LaneId lane,
      long seq,
      ActState state,
      String stateReason,
      Instant storedAt,
      Instant notAfter) {
    public ActRow with(ActState next, String why) {
      return new ActRow(
          sender,
          id,
          digest,
          caseId,
          contentType,
          urgency,
          exercise,
          lane,
          seq,
          next,
          why,
          storedAt,
          notAfter);
    }
  }

  /** What became of an act at this node. */
  enum ActState {
    /** Ours: committed, not yet covered by a receipt. */
    ACCEPTED_FOR_SENDING,
    /** Ours: covered by a receipt. */
    DELIVERED,
    /** Ours: its time passed without a receipt; a person was told. */
    UNDELIVERED,
    /** Theirs: stored and applied to its case. */
    APPLIED,
    /** Theirs: stored; a person must look (bad endorsement, unknown content, breaks the table). */
    UNPROCESSABLE,
    /** Theirs: stored; an officer here must confirm first. */
    HELD
  }

  /**
   * A case's summary: what lists show without opening content. {@code change} grows with every
   * change in the store and orders lists.
   *
   * @param deadline when the first of its clocks ends
   * @param heldUntil when the hold that runs ends, as far as it is known; it ends by nobody's
   *     silence
   */
  record CaseRow(
      CaseId caseId,
      NodeId peer,
      boolean ours,
      String contentType,
      Urgency urgency,
      boolean exercise,
      String state,
      List<String> marks,
      Optional<Instant> deadline,
      Optional<Instant> heldUntil,
      Instant openedAt,
      Instant changedAt,
      long change) {}

  /**
   * What people of this node did in a case without telling the other side.
   *
   * @param number of its journal entry
   * @param peer with whom the case is, or will be
   * @param deed its code
   * @param by the officers who signed, the second of them for what needs two
   * @param until how long it holds good; the distant future where that is not said
   * @param seen the latest acts as they saw the case; those that are not to wait any longer
   * @param words encrypted under the case's key
   */
  record DeedRow(
      long number,
      CaseId caseId,
      NodeId peer,
      Urgency urgency,
      String deed,
      List<String> by,
      Instant at,
      Instant until,
      List<Digest> seen,
      Bytes words) {
    public DeedRow {
      by = List.copyOf(by);
      seen = List.copyOf(seen);
    }
  }

  /** A link of the journal's chain: number, 16 random bytes, entry, d and the head after it. */
  record JournalRow(long number, Bytes salt, Bytes entry, Digest entryDigest, Digest head) {}

  /** What this node remembers of a peer: its newest journal head and the receipt it quoted. */
  record WitnessRow(NodeId peer, Digest journalHead, Incarnation incarnation, Instant seenAt) {}

  /**
   * The signed start of an incarnation, from one node to one other: ours to a peer or a peer's to
   * us. {@code hash} is that of its signed bytes, which the first statement of each lane names.
   */
  record StartRow(
      Digest hash,
      NodeRef from,
      NodeRef to,
      Incarnation incarnation,
      Bytes container,
      Instant storedAt) {}

  /** Something an officer or administrator must see; the key coalesces repeats. */
  record AlarmRow(
      String key,
      String code,
      Optional<NodeId> peer,
      String detail,
      Instant raisedAt,
      long count,
      Optional<Instant> clearedAt) {}

  /** A person who answers for an open alarm: nobody else is called for it. */
  record AcknowledgedRow(String key, OfficerId officer, Instant at) {}

  /** When the clocks of a case call somebody next. */
  record BellRow(CaseId caseId, Instant nextAt) {}

  /**
   * A bell of a case that was rung.
   *
   * @param key of the bell
   * @param at when it was due
   */
  record RungRow(CaseId caseId, String key, Instant at, Instant rungAt) {}

  /**
   * A notice that waits for a channel to take it.
   *
   * @param alarmKey of what it is about: gone with it
   * @param tries how often it was handed over
   * @param nextAt when it is handed over next
   */
  record OutwardRow(
      String channel, String alarmKey, Outward.Notice notice, int tries, Instant nextAt) {}

  /** Objects that prove something against their signer: two versions, a fork, a wrong receipt. */
  record EvidenceRow(Digest id, NodeId peer, String kind, List<Bytes> objects, Instant storedAt) {}
}
