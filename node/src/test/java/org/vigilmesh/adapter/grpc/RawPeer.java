package org.vigilmesh.adapter.grpc;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.OpenSslContextOption;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.vigilmesh.port.TransportIdentity;

/** A peer made of raw bytes: trusts anyone, says anything, and notes what it hears. */
final class RawPeer implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 6;

  private final EventLoopGroup loops =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final ByteArrayOutputStream heard = new ByteArrayOutputStream();
  private final Channel channel;

  private RawPeer(int port, @Nullable SslContext tls, boolean reads) throws InterruptedException {
    Bootstrap bootstrap =
        new Bootstrap()
            .group(loops)
            .channel(NioSocketChannel.class)
            .handler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel ch) {
                    if (tls != null) {
                      ch.pipeline().addLast(tls.newHandler(ch.alloc(), "xb", port));
                    }
                    ch.pipeline().addLast(new Ear(reads));
                  }
                });
    channel = bootstrap.connect("127.0.0.1", port).sync().channel();
  }

  /** Hears nothing after the handshake when {@code reads} is false. */
  private final class Ear extends ChannelInboundHandlerAdapter {
    private final boolean reads;

    Ear(boolean reads) {
      this.reads = reads;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
      ctx.channel().config().setAutoRead(reads);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
      ByteBuf bytes = (ByteBuf) msg;
      byte[] copy = new byte[bytes.readableBytes()];
      bytes.readBytes(copy);
      bytes.release();
      synchronized (heard) {
        heard.writeBytes(copy);
      }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
      ctx.close();
    }
  }

  static RawPeer plain(int port) throws InterruptedException {
    return new RawPeer(port, null, true);
  }

  static RawPeer tls(int port, SslContext tls) throws InterruptedException {
    return new RawPeer(port, tls, true);
  }

  static RawPeer deaf(int port, SslContext tls) throws InterruptedException {
    return new RawPeer(port, tls, false);
  }

  /** A client's side of TLS with this group, and with this identity or none. */
  static SslContext context(String group, @Nullable TransportIdentity identity) {
    try {
      SslContextBuilder builder =
          io.grpc.netty.GrpcSslContexts.configure(
                  SslContextBuilder.forClient(), SslProvider.OPENSSL)
              .protocols("TLSv1.3")
              .endpointIdentificationAlgorithm(null)
              .trustManager(InsecureTrustManagerFactory.INSTANCE)
              .option(OpenSslContextOption.GROUPS, new String[] {group});
      if (identity != null) {
        builder.keyManager(identity.key(), identity.certificate());
      }
      return builder.build();
    } catch (SSLException e) {
      throw new IllegalStateException(e);
    }
  }

  RawPeer say(byte[]... parts) {
    for (byte[] part : parts) {
      channel.writeAndFlush(Unpooled.wrappedBuffer(part));
    }
    return this;
  }

  /** Whether the other side ends the connection in time. */
  boolean isClosed() throws InterruptedException {
    return channel.closeFuture().await(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  byte[] heard() {
    synchronized (heard) {
      return heard.toByteArray();
    }
  }

  String heardText() {
    return new String(heard(), StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() {
    channel.close();
    loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }
}
