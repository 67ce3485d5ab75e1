package org.vigilmesh.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;
import org.vigilmesh.proto.v1.GetPeerRequest;
import org.vigilmesh.proto.v1.GetPeerResponse;
import org.vigilmesh.proto.v1.LaneStatus;
import org.vigilmesh.proto.v1.Urgency;

/**
 * Requests from XA to XB with a fixed number of them under way: accepted for sending, not yet
 * covered by a receipt. They are signed before the clock runs.
 */
final class BenchLoad {
  private static final int WARM_UP = 300;

  /** Each look is a turn of XA: its processor time is among what is measured. */
  private static final long LOOK_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  private final Console console;
  private final DemoNode xa;
  private final DemoNode xb;
  private final List<Long> idleMib;

  BenchLoad(Console console, LocalMesh mesh) {
    this.console = console;
    this.xa = mesh.node(0);
    this.xb = mesh.node(1);
    this.idleMib = List.of(residentMib(xa), residentMib(xb));
  }

  /** Adds one row: {@code count} requests with {@code window} of them under way. */
  void run(int count, int window, View view) {
    try (RequestSource officers = new RequestSource(console, xa);
        NodeLink link = NodeLink.to(Path.of(xa.socket()))) {
      send(link, signed(officers, link, Math.min(WARM_UP, 2 * count)), Math.max(window, 16));
      List<Acts.Signed> acts = signed(officers, link, count);
      long cpuXa = cpuMillis(xa);
      long cpuXb = cpuMillis(xb);
      long begun = System.nanoTime();
      long[] nanos = send(link, acts, window);
      double seconds = (System.nanoTime() - begun) / 1e9;
      Arrays.sort(nanos);
      view.row(
          window,
          count,
          shown(count / seconds),
          shown(nanos[count / 2] / 1e6),
          shown(nanos[count * 99 / 100] / 1e6),
          shown((cpuMillis(xa) - cpuXa) / (double) count),
          shown((cpuMillis(xb) - cpuXb) / (double) count),
          idleMib.get(0),
          idleMib.get(1),
          xa.readyAfter().toMillis(),
          xb.readyAfter().toMillis());
    }
  }

  private List<Acts.Signed> signed(RequestSource officers, NodeLink link, int count) {
    List<Acts.Signed> acts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      acts.add(officers.sign(link));
      if (i % 100 == 0) {
        console.say("bench.signed", i, count);
      }
    }
    return acts;
  }

  /** Hands all over, {@code window} at a time; answers with each one's time to its receipt. */
  private long[] send(NodeLink link, List<Acts.Signed> acts, int window) {
    int count = acts.size();
    long before = lane(link).getLast();
    AtomicLongArray begun = new AtomicLongArray(count + 1);
    long[] nanos = new long[count];
    Semaphore free = new Semaphore(window);
    try (ExecutorService desk = Executors.newVirtualThreadPerTaskExecutor()) {
      var _ = desk.submit(() -> watch(link, before, begun, nanos, free));
      for (Acts.Signed act : acts) {
        free.acquireUninterruptibly();
        var _ =
            desk.submit(
                () -> {
                  long now = System.nanoTime();
                  long seq = new Acts(console, link).submit(act).getAccepted().getSeq();
                  begun.set((int) (seq - before), now);
                });
      }
    }
    return nanos;
  }

  /** Looks which requests a receipt covers until it covers all. */
  private static void watch(
      NodeLink link, long before, AtomicLongArray begun, long[] nanos, Semaphore free) {
    int done = 0;
    while (done < nanos.length) {
      long receipted = lane(link).getReceipted() - before;
      long now = System.nanoTime();
      while (done < receipted && begun.get(done + 1) != 0) {
        nanos[done] = now - begun.get(done + 1);
        done++;
        free.release();
      }
      LockSupport.parkNanos(LOOK_EVERY_NANOS);
    }
  }

  private static LaneStatus lane(NodeLink link) {
    return link
        .ask(
            admin -> admin.getPeer(GetPeerRequest.newBuilder().setNode("xb").build()),
            GetPeerResponse::hasFailed,
            GetPeerResponse::getFailed)
        .getPeer()
        .getLanesList()
        .stream()
        .filter(lane -> lane.getOutbound() && lane.getLane() == Urgency.URGENCY_URGENT)
        .findFirst()
        .orElse(LaneStatus.getDefaultInstance());
  }

  private static long cpuMillis(DemoNode node) {
    return node.process().info().totalCpuDuration().map(d -> d.toMillis()).orElse(0L);
  }

  /** Resident memory in MiB; 0 where the system does not tell. */
  private static long residentMib(DemoNode node) {
    Path status = Path.of("/proc/" + node.process().pid() + "/status");
    try {
      return Files.readAllLines(status).stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .map(line -> line.replaceAll("\\D", ""))
          .mapToLong(kib -> Long.parseLong(kib) / 1024)
          .findFirst()
          .orElse(0);
    } catch (IOException _) {
      return 0;
    }
  }

  private static String shown(double value) {
    return String.format(Locale.ROOT, value < 10 ? "%.2f" : "%.0f", value);
  }
}
