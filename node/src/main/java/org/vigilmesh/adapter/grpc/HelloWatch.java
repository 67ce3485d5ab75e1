package org.vigilmesh.adapter.grpc;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.ssl.SslHandler;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Stands between the socket and TLS and notes which group the server's hello names: what was
 * negotiated, as seen on the wire. Then it puts the frame count behind TLS.
 */
final class HelloWatch extends ChannelDuplexHandler {
  private static final int RECORD_HEADER = 5;
  private static final int RECORD_MAX = (1 << 14) + 256;
  private static final int RECORD_HANDSHAKE = 22;
  private static final int RECORD_CHANGE_CIPHER = 20;

  private final boolean isDialler;
  private final Limits limits;
  private final ByteArrayOutputStream seen = new ByteArrayOutputStream();
  private boolean isDone;
  private volatile @Nullable ChannelHandlerContext own;
  private volatile String group = "";

  HelloWatch(boolean isDialler, Limits limits) {
    this.isDialler = isDialler;
    this.limits = limits;
  }

  /** The group's name; empty until a server hello was seen. */
  String group() {
    return group;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    own = ctx;
  }

  /** Ends the connection at once: from here no farewell of HTTP/2 or TLS is on the way. */
  void cut() {
    ChannelHandlerContext ctx = own;
    if (ctx != null) {
      var _ = ctx.close();
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object msg) {
    if (isDialler && !isDone && msg instanceof ByteBuf bytes) {
      watch(ctx, bytes);
    }
    ctx.fireChannelRead(msg);
  }

  @Override
  public void write(ChannelHandlerContext ctx, Object msg, ChannelPromise promise) {
    if (!isDialler && !isDone && msg instanceof ByteBuf bytes) {
      watch(ctx, bytes);
    }
    var _ = ctx.write(msg, promise);
  }

  private void watch(ChannelHandlerContext ctx, ByteBuf bytes) {
    byte[] more = new byte[Math.min(bytes.readableBytes(), 2 * RECORD_MAX - seen.size())];
    bytes.getBytes(bytes.readerIndex(), more);
    seen.writeBytes(more);
    byte[] all = seen.toByteArray();
    int at = 0;
    while (!isDone && all.length - at >= RECORD_HEADER) {
      int size = Byte.toUnsignedInt(all[at + 3]) << 8 | Byte.toUnsignedInt(all[at + 4]);
      if (size > RECORD_MAX) {
        isDone = true;
      } else if (all.length - at - RECORD_HEADER < size) {
        break;
      } else {
        record(all[at], Arrays.copyOfRange(all, at + RECORD_HEADER, at + RECORD_HEADER + size));
        at += RECORD_HEADER + size;
      }
    }
    seen.reset();
    if (isDone) {
      countFrames(ctx);
    } else {
      seen.write(all, at, all.length - at);
    }
  }

  private void record(byte type, byte[] content) {
    if (type == RECORD_HANDSHAKE) {
      ServerHello.parse(content).ifPresent(hello -> group = hello.groupName());
      isDone = ServerHello.parse(content).filter(ServerHello::retry).isEmpty();
    } else {
      isDone = type != RECORD_CHANGE_CIPHER;
    }
  }

  private void countFrames(ChannelHandlerContext ctx) {
    ChannelHandlerContext tls = ctx.pipeline().context(SslHandler.class);
    if (tls != null) {
      ctx.pipeline().addAfter(tls.name(), null, new FrameCount(!isDialler, limits));
    }
  }
}
