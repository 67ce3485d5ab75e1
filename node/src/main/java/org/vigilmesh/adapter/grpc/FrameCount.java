package org.vigilmesh.adapter.grpc;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Counts the HTTP/2 frames that arrive, before anything acts on them, and closes the connection
 * that sends more than a link needs: floods of resets, settings, pings, priorities, window updates,
 * continuations and empty data. Calls are counted over the connection's whole life, which ends
 * rapid resets and provoked ones at once.
 */
final class FrameCount extends ChannelInboundHandlerAdapter {
  private static final int PREFACE_SIZE = 24;
  private static final int HEADER_SIZE = 9;
  private static final int DATA = 0;
  private static final int HEADERS = 1;
  private static final int CONTINUATION = 9;

  private final Limits limits;
  private final byte[] header = new byte[HEADER_SIZE];
  private int headerFilled;
  private long toSkip;
  private int callFrames;
  private int controlFrames;
  private @Nullable ScheduledFuture<?> window;

  FrameCount(boolean isServer, Limits limits) {
    this.limits = limits;
    toSkip = isServer ? PREFACE_SIZE : 0;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    long millis = Limits.WINDOW.toMillis();
    window =
        ctx.executor()
            .scheduleAtFixedRate(() -> controlFrames = 0, millis, millis, TimeUnit.MILLISECONDS);
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    if (window != null) {
      window.cancel(false);
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object msg) {
    if (msg instanceof ByteBuf bytes && !isWithinLimits(bytes)) {
      ReferenceCountUtil.release(msg);
      var _ = ctx.pipeline().firstContext().close();
      return;
    }
    ctx.fireChannelRead(msg);
  }

  private boolean isWithinLimits(ByteBuf bytes) {
    int at = bytes.readerIndex();
    int end = bytes.writerIndex();
    while (at < end) {
      int skipped = (int) Math.min(toSkip, end - at);
      toSkip -= skipped;
      at += skipped;
      while (toSkip == 0 && at < end && headerFilled < HEADER_SIZE) {
        header[headerFilled++] = bytes.getByte(at++);
      }
      if (headerFilled == HEADER_SIZE) {
        headerFilled = 0;
        toSkip = size();
        count();
      }
    }
    return callFrames <= limits.callFrames() && controlFrames <= limits.controlFrames();
  }

  private int size() {
    return Byte.toUnsignedInt(header[0]) << 16
        | Byte.toUnsignedInt(header[1]) << 8
        | Byte.toUnsignedInt(header[2]);
  }

  private void count() {
    int type = header[3];
    if (type == HEADERS || type == CONTINUATION) {
      callFrames++;
    } else if (type != DATA || toSkip == 0) {
      controlFrames++;
    }
  }
}
