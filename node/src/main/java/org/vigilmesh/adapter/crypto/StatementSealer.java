package org.vigilmesh.adapter.crypto;

import java.util.Arrays;
import org.vigilmesh.envelope.Format;
import org.vigilmesh.envelope.Padding;
import org.vigilmesh.envelope.Sealed;
import org.vigilmesh.identity.KeySet;
import org.vigilmesh.identity.NodeRef;
import org.vigilmesh.port.Form;
import org.vigilmesh.port.Sealer;
import org.vigilmesh.value.Bytes;

/** Seals to a peer's X-Wing key: a fresh content key under HPKE, the statement under that key. */
final class StatementSealer implements Sealer {
  private static final int ENVELOPE_ID_SIZE = 16;

  private final Form<Sealed.Header> headers;
  private final Entropy entropy;

  StatementSealer(Form<Sealed.Header> headers, Entropy entropy) {
    this.headers = headers;
    this.entropy = entropy;
  }

  @Override
  public Sealed seal(NodeRef recipient, KeySet.SealingKey to, Bytes statement) {
    Sealed.Header header =
        new Sealed.Header(
            Format.VERSION,
            Format.SUITE,
            recipient,
            to.id(),
            Bytes.of(entropy.bytes(ENVELOPE_ID_SIZE)));
    Bytes headerBytes = headers.encode(header);
    byte[] cek = entropy.bytes(ContentKey.SIZE);
    try (ContentKey key = new ContentKey(cek)) {
      Bytes ciphertext = key.encrypt(headerBytes, Padding.pad(statement));
      Bytes stanza =
          XWing.seal(
              to.publicKey(),
              ContentKey.info(headerBytes),
              ContentKey.outside(headerBytes, key.commitment(), ciphertext),
              cek,
              entropy.bytes(XWing.ENCAPSULATION_SEED_SIZE));
      return new Sealed(header, headerBytes, key.commitment(), stanza, ciphertext);
    } finally {
      Arrays.fill(cek, (byte) 0);
    }
  }
}
