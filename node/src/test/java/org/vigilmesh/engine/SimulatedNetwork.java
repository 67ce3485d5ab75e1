package org.vigilmesh.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.vigilmesh.delivery.Frame;
import org.vigilmesh.identity.KeySet;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.port.Transport;
import org.vigilmesh.port.TransportIdentity;

/**
 * Links that are late, break, or go silent in one direction. What one link carries in one direction
 * stays in order, as with TCP; what was under way when it breaks is lost.
 */
final class SimulatedNetwork {
  private static final Duration FASTEST = Duration.ofMillis(1);
  private static final Duration SLOWEST = Duration.ofMillis(400);

  private final SimulatedWorld world;
  private final Map<Transport.LinkId, End> ends = new LinkedHashMap<>();

  /** Directions in which nothing arrives: "xa>xb". */
  private final Set<String> silent = new HashSet<>();

  private long numbers;

  SimulatedNetwork(SimulatedWorld world) {
    this.world = world;
  }

  /** One end of a link. */
  private final class End {
    final SimulatedNode owner;
    final SimulatedNode far;
    final Transport.LinkId id = new Transport.LinkId(++numbers);
    final List<Frame> stalled = new ArrayList<>();
    final int life;
    Instant last = Instant.MIN;
    End other = this;
    boolean isOpen = true;

    End(SimulatedNode owner, SimulatedNode far) {
      this.owner = owner;
      this.far = far;
      this.life = owner.life();
      ends.put(id, this);
    }

    boolean isAlive() {
      return isOpen && owner.isUp() && owner.life() == life;
    }

    /** A frame leaves here; it arrives in order, later, or never. */
    void carry(Frame frame) {
      if (silent.contains(direction(owner, far))) {
        stalled.add(frame);
        return;
      }
      Instant arrives = world.now().plus(world.between(FASTEST, SLOWEST));
      last = arrives.isAfter(last) ? arrives : last;
      world.after(
          Duration.between(world.now(), last),
          () -> {
            if (other.isAlive()) {
              other.owner.hear(events -> events.received(other.id, frame));
            }
          });
    }

    void end(String why) {
      if (isOpen) {
        isOpen = false;
        ends.remove(id);
        if (owner.isUp() && owner.life() == life) {
          owner.hear(events -> events.closed(id, why));
        }
        world.after(world.between(FASTEST, Duration.ofSeconds(60)), () -> other.end("lost"));
      }
    }
  }

  private static String direction(SimulatedNode from, SimulatedNode to) {
    return from.id() + ">" + to.id();
  }

  /** Nothing of {@code from} arrives at {@code to} any more, and no link between them begins. */
  void silence(SimulatedNode from, SimulatedNode to) {
    silent.add(direction(from, to));
    world.note("silence " + direction(from, to));
  }

  /** Breaks the links between two nodes. */
  void cut(SimulatedNode one, SimulatedNode other) {
    world.note("cut " + one.id() + " " + other.id());
    List.copyOf(ends.values()).stream()
        .filter(end -> end.owner == one && end.far == other)
        .forEach(end -> end.end("cut"));
  }

  /** Everything arrives again, what was held up first. */
  void heal() {
    silent.clear();
    world.note("heal");
    for (End end : List.copyOf(ends.values())) {
      List<Frame> held = List.copyOf(end.stalled);
      end.stalled.clear();
      held.forEach(end::carry);
    }
  }

  /** The process behind {@code node} is gone; its peers notice late. */
  void lose(SimulatedNode node) {
    List.copyOf(ends.values()).stream()
        .filter(end -> end.owner == node)
        .forEach(end -> end.end("process gone"));
  }

  private boolean isWay(SimulatedNode one, SimulatedNode other) {
    return other.isUp()
        && !silent.contains(direction(one, other))
        && !silent.contains(direction(other, one));
  }

  /** The transport of {@code node}'s present life. */
  Transport transport(SimulatedNode node) {
    int life = node.life();
    return new Transport() {
      @Override
      public int start(Events events, Pins pins) {
        return 7400;
      }

      @Override
      public void dial(NodeId peer, List<KeySet.Endpoint> endpoints) {
        world.after(
            world.between(FASTEST, SLOWEST),
            () -> {
              if (node.isUp() && node.life() == life) {
                meet(node, peer);
              }
            });
      }

      @Override
      public boolean send(LinkId link, Frame frame) {
        End end = ends.get(link);
        if (end == null || !end.isOpen) {
          return false;
        }
        if (world.chance(0.01)) {
          world.after(FASTEST, () -> node.hear(events -> events.writable(link)));
          return false;
        }
        world.checks.left(node, end.far, frame);
        end.carry(frame);
        return true;
      }

      @Override
      public void close(LinkId link) {
        End end = ends.get(link);
        if (end != null) {
          end.end("closed");
        }
      }

      @Override
      public void use(TransportIdentity identity) {}

      @Override
      public void close() {}
    };
  }

  private void meet(SimulatedNode from, NodeId wanted) {
    SimulatedNode to =
        world.nodes.stream().filter(node -> node.id().equals(wanted)).findFirst().orElseThrow();
    boolean isPinned =
        isWay(from, to)
            && to.engine().find(from.id()).isPresent()
            && from.engine().find(to.id()).isPresent();
    if (!isPinned) {
      from.hear(events -> events.dialFailed(wanted, "unreachable"));
      return;
    }
    End here = new End(from, to);
    End there = new End(to, from);
    here.other = there;
    there.other = here;
    var security = new Transport.Security("TLSv1.3", "X25519MLKEM768", "TLS_AES_256_GCM_SHA384");
    from.hear(events -> events.opened(here.id, wanted, true, security));
    to.hear(events -> events.opened(there.id, from.id(), false, security));
  }
}
