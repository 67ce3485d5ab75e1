package org.vigilmesh.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.vigilmesh.Main;
import org.vigilmesh.config.ConfigFile;
import org.vigilmesh.config.NodeConfig;
import org.vigilmesh.config.NodeConfig.Timers;
import org.vigilmesh.config.Outside;
import org.vigilmesh.proto.v1.Done;
import org.vigilmesh.proto.v1.NodeStatus;
import org.vigilmesh.proto.v1.StatusRequest;
import org.vigilmesh.proto.v1.StatusResponse;
import org.vigilmesh.proto.v1.StopRequest;
import org.vigilmesh.value.Bytes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code vigil node}: the node of this machine. */
@Command(
    name = "node",
    header = {"vigil node init --dir xb", "vigil node run --config xb/vigil.yaml"},
    subcommands = {NodeInit.class, NodeResume.class, NodeCommands.Config.class})
final class NodeCommands {
  @Command(
      name = "run",
      header = {"vigil node run --config xb/vigil.yaml", "vigil node run --node xb"})
  int run(
      @Mixin Options options,
      @Option(names = "--config", paramLabel = "FILE") @Nullable Path config) {
    return Main.run(configFile(options, config));
  }

  private static Path configFile(Options options, @Nullable Path given) {
    return given != null
        ? options.console().path(given)
        : new org.vigilmesh.config.Layout(options.home()).config();
  }

  static NodeStatus status(NodeLink link) {
    return link.ask(
            admin -> admin.status(StatusRequest.getDefaultInstance()),
            StatusResponse::hasFailed,
            StatusResponse::getFailed)
        .getStatus();
  }

  @Command(
      name = "status",
      header = {"vigil node status --node xa", "vigil node status -o json"})
  void status(@Mixin Options options) {
    try (NodeLink link = NodeLink.to(options)) {
      NodeStatus status = status(link);
      View view =
          View.one("NodeStatus")
              .field("node", status.getNode())
              .field("epoch", status.getEpoch())
              .field("incarnation", status.getIncarnation())
              .field("mode", status.getReadOnly() ? "read-only" : "normal")
              .field("reason", status.getReason())
              .field("since", NodeLink.at(status.getSince()))
              .field("now", NodeLink.at(status.getNow()))
              .field("startedAt", NodeLink.at(status.getStartedAt()))
              .field("version", status.getVersion())
              .field("peerPort", status.getPeerPort())
              .field("card", status.getCardVersion())
              .field("roster", status.getRosterVersion())
              .field("keySet", status.getKeySetVersion())
              .field("keySetEnds", NodeLink.at(status.getKeySetValidTo()))
              .field("journal", status.getJournalNumber())
              .field("head", Bytes.of(status.getJournalHead().toByteArray()).hex());
      if (!status.getReadOnly()) {
        options.console().show(view);
        return;
      }
      view.field("presented", WitnessViews.presented(WitnessViews.ask(link, "")));
      options.console().show(view);
      throw CliException.said(
          Exit.READ_ONLY, "E-READ-ONLY", status.getReason(), "vigil node resume --dry-run");
    }
  }

  @Command(
      name = "stop",
      header = {"vigil node stop --node xa", "vigil node stop --drain"})
  void stop(
      @Mixin Options options, @Mixin Change change, @Option(names = "--drain") boolean drain) {
    Console console = options.console();
    if (!change.isOnlyPlanned(console, "plan.node.stop")) {
      try (NodeLink link = NodeLink.to(options)) {
        StopRequest request = StopRequest.newBuilder().setDrain(drain).build();
        Done done = link.change(admin -> admin.stop(request));
        console.done(done.getJournal(), done.getLinesList());
      }
    }
  }

  /** {@code vigil node config}: the configuration file. */
  @Command(
      name = "config",
      header = {"vigil node config check --config xb/vigil.yaml", "vigil node config check -h"})
  static final class Config {
    @Command(
        name = "check",
        header = {
          "vigil node config check --config xb/vigil.yaml",
          "vigil node config check --node xb -o json"
        })
    void check(
        @Mixin Options options,
        @Option(names = "--config", paramLabel = "FILE") @Nullable Path file) {
      NodeConfig config = ConfigFile.read(configFile(options, file));
      Timers timers = config.timers();
      options
          .console()
          .show(
              View.one("NodeConfig")
                  .field("node", config.node().text())
                  .field("directory", config.directory())
                  .field("listen", config.listen())
                  .field("advertised", config.advertised())
                  .field("socket", config.adminSocket())
                  .field("pulse", timers.pulse())
                  .field("dialMin", timers.dialMin())
                  .field("dialMax", timers.dialMax())
                  .field("deliverEmergency", timers.deliverEmergency())
                  .field("deliverOther", timers.deliverOther())
                  .field("clocks", config.lengths().lines())
                  .field("channels", channels(config.outside())));
      options.console().say("config.right");
    }

    private static List<String> channels(Outside outside) {
      return Stream.concat(
              outside.mail().map(mail -> "mail " + mail.server().host()).stream(),
              outside.webhooks().stream().map(hook -> hook.name() + " " + hook.url().getHost()))
          .toList();
    }
  }
}
