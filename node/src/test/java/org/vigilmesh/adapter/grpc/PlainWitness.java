package org.vigilmesh.adapter.grpc;

import static org.vigilmesh.Fixtures.T;
import static org.vigilmesh.Fixtures.XA1;
import static org.vigilmesh.Fixtures.XB;
import static org.vigilmesh.Fixtures.digest;

import java.util.List;
import java.util.Optional;
import org.vigilmesh.Fixtures;
import org.vigilmesh.envelope.Position;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.identity.Trust;
import org.vigilmesh.port.Administration.Done;
import org.vigilmesh.port.Administration.Failure;
import org.vigilmesh.port.Administration.Plan;
import org.vigilmesh.port.Queries.ForkStatus;
import org.vigilmesh.port.Queries.LaneStatus;
import org.vigilmesh.port.Queries.LaneWitness;
import org.vigilmesh.port.Queries.PeerStatus;
import org.vigilmesh.port.Queries.PresentedStatus;
import org.vigilmesh.port.Queries.WitnessStatus;
import org.vigilmesh.value.Urgency;

/** What a node of fixed facts and its peer remember of each other, with every field filled. */
final class PlainWitness {
  private PlainWitness() {}

  static WitnessStatus of(NodeId peer) {
    return new WitnessStatus(
        peer,
        Optional.of(T.plusSeconds(1)),
        "3/abcdef01",
        "1/12345678",
        Optional.of(digest("their head")),
        Optional.of(T.plusSeconds(2)),
        List.of(
            new LaneWitness(
                Urgency.URGENT,
                true,
                "3/abcdef01",
                new Position(7, digest("seven")),
                5,
                Optional.of(new Position(10, digest("ten")))),
            new LaneWitness(
                Urgency.ROUTINE,
                false,
                "1/12345678",
                new Position(2, digest("two")),
                2,
                Optional.empty())),
        List.of(
            new PresentedStatus(
                "STATEMENT", "xa/1>xb/1/urgent@3/ab", 10, "3/abcdef01", digest("ten"), T)),
        List.of(new ForkStatus(digest("proof"), T)),
        Optional.of("2/99999999"));
  }

  static PeerStatus peer(NodeId node, boolean isLinked) {
    return new PeerStatus(
        node,
        "Borduria",
        Trust.VERIFIED,
        T,
        List.of("+99 1"),
        isLinked,
        isLinked ? Optional.of(T) : Optional.empty(),
        "TLSv1.3",
        "X25519MLKEM768",
        "TLS_AES",
        isLinked ? Optional.of(12L) : Optional.empty(),
        1,
        T.plusSeconds(9),
        2,
        3,
        isLinked ? Optional.of(T.plusSeconds(5)) : Optional.empty(),
        4,
        isLinked ? Optional.of(-1_500L) : Optional.empty(),
        List.of(
            new LaneStatus(Urgency.EMERGENCY, true, "1/aa", 9, 8, Optional.of(T), "OPEN"),
            new LaneStatus(Urgency.ROUTINE, false, "1/bb", 0, 0, Optional.empty(), "OPEN")),
        List.of("claims a newer card"));
  }

  static Plan plan() {
    return new Plan.Ready(
        digest("challenge"),
        XA1,
        Fixtures.incarnation(3),
        4,
        "rolled back",
        T.minusSeconds(7),
        List.of(of(XB)));
  }

  static Plan refused() {
    return new Plan.Refused(
        new Done.Failed(Failure.UNREACHABLE, "E-RESUME-NO-PEER", "nobody heard", "wait"));
  }
}
