package org.vigilmesh.engine;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.vigilmesh.value.Digest;

/** One seed, from the first start to the last check. */
record SimulationRun(
    SimulationOptions options,
    Duration lived,
    Coverage coverage,
    long events,
    long acts,
    long receipts,
    Digest state,
    Digest decisions,
    Optional<Failure> failure) {
  /** Whole weeks: what is due at a time of the day or week stays where it was. */
  private static final Duration SHIFT = Duration.ofDays(14);

  /** What did not hold, with the last events before it. */
  record Failure(String promise, List<String> trace, Throwable cause) {}

  static SimulationRun of(SimulationOptions options, @Nullable Consumer<String> watcher) {
    return of(new SimulatedWorld(options, watcher));
  }

  /** The same with all clocks a fortnight ahead: nothing else may change (C6). */
  static SimulationRun shifted(SimulationOptions options) {
    return of(options.shifted(SHIFT), null);
  }

  /** The same in a world in which nothing arrives: the checks must notice. */
  static SimulationRun deaf(SimulationOptions options) {
    SimulatedWorld world = new SimulatedWorld(options, null);
    world.network.deafen();
    return of(world);
  }

  private static SimulationRun of(SimulatedWorld world) {
    Optional<Failure> failure = Optional.empty();
    Digest state = Digest.ZERO;
    Digest decisions = Digest.ZERO;
    try (AutoDiscard _ = () -> world.nodes.forEach(SimulatedNode::discard)) {
      live(world);
      state = world.state();
      decisions = world.decisions();
    } catch (AssertionError broken) {
      failure = Optional.of(failure(world, broken));
    } catch (RuntimeException bug) {
      failure = Optional.of(failure(world, new AssertionError("stop: a node ends on " + bug, bug)));
    }
    return new SimulationRun(
        world.options,
        world.age(),
        world.coverage,
        world.events(),
        world.checks.acceptedActs(),
        world.checks.receiptsLeft(),
        state,
        decisions,
        failure);
  }

  /** The files of a run go with it; one that cannot go is a failure of the run. */
  private interface AutoDiscard extends AutoCloseable {
    @Override
    void close();
  }

  private static Failure failure(SimulatedWorld world, AssertionError broken) {
    String promise = broken.getMessage() == null ? broken.toString() : broken.getMessage();
    return new Failure(promise, world.trace(), broken);
  }

  private static void live(SimulatedWorld world) {
    SimulationOptions options = world.options;
    for (Country country : SimulatedCountries.first(options.nodes(), options.real())) {
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
    SimulatedCourse course = new SimulatedCourse(world, officers);
    course.begin();
    world.pass(options.length());
    course.heal();
    world.pass(options.healing());
    world.require(
        officers.unanswered() == 0, "C1: " + officers.unanswered() + " acts without an answer");
    world.checks.atTheEnd();
  }

  private static void introduce(SimulatedNode one, SimulatedNode other) {
    var administration = one.engine().administration();
    Mesh.require(administration.addPeer(other.engine().queries().card(), "admin"));
    Mesh.require(
        administration.verifyPeer(
            other.id(), other.country().card.value().anchor().fingerprint().grouped(), "admin"));
  }

  /** This run in mesh-years. */
  double years() {
    return lived.toMillis() / (double) Duration.ofDays(1).toMillis() / 365.25;
  }
}
