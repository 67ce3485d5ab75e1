package org.vigilmesh.port;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.vigilmesh.casework.CaseEvent.Deed;
import org.vigilmesh.identity.Endorsement;
import org.vigilmesh.identity.Incarnation;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.identity.NodeRef;
import org.vigilmesh.message.ActId;
import org.vigilmesh.message.CaseId;
import org.vigilmesh.port.Submissions.Submitted;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;
import org.vigilmesh.value.Urgency;

/**
 * What administrators may do on a running node. Every call that changes something is journalled
 * with {@code by}, the caller's operating-system user, in the commit that holds the change; it
 * returns after that commit.
 */
public interface Administration {
  /** Takes a peer's card (the exported container); the peer is PENDING until verified. */
  Done addPeer(Bytes signedCard, String by);

  /**
   * Compares {@code typedFingerprint} with the anchor of the peer's card; equal makes it VERIFIED.
   * Neither answer contains the fingerprint.
   */
  Done verifyPeer(NodeId peer, String typedFingerprint, String by);

  Done suspendPeer(NodeId peer, String reason, String by);

  Done resumePeer(NodeId peer, String reason, String by);

  Done revokePeer(NodeId peer, String reason, String by);

  /** Forgets a peer that never had a statement; others can only be suspended or revoked. */
  Done removePeer(NodeId peer, String by);

  /** Takes a new version of our own card, signed by our anchor. */
  Done importCard(Bytes signedCard, String by);

  /** Takes a new version of our own roster, endorsed by the roster authorities. */
  Done importRoster(Bytes endorsedRoster, String by);

  /** Begins a rotation, or with {@code planOnly} tells its steps and changes nothing. */
  Done rotate(KeyUse use, boolean planOnly, String by);

  /** One round trip on the live link. */
  Done ping(NodeId peer);

  /**
   * Lets a held act of a peer take its effect: an officer of ours has called back. The answer's
   * line says what the act did to its case.
   */
  Done confirmAct(Confirmation word, String by);

  /**
   * An officer's word that a held act is what its sender meant.
   *
   * @param endorsement the officer's, over {@code Act.confirmedDigest} of that act, this node and
   *     {@code reason}
   */
  record Confirmation(NodeId sender, ActId act, String reason, Endorsement endorsement) {}

  /**
   * Records what officers of ours do in a case without telling the other side. The answer's line
   * says where the case stands now.
   */
  Done doDeed(CaseDeed word, String by);

  /**
   * A local act of officers of ours (CASEWORK, "What one side does alone").
   *
   * @param peer with whom the case is; for a case that this begins, with whom it will be
   * @param until how long it holds good; the distant future where that is not said
   * @param seen the latest acts of the case, or those that are not to wait any longer
   * @param words what the officers write down; stays here, encrypted under the case's key
   * @param endorsements over {@code Local.endorsedDigest}, of different persons where two are
   *     needed
   */
  record CaseDeed(
      CaseId caseId,
      NodeId peer,
      Urgency urgency,
      Deed deed,
      Instant until,
      List<Digest> seen,
      String words,
      List<Endorsement> endorsements) {
    public CaseDeed {
      seen = List.copyOf(seen);
      endorsements = List.copyOf(endorsements);
    }
  }

  /** What beginning a new incarnation would do now, or why it cannot be done. */
  Plan planResume();

  /** Begins a new incarnation; the answer's line is its name. */
  Done resume(Resumption word, String by);

  /** Lets the start of a split peer's new incarnation count, after it was phoned. */
  Done confirmStart(NodeId peer, String reason, String by);

  /** What an administrator is shown before a new incarnation begins. */
  sealed interface Plan {
    /**
     * It can be done.
     *
     * @param challenge what an authority's endorsement is bound to; good for one attempt
     * @param number of the incarnation that would begin
     * @param why what asks for it
     * @param peers what each verified peer has shown; unheard ones have shown nothing
     */
    record Ready(
        Digest challenge,
        NodeRef node,
        Incarnation previous,
        long number,
        String why,
        Instant since,
        List<Queries.WitnessStatus> peers)
        implements Plan {
      public Ready {
        peers = List.copyOf(peers);
      }
    }

    record Refused(Done.Failed why) implements Plan {}
  }

  /**
   * A roster authority's word that this node may begin anew.
   *
   * @param endorsement over {@code IncarnationStart.endorsedDigest} of the node, the incarnation
   *     that ends and {@code challenge}
   */
  record Resumption(Digest challenge, String reason, Endorsement endorsement) {}

  /** An officer of ours answers for an open alarm: nobody else is called for it. */
  Done acknowledgeAlarm(Acknowledgement word, String by);

  /**
   * An officer's word to answer for an alarm as it was shown.
   *
   * @param count how often it had rung
   * @param endorsement over {@link #digest} of this node, key, time and count
   */
  record Acknowledgement(String key, Instant raisedAt, long count, Endorsement endorsement) {
    private static final Bytes LABEL = Bytes.utf8("vigil/alarm-acknowledged/v1");

    /**
     * What the officer signs: SHA-256(label ‖ u64 epoch ‖ u64 length ‖ node id ‖ u64 milliseconds ‖
     * u64 count ‖ key).
     */
    public static Digest digest(NodeRef node, String key, Instant raisedAt, long count) {
      Bytes id = Bytes.utf8(node.node().text());
      return Digest.sha256(
          LABEL,
          Bytes.u64(node.epoch()),
          Bytes.u64(id.size()),
          id,
          Bytes.u64(raisedAt.toEpochMilli()),
          Bytes.u64(count),
          Bytes.utf8(key));
    }
  }

  /** Hands a test notice to each outward channel and waits; the lines say what became of it. */
  Done testAlarms(String by);

  /** Clears an alarm that an administrator has dealt with. */
  Done clearAlarm(String key, String by);

  /** What a key is for. */
  enum KeyUse {
    SEALING,
    TRANSPORT,
    SIGNING
  }

  /** How a call ended. */
  sealed interface Done {
    /** Done; {@code journal} is the position of its entry, 0 where nothing was changed. */
    record Ok(long journal, List<String> lines) implements Done {
      public Ok {
        lines = List.copyOf(lines);
      }
    }

    /** Not done; the code is stable (E-…), the text says why, {@code next} what to type. */
    record Failed(
        Failure failure, String code, String why, String next, Optional<Submitted.Said> said)
        implements Done {
      public Failed(Failure failure, String code, String why, String next) {
        this(failure, code, why, next, Optional.empty());
      }
    }
  }

  /** Kinds of failure; they become the command's exit codes. */
  enum Failure {
    FAILED,
    INPUT,
    NOT_FOUND,
    NOT_PERMITTED,
    CHANGED_MEANWHILE,
    NEGATIVE,
    UNREACHABLE,
    WAITING_FOR_PERSON,
    READ_ONLY
  }
}
