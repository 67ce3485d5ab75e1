package org.vigilmesh.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What of the demo can be claimed without starting nodes; the demo itself is the whole test. */
final class DemoTest {
  @TempDir private Path home = Path.of("");

  @Test
  void aTakenPortIsNamedWithItsProcess() throws IOException {
    try (ServerSocket taken = new ServerSocket()) {
      taken.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      int port = taken.getLocalPort();
      assertFalse(DemoPorts.isFree(port));
      assertTrue(
          DemoPorts.findOwner(port).orElse("").startsWith(ProcessHandle.current().pid() + " ("));

      Runs.Result result =
          Runs.in(home)
              .run("demo", "--once", "--port-base", String.valueOf(Math.min(port, 65_533)));
      assertEquals(1, result.code());
      assertTrue(result.out().contains("[1/6] Java, Maven and ports ✗"), result.out());
      assertTrue(result.err().contains("(E-DEMO-TAKEN)"), result.err());
      assertTrue(result.err().contains("--port-base"), result.err());
    }
    assertFalse(Files.exists(home.resolve("demo-data")));
  }

  @Test
  void portsThatCannotBeAreRefused() {
    assertEquals(2, Runs.in(home).run("demo", "--port-base", "80").code());
    assertEquals(2, Runs.in(home).run("demo", "--port-base", "65535").code());
  }

  @Test
  void cleaningRemovesOnlyWhatADemoMade() throws IOException {
    Path data = Files.createDirectories(home.resolve("demo-data").resolve("xa"));
    Files.writeString(data.resolve("thesis.txt"), "years of work");

    assertEquals(2, Runs.in(home).run("demo", "--clean").code());
    assertTrue(Files.exists(data.resolve("thesis.txt")));

    Files.createFile(Demo.mark(home.resolve("demo-data")));
    assertEquals(0, Runs.in(home).run("demo", "--clean").code());
    assertFalse(Files.exists(home.resolve("demo-data")));
    assertEquals(0, Runs.in(home).run("demo", "--clean").code());
  }

  @Test
  void threeCountriesThatDoNotExistSpeakThreeLanguages() {
    List<Founding.Plan> plans = DemoCountries.plans(7401);

    assertEquals(
        List.of("xa", "xb", "xc"), plans.stream().map(plan -> plan.node().node().text()).toList());
    assertEquals(
        List.of("en", "ar", "fr"),
        plans.stream().map(plan -> plan.presentation().contact().languages().getFirst()).toList());
    assertEquals(
        List.of("127.0.0.1:7401", "127.0.0.1:7402", "127.0.0.1:7403"),
        plans.stream().map(Founding.Plan::listen).toList());
    assertTrue(
        plans.stream()
            .allMatch(plan -> plan.presentation().declarations().has("exercises_welcome")));
  }

  @Test
  void theScriptsNameCountriesOfficersAndLinesThatThereAre() {
    Map<String, List<String>> scripts = CasePlay.blocks(SeedCases.text());
    assertTrue(scripts.size() > 12, scripts.keySet()::toString);
    Map<String, List<String>> people = new TreeMap<>();
    for (Founding.Plan plan : DemoCountries.plans(7401)) {
      people.put(
          plan.node().node().text(), plan.officers().stream().map(one -> one.id().text()).toList());
    }
    for (String line : scripts.values().stream().flatMap(List::stream).toList()) {
      if (line.startsWith("> ")) {
        for (String language : Texts.LANGUAGES) {
          assertFalse(new Texts(language).of(line.substring(2), "XB", "urgent", "1").isBlank());
        }
      } else {
        List<String> who = List.of(line.substring(0, line.indexOf(" | ")).split(" "));
        List<String> known = people.getOrDefault(who.getFirst(), List.of());
        assertTrue(known.containsAll(who.subList(1, who.size())), line);
      }
    }
  }

  @Test
  void aCommandOfItsOwnThatFailsTellsWhatItSaid() {
    DemoRun run = new DemoRun(Runs.in(home).around());
    try {
      run.here("explain", "E-NONSENSE");
    } catch (CliException failed) {
      assertEquals("E-DEMO-COMMAND", failed.code());
      assertTrue(
          failed.details().getFirst().contains("E-CODE-UNKNOWN"), failed.details().toString());
      return;
    }
    throw new AssertionError("a failed command passed");
  }

  @Test
  void fieldsOfAnAnswerAreRead() {
    String java = new DemoRun(Runs.in(home).around()).field("java", "version");

    assertTrue(java.startsWith("25"), java);
  }

  private List<String> farewell(boolean isOver, String language) {
    java.io.StringWriter said = new java.io.StringWriter();
    Surroundings around = Runs.in(home).around();
    Surroundings heard =
        new Surroundings(
            new java.io.PrintWriter(said, true),
            around.err(),
            around.in(),
            around.environment(),
            false,
            around.secrets(),
            home,
            around.clock(),
            around.random(),
            around.keyCost());
    Console console = new Console(heard, new Texts(language), Format.TABLE, false);
    try (LocalMesh mesh = new LocalMesh(heard, home, DemoCountries.plans(7401), false)) {
      new DemoSteps(console, home, 7401, mesh, false).farewell(isOver);
    }
    return said.toString().lines().toList();
  }

  @Test
  void theLastLinesSayWhatToLookAtHowToVerifyAndHowToStop() {
    for (boolean isOver : new boolean[] {false, true}) {
      List<String> lines = farewell(isOver, "en");

      assertEquals("", lines.getFirst());
      assertTrue(lines.get(1).startsWith("  Look  ./vigil "), lines::toString);
      assertTrue(lines.getLast().startsWith("  Stop  "), lines::toString);
      assertTrue(
          lines.stream().anyMatch(line -> line.contains("./vigil journal verify --node xb")),
          lines::toString);
      assertTrue(
          lines.stream().anyMatch(line -> line.contains("demo-data/evidence/README.txt")),
          lines::toString);
    }
  }

  @Test
  void whenNothingRunsAnyMoreTheLastLinesSayHowToStartItAgain() {
    String over = String.join("\n", farewell(true, "en"));
    String running = String.join("\n", farewell(false, "en"));

    assertTrue(over.contains("./vigil node run --node xb"), over);
    assertFalse(over.contains("Ctrl-C"), over);
    assertTrue(running.contains("Ctrl-C"), running);
  }

  @Test
  void theCommandsOfTheLastLinesExistInEveryLanguage() {
    for (String language : Texts.LANGUAGES) {
      for (boolean isOver : new boolean[] {false, true}) {
        String lines = String.join("\n", farewell(isOver, language)).replace(")", " ");
        assertTrue(lines.contains("./vigil "), lines);
        assertEquals(List.of(), QuotedCommandsTest.unknown(lines), language);
      }
    }
  }
}
