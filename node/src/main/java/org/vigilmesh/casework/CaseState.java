package org.vigilmesh.casework;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.message.ActId;
import org.vigilmesh.message.CaseId;
import org.vigilmesh.value.Digest;

/**
 * A case as the acts known here make it. Empty before its opening act.
 *
 * @param opener the requesting side; absent before the opening act
 * @param requested the side that was asked; absent before the opening act
 * @param base absent before the opening act, and for a record outside the table
 * @param items where each data item stands
 * @param overlays what is asked and unanswered: the open messages of each kind
 * @param facts the acknowledgements by people and receipts, each apart
 * @param timers which clocks run, the one that ends first at the front
 * @param outcomes what each act did, by its digest
 * @param latest acts that no other act names as parent: what the next act refers to
 * @param missing digests that acts name as parents and that are not here
 * @param decisions the decisions in force; none before the first
 * @param closed whether this side has put its copy away
 */
public record CaseState(
    Optional<CaseId> caseId,
    Optional<NodeId> opener,
    Optional<NodeId> requested,
    boolean exercise,
    Optional<Stage> base,
    Map<String, Stage> items,
    Map<Overlay, Set<ActId>> overlays,
    Hold hold,
    Set<Flag> flags,
    Facts facts,
    List<Timer> timers,
    Map<Digest, Outcome> outcomes,
    List<Digest> latest,
    Set<Digest> missing,
    Set<Digest> decisions,
    boolean closed) {
  /**
   * Acts of one side in one case: a matter of years has some hundreds. Each side has its own share,
   * so that neither can take away the other's word.
   */
  public static final int SIDE_ACTS_MAX = 2048;

  /** Stored bytes of one side in one case: some hundred statements with full attachments. */
  public static final long SIDE_BYTES_MAX = 32L << 20;

  public CaseState {
    items = Map.copyOf(items);
    overlays = Map.copyOf(overlays);
    flags = Set.copyOf(flags);
    timers = List.copyOf(timers);
    outcomes = Map.copyOf(outcomes);
    latest = List.copyOf(latest);
    missing = Set.copyOf(missing);
    decisions = Set.copyOf(decisions);
  }

  /** What else is true of a case; the last is a badge. */
  public enum Flag {
    MLA_ANNOUNCED,
    MLA_RECEIVED,
    TRAFFIC_REQUESTED,
    OBJECTED,
    ORAL,
    DISPUTE,
    TRAFFIC_DISCLOSED;

    /** The code on the admin wire and in lists. */
    public String code() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** What is shown as the state: closed, the first overlay that is present, or the base. */
  public String shown() {
    if (closed) {
      return Stage.CLOSED.code();
    }
    for (Overlay overlay : Overlay.values()) {
      if (overlays.containsKey(overlay)) {
        return overlay.code();
      }
    }
    return base.map(Stage::code).orElse("");
  }

  /** Which side {@code node} is on: that of the opener, unless somebody else opened it. */
  public Clock.Side side(NodeId node) {
    boolean isOral = base.equals(Optional.of(Stage.ORAL_PENDING_CONFIRMATION));
    return isOral || opener.filter(one -> !one.equals(node)).isPresent()
        ? Clock.Side.REQUESTED
        : Clock.Side.REQUESTING;
  }

  /** Delivered, acknowledged, decided, preserved: none of them follows from another. */
  public record Facts(
      Optional<Fact> delivered,
      Optional<Fact> acknowledged,
      Optional<Fact> decided,
      Optional<Fact> preserved,
      Optional<Instant> preservedUntil) {
    static final Facts NONE =
        new Facts(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    Facts withDelivered(Fact fact) {
      return new Facts(Optional.of(fact), acknowledged, decided, preserved, preservedUntil);
    }

    Facts withAcknowledged(Fact fact) {
      return new Facts(delivered, Optional.of(fact), decided, preserved, preservedUntil);
    }

    Facts withDecided(Fact fact) {
      return new Facts(delivered, acknowledged, Optional.of(fact), preserved, preservedUntil);
    }

    /** The first confirmation counts, and the latest end. */
    Facts withPreserved(Fact fact, Instant until) {
      return new Facts(
          delivered,
          acknowledged,
          decided,
          preserved.or(() -> Optional.of(fact)),
          Optional.of(preservedUntil.filter(u -> u.isAfter(until)).orElse(until)));
    }
  }
}
