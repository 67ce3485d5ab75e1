package org.vigilmesh.adapter.crypto;

import java.util.Arrays;
import java.util.Optional;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;

/**
 * The fresh key of one sealing, and the sealed form's inner equations (PROTOCOL, "Sealing"). From
 * the 32-byte {@code cek} come the AES key and a commitment to it: {@code HKDF(cek, salt =
 * "vigil/cek/v1", info = "key" and "commit")}. Without the commitment one ciphertext could open
 * under two keys to two texts.
 */
final class ContentKey implements AutoCloseable {
  static final int SIZE = 32;

  private static final Bytes INFO = Bytes.utf8("vigil/seal/v1");

  /** The key is used once, so the nonce may be constant. */
  private static final byte[] NONCE = new byte[AesGcm.NONCE_SIZE];

  private final byte[] key;
  private final Bytes commitment;

  ContentKey(byte[] cek) {
    this.key = Hkdf.derive(cek, "vigil/cek/v1", "key", AesGcm.KEY_SIZE);
    this.commitment = Bytes.of(Hkdf.derive(cek, "vigil/cek/v1", "commit", Digest.SIZE));
  }

  /** HPKE's info: this use, and the clear header. */
  static Bytes info(Bytes header) {
    return Bytes.concat(INFO, header);
  }

  /** HPKE's additional data: everything of the sealed form but the stanza itself. */
  static Bytes outside(Bytes header, Bytes commitment, Bytes ciphertext) {
    return Digest.sha256(header, commitment, ciphertext).bytes();
  }

  Bytes commitment() {
    return commitment;
  }

  Bytes encrypt(Bytes header, Bytes padded) {
    return Bytes.of(AesGcm.encrypt(key, NONCE, Bytes.concat(header, commitment), padded.toArray()));
  }

  Optional<Bytes> decrypt(Bytes header, Bytes ciphertext) {
    return AesGcm.decrypt(key, NONCE, Bytes.concat(header, commitment), ciphertext.toArray())
        .map(Bytes::of);
  }

  @Override
  public void close() {
    Arrays.fill(key, (byte) 0);
  }

  @Override
  public String toString() {
    return "ContentKey[redacted]";
  }
}
