package org.vigilmesh.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Mixin;

/** {@code vigil version}: what is running here. */
@Command(
    name = "version",
    header = {"vigil version", "vigil version -o json"})
final class Version implements Runnable, IVersionProvider {
  @Mixin private Options options = new Options();

  static String ours() {
    String packaged = Version.class.getPackage().getImplementationVersion();
    return packaged == null ? "0" : packaged;
  }

  @Override
  public String[] getVersion() {
    return new String[] {"vigil " + ours(), "Java " + Runtime.version()};
  }

  @Override
  public void run() {
    options
        .console()
        .show(
            View.one("Version").field("vigil", ours()).field("java", Runtime.version().toString()));
  }
}
