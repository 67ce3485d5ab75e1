package org.vigilmesh.adapter.crypto;

import java.io.ByteArrayOutputStream;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import org.vigilmesh.envelope.Sealed;
import org.vigilmesh.identity.CertificatePair;
import org.vigilmesh.identity.KeySet;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.identity.NodeRef;
import org.vigilmesh.port.Decoded;
import org.vigilmesh.port.Form;
import org.vigilmesh.port.Signer;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;
import org.vigilmesh.value.InvalidValue;

/** One State's keys, made once for all tests of this package. */
final class Sample {
  static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");
  static final NodeRef XA = new NodeRef(new NodeId("xa"), 1);
  static final NodeRef XB = new NodeRef(new NodeId("xb"), 1);
  static final Crypto CRYPTO = new Crypto(new SecureRandom());
  static final Crypto.Key ANCHOR = CRYPTO.newKey(KeyKind.ANCHOR, XA, AT);
  static final Crypto.Key SIGNING = CRYPTO.newKey(KeyKind.SIGNING, XA, AT);
  static final CertificatePair PAIR =
      CRYPTO.certify(ANCHOR, SIGNING.header(), AT, AT.plus(Duration.ofDays(400)));
  static final Signer SIGNER = CRYPTO.signer(SIGNING, PAIR);

  private Sample() {}

  static KeySet.SealingKey published(Crypto.Key key) {
    return KeySet.SealingKey.of(
        key.header().publicKeys().getFirst(), AT, AT.plus(Duration.ofDays(2)));
  }

  static Bytes random(int size) {
    byte[] drawn = new byte[size];
    new SecureRandom().nextBytes(drawn);
    return Bytes.of(drawn);
  }

  static Bytes flipped(Bytes bytes, int bit) {
    byte[] changed = bytes.toArray();
    changed[bit / 8] ^= (byte) (1 << (bit % 8));
    return Bytes.of(changed);
  }

  /** A stand-in for the wire's form: name, zero, epoch, key id, envelope id. */
  static final Form<Sealed.Header> HEADERS =
      new Form<>() {
        @Override
        public Bytes encode(Sealed.Header header) {
          return Bytes.concat(
              Bytes.u64(header.recipient().epoch()),
              header.sealingKey().bytes(),
              header.envelopeId(),
              Bytes.utf8(header.recipient().node().text()));
        }

        @Override
        public Decoded<Sealed.Header> decode(Bytes bytes) {
          try {
            ByteArrayOutputStream name = new ByteArrayOutputStream();
            name.writeBytes(bytes.slice(56, bytes.size()).toArray());
            long epoch = new java.math.BigInteger(bytes.slice(0, 8).toArray()).longValue();
            NodeRef node =
                new NodeRef(
                    new NodeId(name.toString(java.nio.charset.StandardCharsets.UTF_8)), epoch);
            return new Decoded.Value<>(
                new Sealed.Header(1, 1, node, new Digest(bytes.slice(8, 40)), bytes.slice(40, 56)));
          } catch (InvalidValue e) {
            return new Decoded.Malformed<>(String.valueOf(e.getMessage()));
          }
        }
      };
}
