package org.vigilmesh.adapter.grpc;

import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerDomainSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.vigilmesh.proto.v1.AdminGrpc;

/** The admin socket: the admin calls and the health service, for the owner's user only. */
final class AdminServer implements Grpc.Listening {
  /** A submission with its attachments (192 KiB) and endorsements is the largest that comes in. */
  private static final int MESSAGE_SIZE_MAX = 1024 * 1024;

  private static final int CALLS_PER_CONNECTION = 16;

  private final SocketFile file;
  private final Server server;
  private final EventLoopGroup loops;

  private AdminServer(SocketFile file, Server server, EventLoopGroup loops) {
    this.file = file;
    this.server = server;
    this.loops = loops;
  }

  static AdminServer start(Path socket, AdminPorts ports, Executor calls) {
    var _ = LibraryLog.follow();
    SocketFile file = new SocketFile(socket);
    file.prepare();
    EventLoopGroup loops =
        new MultiThreadIoEventLoopGroup(
            1, new DefaultThreadFactory("vigil-admin", true), NioIoHandler.newFactory());
    AdminServer admin = new AdminServer(file, server(file, loops, ports, calls), loops);
    try {
      admin.server.start();
      file.publish();
      return admin;
    } catch (IOException e) {
      admin.end();
      throw new GrpcException("cannot listen on " + socket, e);
    }
  }

  private static Server server(
      SocketFile file, EventLoopGroup loops, AdminPorts ports, Executor calls) {
    HealthStatusManager health = new HealthStatusManager();
    health.setStatus(
        AdminGrpc.SERVICE_NAME, io.grpc.health.v1.HealthCheckResponse.ServingStatus.SERVING);
    Callers callers = new Callers();
    return NettyServerBuilder.forAddress(UnixDomainSocketAddress.of(file.staging()))
        .channelFactory(
            () -> {
              NioServerDomainSocketChannel listener = new NioServerDomainSocketChannel();
              listener.pipeline().addFirst(callers);
              return listener;
            })
        // gRPC sets it on every socket, and a Unix socket knows it not
        .withChildOption(ChannelOption.SO_KEEPALIVE, null)
        .bossEventLoopGroup(loops)
        .workerEventLoopGroup(loops)
        .executor(calls)
        .addService(new AdminCalls(ports, calls))
        .addService(new RegisterCalls(ports.queries()))
        .addService(health.getHealthService())
        .intercept(callers)
        .maxConcurrentCallsPerConnection(CALLS_PER_CONNECTION)
        .maxInboundMessageSize(MESSAGE_SIZE_MAX)
        .maxInboundMetadataSize(Limits.METADATA_SIZE_MAX)
        .build();
  }

  private void end() {
    server.shutdownNow();
    loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(3_000);
  }

  /** Ends all calls and takes the socket away. */
  @Override
  public void close() {
    end();
    file.remove();
  }
}
