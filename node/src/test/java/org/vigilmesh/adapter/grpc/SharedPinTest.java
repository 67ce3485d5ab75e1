package org.vigilmesh.adapter.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.vigilmesh.Fixtures.T;
import static org.vigilmesh.Fixtures.XA;
import static org.vigilmesh.Fixtures.XB;
import static org.vigilmesh.Fixtures.XC;

import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.port.TestIdentities;
import org.vigilmesh.port.TransportIdentity;
import org.vigilmesh.value.Digest;

/** Attack: a peer publishes another peer's transport pin as its own, to be taken for it. */
final class SharedPinTest {
  private static TransportIdentity named(String uri) {
    return TestIdentities.of(T.minusSeconds(60), T.plusSeconds(60), uri);
  }

  private final TransportIdentity avalon = named("vigil:xa");
  private final TransportIdentity borduria = named("vigil:xb");
  private final TransportIdentity borduriaAsAvalon = named("vigil:xa");

  /** XB names XA's pin beside its own. */
  private final Map<NodeId, Set<Digest>> pins =
      Map.of(
          XA, Set.of(avalon.pin()),
          XB, Set.of(borduria.pin(), borduriaAsAvalon.pin(), avalon.pin()));

  private Optional<NodeId> taken(TransportIdentity shown) {
    return new PinnedTrust(node -> Optional.ofNullable(pins.get(node)), InstantSource.fixed(T))
        .findPeer(shown.certificate());
  }

  @Test
  void whoseLinkItIsTheCertificatesNameSaysAndThatNodesPinsMustAgree() {
    assertEquals(Optional.of(XA), taken(avalon), "its links stay its own");
    assertEquals(Optional.of(XB), taken(borduria));
    assertEquals(
        Optional.empty(), taken(borduriaAsAvalon), "a key of XB under XA's name is nobody's");
    assertEquals(Optional.empty(), taken(named("vigil:xc")), "and of " + XC + " nothing is known");
  }
}
