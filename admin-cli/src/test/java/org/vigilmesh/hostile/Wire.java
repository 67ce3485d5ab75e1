package org.vigilmesh.hostile;

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
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.OpenSslContextOption;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.InetSocketAddress;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** One TCP connection, with TLS or without, that says any bytes and hands on what it hears. */
public class Wire implements AutoCloseable {
  static final String HYBRID = "X25519MLKEM768";
  private static final EventLoopGroup LOOPS =
      new MultiThreadIoEventLoopGroup(
          1, new DefaultThreadFactory("hostile", true), NioIoHandler.newFactory());

  /** Each connection comes from an address of its own, as strangers' do. */
  private static final AtomicInteger ADDRESS = new AtomicInteger();

  private final Channel channel;
  private volatile @Nullable Throwable wrong;
  private final ByteArrayOutputStream heard = new ByteArrayOutputStream();
  private @Nullable Consumer<byte[]> listener;

  Wire(int port, @Nullable SslContext tls, boolean reads) throws InterruptedException {
    this(port, tls, reads, nextAddress());
  }

  Wire(int port, @Nullable SslContext tls, boolean reads, String from) throws InterruptedException {
    Bootstrap bootstrap =
        new Bootstrap()
            .group(LOOPS)
            .channel(NioSocketChannel.class)
            .handler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel ch) {
                    if (tls != null) {
                      ch.pipeline().addLast(tls.newHandler(ch.alloc(), "node", port));
                    }
                    ch.pipeline().addLast(new Ear(reads));
                  }
                });
    channel =
        bootstrap
            .connect(new InetSocketAddress("127.0.0.1", port), new InetSocketAddress(from, 0))
            .sync()
            .channel();
  }

  static String nextAddress() {
    int number = ADDRESS.incrementAndGet();
    return "127.9." + number / 200 % 250 + "." + (number % 200 + 1);
  }

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
      hear(copy);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
      wrong = cause;
      ctx.close();
    }
  }

  private void hear(byte[] bytes) {
    synchronized (heard) {
      if (listener == null) {
        heard.writeBytes(bytes);
      } else {
        listener.accept(bytes);
      }
    }
  }

  /** From here on {@code next} is handed what arrives, first what has arrived already. */
  final void listen(Consumer<byte[]> next) {
    synchronized (heard) {
      next.accept(heard.toByteArray());
      listener = next;
    }
  }

  /** How many bytes came that nobody else took. */
  public int heardSize() {
    synchronized (heard) {
      return heard.size();
    }
  }

  /** A client's TLS 1.3 with this named group. */
  static SslContext tls(String protocol, String group, Consumer<SslContextBuilder> identity) {
    try {
      SslContextBuilder builder =
          SslContextBuilder.forClient()
              .sslProvider(SslProvider.OPENSSL)
              .protocols(protocol)
              .endpointIdentificationAlgorithm(null)
              .trustManager(InsecureTrustManagerFactory.INSTANCE)
              .option(OpenSslContextOption.GROUPS, new String[] {group})
              .applicationProtocolConfig(
                  new ApplicationProtocolConfig(
                      ApplicationProtocolConfig.Protocol.ALPN,
                      ApplicationProtocolConfig.SelectorFailureBehavior.NO_ADVERTISE,
                      ApplicationProtocolConfig.SelectedListenerFailureBehavior.ACCEPT,
                      ApplicationProtocolNames.HTTP_2));
      identity.accept(builder);
      return builder.build();
    } catch (SSLException e) {
      throw new IllegalStateException(e);
    }
  }

  static Consumer<SslContextBuilder> identity(Rogue rogue, String... uris) {
    byte[] certificate = rogue.transportCertificate(uris);
    return builder -> builder.keyManager(rogue.transport.getPrivate(), x509(certificate));
  }

  private static X509Certificate x509(byte[] der) {
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(der));
    } catch (CertificateException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Says these bytes after all that was said before, whichever thread said it. */
  public final Wire say(byte[]... parts) {
    for (byte[] part : parts) {
      channel.eventLoop().execute(() -> channel.writeAndFlush(Unpooled.wrappedBuffer(part)));
    }
    return this;
  }

  /** Whether TLS stands on this side. */
  final boolean isShaken() throws InterruptedException {
    SslHandler handler = channel.pipeline().get(SslHandler.class);
    return handler.handshakeFuture().await(5, TimeUnit.SECONDS)
        && handler.handshakeFuture().isSuccess();
  }

  /** Ends our half and listens on. */
  final void endOurHalf() {
    ((NioSocketChannel) channel).shutdownOutput();
  }

  @Override
  public String toString() {
    SslHandler handler = channel.pipeline().get(SslHandler.class);
    return channel + " " + (handler == null ? "" : handler.handshakeFuture()) + " " + wrong;
  }

  public final boolean isOpen() {
    return channel.isOpen();
  }

  /** Whether the other side ends the connection in this time. */
  public final boolean isClosedWithin(long seconds) throws InterruptedException {
    return channel.closeFuture().await(seconds, TimeUnit.SECONDS);
  }

  @Override
  public final void close() {
    channel.close();
  }
}
