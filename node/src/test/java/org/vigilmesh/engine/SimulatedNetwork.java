package org.vigilmesh.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.vigilmesh.delivery.Frame;
import org.vigilmesh.identity.KeySet;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.port.Transport;
import org.vigilmesh.port.TransportIdentity;

/**
 * Links that are late, break, or go silent in one direction. What one link carries in one direction
 * stays in order, as with TCP, unless a fault says otherwise; what was under way when it breaks is
 * lost.
 */
final class SimulatedNetwork {
  private static final Duration FASTEST = Duration.ofMillis(1);
  private static final Duration SLOWEST = Duration.ofMillis(400);

  private static final int SHARED_PORT = 7400;

  private static final Duration NOTICED = Duration.ofSeconds(60);

  /** After this nothing of a process that is gone is under way, and its links have ended. */
  static final Duration GONE = Duration.ofMinutes(3);

  private final SimulatedWorld world;
  private final Map<Transport.LinkId, End> ends = new LinkedHashMap<>();

  /** Directions in which nothing arrives: "xa>xb". */
  private final Set<String> silent = new HashSet<>();

  /** Those that tests have started by hand; engines answer to their name. */
  private final Map<KeySet.Endpoint, SimulatedNode> listening = new HashMap<>();

  /** What is lost on its way whoever sends it, while the links stay. */
  private Optional<Fault> swallowed = Optional.empty();

  private long numbers;
  private boolean isDeaf;

  SimulatedNetwork(SimulatedWorld world) {
    this.world = world;
  }

  /** A frame on its way, for the trace. */
  private record Passed(SimulatedNode from, SimulatedNode to, Frame frame, String fate) {
    @Override
    public String toString() {
      return from + ">" + to + " " + frame.getClass().getSimpleName() + detail() + fate;
    }

    private String detail() {
      return switch (frame) {
        case Frame.Statements(var urgency, var offered) ->
            " "
                + urgency.code()
                + " "
                + offered.getFirst().place().seq()
                + ".."
                + offered.getLast().place().seq();
        case Frame.Resume resume -> " " + resume.lane().code() + " from " + resume.from();
        default -> "";
      };
    }
  }

  /** One end of a link. */
  private final class End {
    final SimulatedNode owner;
    final SimulatedNode far;
    final Transport.LinkId id = new Transport.LinkId(++numbers);
    final List<Frame> stalled = new ArrayList<>();
    final int life;
    Duration last = Duration.ZERO;
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
      if (isDeaf && frame instanceof Frame.Statements) {
        return;
      }
      if (silent.contains(direction(owner, far))) {
        stalled.add(frame);
        note(frame, " held up");
        return;
      }
      boolean isReply =
          frame instanceof Frame.Receipts
              || frame instanceof Frame.Refusals
              || frame instanceof Frame.Resume;
      boolean isSwallowed =
          swallowed.filter(f -> f == Fault.LOSS ? isStatement(frame) : isReply).isPresent();
      if (isSwallowed) {
        world.coverage.hit(swallowed.orElseThrow());
        note(frame, " lost");
        return;
      }
      if (world.strikes(Fault.LOSS, 0.005) || (isReply && world.strikes(Fault.LOST_REPLY, 0.05))) {
        note(frame, " lost");
        if (frame instanceof Frame.Receipts && owner.rotatedWithin(Duration.ofMinutes(10))) {
          world.coverage.met("a receipt was lost while its signer changed keys");
        }
        return;
      }
      Duration arrives = world.age().plus(world.between(FASTEST, SLOWEST));
      if (world.strikes(Fault.REORDERING, 0.01)) {
        note(frame, " overtaken");
        arrive(arrives.plus(world.between(SLOWEST, Duration.ofSeconds(3))), frame);
        return;
      }
      if (world.strikes(Fault.DELAY, 0.005)) {
        arrives = arrives.plus(world.between(SLOWEST, Duration.ofSeconds(40)));
      }
      last = arrives.compareTo(last) > 0 ? arrives : last;
      note(frame, "");
      arrive(last, frame);
      if (world.strikes(Fault.DUPLICATION, 0.01)) {
        arrive(last.plus(world.between(FASTEST, Duration.ofSeconds(3))), frame);
      }
    }

    private boolean isStatement(Frame frame) {
      return frame instanceof Frame.Statements;
    }

    private void note(Frame frame, String fate) {
      if (!(frame instanceof Frame.Pulse) || !fate.isEmpty()) {
        world.note(new Passed(owner, far, frame, fate));
      }
    }

    private void arrive(Duration when, Frame frame) {
      world.after(
          when.minus(world.age()),
          () -> {
            if (other.isAlive()) {
              other.owner.hear(events -> events.received(other.id, frame));
              other.owner.lies().heard(owner, frame);
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
        world.after(world.between(FASTEST, NOTICED), () -> other.end("lost"));
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

  /** Somebody else says this on a link of {@code from}, if there is one. */
  void say(SimulatedNode from, SimulatedNode to, Frame frame) {
    ends.values().stream()
        .filter(end -> end.owner == from && end.far == to && end.isAlive())
        .findFirst()
        .ifPresent(end -> end.carry(frame));
  }

  /** From now on no statement ever arrives anywhere. */
  void deafen() {
    isDeaf = true;
  }

  /** Until all heals, statements (LOSS) or what answers them (LOST_REPLY) do not arrive. */
  void swallow(Fault what) {
    swallowed = Optional.of(what);
    world.note("from now on: " + what.word());
  }

  /** Breaks the links between two nodes. */
  void cut(SimulatedNode one, SimulatedNode other) {
    world.note("cut " + one + " " + other);
    List.copyOf(ends.values()).stream()
        .filter(end -> end.owner == one && end.far == other)
        .forEach(end -> end.end("cut"));
  }

  /** What {@code from} sends arrives at {@code to} again, what was held up first. */
  void heal(SimulatedNode from, SimulatedNode to) {
    if (silent.remove(direction(from, to))) {
      world.note("heal " + direction(from, to));
      for (End end : List.copyOf(ends.values())) {
        if (end.owner.id().equals(from.id()) && end.far.id().equals(to.id())) {
          List<Frame> held = List.copyOf(end.stalled);
          end.stalled.clear();
          held.forEach(end::carry);
        }
      }
    }
  }

  void healAll() {
    swallowed = Optional.empty();
    for (SimulatedNode one : world.nodes) {
      for (SimulatedNode other : world.nodes) {
        heal(one, other);
      }
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
        node.ear().becomes(events, pins);
        int port = SHARED_PORT + listening.size() + 1;
        listening.put(new KeySet.Endpoint("127.0.0.1", port), node);
        return port;
      }

      @Override
      public void dial(NodeId peer, List<KeySet.Endpoint> endpoints) {
        world.after(
            world.between(FASTEST, SLOWEST),
            () -> {
              if (node.isUp() && node.life() == life) {
                meet(node, peer, endpoints);
              }
            });
      }

      @Override
      public boolean send(LinkId link, Frame frame) {
        End end = ends.get(link);
        if (end == null || !end.isOpen) {
          return false;
        }
        boolean isFirst = frame instanceof Frame.Hello;
        if (world.strikes(Fault.BACKPRESSURE, isFirst ? 0.05 : 0.01)) {
          // room may be made before the engine has learned that there was none
          if (world.chance(0.5)) {
            node.hear(events -> events.writable(link));
          } else {
            world.after(SLOWEST, () -> node.hear(events -> events.writable(link)));
          }
          return false;
        }
        if (node.ear().is(node.engine())) {
          world.checks.left(node, end.far, frame);
          node.lies().said(end.far, frame).forEach(end::carry);
        } else {
          end.carry(frame);
        }
        return true;
      }

      @Override
      public void close(LinkId link, String why) {
        End end = ends.get(link);
        if (end != null) {
          end.end("closed");
        }
      }

      @Override
      public void use(TransportIdentity identity) {
        node.ear().shows(identity.pin());
      }

      @Override
      public void close() {
        listening.values().remove(node);
        lose(node);
      }
    };
  }

  private void meet(SimulatedNode from, NodeId wanted, List<KeySet.Endpoint> endpoints) {
    String why = "in vain";
    for (KeySet.Endpoint endpoint : endpoints) {
      List<SimulatedNode> there = behind(endpoint).filter(node -> isWay(from, node)).toList();
      if (there.isEmpty()) {
        continue;
      }
      SimulatedNode to = world.any(there);
      if (to.id().equals(wanted) && from.trusts(to) && to.trusts(from)) {
        open(from, to);
        return;
      }
      why = "and is refused";
    }
    String words = why;
    world.note(from + " dials " + wanted + " " + words);
    from.hear(events -> events.dialFailed(wanted, words));
  }

  /** The processes that answer there: a node's own name stands for it and its clones. */
  private Stream<SimulatedNode> behind(KeySet.Endpoint endpoint) {
    SimulatedNode listener = listening.get(endpoint);
    return listener != null
        ? Stream.of(listener)
        : world.nodes.stream()
            .filter(node -> endpoint.host().equals(node.id() + ".example"))
            .flatMap(node -> node.processes().stream());
  }

  private void open(SimulatedNode from, SimulatedNode to) {
    End here = new End(from, to);
    End far = new End(to, from);
    here.other = far;
    far.other = here;
    var security = new Transport.Security("TLSv1.3", "X25519MLKEM768", "TLS_AES_256_GCM_SHA384");
    from.hear(events -> events.opened(here.id, to.id(), true, security));
    to.hear(events -> events.opened(far.id, from.id(), false, security));
  }
}
