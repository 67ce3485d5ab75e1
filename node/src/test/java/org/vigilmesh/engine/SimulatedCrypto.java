package org.vigilmesh.engine;

import org.vigilmesh.identity.CertificatePair;
import org.vigilmesh.identity.Endorsement;
import org.vigilmesh.port.NodeKeys;
import org.vigilmesh.port.Sealer;
import org.vigilmesh.port.Signer;
import org.vigilmesh.port.Verifier;
import org.vigilmesh.value.Digest;

/** The cryptography of a run: keyed hashes, which cost nothing, or the shipped one. */
interface SimulatedCrypto {
  Verifier verifier();

  Sealer sealer();

  /** The keys of one node; they outlive its process as files do. */
  Keys keys(Country country);

  Endorsement endorse(Country country, String officer, Digest digest);

  /** A node's private keys, with what only an anchor's owner or a thief does with them. */
  interface Keys extends NodeKeys {
    /** A further signing pair, certified by the anchor; held from now on. */
    CertificatePair newSigningPair();

    default Signer signer(CertificatePair pair) {
      return findSigner(pair).orElseThrow();
    }
  }
}
