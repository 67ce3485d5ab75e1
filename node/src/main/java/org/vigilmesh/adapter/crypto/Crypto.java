package org.vigilmesh.adapter.crypto;

import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.text.Normalizer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import org.vigilmesh.envelope.Purpose;
import org.vigilmesh.envelope.Sealed;
import org.vigilmesh.identity.Anchor;
import org.vigilmesh.identity.CertificatePair;
import org.vigilmesh.identity.NodeRef;
import org.vigilmesh.identity.Signatures;
import org.vigilmesh.port.CaseVault;
import org.vigilmesh.port.Form;
import org.vigilmesh.port.Opener;
import org.vigilmesh.port.Sealer;
import org.vigilmesh.port.Signer;
import org.vigilmesh.port.TransportIdentity;
import org.vigilmesh.port.Verifier;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Check;
import org.vigilmesh.value.Digest;
import org.vigilmesh.value.Seconds;
import org.vigilmesh.value.SecretBytes;

/**
 * The entry to this adapter: makes keys and everything that works with them. What it hands out is
 * safe for several threads. {@link CryptoException} means that the machine is broken.
 */
public final class Crypto {
  private final Entropy entropy;

  /** {@code random} feeds every key, nonce and signature made here. */
  public Crypto(SecureRandom random) {
    this.entropy = new Entropy(random);
  }

  /** A private key in memory; shown to nobody, wiped on close. */
  public sealed interface Key extends AutoCloseable permits HeldKey {
    /** What may be told of it. */
    KeyHeader header();

    @Override
    void close();
  }

  /** An opener whose keys change while it works. */
  public sealed interface RotatingOpener extends Opener permits StatementOpener {
    /** From now on exactly {@code keys} (of kind SEALING, at most 40) open. */
    void hold(Collection<Key> keys);
  }

  /** Key files under one passphrase, mode 0600; closing wipes the passphrase. */
  public sealed interface KeyFiles extends AutoCloseable permits SealedKeyFiles {
    /** Writes a new file, never over another one; durable on return. */
    void save(Key key, Path file);

    /** Reads a file back, or says why not. */
    KeyRead open(Path file);

    @Override
    void close();
  }

  /** What reading a key file came to. */
  public sealed interface KeyRead {
    /** The key, checked against its clear header. */
    record Opened(Key key) implements KeyRead {}

    /** Why there is none; {@code detail} is for the person who is told. */
    record Refused(Reason reason, String detail) implements KeyRead {}

    /** The reasons, in the order in which they are looked for. */
    enum Reason {
      /** No such file. */
      MISSING,
      /** Others than its owner may read or write it. */
      EXPOSED,
      /** No key file of this version, or an altered one. */
      MALFORMED,
      /** The passphrase is another one, or the file was altered. */
      WRONG_PASSPHRASE
    }
  }

  /** A case vault over a file, closed at the node's end. */
  public sealed interface Vault extends CaseVault, AutoCloseable permits CaseKeyFile {
    @Override
    void close();
  }

  /** A new key of {@code kind}, created at {@code at} (cut to whole seconds). */
  public Key newKey(KeyKind kind, NodeRef node, Instant at) {
    byte[] drawn = entropy.bytes(kind.seeds() * HeldKey.SEED_SIZE);
    SecretBytes seeds = SecretBytes.of(drawn);
    Arrays.fill(drawn, (byte) 0);
    return HeldKey.of(kind, node, Seconds.whole(at), seeds);
  }

  /** An anchor as others see it; the same key always gives the same certificates. */
  public Anchor anchor(Key anchor) {
    return Certificates.anchor(HeldKey.of(anchor, KeyKind.ANCHOR));
  }

  /**
   * Certificates for the signing pair whose public keys {@code signing} tells, by the anchor of the
   * same node: P-256 by P-256, ML-DSA-65 by ML-DSA-65.
   */
  public CertificatePair certify(Key anchor, KeyHeader signing, Instant from, Instant to) {
    HeldKey issuer = HeldKey.of(anchor, KeyKind.ANCHOR);
    Check.that(signing.kind() == KeyKind.SIGNING, "anchors certify signing pairs");
    Check.that(signing.node().equals(issuer.header().node()), "an anchor certifies its own node");
    return Certificates.signing(issuer, signing, from, to);
  }

  /** What the node shows in handshakes from {@code from} on: self-signed, seven days. */
  public TransportIdentity transport(Key transport, Instant from) {
    return Certificates.transport(HeldKey.of(transport, KeyKind.TRANSPORT), Seconds.whole(from));
  }

  /** SHA-256 of the certificate's SubjectPublicKeyInfo: what key sets pin. */
  public static Digest spkiPin(X509Certificate certificate) {
    return Digest.sha256(Bytes.of(certificate.getPublicKey().getEncoded()));
  }

  /** Signs as the anchor itself: cards and roll-overs. */
  public Signer signer(Key anchor) {
    return new PairSigner(
        HeldKey.of(anchor, KeyKind.ANCHOR), anchor(anchor).certificates(), entropy);
  }

  /** Signs as the node; {@code certificates} must be those of {@code signing}. */
  public Signer signer(Key signing, CertificatePair certificates) {
    Check.that(isOf(signing.header(), certificates), "the certificates are the key's own");
    return new PairSigner(HeldKey.of(signing, KeyKind.SIGNING), certificates, entropy);
  }

  /** Whether {@code certificates} hold the public keys of this pair. */
  public boolean isOf(KeyHeader pair, CertificatePair certificates) {
    return PublicPair.find(certificates)
        .filter(found -> pair.kind().isPair())
        .filter(found -> found.isOf(pair.publicKeys().get(0), pair.publicKeys().get(1)))
        .isPresent();
  }

  public Verifier verifier() {
    return new PairVerifier();
  }

  /** {@code headers} writes the clear header. */
  public Sealer sealer(Form<Sealed.Header> headers) {
    return new StatementSealer(headers, entropy);
  }

  /** Opens what is sealed to {@code self} under one of {@code keys}. */
  public RotatingOpener opener(NodeRef self, Collection<Key> keys) {
    return new StatementOpener(self, keys);
  }

  /** The proof of an officer's or roster authority's file key over {@code digest}: 64 bytes. */
  public Bytes prove(Key file, Digest digest) {
    return HeldKey.of(file, KeyKind.OFFICER, KeyKind.AUTHORITY)
        .use(0, seed -> FileSignature.sign(seed, digest));
  }

  /**
   * The signatures over {@code content} as two detached CAdES files; {@link
   * org.vigilmesh.value.InvalidValue} when the certificates are none.
   */
  public CmsExport export(
      Purpose purpose,
      Instant at,
      Bytes content,
      Signatures signatures,
      CertificatePair certificates) {
    return CmsExport.of(new Claim(purpose, at, content), signatures, certificates);
  }

  /** Key files under {@code passphrase}, which is theirs from now on. */
  public KeyFiles keyFiles(SecretBytes passphrase) {
    return keyFiles(passphrase, KeyCost.DEFAULT);
  }

  /** The same with another cost for files that are written. */
  public KeyFiles keyFiles(SecretBytes passphrase, KeyCost cost) {
    return new SealedKeyFiles(passphrase, cost, entropy);
  }

  /** What a key file tells without its passphrase: a claim; empty when it is no key file. */
  public static Optional<KeyHeader> findHeader(Path file) {
    return SealedKeyFiles.find(file);
  }

  /** {@code typed} as people mean it (Unicode NFC, UTF-8); the caller wipes its own array. */
  public static SecretBytes passphrase(char[] typed) {
    String normal = Normalizer.normalize(CharBuffer.wrap(typed), Normalizer.Form.NFC);
    return SecretBytes.of(normal.getBytes(StandardCharsets.UTF_8));
  }

  /** An empty vault in a file that must not exist. */
  public Vault newVault(Path file, Key master) {
    return CaseKeyFile.create(file, HeldKey.of(master, KeyKind.VAULT), entropy);
  }

  /**
   * The vault in {@code file}; {@link CryptoException} when it is missing, another master's,
   * readable by others or altered.
   */
  public Vault vault(Path file, Key master) {
    return CaseKeyFile.open(file, HeldKey.of(master, KeyKind.VAULT), entropy);
  }
}
