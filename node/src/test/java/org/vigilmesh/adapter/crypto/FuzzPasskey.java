package org.vigilmesh.adapter.crypto;

import java.security.SecureRandom;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.vigilmesh.SoftPasskey;
import org.vigilmesh.identity.PasskeyProof;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;

/** Fuzz target for passkeys' proofs: only the owner of the key ever makes one that counts. */
public final class FuzzPasskey {
  private static final SoftPasskey KEY = SoftPasskey.at("desk.example", "fuzz");
  private static final Digest CHALLENGE = Digest.sha256(Bytes.utf8("vigil/act/v1"));
  private static final Crypto CRYPTO = new Crypto(new SecureRandom());

  /** What the owner has signed, in the corpus and here: browsers may add members. */
  private static final Set<Bytes> SIGNED =
      Stream.of(
              "}",
              ",\"crossOrigin\":false}",
              ",\"crossOrigin\":false,\"other_keys_can_be_added_here\":\"\\\"\\u000a\",\"n\":-1}")
          .map(FuzzPasskey::signed)
          .collect(Collectors.toUnmodifiableSet());

  private static Bytes signed(String end) {
    int good = SoftPasskey.PRESENT | SoftPasskey.VERIFIED;
    return KEY.proof(KEY.authenticatorData(good), KEY.clientData("webauthn.get", CHALLENGE, end))
        .signedBytes();
  }

  private FuzzPasskey() {}

  public static void fuzzerTestOneInput(byte[] input) {
    Bytes bytes = Bytes.of(input);
    Optional<PasskeyProof> read = PasskeyProof.read(bytes);
    if (read.isPresent() && !read.get().bytes().equals(bytes)) {
      throw new AssertionError("read from bytes that are not its own: " + read.get());
    }
    boolean isProven = CRYPTO.verifier().proves(KEY.credential(), CHALLENGE, bytes);
    if (isProven && !read.map(PasskeyProof::signedBytes).map(SIGNED::contains).orElse(false)) {
      throw new AssertionError("proven, and never signed: " + bytes.hex());
    }
  }
}
