package org.vigilmesh.engine;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;
import org.vigilmesh.envelope.Format;
import org.vigilmesh.envelope.Purpose;
import org.vigilmesh.envelope.Sealed;
import org.vigilmesh.identity.Anchor;
import org.vigilmesh.identity.CertificatePair;
import org.vigilmesh.identity.Credential;
import org.vigilmesh.identity.CredentialId;
import org.vigilmesh.identity.Endorsement;
import org.vigilmesh.identity.KeySet;
import org.vigilmesh.identity.NodeRef;
import org.vigilmesh.identity.OfficerId;
import org.vigilmesh.identity.PairId;
import org.vigilmesh.identity.Signatures;
import org.vigilmesh.port.Sealer;
import org.vigilmesh.port.Verifier;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;

/**
 * Cryptography that holds against everybody in a simulation, since nobody there computes these
 * hashes but the owner of a key: a signature is a hash over the pair's id and what is signed, a
 * sealing is the statement in clear with a hash over key and bytes. Sizes are the shipped ones.
 * What was signed really (cards, rosters) is verified really, once.
 */
final class HashedCrypto implements SimulatedCrypto {
  private static final Map<Digest, Boolean> JUDGED = new ConcurrentHashMap<>();
  private static final Verifier SHIPPED = Country.CRYPTO.verifier();
  private static final int SIGNED_MAX = 512;
  private static final Bytes REST =
      Bytes.of(new byte[Signatures.ML_DSA_SIZE - Signatures.P256_SIZE]);
  private static final Bytes STANZA = Bytes.of(new byte[Sealed.STANZA_SIZE]);

  private final IntFunction<Bytes> entropy;
  private final Map<Content, Signatures> signed = new Recent<>(SIGNED_MAX);

  /** What is signed: the same is verified by many, and again and again. */
  private record Content(PairId pair, Purpose purpose, Instant at, Bytes content) {}

  HashedCrypto(IntFunction<Bytes> entropy) {
    this.entropy = entropy;
  }

  static Signatures sign(PairId pair, Purpose purpose, Instant at, Bytes content) {
    Bytes hash =
        Digest.sha512(
            pair.digest().bytes(),
            Bytes.utf8(purpose.name()),
            Bytes.u64(at.getEpochSecond()),
            content);
    return new Signatures(pair, hash, Bytes.concat(hash, REST));
  }

  private static Bytes prove(Bytes publicKey, Digest digest) {
    return Digest.sha512(Bytes.utf8("proof"), publicKey, digest.bytes());
  }

  /** What closes a sealing: only who was told the key's id by its owner can make it. */
  static Bytes lock(Digest key, Bytes header, Bytes content) {
    return Digest.sha256(Bytes.utf8("sealed"), key.bytes(), header, content).bytes();
  }

  @Override
  public Endorsement endorse(Country country, String officer, Digest digest) {
    Bytes publicKey = Country.publicKey(country.officers.get(officer));
    return new Endorsement(
        new OfficerId(officer), CredentialId.ofFileKey(publicKey), prove(publicKey, digest));
  }

  @Override
  public Keys keys(Country country) {
    return new HashedKeys(country, entropy);
  }

  @Override
  public Sealer sealer() {
    return this::seal;
  }

  private Sealed seal(NodeRef recipient, KeySet.SealingKey key, Bytes statement) {
    Sealed.Header header =
        new Sealed.Header(Format.VERSION, Format.SUITE, recipient, key.id(), entropy.apply(16));
    Bytes headerBytes = Country.CODEC.sealedHeader().encode(header);
    return new Sealed(
        header, headerBytes, lock(key.id(), headerBytes, statement), STANZA, statement);
  }

  @Override
  public Verifier verifier() {
    return new Judge();
  }

  private final class Judge implements Verifier {
    @Override
    public Verdict verify(
        Purpose purpose,
        Instant at,
        Bytes content,
        Signatures signatures,
        CertificatePair certificates) {
      PairId pair = certificates.id();
      if (!signatures.signer().equals(pair)) {
        return Verdict.INVALID;
      }
      Signatures expected =
          signed.computeIfAbsent(
              new Content(pair, purpose, at, content), c -> sign(pair, purpose, at, content));
      boolean isHashed = signatures.mlDsa().slice(64, 96).equals(REST.slice(0, 32));
      if (!isHashed) {
        return wasSigned(purpose, at, content, signatures, certificates);
      }
      boolean isFirst = expected.p256().equals(signatures.p256());
      boolean isSecond = expected.mlDsa().equals(signatures.mlDsa());
      return isFirst && isSecond
          ? Verdict.VALID
          : isFirst || isSecond ? Verdict.INCOMPLETE : Verdict.INVALID;
    }

    private Verdict wasSigned(
        Purpose purpose,
        Instant at,
        Bytes content,
        Signatures signatures,
        CertificatePair certificates) {
      Digest about =
          Digest.sha256(
              Bytes.utf8(purpose.name() + at),
              content,
              signatures.p256(),
              signatures.mlDsa(),
              certificates.id().digest().bytes());
      boolean isValid =
          JUDGED.computeIfAbsent(
              about,
              _ -> SHIPPED.verify(purpose, at, content, signatures, certificates) == Verdict.VALID);
      return isValid ? Verdict.VALID : Verdict.INVALID;
    }

    @Override
    public boolean isConsistent(Anchor anchor) {
      Digest about =
          Digest.sha256(
              Bytes.utf8("anchor"),
              anchor.certificates().id().digest().bytes(),
              anchor.p256Key(),
              anchor.mlDsaKey());
      return JUDGED.computeIfAbsent(about, _ -> SHIPPED.isConsistent(anchor));
    }

    @Override
    public boolean proves(Credential credential, Digest digest, Bytes proof) {
      if (prove(credential.publicKey(), digest).equals(proof)) {
        return true;
      }
      Digest about =
          Digest.sha256(
              Bytes.utf8("proof " + credential.kind() + credential.relyingParty()),
              Bytes.utf8(credential.origins().toString()),
              credential.publicKey(),
              digest.bytes(),
              proof);
      return JUDGED.computeIfAbsent(about, _ -> SHIPPED.proves(credential, digest, proof));
    }
  }
}
