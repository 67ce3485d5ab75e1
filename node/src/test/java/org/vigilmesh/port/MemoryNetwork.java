package org.vigilmesh.port;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.vigilmesh.delivery.Frame;
import org.vigilmesh.identity.KeySet;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.port.Transport.LinkId;
import org.vigilmesh.port.Transport.Security;
import org.vigilmesh.value.Check;
import org.vigilmesh.value.Digest;

/**
 * Any number of transports in one process, without sockets, threads or time: nothing happens until
 * {@link #deliver} is called, and the caller chooses what happens next. What one link carries in
 * one direction stays in order; all else may overtake.
 */
public final class MemoryNetwork {
  /** Frames under way in one direction of a link before it is full. */
  public static final int ROOM = 4;

  static final Security SECURITY =
      new Security("TLSv1.3", "X25519MLKEM768", "TLS_AES_256_GCM_SHA384");

  private final Map<Integer, MemoryTransport> listening = new TreeMap<>();
  private final Map<Object, Deque<Runnable>> pending = new LinkedHashMap<>();
  private int ports = 7_000;
  private long links;

  /** A transport for {@code self}, whose peers know it by {@code pin}. */
  public Transport transport(NodeId self, Digest pin) {
    return new MemoryTransport(this, self, pin);
  }

  int listen(MemoryTransport transport) {
    listening.put(++ports, transport);
    return ports;
  }

  void forget(MemoryTransport transport) {
    listening.values().remove(transport);
  }

  Optional<MemoryTransport> find(KeySet.Endpoint endpoint) {
    return Optional.ofNullable(listening.get(endpoint.port()));
  }

  LinkId nextLink() {
    return new LinkId(++links);
  }

  /** {@code step} happens after all that was put under the same key. */
  void later(Object key, Runnable step) {
    pending.computeIfAbsent(key, _ -> new ArrayDeque<>()).add(step);
  }

  /** How many different things could happen next. */
  public int choices() {
    return pending.size();
  }

  /** Lets the thing with this number happen, 0 is the oldest. */
  public void deliver(int choice) {
    Object key = new ArrayList<>(pending.keySet()).get(choice);
    Deque<Runnable> steps = pending.get(key);
    Runnable step = steps.remove();
    if (steps.isEmpty()) {
      pending.remove(key);
    }
    step.run();
  }

  /** Lets everything happen, oldest first, until nothing is left. */
  public void deliverAll() {
    while (choices() > 0) {
      deliver(0);
    }
  }

  /** Cuts every link between two nodes; frames under way are lost. */
  public void cut(NodeId one, NodeId other) {
    for (MemoryTransport transport : List.copyOf(listening.values())) {
      if (transport.self().equals(one)) {
        transport.cutLinksTo(other, "network cut");
      }
    }
  }

  /** One end of a link. */
  static final class End {
    private final MemoryTransport owner;
    private final LinkId id;
    private final NodeId peer;
    private boolean isOpen = true;
    private boolean wasFull;
    private int underWay;
    private End other = this;

    End(MemoryTransport owner, LinkId id, NodeId peer) {
      this.owner = owner;
      this.id = id;
      this.peer = peer;
    }

    static void join(End one, End two) {
      one.other = two;
      two.other = one;
    }

    LinkId id() {
      return id;
    }

    NodeId peer() {
      return peer;
    }

    boolean send(MemoryNetwork network, Frame frame) {
      if (!isOpen) {
        return false;
      }
      if (underWay == ROOM) {
        wasFull = true;
        return false;
      }
      underWay++;
      network.later(other, () -> arrive(frame));
      return true;
    }

    private void arrive(Frame frame) {
      underWay--;
      if (other.isOpen) {
        other.owner.events().received(other.id, frame);
      }
      if (isOpen && wasFull) {
        wasFull = false;
        owner.events().writable(id);
      }
    }

    /** Both ends are told, the far one when its turn comes. */
    void close(MemoryNetwork network, String why) {
      if (isOpen) {
        isOpen = false;
        network.later(this, () -> owner.ended(this, why));
        network.later(other, () -> other.lost(network));
      }
    }

    private void lost(MemoryNetwork network) {
      if (isOpen) {
        isOpen = false;
        network.later(this, () -> owner.ended(this, "connection lost"));
      }
    }
  }

  /** One node's transport. */
  static final class MemoryTransport implements Transport {
    private final MemoryNetwork network;
    private final NodeId self;
    private final Map<LinkId, End> ends = new LinkedHashMap<>();
    private Digest pin;
    private Optional<Events> events = Optional.empty();
    private Pins pins = _ -> Optional.empty();

    MemoryTransport(MemoryNetwork network, NodeId self, Digest pin) {
      this.network = network;
      this.self = self;
      this.pin = pin;
    }

    NodeId self() {
      return self;
    }

    Events events() {
      return events.orElseThrow();
    }

    @Override
    public int start(Events events, Pins pins) {
      Check.that(this.events.isEmpty(), "a transport starts once");
      this.events = Optional.of(events);
      this.pins = pins;
      return network.listen(this);
    }

    private boolean trusts(MemoryTransport other) {
      return pins.find(other.self).filter(known -> known.contains(other.pin)).isPresent();
    }

    @Override
    public void dial(NodeId peer, List<KeySet.Endpoint> endpoints) {
      network.later(new Object(), () -> tryEach(peer, endpoints));
    }

    private void tryEach(NodeId peer, List<KeySet.Endpoint> endpoints) {
      String why = "no endpoint known";
      for (KeySet.Endpoint endpoint : endpoints) {
        Optional<MemoryTransport> there = network.find(endpoint);
        if (there.isEmpty()) {
          why = endpoint + ": nobody listens";
        } else if (there.get().self.equals(peer)
            && trusts(there.get())
            && there.get().trusts(this)) {
          open(there.get());
          return;
        } else {
          why = endpoint + ": refused";
        }
      }
      events().dialFailed(peer, why);
    }

    private void open(MemoryTransport there) {
      End near = new End(this, network.nextLink(), there.self);
      End far = new End(there, network.nextLink(), self);
      End.join(near, far);
      ends.put(near.id(), near);
      there.ends.put(far.id(), far);
      there.events().opened(far.id(), self, false, SECURITY);
      events().opened(near.id(), there.self, true, SECURITY);
    }

    @Override
    public boolean send(LinkId link, Frame frame) {
      return Optional.ofNullable(ends.get(link))
          .filter(end -> end.send(network, frame))
          .isPresent();
    }

    @Override
    public void close(LinkId link, String why) {
      Optional.ofNullable(ends.get(link)).ifPresent(end -> end.close(network, "closed here"));
    }

    void cutLinksTo(NodeId peer, String why) {
      ends.values().stream()
          .filter(end -> end.peer().equals(peer))
          .forEach(end -> end.close(network, why));
    }

    private void ended(End end, String why) {
      if (ends.remove(end.id()) != null) {
        events().closed(end.id(), why);
      }
    }

    @Override
    public void use(TransportIdentity identity) {
      pin = identity.pin();
    }

    @Override
    public void close() {
      network.forget(this);
      ends.values().forEach(end -> end.close(network, "node stops"));
    }
  }
}
