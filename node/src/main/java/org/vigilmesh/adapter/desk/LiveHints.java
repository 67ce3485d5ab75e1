package org.vigilmesh.adapter.desk;

import io.javalin.http.sse.SseClient;
import io.javalin.http.sse.SseHandler;
import java.time.Duration;
import java.time.Instant;
import org.vigilmesh.port.CaseQuery;
import org.vigilmesh.port.Rows.AlarmRow;
import org.vigilmesh.port.Rows.CaseRow;

/**
 * One stream of hints for each browser: that something changed, and never what. The page then asks
 * again, so who may see what is decided in one place. A stream ends with its web session.
 */
final class LiveHints {
  /** A word at least this often; a browser that hears none for twice as long calls it lost. */
  private static final Duration QUIET_MAX = Duration.ofSeconds(15);

  private final DeskPorts ports;
  private final Guard guard;

  LiveHints(DeskPorts ports, Guard guard) {
    this.ports = ports;
    this.guard = guard;
  }

  void add(Routes routes) {
    SseHandler handler = new SseHandler(this::stream);
    routes.stream("/live", handler);
  }

  private void stream(SseClient client) {
    long turn = 0;
    Stamp told = stamp();
    Instant spokeAt = Instant.MIN;
    try {
      while (!client.terminated()) {
        Stamp now = stamp();
        boolean isNew = !now.equals(told);
        boolean isQuiet = !ports.clock().instant().isBefore(spokeAt.plus(QUIET_MAX));
        if (isNew || isQuiet) {
          if (guard.sessions().find(guard.cookie(client.ctx()), false).isEmpty()) {
            client.sendEvent("over", "");
            client.close();
            return;
          }
          client.sendEvent(isNew ? "changed" : "quiet", "", Long.toString(now.change()));
          told = now;
          spokeAt = ports.clock().instant();
        }
        turn = ports.submissions().awaitChange(turn, QUIET_MAX.toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What lists show, in two numbers: the newest change of any case, and what rings. */
  private record Stamp(long change, long rings) {}

  private Stamp stamp() {
    return new Stamp(
        ports.queries().cases(CaseQuery.NEWEST, 1).stream().mapToLong(CaseRow::change).sum(),
        ports.queries().alarms().stream().mapToLong(AlarmRow::count).sum());
  }
}
