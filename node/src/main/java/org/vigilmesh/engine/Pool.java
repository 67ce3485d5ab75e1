package org.vigilmesh.engine;

import java.util.function.Supplier;
import org.vigilmesh.value.Urgency;

/**
 * Where signing, sealing, opening and verifying run. Bounded, emergency first. Work comes back as
 * events, in any order; the simulator's pool draws that order from its seed.
 */
interface Pool extends AutoCloseable {
  /** Runs {@code work} later; its event is then posted to the engine. */
  void run(Urgency urgency, Supplier<Event> work);

  /** The same for work that waits for others and must not hold up what computes. */
  void runWaiting(Supplier<Event> work);

  @Override
  void close();
}
