package org.vigilmesh.adapter.crypto;

import java.security.SecureRandom;
import java.util.Optional;
import org.vigilmesh.SoftPasskey;
import org.vigilmesh.identity.PasskeyProof;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;

/** Fuzz target for passkeys' proofs: only the owner of the key ever makes one that counts. */
public final class FuzzPasskey {
  private static final SoftPasskey KEY = SoftPasskey.at("desk.example", "fuzz");
  private static final Digest CHALLENGE = Digest.sha256(Bytes.utf8("vigil/act/v1"));
  private static final Crypto CRYPTO = new Crypto(new SecureRandom());

  private FuzzPasskey() {}

  public static void fuzzerTestOneInput(byte[] input) {
    Bytes bytes = Bytes.of(input);
    Optional<PasskeyProof> read = PasskeyProof.read(bytes);
    if (read.isPresent() && !read.get().bytes().equals(bytes)) {
      throw new AssertionError("read from bytes that are not its own: " + read.get());
    }
    boolean isProven = CRYPTO.verifier().proves(KEY.credential(), CHALLENGE, bytes);
    PasskeyProof own = KEY.proof(CHALLENGE);
    if (isProven && !read.map(p -> p.signedBytes().equals(own.signedBytes())).orElse(false)) {
      throw new AssertionError("proven, and never signed: " + bytes.hex());
    }
  }
}
