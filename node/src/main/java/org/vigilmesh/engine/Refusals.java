package org.vigilmesh.engine;

import java.util.List;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.port.Submissions.Submitted;
import org.vigilmesh.port.Submissions.Submitted.Reason;

/** The typed reasons for which the engine itself does not take a submission. */
final class Refusals {
  private Refusals() {}

  static Submitted readOnly(String why) {
    return one("E-READ-ONLY", "node", why, "vigil node status");
  }

  static Submitted actIdTaken() {
    return one("E-ACT-ID-TAKEN", "message_id", "another act has this id", "make a new act");
  }

  static Submitted peerNotVerified(NodeId peer) {
    return one(
        "E-PEER-NOT-VERIFIED",
        "requested_state",
        peer.shown() + " is not a verified peer of this node",
        "vigil peers verify " + peer.shown());
  }

  static Submitted laneFull(NodeId peer) {
    return one(
        "E-LANE-FULL",
        "requested_state",
        "too many acts wait for " + peer.shown(),
        "vigil peers show " + peer.shown());
  }

  static Submitted caseFull() {
    return one(
        "E-CASE-FULL", "case", "this case holds no more of our acts", "open a new case about it");
  }

  static Submitted.Rejected one(String code, String field, String what, String next) {
    return new Submitted.Rejected(code, List.of(new Reason(field, what, next, "DESIGN")));
  }
}
