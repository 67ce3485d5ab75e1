package org.vigilmesh.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.vigilmesh.SourceTree;
import picocli.CommandLine;

/** Each {@code ./vigil …} that README and docs quote is a command that exists. */
final class QuotedCommandsTest {
  private static final Pattern QUOTED = Pattern.compile("\\./vigil +([a-z][^\\n`#|]*)");
  private static final Pattern WORD = Pattern.compile("[a-z][a-z-]*");

  /** What the launcher does itself, before there is a Java program. */
  private static final Set<String> LAUNCHER = Set.of("test", "simulate", "fuzz");

  private final SourceTree tree = SourceTree.here();

  @TestFactory
  Stream<DynamicTest> quotedCommandExists() {
    return tree.ending(".md")
        .filter(page -> !page.equals(Path.of("CHANGELOG.md")))
        .map(
            page ->
                dynamicTest(
                    page.toString(), () -> assertEquals(List.of(), unknown(tree.text(page)))));
  }

  @Test
  void theCeremonyScriptUsesCommandsThatExist() {
    String script = tree.text(Path.of("certs-example", "make.sh"));
    String commands = script.replace("\"$vigil\" ", "./vigil ");

    assertTrue(commands.contains("./vigil anchor sign "), "the script names the command like this");
    assertEquals(List.of(), unknown(commands));
  }

  @Test
  void wordThatIsNoCommandIsFound() {
    assertEquals(
        List.of("nonsense", "version more"),
        unknown("`./vigil nonsense now`\n./vigil version\n./vigil test\n./vigil version more\n"));
  }

  /** The quoted commands whose words are neither commands nor arguments of one. */
  static List<String> unknown(String text) {
    List<String> unknown = new ArrayList<>();
    Matcher quoted = QUOTED.matcher(text);
    while (quoted.find()) {
      String[] words = quoted.group(1).strip().split("  ", -1)[0].split(" ", -1);
      if (!LAUNCHER.contains(words[0])) {
        CommandLine command = Vigil.commandLine(Runs.in(Path.of("")).around(), "en");
        StringBuilder path = new StringBuilder();
        for (String word : words) {
          if (!WORD.matcher(word).matches() || takesArguments(command)) {
            break;
          }
          path.append(path.isEmpty() ? "" : " ").append(word);
          CommandLine below = command.getSubcommands().get(word);
          if (below == null) {
            unknown.add(path.toString());
            break;
          }
          command = below;
        }
      }
    }
    return unknown;
  }

  private static boolean takesArguments(CommandLine command) {
    return !command.getCommandSpec().positionalParameters().isEmpty();
  }
}
