package org.vigilmesh.port;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.message.CaseId;

/** What is asked across cases and cards: the law between two States, what is kept, how many. */
public interface Registers {
  /** What stands between us and {@code peer} at {@code at}; empty when no card of it is here. */
  Optional<LawStanding> law(NodeId peer, Instant at);

  /** Every copy that was put away and whose content is still here, the one due first in front. */
  List<KeptCase> retention();

  /**
   * Numbers of cases opened from {@code from} until before {@code to}: of real ones, or of
   * exercises alone. No case, person or State is named, and what few cases make is not told.
   */
  List<Counted> statistics(Instant from, Instant to, boolean exercises);

  /**
   * The bases between two States by both cards as they were then.
   *
   * @param ourCard version of our card, and {@code theirCard} of theirs
   */
  record LawStanding(
      NodeId peer, Instant at, long ourCard, long theirCard, List<BasisStanding> bases) {
    public LawStanding {
      bases = List.copyOf(bases);
    }
  }

  /**
   * One basis.
   *
   * @param footing a code of {@code Between.Footing}
   */
  record BasisStanding(String basis, String footing, Declared ours, Declared theirs) {}

  /**
   * What one side declares of a basis that concerns the other.
   *
   * @param from empty where it stands since ever or is not declared
   * @param reserved whether dual criminality is reserved on it
   */
  record Declared(
      boolean declared,
      Optional<Instant> from,
      Optional<Instant> to,
      boolean reserved,
      String instrument) {}

  /**
   * A copy that was put away.
   *
   * @param dueAt from when on two persons may purge it
   * @param holders who set the legal hold that stands; nobody where none does
   */
  record KeptCase(
      CaseId caseId,
      NodeId peer,
      Instant closedAt,
      Instant dueAt,
      List<String> holders,
      boolean due) {
    public KeptCase {
      holders = List.copyOf(holders);
    }
  }

  /**
   * A number.
   *
   * @param count empty where it is small, or would tell a small one
   */
  record Counted(String measure, String value, Optional<Long> count) {}
}
