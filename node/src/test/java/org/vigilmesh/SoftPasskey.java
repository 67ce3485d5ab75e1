package org.vigilmesh;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.Base64;
import java.util.List;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECNamedDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;
import org.bouncycastle.crypto.util.PrivateKeyInfoFactory;
import org.vigilmesh.identity.Credential;
import org.vigilmesh.identity.CredentialId;
import org.vigilmesh.identity.Endorsement;
import org.vigilmesh.identity.OfficerId;
import org.vigilmesh.identity.PasskeyProof;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;

/**
 * A passkey in software, with the browser before it: registers (attestation "none") and answers
 * challenges. The same seed always gives the same key, id and signatures.
 */
public record SoftPasskey(String seed, String relyingParty, String origin) {
  private static final ECDomainParameters P256 =
      new ECDomainParameters(CustomNamedCurves.getByName("P-256"));

  public static final int PRESENT = 0x01;
  public static final int VERIFIED = 0x04;
  public static final int BACKUP_ELIGIBLE = 0x08;
  public static final int BACKED_UP = 0x10;
  public static final int ATTESTED = 0x40;

  /** What a browser sends after {@code navigator.credentials.create}. */
  public record Registration(Bytes attestationObject, Bytes clientData) {}

  /** A passkey of the desk at {@code https://} this host. */
  public static SoftPasskey at(String host, String seed) {
    return new SoftPasskey(seed, host, "https://" + host);
  }

  public Credential credential() {
    return credential(Credential.Kind.DEVICE_BOUND);
  }

  public Credential credential(Credential.Kind kind) {
    return new Credential(
        id(), publicKey(), Credential.Algorithm.ES256, kind, relyingParty, List.of(origin));
  }

  public CredentialId id() {
    return new CredentialId(Fixtures.bytes("passkey id " + seed, 20));
  }

  /** 04 ‖ x ‖ y. */
  public Bytes publicKey() {
    return Bytes.of(P256.getG().multiply(scalar()).normalize().getEncoded(false));
  }

  /** The private key as browsers' virtual authenticators take it. */
  public Bytes pkcs8() {
    try {
      return Bytes.of(
          PrivateKeyInfoFactory.createPrivateKeyInfo(
                  new ECPrivateKeyParameters(
                      scalar(), new ECNamedDomainParameters(SECObjectIdentifiers.secp256r1, P256)))
              .getEncoded());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private BigInteger scalar() {
    return new BigInteger(1, Fixtures.bytes("passkey " + seed, 32).toArray())
        .mod(P256.getN().subtract(BigInteger.ONE))
        .add(BigInteger.ONE);
  }

  /** The proof that an officer's browser makes for {@code challenge}. */
  public PasskeyProof proof(Digest challenge) {
    return proof(authenticatorData(PRESENT | VERIFIED), clientData("webauthn.get", challenge));
  }

  /** A truly signed proof over whatever is said. */
  public PasskeyProof proof(Bytes authenticatorData, Bytes clientData) {
    Bytes signed = Bytes.concat(authenticatorData, Digest.sha256(clientData).bytes());
    return new PasskeyProof(authenticatorData, clientData, signature(Digest.sha256(signed)));
  }

  public Endorsement endorse(String officer, Digest challenge) {
    return new Endorsement(new OfficerId(officer), id(), proof(challenge).bytes());
  }

  private Bytes signature(Digest digest) {
    ECDSASigner signer = new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest()));
    signer.init(true, new ECPrivateKeyParameters(scalar(), P256));
    BigInteger[] pair = signer.generateSignature(digest.bytes().toArray());
    try {
      return Bytes.of(StandardDSAEncoding.INSTANCE.encode(P256.getN(), pair[0], pair[1]));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Hash of the relying party, {@code flags}, a counter of 7. */
  public Bytes authenticatorData(int flags) {
    return Bytes.concat(
        Digest.sha256(Bytes.utf8(relyingParty)).bytes(),
        Bytes.of(new byte[] {(byte) flags, 0, 0, 0, 7}));
  }

  /** As browsers write it; {@code challenge} in base64url without padding. */
  public Bytes clientData(String type, Digest challenge) {
    return clientData(type, challenge, ",\"crossOrigin\":false}");
  }

  public Bytes clientData(String type, Digest challenge, String end) {
    String text =
        Base64.getUrlEncoder().withoutPadding().encodeToString(challenge.bytes().toArray());
    return Bytes.utf8(
        "{\"type\":\""
            + type
            + "\",\"challenge\":\""
            + text
            + "\",\"origin\":\""
            + origin
            + "\""
            + end);
  }

  /** A new passkey for {@code challenge}, with attestation "none". */
  public Registration register(Digest challenge) {
    ByteArrayOutputStream object = new ByteArrayOutputStream();
    object.writeBytes(
        Bytes.fromHex("a363666d74646e6f6e656761747453746d74a0686175746844617461").toArray());
    Bytes data = attestedData();
    object.writeBytes(new byte[] {0x58, (byte) data.size()});
    object.writeBytes(data.toArray());
    return new Registration(
        Bytes.of(object.toByteArray()), clientData("webauthn.create", challenge));
  }

  /** Authenticator data that hold the id and the key in COSE form, between 24 and 255 bytes. */
  private Bytes attestedData() {
    Bytes id = id().bytes();
    Bytes point = publicKey();
    return Bytes.concat(
        authenticatorData(PRESENT | VERIFIED | ATTESTED),
        Bytes.of(new byte[16]),
        Bytes.of(new byte[] {0, (byte) id.size()}),
        id,
        Bytes.fromHex("a5010203262001215820"),
        point.slice(1, 33),
        Bytes.fromHex("225820"),
        point.slice(33, 65));
  }
}
