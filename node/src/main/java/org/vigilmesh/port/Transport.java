package org.vigilmesh.port;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.vigilmesh.delivery.Frame;
import org.vigilmesh.identity.KeySet;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.value.Digest;

/**
 * Links to peers. A link exists between two nodes whose transport keys are pinned on both sides;
 * frames of one link arrive in order or not at all. Nothing is promised about delivery.
 */
public interface Transport extends AutoCloseable {
  /** Begins to listen and to report to {@code events}; returns the port listened on. */
  int start(Events events, Pins pins);

  /**
   * Dials one of {@code endpoints} in order. Ends in {@link Events#opened} or in {@link
   * Events#dialFailed}, once, later, on another thread.
   */
  void dial(NodeId peer, List<KeySet.Endpoint> endpoints);

  /**
   * Hands {@code frame} to the link without waiting. False when the link is gone or its outbound
   * buffer is full; the frame is then dropped.
   */
  boolean send(LinkId link, Frame frame);

  /**
   * One of the frames of {@link Events#received} was dealt with. A transport hands over a few ahead
   * of that and leaves the rest with the sender, so that no peer fills this node's memory.
   */
  default void taken(LinkId link) {}

  /**
   * Closes the link; {@link Events#closed} follows with the same {@code why}, which the peer never
   * hears. Closing a link that is gone does nothing.
   */
  void close(LinkId link, String why);

  /** Uses these credentials for new handshakes; live links stay. */
  void use(TransportIdentity identity);

  @Override
  void close();

  /** A link's number, unique in the life of the process. */
  record LinkId(long number) {}

  /** What both ends agreed on: the protocol version and the named group of the handshake. */
  record Security(String protocol, String group, String cipherSuite) {}

  /** What a transport reports; called from its own threads, must return at once. */
  interface Events {
    void opened(LinkId link, NodeId peer, boolean dialled, Security security);

    void dialFailed(NodeId peer, String why);

    void received(LinkId link, Frame frame);

    /** The link can take frames again after {@link Transport#send} had answered false. */
    void writable(LinkId link);

    void closed(LinkId link, String why);
  }

  /** Which transport keys belong to which node; asked anew at each handshake, from any thread. */
  interface Pins {
    /** SHA-256 of the SubjectPublicKeyInfo of each key; empty for a node that may not connect. */
    Optional<Set<Digest>> find(NodeId peer);
  }
}
