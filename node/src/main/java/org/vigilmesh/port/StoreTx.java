package org.vigilmesh.port;

import java.util.Collection;
import org.vigilmesh.envelope.LaneId;
import org.vigilmesh.identity.CredentialId;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.identity.OfficerId;
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

/**
 * One transaction. It sees its own writes. {@code put} replaces the row with that key; {@code add}
 * fails as a bug when the key is taken, since positions, acts and journal numbers are taken once.
 */
public interface StoreTx extends StoreView {
  void putLife(LifeRow life);

  void putPeer(PeerRow peer);

  /** Forgets a peer that never had a statement; its identity rows and witness go with it. */
  void removePeer(NodeId peer);

  void addIdentity(IdentityRow identity);

  void putLane(LaneRow lane);

  void addStatement(StatementRow statement);

  /** Replaces the sealed form of an outgoing statement; empty once a receipt covers it. */
  void putSealed(LaneId lane, long seq, Bytes sealed);

  /** Drops the sealed forms of a lane up to {@code seq}: a receipt covers them. */
  void dropSealed(LaneId lane, long seq);

  void addReceipt(ReceiptRow receipt);

  void addAct(ActRow act);

  void putAct(ActRow act);

  void addDeed(DeedRow deed);

  void putCase(CaseRow row);

  /** From now on exactly {@code digests} are what the case's messages mention. */
  void putMentions(CaseId caseId, Collection<Digest> digests);

  /** All summaries and mentions are of this form now. */
  void putSummaryForm(int form);

  void addJournal(JournalRow row);

  void putWitness(WitnessRow witness);

  void addStart(StartRow start);

  /** Raises an alarm, or updates the one with its key. */
  void putAlarm(AlarmRow alarm);

  /** Somebody answers for the alarm with that key. */
  void putAcknowledged(AcknowledgedRow acknowledged);

  /** Nobody answers for it any more: it rings anew. */
  void dropAcknowledged(String key);

  void putBell(BellRow bell);

  /** Nothing will ring in this case unless something happens in it. */
  void dropBell(CaseId caseId);

  void addRung(RungRow rung);

  /** It was rung too early: it will ring at its time. */
  void dropRung(RungRow rung);

  /** Puts a notice in the place of the one with its id for its channel. */
  void putOutward(OutwardRow row);

  /** A channel has taken a notice. */
  void dropOutward(Digest notice, String channel);

  /** Nobody need be told of that alarm any more. */
  void dropOutward(String alarmKey);

  void addEvidence(EvidenceRow evidence);

  /** The officer's only code from now on. */
  void putInvitation(Invitation invitation);

  void dropInvitation(OfficerId officer);

  void addEnrolled(Enrolled enrolled);

  void dropEnrolled(CredentialId credential);

  void putDraft(DraftRow draft);

  void dropDraft(CaseId id);

  void putShift(ShiftRow shift);

  void dropShift(CaseId id);

  /** In place of an earlier choice of the same name. */
  void putPreference(PreferenceRow preference);

  void putPasskey(PasskeyRow passkey);

  void dropPasskey(CredentialId id);
}
