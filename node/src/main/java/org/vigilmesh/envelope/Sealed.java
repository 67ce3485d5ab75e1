package org.vigilmesh.envelope;

import org.vigilmesh.identity.NodeRef;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;
import org.vigilmesh.value.InvalidValue;

/**
 * A statement encrypted for one recipient: a clear header, the key commitment, the HPKE stanza that
 * holds the content key, and the ciphertext. The statement inside is fixed; sealing it again makes
 * another Sealed.
 */
public record Sealed(
    Header header, Bytes headerBytes, Bytes commitment, Bytes stanza, Bytes ciphertext) {
  public static final int COMMITMENT_SIZE = 32;

  /** X-Wing encapsulation (1,120) and the sealed 32-byte content key with its tag (48). */
  public static final int STANZA_SIZE = 1120 + 48;

  public Sealed {
    InvalidValue.unless(commitment.size() == COMMITMENT_SIZE, "the commitment has 32 bytes");
    InvalidValue.unless(stanza.size() == STANZA_SIZE, "the stanza has 1168 bytes");
    InvalidValue.unless(
        ciphertext.size() > 16 && ciphertext.size() <= Format.STATEMENT_SIZE_MAX,
        "ciphertext size");
  }

  /** All that travels in clear: for whom, under which key, and 16 random bytes. */
  public record Header(
      int format, int suite, NodeRef recipient, Digest sealingKey, Bytes envelopeId) {
    public Header {
      InvalidValue.unless(format == Format.VERSION && suite == Format.SUITE, "format and suite 1");
      InvalidValue.unless(envelopeId.size() == 16, "16 random bytes of envelope id");
    }
  }
}
