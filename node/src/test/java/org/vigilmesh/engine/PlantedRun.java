package org.vigilmesh.engine;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.LongFunction;

/** One day of a seed, as drawn; made by each {@link PlantedLoader} out of its own classes. */
final class PlantedRun implements LongFunction<String> {
  private static final SimulationOptions.Asked DAY =
      new SimulationOptions.Asked(1, OptionalInt.empty(), Optional.empty(), Optional.of(false));

  /** What the run saw broken, or nothing. */
  @Override
  public String apply(long seed) {
    return SimulationRun.of(SimulationOptions.drawn(seed, DAY), null)
        .failure()
        .map(SimulationRun.Failure::promise)
        .orElse("");
  }
}
