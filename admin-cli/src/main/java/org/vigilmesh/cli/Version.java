package org.vigilmesh.cli;

import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code vigil version}: what is running here. */
@Command(name = "version", description = "Show the version of this program and of its Java.")
final class Version implements Runnable, IVersionProvider {
  @Spec private @Nullable CommandSpec spec;

  @Override
  public String[] getVersion() {
    String ours = Version.class.getPackage().getImplementationVersion();
    return new String[] {
      "vigil " + (ours == null ? "(not packaged)" : ours), "Java " + Runtime.version()
    };
  }

  @Override
  public void run() {
    if (spec == null) {
      return;
    }
    PrintWriter out = spec.commandLine().getOut();
    for (String line : getVersion()) {
      out.println(line);
    }
    out.flush();
  }
}
