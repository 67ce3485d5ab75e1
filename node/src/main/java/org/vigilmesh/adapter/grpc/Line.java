package org.vigilmesh.adapter.grpc;

/** One end of the call under a link, alike for the side that dialled and the side that accepted. */
interface Line {
  /** Whether what is handed in now would go out soon. */
  boolean isReady();

  void send(byte[] frame);

  /** Lets so many more frames come in. */
  void request(int frames);

  /** Ends the connection without a word. */
  void cut();
}
