package org.vigilmesh.config;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.vigilmesh.casework.Lengths;
import org.vigilmesh.config.NodeConfig.Listen;
import org.vigilmesh.config.NodeConfig.Timers;
import org.vigilmesh.config.YamlFile.Section;
import org.vigilmesh.identity.KeySet.Endpoint;
import org.vigilmesh.identity.NodeId;

/** Reads {@code vigil.yaml}; the commented samples in {@code config/} show every key. */
public final class ConfigFile {
  /** The kernel takes 107 bytes, of which the folder that the socket is bound in needs seven. */
  private static final int SOCKET_PATH_MAX = 100;

  private ConfigFile() {}

  /** The checked configuration; {@link ConfigException} with every problem otherwise. */
  public static NodeConfig read(Path path) {
    return read(path, YamlFile.read(path));
  }

  /** The same for {@code text}, which stands in {@code path}. */
  static NodeConfig read(Path path, String text) {
    return read(path, YamlFile.of(path, text));
  }

  private static NodeConfig read(Path path, YamlFile file) {
    Section root = file.root();
    Path home = Objects.requireNonNull(path.toAbsolutePath().normalize().getParent());

    Optional<NodeId> node = root.required("node", NodeId::typed, "node_id");
    Path directory =
        home.resolve(root.optional("directory", Readers::path, "path").orElse(Path.of("")))
            .normalize();
    Layout layout = new Layout(directory);

    Section peer = root.section("peer");
    Optional<Listen> listen = peer.required("listen", Readers::listen, "host_port");
    List<Endpoint> advertised = peer.list("advertise", Readers::endpoint, "host_port");
    Section admin = root.section("admin");
    Path socket = path(admin, "socket", directory, layout.adminSocket());
    if (length(shorter(socket)) > SOCKET_PATH_MAX) {
      admin.wrong("socket", socket.toString(), "socket_length");
    }
    Path passphrase = path(root, "passphrase_file", directory, layout.passphrase());
    Timers timers = timers(root.section("timers"));
    Lengths lengths = new ClockKeys().read(root.section("clocks"), timers);
    boolean isTraining = node.map(OutsideKeys::isTraining).orElse(false);
    Outside outside = new OutsideKeys(root.section("alarms"), directory, isTraining).read();
    Optional<DeskConfig> desk = new DeskKeys(root.section("desk"), directory, node).read();
    file.end();
    return new NodeConfig(
        node.orElseThrow(),
        directory,
        listen.orElseThrow(),
        advertised,
        shorter(socket),
        passphrase,
        timers,
        outside,
        lengths,
        desk);
  }

  private static Path path(Section section, String key, Path directory, Path otherwise) {
    return section
        .optional(key, Readers::path, "path")
        .map(found -> directory.resolve(found).normalize())
        .orElse(otherwise);
  }

  private static Timers timers(Section section) {
    Timers usual = Timers.DEFAULT;
    Timers timers =
        new Timers(
            duration(section, "pulse", usual.pulse()),
            duration(section, "dial_min", usual.dialMin()),
            duration(section, "dial_max", usual.dialMax()),
            duration(section, "deliver_emergency", usual.deliverEmergency()),
            duration(section, "deliver_other", usual.deliverOther()));
    if (timers.dialMax().compareTo(timers.dialMin()) < 0) {
      section.wrong("dial_max", timers.dialMax().toString(), "dial_order");
    }
    return timers;
  }

  private static Duration duration(Section section, String key, Duration usual) {
    return section.optional(key, Readers::duration, "duration").orElse(usual);
  }

  /** The path that the kernel can take: relative to the working directory where that is shorter. */
  private static Path shorter(Path socket) {
    Path relative = Path.of("").toAbsolutePath().relativize(socket);
    return length(socket) > SOCKET_PATH_MAX && length(relative) < length(socket)
        ? relative
        : socket;
  }

  private static int length(Path path) {
    return path.toString().getBytes(StandardCharsets.UTF_8).length;
  }
}
