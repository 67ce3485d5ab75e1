package org.vigilmesh.adapter.desk;

import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where officers' browsers find the desk.
 *
 * @param listen where it listens; port 0 lets the system choose
 * @param origin what browsers name it: scheme, host and port, as passkeys are bound to it
 * @param tls the operator's certificate; empty only on loopback, for exercises
 * @param node the node id, for the name of the cookie where origins share a host
 */
public record DeskSettings(
    InetSocketAddress listen, String origin, Optional<Tls> tls, String node) {
  /** A certificate chain and its key, both PEM files. */
  public record Tls(Path certificate, Path key) {}

  /** The relying party that passkeys are made for: the origin's host. */
  String relyingParty() {
    return String.valueOf(URI.create(origin).getHost());
  }

  boolean isSecure() {
    return tls.isPresent();
  }

  /** Cookies know neither ports nor, without TLS, the host prefix. */
  String cookieName() {
    return isSecure() ? "__Host-vigil" : "vigil-" + node;
  }
}
