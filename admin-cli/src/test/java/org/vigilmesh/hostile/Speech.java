package org.vigilmesh.hostile;

import io.netty.handler.ssl.SslContext;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A connection with an open call: says frames of {@code link.proto}, notes the node's. */
public final class Speech extends Wire {
  static final int HELLO = 1;
  static final int IDENTITY = 2;
  static final int IDENTITY_REQUEST = 3;
  static final int STATEMENTS = 4;
  static final int RECEIPTS = 5;
  static final int REFUSALS = 6;
  static final int RESUME = 7;
  static final int WITNESS_REQUEST = 8;
  static final int WITNESS_ANSWER = 9;
  static final int PULSE = 10;

  private static final int DATA_MAX = 16_384;
  private static final long PATIENCE_MILLIS = 8_000;

  private final LinkedBlockingQueue<Said> said = new LinkedBlockingQueue<>();
  private final ByteArrayOutputStream raw = new ByteArrayOutputStream();
  private final ByteArrayOutputStream stream = new ByteArrayOutputStream();
  private final Deque<byte[]> waiting = new ArrayDeque<>();
  private volatile String farewell = "";
  private long connectionWindow = 65_535;
  private long streamWindow = 65_535;

  Speech(int port, SslContext tls) throws InterruptedException {
    super(port, tls, true);
    say(Http2.preface(), Http2.call(1, Http2.EXCHANGE));
    listen(this::hear);
  }

  /** A frame of the node: which of the ten, and its message. */
  public record Said(int kind, byte[] body) {}

  /** A frame, cut to DATA frames as far as the node's windows let them through. */
  public void frame(int kind, Proto body) {
    byte[] content = Proto.of().message(kind, body).done();
    message(Http2.message(false, content.length, content));
  }

  /** Bytes in the call's stream, within the windows. */
  void message(byte[] bytes) {
    synchronized (waiting) {
      for (int at = 0; at < bytes.length; at += DATA_MAX) {
        waiting.add(Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + DATA_MAX)));
      }
    }
    flush();
  }

  private void flush() {
    synchronized (waiting) {
      while (!waiting.isEmpty()
          && Math.min(connectionWindow, streamWindow) >= waiting.peek().length) {
        byte[] next = waiting.remove();
        connectionWindow -= next.length;
        streamWindow -= next.length;
        say(Http2.frame(Http2.DATA, 0, 1, next));
      }
    }
  }

  /** Bytes that wait for the node to open its windows. */
  long unsaid() {
    synchronized (waiting) {
      return waiting.stream().mapToLong(part -> part.length).sum();
    }
  }

  private void hear(byte[] bytes) {
    raw.writeBytes(bytes);
    byte[] all = raw.toByteArray();
    int at = 0;
    while (all.length - at >= 9) {
      int size = ByteBuffer.wrap(all, at, 4).getInt() >>> 8;
      if (all.length - at - 9 < size) {
        break;
      }
      int id = ByteBuffer.wrap(all, at + 5, 4).getInt() & 0x7fffffff;
      one(all[at + 3], all[at + 4], id, Arrays.copyOfRange(all, at + 9, at + 9 + size));
      at += 9 + size;
    }
    raw.reset();
    raw.write(all, at, all.length - at);
  }

  private void one(int type, int flags, int id, byte[] payload) {
    if (type == Http2.SETTINGS && (flags & 1) == 0) {
      settings(payload);
      say(Http2.frame(Http2.SETTINGS, 1, 0));
    } else if (type == Http2.PING && (flags & 1) == 0) {
      say(Http2.frame(Http2.PING, 1, 0, payload));
    } else if (type == Http2.WINDOW_UPDATE) {
      synchronized (waiting) {
        int more = ByteBuffer.wrap(payload).getInt();
        connectionWindow += id == 0 ? more : 0;
        streamWindow += id == 0 ? 0 : more;
      }
      flush();
    } else if (type == Http2.GOAWAY || type == Http2.RST_STREAM) {
      farewell += new String(payload, java.nio.charset.StandardCharsets.ISO_8859_1);
    } else if (type == Http2.DATA) {
      stream.writeBytes(payload);
      messages();
    }
  }

  private void settings(byte[] payload) {
    ByteBuffer in = ByteBuffer.wrap(payload);
    while (in.remaining() >= 6) {
      short id = in.getShort();
      int value = in.getInt();
      if (id == 4) {
        synchronized (waiting) {
          streamWindow += value - 65_535;
        }
      }
    }
    flush();
  }

  private void messages() {
    byte[] all = stream.toByteArray();
    int at = 0;
    while (all.length - at >= 5) {
      int size = ByteBuffer.wrap(all, at + 1, 4).getInt();
      if (all.length - at - 5 < size) {
        break;
      }
      byte[] frame = Arrays.copyOfRange(all, at + 5, at + 5 + size);
      Proto.read(frame).forEach(f -> said.add(new Said(f.id(), f.bytes())));
      at += 5 + size;
    }
    stream.reset();
    stream.write(all, at, all.length - at);
  }

  @Override
  public String toString() {
    return super.toString() + ' ' + farewell;
  }

  /** The next frame of this kind that is like this; others before it are passed over. */
  public Optional<byte[]> await(int kind, Predicate<byte[]> like) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE_MILLIS * 1_000_000;
    while (isOpen() || !said.isEmpty()) {
      long left = Math.min(50_000_000, end - System.nanoTime());
      if (left <= 0) {
        break;
      }
      Said next = said.poll(left, TimeUnit.NANOSECONDS);
      if (next != null && next.kind() == kind && like.test(next.body())) {
        return Optional.of(next.body());
      }
    }
    return Optional.empty();
  }

  public Optional<byte[]> await(int kind) throws InterruptedException {
    return await(kind, _ -> true);
  }

  /** Whether the node still answers on this call: frames are judged in order. */
  public boolean isAnswered() throws InterruptedException {
    frame(IDENTITY_REQUEST, Proto.of().number(1, 1));
    return await(IDENTITY, body -> body.length == 0).isPresent();
  }
}
