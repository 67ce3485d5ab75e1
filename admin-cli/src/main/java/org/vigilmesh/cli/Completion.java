package org.vigilmesh.cli;

import java.io.PrintWriter;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vigil completion}: what a shell needs to complete commands. */
@Command(
    name = "completion",
    header = {"source <(vigil completion bash)", "vigil completion zsh > _vigil"})
final class Completion implements Runnable {
  @Spec private @Nullable CommandSpec spec;
  @Mixin private Options options = new Options();

  /** One script serves both: zsh loads it through its bash compatibility. */
  enum Shell {
    BASH,
    ZSH
  }

  @Parameters(arity = "1", paramLabel = "SHELL", descriptionKey = "shell")
  private Shell shell = Shell.BASH;

  @Override
  public void run() {
    PrintWriter out = options.console().around().out();
    if (shell == Shell.ZSH) {
      out.println("autoload -U +X bashcompinit && bashcompinit");
    }
    CommandSpec root = Objects.requireNonNull(spec).root();
    out.println(AutoComplete.bash("vigil", root.commandLine()));
    out.flush();
  }
}
