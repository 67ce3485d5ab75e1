package org.vigilmesh.delivery;

import static org.vigilmesh.Fixtures.T;
import static org.vigilmesh.Fixtures.XA;
import static org.vigilmesh.Fixtures.XB;
import static org.vigilmesh.Fixtures.bytes;
import static org.vigilmesh.Fixtures.incarnation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.vigilmesh.delivery.LinkMachine.Event;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.identity.Trust;
import org.vigilmesh.value.Digest;

/** Links of XA with XB. */
final class Links {
  static final Frame.Holding NOTHING =
      new Frame.Holding(1, 0, Digest.ZERO, 0, Digest.ZERO, 0, Digest.ZERO);

  private Links() {}

  static LinkMachine machine(Trust trust) {
    return LinkMachine.begin(XA, XB, trust, true, T);
  }

  static Frame.Hello hello(NodeId node, String boot, int formatMin, int formatMax) {
    return new Frame.Hello(
        formatMin,
        formatMax,
        node,
        incarnation(1),
        bytes(boot, 16),
        T,
        NOTHING,
        Optional.empty(),
        List.of(),
        List.of());
  }

  static Event.Greeted greeted(long link) {
    return greeted(link, "boot", 0);
  }

  static Event.Greeted greeted(long link, String boot, int questions) {
    return new Event.Greeted(link, hello(XB, boot, 1, 1), questions);
  }

  static LinkMachine.Step step(LinkMachine machine, Event event, Instant at) {
    return LinkMachine.step(machine, event, at, Policy.DEFAULT);
  }

  static LinkMachine after(LinkMachine machine, Instant at, Event... events) {
    LinkMachine now = machine;
    for (Event event : events) {
      now = step(now, event, at).state();
    }
    return now;
  }

  /** Link {@code number} greeted, checked and pulsed. */
  static LinkMachine open(LinkMachine machine, long number, boolean dialledByUs) {
    return after(
        machine,
        T,
        new Event.Opened(number, dialledByUs),
        greeted(number),
        new Event.Pulsed(number));
  }
}
