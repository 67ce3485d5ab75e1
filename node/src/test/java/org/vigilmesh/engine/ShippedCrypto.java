package org.vigilmesh.engine;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.vigilmesh.identity.CertificatePair;
import org.vigilmesh.identity.Endorsement;
import org.vigilmesh.identity.KeySet;
import org.vigilmesh.port.Opener;
import org.vigilmesh.port.Sealer;
import org.vigilmesh.port.Signer;
import org.vigilmesh.port.TransportIdentity;
import org.vigilmesh.port.Verifier;
import org.vigilmesh.value.Digest;

/** The cryptography that a node ships with; slow, and different bytes in every run. */
final class ShippedCrypto implements SimulatedCrypto {
  @Override
  public Verifier verifier() {
    return Country.CRYPTO.verifier();
  }

  @Override
  public Sealer sealer() {
    return Country.CRYPTO.sealer(Country.CODEC.sealedHeader());
  }

  @Override
  public Keys keys(Country country) {
    return new Held(country, new HeldKeys(Country.CRYPTO, country.ref, country.signing));
  }

  @Override
  public Endorsement endorse(Country country, String officer, Digest digest) {
    return country.endorse(officer, digest);
  }

  private record Held(Country country, HeldKeys keys) implements Keys {
    @Override
    public CertificatePair newSigningPair() {
      Country.SigningKey next = country.newSigningKey(country.since);
      keys.add(next.key());
      return next.certificates();
    }

    @Override
    public Optional<Signer> findSigner(CertificatePair certificates) {
      return keys.findSigner(certificates);
    }

    @Override
    public Opener opener() {
      return keys.opener();
    }

    @Override
    public KeySet.SealingKey newSealingKey(Instant from, Instant to) {
      return keys.newSealingKey(from, to);
    }

    @Override
    public List<Digest> sealingKeys() {
      return keys.sealingKeys();
    }

    @Override
    public void destroySealingKey(Digest id) {
      keys.destroySealingKey(id);
    }

    @Override
    public TransportIdentity firstTransport(Instant from) {
      return keys.firstTransport(from);
    }

    @Override
    public TransportIdentity newTransport(Instant from) {
      return keys.newTransport(from);
    }

    @Override
    public Optional<TransportIdentity> findTransport(Digest pin, Instant from) {
      return keys.findTransport(pin, from);
    }
  }
}
