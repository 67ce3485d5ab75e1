package org.vigilmesh.adapter.grpc;

import org.jspecify.annotations.Nullable;

/** What this machine lacks to listen: an address, a socket's place, the TLS library. */
public final class GrpcException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  GrpcException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
