package org.vigilmesh.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;
import static org.vigilmesh.Golden.assertGolden;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;

final class VigilTest {
  @TempDir private Path home = Path.of("");

  private Runs.Result run(String... words) {
    return Runs.in(home).run(words);
  }

  private static CommandLine tree(String language) {
    return Vigil.commandLine(Runs.in(Path.of("")).around(), language);
  }

  private static Stream<CommandLine> commands(CommandLine command) {
    return Stream.concat(
        Stream.of(command),
        command.getSubcommands().values().stream().flatMap(VigilTest::commands));
  }

  private static Stream<CommandLine> verbs() {
    return commands(tree("en")).filter(command -> command.getSubcommands().isEmpty());
  }

  private static DynamicTest each(CommandLine command, Runnable claim) {
    return dynamicTest(command.getCommandSpec().qualifiedName(), claim::run);
  }

  @Test
  void versionNamesTheProgramAndItsJava() {
    assertEquals(0, run("version").code());
    assertTrue(run("version").field("java").startsWith("25"), run("version").out());
    assertTrue(run("--version").out().startsWith("vigil "), run("--version").out());
  }

  @Test
  void noCommandIsWrongInput() {
    Runs.Result result = run();

    assertEquals(2, result.code());
    assertEquals("", result.out());
    assertTrue(result.err().contains("(E-USAGE-MISSING)"), result.err());
    assertTrue(result.err().contains("missing: demo | node | keys | peers"), result.err());
    assertTrue(result.err().contains("next: vigil --help"), result.err());
  }

  @Test
  void unknownCommandIsWrongInput() {
    Runs.Result result = run("nonsense");

    assertEquals(2, result.code());
    assertEquals("", result.out());
    assertTrue(result.err().contains("nonsense"), result.err());
  }

  @Test
  void errorHasFourLines() {
    assertGolden("errors/usage.txt", run("peers", "suspend", "xb").err());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          peers show zz9 | E-USAGE-VALUE | why: NODE was given as zz9 | - a node id is
          completion fish | E-USAGE-VALUE | why: SHELL was given as fish | - bash
          keys rotate --use sewing | E-USAGE-VALUE | why: --use=USE was given as sewing | - sealing
          journal show x | E-USAGE-VALUE | NUMBER was given as x | next: vigil journal show --help
          case decide ID --review-at soon | E-USAGE-VALUE | given as soon | - 2027-01-21 or
          peers | E-USAGE-MISSING | missing: add | verify
          officer add | E-USAGE-MISSING | why: missing: ID | next: vigil officer add --help
          peers add | E-USAGE-MISSING | why: missing: FILE | next: vigil peers add --help
          peers verfy xb | E-USAGE-UNKNOWN | not known here: verfy xb | verify
          peers list xb yb | E-USAGE-UNKNOWN | not known here: xb yb | next: vigil peers list --help
          """)
  void whatIsWrongWithTheWordsIsSaidWithoutNamesOfOurProgram(
      String words, String code, String why, String also) {
    Runs.Result result = run(words.split(" "));

    assertEquals(2, result.code());
    assertEquals("", result.out());
    for (String part : List.of("(" + code + ")", why, also)) {
      assertTrue(result.err().contains(part), result.err());
    }
    assertFalse(result.err().contains("org.vigilmesh"), result.err());
  }

  @Test
  void errorIsJsonWhereDataWouldBe() {
    String expected =
        "{\"apiVersion\":\"v1\",\"kind\":\"Error\",\"code\":\"E-USAGE-MISSING\","
            + "\"what\":\"vigil peers suspend needs more words\",";
    for (String form : List.of("-o json", "-o=json", "--output json", "--output=JSON")) {
      List<String> words = new ArrayList<>(List.of("peers", "suspend", "xb"));
      words.addAll(List.of(form.split(" ")));
      String said = run(words.toArray(String[]::new)).err();
      assertTrue(said.startsWith(expected), said);
      assertTrue(said.endsWith("\"retriable\":false}\n"), said);
      assertEquals(1, said.lines().count());
    }
  }

  @Test
  void languageIsThatOfTheOptionOrTheMachine() {
    assertTrue(run("nonsense", "--lang", "fr").err().startsWith("erreur: "));
    assertTrue(run("nonsense", "--lang=es").err().startsWith("error: vigil no conoce"));
    assertTrue(
        Runs.in(home)
            .with(Map.of("LANG", "ru_RU.UTF-8"))
            .run("nonsense")
            .err()
            .startsWith("ошибка"));
    assertTrue(
        Runs.in(home)
            .with(Map.of("LC_ALL", "zh_CN", "LANG", "fr"))
            .run("x")
            .err()
            .startsWith("错误"));
    assertTrue(run("nonsense", "--lang", "tlh").err().startsWith("error: vigil does"));
  }

  @TestFactory
  Stream<DynamicTest> helpBeginsWithTwoExamples() {
    return commands(tree("en"))
        .map(
            command ->
                each(
                    command,
                    () -> {
                      assertTrue(command.getUsageMessage().startsWith("Examples:\n"));
                      List<String> examples = examples(command);
                      assertEquals(2, examples.size());
                      assertTrue(examples.stream().allMatch(one -> one.contains("vigil ")));
                    }));
  }

  /** The lines between the heading and the first empty line, those that were broken whole. */
  private static List<String> examples(CommandLine command) {
    String help = command.getUsageMessage().replaceAll(" \\\\\n +", " ");
    return help.lines().skip(1).takeWhile(line -> !line.isEmpty()).toList();
  }

  @TestFactory
  Stream<DynamicTest> helpFitsANarrowTerminal() {
    return Texts.LANGUAGES.stream()
        .flatMap(
            language ->
                commands(tree(language))
                    .map(
                        command ->
                            dynamicTest(
                                language + " " + command.getCommandSpec().qualifiedName(),
                                () ->
                                    assertEquals(
                                        List.of(),
                                        command
                                            .getUsageMessage()
                                            .lines()
                                            .filter(line -> line.length() > 80)
                                            .toList()))));
  }

  @TestFactory
  Stream<DynamicTest> exampleIsACommandThatExists() {
    return commands(tree("en"))
        .flatMap(command -> examples(command).stream())
        .distinct()
        .map(example -> dynamicTest(example, () -> assertIsCommand(example)));
  }

  private static void assertIsCommand(String example) {
    List<String> words = List.of(example.substring(example.indexOf("vigil ")).split(" ", -1));
    CommandLine command = tree("en");
    for (String word : words.subList(1, words.size())) {
      if (command.getSubcommands().isEmpty()) {
        String option = word.split("[=)]", 2)[0];
        assertTrue(
            !option.startsWith("--") || command.getCommandSpec().findOption(option) != null,
            option);
      } else if (!word.startsWith("-")) {
        CommandLine below = command.getSubcommands().get(word);
        assertTrue(below != null, () -> word + " is no command");
        command = below;
      }
    }
  }

  @TestFactory
  Stream<DynamicTest> commandAndItsWordsAreExplainedInEveryLanguage() {
    return Texts.LANGUAGES.stream()
        .flatMap(
            language ->
                commands(tree(language))
                    .map(
                        command ->
                            dynamicTest(
                                language + " " + command.getCommandSpec().qualifiedName(),
                                () -> assertExplained(command))));
  }

  private static void assertExplained(CommandLine command) {
    assertFalse(command.getCommandSpec().usageMessage().description().length == 0, "description");
    for (ArgSpec word : command.getCommandSpec().args()) {
      String about = String.join("", word.description());
      assertFalse(about.isBlank(), () -> "say what " + word + " is");
    }
  }

  @TestFactory
  Stream<DynamicTest> verbAnswersInAllThreeFormsAndLanguages() {
    return verbs()
        .map(
            command ->
                each(
                    command,
                    () -> {
                      for (String option : List.of("-o", "--lang", "--no-input", "--node")) {
                        assertTrue(command.getCommandSpec().findOption(option) != null, option);
                      }
                    }));
  }

  @Test
  void noOptionTakesASecret() {
    List<String> suspicious =
        verbs()
            .flatMap(command -> command.getCommandSpec().optionsMap().keySet().stream())
            .filter(name -> name.matches("--(pass(word|phrase)?|secret|pin|token|seed)"))
            .toList();

    assertEquals(List.of(), suspicious);
  }

  @TestFactory
  Stream<DynamicTest> helpIsAsItWasRead() {
    return tree("en").getSubcommands().values().stream()
        .map(
            noun ->
                each(
                    noun,
                    () -> {
                      StringBuilder all = new StringBuilder();
                      commands(noun)
                          .forEach(
                              command ->
                                  all.append("### ")
                                      .append(command.getCommandSpec().qualifiedName())
                                      .append('\n')
                                      .append(command.getUsageMessage())
                                      .append('\n'));
                      assertGolden("help/" + noun.getCommandName() + ".txt", all.toString());
                    }));
  }

  @Test
  void completionKnowsEveryCommand() {
    String script = run("completion", "bash").out();

    assertTrue(script.contains("complete -F"), "a completion function");
    commands(tree("en"))
        .map(CommandLine::getCommandName)
        .forEach(name -> assertTrue(script.contains(name), name));
    assertTrue(run("completion", "ZSH").out().startsWith("autoload"), "zsh needs its loader");
  }
}
