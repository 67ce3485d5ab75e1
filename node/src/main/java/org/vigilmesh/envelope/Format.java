package org.vigilmesh.envelope;

/** The numbers of format 1 that both ends must agree on, each with its reason. */
public final class Format {
  /** This version of every object's layout. */
  public static final int VERSION = 1;

  /** ECDSA P-256 with ML-DSA-65; HPKE X-Wing, HKDF-SHA256, AES-256-GCM. */
  public static final int SUITE = 1;

  /** A sealed statement at most: one fits a frame four times over. */
  public static final int STATEMENT_SIZE_MAX = 256 * 1024;

  /** All attachments of one statement together; larger ones wait for blob frames. */
  public static final int ATTACHMENTS_SIZE_MAX = 192 * 1024;

  /** One frame on the link, checked before its bytes are taken into memory. */
  public static final int FRAME_SIZE_MAX = 1024 * 1024;

  /** Statements in one frame. */
  public static final int FRAME_STATEMENTS_MAX = 64;

  /** Bytes of statements in one frame. */
  public static final int FRAME_STATEMENTS_SIZE_MAX = 512 * 1024;

  private Format() {}
}
