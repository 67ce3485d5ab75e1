package org.vigilmesh.adapter.grpc;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.vigilmesh.Fixtures.T;
import static org.vigilmesh.Fixtures.XA;
import static org.vigilmesh.Fixtures.XB;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigilmesh.port.TestIdentities;
import org.vigilmesh.port.Transport.Pins;
import org.vigilmesh.port.TransportIdentity;

/** Whom a handshake lets in, decided from the certificate and the pins alone. */
final class PinnedTrustTest {
  private static final TransportIdentity AVALON =
      TestIdentities.of(T.minusSeconds(60), T.plusSeconds(60), "vigil:xa");

  private static PinnedTrust trust(TransportIdentity pinned, Instant now) {
    Pins pins = node -> node.equals(XA) ? Optional.of(Set.of(pinned.pin())) : Optional.empty();
    return new PinnedTrust(pins, InstantSource.fixed(now));
  }

  private static SSLEngine engine(String peer) throws Exception {
    return SSLContext.getDefault().createSSLEngine(peer, 0);
  }

  @Test
  void theNamedNodeWithAPinnedKeyIsFound() {
    assertEquals(Optional.of(XA), trust(AVALON, T).findPeer(AVALON.certificate()));
    assertEquals(Optional.empty(), trust(TestIdentities.of(XA), T).findPeer(AVALON.certificate()));
    TransportIdentity other = TestIdentities.of(XB);
    assertEquals(Optional.empty(), trust(other, T).findPeer(other.certificate()));
  }

  @ParameterizedTest
  @CsvSource({"-360, true", "-361, false", "360, true", "361, false", "0, true"})
  void aClockIsForgivenFiveMinutesOnEitherSide(int seconds, boolean found) {
    PinnedTrust trust = trust(AVALON, T.plusSeconds(seconds));
    assertEquals(found, trust.findPeer(AVALON.certificate()).isPresent());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "xa",
        "vigil:",
        "vigil:XA",
        "vigil:xa ",
        "vigil:x",
        "VIGIL:xa",
        "spiffe://vigil/xa"
      })
  void whatIsNotExactlyOneNodesNameIsNone(String uri) {
    TransportIdentity odd = TestIdentities.of(T.minusSeconds(9), T.plusSeconds(9), uri);
    assertEquals(Optional.empty(), PinnedTrust.findName(odd.certificate()));
    assertEquals(Optional.empty(), trust(odd, T).findPeer(odd.certificate()));
  }

  @Test
  void otherNamesBesideTheOneAreNoMatter() {
    TransportIdentity both =
        TestIdentities.of(T.minusSeconds(9), T.plusSeconds(9), "https://xa.example", "vigil:xa");
    assertEquals(Optional.of(XA), PinnedTrust.findName(both.certificate()));
    TransportIdentity twice =
        TestIdentities.of(T.minusSeconds(9), T.plusSeconds(9), "vigil:xa", "vigil:xb");
    assertEquals(Optional.empty(), PinnedTrust.findName(twice.certificate()));
  }

  @Test
  void aDiallerAcceptsOnlyTheNodeItDialled() throws Exception {
    PinnedTrust trust = trust(AVALON, T);
    X509Certificate[] chain = {AVALON.certificate()};
    assertDoesNotThrow(() -> trust.checkServerTrusted(chain, "EC", engine("xa")));
    for (String dialled : new String[] {"xb", "XA", "", "xa.example"}) {
      SSLEngine engine = engine(dialled);
      assertThrows(
          CertificateException.class, () -> trust.checkServerTrusted(chain, "EC", engine), dialled);
    }
    assertThrows(
        CertificateException.class, () -> trust.checkServerTrusted(chain, "EC", (SSLEngine) null));
  }

  @Test
  void everyRefusalIsTheSame() {
    PinnedTrust trust = trust(AVALON, T);
    TransportIdentity stranger = TestIdentities.of(XB);
    TransportIdentity impostor = TestIdentities.of(XA);
    for (X509Certificate[] chain :
        new X509Certificate[][] {
          {},
          {stranger.certificate()},
          {impostor.certificate()},
          {stranger.certificate(), AVALON.certificate()}
        }) {
      CertificateException refused =
          assertThrows(
              CertificateException.class,
              () -> trust.checkClientTrusted(chain, "EC", (SSLEngine) null));
      assertEquals("refused", refused.getMessage());
    }
  }

  @Test
  void waysInThatCannotNameTheConnectionAreClosed() {
    PinnedTrust trust = trust(AVALON, T);
    X509Certificate[] chain = {AVALON.certificate()};
    assertThrows(CertificateException.class, () -> trust.checkClientTrusted(chain, "EC"));
    assertThrows(CertificateException.class, () -> trust.checkServerTrusted(chain, "EC"));
    assertThrows(
        CertificateException.class, () -> trust.checkClientTrusted(chain, "EC", (Socket) null));
    assertThrows(
        CertificateException.class, () -> trust.checkServerTrusted(chain, "EC", (Socket) null));
    assertEquals(0, trust.getAcceptedIssuers().length, "nobody learns whom we know");
  }
}
