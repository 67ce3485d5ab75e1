package org.vigilmesh.engine;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.vigilmesh.envelope.LaneId;
import org.vigilmesh.envelope.StatementBody;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.message.Act;
import org.vigilmesh.port.Rows.ActRow;
import org.vigilmesh.port.Rows.StatementRow;
import org.vigilmesh.port.Submissions.Submission;
import org.vigilmesh.value.Bytes;

/**
 * Acts of ours whose statements lie in an earlier incarnation and that no receipt covers: each goes
 * out again in a new statement with the same act bytes. What is still to be carried is read from
 * the store, so that a crash in between changes nothing.
 */
final class Carrying {
  private static final int PAGE = 256;

  private final Ports ports;
  private final Memory memory;
  private final Outgoing outgoing;

  Carrying(Ports ports, Memory memory, Outgoing outgoing) {
    this.ports = ports;
    this.memory = memory;
    this.outgoing = outgoing;
  }

  /** Carries over all that waits for {@code peer}. */
  void to(Turn turn, NodeId peer) {
    List<Memory.OutLane> earlier =
        memory.outbound.values().stream()
            .filter(lane -> lane.state.lane().to().node().equals(peer))
            .filter(lane -> !memory.isCurrent(lane.state.lane()))
            .sorted(Comparator.comparing(lane -> lane.state.lane().incarnation()))
            .toList();
    earlier.forEach(lane -> lane(turn, lane));
  }

  private void lane(Turn turn, Memory.OutLane lane) {
    LaneId id = lane.state.lane();
    long from = lane.state.receipted() + 1;
    while (from <= lane.state.last().seq()) {
      List<StatementRow> page = turn.tx().statements(id, from, PAGE);
      for (StatementRow row : page) {
        Optional<ActRow> act = turn.tx().act(memory.ref().node(), row.actId());
        if (act.filter(a -> a.lane().equals(id) && a.seq() == row.seq()).isPresent()) {
          one(turn, row);
        }
      }
      from += PAGE;
    }
  }

  /** Nothing, when the body was shredded: its act has no bytes any more. */
  private void one(Turn turn, StatementRow row) {
    ports
        .vault()
        .decrypt(row.caseId(), row.body())
        .flatMap(plain -> ports.codec().body().decode(plain).find())
        .ifPresent(body -> again(turn, body));
  }

  /** Places the act of {@code body} once more, under the incarnation of now. */
  void again(Turn turn, StatementBody body) {
    Bytes bytes = body.act();
    Optional<Act> act = ports.codec().act().decode(bytes).find();
    act.ifPresent(
        readable ->
            outgoing.carry(
                turn,
                new Submissible.Verdict.Fit(
                    new Submission(bytes, body.endorsements(), body.attachments()),
                    readable,
                    Act.digest(bytes),
                    List.of())));
  }
}
