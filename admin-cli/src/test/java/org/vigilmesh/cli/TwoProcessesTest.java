package org.vigilmesh.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Attack, or a mistake: one node directory, run by two processes at a time. */
class TwoProcessesTest {
  @TempDir private Path home;

  private Process second(Path config) throws IOException {
    return DemoNode.program(
            home.resolve("second.log"), List.of("node", "run", "--config", config.toString()))
        .start();
  }

  private String said() throws IOException {
    return Files.readString(home.resolve("second.log"));
  }

  @Test
  void theSecondRefusesInOneSentenceAndOneThatGetsPastTheLockEndsTheFirst()
      throws IOException, InterruptedException {
    try (RealNodes nodes = RealNodes.start(home, 1)) {
      DemoNode first = nodes.xa();
      refuses(first.layout().config());
      refuses(elsewhere(first));
      assertEquals(0, nodes.run(first, "node", "status").code(), "the first one goes on");

      Files.delete(first.layout().store().resolveSibling("vigil.db.lock"));
      Process thief = second(elsewhere(first));
      try {
        RealNodes.until(
            "the second, past the lock",
            () -> said(thief) ? java.util.Optional.of(true) : java.util.Optional.empty());
        nodes.run(first, "keys", "rotate", "--use", "sealing");
        assertTrue(
            first.process().waitFor(RealNodes.PATIENCE_SECONDS, TimeUnit.SECONDS),
            "the first commits nothing more and ends");
        assertEquals(1, first.process().exitValue());
      } finally {
        thief.destroy();
        assertTrue(thief.waitFor(RealNodes.PATIENCE_SECONDS, TimeUnit.SECONDS));
      }
    }
  }

  private boolean said(Process thief) {
    try {
      assertTrue(thief.isAlive(), said());
      return said().contains(" ready in ");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private void refuses(Path config) throws IOException, InterruptedException {
    Process second = second(config);
    assertTrue(second.waitFor(RealNodes.PATIENCE_SECONDS, TimeUnit.SECONDS));
    assertEquals(1, second.exitValue(), said());
    List<String> lines = said().lines().filter(line -> !line.matches("(WARNING|SLF4J).*")).toList();
    assertEquals(1, lines.size(), said());
    assertTrue(lines.getFirst().startsWith("error: the node does not start: "), said());
    assertTrue(lines.getFirst().contains("Another process has the database"), said());
  }

  /** The same directory by another configuration: other port, other socket. */
  private Path elsewhere(DemoNode node) throws IOException {
    Path config = node.layout().directory().resolve("second.yaml");
    Files.copy(node.layout().config(), config, StandardCopyOption.REPLACE_EXISTING);
    String text =
        Files.readString(config)
            .replaceAll("listen: .*", "listen: 127.0.0.1:0")
            .replaceAll("(?m)^admin:\\n( .*\\n)+", "");
    Files.writeString(config, text + "\nadmin:\n  socket: second.sock\n");
    return config;
  }
}
