package org.vigilmesh.hostile;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Many at once: strangers who open connections and say little, and a peer that floods. */
public final class Crowd implements AutoCloseable {
  /** As many as stay open at a time on this side; the target closes most of them at once. */
  private static final int KEPT = 2_000;

  /** The beginning of a TLS handshake that never goes on. */
  private static final byte[] HALF_TLS = {22, 3, 1, 2, 0, 1, 0, 1, (byte) 0xfc, 3, 3};

  private final Target target;
  private final Rogue rogue;
  private final int strangers;
  private final AtomicInteger opened = new AtomicInteger();
  private final AtomicInteger floods = new AtomicInteger();
  private final AtomicBoolean isOver = new AtomicBoolean();
  private final List<Thread> threads;

  public Crowd(Target target, Rogue rogue, int strangers) {
    this.target = target;
    this.rogue = rogue;
    this.strangers = strangers;
    this.threads =
        List.of(Thread.startVirtualThread(this::open), Thread.startVirtualThread(this::flood));
  }

  /** Opens connections, each fifth with the beginning of a handshake, and holds them. */
  private void open() {
    Deque<Wire> kept = new ArrayDeque<>();
    try {
      while (!isOver.get() && opened.get() < strangers) {
        Wire wire = new Wire(target.port(), null, true);
        if (opened.incrementAndGet() % 5 == 0) {
          wire.say(HALF_TLS);
        }
        kept.add(wire);
        if (kept.size() > KEPT) {
          kept.remove().close();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      kept.forEach(Wire::close);
    }
  }

  /** One link after the other, each with its flood, as fast as the target takes new ones. */
  private void flood() {
    List<Misbehaviour> kinds =
        BadStreams.all().stream()
            .filter(
                one ->
                    List.of(
                            "pings",
                            "settings",
                            "empty continuations",
                            "rapid resets",
                            "provoked resets",
                            "window updates")
                        .contains(one.name()))
            .toList();
    while (!isOver.get()) {
      try (Stage stage = new Stage(rogue, target, () -> {})) {
        kinds.get(floods.get() % kinds.size()).act().on(stage);
        floods.incrementAndGet();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  /** Whether the strangers are through. */
  public boolean isThrough() {
    return opened.get() >= strangers;
  }

  public int opened() {
    return opened.get();
  }

  public int floods() {
    return floods.get();
  }

  @Override
  public void close() throws InterruptedException {
    isOver.set(true);
    for (Thread thread : threads) {
      thread.join(20_000);
    }
  }
}
