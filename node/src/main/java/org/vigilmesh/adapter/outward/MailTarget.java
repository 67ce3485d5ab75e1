package org.vigilmesh.adapter.outward;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.vigilmesh.value.SecretBytes;

/**
 * A mail server and whom it is to reach.
 *
 * @param user empty for a server that asks for nobody's name
 * @param authorities PEM file of the certificates that the server's must lead to; empty: Java's own
 */
public record MailTarget(
    String host,
    int port,
    Security security,
    String from,
    List<String> to,
    Optional<Login> user,
    Optional<Path> authorities) {
  public MailTarget {
    to = List.copyOf(to);
  }

  /** Who the node is to the server. */
  public record Login(String name, SecretBytes password) {}

  /** How the way to the server is protected; there is no way back to a weaker one. */
  public enum Security {
    TLS,
    STARTTLS,
    /** Plain; to a server on this machine only. */
    NONE
  }
}
