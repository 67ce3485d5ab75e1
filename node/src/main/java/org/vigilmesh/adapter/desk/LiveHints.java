package org.vigilmesh.adapter.desk;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.vigilmesh.port.CaseQuery;
import org.vigilmesh.port.Rows.AlarmRow;
import org.vigilmesh.port.Rows.CaseRow;

/**
 * One stream of hints for each browser: that something changed, and never what. The page then asks
 * again, so who may see what is decided in one place. A stream ends with its web session.
 *
 * <p>Written by the request's own thread from beginning to end: an asynchronous answer whose
 * browser has gone is handled by the library again and again, for ever.
 */
final class LiveHints implements AutoCloseable {
  /** A word at least this often; a browser that hears none for twice as long calls it lost. */
  private static final Duration QUIET_MAX = Duration.ofSeconds(15);

  private final DeskPorts ports;
  private final Guard guard;
  private final Set<Thread> streams = ConcurrentHashMap.newKeySet();

  LiveHints(DeskPorts ports, Guard guard) {
    this.ports = ports;
    this.guard = guard;
  }

  void add(Routes routes) {
    routes.quiet("/live", (ctx, session) -> stream(ctx, session.isLocked()));
  }

  /**
   * @param wasLocked a locked desk still sounds; where that changes, the stream ends and the page
   *     asks which page it is
   */
  private void stream(Context ctx, boolean wasLocked) {
    ctx.res().setContentType("text/event-stream");
    ctx.res().setCharacterEncoding(StandardCharsets.UTF_8.name());
    ctx.res().setHeader("X-Accel-Buffering", "no");
    streams.add(Thread.currentThread());
    try {
      write(ctx, ctx.res().getOutputStream(), wasLocked);
    } catch (IOException _) {
      // the browser went away: that is how streams end
    } catch (InterruptedException _) {
      // the desk closes
    } finally {
      streams.remove(Thread.currentThread());
    }
  }

  private void write(Context ctx, OutputStream out, boolean wasLocked)
      throws IOException, InterruptedException {
    long turn = 0;
    Stamp told = stamp();
    Instant spokeAt = Instant.MIN;
    while (true) {
      Stamp now = stamp();
      boolean isNew = !now.equals(told);
      boolean isQuiet = !ports.clock().instant().isBefore(spokeAt.plus(QUIET_MAX));
      if (isNew || isQuiet) {
        // asking is a turn of the engine, which wakes every stream: not at each of its turns
        if (guard
            .sessions()
            .find(guard.cookie(ctx), false)
            .filter(it -> it.isLocked() == wasLocked)
            .isEmpty()) {
          say(out, "over", now);
          return;
        }
        say(out, isNew ? "changed" : "quiet", now);
        told = now;
        spokeAt = ports.clock().instant();
      }
      turn = ports.submissions().awaitChange(turn, QUIET_MAX.toMillis());
    }
  }

  /** An event that says what time it is, and no content; its id is the newest change. */
  private void say(OutputStream out, String event, Stamp now) throws IOException {
    String time = ports.clock().instant().toString();
    String text = "id: " + now.change() + "\nevent: " + event + "\ndata: " + time + "\n\n";
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  /** What lists show, in two numbers: the newest change of any case (-1: none), and what rings. */
  private record Stamp(long change, long rings) {}

  private Stamp stamp() {
    return new Stamp(
        ports.queries().cases(CaseQuery.NEWEST, 1).stream()
            .mapToLong(CaseRow::change)
            .max()
            .orElse(-1),
        ports.queries().alarms().stream().mapToLong(AlarmRow::count).sum());
  }

  /** Ends every stream. */
  @Override
  public void close() {
    streams.forEach(Thread::interrupt);
  }
}
