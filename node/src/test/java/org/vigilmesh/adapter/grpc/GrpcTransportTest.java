package org.vigilmesh.adapter.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.vigilmesh.Fixtures.T;
import static org.vigilmesh.Fixtures.XA;
import static org.vigilmesh.Fixtures.XB;
import static org.vigilmesh.Fixtures.XC;

import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.port.EventLog;
import org.vigilmesh.port.EventLog.DialFailed;
import org.vigilmesh.port.EventLog.Opened;
import org.vigilmesh.port.TestIdentities;
import org.vigilmesh.port.Transport;
import org.vigilmesh.port.TransportContract;
import org.vigilmesh.port.TransportIdentity;
import org.vigilmesh.value.Digest;

/** Links over real sockets and real TLS on the loopback interface. */
final class GrpcTransportTest extends TransportContract {
  private final Map<NodeId, TransportIdentity> identities = new ConcurrentHashMap<>();

  @Override
  protected Transport transport(NodeId self) {
    return Grpc.transport(
        new InetSocketAddress("127.0.0.1", 0), identity(self), InstantSource.fixed(T));
  }

  private TransportIdentity identity(NodeId self) {
    return identities.computeIfAbsent(self, TestIdentities::of);
  }

  @Override
  protected Digest pin(NodeId self) {
    return identity(self).pin();
  }

  @Override
  protected TransportIdentity otherIdentity(NodeId self) {
    return TestIdentities.of(self);
  }

  @Override
  protected boolean settle(BooleanSupplier claim) {
    return log.await(claim);
  }

  @Test
  void theHybridGroupIsWhatTheWireShows() {
    start(XA);
    start(XB);
    link(XA, XB);
    for (NodeId node : Set.of(XA, XB)) {
      Transport.Security security = log.seen(node, Opened.class).getFirst().security();
      assertEquals(ServerHello.HYBRID, security.group());
      assertTrue(security.cipherSuite().startsWith("TLS_AES_"), security.cipherSuite());
    }
  }

  /** The log named a class of a library and a number of another one. */
  @Test
  void whoIsRefusedByAPeerIsToldWhyInWords() {
    start(XA);
    start(XB);
    pins(XB).remove(XA);
    dial(XA, XB);
    assertTrue(settle(() -> !log.seen(XA, DialFailed.class).isEmpty()));
    assertEquals(
        endpoint(XB)
            + ": it refuses our certificate: this node is not verified there, or its transport key"
            + " is not known there",
        log.seen(XA, DialFailed.class).getFirst().why());
  }

  @Test
  void anExpiredCertificateIsRefusedThoughItsKeyIsPinned() {
    refusesThoughPinned(
        TestIdentities.of(T.minusSeconds(7_200), T.minusSeconds(3_600), "vigil:xa"));
  }

  @Test
  void aCertificateOfTomorrowIsRefusedThoughItsKeyIsPinned() {
    refusesThoughPinned(TestIdentities.of(T.plusSeconds(3_600), T.plusSeconds(7_200), "vigil:xa"));
  }

  @Test
  void aCertificateWithTwoNamesIsRefusedThoughItsKeyIsPinned() {
    refusesThoughPinned(
        TestIdentities.of(T.minusSeconds(60), T.plusSeconds(3_600), "vigil:xa", "vigil:xb"));
  }

  @Test
  void aNameThatIsNoNodeIdIsRefused() {
    refusesThoughPinned(
        TestIdentities.of(T.minusSeconds(60), T.plusSeconds(3_600), "vigil:xa/../xb"));
  }

  private void refusesThoughPinned(TransportIdentity bad) {
    start(XA);
    start(XB);
    pins(XB).put(XA, Set.of(bad.pin(), pin(XA)));
    at(XA).use(bad);
    dial(XA, XB);
    assertTrue(log.await(() -> !log.seen(XA, DialFailed.class).isEmpty()));
    assertTrue(log.seen(XB, Opened.class).isEmpty());
  }

  @Test
  void aNodeWithoutANameInItsCertificateDoesNotStart() {
    TransportIdentity nameless = TestIdentities.of(T.minusSeconds(60), T.plusSeconds(60));
    try (Transport transport =
        Grpc.transport(new InetSocketAddress("127.0.0.1", 0), nameless, InstantSource.fixed(T))) {
      assertThrows(GrpcException.class, () -> transport.start(log.of(XC), _ -> Optional.empty()));
    }
  }

  @Test
  void aPortThatIsTakenIsAnErrorAtStart() {
    int taken = start(XA);
    try (Transport second =
        Grpc.transport(
            new InetSocketAddress("127.0.0.1", taken), identity(XB), InstantSource.fixed(T))) {
      assertThrows(GrpcException.class, () -> second.start(log.of(XB), _ -> Optional.empty()));
    }
  }

  @Test
  void theSelfTestSeesTheHybridGroup() {
    assertEquals(ServerHello.HYBRID, SelfTest.observedGroup(identity(XA), InstantSource.fixed(T)));
  }

  @Test
  void theSelfTestFailsForAKeyThatDoesNotFitTheCertificate() {
    TransportIdentity one = identity(XA);
    TransportIdentity other = identity(XB);
    var mixed = new TransportIdentity(one.certificate(), other.key(), one.pin());
    assertThrows(GrpcException.class, () -> SelfTest.observedGroup(mixed, InstantSource.fixed(T)));
  }

  @Test
  void aRevokedPeerIsRefusedFromTheNextHandshakeOn() {
    start(XA);
    start(XB);
    link(XA, XB);
    pins(XB).put(XA, Set.of());
    dial(XA, XB);
    assertTrue(log.await(() -> log.seen(XA, DialFailed.class).size() == 1));
    assertEquals(1, log.seen(XB, EventLog.Opened.class).size());
  }
}
