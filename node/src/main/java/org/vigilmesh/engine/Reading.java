package org.vigilmesh.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.vigilmesh.casework.Mentions;
import org.vigilmesh.identity.Card;
import org.vigilmesh.identity.Credential;
import org.vigilmesh.identity.Endorsement;
import org.vigilmesh.identity.IdentityBundle;
import org.vigilmesh.identity.KeySet;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.identity.NodeRef;
import org.vigilmesh.journal.JournalEntry;
import org.vigilmesh.journal.JournalKind;
import org.vigilmesh.message.CaseId;
import org.vigilmesh.port.CaseQuery;
import org.vigilmesh.port.Queries;
import org.vigilmesh.port.Rows.AcknowledgedRow;
import org.vigilmesh.port.Rows.AlarmRow;
import org.vigilmesh.port.Rows.CaseRow;
import org.vigilmesh.port.Rows.IdentityKind;
import org.vigilmesh.port.Rows.IdentityRow;
import org.vigilmesh.port.Rows.JournalRow;
import org.vigilmesh.port.Rows.LaneRow;
import org.vigilmesh.port.Rows.StatementRow;
import org.vigilmesh.port.StoreView;
import org.vigilmesh.port.Submissions.Submitted.Said;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;

/** Answers questions from committed state, and from memory where only memory knows. */
final class Reading implements Queries {
  /** What an officer signs to open a case; never to be mistaken for an act. */
  private static final Bytes OPENING = Bytes.utf8("vigil/open-case/v1");

  private static final int CHALLENGES_MAX = 1000;
  private static final int PAGE_MAX = 1000;

  /** Three weeks of daily key sets: a card file of some 300 KiB. */
  private static final int VERSIONS_HANDED_OVER = 24;

  private final Engine engine;
  private final Ports ports;
  private final Timelines timelines;
  private final Notes notes;
  private final Cases cases;
  private final Registry registry;
  private final Publishing publishing;
  private final Engine.Settings settings;
  private final Instant startedAt;
  private final Map<CaseId, Digest> challenges = new ConcurrentHashMap<>();

  Reading(
      Engine engine, Ports ports, Cases cases, Publishing publishing, Engine.Settings settings) {
    this.engine = engine;
    this.ports = ports;
    this.timelines = new Timelines(ports, cases);
    this.notes = new Notes(ports.vault(), cases);
    this.cases = cases;
    this.registry = new Registry(engine, ports, cases);
    this.publishing = publishing;
    this.settings = settings;
    this.startedAt = ports.clock().instant();
  }

  @Override
  public NodeStatus status() {
    return engine.ask(
        (memory, turn) -> {
          Optional<KeySet> keys = memory.self.keySet().map(Speaker.Held::value);
          return new NodeStatus(
              memory.ref().node(),
              memory.ref().epoch(),
              memory.life.incarnation().toString(),
              memory.isReadOnly(),
              memory.life.modeReason(),
              memory.life.since(),
              turn.at(),
              startedAt,
              settings.version(),
              settings.peerPort(),
              memory.committed.number(),
              memory.committed.head(),
              memory.self.holding().card(),
              memory.self.holding().roster(),
              memory.self.holding().keySet(),
              keys.map(KeySet::validTo).orElse(Instant.EPOCH));
        });
  }

  @Override
  public List<PeerStatus> peers() {
    return engine.ask(
        (memory, turn) ->
            memory.peers.values().stream().map(peer -> status(memory, turn, peer)).toList());
  }

  @Override
  public Optional<PeerStatus> peer(NodeId node) {
    return engine.ask(
        (memory, turn) -> memory.findPeer(node).map(peer -> status(memory, turn, peer)));
  }

  private static PeerStatus status(Memory memory, Turn turn, Memory.PeerState peer) {
    Optional<Link> link =
        memory.links.values().stream()
            .filter(l -> l.peer().equals(peer.row.node()))
            .max(java.util.Comparator.comparing(Link::isOpen));
    Optional<Card> card = peer.speaker.card().map(Speaker.Held::value);
    Optional<KeySet> keys = peer.speaker.keySet().map(Speaker.Held::value);
    return new PeerStatus(
        peer.row.node(),
        card.map(c -> c.contact().nameIn("en")).orElse(""),
        peer.row.trust(),
        peer.row.trustSince(),
        card.map(c -> c.contact().dutyPhones()).orElse(List.of()),
        link.map(Link::isOpen).orElse(false),
        link.map(Link::since),
        link.map(l -> l.security().protocol()).orElse(""),
        link.map(l -> l.security().group()).orElse(""),
        link.map(l -> l.security().cipherSuite()).orElse(""),
        link.flatMap(l -> l.roundTripMillis),
        peer.speaker.holding().card(),
        card.map(Card::validTo).orElse(Instant.EPOCH),
        peer.speaker.holding().roster(),
        peer.speaker.holding().keySet(),
        keys.map(KeySet::validTo),
        link.flatMap(Link::confirmed).map(h -> h.keySet()).orElse(0L),
        link.flatMap(l -> l.skewMillis),
        lanes(turn, peer.row.node()),
        List.copyOf(peer.claims));
  }

  private static List<LaneStatus> lanes(Turn turn, NodeId peer) {
    List<LaneStatus> lanes = new ArrayList<>();
    for (LaneRow row : turn.tx().lanes()) {
      boolean isOutbound = row.lane().to().node().equals(peer);
      if (isOutbound || row.lane().from().node().equals(peer)) {
        Optional<Instant> oldest =
            isOutbound && row.receipted() < row.last().seq()
                ? turn.tx().statement(row.lane(), row.receipted() + 1).map(StatementRow::storedAt)
                : Optional.empty();
        lanes.add(
            new LaneStatus(
                row.lane().urgency(),
                isOutbound,
                row.lane().incarnation().toString(),
                row.last().seq(),
                row.receipted(),
                oldest,
                row.state().name()));
      }
    }
    return lanes;
  }

  @Override
  public Optional<WitnessStatus> witness(NodeId node) {
    return engine.ask(
        (memory, turn) -> memory.findPeer(node).map(peer -> new Standings(memory, turn).of(peer)));
  }

  @Override
  public List<WitnessStatus> witnesses() {
    return engine.ask((memory, turn) -> new Standings(memory, turn).all());
  }

  @Override
  public Bytes card() {
    return ports
        .store()
        .read(
            view -> {
              var self = view.life().orElseThrow().self();
              List<Bytes> cards =
                  view.identities(self, IdentityKind.CARD, 1, 64).stream()
                      .map(IdentityRow::container)
                      .toList();
              return ports
                  .codec()
                  .identityBundle()
                  .encode(
                      new IdentityBundle(
                          cards,
                          last(view, self, IdentityKind.ROSTER),
                          last(view, self, IdentityKind.KEY_SET)));
            });
  }

  /** The last versions, so that who missed some while we were suspended there can follow. */
  private static List<Bytes> last(StoreView view, NodeRef self, IdentityKind kind) {
    long newest = view.newestIdentity(self.node(), kind).map(IdentityRow::version).orElse(0L);
    long from = Math.max(1, newest - VERSIONS_HANDED_OVER + 1);
    return view.identities(self, kind, from, VERSIONS_HANDED_OVER).stream()
        .map(IdentityRow::container)
        .toList();
  }

  @Override
  public List<KeyStatus> keys() {
    return engine.ask(
        (memory, turn) -> {
          List<KeyStatus> all = new ArrayList<>();
          Optional<Card> card = memory.self.card().map(Speaker.Held::value);
          card.ifPresent(
              c ->
                  c.signingPairs()
                      .forEach(
                          p ->
                              all.add(
                                  new KeyStatus(
                                      "signing",
                                      p.certificates().id().digest().hex(),
                                      p.from(),
                                      p.to(),
                                      p.certificates()
                                              .equals(
                                                  memory.signingPair(turn.at(), memory.cardHash()))
                                          ? "in use"
                                          : "certified",
                                      List.of()))));
          memory.self.keySet().ifPresent(k -> keys(turn, k.value(), all));
          return all;
        });
  }

  private void keys(Turn turn, KeySet set, List<KeyStatus> all) {
    Optional<Digest> current = set.findSealingKey(turn.at()).map(KeySet.SealingKey::id);
    for (KeySet.SealingKey key : set.sealingKeys()) {
      String state =
          Optional.of(key.id()).equals(current)
              ? "in use"
              : key.from().isAfter(turn.at()) ? "published ahead" : "opens";
      all.add(new KeyStatus("sealing", key.id().hex(), key.from(), key.to(), state, List.of()));
    }
    Optional<Digest> awaiting = publishing.awaitingTransport();
    for (Digest pin : set.transportPins()) {
      boolean isFirst = pin.equals(set.transportPins().getFirst());
      boolean waits = awaiting.filter(pin::equals).isPresent();
      ports
          .keys()
          .findTransport(pin, set.issuedAt())
          .ifPresent(
              identity ->
                  all.add(
                      new KeyStatus(
                          "transport",
                          pin.hex(),
                          identity.certificate().getNotBefore().toInstant(),
                          identity.certificate().getNotAfter().toInstant(),
                          isFirst ? "in use" : waits ? "next" : "retired",
                          List.of())));
    }
  }

  @Override
  public List<CaseRow> cases(CaseQuery query, int limit) {
    return ports.store().read(view -> view.cases(query, Math.min(limit, PAGE_MAX)));
  }

  @Override
  public Optional<LawStanding> law(NodeId peer, Instant at) {
    return registry.law(peer, at);
  }

  @Override
  public List<KeptCase> retention() {
    return registry.retention();
  }

  @Override
  public List<Counted> statistics(Instant from, Instant to, boolean exercises) {
    return registry.statistics(from, to, exercises);
  }

  @Override
  public Digest identifierDigest(String typed) {
    return ports.vault().mark(Mentions.identifier(typed));
  }

  @Override
  public Digest referenceDigest(String typed) {
    return ports.vault().mark(Mentions.reference(typed));
  }

  @Override
  public SummaryVerdict checkSummaries() {
    return cases.summaries().check();
  }

  @Override
  public Optional<CaseStatus> caseStatus(CaseId caseId) {
    Optional<Noticed.Speakers> speakers =
        engine.ask(
            (memory, turn) ->
                turn.tx()
                    .findCase(caseId)
                    .flatMap(row -> memory.findPeer(row.peer()))
                    .map(peer -> new Noticed.Speakers(peer.speaker, memory.self)));
    return ports
        .store()
        .read(
            view ->
                view.findCase(caseId)
                    .map(
                        row ->
                            new CaseStatus(
                                row,
                                timelines.of(view, caseId),
                                notes.of(view, caseId, speakers),
                                cases.standing(view, caseId, ports.clock().instant()),
                                new CaseLinks(ports.vault()).of(view, caseId))));
  }

  @Override
  public Map<String, Said> barred(CaseId caseId) {
    return ports.store().read(view -> cases.barred(view, caseId));
  }

  @Override
  public Digest openingChallenge(CaseId caseId) {
    if (challenges.size() >= CHALLENGES_MAX) {
      challenges.clear();
    }
    Digest challenge = Digest.sha256(OPENING, caseId.bytes(), ports.entropy().take(32));
    challenges.put(caseId, challenge);
    return challenge;
  }

  @Override
  public Optional<OpenedCase> openCase(CaseId caseId, Endorsement endorsement, String by) {
    Optional<Digest> challenge = Optional.ofNullable(challenges.remove(caseId));
    if (challenge.isEmpty()) {
      return Optional.empty();
    }
    return engine.ask(
        (memory, turn) -> {
          Optional<Credential> credential =
              new OwnOfficers(ports, memory).find(turn, endorsement, challenge.get());
          if (credential.isEmpty() || turn.tx().findCase(caseId).isEmpty()) {
            return Optional.empty();
          }
          turn.journal(
              JournalEntry.of(JournalKind.CASE_READ, turn.at(), endorsement.officer().text())
                  .withAct(caseId.toString(), "")
                  .withDetail("by " + by));
          return Optional.of(timelines.opened(turn.tx(), caseId));
        });
  }

  @Override
  public Optional<CaseEvidence> exportCase(CaseId caseId, String by) {
    return engine.ask(
        (memory, turn) ->
            turn.tx()
                .findCase(caseId)
                .map(
                    row ->
                        new CaseExport(ports, cases, turn)
                            .of(caseId, timelines.ofActs(turn.tx(), caseId), by)));
  }

  @Override
  public List<JournalRow> journal(long from, int limit) {
    return ports.store().read(view -> view.journal(from, Math.min(limit, PAGE_MAX)));
  }

  @Override
  public JournalVerdict verifyJournal() {
    return new JournalCheck(ports).verify();
  }

  @Override
  public List<AlarmRow> alarms() {
    return ports.store().read(StoreView::openAlarms);
  }

  @Override
  public Optional<AcknowledgedRow> acknowledged(String alarmKey) {
    return ports.store().read(view -> view.acknowledged(alarmKey));
  }
}
