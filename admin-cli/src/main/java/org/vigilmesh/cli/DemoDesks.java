package org.vigilmesh.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.vigilmesh.config.ConfigFile;
import org.vigilmesh.config.DeskConfig;
import org.vigilmesh.value.Bytes;

/**
 * The three desks of the demo: an officer of each country gets a one-time code, and the demo's
 * roster authorities sign for every passkey that is made, as people would by the same commands.
 */
final class DemoDesks {
  private static final int AUTHORITIES = 2;

  private final Texts texts;
  private final Path data;
  private final List<DemoNode> nodes;
  private final int firstPort;
  private final DemoRun run;
  private int rosters;

  DemoDesks(Console console, Path data, List<DemoNode> nodes, int firstPort) {
    this.texts = console.texts();
    this.data = data;
    this.nodes = nodes;
    this.firstPort = firstPort;
    this.run = new DemoRun(console.around());
  }

  int firstPort() {
    return firstPort;
  }

  int lastPort() {
    return firstPort + nodes.size() - 1;
  }

  /** Gives every node that was founded and does not run yet a desk on a port of its own. */
  void found() {
    for (int i = 0; i < nodes.size(); i++) {
      Path config = nodes.get(i).layout().config();
      String text = LocalFiles.read(config).text();
      LocalFiles.replace(
          config, Bytes.utf8(text + "desk:\n  listen: 127.0.0.1:" + (firstPort + i) + "\n"));
    }
  }

  /** A line for each desk: a link with the code of its first officer; then how long they work. */
  List<String> invitations() {
    List<String> lines = new ArrayList<>();
    for (DemoNode node : nodes) {
      String officer = node.plan().officers().getFirst().id().text();
      String code =
          run.field(
              "code", "officer", "invite", officer, "--valid", "60m", "--socket", node.socket());
      String origin =
          ConfigFile.read(node.layout().config()).desk().map(DeskConfig::origin).orElseThrow();
      lines.add(texts.of("demo.desk", node.shown(), origin, code, officer));
    }
    lines.add(texts.of("demo.desk.once"));
    return lines;
  }

  /** Puts passkeys that wait into their rosters; {@code told} hears of each. */
  void care(Consumer<String> told) {
    for (DemoNode node : nodes) {
      String waiting =
          run.here("officer", "enrolments", "-o", "ndjson", "--socket", node.socket()).strip();
      if (!waiting.isEmpty()) {
        sign(node);
        told.accept(texts.of("demo.enrolled", node.shown(), waiting.lines().count()));
      }
    }
  }

  /** The ceremony of the roster authorities. */
  private void sign(DemoNode node) {
    rosters++;
    String draft = data.resolve(node.name() + "-roster-" + rosters + ".yaml").toString();
    String signed = data.resolve(node.name() + "-roster-" + rosters + ".vigil").toString();
    run.here("officer", "enrolments", "--export", draft, "--socket", node.socket());
    Path ceremony = Founding.ceremonyOf(node.layout());
    List<String> words = new ArrayList<>(List.of("roster", "sign", draft, "--out", signed));
    for (int i = 1; i <= AUTHORITIES; i++) {
      words.add("--authority");
      words.add(ceremony.resolve("authority-" + i + ".key").toString());
    }
    words.add("--passphrase-file");
    words.add(ceremony.resolve("passphrase").toString());
    run.here(words.toArray(String[]::new));
    run.here("roster", "import", signed, "--socket", node.socket());
  }
}
