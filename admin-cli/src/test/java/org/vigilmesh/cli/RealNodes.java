package org.vigilmesh.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.vigilmesh.HaltingNode;
import org.vigilmesh.adapter.crypto.KeyCost;
import org.vigilmesh.proto.v1.GetPeerRequest;
import org.vigilmesh.proto.v1.GetPeerResponse;
import org.vigilmesh.proto.v1.PeerStatus;

/** Real processes of the demo's countries, each told to by the command, on ports that were free. */
final class RealNodes implements AutoCloseable {
  /** {@code -Dvigil.patience=300} where a machine has much else to do. */
  static final long PATIENCE_SECONDS = Long.getLong("vigil.patience", 90);

  /** Often enough for a person; looking costs the processor time that the nodes need. */
  private static final long LOOK_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(150);

  private final LocalMesh mesh;
  private final Path home;

  private RealNodes(Path home, List<Founding.Plan> plans) {
    this.home = home;
    this.mesh = new LocalMesh(around(home), home.resolve("nodes"), plans, false);
  }

  /** The first {@code count} countries, made, started and known to each other. */
  static RealNodes start(Path home, int count) {
    return start(home, count, Duration.ZERO);
  }

  /** The same with keys and rosters that were made so long ago. */
  static RealNodes start(Path home, int count, Duration ago) {
    List<Founding.Plan> plans = DemoCountries.plans(freePorts(count)).subList(0, count);
    RealNodes nodes = new RealNodes(home, plans);
    nodes.mesh.found(ago);
    nodes.mesh.start();
    nodes.mesh.introduce();
    return nodes;
  }

  /**
   * As many countries as there are addresses, each at its own and started as {@code change} says.
   */
  static RealNodes startAt(
      Path home, List<String> hosts, BiConsumer<Integer, ProcessBuilder> change) {
    List<Founding.Plan> plans = DemoCountries.plans(freePorts(hosts.size()));
    RealNodes nodes = new RealNodes(home, plans.subList(0, hosts.size()));
    nodes.mesh.found();
    for (int i = 0; i < hosts.size(); i++) {
      int number = i;
      move(nodes.all().get(i).layout().config(), hosts.get(i));
      nodes.start(nodes.all().get(i), program -> change.accept(number, program));
    }
    nodes.mesh.introduce();
    return nodes;
  }

  private static void move(Path config, String host) {
    try {
      Files.writeString(config, Files.readString(config).replace("127.0.0.1", host));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The first of {@code count} ports in a row that nobody listens on. */
  private static int freePorts(int count) {
    SecureRandom random = new SecureRandom();
    for (int tries = 0; tries < 100; tries++) {
      int base = 20_000 + random.nextInt(10_000);
      if (areFree(base, count)) {
        return base;
      }
    }
    throw new AssertionError("no free ports on this machine");
  }

  private static boolean areFree(int base, int count) {
    List<ServerSocket> held = new ArrayList<>();
    try {
      for (int port = base; port < base + count; port++) {
        held.add(new ServerSocket(port, 1, InetAddress.getLoopbackAddress()));
      }
      return true;
    } catch (IOException _) {
      return false;
    } finally {
      for (ServerSocket socket : held) {
        try {
          socket.close();
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  static Surroundings around(Path home) {
    return around(home, new StringWriter(), new StringWriter());
  }

  private static Surroundings around(Path home, StringWriter out, StringWriter err) {
    return new Surroundings(
        new PrintWriter(out, true),
        new PrintWriter(err, true),
        new BufferedReader(new StringReader("")),
        Map.of(),
        false,
        () -> new char[0],
        home,
        Clock.systemUTC(),
        new SecureRandom(),
        KeyCost.DEFAULT);
  }

  DemoNode xa() {
    return mesh.node(0);
  }

  DemoNode xb() {
    return mesh.node(1);
  }

  List<DemoNode> all() {
    return mesh.nodes();
  }

  Path home() {
    return home;
  }

  void start(DemoNode node) {
    start(node, Map.of());
  }

  void start(DemoNode node, Map<String, String> environment) {
    start(node, program -> program.environment().putAll(environment));
  }

  void start(DemoNode node, Consumer<ProcessBuilder> change) {
    startOrEnd(node, change);
    if (!node.process().isAlive()) {
      throw new AssertionError(node.shown() + " has ended: " + said(node));
    }
  }

  /** What the process has said since its start. */
  static String said(DemoNode node) {
    try {
      return Files.readString(node.log());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts a node that ends at the k-th passing of {@code step}, maybe before it is ready. */
  void startHalting(DemoNode node, String step, int k) {
    startOrEnd(
        node,
        program -> {
          List<String> command = program.command();
          int entry = command.indexOf(Vigil.class.getName());
          command.subList(entry, command.size()).clear();
          command.addAll(
              List.of(
                  "-Dvigil.halt=" + step + "@" + k,
                  HaltingNode.class.getName(),
                  node.layout().config().toString()));
        });
  }

  /** Starts a node that may end before it is ready; a busy machine may take long for it. */
  void startOrEnd(DemoNode node, Consumer<ProcessBuilder> change) {
    try {
      node.start(around(home), change);
    } catch (CliException e) {
      if (!e.code().equals("E-DEMO-NODE")) {
        throw e;
      }
      until(
          "a start of " + node.shown(),
          () ->
              Optional.of(node)
                  .filter(n -> !n.process().isAlive() || said(n).contains(" ready in ")));
    }
  }

  /** Waits until the process has ended by itself; how. */
  static int end(DemoNode node) {
    try {
      if (node.process().waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        return node.process().exitValue();
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    throw new AssertionError(node.shown() + " goes on, see " + node.log());
  }

  /** What a command of an administrator or officer of {@code node} ends with. */
  Runs.Result run(DemoNode node, String... words) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--node", node.layout().directory().toString()));
    int code = Vigil.run(around(home, out, err), all.toArray(String[]::new));
    return new Runs.Result(code, out.toString(), err.toString());
  }

  /** Walks through the journals of all nodes. */
  void verifyJournals() {
    for (DemoNode node : all()) {
      Runs.Result result = run(node, "journal", "verify");
      assertEquals(0, result.code(), () -> "journal of " + node.shown() + ": " + result.err());
    }
  }

  Console console() {
    return new Console(around(home), new Texts("en"), Format.TABLE, false);
  }

  /** What {@code node} says of a peer. */
  PeerStatus peer(DemoNode node, DemoNode peer) {
    try (NodeLink link = NodeLink.to(Path.of(node.socket()))) {
      return link.ask(
              admin -> admin.getPeer(GetPeerRequest.newBuilder().setNode(peer.name()).build()),
              GetPeerResponse::hasFailed,
              GetPeerResponse::getFailed)
          .getPeer();
    }
  }

  /** Waits until {@code node} has what is {@code sought} of {@code peer}. */
  PeerStatus await(DemoNode node, DemoNode peer, String what, Predicate<PeerStatus> sought) {
    return until(
        what + " of " + peer.shown() + " at " + node.shown(),
        () -> Optional.of(peer(node, peer)).filter(sought));
  }

  /** Looks until there is an answer; the wait is real because the processes are. */
  static <T> T until(String what, Supplier<Optional<T>> look) {
    return within(PATIENCE_SECONDS, look)
        .orElseThrow(() -> new AssertionError("not within " + PATIENCE_SECONDS + " s: " + what));
  }

  /** The same; empty when there is none within that time. */
  static <T> Optional<T> within(long seconds, Supplier<Optional<T>> look) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    while (System.nanoTime() < end) {
      Optional<T> found = look.get();
      if (found.isPresent()) {
        return found;
      }
      java.util.concurrent.locks.LockSupport.parkNanos(LOOK_EVERY_NANOS);
    }
    return Optional.empty();
  }

  @Override
  public void close() {
    mesh.close();
  }
}
