package org.vigilmesh.port;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.vigilmesh.delivery.Frame;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.port.Transport.LinkId;
import org.vigilmesh.port.Transport.Security;

/** Everything a transport reported, in order; several may share one, to be waited for together. */
public final class EventLog {
  private static final long PATIENCE_MILLIS = 10_000;

  private final List<Seen> all = new ArrayList<>();
  private final Map<NodeId, List<Runnable>> held = new HashMap<>();
  private final Map<NodeId, Frame> greetings = new ConcurrentHashMap<>();

  /** One event as one node saw it. */
  public sealed interface Seen {
    NodeId at();
  }

  public record Opened(NodeId at, LinkId link, NodeId peer, boolean dialled, Security security)
      implements Seen {}

  public record DialFailed(NodeId at, NodeId peer, String why) implements Seen {}

  public record Received(NodeId at, LinkId link, Frame frame) implements Seen {}

  public record Writable(NodeId at, LinkId link) implements Seen {}

  public record Closed(NodeId at, LinkId link, String why) implements Seen {}

  private synchronized void add(Seen seen) {
    all.add(seen);
    notifyAll();
  }

  /** What {@code node} sees goes into this log; no frame is ever dealt with. */
  public Transport.Events of(NodeId node) {
    return of(node, _ -> {}, _ -> {});
  }

  /** What {@code node} sees goes into this log; each frame is dealt with at once, unless held. */
  public Transport.Events of(NodeId node, Transport transport) {
    return of(
        node,
        link -> Optional.ofNullable(greetings.get(node)).ifPresent(f -> transport.send(link, f)),
        link -> dealWith(node, () -> transport.taken(link)));
  }

  /** {@code node} says this over each link the moment it opens, and whenever it is writable. */
  public void greet(NodeId node, Frame frame) {
    greetings.put(node, frame);
  }

  private void dealWith(NodeId node, Runnable taken) {
    synchronized (this) {
      List<Runnable> waiting = held.get(node);
      if (waiting != null) {
        waiting.add(taken);
        return;
      }
    }
    taken.run();
  }

  /** From now on {@code node} deals with no frame. */
  public synchronized void hold(NodeId node) {
    held.putIfAbsent(node, new ArrayList<>());
  }

  /** What {@code node} has not dealt with since {@link #hold}, and all later, is dealt with. */
  public void release(NodeId node) {
    List<Runnable> waiting;
    synchronized (this) {
      waiting = held.remove(node);
    }
    if (waiting != null) {
      waiting.forEach(Runnable::run);
    }
  }

  private Transport.Events of(NodeId node, Consumer<LinkId> mayWrite, Consumer<LinkId> received) {
    return new Transport.Events() {
      @Override
      public void opened(LinkId link, NodeId peer, boolean dialled, Security security) {
        add(new Opened(node, link, peer, dialled, security));
        mayWrite.accept(link);
      }

      @Override
      public void dialFailed(NodeId peer, String why) {
        add(new DialFailed(node, peer, why));
      }

      @Override
      public void received(LinkId link, Frame frame) {
        add(new Received(node, link, frame));
        received.accept(link);
      }

      @Override
      public void writable(LinkId link) {
        add(new Writable(node, link));
        mayWrite.accept(link);
      }

      @Override
      public void closed(LinkId link, String why) {
        add(new Closed(node, link, why));
      }
    };
  }

  /** All events of one kind that {@code node} saw so far. */
  public synchronized <S extends Seen> List<S> seen(NodeId node, Class<S> kind) {
    return all.stream()
        .filter(one -> one.at().equals(node))
        .filter(kind::isInstance)
        .map(kind::cast)
        .toList();
  }

  public synchronized int size() {
    return all.size();
  }

  /** Waits until {@code claim} holds after some event; false when it never does. */
  public synchronized boolean await(BooleanSupplier claim) {
    long patience = PATIENCE_MILLIS;
    while (!claim.getAsBoolean()) {
      if (patience <= 0) {
        return false;
      }
      long begun = System.currentTimeMillis();
      try {
        wait(patience);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
      patience -= System.currentTimeMillis() - begun;
    }
    return true;
  }

  @Override
  public synchronized String toString() {
    return all.toString();
  }
}
