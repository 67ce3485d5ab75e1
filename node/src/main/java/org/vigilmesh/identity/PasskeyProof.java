package org.vigilmesh.identity;

import java.util.Optional;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;
import org.vigilmesh.value.InvalidValue;

/**
 * What a passkey answers to a challenge (WebAuthn, section 7.2): the authenticator's data, the
 * browser's client data as it was hashed, and an ECDSA signature in DER over both. This type judges
 * what was said; whether the signature is the credential's own is for {@code port.Verifier}.
 */
public record PasskeyProof(Bytes authenticatorData, Bytes clientData, Bytes signature) {
  public static final int AUTHENTICATOR_DATA_MAX = 512;
  public static final int CLIENT_DATA_MAX = 1024;

  /** Two numbers of P-256 in DER need 72 bytes. */
  public static final int SIGNATURE_MAX = 80;

  /** The longest {@link #bytes}. */
  public static final int SIZE_MAX = 4 + AUTHENTICATOR_DATA_MAX + CLIENT_DATA_MAX + SIGNATURE_MAX;

  private static final int LENGTH_SIZE = 2;

  public PasskeyProof {
    InvalidValue.unless(
        isOfSize(authenticatorData, AUTHENTICATOR_DATA_MAX), "authenticator data size");
    InvalidValue.unless(isOfSize(clientData, CLIENT_DATA_MAX), "client data size");
    InvalidValue.unless(isOfSize(signature, SIGNATURE_MAX), "passkey signature size");
  }

  private static boolean isOfSize(Bytes part, int most) {
    return !part.isEmpty() && part.size() <= most;
  }

  /** The proof of an endorsement: u16 length ‖ data ‖ u16 length ‖ client data ‖ signature. */
  public Bytes bytes() {
    return Bytes.concat(
        length(authenticatorData), authenticatorData, length(clientData), clientData, signature);
  }

  /** Reads {@link #bytes}; empty for anything that cannot be one. */
  public static Optional<PasskeyProof> read(Bytes proof) {
    Optional<Bytes> first = field(proof, 0, AUTHENTICATOR_DATA_MAX);
    if (first.isEmpty()) {
      return Optional.empty();
    }
    int second = LENGTH_SIZE + first.get().size();
    Optional<Bytes> clientData = field(proof, second, CLIENT_DATA_MAX);
    if (clientData.isEmpty()) {
      return Optional.empty();
    }
    Bytes signature = proof.slice(second + LENGTH_SIZE + clientData.get().size(), proof.size());
    return isOfSize(signature, SIGNATURE_MAX)
        ? Optional.of(new PasskeyProof(first.get(), clientData.get(), signature))
        : Optional.empty();
  }

  private static Optional<Bytes> field(Bytes proof, int at, int most) {
    if (proof.size() - at < LENGTH_SIZE) {
      return Optional.empty();
    }
    int from = at + LENGTH_SIZE;
    int size = (proof.at(at) & 0xff) << 8 | (proof.at(at + 1) & 0xff);
    return size >= 1 && size <= most && size <= proof.size() - from
        ? Optional.of(proof.slice(from, from + size))
        : Optional.empty();
  }

  private static Bytes length(Bytes part) {
    return Bytes.of(new byte[] {(byte) (part.size() >>> 8), (byte) part.size()});
  }

  /** What the credential has signed. */
  public Bytes signedBytes() {
    return Bytes.concat(authenticatorData, Digest.sha256(clientData).bytes());
  }

  /**
   * Whether this says: {@code credential}, at one of its rostered origins, with its person present
   * and verified, answered exactly {@code challenge} (PROTOCOL, section 2, Persons' proofs).
   */
  public boolean answers(Credential credential, Digest challenge) {
    return credential.kind() != Credential.Kind.FILE
        && AuthenticatorWord.isOf(authenticatorData, credential)
        && ClientWord.answers(clientData, challenge, credential.origins());
  }
}
