package org.vigilmesh.adapter.grpc;

import io.grpc.CompressorRegistry;
import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.vigilmesh.delivery.Frame;
import org.vigilmesh.envelope.Format;
import org.vigilmesh.identity.KeySet;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.port.Transport;
import org.vigilmesh.port.TransportIdentity;
import org.vigilmesh.value.Check;

/** Links over gRPC and TLS 1.3 (PROTOCOL, "Links"): one listener, any number of dials. */
final class GrpcTransport implements Transport {
  /** Links only queue and parse; two event loops serve 193 peers and leave the rest to crypto. */
  private static final int LOOPS = 2;

  private final InetSocketAddress listen;
  private final InstantSource clock;
  private final Limits limits;
  private final OwnKey key;
  private @Nullable Running running;

  /** What exists between start and close. */
  private record Running(Server server, EventLoopGroup loops, Dial.Outward outward, Gate gate) {}

  GrpcTransport(
      InetSocketAddress listen, TransportIdentity identity, InstantSource clock, Limits limits) {
    this.listen = listen;
    this.clock = clock;
    this.limits = limits;
    this.key = new OwnKey(identity);
  }

  @Override
  public int start(Events events, Pins pins) {
    Check.that(running == null, "a transport starts once");
    var _ = LibraryLog.follow();
    String group = SelfTest.observedGroup(key.identity(), clock);
    if (!group.equals(ServerHello.HYBRID)) {
      throw new GrpcException(
          "TLS self-test: " + group + " instead of " + ServerHello.HYBRID, null);
    }
    PinnedTrust trust = new PinnedTrust(pins, clock);
    PeerTls tls = PeerTls.of(key, trust);
    Links links = new Links(events);
    Gate gate = new Gate(limits);
    EventLoopGroup loops =
        new MultiThreadIoEventLoopGroup(
            LOOPS, new DefaultThreadFactory("vigil-links", true), NioIoHandler.newFactory());
    Server server = server(loops, tls, gate, new Acceptor(links, trust));
    try {
      server.start();
    } catch (IOException e) {
      var _ = loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
      throw new GrpcException("cannot listen on " + listen, e);
    }
    var outward =
        new Dial.Outward(
            links,
            tls.client(),
            trust,
            loops,
            limits,
            ConcurrentHashMap.newKeySet(),
            new AtomicBoolean());
    running = new Running(server, loops, outward, gate);
    return server.getPort();
  }

  private Server server(EventLoopGroup loops, PeerTls tls, Gate gate, Acceptor acceptor) {
    return NettyServerBuilder.forAddress(listen)
        .channelFactory(
            () -> {
              NioServerSocketChannel listener = new NioServerSocketChannel();
              listener.pipeline().addFirst(gate);
              return listener;
            })
        .bossEventLoopGroup(loops)
        .workerEventLoopGroup(loops)
        .sslContext(tls.server())
        .directExecutor()
        .addTransportFilter(gate.filter())
        .fallbackHandlerRegistry(acceptor)
        .decompressorRegistry(RawBytes.NO_COMPRESSION)
        .compressorRegistry(CompressorRegistry.newEmptyInstance())
        .handshakeTimeout(limits.handshake().toMillis(), TimeUnit.MILLISECONDS)
        .maxConcurrentCallsPerConnection(1)
        .maxInboundMessageSize(Format.FRAME_SIZE_MAX)
        .maxInboundMetadataSize(Limits.METADATA_SIZE_MAX)
        .flowControlWindow(Format.FRAME_SIZE_MAX)
        .maxRstFramesPerWindow(limits.callFrames(), Math.toIntExact(Limits.WINDOW.toSeconds()))
        .permitKeepAliveTime(1, TimeUnit.MINUTES)
        .build();
  }

  private Running running() {
    Check.that(running != null, "a transport is started before it is used");
    return java.util.Objects.requireNonNull(running);
  }

  /** Connections on the listener, links or not yet. */
  int connections() {
    return running().gate().connections();
  }

  @Override
  public void dial(NodeId peer, List<KeySet.Endpoint> endpoints) {
    Running now = running();
    Dial dial = new Dial(peer, endpoints, now.outward());
    now.loops().execute(() -> dial.next("no endpoint known"));
  }

  @Override
  public boolean send(LinkId link, Frame frame) {
    return running().outward().links().find(link).filter(live -> live.send(frame)).isPresent();
  }

  @Override
  public void taken(LinkId link) {
    running().outward().links().find(link).ifPresent(Link::taken);
  }

  @Override
  public void close(LinkId link, String why) {
    running().outward().links().find(link).ifPresent(live -> live.cut(why));
  }

  @Override
  public void use(TransportIdentity identity) {
    key.use(identity);
  }

  @Override
  public void close() {
    if (running == null) {
      return;
    }
    running.outward().links().cutAll("node stops");
    running.server().shutdownNow();
    try {
      running.outward().close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    running.loops().shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(3_000);
  }
}
