package org.vigilmesh.adapter.grpc;

import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.nio.NioChannelOption;
import java.net.SocketAddress;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import jdk.net.ExtendedSocketOptions;
import jdk.net.UnixDomainPrincipal;

/**
 * Who calls on the admin socket: the user whom the operating system names for each connection when
 * it is accepted. A call without one is refused.
 */
final class Callers extends ChannelInboundHandlerAdapter implements ServerInterceptor {
  /** The caller's user name, in each call's context. */
  static final Context.Key<String> CALLER = Context.key("vigil-caller");

  /** Commands are short; a few people and scripts follow something. */
  private static final int CONNECTIONS_MAX = 64;

  private static final ChannelOption<UnixDomainPrincipal> CREDENTIALS =
      NioChannelOption.of(ExtendedSocketOptions.SO_PEERCRED);

  // All connections have the same address text; the address object, which gRPC hands to each call,
  // tells them apart.
  private final Map<SocketAddress, String> users =
      Collections.synchronizedMap(new IdentityHashMap<>());

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object msg) {
    Channel child = (Channel) msg;
    SocketAddress address = child.localAddress();
    UnixDomainPrincipal principal = child.config().getOption(CREDENTIALS);
    if (address == null || principal == null || users.size() >= CONNECTIONS_MAX) {
      child.unsafe().closeForcibly();
      return;
    }
    users.put(address, principal.user().getName());
    child.closeFuture().addListener(_ -> users.remove(address));
    ctx.fireChannelRead(msg);
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    SocketAddress address = call.getAttributes().get(io.grpc.Grpc.TRANSPORT_ATTR_LOCAL_ADDR);
    String user = address == null ? null : users.get(address);
    if (user == null) {
      call.close(Status.PERMISSION_DENIED, new Metadata());
      return new ServerCall.Listener<>() {};
    }
    return Contexts.interceptCall(Context.current().withValue(CALLER, user), call, headers, next);
  }
}
