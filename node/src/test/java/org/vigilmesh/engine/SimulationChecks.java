package org.vigilmesh.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.vigilmesh.delivery.Frame;
import org.vigilmesh.envelope.LaneId;
import org.vigilmesh.envelope.Receipt;
import org.vigilmesh.message.Act;
import org.vigilmesh.port.Queries.JournalVerdict;
import org.vigilmesh.port.Rows.ActRow;
import org.vigilmesh.port.Rows.ActState;
import org.vigilmesh.port.Rows.CaseRow;
import org.vigilmesh.port.Rows.LaneRow;
import org.vigilmesh.port.Rows.Mode;
import org.vigilmesh.port.Rows.StatementRow;
import org.vigilmesh.port.StoreView;
import org.vigilmesh.value.Digest;
import org.vigilmesh.value.Urgency;

/**
 * What must hold whatever happens, judged by what crossed a link, what officers were told and what
 * the stores have committed; never by the engine's own memory.
 */
final class SimulationChecks {
  private static final int PAGE = 10_000;

  private final SimulatedWorld world;
  private final Map<String, Digest> statementsSeen = new HashMap<>();
  private final Map<String, String> receiptsSeen = new HashMap<>();
  private final Map<String, Long> positions = new HashMap<>();
  private final List<Told> told = new ArrayList<>();
  private final Set<SimulatedNode> rolledBack = new HashSet<>();
  private long statements;
  private long receipts;

  /** An officer was told that this act is accepted for sending. */
  private record Told(SimulatedNode from, SimulatedNode to, Act act, Digest digest) {}

  SimulationChecks(SimulatedWorld world) {
    this.world = world;
  }

  /** From now on {@code node} may lack what it has said. */
  void rolledBack(SimulatedNode node) {
    rolledBack.add(node);
    positions.keySet().removeIf(key -> key.startsWith(node.id() + "|"));
  }

  /** A frame leaves {@code node}: what it says must be committed there (G1, G4, G9). */
  void left(SimulatedNode node, SimulatedNode to, Frame frame) {
    switch (frame) {
      case Frame.Statements(Urgency urgency, List<Frame.Offered> offered) -> {
        for (Frame.Offered one : offered) {
          LaneId lane = new LaneId(node.ref(), to.ref(), urgency, one.incarnation());
          statementLeft(node, lane, one.place().seq(), one.place().hash());
        }
      }
      case Frame.Receipts(var containers) ->
          containers.forEach(
              container ->
                  Country.CODEC
                      .signedReceipt()
                      .decode(container)
                      .find()
                      .ifPresentOrElse(
                          signed -> receiptLeft(node, signed.value()),
                          () -> {
                            throw world.broken("a receipt that cannot be read left " + node);
                          }));
      case Frame.Hello _,
          Frame.Identity _,
          Frame.IdentityRequest _,
          Frame.Refusals _,
          Frame.Resume _,
          Frame.WitnessRequest _,
          Frame.WitnessAnswer _,
          Frame.Pulse _ -> {}
    }
  }

  private void statementLeft(SimulatedNode node, LaneId lane, long seq, Digest hash) {
    statements++;
    String place = lane + " " + seq;
    Optional<StatementRow> row = node.store().read(view -> view.statement(lane, seq));
    world.require(
        row.filter(stored -> stored.headerHash().equals(hash)).isPresent(),
        "statement " + place + " left " + node + " before it was committed");
    Digest before = statementsSeen.putIfAbsent(place, hash);
    world.require(before == null || before.equals(hash), "two statements left as " + place);
  }

  private void receiptLeft(SimulatedNode node, Receipt receipt) {
    receipts++;
    String place = receipt.lane() + " " + receipt.upTo().seq();
    Optional<StatementRow> row =
        node.store().read(view -> view.statement(receipt.lane(), receipt.upTo().seq()));
    world.require(
        row.filter(stored -> stored.headerHash().equals(receipt.upTo().hash())).isPresent(),
        node + " receipted " + place + ", which its store does not have");
    String says = receipt.upTo().hash() + " at " + receipt.receivedAt();
    String before = receiptsSeen.putIfAbsent(place, says);
    world.require(
        before == null || before.equals(says) || rolledBack.contains(node),
        "two receipts differ for " + place + ": " + before + ", " + says);
  }

  /** A turn of {@code node} is over: no position has gone back. */
  void committed(SimulatedNode node) {
    for (LaneRow lane : node.store().read(StoreView::lanes)) {
      String key = node.id() + "|" + lane.lane();
      rises(node, key + "|last", lane.last().seq());
      rises(node, key + "|receipted", lane.receipted());
    }
  }

  private void rises(SimulatedNode node, String key, long now) {
    Long before = positions.put(key, now);
    world.require(
        before == null || before <= now, node + ": " + key + " fell from " + before + " to " + now);
  }

  /** The officer reads "accepted for sending": the act must be committed already (G1). */
  void accepted(SimulatedNode from, SimulatedNode to, Act act) {
    Optional<ActRow> row = from.store().read(view -> view.act(from.id(), act.id()));
    world.require(row.isPresent(), "told before it was stored: " + act.id());
    told.add(new Told(from, to, act, row.get().digest()));
  }

  /** After everything has healed and time has passed: nothing is lost, nothing differs. */
  void atTheEnd() {
    for (Told one : told) {
      if (!rolledBack.contains(one.from()) && !rolledBack.contains(one.to())) {
        arrived(one);
      }
    }
    for (SimulatedNode node : world.nodes) {
      JournalVerdict verdict = node.engine().queries().verifyJournal();
      world.require(verdict instanceof JournalVerdict.Intact, node + ": " + verdict);
      knowsWhatItIs(node);
      for (SimulatedNode other : world.nodes) {
        if (node != other && !rolledBack.contains(node) && !rolledBack.contains(other)) {
          samePast(node, other);
          sameCases(node, other);
          world.require(
              node.store().read(view -> view.evidence(other.id())).isEmpty(),
              node + " holds evidence against " + other + ", which did nothing wrong");
        }
      }
    }
  }

  private void arrived(Told one) {
    String act = one.act().id() + " from " + one.from() + " to " + one.to();
    ActRow ours =
        one.from()
            .store()
            .read(view -> view.act(one.from().id(), one.act().id()))
            .orElseThrow(() -> world.broken("an accepted act is gone: " + act));
    world.require(
        ours.state() == ActState.DELIVERED, "not delivered after healing: " + act + ", " + ours);
    ActRow theirs =
        one.to()
            .store()
            .read(view -> view.act(one.from().id(), one.act().id()))
            .orElseThrow(() -> world.broken("receipted and not there: " + act));
    world.require(theirs.digest().equals(one.digest()), "another act under that id: " + act);
    world.require(theirs.state() == ActState.APPLIED, "without its effect: " + theirs);
  }

  /** G8: whoever lacks what a peer holds of it says nothing; nobody else is silenced. */
  private void knowsWhatItIs(SimulatedNode node) {
    boolean isReadOnly =
        node.store().read(view -> view.life().orElseThrow().mode()) == Mode.READ_ONLY;
    boolean lacks =
        world.nodes.stream()
            .filter(other -> other != node)
            .anyMatch(other -> holdsMoreOf(other, node));
    world.require(!isReadOnly || rolledBack.contains(node), node + " is READ-ONLY without cause");
    world.require(isReadOnly || !lacks, node + " lacks what a peer has of it, and goes on");
  }

  private static boolean holdsMoreOf(SimulatedNode holder, SimulatedNode of) {
    return holder.store().read(StoreView::lanes).stream()
        .filter(lane -> lane.lane().from().equals(of.ref()))
        .anyMatch(
            lane ->
                of.store()
                    .read(view -> view.statement(lane.lane(), lane.last().seq()))
                    .filter(row -> row.headerHash().equals(lane.last().hash()))
                    .isEmpty());
  }

  /** G5: what {@code to} has of {@code from}'s lanes is what {@code from} has put there. */
  private void samePast(SimulatedNode from, SimulatedNode to) {
    for (LaneRow lane : from.store().read(StoreView::lanes)) {
      if (lane.lane().from().equals(from.ref()) && lane.lane().to().equals(to.ref())) {
        List<Digest> sent = headers(from, lane.lane());
        List<Digest> stored = headers(to, lane.lane());
        world.require(
            sent.equals(stored),
            lane.lane() + ": " + sent.size() + " statements sent, " + stored.size() + " stored");
      }
    }
  }

  private static List<Digest> headers(SimulatedNode node, LaneId lane) {
    return node.store().read(view -> view.statements(lane, 1, PAGE)).stream()
        .map(StatementRow::headerHash)
        .toList();
  }

  /** A case is a fold over the same acts: it stands alike on both sides. */
  private void sameCases(SimulatedNode one, SimulatedNode other) {
    for (CaseRow row : one.store().read(view -> view.cases(Long.MAX_VALUE, PAGE))) {
      if (row.peer().equals(other.id())) {
        String there =
            other
                .store()
                .read(view -> view.findCase(row.caseId()))
                .map(CaseRow::state)
                .orElse("none");
        world.require(
            row.state().equals(there),
            "case " + row.caseId() + " is " + row.state() + " at " + one + " and " + there);
      }
    }
  }

  /** What was seen, so that a run that proved nothing is noticed. */
  long acceptedActs() {
    return told.size();
  }

  long statementsLeft() {
    return statements;
  }

  long receiptsLeft() {
    return receipts;
  }

  /** A digest over all that the stores say, but for signatures, which are random. */
  Digest fingerprint() {
    StringBuilder all = new StringBuilder();
    for (SimulatedNode node : world.nodes) {
      for (LaneRow lane : node.store().read(StoreView::lanes)) {
        all.append(lane.lane()).append(lane.last().seq()).append(' ').append(lane.receipted());
        for (ActRow act : node.store().read(view -> view.actsAt(lane.lane(), 1, PAGE))) {
          Instant at = act.storedAt();
          all.append(act.id()).append(act.state()).append(act.seq()).append(at).append('\n');
        }
      }
    }
    return Digest.sha256(org.vigilmesh.value.Bytes.utf8(all.toString()));
  }
}
