package org.vigilmesh.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.vigilmesh.casework.Retention;
import org.vigilmesh.casework.Stage;
import org.vigilmesh.identity.Card;
import org.vigilmesh.identity.Declarations;
import org.vigilmesh.identity.DeclaredBasis;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.identity.OfficerId;
import org.vigilmesh.law.Basis;
import org.vigilmesh.law.Between;
import org.vigilmesh.port.CaseQuery;
import org.vigilmesh.port.Registers;
import org.vigilmesh.port.Rows.CaseRow;

/** Answers what is asked across cases and cards, from committed state and the cards in memory. */
final class Registry implements Registers {
  private static final int PAGE = 500;

  private final Engine engine;
  private final Ports ports;
  private final Cases cases;

  Registry(Engine engine, Ports ports, Cases cases) {
    this.engine = engine;
    this.ports = ports;
    this.cases = cases;
  }

  @Override
  public Optional<LawStanding> law(NodeId peer, Instant at) {
    return engine.ask(
        (memory, _) ->
            memory
                .findPeer(peer)
                .flatMap(
                    one ->
                        Noticed.card(one.speaker, at)
                            .flatMap(
                                theirs ->
                                    Noticed.card(memory.self, at)
                                        .map(ours -> standing(peer, at, ours, theirs)))));
  }

  private static LawStanding standing(NodeId peer, Instant at, Card ours, Card theirs) {
    Between between = new Between(side(ours), side(theirs));
    List<BasisStanding> bases = new ArrayList<>();
    for (Map.Entry<Basis, Between.Footing> one : between.all(at).entrySet()) {
      bases.add(
          new BasisStanding(
              one.getKey().name(),
              one.getValue().name().toLowerCase(Locale.ROOT),
              declared(side(ours), one.getKey(), state(theirs)),
              declared(side(theirs), one.getKey(), state(ours))));
    }
    return new LawStanding(peer, at, ours.version(), theirs.version(), bases);
  }

  private static String state(Card card) {
    return card.node().node().state();
  }

  private static Between.Side side(Card card) {
    return new Between.Side(state(card), card.declarations());
  }

  /** The row of {@code side} that concerns {@code with}; the last of several. */
  private static Declared declared(Between.Side side, Basis basis, String with) {
    Declarations said = side.declared();
    boolean isReserved = Between.reserves(said, basis);
    Optional<DeclaredBasis> row =
        said.declared().stream()
            .filter(one -> one.code().equals(basis.name()))
            .filter(one -> one.states().isEmpty() || one.states().contains(with))
            .max(Comparator.comparing(DeclaredBasis::from));
    return row.map(
            one ->
                new Declared(
                    true,
                    Optional.of(one.from()),
                    Optional.ofNullable(one.to()),
                    isReserved,
                    one.instrument()))
        .orElseGet(
            () ->
                new Declared(
                    said.bases().contains(basis.name()),
                    Optional.empty(),
                    Optional.empty(),
                    isReserved,
                    ""));
  }

  @Override
  public List<KeptCase> retention() {
    Instant now = ports.clock().instant();
    List<KeptCase> kept = new ArrayList<>();
    CaseQuery query = CaseQuery.NEWEST.inState(Stage.CLOSED.code());
    while (true) {
      CaseQuery page = query;
      List<CaseRow> rows =
          ports
              .store()
              .read(
                  view -> {
                    List<CaseRow> some = view.cases(page, PAGE);
                    for (CaseRow row : some) {
                      cases
                          .retention(view, row.caseId())
                          .filter(one -> !one.purged())
                          .ifPresent(one -> kept.add(kept(row, one, now)));
                    }
                    return some;
                  });
      if (rows.size() < PAGE) {
        kept.sort(Comparator.comparing(KeptCase::dueAt).thenComparing(one -> one.caseId().bytes()));
        return kept;
      }
      query = query.after(query.place(rows.getLast()));
    }
  }

  private static KeptCase kept(CaseRow row, Retention one, Instant now) {
    return new KeptCase(
        row.caseId(),
        row.peer(),
        one.closedAt(),
        one.dueAt(),
        one.holders().stream().map(OfficerId::text).toList(),
        one.isDue(now));
  }

  @Override
  public List<Counted> statistics(Instant from, Instant to, boolean exercises) {
    Statistics counted = new Statistics(cases, from, to, exercises);
    long before = Long.MAX_VALUE;
    while (true) {
      long change = before;
      List<CaseRow> rows =
          ports
              .store()
              .read(
                  view -> {
                    List<CaseRow> some = view.cases(change, PAGE);
                    some.forEach(row -> counted.add(view, row));
                    return some;
                  });
      if (rows.isEmpty()) {
        return counted.told();
      }
      before = rows.getLast().change();
    }
  }
}
