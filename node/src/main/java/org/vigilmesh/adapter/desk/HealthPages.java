package org.vigilmesh.adapter.desk;

import io.javalin.http.Context;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.vigilmesh.message.CodeNames;
import org.vigilmesh.port.Administration.Done;
import org.vigilmesh.port.Queries;
import org.vigilmesh.port.Queries.LaneStatus;
import org.vigilmesh.port.Queries.LaneWitness;
import org.vigilmesh.port.Queries.PeerStatus;
import org.vigilmesh.port.Queries.WitnessStatus;
import org.vigilmesh.port.Rows.AlarmRow;
import org.vigilmesh.sheet.Clocks;
import org.vigilmesh.sheet.Words;

/** The node, its peers lane by lane, its witnesses, what rings and who is on duty: no case. */
final class HealthPages {
  private final DeskPorts ports;
  private final Pages pages;

  HealthPages(DeskPorts ports, Pages pages) {
    this.ports = ports;
    this.pages = pages;
  }

  void add(Routes routes) {
    routes.page("/health", (ctx, _) -> show(ctx, List.of()));
    routes.form("/health/try", (ctx, session) -> show(ctx, tried(ctx, session)));
  }

  /**
   * The page.
   *
   * @param tried what a test of the channels said; empty where none was made
   */
  record Health(
      Frame frame,
      Queries.NodeStatus status,
      List<PeerStatus> peers,
      List<WitnessStatus> witnesses,
      List<AlarmRow> alarms,
      List<String> tried)
      implements Pages.Model {
    String minute(Instant at) {
      return Clocks.minute(at);
    }

    String day(Instant at) {
      return Clocks.day(at);
    }

    String ago(Instant then) {
      return Clocks.ago(frame.words(), frame.now(), then);
    }

    /** The name of a code in the reader's language. */
    String name(String list, String code) {
      return CodeNames.of(list, code, frame.words().language());
    }

    String link(PeerStatus peer) {
      Words words = frame.words();
      return peer.linked()
          ? peer.linkedSince()
              .map(since -> words.of("health.up") + ", " + ago(since))
              .orElse(words.of("health.up"))
          : words.of("health.down");
    }

    String millis(Optional<Long> millis) {
      return millis.map(number -> number + " ms").orElse("–");
    }

    /** How many statements no receipt covers; for those of the other side nobody here waits. */
    String waiting(LaneStatus lane) {
      return lane.outbound() ? Long.toString(lane.last() - lane.receipted()) : "–";
    }

    String oldest(LaneStatus lane) {
      return lane.oldestWaiting().map(this::ago).orElse("–");
    }

    /** The places of our lanes that the other side says it accepted, newest incarnation last. */
    String confirmed(WitnessStatus witness) {
      List<String> places =
          witness.lanes().stream()
              .filter(lane -> lane.outbound() && lane.theirs().isPresent())
              .map(lane -> name("urgency", lane.lane().code()) + " " + place(lane))
              .toList();
      return places.isEmpty() ? "–" : String.join(" · ", places);
    }

    private static long place(LaneWitness lane) {
      return lane.theirs().orElseThrow().seq();
    }
  }

  private void show(Context ctx, List<String> tried) {
    Queries queries = ports.queries();
    pages.show(
        ctx,
        "health",
        new Health(
            pages.frame(ctx),
            queries.status(),
            queries.peers(),
            queries.witnesses(),
            queries.alarms(),
            tried));
  }

  /** What became of the test, a line for each channel; its words are those of the channels. */
  private List<String> tried(Context ctx, WebSession session) {
    Words words = pages.words(ctx);
    return switch (ports.duty().tryChannels(session.who())) {
      case Done.Ok ok -> ok.lines();
      case Done.Failed failed ->
          switch (failed.code()) {
            case "E-OUTWARD-NONE" -> List.of(words.of("health.try.none"));
            case "E-OUTWARD-OFTEN" -> List.of(words.of("health.try.often"));
            default -> List.of(failed.why());
          };
    };
  }
}
