package org.vigilmesh.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigilmesh.request.RequestTemplate;

/**
 * Attack: the thief of a disk, a backup, a log or a heap dump reads what officers wrote. Fifty
 * words that occur nowhere else are put into requests between two real nodes and then looked for.
 */
class SecretCanariesTest {
  private static final int REQUESTS = 5;
  private static final List<String> PLACES =
      List.of(
          "1 Main Street, Avalon",
          "Penal Code s. 210",
          "Fraud by invoices sent from a taken-over account",
          "of a wholesaler was taken over",
          "customers, two of whom paid",
          "Sign-ins and message headers of one account",
          "orders@wholesale.example",
          "Shows from where the account was used",
          "Sign-in records are kept for 30 days",
          "One account, 13 days, no content");

  @TempDir private Path home;
  private final List<String> canaries = new ArrayList<>();

  @Test
  void whatOfficersWroteIsInNoFileNoAnswerAndNoHeapOfANodeThatWasStartedAgain()
      throws IOException, InterruptedException {
    try (RealNodes nodes = RealNodes.start(home, 2)) {
      for (int i = 0; i < REQUESTS; i++) {
        submit(nodes, i);
      }
      assertEquals(50, canaries.size());
      for (DemoNode node : nodes.all()) {
        RealNodes.until(
            "all requests at " + node.shown(),
            () ->
                java.util.Optional.of(nodes.run(node, "case", "list").out().lines().count())
                    .filter(lines -> lines >= REQUESTS));
        answers(nodes, node);
        files(node);
      }
      for (DemoNode node : nodes.all()) {
        node.close();
        files(node);
        nodes.start(node);
      }
      nodes.await(nodes.xb(), nodes.xa(), "the link", peer -> peer.getLinked());
      for (DemoNode node : nodes.all()) {
        heap(node);
      }
    }
  }

  private void submit(RealNodes nodes, int number) throws IOException {
    String text = RequestTemplate.demo(Clock.systemUTC().instant());
    for (int i = 0; i < PLACES.size(); i++) {
      String canary = "canary" + number + i + "q" + (7919 * (number * 10 + i + 1));
      assertTrue(text.contains(PLACES.get(i)), PLACES.get(i));
      String there = PLACES.get(i).contains("@") ? canary + "@x.example" : canary;
      text = text.replace(PLACES.get(i), there);
      canaries.add(canary);
    }
    Path file = home.resolve("request-" + number + ".yaml");
    Files.writeString(file, text);
    assertEquals(PLACES.size(), found(file).size(), "where they are, they are found");
    Path keys = Founding.officersOf(nodes.xa().layout());
    Runs.Result submitted =
        nodes.run(
            nodes.xa(),
            "request",
            "submit",
            file.toString(),
            "--exercise",
            "--sign-with",
            keys.resolve("j.morgan.key").toString(),
            "--sign-with",
            keys.resolve("p.reyes.key").toString(),
            "--passphrase-file",
            keys.resolve("passphrase").toString());
    assertEquals(0, submitted.code(), submitted.err());
  }

  /** Store and log of the store, keys, vault, the node's own log, and a copy as a backup has it. */
  private void files(DemoNode node) throws IOException {
    Set<String> names = new TreeSet<>();
    try (Stream<Path> all = Files.walk(node.layout().directory())) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        names.add(file.getFileName().toString());
        assertEquals(Set.of(), found(file), file.toString());
      }
    }
    assertTrue(names.containsAll(Set.of("vigil.db", "vault", "node.log")), names.toString());
  }

  /** What an administrator, who is no officer, is told. */
  private void answers(RealNodes nodes, DemoNode node) {
    for (String command :
        List.of("node status", "case list", "alarms list", "journal tail", "peers list")) {
      Runs.Result told = nodes.run(node, command.split(" "));
      assertEquals(0, told.code(), command + told.err());
      for (String canary : canaries) {
        assertTrue(!(told.out() + told.err()).contains(canary), command + ": " + canary);
      }
    }
  }

  private void heap(DemoNode node) throws IOException, InterruptedException {
    Path dump = home.resolve(node.name() + ".hprof");
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    Process process =
        new ProcessBuilder(
                jcmd.toString(),
                String.valueOf(node.process().pid()),
                "GC.heap_dump",
                "-all=true",
                dump.toString())
            .redirectErrorStream(true)
            .redirectOutput(home.resolve("jcmd.log").toFile())
            .start();
    assertTrue(process.waitFor(RealNodes.PATIENCE_SECONDS, TimeUnit.SECONDS));
    assertEquals(0, process.exitValue(), Files.readString(home.resolve("jcmd.log")));
    assertTrue(Files.size(dump) > 1_000_000);
    assertEquals(Set.of(), found(dump), dump.toString());
    Files.delete(dump);
  }

  /** The canaries that a file holds, as any of the usual encodings of a text. */
  private Set<String> found(Path file) throws IOException {
    String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    Set<String> found = new TreeSet<>();
    for (Charset charset : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE)) {
      String word = new String("canary".getBytes(charset), StandardCharsets.ISO_8859_1);
      if (text.contains(word)) {
        canaries.stream()
            .sorted(Comparator.naturalOrder())
            .filter(
                canary ->
                    text.contains(
                        new String(canary.getBytes(charset), StandardCharsets.ISO_8859_1)))
            .forEach(found::add);
      }
    }
    return found;
  }
}
