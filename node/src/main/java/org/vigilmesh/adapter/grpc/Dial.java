package org.vigilmesh.adapter.grpc;

import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.CompressorRegistry;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.netty.NettyChannelBuilder;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.SslContext;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;
import org.vigilmesh.envelope.Format;
import org.vigilmesh.identity.KeySet;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.port.Transport.Security;

/**
 * One attempt to reach a peer, endpoint after endpoint, until one answers as that peer or none is
 * left.
 */
final class Dial {
  private final NodeId peer;
  private final Iterator<KeySet.Endpoint> endpoints;
  private final Outward outward;

  /** What dials share; {@code channels} are those that have not ended. */
  record Outward(
      Links links,
      SslContext tls,
      PinnedTrust trust,
      EventLoopGroup loops,
      Limits limits,
      Set<ManagedChannel> channels,
      AtomicBoolean isClosing) {
    /** Ends all channels, so that none of them starts anything on loops that are gone. */
    void close() throws InterruptedException {
      isClosing.set(true);
      for (ManagedChannel channel : channels) {
        channel.shutdownNow();
      }
      for (ManagedChannel channel : channels) {
        var _ = channel.awaitTermination(1, TimeUnit.SECONDS);
      }
    }
  }

  Dial(NodeId peer, List<KeySet.Endpoint> endpoints, Outward outward) {
    this.peer = peer;
    this.endpoints = List.copyOf(endpoints).iterator();
    this.outward = outward;
  }

  /** Tries the next endpoint; {@code why} says what became of the last one. */
  void next(String why) {
    if (outward.isClosing().get() || !endpoints.hasNext()) {
      outward.links().events().dialFailed(peer, why);
      return;
    }
    new Attempt(endpoints.next()).start();
  }

  /** One endpoint's connection with its one call. */
  private final class Attempt extends ClientCall.Listener<byte[]> implements Line {
    private final KeySet.Endpoint endpoint;
    private final ManagedChannel channel;
    private final ClientCall<byte[], byte[]> call;
    private final AtomicBoolean isDecided = new AtomicBoolean();
    private volatile HelloWatch watch;
    private volatile @Nullable Link link;

    Attempt(KeySet.Endpoint endpoint) {
      this.endpoint = endpoint;
      watch = new HelloWatch(true, outward.limits());
      channel = channel();
      outward.channels().removeIf(ManagedChannel::isTerminated);
      outward.channels().add(channel);
      call =
          channel.newCall(
              RawBytes.EXCHANGE, CallOptions.DEFAULT.withOnReadyThreshold(Limits.UNSENT_SIZE_MAX));
    }

    /**
     * The authority is the wanted node's id: that is what the certificate is checked against. It
     * has no dot, so no name is sent in clear.
     */
    private ManagedChannel channel() {
      return NettyChannelBuilder.forAddress(endpoint.host(), endpoint.port())
          .overrideAuthority(peer.text())
          .sslContext(outward.tls())
          .channelFactory(this::socket)
          .eventLoopGroup(outward.loops())
          .withOption(
              ChannelOption.CONNECT_TIMEOUT_MILLIS,
              Math.toIntExact(outward.limits().handshake().toMillis()))
          .directExecutor()
          .proxyDetector(_ -> null)
          .disableRetry()
          .disableServiceConfigLookUp()
          .decompressorRegistry(RawBytes.NO_COMPRESSION)
          .compressorRegistry(CompressorRegistry.newEmptyInstance())
          .flowControlWindow(Format.FRAME_SIZE_MAX)
          .maxInboundMessageSize(Format.FRAME_SIZE_MAX)
          .maxInboundMetadataSize(Limits.METADATA_SIZE_MAX)
          .build();
    }

    private NioSocketChannel socket() {
      NioSocketChannel socket = new NioSocketChannel();
      watch = new HelloWatch(true, outward.limits());
      socket.pipeline().addFirst(watch);
      return socket;
    }

    void start() {
      call.start(this, new Metadata());
      var _ =
          outward
              .loops()
              .schedule(
                  () -> fail("no answer within " + outward.limits().dial().toSeconds() + " s"),
                  outward.limits().dial().toMillis(),
                  TimeUnit.MILLISECONDS);
    }

    private void fail(String why) {
      if (isDecided.compareAndSet(false, true)) {
        cut();
        next(endpoint + ": " + why);
      }
    }

    @Override
    public void onHeaders(Metadata headers) {
      SSLSession session = call.getAttributes().get(io.grpc.Grpc.TRANSPORT_ATTR_SSL_SESSION);
      String group = watch.group();
      if (session == null
          || !group.equals(ServerHello.HYBRID)
          || Acceptor.findPeer(session, outward.trust()).filter(peer::equals).isEmpty()) {
        fail("another node answers");
      } else if (isDecided.compareAndSet(false, true)) {
        Security security = new Security(session.getProtocol(), group, session.getCipherSuite());
        link = outward.links().begin(this, peer, true, security);
      }
    }

    @Override
    public void onMessage(byte[] frame) {
      if (link != null) {
        link.received(frame);
      }
    }

    @Override
    public void onReady() {
      if (link != null) {
        link.ready();
      }
    }

    @Override
    public void onClose(Status status, Metadata trailers) {
      channel.shutdownNow();
      if (link != null) {
        link.ended("connection lost");
      } else {
        fail(DialFailure.words(status));
      }
    }

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
      watch.cut();
      call.cancel("closed", null);
      channel.shutdownNow();
    }
  }
}
