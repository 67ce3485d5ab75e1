package org.vigilmesh.adapter.grpc;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.vigilmesh.delivery.Frame;
import org.vigilmesh.port.Transport.Events;
import org.vigilmesh.port.Transport.LinkId;

/** A live link: frames out while there is room, frames in one by one, one end. */
final class Link {
  private final LinkId id;
  private final Line line;
  private final Events events;
  private final Consumer<LinkId> gone;
  // a call takes messages from one thread at a time; nothing under the lock waits
  private final ReentrantLock sending = new ReentrantLock();
  private final AtomicBoolean wasFull = new AtomicBoolean();
  private final AtomicBoolean hasEnded = new AtomicBoolean();

  Link(LinkId id, Line line, Events events, Consumer<LinkId> gone) {
    this.id = id;
    this.line = line;
    this.events = events;
    this.gone = gone;
  }

  LinkId id() {
    return id;
  }

  /** False when there is no room or no link; once there is room again, the events say so. */
  boolean send(Frame frame) {
    sending.lock();
    try {
      // noted before looking, so that room made in between is not missed
      wasFull.set(true);
      if (hasEnded.get() || !line.isReady()) {
        return false;
      }
      wasFull.set(false);
      line.send(FrameWriter.write(frame));
      return true;
    } finally {
      sending.unlock();
    }
  }

  void received(byte[] bytes) {
    if (hasEnded.get()) {
      return;
    }
    Optional<Frame> frame = FrameReader.read(bytes);
    if (frame.isEmpty()) {
      cut("malformed frame");
      return;
    }
    events.received(id, frame.get());
  }

  /** The engine is done with one frame: the next may come in. */
  void taken() {
    if (!hasEnded.get()) {
      line.request(1);
    }
  }

  void ready() {
    if (!hasEnded.get() && wasFull.compareAndSet(true, false)) {
      events.writable(id);
    }
  }

  /** Ends the link from this side. */
  void cut(String why) {
    ended(why);
    line.cut();
  }

  /** The call is over, whoever ended it; told once. */
  void ended(String why) {
    if (hasEnded.compareAndSet(false, true)) {
      gone.accept(id);
      events.closed(id, why);
    }
  }
}
