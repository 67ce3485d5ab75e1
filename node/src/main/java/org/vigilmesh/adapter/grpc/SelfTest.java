package org.vigilmesh.adapter.grpc;

import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.port.Transport.Pins;
import org.vigilmesh.port.TransportIdentity;

/**
 * A handshake of the node with itself in memory, before it listens: the hybrid group must be seen
 * on the wire, because a library that lacks it may fall back without saying so.
 */
final class SelfTest {
  /** A handshake takes three; anything that takes more has failed. */
  private static final int ROUNDS = 10;

  private SelfTest() {}

  /** Returns the group that was seen; throws {@link GrpcException} when the handshake fails. */
  static String observedGroup(TransportIdentity identity, InstantSource clock) {
    NodeId self =
        PinnedTrust.findName(identity.certificate())
            .orElseThrow(() -> new GrpcException("the transport certificate names no node", null));
    Pins onlyUs =
        peer -> peer.equals(self) ? Optional.of(Set.of(identity.pin())) : Optional.empty();
    PeerTls tls = PeerTls.of(new OwnKey(identity), new PinnedTrust(onlyUs, clock));
    HelloWatch watch = new HelloWatch(true, Limits.STANDARD);
    SslHandler serverEnd = end(tls.server(), self);
    SslHandler clientEnd = end(tls.client(), self);
    EmbeddedChannel server = new EmbeddedChannel(serverEnd, new Quiet());
    EmbeddedChannel client = new EmbeddedChannel(watch, clientEnd, new Quiet());
    for (int round = 0; round < ROUNDS; round++) {
      carry(client, server);
      carry(server, client);
    }
    Future<?> served = serverEnd.handshakeFuture();
    Future<?> dialled = clientEnd.handshakeFuture();
    server.finishAndReleaseAll();
    client.finishAndReleaseAll();
    if (!served.isSuccess() || !dialled.isSuccess()) {
      throw new GrpcException("TLS self-test: the handshake fails", served.cause());
    }
    return watch.group();
  }

  private static SslHandler end(SslContext context, NodeId peer) {
    return context.newHandler(UnpooledByteBufAllocator.DEFAULT, peer.text(), 0);
  }

  private static void carry(EmbeddedChannel from, EmbeddedChannel to) {
    for (Object bytes = from.readOutbound(); bytes != null; bytes = from.readOutbound()) {
      if (to.isOpen()) {
        to.writeInbound(bytes);
      } else {
        ReferenceCountUtil.release(bytes);
      }
    }
  }

  /** Leaves failures to the handshake's future. */
  private static final class Quiet extends ChannelInboundHandlerAdapter {
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
      // the future holds the cause
    }
  }
}
