package org.vigilmesh.port;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.vigilmesh.envelope.LaneId;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.identity.NodeRef;
import org.vigilmesh.message.ActId;
import org.vigilmesh.message.CaseId;
import org.vigilmesh.port.MemoryTables.ActKey;
import org.vigilmesh.port.MemoryTables.AlarmKey;
import org.vigilmesh.port.MemoryTables.CaseActKey;
import org.vigilmesh.port.MemoryTables.EvidenceKey;
import org.vigilmesh.port.MemoryTables.Place;
import org.vigilmesh.port.MemoryTables.PlaceActKey;
import org.vigilmesh.port.MemoryTables.StartKey;
import org.vigilmesh.port.MemoryTables.Stored;
import org.vigilmesh.port.MemoryTables.Version;
import org.vigilmesh.port.MemoryTables.WaitingKey;
import org.vigilmesh.port.Rows.ActRow;
import org.vigilmesh.port.Rows.ActState;
import org.vigilmesh.port.Rows.AlarmRow;
import org.vigilmesh.port.Rows.DeedRow;
import org.vigilmesh.port.Rows.EvidenceRow;
import org.vigilmesh.port.Rows.IdentityKind;
import org.vigilmesh.port.Rows.IdentityRow;
import org.vigilmesh.port.Rows.JournalRow;
import org.vigilmesh.port.Rows.LaneRow;
import org.vigilmesh.port.Rows.LifeRow;
import org.vigilmesh.port.Rows.PeerRow;
import org.vigilmesh.port.Rows.ReceiptRow;
import org.vigilmesh.port.Rows.StartRow;
import org.vigilmesh.port.Rows.StatementRow;
import org.vigilmesh.port.Rows.WitnessRow;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Check;

/** One transaction over its own copy of the tables. */
final class MemoryTx
    implements MemoryBells,
        MemoryLists,
        MemoryEnrolments,
        MemoryDrafts,
        MemoryShifts,
        MemoryPreferences {
  private final MemoryTables tables;
  private boolean isOver;

  MemoryTx(MemoryTables tables) {
    this.tables = tables;
  }

  void end() {
    isOver = true;
  }

  @Override
  public MemoryTables t() {
    Check.that(!isOver, "a transaction is not used after it returned");
    return tables;
  }

  static void checkFree(boolean isTaken, String key) {
    Check.that(!isTaken, key + " is taken");
  }

  @Override
  public Optional<LifeRow> life() {
    return t().findLife();
  }

  @Override
  public void putLife(LifeRow life) {
    t().life = life;
  }

  @Override
  public Optional<PeerRow> peer(NodeId node) {
    return t().peers.find(node);
  }

  @Override
  public List<PeerRow> peers() {
    return t().peers.all();
  }

  @Override
  public void putPeer(PeerRow peer) {
    t().peers = tables.peers.with(peer.node(), peer);
  }

  @Override
  public void removePeer(NodeId peer) {
    boolean isKnown =
        t().statements.all().stream()
            .map(StatementRow::lane)
            .anyMatch(lane -> lane.from().node().equals(peer) || lane.to().node().equals(peer));
    Check.that(!isKnown, "only a peer without statements can be forgotten");
    for (IdentityRow row : tables.identities.all()) {
      if (row.node().node().equals(peer)) {
        tables.identities = tables.identities.without(version(row));
      }
    }
    tables.witnesses = tables.witnesses.without(peer);
    tables.peers = tables.peers.without(peer);
  }

  private static Version version(IdentityRow row) {
    return new Version(row.node().node(), row.kind(), row.node().epoch(), row.version());
  }

  @Override
  public Optional<IdentityRow> newestIdentity(NodeId node, IdentityKind kind) {
    return t()
        .identities
        .before(new Version(node, kind, Long.MAX_VALUE, Long.MAX_VALUE), 1)
        .stream()
        .filter(row -> row.node().node().equals(node) && row.kind() == kind)
        .findFirst();
  }

  @Override
  public Optional<IdentityRow> identity(NodeRef node, IdentityKind kind, long version) {
    return t().identities.find(new Version(node.node(), kind, node.epoch(), version));
  }

  @Override
  public List<IdentityRow> identities(
      NodeRef node, IdentityKind kind, long fromVersion, int limit) {
    Version from = new Version(node.node(), kind, node.epoch(), fromVersion);
    return t().identities.from(from, limit).stream()
        .filter(row -> row.node().equals(node) && row.kind() == kind)
        .toList();
  }

  @Override
  public void addIdentity(IdentityRow identity) {
    checkFree(t().identities.has(version(identity)), "a version");
    tables.identities = tables.identities.with(version(identity), identity);
  }

  @Override
  public Optional<WitnessRow> witness(NodeId peer) {
    return t().witnesses.find(peer);
  }

  @Override
  public void putWitness(WitnessRow witness) {
    t().witnesses = tables.witnesses.with(witness.peer(), witness);
  }

  @Override
  public List<StartRow> starts(NodeRef from, NodeRef to) {
    return t().starts.all().stream()
        .filter(row -> row.from().equals(from) && row.to().equals(to))
        .toList();
  }

  @Override
  public void addStart(StartRow start) {
    StartKey key = new StartKey(start.from(), start.to(), start.incarnation());
    checkFree(t().starts.has(key), "an incarnation's start");
    tables.starts = tables.starts.with(key, start);
  }

  @Override
  public Optional<LaneRow> lane(LaneId lane) {
    return t().lanes.find(lane);
  }

  @Override
  public List<LaneRow> lanes() {
    return t().lanes.all();
  }

  @Override
  public void putLane(LaneRow lane) {
    t().lanes = tables.lanes.with(lane.lane(), lane);
  }

  @Override
  public Optional<StatementRow> statement(LaneId lane, long seq) {
    return t().statements.find(new Place(lane, seq)).map(this::whole);
  }

  @Override
  public List<StatementRow> statements(LaneId lane, long fromSeq, int limit) {
    return t().statements.from(new Place(lane, fromSeq), limit).stream()
        .filter(row -> row.lane().equals(lane))
        .map(this::whole)
        .toList();
  }

  private StatementRow whole(StatementRow row) {
    return with(row, tables.sealed.find(new Place(row.lane(), row.seq())).orElse(Bytes.EMPTY));
  }

  private static StatementRow with(StatementRow row, Bytes sealed) {
    return new StatementRow(
        row.lane(),
        row.seq(),
        row.headerHash(),
        row.header(),
        row.body(),
        sealed,
        row.notAfter(),
        row.storedAt(),
        row.caseId(),
        row.actId());
  }

  @Override
  public void addStatement(StatementRow row) {
    Place place = new Place(row.lane(), row.seq());
    Check.that(row.seq() >= 1, "statements are numbered from 1");
    checkFree(t().statements.has(place), "a place");
    tables.statements = tables.statements.with(place, with(row, Bytes.EMPTY));
    putSealed(row.lane(), row.seq(), row.sealed());
  }

  @Override
  public void putSealed(LaneId lane, long seq, Bytes sealed) {
    Place place = new Place(lane, seq);
    if (sealed.isEmpty()) {
      t().sealed = tables.sealed.without(place);
      tables.sealedPlaces = tables.sealedPlaces.without(place);
    } else {
      Check.that(t().statements.has(place), "a sealed form has its statement");
      tables.sealed = tables.sealed.with(place, sealed);
      tables.sealedPlaces = tables.sealedPlaces.with(place, place);
    }
  }

  @Override
  public void dropSealed(LaneId lane, long seq) {
    for (Place place : t().sealedPlaces.between(new Place(lane, 0), new Place(lane, seq))) {
      putSealed(lane, place.seq(), Bytes.EMPTY);
    }
  }

  @Override
  public Optional<ReceiptRow> receiptCovering(LaneId lane, long seq) {
    return t().receipts.from(new Place(lane, seq), 1).stream()
        .filter(row -> row.lane().equals(lane))
        .findFirst();
  }

  @Override
  public void addReceipt(ReceiptRow receipt) {
    Place place = new Place(receipt.lane(), receipt.upTo().seq());
    checkFree(t().receipts.has(place), "a receipt's place");
    tables.receipts = tables.receipts.with(place, receipt);
  }

  @Override
  public Optional<ActRow> act(NodeId sender, ActId act) {
    return t().acts.find(new ActKey(act, sender)).map(Stored::act);
  }

  @Override
  public List<ActRow> acts(CaseId caseId) {
    return t()
        .actsOfCase
        .between(new CaseActKey(caseId, 0), new CaseActKey(caseId, Long.MAX_VALUE))
        .stream()
        .map(this::at)
        .toList();
  }

  @Override
  public List<ActRow> actsAt(LaneId lane, long fromSeq, int limit) {
    return t().actsAt.from(new PlaceActKey(new Place(lane, fromSeq), 0), limit).stream()
        .map(this::at)
        .filter(act -> act.lane().equals(lane))
        .toList();
  }

  @Override
  public List<ActRow> expiredActs(Instant at, int limit) {
    return t().waiting.from(new WaitingKey(Instant.MIN, 0), limit).stream()
        .map(this::at)
        .takeWhile(act -> act.notAfter().isBefore(at))
        .toList();
  }

  private ActRow at(ActKey key) {
    return tables.acts.find(key).orElseThrow().act();
  }

  @Override
  public void addAct(ActRow act) {
    checkFree(t().acts.has(new ActKey(act.id(), act.sender())), "an act's id");
    putAct(act);
  }

  @Override
  public void putAct(ActRow act) {
    ActKey key = new ActKey(act.id(), act.sender());
    Optional<Stored> old = t().acts.find(key);
    old.ifPresent(this::forget);
    long order = old.map(Stored::order).orElseGet(() -> ++tables.order);
    tables.acts = tables.acts.with(key, new Stored(order, act));
    tables.actsOfCase = tables.actsOfCase.with(new CaseActKey(act.caseId(), order), key);
    Place place = new Place(act.lane(), act.seq());
    tables.actsAt = tables.actsAt.with(new PlaceActKey(place, order), key);
    if (act.state() == ActState.ACCEPTED_FOR_SENDING) {
      tables.waiting = tables.waiting.with(new WaitingKey(act.notAfter(), order), key);
    }
  }

  private void forget(Stored old) {
    ActRow act = old.act();
    tables.actsOfCase = tables.actsOfCase.without(new CaseActKey(act.caseId(), old.order()));
    Place place = new Place(act.lane(), act.seq());
    tables.actsAt = tables.actsAt.without(new PlaceActKey(place, old.order()));
    tables.waiting = tables.waiting.without(new WaitingKey(act.notAfter(), old.order()));
  }

  @Override
  public List<DeedRow> deeds(CaseId caseId) {
    return t().deeds.between(new CaseActKey(caseId, 0), new CaseActKey(caseId, Long.MAX_VALUE));
  }

  @Override
  public void addDeed(DeedRow deed) {
    CaseActKey key = new CaseActKey(deed.caseId(), deed.number());
    checkFree(t().deeds.has(key), "a deed");
    tables.deeds = tables.deeds.with(key, deed);
  }

  @Override
  public Optional<JournalRow> journalHead() {
    return t().journal.findLast();
  }

  @Override
  public List<JournalRow> journal(long fromNumber, int limit) {
    return t().journal.from(fromNumber, limit);
  }

  @Override
  public void addJournal(JournalRow row) {
    checkFree(t().journal.has(row.number()), "a journal number");
    tables.journal = tables.journal.with(row.number(), row);
  }

  @Override
  public List<AlarmRow> openAlarms() {
    return t().openAlarms.all();
  }

  @Override
  public void putAlarm(AlarmRow alarm) {
    t().alarms
        .find(alarm.key())
        .ifPresent(
            old ->
                tables.openAlarms =
                    tables.openAlarms.without(new AlarmKey(old.raisedAt(), old.key())));
    tables.alarms = tables.alarms.with(alarm.key(), alarm);
    if (alarm.clearedAt().isEmpty()) {
      AlarmKey key = new AlarmKey(alarm.raisedAt(), alarm.key());
      tables.openAlarms = tables.openAlarms.with(key, alarm);
    }
  }

  @Override
  public List<EvidenceRow> evidence(NodeId peer) {
    return t().evidenceOf.between(new EvidenceKey(peer, 0), new EvidenceKey(peer, Long.MAX_VALUE));
  }

  @Override
  public void addEvidence(EvidenceRow evidence) {
    checkFree(t().evidence.has(evidence.id()), "evidence");
    tables.evidence = tables.evidence.with(evidence.id(), evidence);
    EvidenceKey key = new EvidenceKey(evidence.peer(), ++tables.order);
    tables.evidenceOf = tables.evidenceOf.with(key, evidence);
  }
}
