package org.vigilmesh.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Days in the life of a few meshes, in a second each: whatever can go wrong does, and nothing that
 * was promised may fail. {@code ./vigil simulate} runs any number of them.
 */
@Tag("bulk")
final class SimulationTest {
  private static final SimulationOptions.Asked DAYS = SimulationOptions.Asked.ofDays(3);

  /** Every failure of the past, before anything else. */
  static List<Regressions.Entry> failuresOfThePast() {
    return Regressions.all();
  }

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 4);
  }

  private static SimulationRun run(long seed, SimulationOptions.Asked asked) {
    return SimulationRun.of(SimulationOptions.drawn(seed, asked), null);
  }

  private static void held(SimulationRun run, SimulationOptions.Asked asked) {
    run.failure()
        .ifPresent(
            failure -> {
              var text = new ByteArrayOutputStream();
              SimulationTable.tell(
                  new PrintStream(text, true, StandardCharsets.UTF_8), run, failure, asked);
              throw new AssertionError(text.toString(StandardCharsets.UTF_8), failure.cause());
            });
  }

  @ParameterizedTest
  @MethodSource("failuresOfThePast")
  void whatFailedOnceFailsNoMore(Regressions.Entry entry) {
    held(entry.run(), entry.arguments().asked());
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void everyPromiseHoldsThroughEverythingThatGoesWrong(long seed) {
    SimulationRun run = run(seed, DAYS);

    held(run, DAYS);
    assertTrue(run.acts() > 10, "a run in which little happened");
    assertTrue(run.receipts() > 0, "a run without a receipt");
  }

  @Test
  void oneSeedIsOneCourseOfEvents() {
    SimulationRun once = run(2, DAYS);
    SimulationRun again = run(2, DAYS);

    assertEquals(once.state(), again.state());
    assertEquals(once.events(), again.events());
    assertNotEquals(once.state(), run(3, DAYS).state());
  }

  @Test
  void whatShipsStandsInForWhatIsSimulated() {
    SimulationOptions.Asked real =
        new SimulationOptions.Asked(
            2,
            OptionalInt.of(2),
            Optional.of(EnumSet.of(Fault.CUT, Fault.STEP, Fault.CUT_IN_COMMIT, Fault.LOSS)),
            Optional.of(true));
    SimulationRun run = run(1, real);

    held(run, real);
    assertTrue(run.receipts() > 0, "SQLite and real signatures carried something");
  }

  /** A check that never fails proves nothing: a mesh without links must be seen to stand still. */
  @Test
  void aMeshThatDeliversNothingIsNoticed() {
    SimulationOptions options =
        SimulationOptions.drawn(
            5,
            new SimulationOptions.Asked(
                1, OptionalInt.of(2), Optional.of(Set.of()), Optional.of(false)));
    SimulationRun run = SimulationRun.deaf(options);

    assertTrue(
        run.failure()
            .map(SimulationRun.Failure::promise)
            .orElse("")
            .startsWith("C1: not delivered"),
        run.failure().toString());
  }
}
