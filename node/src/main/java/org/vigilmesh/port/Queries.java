package org.vigilmesh.port;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vigilmesh.envelope.Position;
import org.vigilmesh.identity.Endorsement;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.identity.NodeRef;
import org.vigilmesh.identity.Trust;
import org.vigilmesh.message.ActId;
import org.vigilmesh.message.CaseId;
import org.vigilmesh.port.Rows.AcknowledgedRow;
import org.vigilmesh.port.Rows.AlarmRow;
import org.vigilmesh.port.Rows.CaseRow;
import org.vigilmesh.port.Rows.JournalRow;
import org.vigilmesh.port.Submissions.Submitted.Said;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;
import org.vigilmesh.value.Urgency;

/** What can be asked of a running node. Only {@link #openCase} answers with officers' content. */
public interface Queries extends Registers {
  NodeStatus status();

  List<PeerStatus> peers();

  Optional<PeerStatus> peer(NodeId node);

  /** What we and a peer remember of each other; empty when it is no peer. */
  Optional<WitnessStatus> witness(NodeId node);

  /** The same for every verified peer. */
  List<WitnessStatus> witnesses();

  /** Our own newest card container, for handing to others. */
  Bytes card();

  /** Our own keys, public halves only. */
  List<KeyStatus> keys();

  /** A page of cases. */
  List<CaseRow> cases(CaseQuery query, int limit);

  /** The keyed digest under which cases are found that name this identifier, of whatever kind. */
  Digest identifierDigest(String typed);

  /** The same for a file number or reference of either side. */
  Digest referenceDigest(String typed);

  /** Folds every case again and compares what lists show; takes minutes in a large store. */
  SummaryVerdict checkSummaries();

  /** Metadata and timeline of a case; no content. */
  Optional<CaseStatus> caseStatus(CaseId caseId);

  /**
   * What cannot be said in a case now, whatever it says, by the message's code: why not. Empty for
   * what may be said, and where there is no case.
   */
  Map<String, Said> barred(CaseId caseId);

  /** What an officer must sign to open a case: a digest bound to the case and to a fresh nonce. */
  Digest openingChallenge(CaseId caseId);

  /**
   * The contents of a case for the officer whose {@code endorsement} over the last challenge given
   * for it is valid; journalled before it is answered. Empty when it is not, or there is no case.
   */
  Optional<OpenedCase> openCase(CaseId caseId, Endorsement endorsement, String by);

  /**
   * What proves to others who sent what and that it arrived: signed headers, receipts and the cards
   * that name their keys, no content; journalled before it is answered. Empty when there is no such
   * case.
   */
  Optional<CaseEvidence> exportCase(CaseId caseId, String by);

  /** Journal rows from {@code from} on; at most 1,000. */
  List<JournalRow> journal(long from, int limit);

  /** Walks the whole chain and every statement and receipt it speaks of. */
  JournalVerdict verifyJournal();

  List<AlarmRow> alarms();

  /** Who answers for an open alarm; empty while it rings for anybody. */
  Optional<AcknowledgedRow> acknowledged(String alarmKey);

  /** The node in a few facts. */
  record NodeStatus(
      NodeId node,
      long epoch,
      String incarnation,
      boolean readOnly,
      String reason,
      Instant since,
      Instant now,
      Instant startedAt,
      String version,
      int peerPort,
      long journalNumber,
      Digest journalHead,
      long cardVersion,
      long rosterVersion,
      long keySetVersion,
      Instant keySetValidTo) {}

  /** A peer: trust, link and lanes. */
  record PeerStatus(
      NodeId node,
      String name,
      Trust trust,
      Instant trustSince,
      List<String> dutyPhones,
      boolean linked,
      Optional<Instant> linkedSince,
      String protocol,
      String group,
      String cipherSuite,
      Optional<Long> roundTripMillis,
      long cardVersion,
      Instant cardValidTo,
      long rosterVersion,
      long keySetVersion,
      Optional<Instant> keySetValidTo,
      long holdsKeySet,
      Optional<Long> clockSkewMillis,
      List<LaneStatus> lanes,
      List<String> claims) {}

  /** A lane's positions as an operator reads them. */
  record LaneStatus(
      Urgency lane,
      boolean outbound,
      String incarnation,
      long last,
      long receipted,
      Optional<Instant> oldestWaiting,
      String state) {}

  /**
   * What this node and a peer remember of each other.
   *
   * @param heardAt when its last Hello came in this run; what it remembers is of that moment
   * @param theirHead its journal head that we have seen last, and when that was
   * @param presented signed objects of ours that it has shown in this run and that verify
   * @param forks proofs kept here against it
   * @param waiting its new incarnation, when that waits for an administrator's word
   */
  record WitnessStatus(
      NodeId peer,
      Optional<Instant> heardAt,
      String ourIncarnation,
      String theirIncarnation,
      Optional<Digest> theirHead,
      Optional<Instant> theirHeadAt,
      List<LaneWitness> lanes,
      List<PresentedStatus> presented,
      List<ForkStatus> forks,
      Optional<String> waiting) {}

  /**
   * One lane as both sides remember it. Outbound: {@code ours} is our newest statement, {@code
   * receipted} what its receipts cover, {@code theirs} what the peer says it accepted. Inbound:
   * {@code ours} is what we accepted, {@code theirs} up to where the peer says it holds receipts.
   */
  record LaneWitness(
      Urgency lane,
      boolean outbound,
      String incarnation,
      Position ours,
      long receipted,
      Optional<Position> theirs) {}

  /** A signed object of ours that a peer has shown; the number is a seq or a version. */
  record PresentedStatus(
      String kind, String lane, long number, String incarnation, Digest hash, Instant at) {}

  /** A proof that a peer's keys signed two statements for one place. */
  record ForkStatus(Digest id, Instant keptAt) {}

  /** One of our keys: its use, id, life and whether peers hold it. */
  record KeyStatus(
      String use, String id, Instant from, Instant to, String state, List<NodeId> awaiting) {}

  /** A case's metadata: timeline, what is to be noticed about its acts, and where it stands. */
  record CaseStatus(
      CaseRow summary,
      List<TimelineEntry> timeline,
      List<CaseNote> notes,
      CaseStanding standing,
      List<LinkedCase> links) {
    public CaseStatus {
      timeline = List.copyOf(timeline);
      notes = List.copyOf(notes);
      links = List.copyOf(links);
    }
  }

  /**
   * Another case here that officers have linked with one.
   *
   * @param why a code of {@code CaseLink}
   * @param peer with whom the other case is, and its {@code state}
   */
  record LinkedCase(
      CaseId caseId, String why, Instant since, List<String> by, String peer, String state) {
    public LinkedCase {
      by = List.copyOf(by);
    }
  }

  /**
   * Something to be noticed about an act; it decides nothing.
   *
   * @param code the number of a rule, or the name of a signal
   * @param field of the act's content, as in a request file; may be empty
   * @param citation code of the citation table
   * @param by the officer who set it aside; empty for another kind
   * @param facts counts, times or case ids
   */
  record CaseNote(
      ActId act,
      NoteKind kind,
      String code,
      String field,
      String citation,
      String by,
      List<String> facts) {
    public CaseNote {
      facts = List.copyOf(facts);
    }
  }

  /** The kinds of note. */
  enum NoteKind {
    /** A named person set a warning aside, with a reason in the act. */
    SET_ASIDE,
    /** The act breaks a rule, by what was known here when it came; facts: error or warning. */
    RULE,
    /** A fact about the sender of a request or what it names. */
    SIGNAL
  }

  /**
   * One line of a timeline: an act, who made it, whether its proofs hold; or what officers here did
   * alone, with the number of its journal entry in the place of an act's seq.
   *
   * @param said the reason by its key, where it is what the act did to the case
   */
  record TimelineEntry(
      Instant at,
      NodeId by,
      String kind,
      String contentType,
      Optional<ActId> act,
      List<String> officers,
      String state,
      String reason,
      String lane,
      long seq,
      Optional<Instant> delivered,
      Optional<Said> said) {}

  /** The contents of a case, opened for an officer. */
  record OpenedCase(List<OpenedAct> acts, List<OpenedDeed> deeds) {
    public OpenedCase {
      acts = List.copyOf(acts);
      deeds = List.copyOf(deeds);
    }
  }

  /** What people here did alone, with what they wrote down. */
  record OpenedDeed(TimelineEntry entry, String words) {}

  /**
   * An act's exact bytes, opened for an officer, with the endorsements over them; {@code body} is
   * the statement's body that holds both and whose digest the signed header has.
   */
  record OpenedAct(TimelineEntry entry, Bytes act, List<Endorsement> endorsements, Bytes body) {}

  /**
   * A case's signed objects in the order of its timeline, with the containers of what they name.
   *
   * @param cards those that signers name, and the newest of each side
   * @param rosters those by which the officers of acts that can still be read have signed
   * @param by our node
   * @param journal the position of the journal entry about this export
   */
  record CaseEvidence(
      List<StatementEvidence> statements,
      List<Bytes> cards,
      List<Bytes> rosters,
      NodeRef by,
      long journal) {
    public CaseEvidence {
      statements = List.copyOf(statements);
      cards = List.copyOf(cards);
      rosters = List.copyOf(rosters);
    }
  }

  /** The signed header of a statement and the first receipt that covers it, as containers. */
  record StatementEvidence(TimelineEntry entry, Bytes header, Optional<Bytes> receipt) {}

  /**
   * Whether what lists show is what the acts say.
   *
   * @param cases that were folded again
   * @param destroyed cases whose content was destroyed: what is kept of them cannot be compared
   * @param different how many differ, and {@code told} are the first of them
   */
  record SummaryVerdict(long cases, long destroyed, long different, List<String> told) {
    public SummaryVerdict {
      told = List.copyOf(told);
    }
  }

  /** Whether the journal and what it speaks of are intact. */
  sealed interface JournalVerdict {
    record Intact(long entries, Digest head, long statements, long receipts)
        implements JournalVerdict {}

    /** The first thing that is wrong: an entry's number and what does not fit. */
    record Broken(long number, String what) implements JournalVerdict {}
  }
}
