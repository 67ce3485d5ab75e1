package org.vigilmesh.port;

import java.util.Optional;

/** What reading foreign bytes came to. */
public sealed interface Decoded<T> {
  /** The bytes are the canonical form of {@code value}. */
  record Value<T>(T value) implements Decoded<T> {}

  /** The bytes are of a format, suite or critical extension that this version does not know. */
  record UnknownFormat<T>() implements Decoded<T> {}

  /** The bytes are no canonical form of anything; {@code why} is for our own log. */
  record Malformed<T>(String why) implements Decoded<T> {}

  /** The value, if there is one. */
  default Optional<T> find() {
    return this instanceof Value<T>(T value) ? Optional.of(value) : Optional.empty();
  }
}
