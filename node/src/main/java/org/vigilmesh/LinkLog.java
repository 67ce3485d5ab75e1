package org.vigilmesh;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.vigilmesh.delivery.Frame;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.port.Transport;

/**
 * Writes into the node's log when links come and go and why, then passes everything on. Each peer
 * has a share of lines, so that one that connects without end cannot fill the log.
 */
final class LinkLog implements Transport.Events {
  private static final Duration WINDOW = Duration.ofMinutes(1);
  private static final int LINES_MAX = 30;

  private final Transport.Events next;
  private final InstantSource clock;
  private final Consumer<String> log;
  private final Map<Transport.LinkId, NodeId> peers = new HashMap<>();
  private final Map<NodeId, Share> shares = new HashMap<>();

  /**
   * What a peer has used of its lines, and the last failed dial: told again only when it changes.
   */
  private static final class Share {
    private Instant since = Instant.MIN;
    private int lines;
    private int unwritten;
    private String failure = "";
  }

  LinkLog(Transport.Events next, InstantSource clock, Consumer<String> log) {
    this.next = next;
    this.clock = clock;
    this.log = log;
  }

  @Override
  public void opened(
      Transport.LinkId link, NodeId peer, boolean dialled, Transport.Security security) {
    synchronized (shares) {
      peers.put(link, peer);
      share(peer).failure = "";
      write(
          peer,
          "event=link.opened peer=%s link=%d dialled=%s group=%s"
              .formatted(peer, link.number(), dialled, security.group()));
    }
    next.opened(link, peer, dialled, security);
  }

  @Override
  public void dialFailed(NodeId peer, String why) {
    synchronized (shares) {
      if (!share(peer).failure.equals(why)) {
        share(peer).failure = why;
        write(peer, "event=dial.failed peer=%s why=\"%s\"".formatted(peer, line(why)));
      }
    }
    next.dialFailed(peer, why);
  }

  @Override
  public void closed(Transport.LinkId link, String why) {
    synchronized (shares) {
      NodeId peer = peers.remove(link);
      if (peer != null) {
        write(
            peer,
            "event=link.closed peer=%s link=%d why=\"%s\""
                .formatted(peer, link.number(), line(why)));
      }
    }
    next.closed(link, why);
  }

  @Override
  public void received(Transport.LinkId link, Frame frame) {
    next.received(link, frame);
  }

  @Override
  public void writable(Transport.LinkId link) {
    next.writable(link);
  }

  private Share share(NodeId peer) {
    return shares.computeIfAbsent(peer, _ -> new Share());
  }

  private void write(NodeId peer, String line) {
    Share share = share(peer);
    Instant now = clock.instant();
    if (now.isBefore(share.since) || now.isAfter(share.since.plus(WINDOW))) {
      if (share.unwritten > 0) {
        log.accept("event=link.unwritten peer=%s lines=%d".formatted(peer, share.unwritten));
      }
      share.since = now;
      share.lines = 0;
      share.unwritten = 0;
    }
    if (share.lines++ < LINES_MAX) {
      log.accept(line);
    } else {
      share.unwritten++;
    }
  }

  /** Reasons of libraries and operating systems: one line, no quotes, bounded. */
  private static String line(String why) {
    String flat = why.replaceAll("[\\p{Cntrl}\"]+", " ").strip();
    return flat.length() <= 200 ? flat : flat.substring(0, 200);
  }
}
