package org.vigilmesh.adapter.grpc;

import java.time.Duration;

/**
 * What strangers and peers may take at most on the peer port. Addresses are counted by IPv4 address
 * and by IPv6 network of 64 bits.
 */
record Limits(
    int connections,
    int connectionsPerAddress,
    int handshakes,
    int handshakesPerAddress,
    int acceptsPerAddress,
    Duration handshake,
    Duration firstCall,
    Duration dial,
    int controlFrames,
    int callFrames) {
  /** In which accepts and control frames are counted. */
  static final Duration WINDOW = Duration.ofSeconds(10);

  /** gRPC's bound for all metadata of one call. */
  static final int METADATA_SIZE_MAX = 8 * 1024;

  /** Frames of a link that may wait for the engine; what a turn takes of one peer at most. */
  static final int FRAMES_AHEAD = 8;

  /** A link holds this much unsent before it says that it is full; one frame may come on top. */
  static final int UNSENT_SIZE_MAX = 256 * 1024;

  /**
   * 193 States with a few connections each while links change; as many handshakes at once as cost a
   * quarter second of one core; a peer that dials anew each second is not refused. 10,000 control
   * frames are more than a link needs at 100 MB/s. Ten seconds for a handshake let a node in that
   * has just started on a machine that is busy; the number of handshakes, not their length, is what
   * bounds strangers. One call needs two frames of HEADERS, and the rest is for a peer that splits
   * its metadata.
   */
  static final Limits STANDARD =
      new Limits(
          1_024,
          64,
          256,
          32,
          100,
          Duration.ofSeconds(10),
          Duration.ofSeconds(10),
          Duration.ofSeconds(30),
          10_000,
          16);
}
