package org.vigilmesh.engine;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The command behind {@code ./vigil simulate}: many seeds, one table. */
public final class Simulation {
  /** One seed in so many is run twice; both runs must be the same to the last event. */
  private static final int TWICE_EVERY = 50;

  /** One seed in so many is run again with all clocks shifted; it must decide the same. */
  private static final int SHIFTED_EVERY = 50;

  private final SimulationArguments arguments;
  private final PrintStream out;
  private final SimulationTable table = new SimulationTable();

  private Simulation(SimulationArguments arguments, PrintStream out) {
    this.arguments = arguments;
    this.out = out;
  }

  /** Runs; exits with 0 when everything held, 1 when not, 2 for arguments that are none. */
  public static void main(String[] args) throws InterruptedException {
    SimulationArguments arguments;
    try {
      arguments = SimulationArguments.of(List.of(args));
    } catch (IllegalArgumentException e) {
      System.err.println("vigil simulate: " + e.getMessage() + "; try --help");
      System.exit(2);
      return;
    }
    if (arguments.help()) {
      System.out.print(SimulationArguments.HELP);
      return;
    }
    boolean held = new Simulation(arguments, System.out).run();
    System.exit(held ? 0 : 1);
  }

  private boolean run() throws InterruptedException {
    if (arguments.seed().isPresent()) {
      return one(arguments.seed().getAsLong());
    }
    if (arguments.first() == 1) { // the rest of a run that was begun has had them
      for (Regressions.Entry entry : Regressions.all()) {
        take(entry.run());
      }
    }
    int threads = arguments.threads();
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    var done = new ExecutorCompletionService<Runs>(pool);
    for (long i = 0; i < arguments.seeds(); i++) {
      long seed = arguments.first() + i;
      done.submit(() -> runs(seed));
    }
    Progress progress = new Progress(arguments.seeds());
    SortedMap<Long, Runs> early = new TreeMap<>();
    try {
      for (long next = arguments.first(); next < arguments.first() + arguments.seeds(); next++) {
        while (!early.containsKey(next)) {
          Runs runs = done.take().get();
          early.put(runs.once().options().seed(), runs);
        }
        Runs runs = early.remove(next);
        take(runs.once());
        runs.again().ifPresent(again -> table.twice(runs.once(), again));
        runs.shifted().ifPresent(shifted -> table.shifted(runs.once(), shifted));
        progress.show(table);
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("a run ended by itself", e.getCause());
    } finally {
      pool.shutdownNow();
    }
    progress.end();
    table.print(out);
    return table.held();
  }

  /** One seed's run, and those that must be like it. */
  private record Runs(
      SimulationRun once, Optional<SimulationRun> again, Optional<SimulationRun> shifted) {}

  private Runs runs(long seed) {
    SimulationOptions options = SimulationOptions.drawn(seed, arguments.asked());
    boolean isTwice = seed % TWICE_EVERY == 0 && !options.real();
    boolean isShifted = seed % SHIFTED_EVERY == SHIFTED_EVERY / 2 && !options.real();
    return new Runs(
        SimulationRun.of(options, null),
        isTwice ? Optional.of(SimulationRun.of(options, null)) : Optional.empty(),
        isShifted ? Optional.of(SimulationRun.shifted(options)) : Optional.empty());
  }

  private boolean one(long seed) {
    SimulationOptions options = SimulationOptions.drawn(seed, arguments.asked());
    SimulationRun run = SimulationRun.of(options, arguments.trace() ? out::println : null);
    take(run);
    if (run.failure().isEmpty()) {
      out.println("seed " + seed + ": " + options);
      out.println("state " + run.state().hex());
    }
    table.print(out);
    return table.held();
  }

  private void take(SimulationRun run) {
    table.add(run);
    run.failure().ifPresent(failure -> SimulationTable.tell(out, run, failure, arguments.asked()));
  }

  /** One line that changes on a terminal, one line in half a minute elsewhere. */
  private static final class Progress {
    private final boolean isLive = System.console() != null;
    private final long seeds;
    private final List<Long> told = new ArrayList<>(List.of(System.nanoTime()));

    Progress(long seeds) {
      this.seeds = seeds;
    }

    void show(SimulationTable table) {
      Duration since = Duration.ofNanos(System.nanoTime() - told.getLast());
      if (since.compareTo(isLive ? Duration.ofMillis(500) : Duration.ofSeconds(30)) > 0) {
        told.add(System.nanoTime());
        System.err.print(
            (isLive ? "\r\033[K" : "")
                + table.line(seeds)
                + (isLive ? "" : System.lineSeparator()));
        System.err.flush();
      }
    }

    void end() {
      if (isLive) {
        System.err.print("\r\033[K");
      }
    }
  }
}
