package org.vigilmesh.engine;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/** What was asked on the command line. */
record SimulationArguments(
    long first,
    long seeds,
    OptionalLong seed,
    SimulationOptions.Asked asked,
    int threads,
    boolean trace,
    boolean help) {
  static final String HELP =
      """
      vigil simulate: lives of many meshes in one process, with everything that can go wrong

        --seeds N       runs with N seeds (1000)
        --first S       the first of them (1)
        --days D        simulated days of each (20); nodes with shipped times live a tenth of it
        --seed S        this one seed only; its options are drawn from it, so the run is the same
        --trace         with --seed: every event as it happens
        --nodes N       2 to 9 nodes instead of what the seed draws
        --faults A,B    these classes of faults (or: none) instead of what the seed draws
        --real          SQLite and the shipped cryptography (otherwise one seed in a hundred)
        --stubbed       never SQLite and the shipped cryptography
        --threads T     runs at a time (as many as processors)
        --help          this text

      Examples
        ./vigil simulate --seeds 1000 --days 20
        ./vigil simulate --seed 417 --days 20 --trace
        ./vigil simulate --seed 417 --days 5 --nodes 2 --faults cut,step

      A run of 1000 seeds or more with all classes of faults fails, too, when one of them struck
      fewer than 100 times, or something rare that has a name was never met.
      The exit status is 0 when every promise held, 1 when not, 2 for a wrong argument.
      """;

  static SimulationArguments of(List<String> args) {
    long first = 1;
    long seeds = 1000;
    OptionalLong seed = OptionalLong.empty();
    double days = 20;
    OptionalInt nodes = OptionalInt.empty();
    Optional<Set<Fault>> faults = Optional.empty();
    Optional<Boolean> real = Optional.empty();
    int threads = Runtime.getRuntime().availableProcessors();
    boolean trace = false;
    boolean help = false;
    Iterator<String> next = args.iterator();
    while (next.hasNext()) {
      String option = next.next();
      switch (option) {
        case "--seeds" -> seeds = number(option, next, 1, 10_000_000);
        case "--first" -> first = number(option, next, 0, Long.MAX_VALUE / 2);
        case "--seed" -> seed = OptionalLong.of(number(option, next, 0, Long.MAX_VALUE));
        case "--days" -> days = days(next);
        case "--nodes" -> nodes = OptionalInt.of((int) number(option, next, 2, 9));
        case "--faults" -> faults = Optional.of(SimulationOptions.faults(value(option, next)));
        case "--threads" -> threads = (int) number(option, next, 1, 256);
        case "--real" -> real = Optional.of(true);
        case "--stubbed" -> real = Optional.of(false);
        case "--trace" -> trace = true;
        case "--help", "-h" -> help = true;
        default -> throw new IllegalArgumentException("unknown option " + option);
      }
    }
    if (trace && seed.isEmpty()) {
      throw new IllegalArgumentException("--trace needs --seed");
    }
    return new SimulationArguments(
        first,
        seeds,
        seed,
        new SimulationOptions.Asked(days, nodes, faults, real),
        threads,
        trace,
        help);
  }

  private static String value(String option, Iterator<String> next) {
    if (!next.hasNext()) {
      throw new IllegalArgumentException(option + " needs a value");
    }
    return next.next();
  }

  private static long number(String option, Iterator<String> next, long least, long most) {
    String text = value(option, next);
    try {
      long number = Long.parseLong(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(option + " takes a number, not " + text, e);
    }
    throw new IllegalArgumentException(option + " takes " + least + " to " + most);
  }

  private static double days(Iterator<String> next) {
    String text = value("--days", next);
    try {
      double days = Double.parseDouble(text);
      if (days > 0 && days <= 3_650) {
        return days;
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("--days takes a number, not " + text, e);
    }
    throw new IllegalArgumentException("--days takes more than 0 and at most 3650");
  }
}
