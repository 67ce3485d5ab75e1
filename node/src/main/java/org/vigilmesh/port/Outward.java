package org.vigilmesh.port;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.vigilmesh.message.CaseId;
import org.vigilmesh.value.Digest;
import org.vigilmesh.value.Urgency;

/**
 * The channels by which a node calls people who do not look at it: mail, a pager. What goes over
 * them can be read by others, so a notice says that something waits and never what.
 */
public interface Outward {
  /** A node that calls nobody. */
  Outward NONE =
      new Outward() {
        @Override
        public List<String> channels() {
          return List.of();
        }

        @Override
        public Told tell(String channel, Notice notice) {
          return new Told.Failed("there is no such channel");
        }
      };

  /** The names of the channels, in the order of the configuration. */
  List<String> channels();

  /**
   * Hands {@code notice} to a channel; returns once the other end has taken it or within half a
   * minute. For threads that may wait.
   */
  Told tell(String channel, Notice notice);

  /**
   * All that leaves the node.
   *
   * @param id the same when a notice is handed over again, so that who has it can drop the second
   * @param kind code of the alarm
   * @param caseId empty for an alarm about the node
   * @param exercise whether the case is one
   * @param since when it rang first
   */
  record Notice(
      Digest id,
      String kind,
      Optional<CaseId> caseId,
      Optional<Urgency> urgency,
      boolean exercise,
      Instant since) {}

  /** What became of a notice. */
  sealed interface Told {
    /** The other end says that it has it. */
    record Taken() implements Told {}

    /**
     * It is not certain that anybody has it.
     *
     * @param why a sentence for the administrator, free of secrets
     */
    record Failed(String why) implements Told {}
  }
}
