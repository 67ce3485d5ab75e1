package org.vigilmesh.adapter.grpc;

import io.netty.channel.Channel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** One accepted connection: it gets one call, and dies with it. */
final class Inbound {
  private final Channel channel;
  private final HelloWatch watch;
  private final Consumer<Inbound> handshakeEnded;
  private final AtomicBoolean isShaken = new AtomicBoolean();
  private final AtomicBoolean hasCall = new AtomicBoolean();

  Inbound(Channel channel, HelloWatch watch, Consumer<Inbound> handshakeEnded) {
    this.channel = channel;
    this.watch = watch;
    this.handshakeEnded = handshakeEnded;
  }

  /** The handshake is over, well or badly; counts once. */
  void shaken() {
    if (isShaken.compareAndSet(false, true)) {
      handshakeEnded.accept(this);
    }
  }

  void expectCall(Duration patience) {
    shaken();
    var _ =
        channel
            .eventLoop()
            .schedule(
                () -> {
                  if (!hasCall.get()) {
                    close();
                  }
                },
                patience.toMillis(),
                TimeUnit.MILLISECONDS);
  }

  /** True for the first call only. */
  boolean claimCall() {
    return hasCall.compareAndSet(false, true);
  }

  String group() {
    return watch.group();
  }

  /** Ends the connection without a word. */
  void close() {
    watch.cut();
  }
}
