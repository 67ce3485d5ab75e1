package org.vigilmesh.adapter.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.vigilmesh.adapter.crypto.Sample.CRYPTO;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigilmesh.Fixtures;
import org.vigilmesh.SoftPasskey;
import org.vigilmesh.identity.Credential;
import org.vigilmesh.identity.PasskeyProof;
import org.vigilmesh.identity.SignIn;
import org.vigilmesh.message.Act;
import org.vigilmesh.port.Verifier;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;

final class PasskeySignatureTest {
  private static final Verifier VERIFIER = CRYPTO.verifier();
  private static final SoftPasskey KEY = SoftPasskey.at("desk.example", "a.haddad");
  private static final Digest CHALLENGE = Act.endorsedDigest(Bytes.utf8("an act"));
  private static final PasskeyProof PROOF = KEY.proof(CHALLENGE);
  private static final BigInteger ORDER =
      new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);

  private static boolean proves(Credential credential, PasskeyProof proof) {
    return VERIFIER.proves(credential, CHALLENGE, proof.bytes());
  }

  private static boolean proves(Bytes signature) {
    return proves(
        KEY.credential(),
        new PasskeyProof(PROOF.authenticatorData(), PROOF.clientData(), signature));
  }

  @Test
  void aPasskeyProvesItsChallenge() {
    assertTrue(proves(KEY.credential(), PROOF));
    assertFalse(VERIFIER.proves(KEY.credential(), Digest.ZERO, PROOF.bytes()));
  }

  @Test
  void theJdkAgreesThatItIsSigned() throws GeneralSecurityException {
    Bytes prefix = Bytes.fromHex("3059301306072a8648ce3d020106082a8648ce3d030107034200");
    Signature verifier = Signature.getInstance("SHA256withECDSA", "SunEC");
    verifier.initVerify(
        KeyFactory.getInstance("EC", "SunEC")
            .generatePublic(
                new X509EncodedKeySpec(Bytes.concat(prefix, KEY.publicKey()).toArray())));
    verifier.update(PROOF.signedBytes().toArray());
    assertTrue(verifier.verify(PROOF.signature().toArray()));
  }

  @Test
  void everyFlippedBitIsRefused() {
    Bytes proof = PROOF.bytes();
    for (int bit = 0; bit < 8 * proof.size(); bit++) {
      assertFalse(
          VERIFIER.proves(KEY.credential(), CHALLENGE, Sample.flipped(proof, bit)), "bit " + bit);
    }
  }

  @Test
  void everyTruncationAndExtensionIsRefused() {
    Bytes proof = PROOF.bytes();
    for (int size = 0; size < proof.size(); size++) {
      assertFalse(VERIFIER.proves(KEY.credential(), CHALLENGE, proof.slice(0, size)));
    }
    assertFalse(
        VERIFIER.proves(KEY.credential(), CHALLENGE, Bytes.concat(proof, Bytes.of(new byte[1]))));
  }

  @Test
  void theKeyOfAnotherIsNone() {
    SoftPasskey other = SoftPasskey.at("desk.example", "p.reyes");
    assertFalse(proves(other.credential(), PROOF));
    assertTrue(proves(other.credential(), other.proof(CHALLENGE)));
  }

  @Test
  void anotherDeskIsNotOurs() {
    SoftPasskey elsewhere = new SoftPasskey(KEY.seed(), "desk.example", "https://a.desk.example");
    assertEquals(KEY.publicKey(), elsewhere.publicKey());
    assertFalse(proves(KEY.credential(), elsewhere.proof(CHALLENGE)), "another origin");
    SoftPasskey party = new SoftPasskey(KEY.seed(), "example", KEY.origin());
    assertFalse(proves(KEY.credential(), party.proof(CHALLENGE)), "another relying party");
  }

  @Test
  void aSignInNeverPassesForAnAct() {
    Digest signIn = SignIn.challenge(Sample.XA, Sample.random(SignIn.RANDOM_SIZE));
    PasskeyProof proof = KEY.proof(signIn);
    assertTrue(VERIFIER.proves(KEY.credential(), signIn, proof.bytes()));
    assertFalse(proves(KEY.credential(), proof));
  }

  @Test
  void aRegistrationIsNoAssertion() {
    Bytes created = KEY.clientData("webauthn.create", CHALLENGE);
    assertFalse(proves(KEY.credential(), KEY.proof(PROOF.authenticatorData(), created)));
  }

  @Test
  void anUnverifiedPersonSignsNothing() {
    Bytes absent = KEY.authenticatorData(SoftPasskey.PRESENT);
    assertFalse(proves(KEY.credential(), KEY.proof(absent, PROOF.clientData())));
  }

  @Test
  void aPointOffTheCurveIsNoKey() {
    Bytes point = KEY.publicKey();
    for (Bytes never :
        List.of(
            Sample.flipped(point, 8 * 64),
            Bytes.concat(Bytes.fromHex("04"), Bytes.of(new byte[64])),
            Bytes.concat(Bytes.fromHex("04"), Bytes.fromHex("ff".repeat(64))))) {
      Credential credential =
          new Credential(
              KEY.id(),
              never,
              Credential.Algorithm.ES256,
              Credential.Kind.DEVICE_BOUND,
              "desk.example",
              List.of(KEY.origin()));
      assertFalse(proves(credential, PROOF));
    }
  }

  private static Bytes der(BigInteger r, BigInteger s) {
    Bytes first = Bytes.of(r.toByteArray());
    Bytes second = Bytes.of(s.toByteArray());
    return sequence(integer(first), integer(second));
  }

  private static Bytes integer(Bytes content) {
    return Bytes.concat(Bytes.of(new byte[] {2, (byte) content.size()}), content);
  }

  private static Bytes sequence(Bytes... parts) {
    Bytes all = Bytes.concat(parts);
    return Bytes.concat(Bytes.of(new byte[] {0x30, (byte) all.size()}), all);
  }

  private static BigInteger number(int which) {
    Bytes der = PROOF.signature();
    int second = 4 + der.at(3);
    Bytes found = which == 0 ? der.slice(4, second) : der.slice(second + 2, der.size());
    return new BigInteger(found.toArray());
  }

  @Test
  void numbersHaveOneForm() {
    BigInteger r = number(0);
    BigInteger s = number(1);
    assertEquals(PROOF.signature(), der(r, s));
    assertTrue(proves(der(r, ORDER.subtract(s))), "ECDSA has two; nothing is named by a proof");
    Bytes rr = Bytes.of(r.toByteArray());
    Bytes ss = Bytes.of(s.toByteArray());
    Bytes zero = Bytes.of(new byte[1]);
    assertFalse(proves(sequence(integer(Bytes.concat(zero, rr)), integer(ss))), "a needless zero");
    assertFalse(proves(sequence(integer(rr), integer(ss), zero)), "more in the sequence");
    assertFalse(proves(Bytes.concat(der(r, s), zero)), "more after it");
    assertFalse(proves(sequence(integer(rr))), "one number");
    assertFalse(proves(der(r.negate(), s)));
    assertFalse(proves(der(r.add(ORDER), s)), "beyond the order");
    assertFalse(proves(der(r, s.add(ORDER))), "beyond the order");
    assertFalse(proves(der(BigInteger.ZERO, s)));
    assertFalse(proves(der(r, BigInteger.ZERO)));
    assertFalse(proves(der(BigInteger.ONE.shiftLeft(264), s)), "no such number");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"00", "30", "3000", "300102", "30020200", "3003020100", "30060201010201", "3080"})
  void whatIsNoSequenceIsRefused(String hex) {
    assertFalse(proves(Bytes.fromHex(hex)));
  }

  @Test
  void longFormLengthsAreRefused() {
    Bytes der = PROOF.signature();
    Bytes inner = der.slice(2, der.size());
    assertFalse(
        proves(Bytes.concat(Bytes.fromHex("3081"), Bytes.of(new byte[] {der.at(1)}), inner)));
  }

  @Test
  void aRawSignatureIsNoDer() {
    assertFalse(proves(Fixtures.bytes("r and s", 64)));
  }
}
