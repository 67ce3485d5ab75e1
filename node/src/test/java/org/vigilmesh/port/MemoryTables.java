package org.vigilmesh.port;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;
import org.vigilmesh.envelope.LaneId;
import org.vigilmesh.identity.Incarnation;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.identity.NodeRef;
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

/** Every table and index of a {@link MemoryStore}; a copy costs nothing, the trees are shared. */
final class MemoryTables {
  record Version(NodeId node, IdentityKind kind, long epoch, long version) {}

  record Place(LaneId lane, long seq) {}

  record ActKey(ActId id, NodeId sender) {}

  record Stored(long order, ActRow act) {}

  record CaseActKey(CaseId caseId, long order) {}

  record PlaceActKey(Place place, long order) {}

  record WaitingKey(Instant notAfter, long order) {}

  record AlarmKey(Instant raisedAt, String key) {}

  record StartKey(NodeRef from, NodeRef to, Incarnation incarnation) {}

  record BellKey(Instant nextAt, CaseId caseId) {}

  record RungKey(CaseId caseId, String key) {}

  record RungAtKey(Instant at, CaseId caseId, String key) {}

  record OutwardKey(Digest id, String channel) {}

  record EvidenceKey(NodeId peer, long order) {}

  static final Comparator<LaneId> LANES = MemoryTables::byLane;
  private static final Comparator<StartKey> STARTS =
      Comparator.comparing(StartKey::from)
          .thenComparing(StartKey::to)
          .thenComparing(StartKey::incarnation);
  private static final Comparator<Place> PLACES = MemoryTables::byPlace;
  private static final Comparator<Version> VERSIONS =
      Comparator.comparing(Version::node)
          .thenComparing(Version::kind)
          .thenComparingLong(Version::epoch)
          .thenComparingLong(Version::version);

  /** By sender, receiver, urgency and incarnation: the hottest code of a simulation. */
  private static int byLane(LaneId one, LaneId other) {
    if (one == other) {
      return 0;
    }
    int byFrom = one.from().compareTo(other.from());
    int byTo = byFrom != 0 ? byFrom : one.to().compareTo(other.to());
    int byUrgency = byTo != 0 ? byTo : one.urgency().compareTo(other.urgency());
    return byUrgency != 0 ? byUrgency : one.incarnation().compareTo(other.incarnation());
  }

  private static int byPlace(Place one, Place other) {
    int byLane = byLane(one.lane(), other.lane());
    return byLane != 0 ? byLane : Long.compare(one.seq(), other.seq());
  }

  private static int byPlaceAndOrder(PlaceActKey one, PlaceActKey other) {
    int byPlace = byPlace(one.place(), other.place());
    return byPlace != 0 ? byPlace : Long.compare(one.order(), other.order());
  }

  @Nullable LifeRow life;
  long order;
  SortedTree<NodeId, PeerRow> peers = SortedTree.empty(Comparator.naturalOrder());
  SortedTree<Version, IdentityRow> identities = SortedTree.empty(VERSIONS);
  SortedTree<NodeId, WitnessRow> witnesses = SortedTree.empty(Comparator.naturalOrder());
  SortedTree<StartKey, StartRow> starts = SortedTree.empty(STARTS);
  SortedTree<LaneId, LaneRow> lanes = SortedTree.empty(LANES);
  SortedTree<Place, StatementRow> statements = SortedTree.empty(PLACES);
  SortedTree<Place, Place> sealedPlaces = SortedTree.empty(PLACES);
  SortedTree<Place, Bytes> sealed = SortedTree.empty(PLACES);
  SortedTree<Place, ReceiptRow> receipts = SortedTree.empty(PLACES);
  SortedTree<ActKey, Stored> acts =
      SortedTree.empty(Comparator.comparing(ActKey::id).thenComparing(ActKey::sender));
  SortedTree<CaseActKey, ActKey> actsOfCase =
      SortedTree.empty(
          Comparator.<CaseActKey, Bytes>comparing(key -> key.caseId().bytes())
              .thenComparingLong(CaseActKey::order));
  SortedTree<PlaceActKey, ActKey> actsAt = SortedTree.empty(MemoryTables::byPlaceAndOrder);
  SortedTree<WaitingKey, ActKey> waiting =
      SortedTree.empty(
          Comparator.comparing(WaitingKey::notAfter).thenComparingLong(WaitingKey::order));
  SortedTree<CaseId, CaseRow> cases = SortedTree.empty(Comparator.comparing(CaseId::bytes));
  SortedTree<Long, CaseRow> changes = SortedTree.empty(Comparator.naturalOrder());
  SortedTree<CaseActKey, DeedRow> deeds =
      SortedTree.empty(
          Comparator.<CaseActKey, Bytes>comparing(key -> key.caseId().bytes())
              .thenComparingLong(CaseActKey::order));
  SortedTree<CaseId, SortedSet<Digest>> mentions =
      SortedTree.empty(Comparator.comparing(CaseId::bytes));
  int summaryForm;
  SortedTree<Long, JournalRow> journal = SortedTree.empty(Comparator.naturalOrder());
  SortedTree<String, AlarmRow> alarms = SortedTree.empty(Comparator.naturalOrder());
  SortedTree<AlarmKey, AlarmRow> openAlarms =
      SortedTree.empty(Comparator.comparing(AlarmKey::raisedAt).thenComparing(AlarmKey::key));
  SortedTree<String, AcknowledgedRow> acknowledged = SortedTree.empty(Comparator.naturalOrder());
  SortedTree<CaseId, BellRow> bells = SortedTree.empty(Comparator.comparing(CaseId::bytes));
  SortedTree<BellKey, BellRow> bellsByTime =
      SortedTree.empty(
          Comparator.comparing(BellKey::nextAt).thenComparing(key -> key.caseId().bytes()));
  SortedTree<RungKey, RungRow> rung =
      SortedTree.empty(
          Comparator.<RungKey, Bytes>comparing(key -> key.caseId().bytes())
              .thenComparing(RungKey::key));
  SortedTree<RungAtKey, RungRow> rungByTime =
      SortedTree.empty(
          Comparator.comparing(RungAtKey::at)
              .reversed()
              .thenComparing(key -> key.caseId().bytes())
              .thenComparing(RungAtKey::key));
  SortedTree<String, Invitation> invitations = SortedTree.empty(Comparator.naturalOrder());
  SortedTree<Bytes, Enrolled> enrolled = SortedTree.empty(Comparator.naturalOrder());
  SortedTree<Bytes, DraftRow> drafts = SortedTree.empty(Comparator.naturalOrder());
  SortedTree<Bytes, ShiftRow> shifts = SortedTree.empty(Comparator.naturalOrder());
  SortedTree<String, PreferenceRow> preferences = SortedTree.empty(Comparator.naturalOrder());
  SortedTree<Bytes, PasskeyRow> passkeys = SortedTree.empty(Comparator.naturalOrder());
  SortedTree<OutwardKey, OutwardRow> outward =
      SortedTree.empty(Comparator.comparing(OutwardKey::id).thenComparing(OutwardKey::channel));
  SortedTree<Digest, EvidenceRow> evidence = SortedTree.empty(Comparator.naturalOrder());
  SortedTree<EvidenceKey, EvidenceRow> evidenceOf =
      SortedTree.empty(
          Comparator.comparing(EvidenceKey::peer).thenComparingLong(EvidenceKey::order));

  MemoryTables copy() {
    MemoryTables copy = new MemoryTables();
    copy.life = life;
    copy.order = order;
    copy.peers = peers;
    copy.identities = identities;
    copy.witnesses = witnesses;
    copy.starts = starts;
    copy.lanes = lanes;
    copy.statements = statements;
    copy.sealedPlaces = sealedPlaces;
    copy.sealed = sealed;
    copy.receipts = receipts;
    copy.acts = acts;
    copy.actsOfCase = actsOfCase;
    copy.actsAt = actsAt;
    copy.waiting = waiting;
    copy.cases = cases;
    copy.changes = changes;
    copy.deeds = deeds;
    copy.mentions = mentions;
    copy.summaryForm = summaryForm;
    copy.journal = journal;
    copy.alarms = alarms;
    copy.openAlarms = openAlarms;
    copy.acknowledged = acknowledged;
    copy.bells = bells;
    copy.bellsByTime = bellsByTime;
    copy.rung = rung;
    copy.rungByTime = rungByTime;
    copy.invitations = invitations;
    copy.enrolled = enrolled;
    copy.drafts = drafts;
    copy.shifts = shifts;
    copy.preferences = preferences;
    copy.passkeys = passkeys;
    copy.outward = outward;
    copy.evidence = evidence;
    copy.evidenceOf = evidenceOf;
    return copy;
  }

  Optional<LifeRow> findLife() {
    return Optional.ofNullable(life);
  }
}
