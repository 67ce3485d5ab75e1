package org.vigilmesh.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.vigilmesh.config.NodeConfig.Listen;
import org.vigilmesh.config.YamlFile.Section;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.value.InvalidValue;

/** Reads the {@code desk} section; without an address to listen on there is no desk. */
final class DeskKeys {
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "::1");

  private final Section section;
  private final Path directory;
  private final Optional<NodeId> node;

  DeskKeys(Section section, Path directory, Optional<NodeId> node) {
    this.section = section;
    this.directory = directory;
    this.node = node;
  }

  Optional<DeskConfig> read() {
    Optional<Listen> listen = section.optional("listen", Readers::listen, "host_port");
    Optional<Path> certificate = path("certificate");
    Optional<Path> key = path("key");
    Optional<String> origin = section.optional("origin", DeskKeys::origin, "origin");
    if (listen.isEmpty()) {
      if (certificate.isPresent() || origin.isPresent()) {
        section.wrong("listen", "", "host_port");
      }
      return Optional.empty();
    }
    if (certificate.isPresent() != key.isPresent()) {
      section.wrong("key", key.map(Path::toString).orElse(""), "desk_key");
    }
    if (certificate.isEmpty() && !mayBePlain(listen.get())) {
      section.wrong("certificate", "", "desk_plain");
    }
    String scheme = certificate.isPresent() ? "https" : "http";
    String usual = scheme + "://localhost:" + listen.get().port();
    if (!origin.orElse(usual).startsWith(scheme + ":")) {
      section.wrong("origin", origin.orElse(""), "origin");
    }
    return Optional.of(new DeskConfig(listen.get(), origin.orElse(usual), certificate, key));
  }

  /** Passwords and sessions never cross a network in clear: only an exercise on one machine may. */
  private boolean mayBePlain(Listen listen) {
    return LOOPBACK.contains(listen.host()) && node.map(OutsideKeys::isTraining).orElse(true);
  }

  private Optional<Path> path(String key) {
    return section
        .optional(key, Readers::path, "path")
        .map(found -> directory.resolve(found).normalize());
  }

  /** {@code https://desk.example}: as browsers write it, without a path. */
  private static String origin(String text) {
    InvalidValue.unless(text.matches("https?://[a-z0-9.-]+(:[0-9]{1,5})?"), "origin");
    return URI.create(text).toString();
  }
}
