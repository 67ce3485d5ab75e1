package org.vigilmesh.adapter.crypto;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.vigilmesh.envelope.Purpose;
import org.vigilmesh.identity.Anchor;
import org.vigilmesh.identity.CertificatePair;
import org.vigilmesh.identity.Credential;
import org.vigilmesh.identity.PairId;
import org.vigilmesh.identity.Signatures;
import org.vigilmesh.port.Verifier;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;

/** Checks suite 1 signatures and persons' proofs. */
final class PairVerifier implements Verifier {
  /** Every pair of some 200 peers, current and next, and room for strangers' cards. */
  private static final int PAIRS_MAX = 1024;

  private final ReentrantLock lock = new ReentrantLock();
  private final Map<PairId, PublicPair> known = new LinkedHashMap<>(64, 0.75f, true);

  @Override
  public Verdict verify(
      Purpose purpose,
      Instant at,
      Bytes content,
      Signatures signatures,
      CertificatePair certificates) {
    PairId id = certificates.id();
    if (!signatures.signer().equals(id) || !SignedAttributes.canHold(at)) {
      return Verdict.INVALID;
    }
    return find(id, certificates)
        .map(pair -> pair.judge(new Claim(purpose, at, content), signatures))
        .orElse(Verdict.INVALID);
  }

  @Override
  public boolean isConsistent(Anchor anchor) {
    return PublicPair.find(anchor.certificates())
        .filter(pair -> pair.isOf(anchor.p256Key(), anchor.mlDsaKey()))
        .isPresent();
  }

  @Override
  public boolean proves(Credential credential, Digest digest, Bytes proof) {
    return switch (credential.kind()) {
      case FILE -> FileSignature.verifies(credential.publicKey(), digest, proof);
      case DEVICE_BOUND, SYNCED -> PasskeySignature.verifies(credential, digest, proof);
    };
  }

  private Optional<PublicPair> find(PairId id, CertificatePair certificates) {
    lock.lock();
    try {
      PublicPair pair = known.get(id);
      if (pair != null) {
        return Optional.of(pair);
      }
    } finally {
      lock.unlock();
    }
    Optional<PublicPair> read = PublicPair.find(certificates);
    read.ifPresent(pair -> remember(id, pair));
    return read;
  }

  private void remember(PairId id, PublicPair pair) {
    lock.lock();
    try {
      known.put(id, pair);
      if (known.size() > PAIRS_MAX) {
        known.remove(known.keySet().iterator().next());
      }
    } finally {
      lock.unlock();
    }
  }
}
