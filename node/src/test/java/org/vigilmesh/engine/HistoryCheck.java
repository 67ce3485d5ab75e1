package org.vigilmesh.engine;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vigilmesh.envelope.LaneId;
import org.vigilmesh.envelope.Receipt;
import org.vigilmesh.envelope.StatementHeader;
import org.vigilmesh.identity.Signed;
import org.vigilmesh.journal.JournalEntry;
import org.vigilmesh.port.Rows.ActRow;
import org.vigilmesh.port.Rows.JournalRow;
import org.vigilmesh.port.Rows.LaneRow;
import org.vigilmesh.port.Rows.StatementRow;
import org.vigilmesh.port.StoreView;
import org.vigilmesh.value.Digest;

/**
 * What a node's journal says that it did, entry by entry against its rows: positions without gaps
 * and swaps (C4), one effect for each act (C2), receipts that are for what is there (C3), nothing
 * back (C1). {@link HeardCheck} looks at whom it listened to.
 */
final class HistoryCheck {
  /** Beside a lane's name: up to where it is receipted; a peer's restore takes that back. */
  private static final String RECEIPTED = "|receipted";

  private final SimulatedWorld world;
  private final Map<SimulatedNode, Life> lives = new HashMap<>();

  /** One history of one store; a rollback begins another. */
  private static final class Life {
    long journalled;
    final Map<String, Long> positions = new HashMap<>();
    final Map<String, String> effects = new HashMap<>();
    final Map<String, LaneId> lanes = new HashMap<>();
    final HeardCheck heard;

    Life(HeardCheck heard) {
      this.heard = heard;
    }
  }

  HistoryCheck(SimulatedWorld world) {
    this.world = world;
  }

  /** What {@code node} has now is where its history begins. */
  void begins(SimulatedNode node) {
    lives.remove(node);
  }

  void committed(SimulatedNode node) {
    Life life = lives.get(node);
    if (life == null) {
      lives.put(node, begun(node));
      return;
    }
    node.store()
        .read(
            view -> {
              List<JournalRow> rows = view.journal(life.journalled + 1, 100_000);
              long head = view.journalHead().map(JournalRow::number).orElse(0L);
              world.require(
                  head == life.journalled + rows.size(),
                  "C1: the journal of " + node + " fell from " + life.journalled + " to " + head);
              for (JournalRow row : rows) {
                life.journalled++;
                entry(node, life, view, JournalEntry.decode(row.entry()));
              }
              return true;
            });
  }

  private Life begun(SimulatedNode node) {
    return node.store()
        .read(
            view -> {
              Life life = new Life(new HeardCheck(world, node, view));
              life.journalled = view.journalHead().map(JournalRow::number).orElse(0L);
              for (LaneRow lane : view.lanes()) {
                life.positions.put(lane.lane().toString(), lane.last().seq());
                for (ActRow act : view.actsAt(lane.lane(), 1, Integer.MAX_VALUE)) {
                  life.effects.put(act.sender() + " " + act.id(), place(lane.lane(), act.seq()));
                }
              }
              return life;
            });
  }

  private static String place(JournalEntry entry) {
    return place(entry.lane(), entry.seq());
  }

  private static String place(Object lane, long seq) {
    return lane + " " + seq;
  }

  private void entry(SimulatedNode node, Life life, StoreView view, JournalEntry entry) {
    life.heard.entry(view, entry);
    switch (entry.kind()) {
      case STATEMENT_PLACED -> next(node, life, entry);
      case STATEMENT_ACCEPTED -> accepted(node, life, view, entry);
      case RECEIPT_RECEIVED -> delivered(node, life, view, entry);
      case STATEMENT_UNDONE -> life.positions.remove(entry.lane() + RECEIPTED);
      case STATEMENT_RESEALED -> world.coverage.met("a statement was sealed again");
      case REFUSAL_ISSUED -> world.coverage.met("refused: " + entry.detail());
      case ACT_UNDELIVERED -> world.coverage.met("an act ran out of time undelivered");
      case LANE_PAUSED -> world.coverage.met("a lane paused");
      case KEY_DESTROYED -> world.coverage.met("an old sealing key was destroyed");
      case EVIDENCE_KEPT -> world.coverage.met("evidence kept: " + kind(entry));
      default -> {}
    }
  }

  private static String kind(JournalEntry entry) {
    int colon = entry.detail().indexOf(':');
    return colon < 0 ? entry.detail() : entry.detail().substring(0, colon);
  }

  /** Positions of a lane are taken one after the other. */
  private void next(SimulatedNode node, Life life, JournalEntry entry) {
    long last = life.positions.getOrDefault(entry.lane(), 0L);
    world.require(
        entry.seq() == last + 1,
        "C4: " + node + " took " + place(entry.lane(), entry.seq()) + " after " + last);
    life.positions.put(entry.lane(), entry.seq());
  }

  private LaneId lane(Life life, StoreView view, String text) {
    LaneId known = life.lanes.get(text);
    if (known == null) {
      view.lanes().forEach(row -> life.lanes.put(row.lane().toString(), row.lane()));
      known = life.lanes.get(text);
    }
    if (known == null) {
      throw world.broken("C4: no row for the lane " + text);
    }
    return known;
  }

  private void accepted(SimulatedNode node, Life life, StoreView view, JournalEntry entry) {
    next(node, life, entry);
    LaneId lane = lane(life, view, entry.lane());
    Optional<Signed<StatementHeader>> stored =
        view.statement(lane, entry.seq())
            .filter(row -> Optional.of(row.headerHash()).equals(entry.findObject()))
            .flatMap(row -> world.codec.signedHeader().decode(row.header()).find());
    world.require(stored.isPresent(), "C1: " + place(lane, entry.seq()) + " has no statement");
    StatementHeader header = stored.get().value();
    Digest before =
        entry.seq() == 1
            ? Digest.ZERO
            : view.statement(lane, entry.seq() - 1).map(StatementRow::headerHash).orElse(null);
    boolean isChained =
        header.previous().equals(before) || (entry.seq() == 1 && lane.incarnation().number() > 1);
    world.require(
        isChained && header.seq() == entry.seq() && header.laneId().equals(lane),
        "C4: " + node + " took " + place(lane, entry.seq()) + ", which follows something else");
    life.heard.statement(view, stored.get());
    effect(node, life, view, lane, entry);
  }

  private void effect(
      SimulatedNode node, Life life, StoreView view, LaneId lane, JournalEntry entry) {
    String place = place(lane, entry.seq());
    List<ActRow> rows = view.actsAt(lane, entry.seq(), 1);
    Optional<ActRow> row = rows.stream().filter(act -> act.seq() == entry.seq()).findFirst();
    if (row.isEmpty()) {
      world.coverage.met("an act came a second time and had no second effect");
      return;
    }
    String act = row.get().sender() + " " + row.get().id();
    String earlier = life.effects.putIfAbsent(act, place);
    world.require(
        earlier == null || earlier.equals(place),
        "C2: act " + act + " had its effect at " + node + " as " + earlier + " and " + place);
    if (!row.get().stateReason().isEmpty()) {
      world.coverage.met("an act was kept as " + row.get().state());
    }
  }

  /** A receipt counts only for what was placed here, under the hash that it has here (C3). */
  private void delivered(SimulatedNode node, Life life, StoreView view, JournalEntry entry) {
    LaneId lane = lane(life, view, entry.lane());
    Signed<Receipt> signed =
        view.receiptCovering(lane, entry.seq())
            .flatMap(row -> world.codec.signedReceipt().decode(row.container()).find())
            .orElseThrow(
                () -> world.broken("C1: a receipt of " + node + " is journalled and not there"));
    life.heard.receipt(signed);
    world.require(
        view.statement(lane, signed.value().upTo().seq())
            .map(StatementRow::headerHash)
            .filter(signed.value().upTo().hash()::equals)
            .isPresent(),
        "C3: " + node + " counts a receipt for another statement than its own " + place(entry));
    String key = entry.lane() + RECEIPTED;
    Long before = life.positions.put(key, entry.seq());
    world.require(
        before == null || before < entry.seq(),
        "C1: receipts of " + entry.lane() + " fell from " + before + " to " + entry.seq());
  }
}
