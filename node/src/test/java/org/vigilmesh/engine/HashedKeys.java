package org.vigilmesh.engine;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;
import org.vigilmesh.adapter.crypto.KeyKind;
import org.vigilmesh.envelope.Purpose;
import org.vigilmesh.envelope.Sealed;
import org.vigilmesh.identity.CertificatePair;
import org.vigilmesh.identity.KeySet;
import org.vigilmesh.identity.Signatures;
import org.vigilmesh.port.Opener;
import org.vigilmesh.port.Signer;
import org.vigilmesh.port.TransportIdentity;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Check;
import org.vigilmesh.value.Digest;

/** A node's keys in a simulation with hashed cryptography. */
final class HashedKeys implements SimulatedCrypto.Keys {
  /** As many as the shipped opener holds. */
  /** One certificate a day serves all transport keys: only its end is read. */
  private static final Map<Instant, X509Certificate> CERTIFICATES = new ConcurrentHashMap<>();

  private final Country country;
  private final IntFunction<Bytes> entropy;
  private final List<CertificatePair> signing = new ArrayList<>();
  private final List<Digest> sealing = new ArrayList<>();
  private final List<Digest> transport = new ArrayList<>();

  HashedKeys(Country country, IntFunction<Bytes> entropy) {
    this.country = country;
    this.entropy = entropy;
    this.signing.add(country.certificates);
  }

  @Override
  public CertificatePair newSigningPair() {
    CertificatePair pair = new CertificatePair(entropy.apply(80), entropy.apply(80));
    signing.add(pair);
    return pair;
  }

  @Override
  public Optional<Signer> findSigner(CertificatePair certificates) {
    return signing.contains(certificates)
        ? Optional.of(new HashSigner(certificates))
        : Optional.empty();
  }

  private record HashSigner(CertificatePair certificates) implements Signer {
    @Override
    public Signatures sign(Purpose purpose, Instant at, Bytes content) {
      return HashedCrypto.sign(certificates.id(), purpose, at, content);
    }
  }

  @Override
  public Opener opener() {
    List<Digest> held = List.copyOf(sealing);
    return statement -> open(held, statement);
  }

  private Opener.Opened open(List<Digest> held, Sealed sealed) {
    Digest key = sealed.header().sealingKey();
    if (!sealed.header().recipient().equals(country.ref)) {
      return new Opener.Opened.Broken();
    }
    if (!held.contains(key)) {
      return new Opener.Opened.UnknownKey();
    }
    Bytes lock = HashedCrypto.lock(key, sealed.headerBytes(), sealed.ciphertext());
    return lock.equals(sealed.commitment())
        ? new Opener.Opened.Plain(sealed.ciphertext())
        : new Opener.Opened.Broken();
  }

  @Override
  public KeySet.SealingKey newSealingKey(Instant from, Instant to) {
    Bytes seed = entropy.apply(32);
    Bytes rest = Bytes.of(new byte[KeySet.SealingKey.PUBLIC_KEY_SIZE - 32]);
    KeySet.SealingKey key = KeySet.SealingKey.of(Bytes.concat(seed, rest), from, to);
    sealing.add(key.id());
    Check.that(sealing.size() <= KeySet.SEALING_KEYS_HELD_MAX, "at most 40 sealing keys");
    return key;
  }

  @Override
  public List<Digest> sealingKeys() {
    return List.copyOf(sealing);
  }

  @Override
  public void destroySealingKey(Digest id) {
    sealing.remove(id);
  }

  @Override
  public TransportIdentity firstTransport(Instant from) {
    return transport.isEmpty() ? newTransport(from) : identity(transport.getFirst(), from);
  }

  @Override
  public TransportIdentity newTransport(Instant from) {
    Digest pin = new Digest(entropy.apply(Digest.SIZE));
    transport.add(pin);
    return identity(pin, from);
  }

  @Override
  public Optional<TransportIdentity> findTransport(Digest pin, Instant from) {
    return transport.contains(pin) ? Optional.of(identity(pin, from)) : Optional.empty();
  }

  private static TransportIdentity identity(Digest pin, Instant from) {
    X509Certificate certificate =
        CERTIFICATES.computeIfAbsent(
            from.truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(1)), HashedKeys::certificate);
    return new TransportIdentity(certificate, new NoKey(), pin);
  }

  private static X509Certificate certificate(Instant from) {
    var owner = new org.vigilmesh.identity.NodeRef(new org.vigilmesh.identity.NodeId("xz"), 1);
    var key = Country.CRYPTO.newKey(KeyKind.TRANSPORT, owner, from);
    return Country.CRYPTO.transport(key, from).certificate();
  }

  /** No handshake is ever made with it. */
  private static final class NoKey implements PrivateKey {
    private static final long serialVersionUID = 1;

    @Override
    public String getAlgorithm() {
      return "none";
    }

    @Override
    public String getFormat() {
      return "none";
    }

    @Override
    public byte[] getEncoded() {
      return new byte[0];
    }
  }
}
