package org.vigilmesh.value;

import java.security.MessageDigest;
import java.util.Arrays;

/**
 * Secret key material: shown nowhere, compared in constant time, zeroed on close. {@link #reveal}
 * is the only way to the bytes, so one search finds each use.
 */
public final class SecretBytes implements AutoCloseable {
  private final byte[] array;

  private SecretBytes(byte[] array) {
    this.array = array;
  }

  /** Takes a copy of {@code source}; the caller wipes its own array. */
  public static SecretBytes of(byte[] source) {
    return new SecretBytes(source.clone());
  }

  /** A copy of the secret; the caller wipes it after use. */
  public byte[] reveal() {
    return array.clone();
  }

  public int size() {
    return array.length;
  }

  public boolean matches(SecretBytes other) {
    return MessageDigest.isEqual(array, other.array);
  }

  @Override
  public void close() {
    Arrays.fill(array, (byte) 0);
  }

  @Override
  public String toString() {
    return "SecretBytes[" + array.length + " bytes]";
  }
}
