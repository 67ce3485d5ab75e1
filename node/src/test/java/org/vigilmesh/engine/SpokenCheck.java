package org.vigilmesh.engine;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.vigilmesh.delivery.Frame;
import org.vigilmesh.envelope.LaneId;
import org.vigilmesh.envelope.Position;
import org.vigilmesh.envelope.Receipt;
import org.vigilmesh.port.Rows.LaneRow;
import org.vigilmesh.port.Rows.LifeRow;
import org.vigilmesh.port.Rows.Mode;
import org.vigilmesh.port.Rows.StatementRow;
import org.vigilmesh.port.StoreView;
import org.vigilmesh.value.Digest;
import org.vigilmesh.value.Urgency;

/**
 * What leaves a node: it is committed there (C3, C9), said once (C8), emergencies first (C4), and a
 * node that is rolled back or READ-ONLY says nothing (C7).
 */
final class SpokenCheck {
  private final SimulatedWorld world;
  private final SimulationChecks checks;
  private final Map<Place, Digest> statementsSeen = new HashMap<>();
  private final Map<Place, String> receiptsSeen = new HashMap<>();

  /** Frames of other lanes that left on one link in the present turn. */
  private final Map<Way, Integer> others = new HashMap<>();

  /** Links on which an urgent frame left in the present turn. */
  private final Set<Way> urgent = new HashSet<>();

  private final Set<SimulatedNode> silent = new HashSet<>();
  private long statements;
  private long receipts;

  private record Place(LaneId lane, long seq) {}

  private record Way(SimulatedNode from, SimulatedNode to) {}

  SpokenCheck(SimulatedWorld world, SimulationChecks checks) {
    this.world = world;
    this.checks = checks;
  }

  void left(SimulatedNode node, SimulatedNode to, Frame frame) {
    switch (frame) {
      case Frame.Statements(Urgency urgency, var offered) -> {
        speaks(node, to);
        boolean isOwn = false;
        for (Frame.Offered one : offered) {
          LaneId own = new LaneId(node.ref(), to.ref(), urgency, one.incarnation());
          LaneId theirs = new LaneId(to.ref(), node.ref(), urgency, one.incarnation());
          if (isHandedBack(node, own, theirs)) {
            handedBack(node, theirs, one.place());
          } else {
            isOwn = true;
            statementLeft(node, own, one.place());
          }
        }
        if (isOwn) {
          inOrder(node, to, urgency);
        }
      }
      case Frame.Receipts(var containers) -> {
        speaks(node, to);
        containers.forEach(
            container ->
                world
                    .codec
                    .signedReceipt()
                    .decode(container)
                    .find()
                    .ifPresentOrElse(
                        signed -> receiptLeft(node, signed.value()),
                        () -> {
                          throw world.broken("C3: an unreadable receipt left " + node);
                        }));
      }
      case Frame.Resume _, Frame.Refusals _ ->
          world.require(!silent.contains(node), "C7: " + node + " is READ-ONLY and answers");
      case Frame.Hello _,
          Frame.Identity _,
          Frame.IdentityRequest _,
          Frame.WitnessRequest _,
          Frame.WitnessAnswer _,
          Frame.Pulse _ -> {}
    }
  }

  /** C7: neither once READ-ONLY, nor to a peer that holds more of this node than it has itself. */
  private void speaks(SimulatedNode node, SimulatedNode to) {
    world.require(!silent.contains(node), "C7: " + node + " is READ-ONLY and speaks");
    if (checks.isForgetful(node)
        && !checks.isCloned(node)
        && !node.isOver()
        && world.nodes.contains(node)
        && !checks.isLiar(to)) {
      boolean holdsMore = holdsMoreOf(to, node);
      boolean isUnanswered =
          holdsMore
              && node.store().read(StoreView::openAlarms).stream()
                  .anyMatch(alarm -> alarm.key().equals("claim/" + to.id()));
      if (isUnanswered) {
        world.coverage.met("a rolled-back node spoke: its witness took too long to answer");
        return;
      }
      world.require(!holdsMore, "C7: " + node + " speaks to " + to + ", which holds more of it");
    }
  }

  /** Whether {@code holder} has a statement or receipt of {@code of} that this one has not. */
  static boolean holdsMoreOf(SimulatedNode holder, SimulatedNode of) {
    LifeRow life = of.store().read(StoreView::life).orElseThrow();
    for (LaneRow lane : holder.store().read(StoreView::lanes)) {
      LaneId id = lane.lane();
      boolean isTheirs = id.from().equals(of.ref());
      if (isTheirs && !id.incarnation().equals(life.incarnation())) {
        continue;
      }
      Position place =
          isTheirs ? lane.last() : new Position(lane.receipted(), hash(holder, id, lane));
      boolean isOfThem = isTheirs || id.to().equals(of.ref());
      if (isOfThem
          && place.seq() > 0
          && !of.store()
              .read(view -> view.statement(id, place.seq()))
              .map(StatementRow::headerHash)
              .filter(place.hash()::equals)
              .isPresent()) {
        return true;
      }
    }
    return false;
  }

  private static Digest hash(SimulatedNode holder, LaneId lane, LaneRow row) {
    return holder
        .store()
        .read(view -> view.statement(lane, row.receipted()))
        .map(StatementRow::headerHash)
        .orElse(Digest.ZERO);
  }

  /**
   * C4: in one turn at most one frame of another lane goes before an emergency, and that is the
   * share of routine; an urgent one may only where frames wait for room.
   */
  private void inOrder(SimulatedNode node, SimulatedNode to, Urgency urgency) {
    Way way = new Way(node, to);
    if (urgency == Urgency.EMERGENCY) {
      world.require(
          others.getOrDefault(way, 0) <= 1,
          "C4: an emergency of " + node + " waits behind other lanes to " + to);
      world.require(
          !urgent.contains(way) || world.options.has(Fault.BACKPRESSURE),
          "C4: an emergency of " + node + " waits behind an urgent frame to " + to);
    } else {
      others.merge(way, 1, Integer::sum);
      if (urgency == Urgency.URGENT) {
        urgent.add(way);
      }
    }
  }

  /** Whoever asks for statements of its own, truly or as a liar, gets those that are stored. */
  private static boolean isHandedBack(SimulatedNode node, LaneId own, LaneId theirs) {
    return node.store().read(view -> view.lane(own).isEmpty() && view.lane(theirs).isPresent());
  }

  private void handedBack(SimulatedNode node, LaneId lane, Position place) {
    world.require(
        node.store()
            .read(view -> view.statement(lane, place.seq()))
            .map(StatementRow::headerHash)
            .filter(place.hash()::equals)
            .isPresent(),
        "C9: " + node + " handed back " + lane + " " + place.seq() + ", which it does not have");
    world.coverage.met("statements were handed back to their sender");
  }

  private void statementLeft(SimulatedNode node, LaneId lane, Position place) {
    statements++;
    Optional<StatementRow> row = node.store().read(view -> view.statement(lane, place.seq()));
    world.require(
        row.filter(stored -> stored.headerHash().equals(place.hash())).isPresent(),
        "C9: statement " + lane + " " + place.seq() + " left before it was committed");
    Digest before = statementsSeen.putIfAbsent(new Place(lane, place.seq()), place.hash());
    boolean isTwice = before != null && !before.equals(place.hash());
    world.require(
        !isTwice || checks.isRolledBack(node),
        "C8: two statements left as " + lane + " " + place.seq());
    if (isTwice) {
      world.coverage.met("two lives of one node signed for one place");
    }
  }

  private void receiptLeft(SimulatedNode node, Receipt receipt) {
    receipts++;
    LaneId lane = receipt.lane();
    long seq = receipt.upTo().seq();
    Optional<StatementRow> row = node.store().read(view -> view.statement(lane, seq));
    world.require(
        row.filter(stored -> stored.headerHash().equals(receipt.upTo().hash())).isPresent(),
        "C3: " + node + " receipted " + lane + " " + seq + ", which its store does not have");
    String says = receipt.upTo().hash() + " at " + receipt.receivedAt();
    String before = receiptsSeen.putIfAbsent(new Place(lane, seq), says);
    world.require(
        before == null || before.equals(says) || checks.isRolledBack(node),
        "C3: two receipts differ for " + lane + " " + seq + ": " + before + ", " + says);
    if (before != null) {
      world.coverage.met("a repeat was answered with the receipt of before");
    }
  }

  /** A turn of {@code node} is over. */
  void turned(SimulatedNode node) {
    if (!others.isEmpty()) {
      others.keySet().removeIf(way -> way.from() == node);
      urgent.removeIf(way -> way.from() == node);
    }
    if (checks.isRolledBack(node)) {
      boolean isReadOnly =
          node.store().read(view -> view.life().orElseThrow().mode()) == Mode.READ_ONLY;
      if (isReadOnly && silent.add(node)) {
        world.coverage.met("a node found that it was rolled back");
      } else if (!isReadOnly) {
        silent.remove(node);
      }
    }
  }

  long statements() {
    return statements;
  }

  long receipts() {
    return receipts;
  }
}
