package org.vigilmesh.engine;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.message.ActId;
import org.vigilmesh.message.CaseId;
import org.vigilmesh.port.Rows.ActRow;
import org.vigilmesh.port.Rows.ActState;
import org.vigilmesh.port.Rows.ReceiptRow;
import org.vigilmesh.port.Submissions;

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
    Function<org.vigilmesh.port.StoreView, Optional<Progress>> query =
        view -> {
          NodeId self = view.life().orElseThrow().self().node();
          return view.act(self, act).map(row -> progress(view, row));
        };
    return ports.store().read(query);
  }

  private Progress progress(org.vigilmesh.port.StoreView view, ActRow row) {
    Optional<ReceiptRow> receipt = view.receiptCovering(row.lane(), row.seq());
    List<ActRow> answers =
        view.acts(row.caseId()).stream().filter(a -> !a.sender().equals(row.sender())).toList();
    return new Progress(
        row.id(),
        row.caseId(),
        Optional.of(row.storedAt()),
        receipt.map(ReceiptRow::receivedAt),
        fact(view, answers, "human_ack"),
        fact(view, answers, "decision"),
        fact(view, answers, "preservation_confirmation"),
        row.state() == ActState.UNDELIVERED);
  }

  private Optional<Fact> fact(
      org.vigilmesh.port.StoreView view, List<ActRow> answers, String contentType) {
    return answers.stream()
        .filter(a -> a.contentType().equals(contentType) && a.state() == ActState.APPLIED)
        .reduce((_, newest) -> newest)
        .flatMap(
            row ->
                cases
                    .find(view, row)
                    .map(
                        act ->
                            new Fact(
                                row.storedAt(),
                                act.officers().stream()
                                    .map(o -> o.officer().text())
                                    .findFirst()
                                    .orElse(""),
                                cases.inWords(act),
                                true)));
  }

  @Override
  public long awaitChange(long seen, long patienceMillis) throws InterruptedException {
    return engine.awaitChange(seen, patienceMillis);
  }
}
