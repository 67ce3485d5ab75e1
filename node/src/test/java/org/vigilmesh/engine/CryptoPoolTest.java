package org.vigilmesh.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.vigilmesh.port.Transport.LinkId;
import org.vigilmesh.value.Urgency;

/** The pool of production, with real threads and none of its own time. */
final class CryptoPoolTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final LinkedBlockingQueue<Event> posted = new LinkedBlockingQueue<>();
  private final LinkedBlockingQueue<Throwable> failed = new LinkedBlockingQueue<>();
  private final List<CryptoPool> pools = new ArrayList<>();

  private CryptoPool pool(int size) {
    CryptoPool pool = new CryptoPool(size, posted::add, failed::add);
    pools.add(pool);
    return pool;
  }

  @AfterEach
  void close() {
    pools.forEach(CryptoPool::close);
  }

  private static <T> T taken(LinkedBlockingQueue<T> queue) throws InterruptedException {
    T one = queue.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    assertTrue(one != null, "nothing came");
    return java.util.Objects.requireNonNull(one);
  }

  private static Event event(long number) {
    return new Event.LinkWritable(new LinkId(number));
  }

  /** Keeps the only thread of {@code pool} busy until the latch is released. */
  private static CountDownLatch occupied(CryptoPool pool) {
    CountDownLatch release = new CountDownLatch(1);
    pool.run(
        Urgency.EMERGENCY,
        () -> {
          try {
            assertTrue(release.await(PATIENCE.toSeconds(), TimeUnit.SECONDS));
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return event(0);
        });
    return release;
  }

  private List<Long> numbers(int count) throws InterruptedException {
    List<Long> numbers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      numbers.add(((Event.LinkWritable) taken(posted)).link().number());
    }
    return numbers;
  }

  @Test
  void workComesBackAsAnEvent() throws InterruptedException {
    pool(2).run(Urgency.ROUTINE, () -> event(7));
    assertEquals(event(7), taken(posted));
  }

  @Test
  void emergencyGoesFirstThenUrgentThenRoutine() throws InterruptedException {
    CryptoPool pool = pool(1);
    CountDownLatch release = occupied(pool);
    pool.run(Urgency.ROUTINE, () -> event(31));
    pool.run(Urgency.URGENT, () -> event(21));
    pool.run(Urgency.ROUTINE, () -> event(32));
    pool.run(Urgency.EMERGENCY, () -> event(11));
    pool.run(Urgency.URGENT, () -> event(22));
    pool.run(Urgency.EMERGENCY, () -> event(12));
    release.countDown();
    assertEquals(List.of(0L, 11L, 12L, 21L, 22L, 31L, 32L), numbers(7));
  }

  @Test
  void equalWorkKeepsItsOrder() throws InterruptedException {
    CryptoPool pool = pool(1);
    CountDownLatch release = occupied(pool);
    List<Long> expected = new ArrayList<>(List.of(0L));
    for (long i = 1; i <= 200; i++) {
      long number = i;
      pool.run(Urgency.URGENT, () -> event(number));
      expected.add(number);
    }
    release.countDown();
    assertEquals(expected, numbers(201));
  }

  @Test
  void whatThrowsEndsInTheOneWhoMustKnow() throws InterruptedException {
    CryptoPool pool = pool(1);
    IllegalStateException bug = new IllegalStateException("bug: in a job");
    pool.run(
        Urgency.URGENT,
        () -> {
          throw bug;
        });
    assertSame(bug, taken(failed));
    assertTrue(posted.isEmpty(), "no event stands for what was not done");
  }

  @Test
  void aPoolOfOneGoesOnAfterWhatThrew() throws InterruptedException {
    CryptoPool pool = pool(1);
    pool.run(
        Urgency.EMERGENCY,
        () -> {
          throw new IllegalStateException("bug: in a job");
        });
    pool.run(Urgency.ROUTINE, () -> event(1));
    taken(failed);
    assertEquals(event(1), taken(posted));
  }

  @Test
  void aClosedPoolTakesNothing() {
    CryptoPool pool = pool(1);
    pool.close();
    assertThrows(
        RejectedExecutionException.class, () -> pool.run(Urgency.EMERGENCY, () -> event(1)));
  }

  @Test
  void whatWaitsWhenItClosesIsDropped() throws InterruptedException {
    CryptoPool pool = pool(1);
    occupied(pool);
    pool.run(Urgency.EMERGENCY, () -> event(1));
    pool.close();
    assertEquals(List.of(0L), numbers(1), "the job in hand was interrupted, not the next begun");
    assertTrue(posted.isEmpty());
  }
}
