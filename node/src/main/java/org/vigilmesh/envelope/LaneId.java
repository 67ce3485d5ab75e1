package org.vigilmesh.envelope;

import org.vigilmesh.identity.Incarnation;
import org.vigilmesh.identity.NodeRef;
import org.vigilmesh.value.InvalidValue;
import org.vigilmesh.value.Urgency;

/**
 * One direction and urgency between two nodes, in one incarnation of the sender. Its statements are
 * numbered 1, 2, 3 … without gaps.
 */
public record LaneId(NodeRef from, NodeRef to, Urgency urgency, Incarnation incarnation) {
  public LaneId {
    InvalidValue.unless(!from.node().equals(to.node()), "a lane joins two nodes");
  }

  @Override
  public String toString() {
    return from + ">" + to + "/" + urgency.code() + "@" + incarnation;
  }
}
