package org.vigilmesh.identity;

import org.vigilmesh.value.InvalidValue;

/**
 * A node in one of its lives under one anchor. A new epoch means a new anchor: it always needs a
 * call. Epochs count from 1.
 */
public record NodeRef(NodeId node, long epoch) implements Comparable<NodeRef> {
  public NodeRef {
    InvalidValue.unless(epoch >= 1, "epochs count from 1");
  }

  @Override
  public int compareTo(NodeRef other) {
    int byNode = node.compareTo(other.node);
    return byNode != 0 ? byNode : Long.compare(epoch, other.epoch);
  }

  @Override
  public String toString() {
    return node + "#" + epoch;
  }
}
