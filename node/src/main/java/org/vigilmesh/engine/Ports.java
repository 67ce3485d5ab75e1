package org.vigilmesh.engine;

import java.time.InstantSource;
import org.vigilmesh.port.CaseVault;
import org.vigilmesh.port.Codec;
import org.vigilmesh.port.Entropy;
import org.vigilmesh.port.Failpoint;
import org.vigilmesh.port.NodeKeys;
import org.vigilmesh.port.Outward;
import org.vigilmesh.port.Sealer;
import org.vigilmesh.port.Store;
import org.vigilmesh.port.Transport;
import org.vigilmesh.port.Verifier;

/** Everything outside the core that an engine needs, composed by hand in {@code Node}. */
public record Ports(
    Store store,
    Transport transport,
    Codec codec,
    Verifier verifier,
    Sealer sealer,
    NodeKeys keys,
    CaseVault vault,
    Outward outward,
    Entropy entropy,
    InstantSource clock,
    Failpoint failpoint) {}
