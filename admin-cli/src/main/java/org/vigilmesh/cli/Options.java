package org.vigilmesh.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.vigilmesh.config.ConfigFile;
import org.vigilmesh.config.Layout;
import org.vigilmesh.config.NodeConfig;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What every command takes: how to answer, in which language, and to which node to speak. */
final class Options {
  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec command;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT")
  private Format output = Format.TABLE;

  @Option(names = "--lang", paramLabel = "LANGUAGE")
  private String language = "";

  @Option(names = "--no-input")
  private boolean noInput;

  @Option(names = "--node", paramLabel = "NAME")
  private @Nullable String node;

  @Option(names = "--socket", paramLabel = "PATH")
  private @Nullable Path socket;

  Console console() {
    Surroundings around = around();
    return new Console(
        around, new Texts(Texts.choose(language, around.environment())), output, !noInput);
  }

  private Surroundings around() {
    return ((Vigil) Objects.requireNonNull(command).root().userObject()).around();
  }

  boolean hasSocket() {
    return socket != null;
  }

  /** The admin socket of the node that is meant. */
  Path adminSocket() {
    return socket != null ? around().directory().resolve(socket) : config().adminSocket();
  }

  /** The configuration of the node that is meant. */
  NodeConfig config() {
    return ConfigFile.read(new Layout(home()).config());
  }

  /** The directory of the node that is meant: by name, by environment, or the one we stand in. */
  Path home() {
    Path here = around().directory();
    String name = node != null ? node : around().environment().getOrDefault("VIGIL_NODE", "");
    if (!name.isEmpty()) {
      Path direct = here.resolve(name);
      return isNode(direct) ? direct : demo(here, name);
    }
    if (isNode(here)) {
      return here;
    }
    throw CliException.of(Exit.INPUT, "E-NODE-WHICH");
  }

  private static Path demo(Path here, String name) {
    Path demo = here.resolve("demo-data").resolve(name.toLowerCase(Locale.ROOT));
    if (!isNode(demo)) {
      throw CliException.of(Exit.NOT_FOUND, "E-NODE-UNKNOWN", name);
    }
    return demo;
  }

  private static boolean isNode(Path directory) {
    return Files.isRegularFile(new Layout(directory).config());
  }
}
