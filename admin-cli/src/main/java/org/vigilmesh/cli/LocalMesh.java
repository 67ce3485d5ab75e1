package org.vigilmesh.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.vigilmesh.value.Bytes;

/**
 * Nodes of invented countries on this machine: each a process with a directory of its own, made,
 * started and introduced to the others by the same commands that people use.
 */
final class LocalMesh implements AutoCloseable {
  private final Surroundings around;
  private final Path data;
  private final List<DemoNode> nodes;
  private final DemoRun run;

  /**
   * @param areLasting whether the nodes run long enough for Java's second compiler to pay
   */
  LocalMesh(Surroundings around, Path data, List<Founding.Plan> plans, boolean areLasting) {
    this.around = around;
    this.data = data;
    this.nodes = plans.stream().map(plan -> new DemoNode(plan, data, areLasting)).toList();
    this.run = new DemoRun(around);
  }

  List<DemoNode> nodes() {
    return nodes;
  }

  DemoNode node(int index) {
    return nodes.get(index);
  }

  /** Keys, cards and rosters of every node, in a directory that nothing else may be in. */
  void found() {
    found(Duration.ZERO);
  }

  /** The same by a clock that stands {@code back}: officers of a day ago may sign emergencies. */
  void found(Duration back) {
    Surroundings then = around.at(() -> around.clock().instant().minus(back));
    Demo.remove(data);
    LocalFiles.directory(data);
    LocalFiles.write(Demo.mark(data), Bytes.EMPTY);
    together(node -> new Founding(then, node.plan(), node.layout().directory()).everything());
  }

  /** Returns when every node says that it is ready. */
  void start() {
    together(
        node -> {
          node.start(around);
          return node;
        });
  }

  /** Every node gets the others' cards and compares the fingerprints that their owners read out. */
  void introduce() {
    together(node -> run.here("card", "export", "--out", card(node), "--socket", node.socket()));
    together(
        node -> {
          String heard = run.field("fingerprint", "keys", "fingerprint", "--socket", node.socket());
          nodes.stream().filter(host -> host != node).forEach(host -> introduce(node, host, heard));
          return heard;
        });
  }

  private void introduce(DemoNode met, DemoNode host, String heard) {
    run.here("peers", "add", card(met), "--socket", host.socket());
    run.here("peers", "verify", met.name(), "--fingerprint", heard, "--socket", host.socket());
  }

  private String card(DemoNode node) {
    return data.resolve(node.name() + ".card").toString();
  }

  /** Does {@code work} for all nodes at a time; the first failure is the caller's. */
  <T> void together(Function<DemoNode, T> work) {
    List<CompletableFuture<T>> all =
        nodes.stream().map(node -> CompletableFuture.supplyAsync(() -> work.apply(node))).toList();
    for (CompletableFuture<T> one : all) {
      try {
        one.join();
      } catch (CompletionException e) {
        throw e.getCause() instanceof CliException known ? known : e;
      }
    }
  }

  @Override
  public void close() {
    nodes.parallelStream().forEach(DemoNode::close);
  }
}
