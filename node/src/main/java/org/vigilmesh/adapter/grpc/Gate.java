package org.vigilmesh.adapter.grpc;

import io.grpc.Attributes;
import io.grpc.ServerTransportFilter;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.vigilmesh.value.Bytes;

/**
 * Stands on the listening socket: admits connections within the limits, closes the others before a
 * byte is read, and leads from a call back to its connection.
 */
final class Gate extends ChannelInboundHandlerAdapter {
  /** The connection that a call came by. */
  static final Attributes.Key<Inbound> INBOUND = Attributes.Key.create("vigil-inbound");

  private final Limits limits;
  private final Map<SocketAddress, Inbound> open = new ConcurrentHashMap<>();
  private final Map<Bytes, Integer> openByAddress = new ConcurrentHashMap<>();
  private final Map<Bytes, Integer> shakingByAddress = new ConcurrentHashMap<>();
  private final AtomicInteger shaking = new AtomicInteger();
  private final Queue<Inbound> halfOpen = new ConcurrentLinkedQueue<>();
  // touched by the accepting thread only; emptied with each window
  private final Map<Bytes, Integer> accepted = new ConcurrentHashMap<>();

  Gate(Limits limits) {
    this.limits = limits;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    if (ctx.channel().isRegistered()) {
      beginWindows(ctx);
    }
  }

  @Override
  public void channelRegistered(ChannelHandlerContext ctx) {
    beginWindows(ctx);
    ctx.fireChannelRegistered();
  }

  private void beginWindows(ChannelHandlerContext ctx) {
    long millis = Limits.WINDOW.toMillis();
    var _ =
        ctx.executor().scheduleAtFixedRate(accepted::clear, millis, millis, TimeUnit.MILLISECONDS);
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object msg) {
    Channel child = (Channel) msg;
    if (child.remoteAddress() instanceof InetSocketAddress from
        && from.getAddress() != null
        && admits(network(from.getAddress()))) {
      makeRoom();
      admit(child, from);
      ctx.fireChannelRead(msg);
    } else {
      child.unsafe().closeForcibly();
    }
  }

  private boolean admits(Bytes from) {
    return accepted.merge(from, 1, Integer::sum) <= limits.acceptsPerAddress()
        && accepted.size() <= 64 * limits.connections()
        && open.size() < limits.connections()
        && openByAddress.getOrDefault(from, 0) < limits.connectionsPerAddress()
        && shakingByAddress.getOrDefault(from, 0) < limits.handshakesPerAddress();
  }

  /** Whoever has shaken hands the longest goes: a flood of strangers never keeps a peer out. */
  private void makeRoom() {
    if (shaking.get() >= limits.handshakes()) {
      Inbound oldest = halfOpen.poll();
      if (oldest != null) {
        oldest.close();
      }
    }
  }

  private void admit(Channel child, InetSocketAddress from) {
    Bytes network = network(from.getAddress());
    HelloWatch watch = new HelloWatch(false, limits);
    Inbound inbound = new Inbound(child, watch, one -> endShaking(one, network));
    halfOpen.add(inbound);
    child.pipeline().addFirst(watch);
    open.put(from, inbound);
    shaking.incrementAndGet();
    openByAddress.merge(network, 1, Integer::sum);
    shakingByAddress.merge(network, 1, Integer::sum);
    child
        .closeFuture()
        .addListener(
            _ -> {
              open.remove(from, inbound);
              decrement(openByAddress, network);
              inbound.shaken();
            });
  }

  private void endShaking(Inbound one, Bytes network) {
    halfOpen.remove(one);
    shaking.decrementAndGet();
    decrement(shakingByAddress, network);
  }

  private static void decrement(Map<Bytes, Integer> counts, Bytes key) {
    counts.computeIfPresent(key, (_, count) -> count == 1 ? null : count - 1);
  }

  /** An IPv4 address, or the half of an IPv6 address that one owner commonly holds. */
  private static Bytes network(InetAddress address) {
    Bytes all = Bytes.of(address.getAddress());
    return all.size() == 16 ? all.slice(0, 8) : all;
  }

  /** How many connections are open, counting those that still shake hands. */
  int connections() {
    return open.size();
  }

  /** Tells gRPC, once TLS stands, which connection this is; without a call it is closed again. */
  ServerTransportFilter filter() {
    return new ServerTransportFilter() {
      @Override
      public Attributes transportReady(Attributes attributes) {
        SocketAddress from = attributes.get(io.grpc.Grpc.TRANSPORT_ATTR_REMOTE_ADDR);
        Optional<Inbound> inbound =
            from == null ? Optional.empty() : Optional.ofNullable(open.get(from));
        inbound.ifPresent(one -> one.expectCall(limits.firstCall()));
        return inbound
            .map(one -> attributes.toBuilder().set(INBOUND, one).build())
            .orElse(attributes);
      }
    };
  }
}
