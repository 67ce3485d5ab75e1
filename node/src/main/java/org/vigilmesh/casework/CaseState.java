package org.vigilmesh.casework;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.message.CaseId;
import org.vigilmesh.value.Digest;

/**
 * A case as the acts known here make it. Empty before its opening act.
 *
 * @param opener the requesting side; absent before the opening act
 * @param requested the side that was asked; absent before the opening act
 * @param base absent before the opening act, and for a test record
 * @param items where each data item stands
 * @param facts the acknowledgements by people and receipts, each apart
 * @param clock which clock runs; {@code deadline} is when it rings
 * @param outcomes what each act did, by its digest
 * @param latest acts that no other act names as parent: what the next act refers to
 * @param missing digests that acts name as parents and that are not here
 * @param decisions the decision in force; none before the first
 */
public record CaseState(
    Optional<CaseId> caseId,
    Optional<NodeId> opener,
    Optional<NodeId> requested,
    boolean exercise,
    Optional<Stage> base,
    Map<String, Stage> items,
    Hold hold,
    Facts facts,
    Clock clock,
    Optional<Instant> deadline,
    Map<Digest, Outcome> outcomes,
    List<Digest> latest,
    Set<Digest> missing,
    Set<Digest> decisions) {
  /**
   * Acts of one side in one case: a matter of years has some hundreds. Each side has its own share,
   * so that neither can take away the other's word.
   */
  public static final int SIDE_ACTS_MAX = 2048;

  /** Stored bytes of one side in one case: some hundred statements with full attachments. */
  public static final long SIDE_BYTES_MAX = 32L << 20;

  public CaseState {
    items = Map.copyOf(items);
    outcomes = Map.copyOf(outcomes);
    latest = List.copyOf(latest);
    missing = Set.copyOf(missing);
    decisions = Set.copyOf(decisions);
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
  }
}
