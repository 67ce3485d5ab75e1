package org.vigilmesh.adapter.crypto;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.vigilmesh.identity.NodeRef;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Check;
import org.vigilmesh.value.SecretBytes;

/** A private key in memory: its seeds, and the public keys made of them. */
final class HeldKey implements Crypto.Key {
  static final int SEED_SIZE = 32;

  private final KeyHeader header;
  private final SecretBytes seeds;

  private HeldKey(KeyHeader header, SecretBytes seeds) {
    this.header = header;
    this.seeds = seeds;
  }

  /** Takes over {@code seeds}: closing the key closes them. */
  static HeldKey of(KeyKind kind, NodeRef node, Instant created, SecretBytes seeds) {
    Check.that(seeds.size() == kind.seeds() * SEED_SIZE, "32 bytes for each seed");
    List<Bytes> publicKeys = new ArrayList<>();
    for (int i = 0; i < kind.seeds(); i++) {
      publicKeys.add(use(seeds, i, publicKeyMaker(kind, i)));
    }
    return new HeldKey(new KeyHeader(kind, node, created, publicKeys), seeds);
  }

  private static Function<byte[], Bytes> publicKeyMaker(KeyKind kind, int index) {
    return switch (kind) {
      case ANCHOR, SIGNING -> index == 0 ? HeldKey::p256PublicKey : HeldKey::mlDsaPublicKey;
      case TRANSPORT -> HeldKey::p256PublicKey;
      case SEALING -> XWing::publicKey;
      case OFFICER, AUTHORITY -> FileSignature::publicKey;
      case VAULT -> HeldKey::vaultName;
    };
  }

  private static Bytes vaultName(byte[] seed) {
    return Bytes.of(Hkdf.derive(seed, "vigil/vault/v1", "name", SEED_SIZE));
  }

  static HeldKey of(Crypto.Key key, KeyKind... kinds) {
    HeldKey held =
        switch (key) {
          case HeldKey it -> it;
        };
    Check.that(
        Arrays.asList(kinds).contains(held.header.kind()),
        "a key of kind " + Arrays.toString(kinds));
    return held;
  }

  private static Bytes p256PublicKey(byte[] seed) {
    return der(P256.publicKey(P256.privateKey(seed)));
  }

  private static Bytes mlDsaPublicKey(byte[] seed) {
    return der(MlDsa.publicKey(MlDsa.expanded(seed)));
  }

  private static Bytes der(SubjectPublicKeyInfo key) {
    try {
      return Bytes.of(key.getEncoded("DER"));
    } catch (IOException e) {
      throw new CryptoException("writing a public key", e);
    }
  }

  @Override
  public KeyHeader header() {
    return header;
  }

  SecretBytes seeds() {
    return seeds;
  }

  /** What {@code maker} makes of the seed at {@code index}; its copy is wiped afterwards. */
  <T> T use(int index, Function<byte[], T> maker) {
    return use(seeds, index, maker);
  }

  private static <T> T use(SecretBytes seeds, int index, Function<byte[], T> maker) {
    byte[] all = seeds.reveal();
    byte[] seed = Arrays.copyOfRange(all, index * SEED_SIZE, (index + 1) * SEED_SIZE);
    try {
      return maker.apply(seed);
    } finally {
      Arrays.fill(all, (byte) 0);
      Arrays.fill(seed, (byte) 0);
    }
  }

  @Override
  public void close() {
    seeds.close();
  }

  @Override
  public String toString() {
    return "Key[" + header.kind().code() + " " + header.node() + " " + header.id() + "]";
  }
}
