package org.vigilmesh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The models of docs/models hold in every reachable state, and each of their mutants fails. */
final class SpinModelsTest {
  private static final Path MODELS = Path.of("..", "docs", "models");
  private static final Pattern MUTANTS = Pattern.compile("fail:([A-Z_,\\s*]+)\\.");
  private static final long PATIENCE_SECONDS = 120;

  @TempDir private Path folder;

  /** In an ordinary run every third of them, and the rest with -Dspin.all=true. */
  static Stream<String> mutants() throws IOException {
    List<String> all = new ArrayList<>();
    for (String model : List.of("lanes", "rotation", "rollback")) {
      var named = MUTANTS.matcher(Files.readString(MODELS.resolve(model + ".pml")));
      assertTrue(named.find(), "the head of " + model + " names its mutants");
      for (String mutant : named.group(1).replaceAll("[\\s*]", "").split(",")) {
        all.add(model + ":" + mutant);
      }
    }
    int step = Boolean.getBoolean("spin.all") ? 1 : 3;
    return IntStream.range(0, all.size()).filter(i -> i % step == 0).mapToObj(all::get);
  }

  @ParameterizedTest
  @CsvSource({"lanes,100000", "rotation,10000", "rollback,5000"})
  void aModelHoldsInEveryState(String model, long statesMin)
      throws IOException, InterruptedException {
    String output = verify(model, List.of());
    assertTrue(output.contains("errors: 0"), output);
    assertFalse(output.contains("max search depth too small"), output);
    long states = Long.parseLong(output.replaceAll("(?s).*?(\\d+) states, stored.*", "$1"));
    assertTrue(states >= statesMin, model + " has " + states + " states only");
    String watch = output.replaceAll("(?s).*unreached in proctype Watch(.*)", "$1");
    assertEquals("(0of", watch.replaceAll("\\s", "").substring(0, 4), "its end is reached");
  }

  @ParameterizedTest
  @MethodSource("mutants")
  void aMutantFails(String name) throws IOException, InterruptedException {
    String[] words = name.split(":");
    String output = verify(words[0], List.of("-D" + words[1]));
    assertTrue(output.contains("errors: 1"), name + " is not noticed: " + output);
  }

  private String verify(String model, List<String> mutant)
      throws IOException, InterruptedException {
    assumeTrue(isInstalled("spin", "-V"), "spin is not installed");
    assumeTrue(isInstalled("cc", "--version"), "no C compiler is installed");
    Files.copy(MODELS.resolve(model + ".pml"), folder.resolve("model.pml"));
    List<String> spin = new ArrayList<>(List.of("spin"));
    spin.addAll(mutant);
    spin.addAll(List.of("-a", "model.pml"));
    run(spin);
    run(List.of("cc", mutant.isEmpty() ? "-O1" : "-O0", "-w", "-DSAFETY", "-o", "pan", "pan.c"));
    return run(List.of("./pan", "-m200000"));
  }

  private static boolean isInstalled(String program, String question) throws InterruptedException {
    try {
      return new ProcessBuilder(program, question)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private String run(List<String> command) throws IOException, InterruptedException {
    Path output = folder.resolve("output");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertTrue(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS), () -> command + " goes on");
    } finally {
      process.destroyForcibly();
    }
    return Files.readString(output);
  }
}
