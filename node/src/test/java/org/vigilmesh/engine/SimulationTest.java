package org.vigilmesh.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.vigilmesh.Fixtures;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.identity.NodeRef;
import org.vigilmesh.message.MessageFixtures;
import org.vigilmesh.port.Administration.KeyUse;
import org.vigilmesh.port.MemoryStore;

/**
 * Hours in the life of three nodes, in a second each: links break and go silent, processes die at
 * any named step, clocks go wrong, keys change, an old backup is restored. Nothing that was
 * promised may fail. {@code -Dvigil.seeds=N} runs more of them, {@code -Dvigil.seed=S} one again.
 */
final class SimulationTest {
  private static final int SEEDS = Integer.getInteger("vigil.seeds", 8);

  /** Keys take longer to make than a run; all seeds share them. */
  private static final List<Country> COUNTRIES = new ArrayList<>();

  private static synchronized List<Country> countries() {
    if (COUNTRIES.isEmpty()) {
      for (NodeId id : List.of(Fixtures.XA, Fixtures.XB, Fixtures.XC)) {
        COUNTRIES.add(
            new Country(
                new NodeRef(id, 1), MessageFixtures.NOW, "first.officer", "second.officer"));
      }
    }
    return COUNTRIES;
  }

  static LongStream seeds() {
    Long one = Long.getLong("vigil.seed");
    return one != null ? LongStream.of(one) : LongStream.rangeClosed(1, SEEDS);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void everyPromiseHoldsThroughEverythingThatGoesWrong(long seed) {
    SimulatedWorld world = live(seed);

    assertTrue(world.checks.acceptedActs() > 10, "a run in which little happened");
    assertTrue(world.checks.receiptsLeft() > 0, "a run without a receipt");
  }

  @Test
  void oneSeedIsOneCourseOfEvents() {
    assertEquals(live(7).checks.fingerprint(), live(7).checks.fingerprint());
  }

  private static SimulatedWorld live(long seed) {
    SimulatedWorld world = new SimulatedWorld(seed);
    for (Country country : countries()) {
      world.nodes.add(new SimulatedNode(world, country));
    }
    world.pass(Duration.ofSeconds(2));
    for (SimulatedNode one : world.nodes) {
      for (SimulatedNode other : world.nodes) {
        if (one != other) {
          introduce(one, other);
        }
      }
    }
    world.pass(Duration.ofSeconds(30));
    SimulatedOfficers officers = new SimulatedOfficers(world);
    Course course = new Course(world, officers);
    course.begin();
    world.pass(Course.LENGTH);
    course.heal();
    world.pass(Duration.ofMinutes(12));
    world.require(officers.unanswered() == 0, officers.unanswered() + " acts without an answer");
    world.checks.atTheEnd();
    return world;
  }

  private static void introduce(SimulatedNode one, SimulatedNode other) {
    var administration = one.engine().administration();
    Mesh.require(administration.addPeer(other.engine().queries().card(), "admin"));
    Mesh.require(
        administration.verifyPeer(
            other.id(), other.country().card.value().anchor().fingerprint().grouped(), "admin"));
  }

  /** What goes wrong in one run, and what people do meanwhile. */
  private static final class Course {
    static final Duration LENGTH = Duration.ofMinutes(20);

    private final SimulatedWorld world;
    private final SimulatedOfficers officers;
    private final boolean cuts;
    private final boolean silences;
    private final boolean deaths;
    private final boolean skews;
    private final boolean rotations;
    private final boolean restores;
    private boolean isOver;

    Course(SimulatedWorld world, SimulatedOfficers officers) {
      this.world = world;
      this.officers = officers;
      this.cuts = world.chance(0.6);
      this.silences = world.chance(0.5);
      this.deaths = world.chance(0.7);
      this.skews = world.chance(0.5);
      this.rotations = world.chance(0.5);
      this.restores = world.chance(0.25);
    }

    void begin() {
      again(Duration.ofSeconds(1), Duration.ofSeconds(40), officers::act);
      if (cuts) {
        again(Duration.ofSeconds(5), Duration.ofMinutes(4), this::cut);
      }
      if (silences) {
        again(Duration.ofMinutes(1), Duration.ofMinutes(6), this::silence);
      }
      if (deaths) {
        again(Duration.ofSeconds(5), Duration.ofMinutes(3), this::kill);
      }
      if (skews) {
        again(Duration.ofMinutes(1), Duration.ofMinutes(9), this::skew);
      }
      if (rotations) {
        again(Duration.ofMinutes(1), Duration.ofMinutes(6), this::rotate);
      }
      if (restores) {
        world.after(world.between(Duration.ofMinutes(1), LENGTH.dividedBy(2)), this::restore);
      }
    }

    private void again(Duration least, Duration most, Runnable what) {
      world.after(
          world.between(least, most),
          () -> {
            if (!isOver) {
              what.run();
              again(least, most, what);
            }
          });
    }

    private void cut() {
      world.network.cut(world.any(world.nodes), world.any(world.nodes));
    }

    private void silence() {
      world.network.silence(world.any(world.nodes), world.any(world.nodes));
      world.after(world.between(Duration.ofSeconds(2), Duration.ofMinutes(3)), world.network::heal);
    }

    private void kill() {
      SimulatedNode node = world.any(world.nodes);
      if (world.chance(0.7)) {
        node.dieWithin(200);
      } else {
        node.die();
      }
      world.after(world.between(Duration.ofSeconds(3), Duration.ofMinutes(2)), node::startAgain);
    }

    private void skew() {
      world
          .any(world.nodes)
          .setSkew(world.between(Duration.ZERO, Duration.ofMinutes(8)).minusMinutes(4));
    }

    private void rotate() {
      SimulatedNode node = world.any(world.nodes);
      KeyUse use = world.chance(0.5) ? KeyUse.SEALING : KeyUse.TRANSPORT;
      if (node.isUp()) {
        world.note(node + " rotates " + use);
        node.asked(
            engine -> java.util.Optional.of(engine.administration().rotate(use, false, "admin")));
      }
    }

    private void restore() {
      SimulatedNode node = world.any(world.nodes);
      MemoryStore backup = node.store().copy();
      world.after(
          world.between(Duration.ofMinutes(1), LENGTH.dividedBy(2)),
          () -> {
            world.checks.rolledBack(node);
            node.startOn(backup);
          });
    }

    /** From here on nothing goes wrong any more. */
    void heal() {
      isOver = true;
      world.network.heal();
      world.nodes.forEach(SimulatedNode::startAgain);
      world.nodes.forEach(SimulatedNode::spare);
    }
  }
}
