package org.vigilmesh.adapter.desk;

import com.webauthn4j.WebAuthnManager;
import com.webauthn4j.converter.exception.DataConversionException;
import com.webauthn4j.data.PublicKeyCredentialParameters;
import com.webauthn4j.data.PublicKeyCredentialType;
import com.webauthn4j.data.RegistrationData;
import com.webauthn4j.data.RegistrationParameters;
import com.webauthn4j.data.RegistrationRequest;
import com.webauthn4j.data.attestation.AttestationObject;
import com.webauthn4j.data.attestation.authenticator.AttestedCredentialData;
import com.webauthn4j.data.attestation.authenticator.AuthenticatorData;
import com.webauthn4j.data.attestation.authenticator.EC2COSEKey;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.data.client.Origin;
import com.webauthn4j.data.client.challenge.DefaultChallenge;
import com.webauthn4j.server.ServerProperty;
import com.webauthn4j.verifier.exception.VerificationException;
import java.math.BigInteger;
import java.security.interfaces.ECPublicKey;
import java.util.List;
import java.util.Optional;
import org.vigilmesh.identity.Credential;
import org.vigilmesh.identity.CredentialId;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;
import org.vigilmesh.value.InvalidValue;

/**
 * Reads what a browser answers when it has made a passkey (WebAuthn Level 2, section 7.1): ES256,
 * with user verification, for this desk. Attestation is not asked for: that the key is an officer's
 * is said by the roster authorities, not by its maker.
 */
final class Registrations {
  private static final List<PublicKeyCredentialParameters> ES256 =
      List.of(
          new PublicKeyCredentialParameters(
              PublicKeyCredentialType.PUBLIC_KEY, COSEAlgorithmIdentifier.ES256));

  private final WebAuthnManager manager = WebAuthnManager.createNonStrictWebAuthnManager();
  private final String origin;
  private final String relyingParty;

  Registrations(String origin, String relyingParty) {
    this.origin = origin;
    this.relyingParty = relyingParty;
  }

  /** The new key; empty for whatever was not made for this desk and {@code challenge}. */
  Optional<Credential> read(Bytes attestation, Bytes client, Digest challenge) {
    ServerProperty server =
        ServerProperty.builder()
            .origin(Origin.create(origin))
            .rpId(relyingParty)
            .challenge(new DefaultChallenge(challenge.bytes().toArray()))
            .build();
    try {
      RegistrationData data =
          manager.verify(
              new RegistrationRequest(attestation.toArray(), client.toArray()),
              new RegistrationParameters(server, ES256, true, true));
      return Optional.ofNullable(data.getAttestationObject())
          .map(AttestationObject::getAuthenticatorData)
          .flatMap(this::credential);
    } catch (DataConversionException | VerificationException | InvalidValue _) {
      return Optional.empty();
    }
  }

  private Optional<Credential> credential(AuthenticatorData<?> made) {
    AttestedCredentialData key = made.getAttestedCredentialData();
    return key != null
            && key.getCOSEKey() instanceof EC2COSEKey cose
            && cose.getPublicKey() instanceof ECPublicKey point
        ? Optional.of(
            new Credential(
                new CredentialId(Bytes.of(key.getCredentialId())),
                Bytes.concat(
                    Bytes.fromHex("04"),
                    coordinate(point.getW().getAffineX()),
                    coordinate(point.getW().getAffineY())),
                Credential.Algorithm.ES256,
                made.isFlagBE() ? Credential.Kind.SYNCED : Credential.Kind.DEVICE_BOUND,
                relyingParty,
                List.of(origin)))
        : Optional.empty();
  }

  /** 32 bytes, big-endian. */
  private static Bytes coordinate(BigInteger number) {
    String hex = number.toString(16);
    return Bytes.fromHex("0".repeat(Math.max(0, 64 - hex.length())) + hex);
  }
}
