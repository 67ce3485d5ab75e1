package org.vigilmesh.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.vigilmesh.casework.CaseEvent.Deed;
import org.vigilmesh.casework.CaseState;
import org.vigilmesh.casework.Clock;
import org.vigilmesh.casework.Hold;
import org.vigilmesh.casework.Lengths;
import org.vigilmesh.casework.Mentions;
import org.vigilmesh.casework.Outcome;
import org.vigilmesh.casework.Retention;
import org.vigilmesh.casework.Timer;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.message.Act;
import org.vigilmesh.message.CaseId;
import org.vigilmesh.message.ContentType;
import org.vigilmesh.port.Queries.SummaryVerdict;
import org.vigilmesh.port.Rows.ActRow;
import org.vigilmesh.port.Rows.BellRow;
import org.vigilmesh.port.Rows.CaseRow;
import org.vigilmesh.port.Rows.DeedRow;
import org.vigilmesh.port.StoreTx;
import org.vigilmesh.port.StoreView;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;
import org.vigilmesh.value.Urgency;

/**
 * What lists are made of: a row for each case, and the keyed digests of what its messages mention.
 * Both follow from the acts, are written in the commit that changes the case, and can be made anew.
 */
final class Summaries {
  /** Another number here, and every node makes all its summaries anew at its next start. */
  static final int FORM = 2;

  /** Cases of one commit or snapshot. */
  private static final int BATCH = 100;

  /** Differences that are told; the first tell what is wrong. */
  private static final int TOLD_MAX = 20;

  private static final Set<Clock> HOLD_ENDS =
      EnumSet.of(Clock.PROVISIONAL_HOLD, Clock.TREATY_FLOOR, Clock.DOMESTIC_ORDER);

  private final Ports ports;
  private final Memory memory;
  private final FoldedCases folded;
  private final Lengths lengths;

  /** Deadlines in lists follow from the lengths of clocks: with others all are made anew. */
  private final int form;

  private boolean isConfirmed;

  Summaries(Ports ports, Memory memory, FoldedCases folded, Lengths lengths) {
    this.lengths = lengths;
    this.form = FORM + lengths.form();
    this.ports = ports;
    this.memory = memory;
    this.folded = folded;
  }

  private NodeId self() {
    return memory.ref().node();
  }

  /** Writes and returns the row of a case that has just changed. */
  CaseRow put(Turn turn, CaseId caseId, FoldedCase now) {
    confirm(turn.tx());
    CaseRow row = row(caseId, now, turn.at(), nextChange(turn.tx()));
    turn.tx().putCase(row);
    return row;
  }

  /** Adds what an act that has just been stored mentions. */
  void mention(Turn turn, Act act) {
    Set<Digest> all = new TreeSet<>(turn.tx().mentions(act.caseId()));
    if (all.addAll(digests(act))) {
      turn.tx().putMentions(act.caseId(), all);
    }
  }

  /** Forgets what a case whose content was destroyed has mentioned. */
  static void forget(Turn turn, CaseId caseId) {
    turn.tx().putMentions(caseId, Set.of());
  }

  private Set<Digest> digests(Act act) {
    Set<Digest> digests = new HashSet<>();
    Mentions.of(act).forEach(text -> digests.add(ports.vault().mark(text)));
    return digests;
  }

  private Set<Digest> digests(FoldedCase known) {
    Set<Digest> digests = new TreeSet<>();
    known.entries().forEach(entry -> entry.act().ifPresent(act -> digests.addAll(digests(act))));
    return digests;
  }

  /** The act that opened the case; after a restore an answer to it may have come back first. */
  static ActRow opening(FoldedCase folded) {
    List<FoldedCase.Entry> entries = folded.entries();
    return entries.stream()
        .filter(entry -> entry.act().map(Cases::opens).orElse(false))
        .findFirst()
        .orElse(entries.getFirst())
        .row();
  }

  private CaseRow row(CaseId caseId, FoldedCase known, Instant changedAt, long change) {
    CaseState state = known.state();
    Began began = known.entries().isEmpty() ? alone(known) : began(opening(known));
    return new CaseRow(
        caseId,
        began.peer(),
        began.ours(),
        began.contentType(),
        began.urgency(),
        began.exercise(),
        state.shown(),
        marks(known),
        lengths.of(state.timers(), began.peer()).stream()
            .map(Timer::end)
            .min(Comparator.naturalOrder()),
        heldUntil(state),
        began.at(),
        changedAt,
        change);
  }

  /** How a case began. */
  private record Began(
      NodeId peer,
      boolean ours,
      String contentType,
      Urgency urgency,
      boolean exercise,
      Instant at) {}

  private Began began(ActRow opening) {
    boolean isOurs = opening.sender().equals(self());
    return new Began(
        isOurs ? opening.lane().to().node() : opening.lane().from().node(),
        isOurs,
        opening.contentType(),
        opening.urgency(),
        opening.exercise(),
        opening.storedAt());
  }

  /** A draft of ours, or what a peer asked for by telephone. */
  private static Began alone(FoldedCase folded) {
    DeedRow first = folded.deeds().getFirst();
    return new Began(
        first.peer(),
        !first.deed().equals(Deed.ORAL_RECORDED.code()),
        ContentType.PRESERVATION_REQUEST.code(),
        first.urgency(),
        false,
        first.at());
  }

  private static List<String> marks(FoldedCase known) {
    CaseState state = known.state();
    List<String> marks = new ArrayList<>();
    if (state.hold() != Hold.NONE) {
      marks.add("hold " + state.hold().name().toLowerCase(Locale.ROOT));
    }
    if (!state.missing().isEmpty()) {
      marks.add("earlier message missing");
    }
    if (state.outcomes().values().stream().anyMatch(Outcome.Violation.class::isInstance)) {
      marks.add("violation");
    }
    if (!Retention.holders(known.events()).isEmpty()) {
      marks.add("legal hold");
    }
    for (FoldedCase.Entry entry : known.entries()) {
      if (!entry.isEffective()) {
        marks.add(entry.row().state().name().toLowerCase(Locale.ROOT));
      }
    }
    return marks.stream().distinct().toList();
  }

  /** When the hold that runs would end if nobody did anything; a person ends it, never this. */
  private static Optional<Instant> heldUntil(CaseState state) {
    return switch (state.hold()) {
      case NONE, ENDED -> Optional.empty();
      case PROVISIONAL, EFFECTIVE ->
          state.timers().stream()
              .filter(timer -> HOLD_ENDS.contains(timer.clock()))
              .map(Timer::end)
              .min(Comparator.naturalOrder());
    };
  }

  /** Unique also where one receipt changes many cases. */
  private static long nextChange(StoreView view) {
    return 1 + view.cases(Long.MAX_VALUE, 1).stream().mapToLong(CaseRow::change).sum();
  }

  /**
   * Makes every summary anew if they are of another form: after the first start of a newer version
   * or with other lengths of clocks. The bells of each case are looked at in the first turns. In
   * the order in which the cases changed last; a crash in between begins it again.
   */
  void renew() {
    if (ports.store().read(StoreView::summaryForm) == form) {
      return;
    }
    List<Dated> all = new ArrayList<>();
    forEachPage((view, ids) -> ids.forEach(id -> dated(view, id).ifPresent(all::add)));
    all.sort(Comparator.comparing(Dated::at).thenComparing(one -> one.caseId().bytes()));
    for (int from = 0; from < all.size(); from += BATCH) {
      List<Dated> some = all.subList(from, Math.min(all.size(), from + BATCH));
      boolean isLast = from + BATCH >= all.size();
      ports.store().write(tx -> renewed(tx, some, isLast));
    }
  }

  /** All are of this form now, which the first change after the start says. */
  private void confirm(StoreTx tx) {
    if (!isConfirmed && tx.summaryForm() != form) {
      tx.putSummaryForm(form);
    }
    isConfirmed = true;
  }

  /** A case with the moment of its last change. */
  private record Dated(CaseId caseId, Instant at) {}

  private static Optional<Dated> dated(StoreView view, CaseId caseId) {
    if (!isSeen(view, caseId)) {
      return Optional.empty();
    }
    return Stream.concat(
            view.acts(caseId).stream().map(ActRow::storedAt),
            view.deeds(caseId).stream().map(DeedRow::at))
        .max(Comparator.naturalOrder())
        .map(at -> new Dated(caseId, at));
  }

  /** Whether these are of a case that people see: what joins no case is kept under an id alone. */
  private static boolean isSeen(StoreView view, CaseId caseId) {
    return !view.deeds(caseId).isEmpty()
        || view.acts(caseId).stream().anyMatch(act -> !act.contentType().isEmpty());
  }

  private boolean renewed(StoreTx tx, List<Dated> some, boolean isLast) {
    for (Dated one : some) {
      if (!isDestroyed(tx, one.caseId()) || tx.findCase(one.caseId()).isEmpty()) {
        FoldedCase known = folded.read(tx, one.caseId());
        tx.putCase(row(one.caseId(), known, one.at(), nextChange(tx)));
        tx.putMentions(one.caseId(), digests(known));
        tx.putBell(new BellRow(one.caseId(), one.at()));
      }
    }
    if (isLast) {
      confirm(tx);
    }
    return true;
  }

  /** What is done with each page of case ids. */
  private interface Page {
    void of(StoreView view, List<CaseId> ids);
  }

  private void forEachPage(Page page) {
    Bytes last = Bytes.EMPTY;
    while (true) {
      Bytes from = last;
      List<CaseId> ids =
          ports
              .store()
              .read(
                  view -> {
                    List<CaseId> some = view.caseIds(from, BATCH);
                    page.of(view, some);
                    return some;
                  });
      if (ids.isEmpty()) {
        return;
      }
      last = ids.getLast().bytes();
    }
  }

  /** Folds every case again and compares; a case whose content was destroyed is counted apart. */
  SummaryVerdict check() {
    List<String> wrong = new ArrayList<>();
    int[] counts = new int[2];
    forEachPage(
        (view, ids) -> {
          for (CaseId id : ids) {
            if (isDestroyed(view, id)) {
              counts[1]++;
            } else if (isSeen(view, id)) {
              counts[0]++;
              fault(view, id).ifPresent(wrong::add);
            }
          }
        });
    List<String> told = wrong.subList(0, Math.min(wrong.size(), TOLD_MAX));
    return new SummaryVerdict(counts[0], counts[1], wrong.size(), told);
  }

  /** Whether content of a case was destroyed, also where what came later has a new key. */
  private boolean isDestroyed(StoreView view, CaseId caseId) {
    return ports.vault().isShredded(caseId) || CaseLinks.isPurged(view, caseId);
  }

  private Optional<String> fault(StoreView view, CaseId caseId) {
    FoldedCase known = folded.read(view, caseId);
    Optional<CaseRow> stored = view.findCase(caseId);
    if (stored.isEmpty()) {
      return Optional.of(caseId + ": no summary");
    }
    CaseRow was = stored.get();
    CaseRow made = row(caseId, known, was.changedAt(), was.change());
    if (!made.equals(was)) {
      return Optional.of(
          caseId + ": the summary says " + was.state() + ", the acts " + made.state());
    }
    return List.copyOf(digests(known)).equals(view.mentions(caseId))
        ? Optional.empty()
        : Optional.of(caseId + ": the index of what it mentions differs");
  }
}
