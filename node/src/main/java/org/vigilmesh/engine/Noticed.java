package org.vigilmesh.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.vigilmesh.envelope.StatementBody;
import org.vigilmesh.identity.Card;
import org.vigilmesh.identity.Endorsement;
import org.vigilmesh.identity.Roster;
import org.vigilmesh.message.Act;
import org.vigilmesh.message.CaseId;
import org.vigilmesh.message.Content;
import org.vigilmesh.message.Decision;
import org.vigilmesh.message.Holding;
import org.vigilmesh.message.PreservationRequest;
import org.vigilmesh.message.Rule;
import org.vigilmesh.message.Validation;
import org.vigilmesh.message.Validation.Arrival;
import org.vigilmesh.message.Validation.Cover;
import org.vigilmesh.message.Validation.Finding;
import org.vigilmesh.message.Validation.Parties;
import org.vigilmesh.message.Validation.SoFar;
import org.vigilmesh.port.CaseVault;
import org.vigilmesh.port.Queries.CaseNote;
import org.vigilmesh.port.Queries.NoteKind;
import org.vigilmesh.port.Rows.ActRow;
import org.vigilmesh.port.Rows.CaseRow;
import org.vigilmesh.port.StoreView;
import org.vigilmesh.signal.Signals;
import org.vigilmesh.value.Seconds;

/**
 * What is to be noticed about an act that came: rules that it breaks, and facts about its sender.
 * Everything is read again from what is stored, as of the time when the act came; it is shown, and
 * decides nothing.
 */
final class Noticed {
  /** Notes about one act: a form that breaks more rules than these is not read for them all. */
  private static final int NOTES_MAX = 100;

  /** Which rules about what people decide are shown; the others are the state of the case. */
  private static final Set<Rule> OF_DECISIONS = EnumSet.range(Rule.V49, Rule.V57);

  private static final Set<String> ENDED = Set.of("closed", "released", "expired", "withdrawn");

  private final Speaker sender;
  private final Speaker self;
  private final History history;

  Noticed(StoreView view, CaseVault vault, Cases cases, Speakers speakers) {
    this.sender = speakers.sender();
    this.self = speakers.self();
    this.history = new History(cases, view, vault);
  }

  /** Both nodes of a case, as memory has them. */
  record Speakers(Speaker sender, Speaker self) {}

  /** The notes about {@code act}, which came as {@code row} after the acts {@code before} it. */
  List<CaseNote> about(ActRow row, Act act, StatementBody body, List<Act> before) {
    List<CaseNote> notes = new ArrayList<>();
    findings(row, act, body, before).stream()
        .limit(NOTES_MAX)
        .map(finding -> rule(row, finding))
        .forEach(notes::add);
    if (act.content() instanceof Content.CaseRequest request) {
      History.Known known = history.before(row, request);
      Instant at = row.storedAt();
      Validation.notice(request, arrival(known, act, row), at).stream()
          .map(finding -> rule(row, finding))
          .forEach(notes::add);
      Signals.of(act, seen(known, body, at)).stream()
          .map(fact -> signal(row, fact))
          .forEach(notes::add);
    }
    return notes;
  }

  private List<Finding> findings(ActRow row, Act act, StatementBody body, List<Act> before) {
    return switch (act.content()) {
      case Content.CaseRequest _ -> check(row, act, body, SoFar.NOTHING);
      case Decision _, Holding.ExtensionDecision _ ->
          check(row, act, body, SoFar.after(before, true, false, null)).stream()
              .filter(finding -> OF_DECISIONS.contains(finding.rule()))
              .toList();
      default -> List.of();
    };
  }

  private List<Finding> check(ActRow row, Act act, StatementBody body, SoFar soFar) {
    Optional<Card> theirs = card(sender, row.storedAt());
    Optional<Card> ours = card(self, row.storedAt());
    Parties parties =
        new Parties(
            theirs.map(Card::declarations).orElse(null),
            ours.map(Card::declarations).orElse(null),
            ours.map(one -> one.contact().languages()).orElse(List.of()));
    Cover cover = Cover.of(act, body.attachments());
    return Validation.check(act.content(), cover, parties, soFar, row.storedAt());
  }

  /** The card that was in force then; the newest of all, if that one was not. */
  static Optional<Card> card(Speaker speaker, Instant at) {
    return speaker.cards().values().stream()
        .filter(one -> !one.issuedAt().isAfter(at))
        .max(Comparator.comparingLong(Card::version))
        .or(() -> speaker.card().map(Speaker.Held::value));
  }

  private Arrival arrival(History.Known known, Act act, ActRow row) {
    Instant at = row.storedAt();
    boolean isNew =
        act.officers().stream()
            .flatMap(
                signer -> findRoster(at).flatMap(r -> r.findOfficer(signer.officer())).stream())
            .anyMatch(officer -> officer.from().plus(Signals.NEW_FOR).isAfter(at));
    List<PreservationRequest> open =
        known.sharing().stream()
            .filter(one -> !ENDED.contains(one.row().state().toLowerCase(Locale.ROOT)))
            .flatMap(one -> one.request().stream())
            .toList();
    List<Instant> earlier = known.earlier().stream().map(CaseRow::openedAt).toList();
    return new Arrival(earlier, isNew, ahead(act.createdAt(), at), open);
  }

  private Optional<Roster> findRoster(Instant at) {
    return sender.rosters().values().stream()
        .filter(roster -> !roster.issuedAt().isAfter(at))
        .max(Comparator.comparingLong(Roster::version));
  }

  /** By how much a signed time was ahead of our own; null where that cannot be told from delay. */
  private static @Nullable Duration ahead(Instant signed, Instant stored) {
    Duration ahead = Duration.between(Seconds.whole(stored), signed);
    return ahead.isNegative() ? null : ahead;
  }

  private Signals.Seen seen(History.Known known, StatementBody body, Instant at) {
    Map<String, Instant> credentials = new HashMap<>();
    for (Endorsement one : body.endorsements()) {
      since(one).ifPresent(since -> credentials.put(one.officer().text(), since));
    }
    Set<CaseId> sharing = new HashSet<>();
    known.sharing().forEach(one -> sharing.add(one.row().caseId()));
    return new Signals.Seen(
        at,
        card(sender, at).map(Card::declarations),
        known.earlier().stream()
            .map(row -> new Signals.Earlier(row.openedAt(), row.urgency()))
            .toList(),
        known.officers(),
        credentials,
        sharing);
  }

  /** When the first roster that has this credential was issued. */
  private Optional<Instant> since(Endorsement one) {
    return sender.rosters().values().stream()
        .filter(
            roster ->
                roster
                    .findOfficer(one.officer())
                    .flatMap(officer -> officer.findCredential(one.credential()))
                    .isPresent())
        .map(Roster::issuedAt)
        .min(Comparator.naturalOrder());
  }

  private static CaseNote rule(ActRow row, Finding finding) {
    String severity = finding.severity().name().toLowerCase(Locale.ROOT);
    return new CaseNote(
        row.id(),
        NoteKind.RULE,
        finding.rule().name(),
        finding.field(),
        finding.citation(),
        "",
        List.of(severity));
  }

  private static CaseNote signal(ActRow row, Signals.Fact fact) {
    return new CaseNote(
        row.id(), NoteKind.SIGNAL, fact.signal().name(), fact.field(), "DESIGN", "", fact.facts());
  }
}
