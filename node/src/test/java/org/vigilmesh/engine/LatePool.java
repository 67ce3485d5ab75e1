package org.vigilmesh.engine;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.vigilmesh.value.Urgency;

/** Completes work late and in any order, unless the process that wanted it is gone. */
record LatePool(SimulatedWorld world, Consumer<Event> post, BooleanSupplier isAlive, Runnable wake)
    implements Pool {
  private static final Duration LATEST = Duration.ofMillis(60);

  @Override
  public void run(Urgency urgency, Supplier<Event> work) {
    world.after(
        world.between(Duration.ZERO, LATEST),
        () -> {
          if (isAlive.getAsBoolean()) {
            post.accept(work.get());
            wake.run();
          }
        });
  }

  @Override
  public void runWaiting(Supplier<Event> work) {
    run(Urgency.ROUTINE, work);
  }

  @Override
  public void close() {}
}
