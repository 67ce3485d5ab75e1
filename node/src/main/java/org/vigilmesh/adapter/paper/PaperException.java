package org.vigilmesh.adapter.paper;

/** A paper could not be made: a font is not in the jar, or the machine failed. */
public final class PaperException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  PaperException(String message, Throwable cause) {
    super(message, cause);
  }
}
