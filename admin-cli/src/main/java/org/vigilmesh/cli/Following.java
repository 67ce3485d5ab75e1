package org.vigilmesh.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.vigilmesh.proto.v1.ActFact;
import org.vigilmesh.proto.v1.ActProgress;
import org.vigilmesh.proto.v1.FollowRequest;
import org.vigilmesh.proto.v1.FollowResponse;
import org.vigilmesh.proto.v1.Stage;

/** Waits for what becomes of an act and tells each of the five facts once, as it happens. */
final class Following {
  /** What {@code --wait} waits for. */
  enum Until {
    DELIVERED(Stage.STAGE_DELIVERED),
    ACKNOWLEDGED(Stage.STAGE_ACKNOWLEDGED),
    DECIDED(Stage.STAGE_DECIDED);

    private final Stage stage;

    Until(Stage stage) {
      this.stage = stage;
    }
  }

  private final Console console;
  private final List<String> told = new ArrayList<>();

  Following(Console console) {
    this.console = console;
  }

  /** Returns when {@code until} is reached; exit 7 before delivery, 8 after it, at the timeout. */
  void until(NodeLink link, String act, Until until, Duration timeout) {
    List<ActProgress> seen = new ArrayList<>();
    Consumer<FollowResponse> refuse =
        NodeLink.refuse(FollowResponse::hasFailed, FollowResponse::getFailed);
    FollowRequest request = FollowRequest.newBuilder().setAct(act).setUntil(until.stage).build();
    link.follow(
        admin -> admin.follow(request),
        Optional.of(timeout.toMillis()),
        answer -> {
          refuse.accept(answer);
          seen.add(answer.getProgress());
          tell(answer.getProgress());
          return true;
        });
    ActProgress last = seen.isEmpty() ? ActProgress.getDefaultInstance() : seen.getLast();
    if (last.getUndelivered()) {
      throw CliException.of(Exit.FAILED, "E-UNDELIVERED", act);
    }
    if (!isReached(last, until)) {
      throw last.hasDelivered()
          ? CliException.of(Exit.WAITING_FOR_PERSON, "E-WAIT-PERSON", timeout)
          : CliException.of(Exit.UNREACHABLE, "E-WAIT-DELIVERY", timeout);
    }
  }

  private static boolean isReached(ActProgress progress, Until until) {
    return switch (until) {
      case DELIVERED -> progress.hasDelivered();
      case ACKNOWLEDGED -> progress.hasAcknowledged();
      case DECIDED -> progress.hasDecided();
    };
  }

  private void tell(ActProgress progress) {
    if (progress.hasDelivered()) {
      once("fact.delivered", NodeLink.at(progress.getDelivered()));
    }
    if (progress.hasAcknowledged()) {
      fact("fact.acknowledged", progress.getAcknowledged());
    }
    if (progress.hasDecided()) {
      fact("fact.decided", progress.getDecided());
    }
    if (progress.hasPreserved()) {
      fact("fact.preserved", progress.getPreserved());
    }
  }

  private void fact(String key, ActFact fact) {
    once(key, NodeLink.at(fact.getAt()), fact.getOfficer(), fact.getWhat());
  }

  private void once(String key, Object... values) {
    if (!told.contains(key)) {
      told.add(key);
      console.say(key, values);
    }
  }
}
