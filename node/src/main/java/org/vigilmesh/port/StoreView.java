package org.vigilmesh.port;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.vigilmesh.envelope.LaneId;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.identity.NodeRef;
import org.vigilmesh.identity.OfficerId;
import org.vigilmesh.message.ActId;
import org.vigilmesh.message.CaseId;
import org.vigilmesh.port.Drafts.DraftRow;
import org.vigilmesh.port.Duty.ShiftRow;
import org.vigilmesh.port.Enrolment.Enrolled;
import org.vigilmesh.port.Enrolment.Invitation;
import org.vigilmesh.port.Preferences.PasskeyRow;
import org.vigilmesh.port.Preferences.PreferenceRow;
import org.vigilmesh.port.Rows.AcknowledgedRow;
import org.vigilmesh.port.Rows.ActRow;
import org.vigilmesh.port.Rows.AlarmRow;
import org.vigilmesh.port.Rows.BellRow;
import org.vigilmesh.port.Rows.CaseRow;
import org.vigilmesh.port.Rows.DeedRow;
import org.vigilmesh.port.Rows.EvidenceRow;
import org.vigilmesh.port.Rows.IdentityKind;
import org.vigilmesh.port.Rows.IdentityRow;
import org.vigilmesh.port.Rows.JournalRow;
import org.vigilmesh.port.Rows.LaneRow;
import org.vigilmesh.port.Rows.LifeRow;
import org.vigilmesh.port.Rows.OutwardRow;
import org.vigilmesh.port.Rows.PeerRow;
import org.vigilmesh.port.Rows.ReceiptRow;
import org.vigilmesh.port.Rows.RungRow;
import org.vigilmesh.port.Rows.StartRow;
import org.vigilmesh.port.Rows.StatementRow;
import org.vigilmesh.port.Rows.WitnessRow;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;

/** The questions that can be asked of a {@link Store}. Lists have a stated order and a limit. */
public interface StoreView {
  /** This store's own life; empty only in a database that was never initialised. */
  Optional<LifeRow> life();

  Optional<PeerRow> peer(NodeId node);

  /** All peers by node id. */
  List<PeerRow> peers();

  /** The newest version of a chain in the highest epoch. */
  Optional<IdentityRow> newestIdentity(NodeId node, IdentityKind kind);

  Optional<IdentityRow> identity(NodeRef node, IdentityKind kind, long version);

  /** One epoch's chain from {@code fromVersion} on, ascending, at most {@code limit}. */
  List<IdentityRow> identities(NodeRef node, IdentityKind kind, long fromVersion, int limit);

  Optional<LaneRow> lane(LaneId lane);

  /** Every lane, both directions, all incarnations, in no order. */
  List<LaneRow> lanes();

  Optional<StatementRow> statement(LaneId lane, long seq);

  /** Statements of a lane from {@code fromSeq} on, ascending, at most {@code limit}. */
  List<StatementRow> statements(LaneId lane, long fromSeq, int limit);

  /** The first receipt held for {@code lane} that covers {@code seq}. */
  Optional<ReceiptRow> receiptCovering(LaneId lane, long seq);

  Optional<ActRow> act(NodeId sender, ActId act);

  /** The acts of a case in the order in which they were stored. */
  List<ActRow> acts(CaseId caseId);

  /** The acts whose statements lie in {@code lane} from {@code fromSeq} on, ascending. */
  List<ActRow> actsAt(LaneId lane, long fromSeq, int limit);

  /** Acts accepted for sending whose time has passed before {@code at}, longest first. */
  List<ActRow> expiredActs(Instant at, int limit);

  /** What people did here alone in a case, oldest first. */
  List<DeedRow> deeds(CaseId caseId);

  Optional<CaseRow> findCase(CaseId caseId);

  /** Cases, last changed first, before {@code beforeChange} (exclusive; MAX_VALUE: newest). */
  List<CaseRow> cases(long beforeChange, int limit);

  /** The cases that {@code query} asks for, in its order, at most {@code limit}. */
  List<CaseRow> cases(CaseQuery query, int limit);

  /** The ids of cases that any act names, ascending, after the bytes {@code last} of one. */
  List<CaseId> caseIds(Bytes last, int limit);

  /** The keyed digests of what a case's messages mention, ascending. */
  List<Digest> mentions(CaseId caseId);

  /** The form of all case summaries and mentions; 0 where they have to be made anew. */
  int summaryForm();

  /** The newest journal row; empty before the first. */
  Optional<JournalRow> journalHead();

  /** Journal rows from {@code fromNumber} on, ascending, at most {@code limit}. */
  List<JournalRow> journal(long fromNumber, int limit);

  Optional<WitnessRow> witness(NodeId peer);

  /** The incarnation starts that {@code from} has signed for {@code to}, oldest first. */
  List<StartRow> starts(NodeRef from, NodeRef to);

  /** Alarms that nobody has cleared, oldest first. */
  List<AlarmRow> openAlarms();

  /** The same for those whose keys begin with {@code prefix}, by key. */
  List<AlarmRow> openAlarms(String prefix);

  Optional<AcknowledgedRow> acknowledged(String alarmKey);

  /** Cases whose bells are due at {@code at}, longest first. */
  List<BellRow> bellsDue(Instant at, int limit);

  /** When the next bell of any case is due. */
  Optional<BellRow> nextBell();

  /** The bells of a case that were rung, by key. */
  List<RungRow> rung(CaseId caseId);

  /** Bells that were rung although they are due only after {@code at}, latest first. */
  List<RungRow> rungEarly(Instant at, int limit);

  /** Notices that wait for a channel and may go at {@code at}, longest first. */
  List<OutwardRow> outward(String channel, Instant at, int limit);

  List<EvidenceRow> evidence(NodeId peer);

  /** Codes that nobody has redeemed, by officer. */
  List<Invitation> invitations();

  /** Passkeys that were handed in, oldest first. */
  List<Enrolled> enrolled();

  /** What officers have written and nobody has sent, newest first. */
  List<DraftRow> drafts();

  /** Shifts that run or whose note is kept, newest first. */
  List<ShiftRow> shifts();

  /** What an officer has chosen, by name. */
  List<PreferenceRow> preferences(OfficerId officer);

  /** What is known of an officer's passkeys, by id. */
  List<PasskeyRow> passkeys(OfficerId officer);
}
