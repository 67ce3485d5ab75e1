package org.vigilmesh.adapter.grpc;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.port.Transport.Pins;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;
import org.vigilmesh.value.InvalidValue;

/**
 * Who may shake hands: a certificate that names a node, whose key is among that node's pins. No
 * authority, chain or host name decides anything. Every refusal is the same.
 */
final class PinnedTrust extends X509ExtendedTrustManager {
  static final String NAME_PREFIX = "vigil:";

  /** The certificates live for days; this only forgives a clock. */
  private static final Duration SKEW = Duration.ofMinutes(5);

  private static final int SAN_URI = 6;

  private final Pins pins;
  private final InstantSource clock;

  PinnedTrust(Pins pins, InstantSource clock) {
    this.pins = pins;
    this.clock = clock;
  }

  /** The node that the certificate names and whose pins its key is among. */
  Optional<NodeId> findPeer(X509Certificate certificate) {
    Digest pin = Digest.sha256(Bytes.of(certificate.getPublicKey().getEncoded()));
    Optional<NodeId> node = findName(certificate);
    Set<Digest> known = node.flatMap(pins::find).orElse(Set.of());
    return node.filter(_ -> known.contains(pin) && isInTime(certificate));
  }

  private boolean isInTime(X509Certificate certificate) {
    Instant now = clock.instant();
    return !now.plus(SKEW).isBefore(certificate.getNotBefore().toInstant())
        && !now.minus(SKEW).isAfter(certificate.getNotAfter().toInstant());
  }

  /** The one node that the certificate names; empty when it names none or several. */
  static Optional<NodeId> findName(X509Certificate certificate) {
    try {
      Collection<List<?>> names = certificate.getSubjectAlternativeNames();
      List<String> ours =
          names == null
              ? List.of()
              : names.stream()
                  .filter(name -> name.get(0).equals(SAN_URI))
                  .map(name -> String.valueOf(name.get(1)))
                  .filter(uri -> uri.startsWith(NAME_PREFIX))
                  .toList();
      return ours.size() == 1
          ? Optional.of(new NodeId(ours.getFirst().substring(NAME_PREFIX.length())))
          : Optional.empty();
    } catch (CertificateParsingException | InvalidValue e) {
      return Optional.empty();
    }
  }

  private void check(X509Certificate[] chain, @Nullable String expected)
      throws CertificateException {
    Optional<NodeId> peer = chain.length == 0 ? Optional.empty() : findPeer(chain[0]);
    if (peer.filter(node -> expected == null || node.text().equals(expected)).isEmpty()) {
      throw new CertificateException("refused");
    }
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, @Nullable SSLEngine engine)
      throws CertificateException {
    check(chain, null);
  }

  /** The dialler names the node it wants in place of a host. */
  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, @Nullable SSLEngine engine)
      throws CertificateException {
    String expected = engine == null ? null : engine.getPeerHost();
    check(chain, expected == null ? "" : expected);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, @Nullable Socket socket)
      throws CertificateException {
    throw new CertificateException("refused");
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, @Nullable Socket socket)
      throws CertificateException {
    throw new CertificateException("refused");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
    throw new CertificateException("refused");
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
    throw new CertificateException("refused");
  }

  /** None: the list would tell strangers whom we know. */
  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }
}
