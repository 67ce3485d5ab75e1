package org.vigilmesh.adapter.crypto;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.vigilmesh.envelope.Padding;
import org.vigilmesh.envelope.Sealed;
import org.vigilmesh.identity.KeySet;
import org.vigilmesh.identity.NodeRef;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Check;
import org.vigilmesh.value.Digest;
import org.vigilmesh.value.InvalidValue;

/** Opens what was sealed to one of this node's sealing keys. */
final class StatementOpener implements Crypto.RotatingOpener {
  private final NodeRef self;
  private volatile Map<Digest, AsymmetricCipherKeyPair> held;

  StatementOpener(NodeRef self, Collection<Crypto.Key> keys) {
    this.self = self;
    this.held = keyPairs(keys);
  }

  private static Map<Digest, AsymmetricCipherKeyPair> keyPairs(Collection<Crypto.Key> keys) {
    Check.that(keys.size() <= KeySet.SEALING_KEYS_HELD_MAX, "at most 40 sealing keys");
    Map<Digest, AsymmetricCipherKeyPair> pairs = new HashMap<>();
    for (Crypto.Key key : keys) {
      pairs.put(key.header().id(), HeldKey.of(key, KeyKind.SEALING).use(0, XWing::keyPair));
    }
    return Map.copyOf(pairs);
  }

  @Override
  public void hold(Collection<Crypto.Key> keys) {
    held = keyPairs(keys);
  }

  @Override
  public Opened open(Sealed sealed) {
    if (!sealed.header().recipient().equals(self)) {
      return new Opened.Broken();
    }
    AsymmetricCipherKeyPair key = held.get(sealed.header().sealingKey());
    if (key == null) {
      return new Opened.UnknownKey();
    }
    return decrypt(key, sealed).<Opened>map(Opened.Plain::new).orElseGet(Opened.Broken::new);
  }

  private static Optional<Bytes> decrypt(AsymmetricCipherKeyPair keyPair, Sealed sealed) {
    Bytes header = sealed.headerBytes();
    Bytes outside = ContentKey.outside(header, sealed.commitment(), sealed.ciphertext());
    Optional<byte[]> cek = XWing.open(keyPair, sealed.stanza(), ContentKey.info(header), outside);
    return cek.flatMap(secret -> decrypt(secret, sealed));
  }

  private static Optional<Bytes> decrypt(byte[] cek, Sealed sealed) {
    try (ContentKey key = new ContentKey(cek)) {
      if (!key.commitment().equalsConstantTime(sealed.commitment())) {
        return Optional.empty();
      }
      return key.decrypt(sealed.headerBytes(), sealed.ciphertext()).map(Padding::unpad);
    } catch (InvalidValue _) {
      return Optional.empty(); // padding: whoever holds the content key wrote it wrongly
    } finally {
      Arrays.fill(cek, (byte) 0);
    }
  }

  @Override
  public String toString() {
    return "StatementOpener[" + self + ", " + held.keySet() + "]";
  }
}
