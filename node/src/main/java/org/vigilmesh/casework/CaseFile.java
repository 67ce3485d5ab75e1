package org.vigilmesh.casework;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.vigilmesh.casework.CaseEvent.Delivered;
import org.vigilmesh.casework.CaseEvent.Stored;
import org.vigilmesh.casework.CaseRules.Objection;
import org.vigilmesh.casework.CaseState.Facts;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.message.Act;
import org.vigilmesh.message.CaseId;
import org.vigilmesh.message.Content;
import org.vigilmesh.message.Decision;
import org.vigilmesh.message.Described;
import org.vigilmesh.message.EmergencyDataRequest;
import org.vigilmesh.message.PreservationRequest;
import org.vigilmesh.message.TrafficDisclosureRequest;
import org.vigilmesh.value.Digest;

/** A case while it is being folded: one act after the other, by the table. */
final class CaseFile {
  private final NodeId self;
  private final Collection<Stored> all;
  private final Map<Digest, Delivered> delivered;
  private final Map<String, Stage> items = new LinkedHashMap<>();
  private final Map<Digest, Outcome> outcomes = new HashMap<>();
  private final Set<Digest> decisions = new HashSet<>();
  private @Nullable Act opening;
  private @Nullable Stage base;
  private Hold hold = Hold.NONE;
  private Facts facts = Facts.NONE;

  CaseFile(NodeId self, Collection<Stored> all, Map<Digest, Delivered> delivered) {
    this.self = self;
    this.all = all;
    this.delivered = delivered;
  }

  /** Shown at once; its effect waits for an earlier message. */
  void hold(Stored stored) {
    outcomes.put(stored.digest(), new Outcome.Waiting());
  }

  void apply(Stored stored) {
    outcomes.put(stored.digest(), outcome(stored));
  }

  private Outcome outcome(Stored stored) {
    Act act = stored.act();
    Optional<Grid> row = Grid.find(act);
    if (!stored.effective() || row.isEmpty()) {
      return new Outcome.Recorded("an officer must look at it first");
    }
    if (row.get() == Grid.CHANNEL_TEST) {
      return test(act);
    }
    Act opener = opening;
    return opener == null ? open(stored, row.get()) : inCase(stored, row.get(), standing(opener));
  }

  private CaseRules.Standing standing(Act opener) {
    return new CaseRules.Standing(
        opener.sender().node(),
        opener.recipient().node(),
        opener.exercise(),
        Optional.ofNullable(base),
        items,
        decisions);
  }

  private Outcome inCase(Stored stored, Grid row, CaseRules.Standing standing) {
    Act act = stored.act();
    Optional<Objection> breach = CaseRules.party(act, row, standing);
    if (breach.isPresent()) {
      return new Outcome.Violation(breach.get().what());
    }
    if (standing.base().isEmpty()) {
      return row == Grid.HUMAN_ACK
          ? acknowledged(act)
          : new Outcome.Violation("a test is only acknowledged");
    }
    String what = act.content().contentType().code();
    return switch (row.at(standing.base())) {
      case RECORD -> new Outcome.Recorded("too late for " + what);
      case VIOLATION -> new Outcome.Violation(what + " does not fit this state");
      case SIGN, RACE ->
          CaseRules.content(act, standing)
              .<Outcome>map(objection -> new Outcome.Violation(objection.what()))
              .orElseGet(() -> effect(stored));
    };
  }

  private Outcome test(Act act) {
    if (opening != null || !act.exercise()) {
      return new Outcome.Violation("a test is an exercise and belongs to no case");
    }
    opening = act;
    return new Outcome.Applied();
  }

  private Outcome open(Stored stored, Grid row) {
    Act act = stored.act();
    if (row != Grid.REQUEST_NEW && row.at(Optional.empty()) == Grid.Cell.SIGN) {
      return new Outcome.Recorded("nothing follows from it yet");
    }
    if (row != Grid.REQUEST_NEW || !(act.content() instanceof PreservationRequest request)) {
      return new Outcome.Violation("there is no such case");
    }
    opening = act;
    Delivered receipt = delivered.get(stored.digest());
    boolean hasAnswer =
        all.stream()
            .filter(Stored::effective)
            .anyMatch(s -> s.act().sender().node().equals(act.recipient().node()));
    boolean isHere = !act.sender().node().equals(self);
    Stage begin = receipt != null || hasAnswer || isHere ? Stage.DELIVERED : Stage.SENT;
    request.wanted().dataItems().forEach(item -> items.put(item.itemId(), begin));
    base = begin;
    if (receipt != null) {
      facts = withDelivered(new Fact(receipt.at(), act.id()));
    }
    return new Outcome.Applied();
  }

  private Outcome effect(Stored stored) {
    Act act = stored.act();
    return switch (act.content()) {
      case PreservationRequest _ -> new Outcome.Applied();
      case Content.HumanAck _ -> acknowledged(act);
      case Decision decision -> decided(stored, decision);
      case Content.PreservationConfirmation confirmation -> preserved(act, confirmation);
      case TrafficDisclosureRequest _, EmergencyDataRequest _, Described _ ->
          new Outcome.Recorded("nothing follows from it yet");
      case Content.ChannelTest _, Content.UnknownContent _ ->
          new Outcome.Violation("does not belong to a case");
    };
  }

  private Outcome acknowledged(Act act) {
    Act opener = opening;
    if (opener == null || act.sender().node().equals(opener.sender().node())) {
      return new Outcome.Applied();
    }
    boolean isOfOpening =
        act.content() instanceof Content.HumanAck ack && ack.inReplyTo().equals(opener.id());
    if (isOfOpening && facts.acknowledged().isEmpty()) {
      facts = withAcknowledged(new Fact(act.createdAt(), act.id()));
      if (base == Stage.DELIVERED || base == Stage.SENT) {
        base = Stage.ACKNOWLEDGED;
        items.replaceAll((_, item) -> Stage.ACKNOWLEDGED);
      }
    }
    if (act.content() instanceof Content.HumanAck ack
        && ack.provisionalHold() != null
        && ack.provisionalHold().placed()
        && hold == Hold.NONE) {
      hold = Hold.PROVISIONAL;
    }
    return new Outcome.Applied();
  }

  private Outcome decided(Stored stored, Decision decision) {
    if (decision.value() == Decision.Value.CLARIFICATION_NEEDED) {
      return new Outcome.Applied();
    }
    Stage general = of(decision.value());
    about(decision).forEach(item -> items.replace(item, general));
    for (Decision.ItemOutcome outcome : decision.outcomes()) {
      items.replace(outcome.itemId(), of(outcome.value()));
    }
    base = ofItems();
    decisions.clear();
    decisions.add(stored.digest());
    facts = withDecided(new Fact(stored.act().createdAt(), stored.act().id()));
    return new Outcome.Applied();
  }

  /** The items named; without names all that are open, or all when none is. */
  private List<String> about(Decision decision) {
    if (!decision.itemIds().isEmpty()) {
      return decision.itemIds();
    }
    List<String> able =
        items.keySet().stream()
            .filter(item -> CaseRules.mayBecome(baseOf(item), decision.value()))
            .toList();
    List<String> open = able.stream().filter(item -> !baseOf(item).hasEnded()).toList();
    return open.isEmpty() ? able : open;
  }

  private Stage baseOf(String item) {
    return Objects.requireNonNull(items.get(item));
  }

  private static Stage of(Decision.Value value) {
    return switch (value) {
      case ACCEPTED, CONDITIONAL, PARTIALLY_ACCEPTED -> Stage.ACCEPTED;
      case CLARIFICATION_NEEDED -> Stage.ACKNOWLEDGED;
      case NOT_COMPETENT -> Stage.NOT_COMPETENT;
      case POSTPONED -> Stage.POSTPONED;
      case REFUSED -> Stage.REFUSED;
      case NOT_LOCATED, ALREADY_GONE -> Stage.NOT_LOCATED;
    };
  }

  /**
   * The least advanced of the items that go on; PARTIAL while some were left out; else the last.
   */
  private Stage ofItems() {
    List<Stage> going = items.values().stream().filter(item -> !item.hasEnded()).toList();
    if (going.isEmpty()) {
      return items.values().stream().reduce((_, last) -> last).orElse(Stage.ACKNOWLEDGED);
    }
    Stage least = going.getFirst();
    for (Stage item : going) {
      least = item.rank() < least.rank() ? item : least;
    }
    return least == Stage.ACCEPTED && going.size() < items.size() ? Stage.PARTIAL : least;
  }

  private Outcome preserved(Act act, Content.PreservationConfirmation confirmation) {
    for (String item : confirmation.itemIds()) {
      items.computeIfPresent(item, (_, now) -> now == Stage.ACCEPTED ? Stage.PRESERVED : now);
    }
    base = ofItems();
    hold = Hold.EFFECTIVE;
    Instant until = confirmation.preservedUntil();
    facts =
        new Facts(
            facts.delivered(),
            facts.acknowledged(),
            facts.decided(),
            facts.preserved().or(() -> Optional.of(new Fact(act.createdAt(), act.id()))),
            Optional.of(facts.preservedUntil().filter(u -> u.isAfter(until)).orElse(until)));
    return new Outcome.Applied();
  }

  private Facts withDelivered(Fact fact) {
    return new Facts(
        Optional.of(fact),
        facts.acknowledged(),
        facts.decided(),
        facts.preserved(),
        facts.preservedUntil());
  }

  private Facts withAcknowledged(Fact fact) {
    return new Facts(
        facts.delivered(),
        Optional.of(fact),
        facts.decided(),
        facts.preserved(),
        facts.preservedUntil());
  }

  private Facts withDecided(Fact fact) {
    return new Facts(
        facts.delivered(),
        facts.acknowledged(),
        Optional.of(fact),
        facts.preserved(),
        facts.preservedUntil());
  }

  CaseState state(List<Digest> latest, Set<Digest> missing) {
    Act opener = opening;
    if (opener == null) {
      return new CaseState(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          false,
          Optional.empty(),
          items,
          hold,
          facts,
          Clock.NONE,
          Optional.empty(),
          outcomes,
          latest,
          missing,
          decisions);
    }
    Clock clock = clock();
    Optional<CaseId> caseId = Optional.of(opener.caseId());
    return new CaseState(
        caseId,
        Optional.of(opener.sender().node()),
        Optional.of(opener.recipient().node()),
        opener.exercise(),
        Optional.ofNullable(base),
        items,
        hold,
        facts,
        clock,
        deadline(clock, opener),
        outcomes,
        latest,
        missing,
        decisions);
  }

  private Clock clock() {
    Stage now = base;
    if (now == null) {
      return Clock.NONE;
    }
    return switch (now) {
      case SENT -> Clock.DELIVERY;
      case DELIVERED -> Clock.ACKNOWLEDGEMENT;
      case ACKNOWLEDGED -> Clock.DECISION;
      case ACCEPTED, PARTIAL -> Clock.CUSTODIAN;
      case PRESERVED -> Clock.TREATY_FLOOR;
      case DRAFT,
          AWAITING_AUTH,
          AUTHORISED,
          ORAL_PENDING_CONFIRMATION,
          REFUSED,
          POSTPONED,
          NOT_LOCATED,
          NOT_COMPETENT,
          MLA_ANNOUNCED,
          MLA_RECEIVED,
          MLA_DECIDED,
          RELEASED,
          EXPIRED,
          WITHDRAWN,
          CLOSED ->
          Clock.NONE;
    };
  }

  private Optional<Instant> deadline(Clock clock, Act opener) {
    Optional<Instant> start =
        switch (clock) {
          case NONE -> Optional.empty();
          case DELIVERY -> Optional.of(opener.createdAt());
          case ACKNOWLEDGEMENT ->
              Optional.of(facts.delivered().map(Fact::at).orElse(opener.createdAt()));
          case DECISION -> facts.acknowledged().map(Fact::at);
          case CUSTODIAN -> facts.decided().map(Fact::at);
          case TREATY_FLOOR -> facts.preservedUntil();
        };
    return start.map(at -> at.plus(clock.length(opener.urgency())));
  }
}
