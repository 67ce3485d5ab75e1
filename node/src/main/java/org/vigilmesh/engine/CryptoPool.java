package org.vigilmesh.engine;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.vigilmesh.value.Urgency;

/**
 * The production pool: as many platform threads as processors, since the work is pure computing,
 * and a queue that is bounded by what delivery admits (64 MiB inbound, 1,024 statements a lane
 * outbound). More urgent work goes first; equal work in the order handed in.
 */
final class CryptoPool implements Pool {
  private final ThreadPoolExecutor threads;
  private final ExecutorService waiting;
  private final AtomicLong order = new AtomicLong();
  private final Consumer<Event> post;

  /**
   * @param post takes the events, from the pool's threads
   * @param failed is told of work that threw: a bug or a broken machine, which ends the process
   */
  CryptoPool(int size, Consumer<Event> post, Consumer<Throwable> failed) {
    this.post = post;
    this.threads =
        new ThreadPoolExecutor(
            size,
            size,
            0,
            TimeUnit.SECONDS,
            new PriorityBlockingQueue<>(),
            Thread.ofPlatform()
                .name("vigil-crypto-", 0)
                .daemon(true)
                .uncaughtExceptionHandler((thread, thrown) -> failed.accept(thrown))
                .factory());
    this.waiting =
        Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual()
                .name("vigil-call-", 0)
                .uncaughtExceptionHandler((thread, thrown) -> failed.accept(thrown))
                .factory());
  }

  @Override
  public void run(Urgency urgency, Supplier<Event> work) {
    threads.execute(new Job(urgency, order.incrementAndGet(), () -> post.accept(work.get())));
  }

  @Override
  public void runWaiting(Supplier<Event> work) {
    waiting.execute(() -> post.accept(work.get()));
  }

  @Override
  public void close() {
    waiting.shutdownNow();
    threads.shutdownNow();
  }

  private record Job(Urgency urgency, long order, Runnable work)
      implements Runnable, Comparable<Job> {
    @Override
    public void run() {
      work.run();
    }

    @Override
    public int compareTo(Job other) {
      int byUrgency = urgency.compareTo(other.urgency);
      return byUrgency != 0 ? byUrgency : Long.compare(order, other.order);
    }
  }
}
