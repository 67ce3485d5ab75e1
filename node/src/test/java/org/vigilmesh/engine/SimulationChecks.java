package org.vigilmesh.engine;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.vigilmesh.delivery.Frame;
import org.vigilmesh.message.Act;
import org.vigilmesh.port.Rows.ActRow;
import org.vigilmesh.value.Digest;

/**
 * What must hold whatever happens, judged by what crossed a link, what officers were told and what
 * the stores have committed; never by the engine's own memory. Each family of promises is a class
 * of its own; this one knows whom they are made to.
 */
final class SimulationChecks {
  private final SimulatedWorld world;
  private final SpokenCheck spoken;
  private final HistoryCheck history;
  private final List<Told> told = new ArrayList<>();
  private final Set<SimulatedNode> rolledBack = new HashSet<>();
  private final Set<SimulatedNode> resumed = new HashSet<>();
  private final Set<SimulatedNode> cloned = new HashSet<>();
  private final Set<SimulatedNode> robbed = new HashSet<>();
  private final Set<SimulatedNode> liars = new HashSet<>();

  /** An officer was told that this act is accepted for sending. */
  record Told(SimulatedNode from, SimulatedNode to, Act act, Digest digest) {}

  SimulationChecks(SimulatedWorld world) {
    this.world = world;
    this.spoken = new SpokenCheck(world, this);
    this.history = new HistoryCheck(world);
  }

  /** From now on {@code node} may lack what it has said. */
  void rolledBack(SimulatedNode node) {
    rolledBack.add(node);
    resumed.remove(node);
    history.begins(node);
  }

  /** Its people have begun a new incarnation: from now on it speaks again. */
  void resumed(SimulatedNode node) {
    resumed.add(node);
    cloned.remove(node);
  }

  boolean isResumed(SimulatedNode node) {
    return resumed.contains(node);
  }

  /** Whether {@code node} may lack what it has said, and its people have not said so yet. */
  boolean isForgetful(SimulatedNode node) {
    return rolledBack.contains(node) && !resumed.contains(node);
  }

  boolean isRolledBack(SimulatedNode node) {
    return rolledBack.contains(node);
  }

  /** From now on {@code node} runs twice. */
  void cloned(SimulatedNode node) {
    cloned.add(node);
  }

  boolean isCloned(SimulatedNode node) {
    return cloned.contains(node);
  }

  /** A signing pair of {@code node} was revoked: what it signed before may be refused. */
  void robbed(SimulatedNode node) {
    robbed.add(node);
  }

  boolean isRobbed(SimulatedNode node) {
    return robbed.contains(node);
  }

  /** From now on {@code node} says what is not true. */
  void liar(SimulatedNode node) {
    liars.add(node);
  }

  boolean isLiar(SimulatedNode node) {
    return liars.contains(node);
  }

  /** Whether all promises are made to {@code node}: it is what its peers take it for. */
  boolean isWhole(SimulatedNode node) {
    return !rolledBack.contains(node) && !robbed.contains(node) && !liars.contains(node);
  }

  /** A frame leaves {@code node}, before anything is done to it. */
  void left(SimulatedNode node, SimulatedNode to, Frame frame) {
    spoken.left(node, to, frame);
  }

  /** A turn of {@code node} is over, or its process has ended in one. */
  void committed(SimulatedNode node) {
    spoken.turned(node);
    history.committed(node);
  }

  /** The officer reads "accepted for sending": the act must be committed already (G1). */
  void accepted(SimulatedNode from, SimulatedNode to, Act act) {
    Optional<ActRow> row = from.store().read(view -> view.act(from.id(), act.id()));
    world.require(row.isPresent(), "C9: told before it was stored: " + act.id());
    told.add(new Told(from, to, act, row.get().digest()));
  }

  /** After everything has healed and time has passed. */
  void atTheEnd() {
    new FinalCheck(world, this).all(told);
  }

  /** What was seen, so that a run that proved nothing is noticed. */
  long acceptedActs() {
    return told.size();
  }

  long statementsLeft() {
    return spoken.statements();
  }

  long receiptsLeft() {
    return spoken.receipts();
  }
}
