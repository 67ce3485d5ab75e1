package org.vigilmesh.delivery;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.vigilmesh.envelope.IncarnationStart;
import org.vigilmesh.envelope.LaneId;
import org.vigilmesh.envelope.Position;
import org.vigilmesh.value.Digest;
import org.vigilmesh.value.Urgency;

/**
 * What a peer's new incarnation means for what we have sent it: the start names, for each of our
 * lanes, the last statement that the peer still holds. What receipts cover beyond that was lost
 * there (PROTOCOL 7).
 */
public final class Undoing {
  private Undoing() {}

  /** One of our lanes to the peer, with the seq up to which receipts cover it. */
  public record Sent(LaneId lane, long receipted) {}

  /** A lane of which the peer holds statements up to {@code held} only, below the receipted. */
  public record Undone(LaneId lane, long held) {}

  /** The header hash of a statement of ours. */
  @FunctionalInterface
  public interface Known {
    Optional<Digest> findHeaderHash(LaneId lane, long seq);
  }

  /**
   * The lanes among {@code sent}, of all our incarnations, of which something was lost. The place
   * that the start names is looked for in the newest lane first: a store that holds it also holds
   * every lane before it; of a lane after it, it holds nothing.
   */
  public static List<Undone> by(IncarnationStart start, List<Sent> sent, Known known) {
    List<Undone> undone = new ArrayList<>();
    for (Urgency urgency : Urgency.values()) {
      Position held = held(start, urgency);
      List<Sent> newestFirst =
          sent.stream()
              .filter(lane -> lane.lane().urgency() == urgency)
              .sorted(Comparator.comparing((Sent lane) -> lane.lane().incarnation()).reversed())
              .toList();
      for (Sent lane : newestFirst) {
        boolean isHere =
            held.seq() > 0
                && known
                    .findHeaderHash(lane.lane(), held.seq())
                    .filter(held.hash()::equals)
                    .isPresent();
        long upTo = isHere ? held.seq() : 0;
        if (upTo < lane.receipted()) {
          undone.add(new Undone(lane.lane(), upTo));
        }
        if (isHere) {
          break;
        }
      }
    }
    return undone;
  }

  private static Position held(IncarnationStart start, Urgency urgency) {
    return start.shown().stream()
        .filter(shown -> shown.lane() == urgency && !shown.outbound())
        .map(IncarnationStart.Shown::position)
        .findFirst()
        .orElse(Position.START);
  }
}
