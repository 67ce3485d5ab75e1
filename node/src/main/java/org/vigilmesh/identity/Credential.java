package org.vigilmesh.identity;

import java.util.List;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.InvalidValue;

/**
 * A public key that proves a person: a passkey bound to a device, a synced passkey, or a file key
 * for use from the command line. {@code relyingParty} and {@code origins} are empty for file keys.
 */
public record Credential(
    CredentialId id,
    Bytes publicKey,
    Algorithm algorithm,
    Kind kind,
    String relyingParty,
    List<String> origins) {
  /** What the credential signs with. */
  public enum Algorithm {
    ED25519,
    ES256
  }

  /** Where the private half lives; file keys are marked as such wherever they are shown. */
  public enum Kind {
    DEVICE_BOUND,
    SYNCED,
    FILE
  }

  public Credential {
    origins = List.copyOf(origins);
    InvalidValue.unless(!publicKey.isEmpty() && publicKey.size() <= 256, "public key size");
    InvalidValue.unless(origins.size() <= 8, "at most 8 origins");
    if (kind == Kind.FILE) {
      InvalidValue.unless(algorithm == Algorithm.ED25519, "a file key is Ed25519");
      InvalidValue.unless(publicKey.size() == 32, "an Ed25519 public key has 32 bytes");
      InvalidValue.unless(id.equals(CredentialId.ofFileKey(publicKey)), "file key id");
      InvalidValue.unless(relyingParty.isEmpty() && origins.isEmpty(), "file keys have no origin");
    }
  }

  /** The credential of a file key with this raw Ed25519 public key. */
  public static Credential ofFileKey(Bytes publicKey) {
    return new Credential(
        CredentialId.ofFileKey(publicKey), publicKey, Algorithm.ED25519, Kind.FILE, "", List.of());
  }
}
