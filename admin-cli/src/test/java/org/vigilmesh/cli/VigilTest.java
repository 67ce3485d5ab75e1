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
    assertTrue(result.err().contains("(E-USAGE)"), result.err());
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
                      List<String> help = command.getUsageMessage().lines().toList();
                      assertEquals("Examples:", help.get(0));
                      assertTrue(help.get(1).contains("vigil "), help.get(1));
                      assertTrue(help.get(2).contains("vigil "), help.get(2));
                      assertEquals("", help.get(3));
                    }));
  }

  @TestFactory
  Stream<DynamicTest> exampleIsACommandThatExists() {
    return commands(tree("en"))
        .flatMap(command -> command.getUsageMessage().lines().skip(1).limit(2))
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
