package org.vigilmesh.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.vigilmesh.identity.KeySet;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.identity.NodeRef;
import org.vigilmesh.port.Outward;
import org.vigilmesh.port.Store;
import org.vigilmesh.port.StoreException;
import org.vigilmesh.port.Transport;

/**
 * A production engine whose process can die at any step, and whose clock goes wrong. Its store is
 * what was committed, its keys and case keys outlive it as files would.
 */
final class SimulatedNode {
  private static final Duration TURN_MAX = Duration.ofMillis(5);
  private static final Duration FAR_OFF = Duration.ofHours(1);

  private final SimulatedWorld world;
  private final Country country;
  private final SimulatedCrypto.Keys keys;
  private final PlainVault vault;
  private final SimulatedStore files;
  private final LyingPeer lies;
  private final List<SimulatedNode> processes = new ArrayList<>(List.of(this));
  private SimulatedDisk disk;
  private Engine engine;
  private final SimulatedEar ear = new SimulatedEar();
  private Duration skew = Duration.ZERO;
  private Duration tickAt = Duration.ZERO;
  private Duration pausedUntil = Duration.ZERO;
  private Duration rotatedAt = Duration.ofDays(-1);
  private boolean isUp = true;
  private boolean isSlow;
  private boolean wasFarOff;
  private boolean isOver;
  private boolean isTurnDue;
  private int life;
  private int stepsLeft = Integer.MAX_VALUE;
  private final SimulatedWaking waking;

  SimulatedNode(SimulatedWorld world, Country country) {
    this(
        world,
        country,
        world.crypto.keys(country),
        new PlainVault(),
        SimulatedStore.create(world, country));
  }

  private SimulatedNode(
      SimulatedWorld world,
      Country country,
      SimulatedCrypto.Keys keys,
      PlainVault vault,
      SimulatedStore files) {
    this.world = world;
    this.waking = new SimulatedWaking(world);
    this.country = country;
    this.keys = keys;
    this.vault = vault;
    this.files = files;
    this.lies = new LyingPeer(world, this);
    this.disk = new SimulatedDisk(files.open());
    this.engine = start();
  }

  /** A second process over a copy of store and keys runs from now on. */
  SimulatedNode cloned() {
    world.note(this + " is cloned");
    SimulatedNode clone = new SimulatedNode(world, country, keys, vault, files.copy());
    clone.ear.showsAs(ear);
    processes.add(clone);
    return clone;
  }

  private Engine start() {
    life++;
    int mine = life;
    Ports ports =
        new Ports(
            disk,
            world.network.transport(this),
            world.codec,
            world.crypto.verifier(),
            world.crypto.sealer(),
            keys,
            vault,
            Outward.NONE,
            world::fresh,
            (InstantSource) this::clock,
            this::reached);
    Engine started =
        Engine.stepped(
            ports,
            new Engine.Settings(
                List.of(new KeySet.Endpoint(id() + ".example", 7400)),
                world.options.policy(),
                "simulated",
                7400),
            post -> new LatePool(world, post, () -> isUp && life == mine, this::wake));
    isUp = true;
    isTurnDue = false;
    tickAt = Duration.ZERO;
    ear.becomes(started, started);
    engine = started;
    wake();
    return started;
  }

  private void reached(String step) {
    if (stepsLeft-- <= 0) {
      stepsLeft = Integer.MAX_VALUE;
      world.coverage.hit(Fault.STEP);
      world.coverage.endedAt(step);
      world.note(this + " dies at " + step);
      throw new ProcessEnded(step);
    }
  }

  /** A turn is taken soon, whether an event has come or time alone wants it. */
  private void wake() {
    if (!isTurnDue) {
      isTurnDue = true;
      int mine = life;
      Duration most = isSlow ? Duration.ofSeconds(8) : TURN_MAX;
      Duration wait = world.between(Duration.ZERO, most);
      Duration still = pausedUntil.minus(world.age());
      world.after(
          still.isPositive() ? still.plus(wait) : wait,
          () -> {
            if (isUp && life == mine) {
              isTurnDue = false;
              turn();
            }
          });
    }
  }

  private void turn() {
    if (!ear.is(engine)) {
      return;
    }
    if (pausedUntil.compareTo(world.age()) > 0) {
      wake();
      return;
    }
    if (tryOrDie(engine::step)) {
      wake();
    }
    if (isUp) {
      plan();
    }
  }

  /** The next tick: when the engine wants one, and never later than its patience. */
  private void plan() {
    Duration bounded = waking.after(Duration.between(clock(), engine.wakeAt()), this);
    Duration due = world.age().plus(bounded);
    if (tickAt.compareTo(world.age()) <= 0 || due.compareTo(tickAt) < 0) {
      tickAt = due;
      int mine = life;
      world.after(
          bounded,
          () -> {
            if (isUp && life == mine && tickAt.equals(due)) {
              tick();
            }
          });
    }
  }

  private void tick() {
    engine.post(new Event.Tick());
    wake();
  }

  private boolean tryOrDie(Supplier<Boolean> work) {
    try {
      boolean isDone = work.get();
      if (isDone) {
        world.checks.committed(this);
      }
      return isDone;
    } catch (ProcessEnded | StoreException end) {
      // what a commit did that then failed counts, too
      world.checks.committed(this);
      die();
      return false;
    } catch (RuntimeException bug) {
      throw new AssertionError("stop: " + this + " ends on a bug: " + bug.getMessage(), bug);
    }
  }

  /** What the transport reports; the engine looks at it in its next turn. */
  void hear(Consumer<Transport.Events> event) {
    if (isUp) {
      ear.hear(event);
      wake();
    }
  }

  /** What an officer's or administrator's question is answered with; empty when it dies of it. */
  <T> Optional<T> asked(Function<Engine, Optional<T>> question) {
    if (!isUp || pausedUntil.compareTo(world.age()) > 0) {
      return Optional.empty();
    }
    List<T> answers = new ArrayList<>();
    tryOrDie(
        () -> {
          question.apply(engine).ifPresent(answers::add);
          return true;
        });
    if (isUp) {
      wake();
    }
    return answers.stream().findFirst();
  }

  void dieWithin(int steps) {
    stepsLeft = world.random.nextInt(steps);
  }

  void spare() {
    stepsLeft = Integer.MAX_VALUE;
    pausedUntil = Duration.ZERO;
  }

  /** The process ends without a word; it comes back by itself, as under a supervisor. */
  void die() {
    die(world.between(Duration.ofSeconds(2), Duration.ofMinutes(world.chance(0.2) ? 200 : 5)));
  }

  private void die(Duration back) {
    if (isUp) {
      isUp = false;
      stepsLeft = Integer.MAX_VALUE;
      pausedUntil = Duration.ZERO;
      disk.next(SimulatedDisk.Mishap.NONE);
      world.note(this + " is dead");
      world.network.lose(this);
      int ended = life;
      world.after(
          back,
          () -> {
            if (life == ended) {
              startAgain();
            }
          });
    }
  }

  void startAgain() {
    if (!isUp && !isOver) {
      world.note(this + " starts");
      boolean isFull = disk.isFull();
      disk = new SimulatedDisk(files.reopen());
      disk.fill(isFull);
      engine = start();
    }
  }

  void end() {
    isOver = true;
    die();
  }

  /** The store as it is now, to begin over later. */
  SimulatedStore.Backup backup() {
    return files.backup();
  }

  /** The process starts over an older copy of its store, when its last words have arrived. */
  void startOn(SimulatedStore.Backup older, Duration when) {
    die(Duration.ofDays(36_500));
    int ended = life;
    world.after(
        when,
        () -> {
          if (life == ended && !isOver) {
            world.note(this + " starts over an old copy of its store");
            world.checks.rolledBack(this);
            disk = new SimulatedDisk(files.open(older));
            engine = start();
          }
        });
  }

  void pause(Duration time) {
    world.note(this + " stands still for " + time);
    pausedUntil = world.age().plus(time);
  }

  void slow(boolean slow) {
    isSlow = slow;
  }

  void setSkew(Duration other) {
    world.note(this + " has its clock off by " + other);
    skew = other;
    wasFarOff |= other.abs().compareTo(FAR_OFF) > 0;
    if (isUp) {
      tick();
    }
  }

  /** Whether its clock was ever so wrong that what people signed may not fit. */
  boolean wasFarOff() {
    return wasFarOff;
  }

  Instant clock() {
    return world.now().plus(skew);
  }

  SimulatedEar ear() {
    return ear;
  }

  boolean trusts(SimulatedNode other) {
    return ear.trusts(other.id(), other.ear);
  }

  void rotated() {
    rotatedAt = world.age();
  }

  boolean rotatedWithin(Duration time) {
    return world.age().minus(rotatedAt).compareTo(time) < 0;
  }

  NodeId id() {
    return country.ref.node();
  }

  NodeRef ref() {
    return country.ref;
  }

  Country country() {
    return country;
  }

  SimulatedCrypto.Keys keys() {
    return keys;
  }

  Engine engine() {
    return engine;
  }

  Store store() {
    return files.committed();
  }

  /** The run is over: files of its store go. */
  void discard() {
    files.discard();
  }

  SimulatedDisk disk() {
    return disk;
  }

  LyingPeer lies() {
    return lies;
  }

  /** The processes that run as this node: itself, and its clones. */
  List<SimulatedNode> processes() {
    return processes;
  }

  boolean isUp() {
    return isUp;
  }

  boolean isOver() {
    return isOver;
  }

  int life() {
    return life;
  }

  @Override
  public String toString() {
    return id() + (world.nodes.stream().anyMatch(n -> n != this && n.id().equals(id())) ? "'" : "");
  }
}
