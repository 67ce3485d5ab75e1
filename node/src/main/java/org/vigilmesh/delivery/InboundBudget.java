package org.vigilmesh.delivery;

import java.util.HashMap;
import java.util.Map;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.value.Check;
import org.vigilmesh.value.Urgency;

/**
 * What arrived and is neither committed nor refused, for all peers. The last part of every quota is
 * for emergencies alone.
 */
public record InboundBudget(Map<NodeId, Use> uses) {
  public static final InboundBudget EMPTY = new InboundBudget(Map.of());

  public InboundBudget {
    uses = Map.copyOf(uses);
  }

  /** Statements and their sealed bytes. */
  public record Use(long statements, long bytes) {
    static final Use NONE = new Use(0, 0);
  }

  /** Whether a frame is taken. */
  public sealed interface Admission {
    record Admitted(InboundBudget next) implements Admission {}

    /** Over a quota: the link is closed, the peer's back-off does the rest. */
    record CloseLink(String why) implements Admission {}
  }

  /** Asks to take {@code more} from {@code peer}, before any of it is opened. */
  public Admission admit(NodeId peer, Urgency urgency, Use more, Policy policy) {
    Policy.Inbound quota = policy.inbound();
    boolean isEmergency = urgency == Urgency.EMERGENCY;
    long reserveBytes = isEmergency ? 0 : quota.reserveBytes();
    long reserveStatements = isEmergency ? 0 : quota.reserveStatements();
    Use held = uses.getOrDefault(peer, Use.NONE);
    Use next = new Use(held.statements() + more.statements(), held.bytes() + more.bytes());
    if (next.statements() > quota.peerStatements() - reserveStatements) {
      return new Admission.CloseLink("too many statements under way");
    }
    if (next.bytes() > quota.peerBytes() - reserveBytes) {
      return new Admission.CloseLink("too many bytes under way");
    }
    return bytes() + more.bytes() > quota.bytes() - reserveBytes
        ? new Admission.CloseLink("the node's inbound memory is full")
        : new Admission.Admitted(with(peer, next));
  }

  /** Gives back what was committed, refused or dropped. */
  public InboundBudget released(NodeId peer, Use less) {
    Use held = uses.getOrDefault(peer, Use.NONE);
    Use next = new Use(held.statements() - less.statements(), held.bytes() - less.bytes());
    Check.that(next.statements() >= 0 && next.bytes() >= 0, "only what was taken is given back");
    return with(peer, next);
  }

  /** For all peers. */
  public long bytes() {
    return uses.values().stream().mapToLong(Use::bytes).sum();
  }

  private InboundBudget with(NodeId peer, Use use) {
    Map<NodeId, Use> next = new HashMap<>(uses);
    if (use.equals(Use.NONE)) {
      next.remove(peer);
    } else {
      next.put(peer, use);
    }
    return new InboundBudget(next);
  }
}
