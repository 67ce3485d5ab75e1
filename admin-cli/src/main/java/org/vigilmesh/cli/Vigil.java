package org.vigilmesh.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.vigilmesh.config.ConfigException;
import org.vigilmesh.config.Readers;
import org.vigilmesh.identity.Fingerprint;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.message.CaseId;
import org.vigilmesh.value.InvalidValue;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The root of the command tree: builds it, runs it, and turns what is thrown into exit codes. */
@Command(
    name = "vigil",
    header = {"vigil demo", "vigil node init --dir xb"},
    synopsisSubcommandLabel = "COMMAND",
    versionProvider = Version.class)
public final class Vigil {
  private static final List<Class<?>> COMMANDS =
      List.of(
          Demo.class,
          NodeCommands.class,
          Keys.class,
          Peers.class,
          Cards.class,
          Anchors.class,
          Officers.class,
          Rosters.class,
          Requests.class,
          Cases.class,
          EvidenceVerify.class,
          Laws.class,
          Statistics.class,
          Journal.class,
          Alarms.class,
          Bench.class,
          Explain.class,
          Completion.class,
          Version.class);

  /** Of the narrowest terminal that is usual. */
  private static final int HELP_WIDTH = 80;

  private final Surroundings around;

  Vigil(Surroundings around) {
    this.around = around;
  }

  public static void main(String[] args) {
    LibraryLogs.silence(List.of(args));
    System.exit(run(Surroundings.ofProcess(), args));
  }

  /** Runs one command and answers with its exit code. */
  static int run(Surroundings around, String... args) {
    return commandLine(around, word(args, "--lang", ""), needed(args)).execute(args);
  }

  /** The one command that is run; building all sixty would cost more than most of them. */
  private static List<Class<?>> needed(String[] args) {
    List<Class<?>> asked =
        COMMANDS.stream()
            .filter(type -> args.length > 0 && nameOf(type).equals(args[0]))
            .filter(type -> type != Completion.class)
            .toList();
    return asked.isEmpty() ? COMMANDS : asked;
  }

  private static String nameOf(Class<?> command) {
    return Objects.requireNonNull(command.getAnnotation(Command.class)).name();
  }

  Surroundings around() {
    return around;
  }

  /** The whole command tree, with help in {@code language}. */
  static CommandLine commandLine(Surroundings around, String language) {
    return commandLine(around, language, COMMANDS);
  }

  private static CommandLine commandLine(
      Surroundings around, String language, List<Class<?>> commands) {
    String chosen = Texts.choose(language, around.environment());
    CommandLine all = new CommandLine(new Vigil(around));
    commands.forEach(all::addSubcommand);
    all.getCommandSpec()
        .addOption(
            OptionSpec.builder("-V", "--version").versionHelp(true).type(boolean.class).build());
    addHelp(all);
    all.setResourceBundle(Texts.bundle("help", chosen));
    all.setOut(around.out()).setErr(around.err());
    all.setCaseInsensitiveEnumValuesAllowed(true);
    all.registerConverter(NodeId.class, NodeId::typed);
    all.registerConverter(CaseId.class, CaseId::typed);
    all.registerConverter(Fingerprint.class, Fingerprint::typed);
    all.registerConverter(Instant.class, Times::instant);
    all.registerConverter(Duration.class, Readers::duration);
    all.setColorScheme(Help.defaultColorScheme(around.isLively() ? Help.Ansi.AUTO : Help.Ansi.OFF));
    all.setUsageHelpAutoWidth(false).setUsageHelpWidth(HELP_WIDTH);
    all.setParameterExceptionHandler((wrong, args) -> complain(around, args, usage(wrong)));
    all.setExecutionExceptionHandler(
        (thrown, _, parsed) ->
            complain(around, parsed.originalArgs().toArray(String[]::new), known(thrown, chosen)));
    showExamplesFirst(all, new Texts(chosen));
    return all;
  }

  private static void addHelp(CommandLine command) {
    command
        .getCommandSpec()
        .addOption(OptionSpec.builder("-h", "--help").usageHelp(true).type(boolean.class).build());
    command.getSubcommands().values().forEach(Vigil::addHelp);
  }

  /** Help begins with the examples; what picocli calls the header is where they are written. */
  private static void showExamplesFirst(CommandLine command, Texts texts) {
    UsageMessageSpec usage = command.getCommandSpec().usageMessage();
    StringBuilder examples = new StringBuilder(texts.of("help.examples")).append('\n');
    for (String example : usage.header()) {
      examples.append("  ").append(wrapped(example)).append('\n');
    }
    String first = examples.append('\n').toString();
    command.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_HEADER, _ -> first);
    usage.header(new String[0]);
    command.getSubcommands().values().forEach(sub -> showExamplesFirst(sub, texts));
  }

  /**
   * An example that still works where it takes more than one line: each breaks before an option.
   */
  private static String wrapped(String example) {
    int at = example.lastIndexOf(" --", HELP_WIDTH - "   \\".length());
    return example.length() + 2 <= HELP_WIDTH || at <= 0
        ? example
        : example.substring(0, at) + " \\\n     " + wrapped(example.substring(at));
  }

  private static int complain(Surroundings around, String[] args, CliException error) {
    Texts texts = new Texts(Texts.choose(word(args, "--lang", ""), around.environment()));
    new Console(around, texts, format(args), false).complain(error);
    return error.exit().number();
  }

  private static CliException usage(ParameterException wrong) {
    CommandLine at = wrong.getCommandLine();
    String command = at.getCommandSpec().qualifiedName();
    return switch (wrong) {
      case MissingParameterException missing -> missing(command, labels(missing.getMissing()));
      case UnmatchedArgumentException unknown ->
          CliException.of(
                  Exit.INPUT, "E-USAGE-UNKNOWN", command, String.join(" ", unknown.getUnmatched()))
              .withDetails(unknown.getSuggestions());
      default -> {
        ArgSpec word = wrong.getArgSpec();
        if (word != null && wrong.getValue() != null) {
          yield CliException.of(Exit.INPUT, "E-USAGE-VALUE", command, label(word), wrong.getValue())
              .withDetails(allowed(word, wrong.getCause()));
        }
        yield word == null && !at.getSubcommands().isEmpty()
            ? missing(command, String.join(" | ", at.getSubcommands().keySet()))
            : CliException.of(Exit.INPUT, "E-USAGE", command, String.valueOf(wrong.getMessage()));
      }
    };
  }

  private static CliException missing(String command, String words) {
    return CliException.of(Exit.INPUT, "E-USAGE-MISSING", command, words);
  }

  private static String labels(List<ArgSpec> words) {
    return words.stream().map(Vigil::label).collect(Collectors.joining(" "));
  }

  private static String label(ArgSpec word) {
    return word instanceof OptionSpec option
        ? option.longestName() + "=" + option.paramLabel()
        : word.paramLabel();
  }

  /** What would be a value: the names of a list, or what the value's own type says. */
  private static List<String> allowed(ArgSpec word, @Nullable Throwable cause) {
    if (word.type().isEnum()) {
      return Arrays.stream(word.type().getEnumConstants())
          .map(one -> one.toString().toLowerCase(Locale.ROOT))
          .toList();
    }
    return cause instanceof InvalidValue said
        ? List.of(String.valueOf(said.getMessage()))
        : List.of();
  }

  private static CliException known(Exception thrown, String language) {
    return switch (thrown) {
      case CliException known -> known;
      case ConfigException wrong ->
          CliException.of(Exit.INPUT, "E-CONFIG", wrong.file(), wrong.problems().size())
              .withDetails(wrong.problems().stream().map(one -> one.shown(language)).toList());
      default -> CliException.of(Exit.FAILED, "E-BUG", thrown);
    };
  }

  /** The format asked for, also where the rest of the line cannot be understood. */
  private static Format format(String[] args) {
    String word = word(args, "--output", word(args, "-o", "table")).toUpperCase(Locale.ROOT);
    return Arrays.stream(Format.values())
        .filter(format -> format.name().equals(word))
        .findFirst()
        .orElse(Format.TABLE);
  }

  private static String word(String[] args, String option, String otherwise) {
    List<String> words = List.of(args);
    int at = words.indexOf(option);
    if (at >= 0 && at + 1 < words.size()) {
      return words.get(at + 1);
    }
    return words.stream()
        .filter(word -> word.startsWith(option + "="))
        .map(word -> word.substring(option.length() + 1))
        .findFirst()
        .orElse(otherwise);
  }
}
