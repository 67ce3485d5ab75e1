package org.vigilmesh.engine;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.vigilmesh.delivery.Frame;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.port.Administration.Done;
import org.vigilmesh.port.Administration.Failure;

/** One round trip on a live link, for whoever asks for it. */
final class Pings {
  private final Engine engine;

  Pings(Engine engine) {
    this.engine = engine;
  }

  Done ping(NodeId node) {
    Optional<Instant> asked =
        ask(
            (m, turn) -> {
              Optional<Link> link =
                  m.links.values().stream().filter(l -> l.peer().equals(node)).findFirst();
              link.ifPresent(
                  l -> {
                    l.echoAsked = Optional.of(turn.at());
                    turn.effect(new Effect.Send(l.id(), new Frame.IdentityRequest(0, 0, 0)));
                  });
              return link.map(l -> turn.at());
            });
    if (asked.isEmpty()) {
      return Admin.failed(
          Failure.UNREACHABLE,
          "E-PEER-NOT-LINKED",
          "there is no link with " + node.shown() + " now",
          "vigil peers show " + node.shown());
    }
    return awaitEcho(node);
  }

  private Done awaitEcho(NodeId node) {
    long seen = 0;
    for (int tries = 0; tries < 50; tries++) {
      Optional<Long> millis =
          ask(
              (m, turn) ->
                  m.links.values().stream()
                      .filter(l -> l.peer().equals(node) && l.echoAsked.isEmpty())
                      .flatMap(l -> l.roundTripMillis.stream())
                      .findFirst());
      if (millis.isPresent()) {
        return new Done.Ok(0, List.of(millis.get() + " ms"));
      }
      try {
        seen = engine.awaitChange(seen, 100);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        break;
      }
    }
    return Admin.failed(
        Failure.UNREACHABLE,
        "E-PEER-NO-ECHO",
        "the link is there, but no echo came within 5 s",
        "vigil peers show " + node.shown());
  }

  private <T> Optional<T> ask(BiFunction<Memory, Turn, Optional<T>> question) {
    return engine.ask(question);
  }
}
