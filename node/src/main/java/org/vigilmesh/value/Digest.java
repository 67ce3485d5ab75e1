package org.vigilmesh.value;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** A SHA-256 value: 32 bytes. */
public record Digest(Bytes bytes) implements Comparable<Digest> {
  public static final int SIZE = 32;

  /** 32 zero bytes: what a chain's first link names as its predecessor. */
  public static final Digest ZERO = new Digest(Bytes.of(new byte[SIZE]));

  public Digest {
    InvalidValue.unless(bytes.size() == SIZE, "a digest has 32 bytes");
  }

  /** SHA-256 over the concatenation of {@code parts}. */
  public static Digest sha256(Bytes... parts) {
    return new Digest(hash("SHA-256", parts));
  }

  /** SHA-512 over the concatenation of {@code parts}: 64 bytes. */
  public static Bytes sha512(Bytes... parts) {
    return hash("SHA-512", parts);
  }

  public static Digest fromHex(String hex) {
    return new Digest(Bytes.fromHex(hex));
  }

  private static Bytes hash(String algorithm, Bytes... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance(algorithm);
      for (Bytes part : parts) {
        digest.update(part.toArray());
      }
      return Bytes.of(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(algorithm + " is part of every Java platform", e);
    }
  }

  public String hex() {
    return bytes.hex();
  }

  /** The first eight hexadecimal digits: for people and logs, never for a decision. */
  public String brief() {
    return bytes.hex().substring(0, 8);
  }

  @Override
  public int compareTo(Digest other) {
    return bytes.compareTo(other.bytes);
  }

  @Override
  public String toString() {
    return brief();
  }
}
