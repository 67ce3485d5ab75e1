package org.vigilmesh.engine;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What all runs so far came to. */
final class SimulationTable {
  private final long began = System.nanoTime();

  /** A run of so many seeds must have met everything, each class of faults so often. */
  private static final long COMPLETE_RUNS = 1000;

  private static final long HITS_LEAST = 100;

  private final Coverage coverage = new Coverage();
  private final List<Long> failed = new ArrayList<>();
  private long runs;
  private long twice;
  private long differing;
  private long shifted;
  private long deciding;
  private long events;
  private long acts;
  private long receipts;
  private long real;
  private double years;

  void add(SimulationRun run) {
    runs++;
    years += run.years();
    events += run.events();
    acts += run.acts();
    receipts += run.receipts();
    real += run.options().real() ? 1 : 0;
    coverage.add(run.coverage());
    run.failure().ifPresent(_ -> failed.add(run.options().seed()));
  }

  /** Two runs of one seed must be one course of events. */
  void twice(SimulationRun once, SimulationRun again) {
    twice++;
    if (!once.state().equals(again.state()) || once.events() != again.events()) {
      differing++;
      failed.add(once.options().seed());
    }
  }

  /** C6: with all clocks shifted the same is decided, in the same order. */
  void shifted(SimulationRun once, SimulationRun other) {
    shifted++;
    if (!once.decisions().equals(other.decisions()) || once.events() != other.events()) {
      deciding++;
      failed.add(once.options().seed());
    }
  }

  boolean held() {
    return failed.isEmpty() && missing().isEmpty();
  }

  /** What a run as long as this one must have met, and has not. */
  private List<String> missing() {
    return runs < COMPLETE_RUNS ? List.of() : coverage.missing(HITS_LEAST);
  }

  Coverage coverage() {
    return coverage;
  }

  double years() {
    return years;
  }

  private double speed() {
    return years / (System.nanoTime() - began) * 3_600e9;
  }

  private long struck() {
    return List.of(Fault.values()).stream().mapToLong(coverage::hits).sum();
  }

  /** The line of progress. */
  String line(long seeds) {
    return String.format(
        Locale.ROOT,
        "%d of %d seeds, %.2f mesh-years, %.0f an hour, %d faults, %d violations",
        runs,
        seeds,
        years,
        speed(),
        struck(),
        failed.size());
  }

  void print(PrintStream out) {
    out.printf(Locale.ROOT, "%n%-52s %12s%n", "Faults", "hits");
    for (Fault fault : Fault.values()) {
      out.printf(Locale.ROOT, "  %-18s %-70s %d%n", fault.word(), fault.what(), hits(fault));
    }
    section(out, "Situations met", coverage.situations());
    section(out, "Processes ended at a named step", coverage.steps());
    out.printf(
        Locale.ROOT,
        "%n%d runs, %d with SQLite and the shipped cryptography%n"
            + "%d run twice, %d of them differing%n"
            + "%d run with shifted clocks, %d of them deciding otherwise%n"
            + "%d events, %d acts accepted, %d receipts%n"
            + "%.2f mesh-years, %.0f mesh-years an hour%n"
            + "%d violations%s%n",
        runs,
        real,
        twice,
        differing,
        shifted,
        deciding,
        events,
        acts,
        receipts,
        years,
        speed(),
        failed.size(),
        failed.isEmpty() ? "" : ": seeds " + failed);
    missing().forEach(what -> out.println("NOT MET " + what));
  }

  private long hits(Fault fault) {
    return coverage.hits(fault);
  }

  private static void section(PrintStream out, String title, Map<String, Long> counts) {
    out.printf(Locale.ROOT, "%n%s%n", title);
    counts.forEach((name, count) -> out.printf(Locale.ROOT, "  %-70s %d%n", name, count));
  }

  /** A failure, with all that somebody needs who wants it again. */
  static void tell(
      PrintStream out,
      SimulationRun run,
      SimulationRun.Failure failure,
      SimulationOptions.Asked asked) {
    SimulationOptions options = run.options();
    StringBuilder text = new StringBuilder();
    text.append("\nVIOLATION ").append(failure.promise());
    text.append("\n  seed ").append(options.seed()).append(": ").append(options);
    text.append("\n  commit ").append(System.getProperty("vigil.commit", "unknown"));
    text.append("\n  the last events:");
    failure.trace().forEach(event -> text.append("\n    ").append(event));
    for (Throwable cause = failure.cause().getCause(); cause != null; cause = cause.getCause()) {
      text.append("\n  because of ").append(cause);
      for (StackTraceElement at : cause.getStackTrace()) {
        if (at.getClassName().startsWith("org.vigilmesh")) {
          text.append("\n    ").append(at);
        }
      }
    }
    text.append("\n  again: ").append(replay(options.seed(), asked)).append('\n');
    out.println(text);
  }

  /** The command that has the same run again. */
  static String replay(long seed, SimulationOptions.Asked asked) {
    return "./vigil simulate --seed " + seed + asked.text();
  }
}
