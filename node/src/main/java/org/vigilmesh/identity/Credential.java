package org.vigilmesh.identity;

import java.util.HashSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.InvalidValue;

/**
 * A public key that proves a person: a passkey bound to a device, a synced passkey, or a file key
 * for use from the command line. {@code relyingParty} and {@code origins} are empty for file keys;
 * for passkeys they name the desk, and a proof made at any other address counts for nothing.
 */
public record Credential(
    CredentialId id,
    Bytes publicKey,
    Algorithm algorithm,
    Kind kind,
    String relyingParty,
    List<String> origins) {
  /** A desk has one address, and another one while it moves. */
  public static final int ORIGINS_MAX = 8;

  /** An uncompressed point of P-256: 04 ‖ x ‖ y. */
  public static final int POINT_SIZE = 65;

  private static final int HOST_LENGTH_MAX = 253;
  private static final String LABELS = "[a-z0-9-]{1,63}(?:\\.[a-z0-9-]{1,63}){0,9}";
  private static final Pattern ORIGIN =
      Pattern.compile("(https?)://(" + LABELS + ")(?::[1-9][0-9]{0,4})?");

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
    if (kind == Kind.FILE) {
      InvalidValue.unless(algorithm == Algorithm.ED25519, "a file key is Ed25519");
      InvalidValue.unless(publicKey.size() == 32, "an Ed25519 public key has 32 bytes");
      InvalidValue.unless(id.equals(CredentialId.ofFileKey(publicKey)), "file key id");
      InvalidValue.unless(relyingParty.isEmpty() && origins.isEmpty(), "file keys have no origin");
    } else {
      InvalidValue.unless(algorithm == Algorithm.ES256, "a passkey is ES256");
      InvalidValue.unless(
          publicKey.size() == POINT_SIZE && publicKey.at(0) == 4, "a passkey's key is a point");
      InvalidValue.unless(
          relyingParty.matches(LABELS) && relyingParty.length() <= HOST_LENGTH_MAX,
          "a relying party is a host name");
      InvalidValue.unless(
          !origins.isEmpty() && origins.size() <= ORIGINS_MAX, "a passkey has 1 to 8 origins");
      InvalidValue.unless(new HashSet<>(origins).size() == origins.size(), "origins are unique");
      for (String origin : origins) {
        InvalidValue.unless(isOf(origin, relyingParty), "an origin lies in the relying party");
      }
    }
  }

  /** Whether a browser would use a passkey of {@code relyingParty} at {@code origin}. */
  private static boolean isOf(String origin, String relyingParty) {
    Matcher matcher = ORIGIN.matcher(origin);
    if (!matcher.matches()) {
      return false;
    }
    String host = matcher.group(2);
    boolean isHere = host.equals("localhost") || host.endsWith(".localhost");
    return host.length() <= HOST_LENGTH_MAX
        && (matcher.group(1).equals("https") || isHere)
        && (host.equals(relyingParty) || host.endsWith("." + relyingParty));
  }

  /** The credential of a file key with this raw Ed25519 public key. */
  public static Credential ofFileKey(Bytes publicKey) {
    return new Credential(
        CredentialId.ofFileKey(publicKey), publicKey, Algorithm.ED25519, Kind.FILE, "", List.of());
  }
}
