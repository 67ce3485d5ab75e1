package org.vigilmesh.engine;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.vigilmesh.delivery.Policy;

/**
 * What one run is made of; all of it is drawn from the seed, unless it was asked for.
 *
 * @param days of simulated life before everything heals
 * @param shippedTimes whether links pulse as often as in the shipped policy; else every two hours,
 *     so that days without events cost little
 * @param shift what all clocks are ahead of those of a plain run
 * @param real whether stores are SQLite files and cryptography is the shipped one
 */
record SimulationOptions(
    long seed,
    int nodes,
    double days,
    boolean shippedTimes,
    Duration shift,
    boolean real,
    Set<Fault> faults) {
  private static final int MOST_NODES = 9;

  /** Seeds in a hundred with the shipped times, and with the shipped store and cryptography. */
  private static final int SHIPPED_EVERY = 40;

  private static final int REAL_EVERY = 100;

  /** How often links pulse where they do not as shipped. */
  private static final Duration PULSE = Duration.ofHours(2);

  /** What the caller fixes; the rest is drawn. */
  record Asked(
      double days, OptionalInt nodes, Optional<Set<Fault>> faults, Optional<Boolean> real) {
    static Asked ofDays(double days) {
      return new Asked(days, OptionalInt.empty(), Optional.empty(), Optional.empty());
    }

    /** As options of the command that replays a seed. */
    String text() {
      return " --days "
          + number(days)
          + (nodes.isPresent() ? " --nodes " + nodes.getAsInt() : "")
          + faults.map(f -> " --faults " + words(f)).orElse("")
          + real.map(r -> r ? " --real" : " --stubbed").orElse("");
    }
  }

  static SimulationOptions drawn(long seed, Asked asked) {
    Random random = new Random(seed * 0x9e3779b97f4a7c15L + 1);
    Set<Fault> on = EnumSet.noneOf(Fault.class);
    for (Fault fault : Fault.values()) {
      if (random.nextBoolean()) {
        on.add(fault);
      }
    }
    // small meshes meet the most, large ones what needs a third or fourth
    int nodes = 2 + random.nextInt(random.nextInt(10) == 0 ? MOST_NODES - 1 : 3);
    boolean isReal = asked.real().orElse(Math.floorMod(seed, REAL_EVERY) == REAL_EVERY - 1);
    boolean isShipped = isReal || Math.floorMod(seed, SHIPPED_EVERY) == SHIPPED_EVERY - 1;
    Set<Fault> faults = EnumSet.noneOf(Fault.class);
    faults.addAll(asked.faults().orElse(on));
    if (isReal) {
      // these need snapshots of a store, which are instant in memory alone
      faults.removeAll(EnumSet.of(Fault.LOST_TAIL, Fault.RESTORE, Fault.CLONE));
    }
    double days = isReal ? asked.days() / 100 : isShipped ? asked.days() / 10 : asked.days();
    return new SimulationOptions(
        seed,
        asked.nodes().orElse(isReal ? 3 : nodes),
        days,
        isShipped,
        Duration.ZERO,
        isReal,
        faults);
  }

  /** The same with all clocks {@code ahead}. */
  SimulationOptions shifted(Duration ahead) {
    return new SimulationOptions(seed, nodes, days, shippedTimes, ahead, real, faults);
  }

  boolean has(Fault fault) {
    return faults.contains(fault);
  }

  Duration length() {
    return Duration.ofMillis((long) (days * Duration.ofDays(1).toMillis()));
  }

  /**
   * The delivery numbers that the nodes run with: the shipped ones, but for how often links pulse.
   */
  Policy policy() {
    Policy shipped = Policy.DEFAULT;
    return shippedTimes
        ? shipped
        : new Policy(
            shipped.window(),
            new Policy.Retry(shipped.retry().first(), PULSE, shipped.retry().answerWait()),
            new Policy.Link(
                PULSE,
                PULSE.multipliedBy(2).plusMinutes(1),
                shipped.link().greetingMax(),
                shipped.link().witnessWait(),
                PULSE.multipliedBy(3),
                shipped.link().linksMax()),
            shipped.limit(),
            shipped.inbound());
  }

  /** How long a mesh gets to end all that it has begun, once nothing goes wrong any more. */
  Duration healing() {
    return shippedTimes ? Duration.ofHours(1) : PULSE.multipliedBy(7);
  }

  /** How long a node may stay without a turn when nothing is due. */
  Duration patience() {
    return shippedTimes ? Duration.ofSeconds(real ? 5 : 1) : Duration.ofMinutes(29);
  }

  @Override
  public String toString() {
    return nodes
        + " nodes, "
        + number(days)
        + " days, "
        + (shippedTimes ? "shipped times" : "slow pulses")
        + (real ? ", SQLite and real cryptography" : "")
        + ", faults "
        + words(faults);
  }

  private static String words(Set<Fault> faults) {
    return faults.isEmpty()
        ? "none"
        : faults.stream().map(Fault::word).collect(Collectors.joining(","));
  }

  static Set<Fault> faults(String words) {
    Set<Fault> faults = EnumSet.noneOf(Fault.class);
    if (!words.equals("none")) {
      List.of(words.split(",")).forEach(word -> faults.add(Fault.of(word)));
    }
    return faults;
  }

  private static String number(double days) {
    return days == Math.rint(days) ? Long.toString((long) days) : Double.toString(days);
  }
}
