package org.vigilmesh.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vigilmesh.casework.CaseEvent;
import org.vigilmesh.casework.CaseFold;
import org.vigilmesh.casework.CaseRules;
import org.vigilmesh.casework.CaseRules.Objection;
import org.vigilmesh.casework.CaseState;
import org.vigilmesh.casework.Lengths;
import org.vigilmesh.casework.Outcome;
import org.vigilmesh.casework.Refusal;
import org.vigilmesh.casework.Retention;
import org.vigilmesh.casework.Stage;
import org.vigilmesh.casework.Timer;
import org.vigilmesh.envelope.StatementBody;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.message.Act;
import org.vigilmesh.message.ActId;
import org.vigilmesh.message.CaseId;
import org.vigilmesh.message.Content;
import org.vigilmesh.message.ContentType;
import org.vigilmesh.message.Decision;
import org.vigilmesh.message.Described;
import org.vigilmesh.message.Validation;
import org.vigilmesh.port.CaseStanding;
import org.vigilmesh.port.Rows.ActRow;
import org.vigilmesh.port.Rows.CaseRow;
import org.vigilmesh.port.Rows.DeedRow;
import org.vigilmesh.port.StoreView;
import org.vigilmesh.port.Submissions.CaseContext;
import org.vigilmesh.port.Submissions.Submitted.Said;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;

/**
 * Cases as folds over stored acts. Rows of acts are written here alone; the summary row is
 * recomputed in the turn that stored something.
 */
final class Cases {
  private final Ports ports;
  private final Memory memory;
  private final FoldedCases folded;
  private final Bells bells;
  private final Summaries summaries;
  private final Lengths lengths;

  Cases(Ports ports, Memory memory, Lengths lengths) {
    this.lengths = lengths;
    this.ports = ports;
    this.memory = memory;
    this.folded = new FoldedCases(ports, memory);
    this.bells = new Bells(memory, lengths, !ports.outward().channels().isEmpty());
    this.summaries = new Summaries(ports, memory, folded, lengths);
  }

  Summaries summaries() {
    return summaries;
  }

  /** The bells that time has brought. */
  void tick(Turn turn) {
    bells.tick(
        turn,
        caseId -> {
          CaseRow row = turn.tx().findCase(caseId).orElseThrow();
          look(turn, row, folded.of(turn.tx(), caseId).state());
        });
  }

  private void look(Turn turn, CaseRow row, CaseState state) {
    if (bells.look(turn, row, state)) {
      done(turn, Lapses.deed(turn, row, ports.vault()));
    }
  }

  Instant wakeAt() {
    return bells.wakeAt();
  }

  void steppedBack() {
    bells.steppedBack();
  }

  private NodeId self() {
    return memory.ref().node();
  }

  /** The case of {@code act} as it stands with those of our acts that have a place only. */
  CaseState standing(Turn turn, Act act) {
    return CaseFold.fold(self(), events(turn, act));
  }

  /** What the case of {@code act} is made of, those of our acts included that have a place only. */
  List<CaseEvent> events(Turn turn, Act act) {
    List<CaseEvent> events = folded.of(turn.tx(), act.caseId()).events();
    placed(act.caseId())
        .forEach(one -> events.add(new CaseEvent.Stored(one.act(), one.digest(), true)));
    return events;
  }

  /** Our acts of a case that have a place and are being signed, in no lane's order but of ids. */
  private List<Memory.Pending> placed(CaseId caseId) {
    return memory.placing.values().stream()
        .filter(pending -> pending.act().caseId().equals(caseId))
        .sorted(Comparator.comparing((Memory.Pending pending) -> pending.act().id()))
        .toList();
  }

  /** What the rules of a message must know of the case of {@code act}. */
  Validation.SoFar soFar(Turn turn, Act act, CaseState state) {
    FoldedCase known = folded.of(turn.tx(), act.caseId());
    boolean replyOpen =
        inReplyTo(act)
            .flatMap(id -> known.find(act.recipient().node(), id))
            .filter(FoldedCase.Entry::isEffective)
            .isPresent();
    return Validation.SoFar.after(
        effective(turn, act.caseId()),
        replyOpen,
        !state.decisions().isEmpty() && !state.base().equals(Optional.of(Stage.POSTPONED)),
        state.facts().preservedUntil().orElse(null));
  }

  /** The acts of a case that had their effect, and those of ours that have a place only. */
  List<Act> effective(Turn turn, CaseId caseId) {
    List<Act> effective = new ArrayList<>();
    folded.of(turn.tx(), caseId).entries().stream()
        .filter(FoldedCase.Entry::isEffective)
        .forEach(entry -> entry.act().ifPresent(effective::add));
    placed(caseId).forEach(pending -> effective.add(pending.act()));
    return effective;
  }

  private static Optional<ActId> inReplyTo(Act act) {
    return switch (act.content()) {
      case Content.HumanAck ack -> Optional.of(ack.inReplyTo());
      case Decision decision -> Optional.of(decision.inReplyTo());
      case Content.PreservationConfirmation held -> Optional.of(held.inReplyTo());
      case Described described -> Optional.ofNullable(described.answered());
      case Content.CaseRequest _, Content.ChannelTest _, Content.UnknownContent _ ->
          Optional.empty();
    };
  }

  /** Whether {@code sender} has used up its share of a case. */
  boolean isFull(StoreView view, CaseId caseId, NodeId sender) {
    return folded.of(view, caseId).isFullOf(sender);
  }

  /**
   * Why a peer's {@code act} may not join the case that it names: the case is with another peer,
   * was opened by the other side, or holds too much of that peer. Empty when it may.
   */
  Optional<String> intrusion(StoreView view, Act act) {
    NodeId peer = act.sender().node();
    FoldedCase known = folded.of(view, act.caseId());
    for (FoldedCase.Entry entry : known.entries()) {
      ActRow row = entry.row();
      boolean isWithPeer =
          row.lane().from().node().equals(peer) || row.lane().to().node().equals(peer);
      if (!isWithPeer) {
        return Optional.of("the case that it names is with another State");
      }
      boolean isOpened =
          !row.sender().equals(peer)
              && row.contentType().equals(act.content().contentType().code())
              && opens(act);
      if (isOpened) {
        return Optional.of("the case that it opens was opened by the other side");
      }
    }
    return known.isFullOf(peer)
        ? Optional.of("the case that it names is full of this State's messages")
        : Optional.empty();
  }

  /** Keeps the row of an act that joins no case that anybody folds. */
  void apart(Turn turn, ActRow row) {
    turn.tx().addAct(row);
    folded.forget(row.caseId());
  }

  /**
   * Keeps {@code row} with its {@code act}, whose statement of {@code size} is in this turn; the
   * case's row follows. Returned is why some act of the case, this or an earlier one, has now
   * become a violation.
   */
  Optional<String> stored(Turn turn, ActRow row, Act act, long size) {
    FoldedCase before = folded.of(turn.tx(), row.caseId());
    turn.tx().addAct(row);
    SetAside.journal(turn, self(), row, act);
    FoldedCase after = folded.added(turn.tx(), before, row, Optional.of(act), size);
    summarise(turn, row.caseId(), after);
    summaries.mention(turn, act);
    Map<Digest, Outcome> earlier = before.state().outcomes();
    for (Map.Entry<Digest, Outcome> entry : after.state().outcomes().entrySet()) {
      Optional<String> rings = rings(entry.getValue());
      Outcome known = earlier.get(entry.getKey());
      if (rings.isPresent() && (known == null || rings(known).isEmpty())) {
        return rings;
      }
    }
    return Optional.empty();
  }

  /** Why people are told of what an act did; empty when they need not be. */
  private static Optional<String> rings(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Violation(var why) -> Optional.of(why.what());
      case Outcome.Recorded(var why, boolean isLoss) when isLoss -> Optional.of(why.what());
      case Outcome.Applied _, Outcome.Recorded _, Outcome.Waiting _ -> Optional.empty();
    };
  }

  /** What each act of a case did to it, by the act's digest; from any thread. */
  Map<Digest, Outcome> outcomes(StoreView view, CaseId caseId) {
    return folded.read(view, caseId).state().outcomes();
  }

  /** Where a case stands at {@code at}, its clocks as this side counts them; from any thread. */
  CaseStanding standing(StoreView view, CaseId caseId, Instant at) {
    CaseState state = folded.read(view, caseId).state();
    List<Timer> timers =
        view.findCase(caseId)
            .map(row -> lengths.of(state.timers(), row.peer()))
            .orElse(state.timers());
    return new Clocks(state, timers, self()).standing(at);
  }

  /** What this side cannot say in a case now, by code; from any thread. */
  Map<String, Said> barred(StoreView view, CaseId caseId) {
    List<CaseEvent> events = folded.read(view, caseId).events();
    Map<String, Said> barred = new LinkedHashMap<>();
    CaseRules.barred(self(), events)
        .forEach((code, why) -> barred.put(code, new Said(why.refusal().name(), "", why.values())));
    return events.isEmpty() ? Map.of() : barred;
  }

  /** How long a case's copy is kept; empty while it is open; from any thread. */
  Optional<Retention> retention(StoreView view, CaseId caseId) {
    return Retention.find(self(), folded.read(view, caseId).events());
  }

  /** What one act of a case has done to it; inside a turn. */
  Outcome outcome(Turn turn, ActRow row) {
    Outcome known = folded.of(turn.tx(), row.caseId()).state().outcomes().get(row.digest());
    return known == null
        ? new Outcome.Recorded(new Objection(Refusal.NOT_READABLE, List.of()), false)
        : known;
  }

  /** Keeps rows of acts whose state or delivery has changed; the rows of their cases follow. */
  void changed(Turn turn, List<ActRow> rows) {
    Map<CaseId, List<ActRow>> byCase = new LinkedHashMap<>();
    for (ActRow row : rows) {
      turn.tx().putAct(row);
      byCase.computeIfAbsent(row.caseId(), _ -> new ArrayList<>()).add(row);
    }
    byCase.forEach(
        (caseId, changed) -> summarise(turn, caseId, folded.changed(turn.tx(), caseId, changed)));
  }

  /**
   * Keeps what officers here did alone; the case's row follows, and how it is shown is returned.
   */
  String done(Turn turn, DeedRow row) {
    FoldedCase before = folded.of(turn.tx(), row.caseId());
    turn.tx().addDeed(row);
    FoldedCase after = folded.done(before, row);
    summarise(turn, row.caseId(), after);
    return after.state().shown();
  }

  /** What a case is made of; inside a turn. */
  List<CaseEvent> events(StoreView view, CaseId caseId) {
    return folded.of(view, caseId).events();
  }

  /** The case is read again: its content was destroyed. */
  void shredded(Turn turn, CaseId caseId) {
    folded.forget(caseId);
    summarise(turn, caseId, folded.of(turn.tx(), caseId));
    Summaries.forget(turn, caseId);
  }

  static boolean opens(Act act) {
    return act.opens() != ContentType.Opens.NOTHING;
  }

  private void summarise(Turn turn, CaseId caseId, FoldedCase folded) {
    look(turn, summaries.put(turn, caseId, folded), folded.state());
  }

  /** The act behind a row; empty when it is unreadable or its case was shredded. */
  Optional<Act> find(StoreView view, ActRow row) {
    return findBody(view, row).flatMap(folded::find);
  }

  /** The statement body behind a row, decrypted. */
  Optional<StatementBody> findBody(StoreView view, ActRow row) {
    return view.statement(row.lane(), row.seq()).flatMap(folded::findBody);
  }

  /** The same as the exact bytes whose digest is in the header. */
  Optional<Bytes> findBodyBytes(StoreView view, ActRow row) {
    return view.statement(row.lane(), row.seq()).flatMap(folded::findBodyBytes);
  }

  /** The case as its next act must refer to it; inside a turn. */
  Optional<CaseContext> context(StoreView view, CaseId caseId) {
    FoldedCase known = folded.of(view, caseId);
    if (known.entries().isEmpty()) {
      return Optional.empty();
    }
    ActRow opening = Summaries.opening(known);
    List<Digest> latest = known.state().latest().stream().sorted().toList();
    return Optional.of(
        new CaseContext(
            caseId,
            opening.exercise(),
            opening.urgency().code(),
            opening.id(),
            opening.digest(),
            latest));
  }

  /** A few words on what an act says, free of facts of the matter. */
  String inWords(Act act) {
    return switch (act.content()) {
      case Content.CaseRequest _ -> "request";
      case Described described -> described.form().code();
      case Decision decision -> decision.value().code();
      case Content.HumanAck ack -> ack.dutyRole();
      case Content.PreservationConfirmation confirmation ->
          "until " + confirmation.preservedUntil();
      case Content.ChannelTest _ -> "channel test";
      case Content.UnknownContent unknown -> unknown.type();
    };
  }
}
