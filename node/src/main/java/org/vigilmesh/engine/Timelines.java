package org.vigilmesh.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.vigilmesh.casework.CaseRules.Objection;
import org.vigilmesh.casework.Outcome;
import org.vigilmesh.casework.Refusal;
import org.vigilmesh.message.CaseId;
import org.vigilmesh.port.Queries.OpenedAct;
import org.vigilmesh.port.Queries.OpenedCase;
import org.vigilmesh.port.Queries.OpenedDeed;
import org.vigilmesh.port.Queries.TimelineEntry;
import org.vigilmesh.port.Rows.ActRow;
import org.vigilmesh.port.Rows.DeedRow;
import org.vigilmesh.port.StoreView;
import org.vigilmesh.port.Submissions.Submitted.Said;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;

/** A case as people are shown it: what both sides said and what was done here alone, by time. */
final class Timelines {
  private final Ports ports;
  private final Cases cases;

  Timelines(Ports ports, Cases cases) {
    this.ports = ports;
    this.cases = cases;
  }

  List<TimelineEntry> of(StoreView view, CaseId caseId) {
    return Stream.concat(
            ofActs(view, caseId).stream(), view.deeds(caseId).stream().map(row -> entry(view, row)))
        .sorted(Comparator.comparing(TimelineEntry::at))
        .toList();
  }

  /** An entry for each act of the case, as they were stored. */
  List<TimelineEntry> ofActs(StoreView view, CaseId caseId) {
    Map<Digest, Outcome> outcomes = cases.outcomes(view, caseId);
    return view.acts(caseId).stream().map(row -> entry(view, row, outcomes)).toList();
  }

  private static TimelineEntry entry(StoreView view, DeedRow row) {
    return new TimelineEntry(
        row.at(),
        view.life().orElseThrow().self().node(),
        "deed",
        row.deed(),
        Optional.empty(),
        row.by(),
        "HERE",
        "",
        "",
        row.number(),
        Optional.empty(),
        Optional.empty());
  }

  private TimelineEntry entry(StoreView view, ActRow row, Map<Digest, Outcome> outcomes) {
    List<String> officers =
        cases
            .find(view, row)
            .map(act -> act.officers().stream().map(o -> o.officer().text()).toList())
            .orElse(List.of());
    Optional<Objection> why = why(row, outcomes);
    return new TimelineEntry(
        row.storedAt(),
        row.sender(),
        "act",
        row.contentType(),
        Optional.of(row.id()),
        officers,
        row.state().name(),
        reason(row, why, outcomes),
        row.lane().toString(),
        row.seq(),
        Deliveries.deliveredAt(view, row),
        why.map(one -> new Said(one.refusal().name(), "", one.values())));
  }

  /** Why an act has not, or not fully, had its effect; empty when there is nothing to say. */
  private static String reason(ActRow row, Optional<Objection> why, Map<Digest, Outcome> outcomes) {
    String said = why.map(Objection::what).orElse(row.stateReason());
    return outcomes.get(row.digest()) instanceof Outcome.Violation ? "violation: " + said : said;
  }

  /** The same where it is what the act did to its case. */
  private static Optional<Objection> why(ActRow row, Map<Digest, Outcome> outcomes) {
    return switch (outcomes.get(row.digest())) {
      case Outcome.Violation(var why) -> Optional.of(why);
      case Outcome.Recorded(var why, _) when row.stateReason().isEmpty() -> Optional.of(why);
      case Outcome.Waiting() -> Optional.of(new Objection(Refusal.EARLIER_MISSING, List.of()));
      case Outcome.Applied _, Outcome.Recorded _ -> Optional.empty();
      case null -> Optional.empty();
    };
  }

  /** What can be read of a case. */
  OpenedCase opened(StoreView view, CaseId caseId) {
    Map<Digest, Outcome> outcomes = cases.outcomes(view, caseId);
    List<OpenedAct> acts = new ArrayList<>();
    for (ActRow row : view.acts(caseId)) {
      cases
          .findBodyBytes(view, row)
          .ifPresent(bytes -> opened(entry(view, row, outcomes), bytes).ifPresent(acts::add));
    }
    List<OpenedDeed> deeds = new ArrayList<>();
    for (DeedRow row : view.deeds(caseId)) {
      ports
          .vault()
          .decrypt(caseId, row.words())
          .ifPresent(words -> deeds.add(new OpenedDeed(entry(view, row), words.text())));
    }
    return new OpenedCase(acts, deeds);
  }

  private Optional<OpenedAct> opened(TimelineEntry entry, Bytes bytes) {
    return ports
        .codec()
        .body()
        .decode(bytes)
        .find()
        .map(body -> new OpenedAct(entry, body.act(), body.endorsements(), bytes));
  }
}
