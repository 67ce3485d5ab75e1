package org.vigilmesh.adapter.outward;

import java.io.Serial;

/** A file that a channel needs does not read; the message names it. */
public final class OutwardException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  OutwardException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
