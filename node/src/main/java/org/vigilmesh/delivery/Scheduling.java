package org.vigilmesh.delivery;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.vigilmesh.value.Urgency;

/**
 * Chooses which lane of a link sends the next frame: emergency, then urgent, then routine, but one
 * frame in ten is routine while routine waits. So an emergency waits for one frame at most. {@code
 * passedOver} counts the frames that others sent since routine began to wait.
 */
public record Scheduling(int passedOver) {
  public static final Scheduling START = new Scheduling(0);

  /** The lane to take the next frame from, and the state after it. */
  public record Choice(Urgency urgency, Scheduling next) {}

  /** The choice among lanes that have an {@link OutboundLane.Offer}; empty when none has. */
  public Optional<Choice> find(Set<Urgency> ready, Policy policy) {
    boolean routineWaits = ready.contains(Urgency.ROUTINE);
    if (routineWaits && passedOver >= policy.window().routineShare() - 1) {
      return Optional.of(new Choice(Urgency.ROUTINE, START));
    }
    for (Urgency urgency : List.of(Urgency.EMERGENCY, Urgency.URGENT)) {
      if (ready.contains(urgency)) {
        return Optional.of(
            new Choice(urgency, routineWaits ? new Scheduling(passedOver + 1) : START));
      }
    }
    return routineWaits ? Optional.of(new Choice(Urgency.ROUTINE, START)) : Optional.empty();
  }

  /** How many of the statements of these {@code sizes} fit the frame of {@code offer}. */
  public static int frame(List<Integer> sizes, OutboundLane.Offer offer) {
    long most = Math.min(sizes.size(), offer.toSeq() - offer.fromSeq() + 1);
    long bytes = 0;
    for (int count = 0; count < most; count++) {
      bytes += sizes.get(count);
      if (bytes > offer.bytesMax()) {
        return count;
      }
    }
    return (int) most;
  }
}
