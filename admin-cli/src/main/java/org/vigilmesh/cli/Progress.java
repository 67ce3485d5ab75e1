package org.vigilmesh.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** A line that lives while something takes longer than half a second; only on a terminal. */
final class Progress {
  private static final long PATIENCE_MILLIS = 500;
  private static final long BEAT_MILLIS = 100;

  private Progress() {}

  /** Runs {@code work} with {@code text} and the seconds so far on a line that is then removed. */
  static <T> T during(Console console, String text, Supplier<T> work) {
    if (!console.around().isLively()) {
      return work.get();
    }
    CountDownLatch ended = new CountDownLatch(1);
    Thread line = Thread.ofVirtual().start(() -> live(console, text, ended));
    try {
      return work.get();
    } finally {
      ended.countDown();
      awaitEnd(line);
    }
  }

  private static void awaitEnd(Thread line) {
    try {
      line.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static void live(Console console, String text, CountDownLatch ended) {
    long beats = 0;
    try {
      if (ended.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
        return;
      }
      do {
        beats++;
        long tenths = (PATIENCE_MILLIS + beats * BEAT_MILLIS) / 100;
        console.around().err().printf("\r%s … %d.%d s ", text, tenths / 10, tenths % 10);
        console.around().err().flush();
      } while (!ended.await(BEAT_MILLIS, TimeUnit.MILLISECONDS));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    console.around().err().print("\r\033[K");
    console.around().err().flush();
  }
}
