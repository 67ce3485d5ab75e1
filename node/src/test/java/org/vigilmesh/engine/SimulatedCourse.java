package org.vigilmesh.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.vigilmesh.port.Administration.Done;
import org.vigilmesh.port.Administration.KeyUse;

/**
 * What goes wrong in one run, and what people do meanwhile. One node alone is rolled back, cloned
 * or robbed of a key, and another one alone lies, so that the promises between the rest are whole.
 */
final class SimulatedCourse {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration HOUR = Duration.ofHours(1);

  private final SimulatedWorld world;
  private final SimulatedOfficers officers;
  private final SimulatedLosses losses;
  private final List<Runnable> strikes = new ArrayList<>();

  /** What ends each suspension; a mesh that heals ends all of them. */
  private final List<Runnable> suspended = new ArrayList<>();

  private boolean isOver;

  SimulatedCourse(SimulatedWorld world, SimulatedOfficers officers) {
    this.world = world;
    this.officers = officers;
    SimulatedNode first = world.nodes.getFirst();
    this.losses = new SimulatedLosses(world, officers, first, () -> suspend(first, anyBut(first)));
  }

  /** How often things happen, in means of one run's length. */
  private Duration every(double times) {
    return Duration.ofMillis((long) (world.options.length().toMillis() / times));
  }

  void begin() {
    again(every(60), officers::act);
    again(every(6), this::storm);
    if (world.options.has(Fault.LYING_WITNESS)
        || world.options.has(Fault.FALSE_RECEIPT)
        || world.options.has(Fault.FORK)
        || world.options.has(Fault.REPLAY)
        || world.options.has(Fault.GARBAGE)
        || world.options.has(Fault.FOREIGN)) {
      if (!world.options.real() && world.nodes.size() > 2) {
        world.checks.liar(liar());
        liar().lies().begin();
      }
    }
    world.after(world.options.length().minus(MINUTE.multipliedBy(2)), this::lastWords);
    when(Fault.CUT, 20, this::cut);
    when(Fault.ONE_WAY, 8, this::silence);
    when(Fault.FLAPPING, 3, this::flap);
    when(Fault.SWIZZLE, 2, this::swizzle);
    when(Fault.KILL, 8, () -> any().die());
    when(Fault.STEP, 15, () -> any().dieWithin(200));
    when(Fault.CUT_IN_COMMIT, 8, () -> mishap(true));
    when(Fault.COMMIT_ERROR, 4, () -> mishap(false));
    when(Fault.PAUSE, 4, () -> any().pause(upTo(Duration.ofMinutes(30))));
    when(Fault.SLOW_DISK, 2, this::slow);
    when(Fault.DISK_FULL, 3, this::fill);
    when(Fault.SKEW, 6, () -> any().setSkew(upTo(Duration.ofMinutes(20)).minusMinutes(10)));
    when(Fault.JUMP, 2, this::jump);
    when(Fault.ROTATE_SEALING, 4, () -> rotate(KeyUse.SEALING));
    when(Fault.LOST_KEYS, 2, this::loseKeys);
    when(Fault.ROTATE_TRANSPORT, 4, () -> rotate(KeyUse.TRANSPORT));
    when(Fault.ROTATE_SIGNING, 1, () -> losses.newCard(honest(), false));
    when(Fault.SUSPEND, 2, this::suspendAny);
    when(Fault.RESTORE, 6, () -> losses.rollBack(Fault.RESTORE, upTo(every(8))));
    when(Fault.LOST_TAIL, 6, () -> losses.rollBack(Fault.LOST_TAIL, upTo(Duration.ofMinutes(3))));
    when(Fault.CLONE, 6, losses::copy);
    when(Fault.REVOKE, 6, losses::revoke);
  }

  /**
   * What goes wrong shortly before all heals, on links that stay: nothing but the nodes' own care
   * will mend it, since no frame, link or clock of the time after brings it up.
   */
  private void lastWords() {
    if (world.options.has(Fault.JUMP) && world.chance(0.3)) {
      world.coverage.hit(Fault.JUMP);
      List<SimulatedNode> ahead = world.chance(0.5) ? world.nodes : List.of(any());
      ahead.forEach(node -> node.setSkew(Duration.ofDays(2)));
    }
    List<Fault> lost = Stream.of(Fault.LOSS, Fault.LOST_REPLY).filter(world.options::has).toList();
    if (!lost.isEmpty()) {
      world.network.swallow(world.any(lost));
    }
    officers.speakAll();
  }

  /** Repeats {@code what} about {@code times} in the run when the fault is on. */
  private void when(Fault fault, double times, Runnable what) {
    if (world.options.has(fault)) {
      boolean isCounted =
          fault != Fault.STEP
              && fault != Fault.LOST_TAIL
              && fault != Fault.RESTORE
              && fault != Fault.CLONE
              && fault != Fault.REVOKE
              && fault != Fault.ROTATE_SIGNING;
      Runnable strike =
          () -> {
            if (isCounted) {
              world.coverage.hit(fault);
            }
            what.run();
          };
      strikes.add(strike);
      again(every(times), strike);
    }
  }

  /** Half an hour in which much is said and much goes wrong: most of what is rare happens here. */
  private void storm() {
    world.note("a storm begins");
    Duration end = world.age().plus(upTo(HOUR));
    gust(end, Duration.ofSeconds(50), officers::act);
    if (!strikes.isEmpty()) {
      gust(end, Duration.ofMinutes(4), () -> world.any(strikes).run());
    }
  }

  private void gust(Duration end, Duration mean, Runnable what) {
    world.after(
        Duration.ofMillis((long) (mean.toMillis() * 2 * world.random.nextDouble())),
        () -> {
          if (!isOver && world.age().compareTo(end) < 0) {
            what.run();
            gust(end, mean, what);
          }
        });
  }

  private void again(Duration mean, Runnable what) {
    Duration wait = Duration.ofMillis((long) (mean.toMillis() * 2 * world.random.nextDouble()));
    world.after(
        wait,
        () -> {
          if (!isOver) {
            what.run();
            again(mean, what);
          }
        });
  }

  private SimulatedNode any() {
    return world.any(world.nodes);
  }

  /** The node that lies, where there are three or more. */
  private SimulatedNode liar() {
    return world.nodes.getLast();
  }

  private SimulatedNode honest() {
    return world.any(world.nodes.subList(0, Math.max(1, world.nodes.size() - 1)));
  }

  private Duration upTo(Duration most) {
    return world.between(Duration.ofSeconds(2), most);
  }

  private SimulatedNode anyBut(SimulatedNode one) {
    return world.any(world.nodes.stream().filter(node -> node != one).toList());
  }

  private void cut() {
    SimulatedNode one = any();
    world.network.cut(one, anyBut(one));
  }

  private void silence() {
    SimulatedNode from = any();
    SimulatedNode to = anyBut(from);
    world.network.silence(from, to);
    Duration time = upTo(world.chance(0.2) ? every(8) : HOUR);
    world.after(time, () -> world.network.heal(from, to));
  }

  private void flap() {
    SimulatedNode one = any();
    SimulatedNode other = anyBut(one);
    for (int i = 0; i < 12; i++) {
      world.after(MINUTE.multipliedBy(i), () -> world.network.cut(one, other));
    }
  }

  private void swizzle() {
    SimulatedNode middle = any();
    for (SimulatedNode other : world.nodes) {
      if (other == middle) {
        continue;
      }
      world.after(
          upTo(HOUR),
          () -> {
            world.network.silence(middle, other);
            world.network.silence(other, middle);
          });
      world.after(HOUR.plus(upTo(HOUR)), () -> world.network.heal(middle, other));
      world.after(HOUR.plus(upTo(HOUR)), () -> world.network.heal(other, middle));
    }
  }

  private void mishap(boolean cut) {
    boolean isBefore = world.chance(0.5);
    any()
        .disk()
        .next(
            cut
                ? isBefore ? SimulatedDisk.Mishap.CUT_BEFORE : SimulatedDisk.Mishap.CUT_AFTER
                : isBefore ? SimulatedDisk.Mishap.ERROR_BEFORE : SimulatedDisk.Mishap.ERROR_AFTER);
  }

  private void slow() {
    SimulatedNode node = any();
    node.slow(true);
    world.after(upTo(HOUR), () -> node.slow(false));
  }

  private void fill() {
    SimulatedNode node = any();
    world.note(node + " has its disk full");
    node.disk().fill(true);
    world.after(upTo(HOUR), () -> node.disk().fill(false));
  }

  private void jump() {
    SimulatedNode node = any();
    Duration far = Duration.ofDays(world.chance(0.2) ? 400 : 2);
    node.setSkew(world.between(far.negated(), far));
    world.after(upTo(Duration.ofHours(6)), () -> node.setSkew(Duration.ZERO));
  }

  private void rotate(KeyUse use) {
    SimulatedNode node = any();
    world.note(node + " rotates " + use);
    node.asked(engine -> Optional.of(engine.administration().rotate(use, false, "admin")));
    node.rotated();
  }

  private void loseKeys() {
    SimulatedNode node = any();
    world.note(node + " loses its sealing keys");
    node.keys().sealingKeys().forEach(node.keys()::destroySealingKey);
    node.asked(
        engine -> Optional.of(engine.administration().rotate(KeyUse.SEALING, false, "admin")));
    node.rotated();
  }

  private void suspendAny() {
    SimulatedNode node = any();
    suspend(node, anyBut(node));
  }

  private void suspend(SimulatedNode node, SimulatedNode peer) {
    world.note(node + " suspends " + peer);
    node.asked(
        engine -> Optional.of(engine.administration().suspendPeer(peer.id(), "call", "admin")));
    Runnable resumption = () -> resume(node, peer);
    suspended.add(resumption);
    world.after(upTo(HOUR.multipliedBy(4)), resumption);
  }

  /**
   * The peer may have changed its transport key meanwhile: cards are handed over again, as files.
   */
  private void resume(SimulatedNode node, SimulatedNode peer) {
    Optional<Done> done = handOver(node, peer).flatMap(_ -> handOver(peer, node));
    done =
        done.flatMap(
            _ ->
                node.asked(
                    engine ->
                        Optional.of(engine.administration().resumePeer(peer.id(), "ok", "admin"))));
    world.note(node + " resumes " + peer + ": " + done);
    if (done.isEmpty()) {
      world.after(Duration.ofMinutes(10), () -> resume(node, peer));
    }
  }

  static Optional<Done> handOver(SimulatedNode from, SimulatedNode to) {
    return from.asked(engine -> Optional.of(engine.queries().card()))
        .flatMap(
            card ->
                to.asked(engine -> Optional.of(engine.administration().addPeer(card, "admin"))));
  }

  /** From here on nothing goes wrong any more. */
  void heal() {
    isOver = true;
    world.heal();
    losses.heal();
    world.network.healAll();
    for (SimulatedNode node : world.nodes) {
      node.disk().fill(false);
      node.disk().next(SimulatedDisk.Mishap.NONE);
      node.slow(false);
      node.spare();
      node.setSkew(Duration.ZERO);
      node.startAgain();
    }
    suspended.forEach(resumption -> world.after(MINUTE, resumption));
  }
}
