package org.vigilmesh.adapter.grpc;

import io.grpc.Attributes;
import io.grpc.HandlerRegistry;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerMethodDefinition;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.port.Transport.Security;

/**
 * Takes the calls on the peer port: the one method becomes a link, any other name ends the
 * connection. Who calls is what the handshake proved, looked up once more.
 */
final class Acceptor extends HandlerRegistry implements ServerCallHandler<byte[], byte[]> {
  private final Links links;
  private final PinnedTrust trust;

  Acceptor(Links links, PinnedTrust trust) {
    this.links = links;
    this.trust = trust;
  }

  /** Every path leads here, and only the exact one further. */
  @Override
  public ServerMethodDefinition<?, ?> lookupMethod(String path, @Nullable String authority) {
    if (path.equals(RawBytes.EXCHANGE.getFullMethodName())) {
      return ServerMethodDefinition.create(RawBytes.EXCHANGE, this);
    }
    return ServerMethodDefinition.create(
        RawBytes.EXCHANGE.toBuilder().setFullMethodName("unknown/" + path.length()).build(),
        (call, _) -> refuse(call));
  }

  private static ServerCall.Listener<byte[]> refuse(ServerCall<byte[], byte[]> call) {
    Inbound inbound = call.getAttributes().get(Gate.INBOUND);
    if (inbound != null) {
      inbound.close();
    }
    return new ServerCall.Listener<>() {};
  }

  @Override
  public ServerCall.Listener<byte[]> startCall(ServerCall<byte[], byte[]> call, Metadata metadata) {
    Attributes attributes = call.getAttributes();
    Inbound inbound = attributes.get(Gate.INBOUND);
    SSLSession session = attributes.get(io.grpc.Grpc.TRANSPORT_ATTR_SSL_SESSION);
    if (inbound == null || session == null || !inbound.claimCall()) {
      return refuse(call);
    }
    Optional<NodeId> peer = findPeer(session, trust);
    if (peer.isEmpty() || !inbound.group().equals(ServerHello.HYBRID)) {
      return refuse(call);
    }
    call.setOnReadyThreshold(Limits.UNSENT_SIZE_MAX);
    call.sendHeaders(new Metadata());
    Security security =
        new Security(session.getProtocol(), inbound.group(), session.getCipherSuite());
    Link link = links.begin(new AcceptedLine(call, inbound), peer.get(), false, security);
    return new Calls(link, inbound);
  }

  /** The node whose certificate the session shows, if its key is pinned now. */
  static Optional<NodeId> findPeer(SSLSession session, PinnedTrust trust) {
    try {
      return session.getPeerCertificates()[0] instanceof X509Certificate certificate
          ? trust.findPeer(certificate)
          : Optional.empty();
    } catch (SSLPeerUnverifiedException e) {
      return Optional.empty();
    }
  }

  private record AcceptedLine(ServerCall<byte[], byte[]> call, Inbound inbound) implements Line {
    @Override
    public boolean isReady() {
      return call.isReady();
    }

    @Override
    public void send(byte[] frame) {
      call.sendMessage(frame);
    }

    @Override
    public void request(int frames) {
      call.request(frames);
    }

    @Override
    public void cut() {
      inbound.close();
    }
  }

  private static final class Calls extends ServerCall.Listener<byte[]> {
    private final Link link;
    private final Inbound inbound;

    Calls(Link link, Inbound inbound) {
      this.link = link;
      this.inbound = inbound;
    }

    @Override
    public void onMessage(byte[] frame) {
      link.received(frame);
    }

    @Override
    public void onReady() {
      link.ready();
    }

    @Override
    public void onHalfClose() {
      link.cut("ended by peer");
    }

    @Override
    public void onCancel() {
      link.ended("connection lost");
      inbound.close();
    }

    @Override
    public void onComplete() {
      onCancel();
    }
  }
}
