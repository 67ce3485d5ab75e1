package org.vigilmesh.adapter.grpc;

import java.util.Optional;
import org.vigilmesh.delivery.Frame;

/** Fuzz target for the frames of a link: nothing, or a frame that reads the same again. */
public final class FuzzFrame {
  private FuzzFrame() {}

  public static void fuzzerTestOneInput(byte[] input) {
    Optional<Frame> frame = FrameReader.read(input);
    if (frame.isPresent() && !FrameReader.read(FrameWriter.write(frame.get())).equals(frame)) {
      throw new AssertionError("written it is another frame: " + frame.get());
    }
  }
}
