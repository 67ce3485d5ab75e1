package org.vigilmesh.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import picocli.CommandLine;

final class VigilTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int execute(String... words) {
    return Vigil.commandLine()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(words);
  }

  @Test
  void versionNamesTheProgramAndItsJava() {
    assertEquals(0, execute("version"));
    assertTrue(out.toString().startsWith("vigil "), out.toString());
    assertTrue(out.toString().contains("Java 25"), out.toString());
  }

  @Test
  void noCommandIsWrongInput() {
    assertEquals(2, execute());
    assertTrue(err.toString().contains("which command?"), err.toString());
  }

  @Test
  void unknownCommandIsWrongInput() {
    assertEquals(2, execute("nonsense"));
    assertTrue(err.toString().contains("nonsense"), err.toString());
    assertEquals("", out.toString());
  }

  @TestFactory
  Stream<DynamicTest> commandSaysWhatItDoes() {
    return tree(Vigil.commandLine())
        .map(
            command ->
                dynamicTest(
                    command.getCommandSpec().qualifiedName(),
                    () ->
                        assertFalse(
                            command.getCommandSpec().usageMessage().description().length == 0,
                            "give the command a description")));
  }

  private static Stream<CommandLine> tree(CommandLine command) {
    return Stream.concat(
        Stream.of(command), command.getSubcommands().values().stream().flatMap(VigilTest::tree));
  }
}
