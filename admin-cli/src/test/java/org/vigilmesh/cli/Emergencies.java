package org.vigilmesh.cli;

import com.google.protobuf.ByteString;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vigilmesh.hostile.Letter;
import org.vigilmesh.proto.v1.ActProgress;
import org.vigilmesh.proto.v1.FollowRequest;
import org.vigilmesh.proto.v1.Stage;
import org.vigilmesh.proto.v1.SubmitRequest;
import org.vigilmesh.proto.v1.SubmitResponse;

/**
 * Statements in the emergency lane of XA, each with the time to its stored receipt. They are
 * channel tests: officers of a mesh that is a minute old are too new to sign an emergency.
 */
final class Emergencies implements AutoCloseable {
  private static final long PATIENCE_MILLIS = 20_000;

  private final NodeLink link;
  private final List<Long> nanos = new ArrayList<>();

  Emergencies(RealNodes nodes) {
    this.link = NodeLink.to(Path.of(nodes.xa().socket()));
  }

  /** Hands one over for {@code peer}; the act's id, once it is accepted for sending. */
  String submit(String peer) {
    SubmitRequest request =
        SubmitRequest.newBuilder()
            .setAct(ByteString.copyFrom(Letter.channelTest("xa", peer)))
            .build();
    SubmitResponse response =
        link.ask(
            admin -> admin.submit(request), SubmitResponse::hasFailed, SubmitResponse::getFailed);
    if (!response.hasAccepted()) {
      throw new AssertionError(response.toString());
    }
    return response.getAccepted().getAct();
  }

  /** Sends one to XB; the milliseconds from handing over to the stored receipt. */
  long deliver() {
    long begun = System.nanoTime();
    String act = submit("xb");
    List<ActProgress> seen = new ArrayList<>();
    link.follow(
        admin ->
            admin.follow(
                FollowRequest.newBuilder().setAct(act).setUntil(Stage.STAGE_DELIVERED).build()),
        Optional.of(PATIENCE_MILLIS),
        answer -> seen.add(answer.getProgress()));
    long took = System.nanoTime() - begun;
    if (seen.isEmpty() || !seen.getLast().hasDelivered()) {
      throw new AssertionError("an emergency was not delivered within 20 s: " + act);
    }
    nanos.add(took);
    return took / 1_000_000;
  }

  /** The time within which this part of those delivered so far were, in milliseconds. */
  double millis(double part) {
    List<Long> sorted = nanos.stream().sorted().toList();
    int at = (int) Math.ceil(part * sorted.size()) - 1;
    return sorted.isEmpty() ? 0 : sorted.get(Math.max(0, at)) / 1e6;
  }

  /** What was delivered so far warmed everything up and does not count. */
  void forget() {
    nanos.clear();
  }

  int count() {
    return nanos.size();
  }

  @Override
  public void close() {
    link.close();
  }
}
