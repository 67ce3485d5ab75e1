package org.vigilmesh.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The root of the command tree; by itself it only says what there is. */
@Command(
    name = "vigil",
    description = "Signed and sealed requests between the contact points of States.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    subcommands = {Version.class})
public final class Vigil implements Runnable {
  @Spec private CommandSpec spec;

  /** Made by {@link #commandLine()}, which lets picocli fill in the specification. */
  Vigil(CommandSpec spec) {
    this.spec = spec;
  }

  /** The whole command tree, ready to execute. */
  public static CommandLine commandLine() {
    return new CommandLine(new Vigil(CommandSpec.create()));
  }

  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "which command?");
  }
}
