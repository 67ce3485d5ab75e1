package org.vigilmesh.adapter.crypto;

import java.util.Optional;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.vigilmesh.identity.Credential;
import org.vigilmesh.identity.PasskeyProof;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;

/** ES256 as authenticators sign: ECDSA over P-256 and SHA-256, the two numbers in strict DER. */
final class PasskeySignature {
  private static final int SEQUENCE = 0x30;
  private static final int INTEGER = 0x02;
  private static final int HEADER_SIZE = 2;
  private static final int NUMBER_SIZE = 32;

  private PasskeySignature() {}

  /** Whether {@code proof} is {@code credential}'s answer to {@code challenge}, at its origin. */
  static boolean verifies(Credential credential, Digest challenge, Bytes proof) {
    Optional<PasskeyProof> said =
        PasskeyProof.read(proof).filter(one -> one.answers(credential, challenge));
    if (said.isEmpty()) {
      return false;
    }
    Optional<ECPublicKeyParameters> key = P256.findPublicKey(credential.publicKey());
    Optional<Bytes> raw = findRaw(said.get().signature());
    return key.isPresent()
        && raw.isPresent()
        && P256.verifies(key.get(), said.get().signedBytes(), raw.get());
  }

  /** r ‖ s of a SEQUENCE of two positive INTEGERs, each in its only form; nothing else. */
  private static Optional<Bytes> findRaw(Bytes der) {
    if (der.size() < HEADER_SIZE
        || der.at(0) != SEQUENCE
        || der.at(1) != der.size() - HEADER_SIZE) {
      return Optional.empty();
    }
    Optional<Bytes> r = findNumber(der, HEADER_SIZE);
    if (r.isEmpty()) {
      return Optional.empty();
    }
    int second = HEADER_SIZE + HEADER_SIZE + r.get().size();
    Optional<Bytes> s = findNumber(der, second);
    return s.filter(number -> second + HEADER_SIZE + number.size() == der.size())
        .flatMap(
            number -> padded(r.get()).flatMap(a -> padded(number).map(b -> Bytes.concat(a, b))));
  }

  /** The content of the INTEGER at {@code at}: positive, without needless zeros. */
  private static Optional<Bytes> findNumber(Bytes der, int at) {
    int from = at + HEADER_SIZE;
    if (from > der.size() || der.at(at) != INTEGER) {
      return Optional.empty();
    }
    int size = der.at(at + 1);
    if (size < 1 || size > der.size() - from || der.at(from) < 0) {
      return Optional.empty();
    }
    boolean isMinimal = size == 1 || der.at(from) != 0 || der.at(from + 1) < 0;
    return isMinimal ? Optional.of(der.slice(from, from + size)) : Optional.empty();
  }

  private static Optional<Bytes> padded(Bytes number) {
    Bytes bare = number.at(0) == 0 ? number.slice(1, number.size()) : number;
    return bare.size() > NUMBER_SIZE
        ? Optional.empty()
        : Optional.of(Bytes.concat(Bytes.of(new byte[NUMBER_SIZE - bare.size()]), bare));
  }
}
