package org.vigilmesh.cli;

import io.grpc.Channel;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioDomainSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * A connection to a node's admin socket. Where nobody listens, the first call ends with gRPC's
 * status UNAVAILABLE, at once.
 */
final class AdminChannel implements AutoCloseable {
  /** A case of a hundred statements, opened with all their attachments. */
  private static final int MESSAGE_SIZE_MAX = 32 * 1024 * 1024;

  private final SocketPath socket;
  private final ManagedChannel channel;
  private final EventLoopGroup loop;

  private AdminChannel(SocketPath socket, ManagedChannel channel, EventLoopGroup loop) {
    this.socket = socket;
    this.channel = channel;
    this.loop = loop;
  }

  /** Opens nothing yet: the first call does. */
  static AdminChannel open(Path path) {
    SocketPath socket = SocketPath.to(path);
    EventLoopGroup loop =
        new MultiThreadIoEventLoopGroup(
            1, new DefaultThreadFactory("vigil-admin", true), NioIoHandler.newFactory());
    ManagedChannel channel =
        NettyChannelBuilder.forAddress(UnixDomainSocketAddress.of(socket.path()))
            .overrideAuthority("admin")
            .channelType(NioDomainSocketChannel.class, UnixDomainSocketAddress.class)
            .eventLoopGroup(loop)
            // gRPC sets it on every socket, and a Unix socket knows it not
            .withOption(ChannelOption.SO_KEEPALIVE, null)
            .usePlaintext()
            .proxyDetector(_ -> null)
            .maxInboundMessageSize(MESSAGE_SIZE_MAX)
            .disableRetry()
            .disableServiceConfigLookUp()
            .build();
    return new AdminChannel(socket, channel, loop);
  }

  /** For the generated stubs. */
  Channel channel() {
    return channel;
  }

  @Override
  public void close() {
    channel.shutdownNow();
    var _ = loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    socket.close();
  }
}
