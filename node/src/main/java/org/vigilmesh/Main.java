package org.vigilmesh;

import java.nio.file.Path;
import java.util.Locale;
import org.vigilmesh.adapter.crypto.CryptoException;
import org.vigilmesh.adapter.grpc.GrpcException;
import org.vigilmesh.adapter.outward.OutwardException;
import org.vigilmesh.config.ConfigException;
import org.vigilmesh.config.ConfigFile;
import org.vigilmesh.config.NodeConfig;
import org.vigilmesh.config.Problem;
import org.vigilmesh.port.Failpoint;
import org.vigilmesh.port.StoreException;

/** The entry of a node process: configuration in, a running node until it is told to stop. */
public final class Main {
  private static final int DONE = 0;
  private static final int FAILED = 1;
  private static final int BAD_INPUT = 2;

  private Main() {}

  /**
   * Runs the node of {@code configFile} until SIGTERM, an admin's stop, or a broken machine.
   *
   * @return the exit code: 0 stopped as told, 1 broken or cannot start, 2 wrong configuration
   */
  public static int run(Path configFile) {
    return run(configFile, Failpoint.NONE);
  }

  /** The same for tests, which may end the process at {@code failpoint}. */
  static int run(Path configFile, Failpoint failpoint) {
    NodeConfig config;
    try {
      config = ConfigFile.read(configFile);
    } catch (ConfigException e) {
      String language = Locale.getDefault().getLanguage();
      for (Problem problem : e.problems()) {
        System.err.println(configFile + ": " + problem.shown(language));
      }
      return BAD_INPUT;
    }
    return run(config, failpoint);
  }

  private static int run(NodeConfig config, Failpoint failpoint) {
    long begun = System.nanoTime();
    Node node;
    try {
      node = Node.start(config, version(), failpoint);
    } catch (StartException
        | StoreException
        | CryptoException
        | GrpcException
        | OutwardException e) {
      System.err.println("error: the node does not start: " + e.getMessage());
      return FAILED;
    }
    Thread hook = Thread.ofPlatform().unstarted(node::close);
    Runtime.getRuntime().addShutdownHook(hook);
    long millis = (System.nanoTime() - begun) / 1_000_000;
    System.out.println(
        config.node().shown()
            + " ready in "
            + millis
            + " ms, peers on "
            + config.listen()
            + ", admin socket "
            + config.adminSocket());
    try {
      boolean asTold = node.awaitEnd();
      if (!asTold) {
        System.err.println("error: the node ends: " + node.whatBroke());
      }
      Runtime.getRuntime().removeShutdownHook(hook);
      node.close();
      return asTold ? DONE : FAILED;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return FAILED;
    }
  }

  /** The version that the build wrote into the jar. */
  static String version() {
    String packaged = Main.class.getPackage().getImplementationVersion();
    return packaged == null ? "development" : packaged;
  }
}
