package org.vigilmesh;

import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vigilmesh.adapter.crypto.Crypto;
import org.vigilmesh.adapter.crypto.CryptoException;
import org.vigilmesh.adapter.desk.Desk;
import org.vigilmesh.adapter.desk.DeskPorts;
import org.vigilmesh.adapter.desk.DeskSettings;
import org.vigilmesh.adapter.grpc.AdminPorts;
import org.vigilmesh.adapter.grpc.Grpc;
import org.vigilmesh.adapter.sqlite.SqliteStore;
import org.vigilmesh.adapter.wire.WireCodec;
import org.vigilmesh.config.DeskConfig;
import org.vigilmesh.config.Layout;
import org.vigilmesh.config.NodeConfig;
import org.vigilmesh.delivery.Policy;
import org.vigilmesh.engine.Engine;
import org.vigilmesh.engine.Ports;
import org.vigilmesh.identity.KeySet;
import org.vigilmesh.identity.NodeRef;
import org.vigilmesh.identity.Signed;
import org.vigilmesh.law.Law;
import org.vigilmesh.port.Codec;
import org.vigilmesh.port.Failpoint;
import org.vigilmesh.port.Rows.IdentityKind;
import org.vigilmesh.port.Rows.LifeRow;
import org.vigilmesh.port.Store;
import org.vigilmesh.port.StoreException;
import org.vigilmesh.port.Transport;
import org.vigilmesh.port.TransportIdentity;
import org.vigilmesh.port.Verifier;
import org.vigilmesh.value.Bytes;

/**
 * One running node, composed by hand: store, keys, vault, engine, peer links and admin socket. It
 * lives until {@link #close} or until something breaks; then it ends without telling anybody that
 * anything was stored, and the next start verifies.
 */
final class Node implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Node.class);

  /** Checkpoints run this often, off the commit path. */
  private static final Duration CHECKPOINT_EVERY = Duration.ofSeconds(2);

  private final Store store;
  private final Crypto.Vault vault;
  private final Transport transport;
  private final Grpc.Listening admin;
  private final Optional<Desk> desk;
  private final Engine engine;
  private final Thread turns;
  private final ExecutorService calls;
  private final ScheduledExecutorService checkpoints;
  private final CountDownLatch ended;
  private final List<Throwable> broken;

  private Node(
      Store store,
      Crypto.Vault vault,
      Transport transport,
      Grpc.Listening admin,
      Optional<Desk> desk,
      Engine engine,
      Thread turns,
      ExecutorService calls,
      ScheduledExecutorService checkpoints,
      CountDownLatch ended,
      List<Throwable> broken) {
    this.store = store;
    this.vault = vault;
    this.transport = transport;
    this.admin = admin;
    this.desk = desk;
    this.engine = engine;
    this.turns = turns;
    this.calls = calls;
    this.checkpoints = checkpoints;
    this.ended = ended;
    this.broken = broken;
  }

  /** Starts the node that {@code config} describes; on return it listens and answers. */
  static Node start(NodeConfig config, String version, Failpoint failpoint) {
    Layout layout = config.layout();
    LOG.info("event=law.read bases={} grounds={}", Law.TABLE.bases(), Law.TABLE.grounds());
    Crypto crypto = new Crypto(new SecureRandom());
    SecureRandom random = new SecureRandom();
    InstantSource clock = InstantSource.system();
    WireCodec codec = new WireCodec();
    Crypto.KeyFiles files = crypto.keyFiles(PassphraseFile.read(config.passphraseFile()));
    SqliteStore.loadFrom(layout.directory());
    Founding.foundIfNew(layout, codec, take(random, 16), clock.instant());
    Store store = ownStore(config, take(random, 16));
    LifeRow life = store.read(view -> view.life().orElseThrow());
    KeyRing keys = new KeyRing(crypto, files, life.self(), layout.keys());
    Crypto.Vault vault = crypto.vault(layout.vault(), KeyRing.opened(files, layout.vaultKey()));
    Transport transport =
        Grpc.transport(
            new InetSocketAddress(config.listen().host(), config.listen().port()),
            identity(store, keys, codec, life.self(), clock.instant()),
            clock);
    CountDownLatch ended = new CountDownLatch(1);
    List<Throwable> broken = new CopyOnWriteArrayList<>();
    Engine engine =
        Engine.start(
            new Ports(
                store,
                transport,
                codec,
                crypto.verifier(),
                crypto.sealer(codec.sealedHeader()),
                keys,
                vault,
                Callers.of(config, clock),
                count -> take(random, count),
                clock,
                failpoint),
            new Engine.Settings(
                config.advertised(),
                policy(config.timers()),
                version,
                config.listen().port(),
                Callers.patience(config.outside()),
                config.lengths()),
            Runtime.getRuntime().availableProcessors(),
            thrown -> breakDown(broken, ended, thrown));
    transport.start(new LinkLog(engine, clock, LOG::info), engine);
    Thread turns =
        Thread.ofPlatform()
            .name("vigil-engine")
            .uncaughtExceptionHandler((_, thrown) -> breakDown(broken, ended, thrown))
            .start(() -> turn(engine));
    ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor();
    Grpc.Listening admin =
        Grpc.admin(
            config.adminSocket(),
            new AdminPorts(
                engine.submissions(),
                engine.administration(),
                engine.queries(),
                engine.enrolment(),
                (_, _) -> ended.countDown(),
                config.desk().map(DeskConfig::origin).orElse("")),
            calls);
    Optional<Desk> desk =
        config.desk().map(found -> desk(found, config, engine, codec, crypto.verifier(), clock));
    ScheduledExecutorService checkpoints = checkpoints(store, broken, ended);
    return new Node(
        store, vault, transport, admin, desk, engine, turns, calls, checkpoints, ended, broken);
  }

  private static Store ownStore(NodeConfig config, Bytes token) {
    Store store = SqliteStore.open(config.layout().store(), token);
    NodeRef self = store.read(view -> view.life().orElseThrow().self());
    if (!self.node().equals(config.node())) {
      store.close();
      throw new StartException(
          "the store is of " + self.node() + ", the configuration of " + config.node());
    }
    return store;
  }

  private static ScheduledExecutorService checkpoints(
      Store store, List<Throwable> broken, CountDownLatch ended) {
    ScheduledExecutorService checkpoints =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("vigil-checkpoint").daemon(true).factory());
    var _ =
        checkpoints.scheduleWithFixedDelay(
            () -> checkpoint(store, broken, ended),
            CHECKPOINT_EVERY.toMillis(),
            CHECKPOINT_EVERY.toMillis(),
            TimeUnit.MILLISECONDS);
    return checkpoints;
  }

  private static Desk desk(
      DeskConfig found,
      NodeConfig config,
      Engine engine,
      Codec codec,
      Verifier verifier,
      InstantSource clock) {
    SecureRandom random = new SecureRandom();
    return Desk.open(
        new DeskSettings(
            new InetSocketAddress(found.listen().host(), found.listen().port()),
            found.origin(),
            found.certificate().flatMap(c -> found.key().map(k -> new DeskSettings.Tls(c, k))),
            config.node().text()),
        new DeskPorts(
            engine.submissions(),
            engine.queries(),
            engine.attendance(),
            engine.enrolment(),
            engine.drafts(),
            engine.duty(),
            engine.preferences(),
            codec,
            verifier,
            count -> take(random, count),
            clock));
  }

  private static void turn(Engine engine) {
    try {
      engine.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void checkpoint(Store store, List<Throwable> broken, CountDownLatch ended) {
    try {
      store.checkpoint();
    } catch (RuntimeException e) {
      breakDown(broken, ended, e);
    }
  }

  private static void breakDown(List<Throwable> broken, CountDownLatch ended, Throwable thrown) {
    if (broken.isEmpty() && broken.add(thrown)) {
      LOG.error("event=node.broken the node ends; nothing unfinished was told to anyone", thrown);
    }
    ended.countDown();
  }

  private static TransportIdentity identity(
      Store store, KeyRing keys, WireCodec codec, NodeRef self, Instant at) {
    Instant from = at.minus(Duration.ofHours(1));
    return store
        .read(view -> view.newestIdentity(self.node(), IdentityKind.KEY_SET))
        .flatMap(row -> codec.signedKeySet().decode(row.container()).find())
        .map(Signed::value)
        .map(KeySet::transportPins)
        .flatMap(pins -> keys.findTransport(pins.getFirst(), from))
        .orElseGet(() -> keys.firstTransport(from));
  }

  private static Policy policy(NodeConfig.Timers timers) {
    Policy base = Policy.DEFAULT;
    Policy.Link link = base.link();
    return new Policy(
        base.window(),
        new Policy.Retry(timers.dialMin(), timers.dialMax(), base.retry().answerWait()),
        new Policy.Link(
            timers.pulse(),
            timers.pulse().multipliedBy(2),
            link.greetingMax(),
            link.witnessWait(),
            link.silentAfter(),
            link.linksMax()),
        new Policy.Limit(timers.deliverEmergency(), timers.deliverOther()),
        base.inbound());
  }

  private static Bytes take(SecureRandom random, int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return Bytes.of(bytes);
  }

  /** Waits until the node is told to end or breaks; true when it ended as told. */
  boolean awaitEnd() throws InterruptedException {
    ended.await();
    return broken.isEmpty();
  }

  /** What ended it, when {@link #awaitEnd} was false; the stack is in the log. */
  String whatBroke() {
    Throwable first = broken.getFirst();
    return first instanceof StoreException || first instanceof CryptoException
        ? String.valueOf(first.getMessage())
        : first.toString();
  }

  /** Tells {@link #awaitEnd} to return. */
  void end() {
    ended.countDown();
  }

  /** Ends after the turn in progress. */
  @Override
  public void close() {
    desk.ifPresent(Desk::close);
    admin.close();
    engine.close();
    try {
      turns.join(Duration.ofSeconds(10));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    transport.close();
    checkpoints.shutdown();
    calls.shutdownNow();
    vault.close();
    store.close();
  }
}
