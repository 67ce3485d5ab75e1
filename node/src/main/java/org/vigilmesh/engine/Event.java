package org.vigilmesh.engine;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.vigilmesh.delivery.Frame;
import org.vigilmesh.envelope.LaneId;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.port.Outward;
import org.vigilmesh.port.Submissions.Submission;
import org.vigilmesh.port.Submissions.Submitted;
import org.vigilmesh.port.Transport.LinkId;
import org.vigilmesh.port.Transport.Security;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Urgency;

/** Everything that can happen to a node; the only input of a turn. */
sealed interface Event {
  /** A person hands in an act. */
  record Handed(Submission submission, Consumer<Submitted> answer) implements Event {}

  /** The pool has checked a submission's form, endorsements and content. */
  record Checked(Submissible.Verdict verdict, Consumer<Submitted> answer) implements Event {}

  /** The pool has signed and sealed a placed statement. */
  record Made(LaneId lane, long ticket, Statements.Made made) implements Event {}

  /** The pool has sealed a committed statement again, or for the first time. */
  record Resealed(LaneId lane, long seq, Bytes sealed) implements Event {}

  record LinkOpened(LinkId link, NodeId peer, boolean dialled, Security security)
      implements Event {}

  record DialFailed(NodeId peer, String why) implements Event {}

  record LinkClosed(LinkId link, String why) implements Event {}

  record LinkWritable(LinkId link) implements Event {}

  record Received(LinkId link, Frame frame) implements Event {}

  /** The pool has opened and judged an offered statement. */
  record Opened(LinkId link, NodeId peer, Urgency lane, long ticket, Statements.Judged judged)
      implements Event {}

  /** The pool has sealed statements of the peer's own that it asked for. */
  record GivenBack(LinkId link, List<Frame> frames) implements Event {}

  /** The pool has judged receipts. */
  record ReceiptsJudged(LinkId link, List<Statements.JudgedReceipt> receipts) implements Event {}

  /** The pool has judged refusals. */
  record RefusalsJudged(LinkId link, List<Statements.JudgedRefusal> refusals) implements Event {}

  /** The pool has signed a receipt for what was committed. */
  record ReceiptMade(NodeId peer, Statements.MadeReceipt receipt) implements Event {}

  /** The pool has signed a refusal. */
  record RefusalMade(LinkId link, Bytes refusal) implements Event {}

  /** The pool has checked shown identity objects. */
  record IdentityJudged(LinkId link, Identities.Judged judged) implements Event {}

  /** The pool has checked an object that a peer shows as ours. */
  record WitnessJudged(LinkId link, Witnesses.Judged judged) implements Event {}

  /**
   * A channel was handed a notice.
   *
   * @param pause until that notice is handed over again, if it must be
   */
  record Called(
      String channel, String alarmKey, Outward.Notice notice, Duration pause, Outward.Told told)
      implements Event {}

  /** Something done on behalf of an administrator or a query, inside the turn's transaction. */
  record Call(Function<Turn, Runnable> work) implements Event {}

  /** Time has passed. */
  record Tick() implements Event {}
}
