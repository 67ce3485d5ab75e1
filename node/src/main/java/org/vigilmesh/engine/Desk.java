package org.vigilmesh.engine;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.vigilmesh.casework.Outcome;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.message.Act;
import org.vigilmesh.message.ActId;
import org.vigilmesh.message.CaseId;
import org.vigilmesh.message.Content;
import org.vigilmesh.message.ContentType;
import org.vigilmesh.message.Decision;
import org.vigilmesh.message.Described;
import org.vigilmesh.port.Rows.ActRow;
import org.vigilmesh.port.Rows.ActState;
import org.vigilmesh.port.StoreView;
import org.vigilmesh.port.Submissions;
import org.vigilmesh.value.Digest;

/** Submissions for desks and commands: posts to the engine, reads committed state. */
final class Desk implements Submissions {
  private final Engine engine;
  private final Ports ports;
  private final Cases cases;

  Desk(Engine engine, Ports ports, Cases cases) {
    this.engine = engine;
    this.ports = ports;
    this.cases = cases;
  }

  @Override
  public void submit(Submission submission, Consumer<Submitted> answer) {
    engine.post(new Event.Handed(submission, answer));
  }

  @Override
  public Optional<DraftContext> draftContext(NodeId recipient, @Nullable CaseId caseId) {
    return engine.ask(
        (memory, turn) -> {
          Optional<Memory.PeerState> peer = memory.findPeer(recipient).filter(Peers::isVerified);
          Optional<CaseContext> about =
              caseId == null ? Optional.empty() : cases.context(turn.tx(), caseId);
          if (peer.isEmpty() || (caseId != null && about.isEmpty())) {
            return Optional.empty();
          }
          return Optional.of(
              new DraftContext(
                  memory.ref(),
                  peer.get().speaker.node(),
                  memory.self.roster().map(r -> r.value().version()).orElse(0L),
                  about));
        });
  }

  @Override
  public Optional<Progress> progress(ActId act) {
    Function<StoreView, Optional<Progress>> query =
        view -> {
          NodeId self = view.life().orElseThrow().self().node();
          return view.act(self, act).map(row -> progress(view, row));
        };
    return ports.store().read(query);
  }

  private Progress progress(StoreView view, ActRow row) {
    Map<Digest, Outcome> outcomes = cases.outcomes(view, row.caseId());
    List<ActRow> answers =
        view.acts(row.caseId()).stream()
            .filter(a -> !a.sender().equals(row.sender()))
            .filter(a -> outcomes.get(a.digest()) instanceof Outcome.Applied)
            .toList();
    return new Progress(
        row.id(),
        row.caseId(),
        Optional.of(row.storedAt()),
        Deliveries.deliveredAt(view, row),
        fact(view, row, answers, ContentType.HUMAN_ACK),
        fact(view, row, answers, ContentType.DECISION),
        fact(view, row, answers, ContentType.PRESERVATION_CONFIRMATION),
        row.state() == ActState.UNDELIVERED);
  }

  /** The newest answer of this type that had its effect and answers {@code asked}. */
  private Optional<Fact> fact(
      StoreView view, ActRow asked, List<ActRow> answers, ContentType type) {
    return answers.stream()
        .filter(row -> row.contentType().equals(type.code()))
        .flatMap(
            row ->
                cases.find(view, row).stream()
                    .filter(act -> answers(act, asked))
                    .map(act -> fact(row, act)))
        .reduce((_, newest) -> newest);
  }

  private static boolean answers(Act act, ActRow asked) {
    return switch (act.content()) {
      case Content.HumanAck ack -> ack.inReplyTo().equals(asked.id());
      case Decision _, Content.PreservationConfirmation _ ->
          asked.contentType().equals(ContentType.PRESERVATION_REQUEST.code());
      case Content.CaseRequest _, Described _, Content.ChannelTest _, Content.UnknownContent _ ->
          false;
    };
  }

  private Fact fact(ActRow row, Act act) {
    String officer = act.officers().stream().map(o -> o.officer().text()).findFirst().orElse("");
    return new Fact(row.storedAt(), officer, cases.inWords(act), true);
  }

  @Override
  public long awaitChange(long seen, long patienceMillis) throws InterruptedException {
    return engine.awaitChange(seen, patienceMillis);
  }
}
