package org.vigilmesh.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Cases in every state, played by their officers. Nothing is dated back: each statement is signed
 * and sent now; what is spread over sixty days are the orders and holds that they speak of.
 */
final class SeedCases {
  private final Surroundings around;
  private final List<DemoNode> nodes;
  private final Path files;

  SeedCases(Surroundings around, List<DemoNode> nodes, Path files) {
    this.around = around;
    this.nodes = nodes;
    this.files = LocalFiles.directory(files);
  }

  /** The scripts of the demo. */
  static String text() {
    try (InputStream in =
        Objects.requireNonNull(SeedCases.class.getResourceAsStream("cases.txt"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Plays every case but the demo's own, several at a time; how many. */
  long play() {
    Map<String, List<String>> scripts = CasePlay.blocks(text());
    scripts.remove("whole");
    List<CompletableFuture<Void>> all =
        scripts.entrySet().stream()
            .map(script -> CompletableFuture.runAsync(() -> play(script)))
            .toList();
    for (CompletableFuture<Void> one : all) {
      try {
        one.join();
      } catch (CompletionException e) {
        throw e.getCause() instanceof CliException known ? known : e;
      }
    }
    return scripts.size();
  }

  private void play(Map.Entry<String, List<String>> script) {
    String name = script.getKey().replaceAll("[^a-z]+", "-");
    CasePlay play = new CasePlay(around, nodes, files.resolve(name));
    script.getValue().forEach(play::play);
  }
}
