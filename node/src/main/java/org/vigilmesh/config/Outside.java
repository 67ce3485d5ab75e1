package org.vigilmesh.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.vigilmesh.identity.KeySet.Endpoint;

/**
 * How people are called who do not look at the node.
 *
 * @param isTraining whether the node belongs to no State: only such a one may call its own machine
 * @param language of the mails; one of the six
 * @param afterEmergency how long an alarm of an emergency may ring before they are
 * @param after the same for all others
 * @param webhooks the only addresses that are ever called
 */
public record Outside(
    boolean isTraining,
    String language,
    Duration afterEmergency,
    Duration after,
    Optional<Mail> mail,
    List<Webhook> webhooks) {
  public Outside {
    webhooks = List.copyOf(webhooks);
  }

  /** How the way to a mail server is protected. */
  public enum Security {
    TLS,
    STARTTLS,
    NONE
  }

  /**
   * A mail server.
   *
   * @param authorities PEM file of the certificates that the server's must lead to; empty: Java's
   */
  public record Mail(
      Endpoint server,
      Security security,
      String from,
      List<String> to,
      Optional<Login> login,
      Optional<Path> authorities) {
    public Mail {
      to = List.copyOf(to);
    }
  }

  /** Who the node is to the server; the file holds the password alone, mode 0600. */
  public record Login(String user, Path passwordFile) {}

  /** An address that takes notices, signed with the key in a file of mode 0600. */
  public record Webhook(String name, URI url, Path keyFile, Optional<Path> authorities) {}
}
