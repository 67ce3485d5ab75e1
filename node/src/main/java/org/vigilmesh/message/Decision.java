package org.vigilmesh.message;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vigilmesh.identity.Extension;
import org.vigilmesh.value.Digest;

/**
 * The legal act by which the requested side answers a request, for all its items or item by item.
 *
 * @param itemIds the items it speaks of; empty = all open ones
 * @param outcomes for items that take another value than the decision as a whole
 * @param domesticDecision the national decision behind it
 * @param conditions those that were proposed and accepted
 * @param supersedes digest of the earlier decision that this one replaces
 * @param consultation the consultation that went before a refusal
 * @param consultationWaived whether both sides did without one
 * @param clarification the clarification request that goes with {@code CLARIFICATION_NEEDED}
 */
public record Decision(
    CaseRefs caseRefs,
    ActId inReplyTo,
    Value value,
    List<String> itemIds,
    List<ItemOutcome> outcomes,
    Reason reason,
    @Nullable DomesticDecision domesticDecision,
    List<String> conditions,
    @Nullable Digest supersedes,
    String forwardedTo,
    @Nullable Instant reviewAt,
    String technicalFailure,
    @Nullable LocalDate goneSince,
    @Nullable ActId consultation,
    boolean consultationWaived,
    @Nullable ActId clarification,
    List<RequestPart.RuleOverride> overrides,
    List<Extension> extensions)
    implements Content {
  public Decision {
    itemIds = Bounds.codes(itemIds, "item_ids");
    outcomes = Bounds.list(outcomes, "outcomes");
    conditions = Bounds.proses(conditions, "conditions");
    forwardedTo = Bounds.line(forwardedTo, "forwarded_to");
    reviewAt = Bounds.timeOrNull(reviewAt, "review_at");
    technicalFailure = Bounds.code(technicalFailure, "technical_failure");
    goneSince = Bounds.date(goneSince, "gone_since");
    overrides = Bounds.list(overrides, "overrides");
    extensions = Bounds.list(extensions, 16, "extensions");
  }

  @Override
  public ContentType contentType() {
    return ContentType.DECISION;
  }

  /** The nine answers. */
  public enum Value {
    ACCEPTED,
    PARTIALLY_ACCEPTED,
    CONDITIONAL,
    CLARIFICATION_NEEDED,
    NOT_COMPETENT,
    POSTPONED,
    REFUSED,
    NOT_LOCATED,
    ALREADY_GONE;

    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Value> find(String code) {
      return Arrays.stream(values()).filter(value -> value.code().equals(code)).findFirst();
    }

    /** Whether it denies what was asked, so that a ground and reasons are due. */
    public boolean isDenial() {
      return this == REFUSED || this == POSTPONED;
    }
  }

  /**
   * Why something is refused or postponed.
   *
   * @param ground code of the list ground; empty where nothing is denied
   * @param via for a ground that does not stand alone, the one through which it runs
   */
  public record Reason(String ground, String via, String text) {
    public static final Reason NONE = new Reason("", "", "");

    public Reason {
      ground = Bounds.code(ground, "ground");
      via = Bounds.code(via, "via");
      text = Bounds.prose(text, "reasons");
    }
  }

  /** What becomes of one data item. */
  public record ItemOutcome(String itemId, Value value, Reason reason, String technicalFailure) {
    public ItemOutcome {
      itemId = Bounds.code(itemId, "item_id");
      technicalFailure = Bounds.code(technicalFailure, "technical_failure");
    }
  }

  /** The national decision on which this answer rests. */
  public record DomesticDecision(String authority, String reference, @Nullable LocalDate date) {
    public DomesticDecision {
      authority = Bounds.line(authority, "domestic_decision.authority");
      reference = Bounds.line(reference, "domestic_decision.ref");
      date = Bounds.date(date, "domestic_decision.date");
    }
  }
}
