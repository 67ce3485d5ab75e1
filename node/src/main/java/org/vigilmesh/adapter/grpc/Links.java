package org.vigilmesh.adapter.grpc;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.port.Transport.Events;
import org.vigilmesh.port.Transport.LinkId;
import org.vigilmesh.port.Transport.Security;

/** The live links, and the one way in which a call becomes one. */
final class Links {
  private final Events events;
  private final AtomicLong numbers = new AtomicLong();
  private final Map<LinkId, Link> live = new ConcurrentHashMap<>();

  Links(Events events) {
    this.events = events;
  }

  /** Begins a link over {@code line}: told to the events, then its first frames may come. */
  Link begin(Line line, NodeId peer, boolean dialled, Security security) {
    LinkId id = new LinkId(numbers.incrementAndGet());
    Link link = new Link(id, line, events, live::remove);
    live.put(id, link);
    events.opened(id, peer, dialled, security);
    line.request(Limits.FRAMES_AHEAD);
    return link;
  }

  Optional<Link> find(LinkId id) {
    return Optional.ofNullable(live.get(id));
  }

  void cutAll(String why) {
    live.values().forEach(link -> link.cut(why));
  }

  Events events() {
    return events;
  }
}
