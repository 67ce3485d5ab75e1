package org.vigilmesh.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.vigilmesh.casework.Lengths;
import org.vigilmesh.delivery.Frame;
import org.vigilmesh.delivery.Policy;
import org.vigilmesh.identity.KeySet;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.port.Administration;
import org.vigilmesh.port.Attendance;
import org.vigilmesh.port.Drafts;
import org.vigilmesh.port.Duty;
import org.vigilmesh.port.Enrolment;
import org.vigilmesh.port.Preferences;
import org.vigilmesh.port.Queries;
import org.vigilmesh.port.Submissions;
import org.vigilmesh.port.Transport;
import org.vigilmesh.port.Transport.LinkId;
import org.vigilmesh.port.Transport.Security;
import org.vigilmesh.value.Digest;
import org.vigilmesh.value.Urgency;

/**
 * The driver of a node. Events are queued by anybody; {@link #turn} drains some, steps the core
 * inside one commit, and performs the effects after it. One thread calls {@code turn}: in
 * production its own, in simulation the simulator's. What fails inside a turn is not handled: the
 * process ends, nobody was told anything, and the next start verifies.
 */
public final class Engine implements Transport.Events, Transport.Pins, AutoCloseable {
  /** Events of one turn: about 64 statements, past which only latency grows. */
  private static final int TURN_EVENTS_MAX = 256;

  /** A turn is taken at least this often, so that a clock that jumped is noticed. */
  private static final Duration PATIENCE_MAX = Duration.ofSeconds(1);

  private final Ports ports;
  private final Core core;
  private final Pool pool;
  private final LinkedBlockingQueue<Event> queue = new LinkedBlockingQueue<>();
  private final Object changed = new Object();
  private volatile Map<NodeId, Set<Digest>> pins = Map.of();
  private volatile boolean stopping;
  private boolean isStepped;
  private long changes;

  private Engine(Ports ports, Settings settings, Function<Consumer<Event>, Pool> pool) {
    this.ports = ports;
    this.pool = pool.apply(this::post);
    this.core = Core.recover(this, ports, settings);
  }

  /** What a node's configuration says to its engine. */
  public record Settings(
      List<KeySet.Endpoint> endpoints,
      Policy policy,
      String version,
      int peerPort,
      Patience patience,
      Lengths lengths) {
    public Settings {
      endpoints = List.copyOf(endpoints);
    }

    public Settings(List<KeySet.Endpoint> endpoints, Policy policy, String version, int peerPort) {
      this(endpoints, policy, version, peerPort, Patience.DEFAULT, Lengths.SHIPPED);
    }
  }

  /**
   * How long the people at the desk have before others are called.
   *
   * @param emergency for a case of that urgency
   */
  public record Patience(Duration emergency, Duration other) {
    public static final Patience DEFAULT = new Patience(Duration.ZERO, Duration.ofMinutes(5));

    Duration of(Optional<Urgency> urgency) {
      return urgency.equals(Optional.of(Urgency.EMERGENCY)) ? emergency : other;
    }
  }

  /**
   * The production engine over an initialised store, with a pool of {@code threads}. Reads back all
   * state; nothing leaves before {@link #run}.
   *
   * @param failed is told of whatever ends the node, from the thread where it happened
   */
  public static Engine start(
      Ports ports, Settings settings, int threads, Consumer<Throwable> failed) {
    return new Engine(ports, settings, post -> new CryptoPool(threads, post, failed));
  }

  /** An engine that turns only when told to: for simulation and tests. */
  static Engine stepped(Ports ports, Settings settings, Function<Consumer<Event>, Pool> pool) {
    Engine engine = new Engine(ports, settings, pool);
    engine.isStepped = true;
    return engine;
  }

  /** One turn if an event waits; whether one did. */
  boolean step() {
    Event first = queue.poll();
    if (first != null) {
      turn(first);
    }
    return first != null;
  }

  public Submissions submissions() {
    return core.doors().desk();
  }

  public Administration administration() {
    return core.doors().admin();
  }

  public Enrolment enrolment() {
    return core.doors().enrolling();
  }

  public Queries queries() {
    return core.doors().queries();
  }

  public Drafts drafts() {
    return new Keeping(this, ports);
  }

  public Duty duty() {
    return core.doors().shifts();
  }

  public Preferences preferences() {
    return new Personal(this);
  }

  public Attendance attendance() {
    return core.doors().signIns();
  }

  void post(Event event) {
    queue.add(event);
  }

  /** When time alone brings something next; a turn is wanted then, if no event comes before. */
  Instant wakeAt() {
    return core.wakeAt();
  }

  /** Calls {@link #turn} until {@link #close}; the calling thread is the engine's. */
  public void run() throws InterruptedException {
    while (!stopping) {
      Instant now = ports.clock().instant();
      Event first = queue.poll(patienceMillis(now, wakeAt()), TimeUnit.MILLISECONDS);
      turn(first == null ? new Event.Tick() : first);
    }
  }

  /** How long to wait for an event; what is due since ever is due now. */
  static long patienceMillis(Instant now, Instant wake) {
    Instant latest = now.plus(PATIENCE_MAX);
    if (!wake.isAfter(now)) {
      return 0;
    }
    return Duration.between(now, wake.isBefore(latest) ? wake : latest).toMillis();
  }

  /** One turn: {@code first} and what else waits, one commit, then the effects. */
  void turn(Event first) {
    List<Event> events = new ArrayList<>();
    events.add(first);
    queue.drainTo(events, TURN_EVENTS_MAX - 1);
    ports.failpoint().at("E1.turn.drained");
    sendReceipts(events);
    Instant at = ports.clock().instant();
    Turn turn =
        ports
            .store()
            .write(
                tx -> {
                  Turn open = new Turn(tx, at, ports.entropy(), core.journalEnd());
                  events.forEach(event -> core.on(open, event));
                  core.finish(open);
                  ports.failpoint().at("E2.turn.stepped");
                  ports.failpoint().at("E3.turn.beforeCommit");
                  return open;
                });
    ports.failpoint().at("E4.turn.afterCommit");
    core.committed(turn.journalEnd());
    pins = core.pins();
    perform(turn.effects());
    announce();
  }

  /** A signed receipt speaks of an earlier commit: it leaves at once, kept with the next one. */
  private void sendReceipts(List<Event> events) {
    for (Event event : events) {
      if (event instanceof Event.ReceiptMade(NodeId peer, Statements.MadeReceipt receipt)) {
        ports.failpoint().at("R9.receipt.signed");
        core.findOpenLink(peer)
            .ifPresent(link -> hand(link, new Frame.Receipts(List.of(receipt.container()))));
        ports.failpoint().at("R10.receipt.sent");
      }
    }
  }

  private void perform(List<Effect> effects) {
    int count = 0;
    for (Effect effect : effects) {
      ports.failpoint().at("E6.turn.effect");
      perform(effect);
      count++;
    }
    assert count == effects.size();
  }

  private void perform(Effect effect) {
    switch (effect) {
      case Effect.Send(LinkId link, Frame frame) -> {
        if (hand(link, frame) && frame instanceof Frame.Statements) {
          ports.failpoint().at("S7.send.after");
        }
      }
      case Effect.Close(LinkId link, String why) -> ports.transport().close(link, why);
      case Effect.Taken(LinkId link) -> ports.transport().taken(link);
      case Effect.Dial(NodeId peer, List<KeySet.Endpoint> endpoints) ->
          ports.transport().dial(peer, endpoints);
      case Effect.Use(var identity) -> ports.transport().use(identity);
      case Effect.Run(var urgency, var work) -> pool.run(urgency, work);
      case Effect.Call(var work) -> pool.runWaiting(work);
      case Effect.Tell(Runnable answer) -> answer.run();
    }
  }

  /**
   * Hands a frame to its link, or keeps it there until there is room; whether it left. Kept at once
   * and not by an event, which could come after the one that says writable.
   */
  private boolean hand(LinkId id, Frame frame) {
    Optional<Link> link = core.memory().findLink(id);
    if (link.filter(Link::isBlocked).isEmpty() && ports.transport().send(id, frame)) {
      return true;
    }
    if (link.isPresent() && !link.get().keeps(frame)) {
      ports.transport().close(id, "the peer takes nothing");
    }
    return false;
  }

  private void announce() {
    synchronized (changed) {
      changes++;
      changed.notifyAll();
    }
  }

  long awaitChange(long seen, long patienceMillis) throws InterruptedException {
    long end = System.nanoTime() + Math.clamp(patienceMillis, 1L, 60_000L) * 1_000_000L;
    synchronized (changed) {
      while (changes == seen) {
        long leftMillis = (end - System.nanoTime()) / 1_000_000;
        if (leftMillis <= 0) {
          break;
        }
        changed.wait(leftMillis);
      }
      return changes;
    }
  }

  /** Runs {@code question} inside a turn and waits for its answer; for callers on other threads. */
  <T> T ask(BiFunction<Memory, Turn, T> question) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    post(
        new Event.Call(
            turn -> {
              T result = question.apply(core.memory(), turn);
              return () -> answer.complete(result);
            }));
    while (isStepped && !answer.isDone()) {
      step();
    }
    return answer.join();
  }

  @Override
  public void opened(LinkId link, NodeId peer, boolean dialled, Security security) {
    post(new Event.LinkOpened(link, peer, dialled, security));
  }

  @Override
  public void dialFailed(NodeId peer, String why) {
    post(new Event.DialFailed(peer, why));
  }

  @Override
  public void received(LinkId link, Frame frame) {
    post(new Event.Received(link, frame));
  }

  @Override
  public void writable(LinkId link) {
    post(new Event.LinkWritable(link));
  }

  @Override
  public void closed(LinkId link, String why) {
    post(new Event.LinkClosed(link, why));
  }

  @Override
  public Optional<Set<Digest>> find(NodeId peer) {
    return Optional.ofNullable(pins.get(peer)).map(HashSet::new);
  }

  /** Ends {@link #run} after the turn in progress; what is queued is dropped, nobody was told. */
  @Override
  public void close() {
    stopping = true;
    post(new Event.Tick());
    pool.close();
  }
}
