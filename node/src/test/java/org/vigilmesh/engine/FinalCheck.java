package org.vigilmesh.engine;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.vigilmesh.envelope.LaneId;
import org.vigilmesh.port.CaseQuery;
import org.vigilmesh.port.Queries.JournalVerdict;
import org.vigilmesh.port.Queries.LaneStatus;
import org.vigilmesh.port.Rows.ActRow;
import org.vigilmesh.port.Rows.ActState;
import org.vigilmesh.port.Rows.AlarmRow;
import org.vigilmesh.port.Rows.CaseRow;
import org.vigilmesh.port.Rows.LaneRow;
import org.vigilmesh.port.Rows.LifeRow;
import org.vigilmesh.port.Rows.Mode;
import org.vigilmesh.port.Rows.StatementRow;
import org.vigilmesh.port.StoreView;
import org.vigilmesh.value.Digest;

/** After everything has healed and time has passed: nothing is lost, nothing differs. */
final class FinalCheck {
  private static final int PAGE = 10_000;

  private final SimulatedWorld world;
  private final SimulationChecks checks;

  FinalCheck(SimulatedWorld world, SimulationChecks checks) {
    this.world = world;
    this.checks = checks;
  }

  void all(List<SimulationChecks.Told> told) {
    told.forEach(this::kept);
    for (SimulatedNode node : world.nodes) {
      JournalVerdict verdict = node.engine().queries().verifyJournal();
      world.require(verdict instanceof JournalVerdict.Intact, node + ": " + verdict);
      knowsWhatItIs(node);
      if (checks.isResumed(node)) {
        world.nodes.forEach(peer -> cameBack(node, peer));
        world.nodes.forEach(peer -> hasBegun(node, peer));
      }
      pagesAreTrue(node);
      for (SimulatedNode other : world.nodes) {
        if (node != other && checks.isWhole(node) && checks.isWhole(other)) {
          samePast(node, other);
          sameCases(node, other);
          world.require(
              node.store().read(view -> view.evidence(other.id())).isEmpty(),
              "C8: " + node + " holds evidence against " + other + ", which did nothing wrong");
        }
      }
    }
  }

  /** C1, C10: at its sender each act is in a named state; between whole nodes it has arrived. */
  private void kept(SimulationChecks.Told one) {
    Optional<ActRow> own = ownAct(one);
    if (checks.isRolledBack(one.from()) && own.isEmpty()) {
      return; // lost before a peer had it
    }
    String act = words(one);
    ActRow ours = own.orElseThrow(() -> world.broken("C1: an accepted act is gone: " + act));
    if (ours.state() == ActState.UNDELIVERED) {
      world.require(
          one.from().store().read(StoreView::openAlarms).stream()
              .map(AlarmRow::key)
              .anyMatch(("undelivered/" + one.act().id())::equals),
          "C10: undelivered and nobody was told: " + act);
    }
    if (isOwed(one.from()) && isOwed(one.to())) {
      arrived(one, ours, act);
    }
  }

  private static Optional<ActRow> ownAct(SimulationChecks.Told one) {
    return one.from().store().read(view -> view.act(one.from().id(), one.act().id()));
  }

  private static String words(SimulationChecks.Told one) {
    return one.act().id() + " from " + one.from() + " to " + one.to();
  }

  /** Whether what was accepted from and for {@code node} must have its effect in the end. */
  private boolean isOwed(SimulatedNode node) {
    boolean isBack = checks.isResumed(node) && !checks.isRobbed(node) && !checks.isLiar(node);
    return checks.isWhole(node) || isBack;
  }

  private void arrived(SimulationChecks.Told one, ActRow ours, String act) {
    world.require(
        ours.state() == ActState.DELIVERED,
        "C1: not delivered after healing: " + act + ", " + ours);
    ActRow theirs =
        one.to()
            .store()
            .read(view -> view.act(one.from().id(), one.act().id()))
            .orElseThrow(() -> world.broken("C3: receipted and not there: " + act));
    world.require(theirs.digest().equals(one.digest()), "C2: another act under the id of " + act);
    boolean isLate =
        theirs.state() == ActState.HELD
            && (isExcused(one) || theirs.storedAt().isAfter(theirs.notAfter()));
    world.require(
        theirs.state() == ActState.APPLIED || isLate, "C1: without its effect: " + theirs);
  }

  /** G8: after a resume, what {@code peer} holds of {@code node}'s acts is here again. */
  private void cameBack(SimulatedNode node, SimulatedNode peer) {
    if (peer == node || !checks.isWhole(peer) || checks.isRobbed(node)) {
      return;
    }
    for (CaseRow row : peer.store().read(view -> view.cases(Long.MAX_VALUE, PAGE))) {
      for (ActRow act : peer.store().read(view -> view.acts(row.caseId()))) {
        if (act.sender().equals(node.id()) && act.state() == ActState.APPLIED) {
          Optional<ActRow> ours = node.store().read(view -> view.act(node.id(), act.id()));
          world.require(
              ours.filter(own -> own.digest().equals(act.digest())).isPresent(),
              "G8: " + node + " was resumed and lacks its act " + act.id() + " at " + peer);
          world.require(
              ours.get().state() == ActState.DELIVERED,
              "G8: " + node + " was resumed and does not know that this arrived: " + ours.get());
        }
      }
    }
  }

  /** G8: whoever talks with a resumed node has the start of its incarnation. */
  private void hasBegun(SimulatedNode node, SimulatedNode peer) {
    if (peer == node || !checks.isWhole(peer) || !node.trusts(peer) || !peer.trusts(node)) {
      return;
    }
    LifeRow life = node.store().read(view -> view.life().orElseThrow());
    boolean isKnown =
        life.mode() == Mode.READ_ONLY
            || life.incarnation().number() == 1
            || peer.store().read(view -> view.starts(node.ref(), peer.ref())).stream()
                .anyMatch(start -> start.incarnation().equals(life.incarnation()));
    world.require(isKnown, "G8: " + peer + " has no start of " + node + " " + life.incarnation());
  }

  /** A clock that was days off makes what people signed look late or early. */
  private static boolean isExcused(SimulationChecks.Told one) {
    return one.from().wasFarOff() || one.to().wasFarOff();
  }

  /** G8: whoever lacks what a peer holds of it says nothing; nobody else is silenced. */
  private void knowsWhatItIs(SimulatedNode node) {
    if (checks.isRobbed(node)) {
      return; // what a thief signed in its name is with its peers, and it need not know
    }
    boolean isReadOnly =
        node.store().read(view -> view.life().orElseThrow().mode()) == Mode.READ_ONLY;
    boolean lacks =
        world.nodes.stream()
            .filter(other -> other != node && !checks.isLiar(other) && !checks.isLiar(node))
            .filter(other -> other.trusts(node) && node.trusts(other))
            .anyMatch(other -> SpokenCheck.holdsMoreOf(other, node));
    world.require(
        !isReadOnly || checks.isLiar(node),
        "C7: " + node + " is READ-ONLY at the end: without cause, or nobody could resume it");
    world.require(
        isReadOnly || !lacks, "C7: " + node + " lacks what a peer has of it, and goes on");
  }

  /** C11: what the pages say is what the store holds. */
  private void pagesAreTrue(SimulatedNode node) {
    List<CaseRow> shown = node.engine().queries().cases(CaseQuery.NEWEST, 50);
    world.require(
        shown.equals(node.store().read(view -> view.cases(CaseQuery.NEWEST, 50))),
        "C11: the list of cases at " + node + " is not the stored one");
    Set<String> stored = new HashSet<>();
    for (LaneRow row : node.store().read(StoreView::lanes)) {
      boolean isOut = row.lane().from().equals(node.ref());
      String peer = (isOut ? row.lane().to() : row.lane().from()).node().text();
      stored.add(line(peer, row.lane(), isOut, row.last().seq(), row.receipted()));
    }
    for (var peer : node.engine().queries().peers()) {
      for (LaneStatus lane : peer.lanes()) {
        String line =
            peer.node()
                + (lane.outbound() ? ">" : "<")
                + lane.lane()
                + lane.incarnation()
                + " "
                + lane.last()
                + " "
                + lane.receipted();
        world.require(
            lane.last() == 0 || stored.contains(line),
            "C11: the page of " + peer.node() + " at " + node + " says " + line);
      }
    }
  }

  private static String line(String peer, LaneId lane, boolean isOut, long last, long receipted) {
    return peer
        + (isOut ? ">" : "<")
        + lane.urgency()
        + lane.incarnation()
        + " "
        + last
        + " "
        + receipted;
  }

  /** G5: what {@code to} has of {@code from}'s lanes is what {@code from} has put there. */
  private void samePast(SimulatedNode from, SimulatedNode to) {
    for (LaneRow lane : from.store().read(StoreView::lanes)) {
      if (lane.lane().from().equals(from.ref()) && lane.lane().to().equals(to.ref())) {
        List<Digest> sent = headers(from, lane.lane());
        List<Digest> stored = headers(to, lane.lane());
        world.require(
            sent.equals(stored),
            "C4: " + lane.lane() + ": " + sent.size() + " sent, " + stored.size() + " stored");
      }
    }
  }

  private static List<Digest> headers(SimulatedNode node, LaneId lane) {
    return node.store().read(view -> view.statements(lane, 1, PAGE)).stream()
        .map(StatementRow::headerHash)
        .toList();
  }

  /**
   * A case is a fold over the same acts: both sides have them, and it stands alike. Where one side
   * holds an act back, it stands otherwise there until people confirm that act; a clock that was
   * far off makes the sides judge otherwise what came too late.
   */
  private void sameCases(SimulatedNode one, SimulatedNode other) {
    boolean isClear = !one.wasFarOff() && !other.wasFarOff();
    for (CaseRow row : one.store().read(view -> view.cases(Long.MAX_VALUE, PAGE))) {
      if (!row.peer().equals(other.id())) {
        continue;
      }
      List<ActRow> here = arrived(one, row);
      List<ActRow> there = arrived(other, row);
      world.require(
          digests(here).equals(digests(there)),
          "case " + row.caseId() + " has other acts at " + one + " than at " + other);
      boolean isHeld =
          Stream.concat(here.stream(), there.stream())
              .anyMatch(act -> act.state() == ActState.HELD);
      if (isClear && !isHeld) {
        String state =
            other
                .store()
                .read(view -> view.findCase(row.caseId()))
                .map(CaseRow::state)
                .orElse("none");
        world.require(
            row.state().equals(state),
            "case " + row.caseId() + " is " + row.state() + " at " + one + " and " + state);
      }
    }
  }

  /** The acts of a case that are on both sides: not those that never left their own. */
  private static List<ActRow> arrived(SimulatedNode node, CaseRow row) {
    return node.store().read(view -> view.acts(row.caseId())).stream()
        .filter(act -> !act.sender().equals(node.id()) || act.state() == ActState.DELIVERED)
        .toList();
  }

  private static Set<Digest> digests(List<ActRow> acts) {
    return acts.stream().map(ActRow::digest).collect(Collectors.toSet());
  }
}
