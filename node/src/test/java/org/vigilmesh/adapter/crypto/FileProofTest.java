package org.vigilmesh.adapter.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.vigilmesh.adapter.crypto.Sample.AT;
import static org.vigilmesh.adapter.crypto.Sample.CRYPTO;
import static org.vigilmesh.adapter.crypto.Sample.XA;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.vigilmesh.SoftPasskey;
import org.vigilmesh.identity.Credential;
import org.vigilmesh.port.Verifier;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;

final class FileProofTest {
  private static final Verifier VERIFIER = CRYPTO.verifier();
  private static final Digest DIGEST = Digest.sha256(Bytes.utf8("an act"));
  private static final Crypto.Key OFFICER = CRYPTO.newKey(KeyKind.OFFICER, XA, AT);
  private static final Credential CREDENTIAL =
      Credential.ofFileKey(OFFICER.header().publicKeys().getFirst());

  @Test
  void fileKeyProvesItsDigest() {
    Bytes proof = CRYPTO.prove(OFFICER, DIGEST);
    assertEquals(64, proof.size());
    assertTrue(VERIFIER.proves(CREDENTIAL, DIGEST, proof));
    assertEquals(CREDENTIAL.id().bytes(), OFFICER.header().id().bytes());
  }

  @Test
  void authorityProvesLikeAnOfficer() {
    Crypto.Key authority = CRYPTO.newKey(KeyKind.AUTHORITY, XA, AT);
    Credential credential = Credential.ofFileKey(authority.header().publicKeys().getFirst());
    assertTrue(VERIFIER.proves(credential, DIGEST, CRYPTO.prove(authority, DIGEST)));
  }

  @Test
  void everyFlippedBitOfAProofIsRefused() {
    Bytes proof = CRYPTO.prove(OFFICER, DIGEST);
    IntStream.range(0, 8 * proof.size())
        .forEach(
            bit -> assertFalse(VERIFIER.proves(CREDENTIAL, DIGEST, Sample.flipped(proof, bit))));
  }

  @Test
  void otherDigestsOrKeysAreRefused() {
    Bytes proof = CRYPTO.prove(OFFICER, DIGEST);
    Crypto.Key other = CRYPTO.newKey(KeyKind.OFFICER, XA, AT);
    assertFalse(VERIFIER.proves(CREDENTIAL, Digest.ZERO, proof));
    assertFalse(
        VERIFIER.proves(
            Credential.ofFileKey(other.header().publicKeys().getFirst()), DIGEST, proof));
  }

  @Test
  void wrongSizesAreRefused() {
    for (int size : new int[] {0, 1, 63, 65, 128}) {
      assertFalse(VERIFIER.proves(CREDENTIAL, DIGEST, Sample.random(size)));
    }
    assertFalse(VERIFIER.proves(CREDENTIAL, DIGEST, Bytes.of(new byte[64])));
  }

  @Test
  void keysUnderWhichAnybodySignsAreRefused() {
    Bytes neutral = Bytes.fromHex("01" + "00".repeat(31));
    Bytes forged = Bytes.concat(neutral, Bytes.of(new byte[32]));
    assertFalse(VERIFIER.proves(Credential.ofFileKey(neutral), DIGEST, forged));
    Bytes orderTwo = Bytes.fromHex("ec" + "ff".repeat(30) + "7f");
    assertFalse(VERIFIER.proves(Credential.ofFileKey(orderTwo), DIGEST, forged));
    assertFalse(VERIFIER.proves(Credential.ofFileKey(Bytes.of(new byte[32])), DIGEST, forged));
  }

  @Test
  void passkeysAreNotFileKeys() {
    Bytes proof = CRYPTO.prove(OFFICER, DIGEST);
    SoftPasskey passkey = SoftPasskey.at("desk.example", "p.reyes");
    assertFalse(VERIFIER.proves(passkey.credential(), DIGEST, proof));
    assertFalse(VERIFIER.proves(CREDENTIAL, DIGEST, passkey.proof(DIGEST).bytes()));
  }

  @Test
  void nodeKeysDoNotProvePersons() {
    assertThrows(IllegalStateException.class, () -> CRYPTO.prove(Sample.SIGNING, DIGEST));
    assertThrows(IllegalStateException.class, () -> CRYPTO.signer(OFFICER));
  }
}
