package org.vigilmesh.port;

import org.vigilmesh.value.Bytes;

/**
 * One wire form: a value's canonical bytes and the way back. Decoding refuses everything that would
 * not encode to the same bytes again (PROTOCOL, "Canonical bytes").
 */
public interface Form<T> {
  /** The canonical bytes of {@code value}. */
  Bytes encode(T value);

  /** Reads hostile {@code bytes}; never throws for what they contain. */
  Decoded<T> decode(Bytes bytes);
}
