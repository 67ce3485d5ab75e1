package org.vigilmesh.engine;

import java.util.List;
import java.util.function.Supplier;
import org.vigilmesh.delivery.Frame;
import org.vigilmesh.identity.KeySet;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.port.Transport.LinkId;
import org.vigilmesh.port.TransportIdentity;
import org.vigilmesh.value.Urgency;

/** What the world gets to see; performed only after the turn's commit, in order. */
sealed interface Effect {
  record Send(LinkId link, Frame frame) implements Effect {}

  /** {@code why} is for the node's own log. */
  record Close(LinkId link, String why) implements Effect {}

  /** A frame of the link was dealt with: the next may come. */
  record Taken(LinkId link) implements Effect {}

  record Dial(NodeId peer, List<KeySet.Endpoint> endpoints) implements Effect {
    public Dial {
      endpoints = List.copyOf(endpoints);
    }
  }

  /** Use another transport key for new handshakes. */
  record Use(TransportIdentity identity) implements Effect {}

  /** Work for the pool. */
  record Run(Urgency urgency, Supplier<Event> work) implements Effect {}

  /** Work that waits for others, such as a call; its event comes when it is done. */
  record Call(Supplier<Event> work) implements Effect {}

  /** An answer to whoever waits for one; never blocks. */
  record Tell(Runnable answer) implements Effect {}
}
