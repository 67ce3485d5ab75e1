package org.vigilmesh.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vigilmesh.adapter.crypto.Crypto;
import org.vigilmesh.adapter.crypto.KeyKind;
import org.vigilmesh.identity.CertificatePair;
import org.vigilmesh.identity.KeySet;
import org.vigilmesh.identity.NodeRef;
import org.vigilmesh.port.NodeKeys;
import org.vigilmesh.port.Opener;
import org.vigilmesh.port.Signer;
import org.vigilmesh.port.TransportIdentity;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;

/** A node's real keys, held in memory alone. */
final class HeldKeys implements NodeKeys {
  private final Crypto crypto;
  private final NodeRef self;
  private final List<Crypto.Key> signing = new ArrayList<>();
  private final List<Crypto.Key> sealing = new ArrayList<>();
  private final List<Crypto.Key> transport = new ArrayList<>();
  private final List<Digest> nonsense = new ArrayList<>();
  private final Crypto.RotatingOpener opener;

  /** Whether new sealing keys are published that are none. */
  boolean publishesNonsense;

  HeldKeys(Crypto crypto, NodeRef self, Crypto.Key signing) {
    this.crypto = crypto;
    this.self = self;
    this.signing.add(signing);
    this.opener = crypto.opener(self, List.of());
  }

  void add(Crypto.Key newSigning) {
    signing.add(newSigning);
  }

  @Override
  public Optional<Signer> findSigner(CertificatePair certificates) {
    return signing.stream()
        .filter(key -> crypto.isOf(key.header(), certificates))
        .findFirst()
        .map(key -> crypto.signer(key, certificates));
  }

  @Override
  public Opener opener() {
    return opener;
  }

  @Override
  public KeySet.SealingKey newSealingKey(Instant from, Instant to) {
    Crypto.Key key = crypto.newKey(KeyKind.SEALING, self, from);
    sealing.add(key);
    opener.hold(sealing);
    if (publishesNonsense) {
      int size = key.header().publicKeys().getFirst().size();
      byte[] none = new byte[size];
      java.util.Arrays.fill(none, (byte) 0xff);
      KeySet.SealingKey published = KeySet.SealingKey.of(Bytes.of(none), from, to);
      nonsense.add(published.id());
      return published;
    }
    return KeySet.SealingKey.of(key.header().publicKeys().getFirst(), from, to);
  }

  @Override
  public List<Digest> sealingKeys() {
    List<Digest> held = new ArrayList<>(sealing.stream().map(key -> key.header().id()).toList());
    held.addAll(nonsense);
    return held;
  }

  @Override
  public void destroySealingKey(Digest id) {
    sealing.removeIf(key -> key.header().id().equals(id));
    opener.hold(sealing);
  }

  @Override
  public TransportIdentity firstTransport(Instant from) {
    return newTransport(from);
  }

  @Override
  public TransportIdentity newTransport(Instant from) {
    Crypto.Key key = crypto.newKey(KeyKind.TRANSPORT, self, from);
    transport.add(key);
    return crypto.transport(key, from);
  }

  @Override
  public Optional<TransportIdentity> findTransport(Digest pin, Instant from) {
    return transport.stream()
        .filter(key -> key.header().id().equals(pin))
        .findFirst()
        .map(key -> crypto.transport(key, from));
  }
}
