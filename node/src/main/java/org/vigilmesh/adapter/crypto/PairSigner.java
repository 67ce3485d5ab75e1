package org.vigilmesh.adapter.crypto;

import java.security.PrivateKey;
import java.time.Instant;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.vigilmesh.envelope.Purpose;
import org.vigilmesh.identity.CertificatePair;
import org.vigilmesh.identity.PairId;
import org.vigilmesh.identity.Signatures;
import org.vigilmesh.port.Signer;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Check;

/** Signs with a suite 1 pair held in memory: both signatures, or none. */
final class PairSigner implements Signer {
  private final CertificatePair certificates;
  private final PairId id;
  private final Claim.Names names;
  private final ECPrivateKeyParameters p256;
  private final PrivateKey mlDsa;
  private final Entropy entropy;

  PairSigner(HeldKey key, CertificatePair certificates, Entropy entropy) {
    this.certificates = certificates;
    this.id = certificates.id();
    this.names = Claim.Names.of(certificates);
    this.p256 = key.use(0, P256::privateKey);
    this.mlDsa = key.use(1, MlDsa::privateKey);
    this.entropy = entropy;
  }

  @Override
  public CertificatePair certificates() {
    return certificates;
  }

  @Override
  public Signatures sign(Purpose purpose, Instant at, Bytes content) {
    Check.that(SignedAttributes.canHold(at), "signing times are whole seconds until 9999");
    Claim claim = new Claim(purpose, at, content);
    return new Signatures(
        id,
        P256.sign(p256, claim.p256Message(names)),
        MlDsa.sign(mlDsa, claim.mlDsaMessage(names), entropy));
  }

  @Override
  public String toString() {
    return "PairSigner[" + id + "]";
  }
}
