package org.vigilmesh;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.vigilmesh.adapter.crypto.Crypto;
import org.vigilmesh.adapter.crypto.KeyKind;
import org.vigilmesh.identity.CertificatePair;
import org.vigilmesh.identity.KeySet;
import org.vigilmesh.identity.NodeRef;
import org.vigilmesh.port.NodeKeys;
import org.vigilmesh.port.Opener;
import org.vigilmesh.port.Signer;
import org.vigilmesh.port.TransportIdentity;
import org.vigilmesh.value.Digest;

/**
 * The node's private keys: one sealed file each in the key directory, opened at the start. A file
 * that does not open, or that others may read, stops the node with one sentence.
 */
final class KeyRing implements NodeKeys {
  private final Crypto crypto;
  private final Crypto.KeyFiles files;
  private final NodeRef self;
  private final Path directory;
  private final Map<Path, Crypto.Key> keys = new HashMap<>();
  private final Crypto.RotatingOpener opener;

  /** A signer expands its keys once; a node has a few pairs in its life. */
  private final Map<CertificatePair, Signer> signers = new ConcurrentHashMap<>();

  KeyRing(Crypto crypto, Crypto.KeyFiles files, NodeRef self, Path directory) {
    this.crypto = crypto;
    this.files = files;
    this.self = self;
    this.directory = directory;
    read(true);
    this.opener = crypto.opener(self, ofKind(KeyKind.SEALING));
  }

  /**
   * Opens every key file that is not open yet; a new signing pair may have been put there. At the
   * start a file that is no key file any more stops the node: it may have been the only one.
   */
  private synchronized void read(boolean atStart) {
    try (DirectoryStream<Path> found = Files.newDirectoryStream(directory, "*.key")) {
      for (Path file : found) {
        boolean isOurs =
            Crypto.findHeader(file).map(h -> h.kind() != KeyKind.VAULT).orElse(atStart);
        if (isOurs && !keys.containsKey(file)) {
          keys.put(file, opened(files, file));
        }
      }
    } catch (IOException e) {
      throw new StartException("cannot read the key directory " + directory, e);
    }
  }

  /** The key in {@code file}; a sentence for the operator when it does not open. */
  static Crypto.Key opened(Crypto.KeyFiles files, Path file) {
    return switch (files.open(file)) {
      case Crypto.KeyRead.Opened(Crypto.Key key) -> key;
      case Crypto.KeyRead.Refused(Crypto.KeyRead.Reason reason, String detail) ->
          throw new StartException("key file " + file + ": " + detail);
    };
  }

  private synchronized List<Crypto.Key> ofKind(KeyKind kind) {
    return keys.values().stream().filter(key -> key.header().kind() == kind).toList();
  }

  @Override
  public Optional<Signer> findSigner(CertificatePair certificates) {
    Signer known = signers.get(certificates);
    if (known != null) {
      return Optional.of(known);
    }
    Optional<Signer> held =
        held(certificates)
            .or(
                () -> {
                  read(false);
                  return held(certificates);
                });
    held.ifPresent(signer -> signers.put(certificates, signer));
    return held;
  }

  private Optional<Signer> held(CertificatePair certificates) {
    return ofKind(KeyKind.SIGNING).stream()
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
    Crypto.Key key = save(KeyKind.SEALING, from);
    opener.hold(ofKind(KeyKind.SEALING));
    return KeySet.SealingKey.of(key.header().publicKeys().getFirst(), from, to);
  }

  private synchronized Crypto.Key save(KeyKind kind, Instant at) {
    Crypto.Key key = crypto.newKey(kind, self, at);
    Path file =
        directory.resolve(kind.code() + "-" + key.header().id().hex().substring(0, 16) + ".key");
    files.save(key, file);
    keys.put(file, key);
    return key;
  }

  @Override
  public List<Digest> sealingKeys() {
    return ofKind(KeyKind.SEALING).stream().map(key -> key.header().id()).toList();
  }

  @Override
  public synchronized void destroySealingKey(Digest id) {
    for (Path file : new ArrayList<>(keys.keySet())) {
      Crypto.Key key = java.util.Objects.requireNonNull(keys.get(file));
      if (key.header().kind() == KeyKind.SEALING && key.header().id().equals(id)) {
        try {
          Files.delete(file);
        } catch (IOException e) {
          throw new StartException("cannot destroy the sealing key " + file, e);
        }
        keys.remove(file);
        key.close();
      }
    }
    opener.hold(ofKind(KeyKind.SEALING));
  }

  @Override
  public TransportIdentity firstTransport(Instant from) {
    return ofKind(KeyKind.TRANSPORT).stream()
        .findFirst()
        .map(key -> crypto.transport(key, from))
        .orElseGet(() -> newTransport(from));
  }

  @Override
  public TransportIdentity newTransport(Instant from) {
    return crypto.transport(save(KeyKind.TRANSPORT, from), from);
  }

  @Override
  public Optional<TransportIdentity> findTransport(Digest pin, Instant from) {
    return ofKind(KeyKind.TRANSPORT).stream()
        .filter(key -> key.header().id().equals(pin))
        .findFirst()
        .map(key -> crypto.transport(key, from));
  }

  @Override
  public String toString() {
    return "KeyRing[" + self + ", " + keys.size() + " keys]";
  }
}
