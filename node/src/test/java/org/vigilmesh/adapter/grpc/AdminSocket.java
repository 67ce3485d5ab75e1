package org.vigilmesh.adapter.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.vigilmesh.Fixtures.bytes;

import com.google.protobuf.ByteString;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioDomainSocketChannel;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.vigilmesh.proto.v1.AdminGrpc;
import org.vigilmesh.proto.v1.AdminGrpc.AdminBlockingStub;

/** A plain node behind a real admin socket, with clients of it. */
abstract class AdminSocket {
  static final String USER = System.getProperty("user.name");

  final PlainNode node = new PlainNode();
  final PlainEnrolment enrolment = new PlainEnrolment();
  final ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor();
  private final EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final List<ManagedChannel> channels = new ArrayList<>();
  Path folder = Path.of("/");
  Path socket = folder;
  Grpc.Listening server = () -> {};

  @BeforeEach
  void start() throws IOException {
    folder = Files.createTempDirectory("vigil");
    socket = folder.resolve("admin.sock");
    server = listen();
  }

  Grpc.Listening listen() {
    return Grpc.admin(
        socket, new AdminPorts(node, node, node, enrolment, node, "https://desk.example"), calls);
  }

  @AfterEach
  void close() throws IOException {
    channels.forEach(ManagedChannel::shutdownNow);
    loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    server.close();
    calls.shutdownNow();
    try (var left = Files.list(folder)) {
      assertEquals(List.of(), left.filter(path -> !path.endsWith("file")).toList());
    }
  }

  ManagedChannel channel() {
    ManagedChannel channel =
        NettyChannelBuilder.forAddress(UnixDomainSocketAddress.of(socket))
            .overrideAuthority("admin")
            .channelType(NioDomainSocketChannel.class, UnixDomainSocketAddress.class)
            // gRPC sets it on every socket, and a Unix socket knows it not
            .withOption(ChannelOption.SO_KEEPALIVE, null)
            .eventLoopGroup(loop)
            .usePlaintext()
            .proxyDetector(_ -> null)
            .build();
    channels.add(channel);
    return channel;
  }

  AdminBlockingStub admin() {
    return AdminGrpc.newBlockingStub(channel()).withDeadlineAfter(20, TimeUnit.SECONDS);
  }

  static ByteString bs(org.vigilmesh.value.Bytes bytes) {
    return Scalars.bytes(bytes);
  }
}
