package org.vigilmesh.port;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import org.vigilmesh.value.Digest;

/**
 * The certificate and private key that this node shows in TLS handshakes, and the pin that peers
 * know it by.
 */
public record TransportIdentity(X509Certificate certificate, PrivateKey key, Digest pin) {
  @Override
  public String toString() {
    return "TransportIdentity[" + pin.brief() + "]";
  }
}
