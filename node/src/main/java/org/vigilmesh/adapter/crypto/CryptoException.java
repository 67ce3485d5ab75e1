package org.vigilmesh.adapter.crypto;

/**
 * The machine broke under a cryptographic operation: a provider is missing, or a file of keys
 * cannot be read or written. Never the answer to a peer's bytes.
 */
public final class CryptoException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CryptoException(String message) {
    super(message);
  }

  CryptoException(String message, Throwable cause) {
    super(message, cause);
  }
}
