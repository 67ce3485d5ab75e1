package org.vigilmesh.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigilmesh.proto.v1.AdminGrpc;
import org.vigilmesh.proto.v1.AdminGrpc.AdminBlockingStub;
import org.vigilmesh.proto.v1.NodeStatus;
import org.vigilmesh.proto.v1.StatusRequest;
import org.vigilmesh.proto.v1.StatusResponse;

/** The channel to a real admin socket, wherever it lies. */
final class AdminChannelTest {
  @TempDir private Path home = Path.of("");

  private static final StatusResponse STATUS =
      StatusResponse.newBuilder().setStatus(NodeStatus.newBuilder().setNode("xb")).build();

  private static AdminBlockingStub calls(AdminChannel channel) {
    return AdminGrpc.newBlockingStub(channel.channel()).withDeadlineAfter(20, TimeUnit.SECONDS);
  }

  private static String asked(Path socket) {
    try (AdminChannel channel = AdminChannel.open(socket)) {
      return calls(channel).status(StatusRequest.getDefaultInstance()).getStatus().getNode();
    }
  }

  /** A socket below directories whose names are too long for an address, and the node behind it. */
  private ScriptedNode deep(String name) throws IOException {
    Path directory = Files.createDirectories(home.resolve("d".repeat(120)).resolve(name));
    Path shortcut = Files.createSymbolicLink(home.resolve("l"), directory);
    return new ScriptedNode(shortcut).answering(STATUS);
  }

  private List<Path> links() throws IOException {
    try (var all = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return all.filter(one -> pointsHere(one.resolve("s"))).toList();
    }
  }

  private boolean pointsHere(Path link) {
    try {
      return Files.isSymbolicLink(link) && Files.readSymbolicLink(link).startsWith(home);
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void aSocketInADeepDirectoryIsReached() throws IOException {
    try (ScriptedNode _ = deep("xb")) {
      Path socket = home.resolve("d".repeat(120)).resolve("xb").resolve("s");

      assertTrue(socket.toString().length() > 107);
      assertEquals("xb", asked(socket));
      assertEquals(List.of(), links(), "nothing is left behind");
    }
  }

  @Test
  void commandsReachANodeInADeepDirectory() throws IOException {
    try (ScriptedNode _ = deep("xb")) {
      String socket = "d".repeat(120) + "/xb/s";
      Runs.Result result = Runs.in(home).run("node", "status", "--socket", socket);

      assertEquals("xb", result.field("node"), result.err());
    }
  }

  @Test
  void aShortPathIsTakenAsItIs() throws IOException {
    Path directory = Files.createTempDirectory("v");
    try (ScriptedNode node = new ScriptedNode(directory).answering(STATUS)) {
      assertEquals("xb", asked(Path.of(node.socket())));
      assertEquals(Path.of(node.socket()), SocketPath.to(Path.of(node.socket())).path());
    }
  }

  @Test
  void aLongLinkIsInADirectoryThatOnlyItsOwnerEnters() throws IOException {
    SocketPath link = SocketPath.to(home.resolve("d".repeat(150)));
    Path directory = link.directory().orElseThrow();

    assertEquals("rwx------", Runs.mode(directory));
    link.close();
    assertFalse(Files.exists(directory));
  }

  @Test
  void whereNobodyListensTheFirstCallEndsUnavailable() {
    for (Path nowhere : List.of(home.resolve("s"), home.resolve("d".repeat(150)))) {
      StatusRuntimeException gone =
          assertThrows(StatusRuntimeException.class, () -> asked(nowhere));
      assertEquals(Status.Code.UNAVAILABLE, gone.getStatus().getCode());
    }
  }

  /** A program of its own, as the launcher starts it: only it shows what reaches a terminal. */
  @Test
  void librariesSayNothingOnTheTerminal() throws IOException, InterruptedException {
    try (ScriptedNode node = new ScriptedNode(Files.createTempDirectory("v")).answering(STATUS)) {
      Process command =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-XX:TieredStopAtLevel=1",
                  "--enable-native-access=ALL-UNNAMED",
                  "--sun-misc-unsafe-memory-access=allow",
                  "-Dslf4j.internal.verbosity=ERROR",
                  "-cp",
                  System.getProperty("java.class.path"),
                  "org.vigilmesh.cli.Vigil",
                  "node",
                  "status",
                  "--socket",
                  node.socket())
              .start();
      command.getOutputStream().close();
      String err = new String(command.getErrorStream().readAllBytes());
      String out = new String(command.getInputStream().readAllBytes());

      assertEquals("", err);
      assertTrue(out.startsWith("node\txb\n"), out);
      assertEquals(0, command.waitFor());
    }
  }
}
