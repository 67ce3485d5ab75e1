package org.vigilmesh.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.vigilmesh.adapter.wire.WireCodec;
import org.vigilmesh.delivery.Policy;
import org.vigilmesh.identity.Incarnation;
import org.vigilmesh.identity.KeySet;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.identity.NodeRef;
import org.vigilmesh.port.MemoryStore;
import org.vigilmesh.port.Rows.IdentityKind;
import org.vigilmesh.port.Rows.IdentityRow;
import org.vigilmesh.port.Rows.LifeRow;
import org.vigilmesh.port.Rows.Mode;
import org.vigilmesh.port.Transport;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Urgency;

/**
 * A production engine whose process can die at any step, and whose clock goes wrong. Its store is
 * what was committed, its keys and case keys outlive it as files would.
 */
final class SimulatedNode {
  private static final Duration POOL_MAX = Duration.ofMillis(60);

  private final SimulatedWorld world;
  private final Country country;
  private final HeldKeys keys;
  private final Mesh.PlainVault vault = new Mesh.PlainVault();
  private MemoryStore store;
  private Engine engine;
  private Duration skew = Duration.ZERO;
  private boolean isUp = true;
  private boolean isTurnDue;
  private int life;
  private int stepsLeft = Integer.MAX_VALUE;

  /** The process ends here. */
  private static final class Halt extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  SimulatedNode(SimulatedWorld world, Country country) {
    this.world = world;
    this.country = country;
    this.keys = new HeldKeys(Country.CRYPTO, country.ref, country.signing);
    this.store =
        MemoryStore.create(
            new LifeRow(
                country.ref,
                new Incarnation(1, world.fresh(16)),
                Bytes.utf8("owner"),
                Mode.NORMAL,
                "",
                world.now()));
    store.write(
        tx -> {
          tx.addIdentity(row(IdentityKind.CARD, country.card.hash(), card()));
          tx.addIdentity(
              row(
                  IdentityKind.ROSTER,
                  country.roster.hash(),
                  Country.CODEC.endorsedRoster().encode(country.roster)));
          return true;
        });
    this.engine = start();
  }

  private Bytes card() {
    return Country.CODEC.signedCard().encode(country.card);
  }

  private IdentityRow row(IdentityKind kind, org.vigilmesh.value.Digest hash, Bytes container) {
    return new IdentityRow(country.ref, kind, 1, hash, container, world.now());
  }

  private Engine start() {
    life++;
    int mine = life;
    Ports ports =
        new Ports(
            store,
            world.network.transport(this),
            new WireCodec(),
            Country.CRYPTO.verifier(),
            Country.CRYPTO.sealer(Country.CODEC.sealedHeader()),
            keys,
            vault,
            world::fresh,
            (InstantSource) this::clock,
            this::reached);
    Engine started =
        Engine.stepped(
            ports,
            new Engine.Settings(
                List.of(new KeySet.Endpoint(id() + ".example", 7400)),
                Policy.DEFAULT,
                "simulated",
                7400),
            post -> new LatePool(mine, post));
    world.after(Duration.ofMillis(1), () -> tick(mine));
    isUp = true;
    return started;
  }

  /** Completes work late and in any order. */
  private final class LatePool implements Pool {
    private final int ofLife;
    private final Consumer<Event> post;

    LatePool(int ofLife, Consumer<Event> post) {
      this.ofLife = ofLife;
      this.post = post;
    }

    @Override
    public void run(Urgency urgency, Supplier<Event> work) {
      world.after(
          world.between(Duration.ZERO, POOL_MAX),
          () -> {
            if (isUp && life == ofLife) {
              post.accept(work.get());
              wake();
            }
          });
    }

    @Override
    public void close() {}
  }

  private void reached(String step) {
    if (stepsLeft-- <= 0) {
      stepsLeft = Integer.MAX_VALUE;
      world.note(id() + " dies at " + step);
      throw new Halt();
    }
  }

  private void tick(int ofLife) {
    if (isUp && life == ofLife) {
      engine.post(new Event.Tick());
      wake();
      world.after(Duration.ofSeconds(1), () -> tick(ofLife));
    }
  }

  private void wake() {
    if (!isTurnDue) {
      isTurnDue = true;
      int mine = life;
      world.after(
          world.between(Duration.ZERO, Duration.ofMillis(5)),
          () -> {
            isTurnDue = false;
            if (isUp && life == mine) {
              turn();
            }
          });
    }
  }

  private void turn() {
    try {
      if (engine.step()) {
        world.checks.committed(this);
        wake();
      }
    } catch (Halt halt) {
      die();
    }
  }

  /** What the transport reports; the engine looks at it in its next turn. */
  void hear(Consumer<Transport.Events> event) {
    if (isUp) {
      event.accept(engine);
      wake();
    }
  }

  /** The process dies at the n-th named step from now on. */
  void dieWithin(int steps) {
    stepsLeft = world.random.nextInt(steps);
  }

  /** A death that was to come does not. */
  void spare() {
    stepsLeft = Integer.MAX_VALUE;
  }

  /** The process ends without a word. */
  void die() {
    if (isUp) {
      isUp = false;
      isTurnDue = false;
      stepsLeft = Integer.MAX_VALUE;
      world.note(id() + " is dead");
      world.network.lose(this);
    }
  }

  void startAgain() {
    if (!isUp) {
      world.note(id() + " starts");
      store = store.copy();
      engine = start();
    }
  }

  /** The process starts over an older copy of its store. */
  void startOn(MemoryStore older) {
    die();
    world.note(id() + " starts over an old backup");
    store = older.copy();
    engine = start();
  }

  void setSkew(Duration other) {
    world.note(id() + " has its clock off by " + other);
    skew = other;
  }

  /** What an officer's question to a living node is answered with; empty when it dies of it. */
  <T> Optional<T> asked(Function<Engine, Optional<T>> question) {
    try {
      return question.apply(engine);
    } catch (Halt halt) {
      die();
      return Optional.empty();
    }
  }

  /** What the node takes for the time. */
  Instant clock() {
    return world.now().plus(skew);
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

  Engine engine() {
    return engine;
  }

  MemoryStore store() {
    return store;
  }

  boolean isUp() {
    return isUp;
  }

  int life() {
    return life;
  }

  @Override
  public String toString() {
    return id().toString();
  }
}
