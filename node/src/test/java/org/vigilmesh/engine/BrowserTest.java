package org.vigilmesh.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.vigilmesh.HostileText;
import org.vigilmesh.identity.Officer;

/**
 * Debian's Chromium before two desks, driven by the scripts of {@code src/test/browser}. Where
 * there is no browser, no Node.js or no registry to fetch the driver from, all are skipped and say
 * so. {@code -Dbrowser.all=true} looks at every screen in every way, {@code
 * -Dbrowser.pictures=FOLDER} keeps what it saw.
 */
final class BrowserTest {
  private static final Path SCRIPTS = Path.of("src/test/browser");
  private static final Path HOME = Path.of("target/browser");
  private static final long MINUTES_MAX = 15;
  private static final int NODE_MIN = 20;

  private static Optional<Path> chromium = Optional.empty();
  private static Optional<String> missing = Optional.empty();

  private final DeskStage stage = new DeskStage();

  @BeforeAll
  static void fetchTheDriver() throws Exception {
    chromium = find("chromium").or(() -> find("chromium-browser"));
    Optional<Path> npm = find("npm");
    if (chromium.isEmpty()) {
      missing = Optional.of("no chromium: apt install chromium");
    } else if (npm.isEmpty() || nodeVersion() < NODE_MIN) {
      missing = Optional.of("no Node.js of version " + NODE_MIN + " or later, with npm");
    } else {
      copyScripts();
      Path log = HOME.resolve("npm.log");
      Process npmCi =
          new ProcessBuilder(
                  npm.get().toString(), "ci", "--ignore-scripts", "--no-audit", "--no-fund")
              .directory(HOME.toFile())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      if (!npmCi.waitFor(3, TimeUnit.MINUTES) || npmCi.exitValue() != 0) {
        npmCi.destroyForcibly();
        missing = Optional.of("the driver cannot be fetched, see " + log);
      }
    }
  }

  /** Its first number; 0 where there is none. */
  private static int nodeVersion() throws IOException, InterruptedException {
    if (find("node").isEmpty()) {
      return 0;
    }
    Process version = new ProcessBuilder("node", "--version").start();
    try (BufferedReader said = version.inputReader()) {
      String line = Optional.ofNullable(said.readLine()).orElse("");
      version.waitFor();
      return line.matches("v\\d{1,4}\\..*")
          ? Integer.parseInt(line.substring(1, line.indexOf('.')))
          : 0;
    }
  }

  private static void copyScripts() throws IOException {
    Files.createDirectories(HOME);
    try (Stream<Path> files = Files.list(SCRIPTS)) {
      for (Path file : files.toList()) {
        Files.copy(file, HOME.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  private static Optional<Path> find(String program) {
    return Stream.of(Optional.ofNullable(System.getenv("PATH")).orElse("").split(":", -1))
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst();
  }

  @AfterEach
  void closeTheDesks() {
    stage.close();
  }

  /** Runs a script to its end; what it says that does not hold is the failure. */
  private void holds(String script, Map<String, String> more) throws Exception {
    assumeTrue(missing.isEmpty(), () -> missing.orElseThrow());
    Path said = HOME.resolve(script + ".log");
    ProcessBuilder builder =
        new ProcessBuilder("node", script)
            .directory(HOME.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile());
    builder.environment().put("CHROMIUM", chromium.orElseThrow().toString());
    builder.environment().put("STAGE", stage.described());
    builder.environment().put("ALL", System.getProperty("browser.all", "false"));
    for (String name : List.of("pictures", "languages")) {
      Optional.ofNullable(System.getProperty("browser." + name))
          .ifPresent(value -> builder.environment().put(name.toUpperCase(Locale.ROOT), value));
    }
    builder.environment().putAll(more);
    Process process = builder.start();
    try {
      long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(MINUTES_MAX);
      while (!process.waitFor(50, TimeUnit.MILLISECONDS) && System.nanoTime() < end) {
        if (Files.deleteIfExists(HOME.resolve("wanted"))) {
          stage.ask("one more");
          stage.ask("and another");
        }
        stage.turn();
      }
    } finally {
      process.destroyForcibly();
    }
    List<String> lines = Files.readAllLines(said);
    assertEquals("held", lines.isEmpty() ? "" : lines.getLast(), String.join("\n", lines));
  }

  @Test
  void anOfficerAcknowledgesWithTwoKeysAndTheOtherSideReadsIt() throws Exception {
    stage.fill();
    holds("keyboard.mjs", Map.of());
    assertEquals(3, stage.acknowledgements(), "two that were there, and this one");
  }

  @Test
  void aDoubleClickAndTheWayBackSayNothingTwice() throws Exception {
    stage.fill();
    holds("twice.mjs", Map.of());
    assertEquals(3, stage.acknowledgements(), "two that were there, and this one");
  }

  @Test
  void anUrgentRequestSoundsAtEachDeskUntilSomebodyTakesCharge() throws Exception {
    stage.ask("One request that is urgent.");
    holds("alarm.mjs", Map.of());
  }

  @Test
  void aShiftEndsWithANoteThatTheNextOfficerReads() throws Exception {
    stage.fill();
    holds("shift.mjs", Map.of());
  }

  @Test
  void whatIsNewMovesNoRow() throws Exception {
    stage.fill();
    holds("rows.mjs", Map.of());
  }

  @Test
  void theClocksAreTheServersAndALostLineIsSaidAtOnce() throws Exception {
    stage.fill();
    holds("line.mjs", Map.of());
  }

  @Test
  void aLinkWithACodeBecomesAPasskeyThatCounts() throws Exception {
    holds("enrol.mjs", Map.of("CODE", stage.invite("o.olund", Officer.Role.AUDITOR)));
    assertEquals(List.of("o.olund"), stage.enrolled());
  }

  @Test
  void aPageWithoutAPersonLocksItselfAndOpensWhereItWas() throws Exception {
    stage.fill();
    holds("lock.mjs", Map.of());
  }

  @Test
  void everyScreenIsAccessibleInEveryLanguageWidthAndLight() throws Exception {
    stage.fill();
    holds("screens.mjs", Map.of());
  }

  @Test
  void whatStrangersWriteIsShownAsText() throws Exception {
    List<String> hostile = HostileText.all();
    for (int i = 0; i < hostile.size(); i += 40) {
      stage.ask(String.join("\n", hostile.subList(i, Math.min(i + 40, hostile.size()))));
    }
    holds("hostile.mjs", Map.of("HOSTILE", HostileText.json()));
  }
}
