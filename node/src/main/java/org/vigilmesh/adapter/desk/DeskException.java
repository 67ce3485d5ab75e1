package org.vigilmesh.adapter.desk;

/** The desk cannot be opened: an address in use, a certificate that cannot be read. */
public final class DeskException extends RuntimeException {
  DeskException(String message, Throwable cause) {
    super(message, cause);
  }
}
