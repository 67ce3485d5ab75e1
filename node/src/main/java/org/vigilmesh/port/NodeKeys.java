package org.vigilmesh.port;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.vigilmesh.identity.CertificatePair;
import org.vigilmesh.identity.KeySet;
import org.vigilmesh.value.Digest;

/**
 * The private keys of this node, each in a sealed file of its own. What is made is durable on
 * return; what is destroyed is gone on return. Safe for several threads.
 */
public interface NodeKeys {
  /** The signer behind these certificates, when its private half is here. */
  Optional<Signer> findSigner(CertificatePair certificates);

  /** Opens what was sealed to any of the sealing keys held at the moment of the call. */
  Opener opener();

  /** Makes a sealing key; it opens at once, peers seal to it once a key set names it. */
  KeySet.SealingKey newSealingKey(Instant from, Instant to);

  /** The ids of the sealing keys held. */
  List<Digest> sealingKeys();

  /** Destroys the private half of a sealing key. */
  void destroySealingKey(Digest id);

  /**
   * A transport key that is here already, or a new one: what a node shows before its first key set.
   */
  TransportIdentity firstTransport(Instant from);

  /** Makes a transport key, with a certificate of seven days from {@code from} on. */
  TransportIdentity newTransport(Instant from);

  /**
   * The transport key with this pin, when it is here, with a fresh certificate of seven days from
   * {@code from} on; the pin stays.
   */
  Optional<TransportIdentity> findTransport(Digest pin, Instant from);
}
