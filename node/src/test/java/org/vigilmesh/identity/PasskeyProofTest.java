package org.vigilmesh.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.vigilmesh.Fixtures.XA1;
import static org.vigilmesh.Fixtures.XB1;
import static org.vigilmesh.Fixtures.bytes;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigilmesh.Fixtures;
import org.vigilmesh.SoftPasskey;
import org.vigilmesh.message.Act;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;
import org.vigilmesh.value.InvalidValue;

/** What a passkey may say, each field off by one; its signature is judged elsewhere. */
final class PasskeyProofTest {
  private static final SoftPasskey KEY = SoftPasskey.at("desk.example", "j.morgan");
  private static final Digest CHALLENGE = Act.endorsedDigest(bytes("act", 100));
  private static final int GOOD = SoftPasskey.PRESENT | SoftPasskey.VERIFIED;
  private static final Bytes DATA = KEY.authenticatorData(GOOD);
  private static final Bytes CLIENT = KEY.clientData("webauthn.get", CHALLENGE);

  private static boolean answers(Bytes data, Bytes clientData) {
    return answers(data, clientData, KEY.credential());
  }

  private static boolean answers(Bytes data, Bytes clientData, Credential credential) {
    return new PasskeyProof(data, clientData, Bytes.utf8("s")).answers(credential, CHALLENGE);
  }

  private static boolean ends(String end) {
    return answers(DATA, KEY.clientData("webauthn.get", CHALLENGE, end));
  }

  @Test
  void anAssertionOfTheRosteredDeskAnswersItsChallenge() {
    assertTrue(KEY.proof(CHALLENGE).answers(KEY.credential(), CHALLENGE));
  }

  @Test
  void theBytesAreReadBack() {
    PasskeyProof proof = KEY.proof(CHALLENGE);
    assertEquals(Optional.of(proof), PasskeyProof.read(proof.bytes()));
    assertEquals(37, proof.bytes().at(1));
    assertEquals(Bytes.concat(DATA, Digest.sha256(CLIENT).bytes()), proof.signedBytes());
    Bytes most = new PasskeyProof(bytes("d", 512), bytes("c", 1024), bytes("s", 80)).bytes();
    assertEquals(PasskeyProof.SIZE_MAX, most.size());
    assertTrue(most.size() <= Endorsement.PROOF_SIZE_MAX);
    assertEquals(most, PasskeyProof.read(most).orElseThrow().bytes());
  }

  @Test
  void shortenedBytesAreNoneAndLengthenedOnesAnother() {
    Bytes whole = KEY.proof(CHALLENGE).bytes();
    int signature = whole.size() - KEY.proof(CHALLENGE).signature().size();
    for (int size = 0; size <= signature; size++) {
      assertTrue(PasskeyProof.read(whole.slice(0, size)).isEmpty(), "cut at " + size);
    }
    assertTrue(PasskeyProof.read(Bytes.concat(whole, Bytes.of(new byte[80]))).isEmpty());
    assertNotEquals(
        PasskeyProof.read(whole), PasskeyProof.read(Bytes.concat(whole, Bytes.of(new byte[1]))));
  }

  @Test
  void lengthsBeyondTheirBoundsAreRefused() {
    Bytes rest = bytes("rest", 2000);
    for (String start : List.of("0000", "0201", "ffff")) {
      assertTrue(PasskeyProof.read(Bytes.concat(Bytes.fromHex(start), rest)).isEmpty(), start);
    }
    for (String second : List.of("0000", "0401", "ffff")) {
      Bytes bad = Bytes.concat(Bytes.fromHex("0001aa" + second), rest.slice(0, 1030));
      assertTrue(PasskeyProof.read(bad).isEmpty(), second);
    }
    assertThrows(InvalidValue.class, () -> new PasskeyProof(bytes("d", 513), CLIENT, DATA));
    assertThrows(InvalidValue.class, () -> new PasskeyProof(DATA, bytes("c", 1025), DATA));
    assertThrows(InvalidValue.class, () -> new PasskeyProof(DATA, CLIENT, bytes("s", 81)));
    assertThrows(InvalidValue.class, () -> new PasskeyProof(DATA, CLIENT, Bytes.EMPTY));
  }

  @Test
  void presenceAndVerificationAreBothNeeded() {
    for (int flags : new int[] {0, SoftPasskey.PRESENT, SoftPasskey.VERIFIED}) {
      assertFalse(answers(KEY.authenticatorData(flags), CLIENT), "flags " + flags);
    }
    assertTrue(answers(KEY.authenticatorData(GOOD | 0x22), CLIENT), "reserved flags are free");
  }

  @Test
  void theRosterSaysWhetherAPasskeyIsSynced() {
    Credential bound = KEY.credential();
    Credential synced = KEY.credential(Credential.Kind.SYNCED);
    Bytes eligible = KEY.authenticatorData(GOOD | SoftPasskey.BACKUP_ELIGIBLE);
    Bytes both = KEY.authenticatorData(GOOD | SoftPasskey.BACKUP_ELIGIBLE | SoftPasskey.BACKED_UP);
    Bytes neverEligible = KEY.authenticatorData(GOOD | SoftPasskey.BACKED_UP);
    assertTrue(answers(DATA, CLIENT, bound));
    assertTrue(answers(eligible, CLIENT, synced));
    assertTrue(answers(both, CLIENT, synced));
    assertFalse(answers(DATA, CLIENT, synced));
    assertFalse(answers(eligible, CLIENT, bound));
    assertFalse(answers(both, CLIENT, bound));
    assertFalse(answers(neverEligible, CLIENT, bound));
    assertFalse(answers(neverEligible, CLIENT, synced));
  }

  @Test
  void attestedKeysAndExtensionsHaveNoPlaceInAnAssertion() {
    assertFalse(answers(KEY.authenticatorData(GOOD | SoftPasskey.ATTESTED), CLIENT));
    assertFalse(answers(KEY.authenticatorData(GOOD | 0x80), CLIENT));
    assertFalse(answers(Bytes.concat(DATA, Bytes.fromHex("a0")), CLIENT));
    assertFalse(answers(DATA.slice(0, 36), CLIENT));
  }

  @Test
  void everyBitOfTheRelyingPartyCounts() {
    for (int bit = 0; bit < 8 * Digest.SIZE; bit++) {
      byte[] changed = DATA.toArray();
      changed[bit / 8] ^= (byte) (1 << bit % 8);
      assertFalse(answers(Bytes.of(changed), CLIENT), "bit " + bit);
    }
  }

  @Test
  void everyByteOfTheFixedPartCounts() {
    int end = CLIENT.text().indexOf(",\"crossOrigin\"");
    for (int at = 0; at < end; at++) {
      byte[] changed = CLIENT.toArray();
      changed[at] ^= 1;
      assertFalse(answers(DATA, Bytes.of(changed)), "byte " + at);
      assertFalse(
          answers(DATA, Bytes.concat(CLIENT.slice(0, at), CLIENT.slice(at + 1, CLIENT.size()))));
    }
  }

  @Test
  void anotherTypeOrChallengeIsNoAnswer() {
    assertFalse(answers(DATA, KEY.clientData("webauthn.create", CHALLENGE)));
    assertFalse(answers(DATA, KEY.clientData("payment.get", CHALLENGE)));
    assertFalse(answers(DATA, KEY.clientData("webauthn.get", Digest.ZERO)));
    Bytes padded = Bytes.utf8(CLIENT.text().replace("\",\"origin", "=\",\"origin"));
    assertFalse(answers(DATA, padded), "base64url has no padding here");
  }

  @Test
  void anyRosteredOriginWillDoAndNoOther() {
    SoftPasskey old = new SoftPasskey(KEY.seed(), "desk.example", "https://old.desk.example");
    Bytes atOld = old.clientData("webauthn.get", CHALLENGE);
    assertFalse(answers(DATA, atOld));
    Credential moving =
        new Credential(
            KEY.id(),
            KEY.publicKey(),
            Credential.Algorithm.ES256,
            Credential.Kind.DEVICE_BOUND,
            "desk.example",
            List.of(KEY.origin(), old.origin()));
    assertTrue(answers(DATA, atOld, moving));
    assertTrue(answers(DATA, CLIENT, moving));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "}",
        ",\"crossOrigin\":false}",
        ",\"crossOrigin\":false,\"other_keys_can_be_added_here\":\"do not compare: é"
            + " \\\"\\\\\\u000a\"}",
        ",\"androidPackageName\":\"org.example\"}",
        ",\"a\":true,\"b\":null,\"c\":-12,\"d\":\"\"}",
      })
  void browsersMayAddMembers(String end) {
    assertTrue(ends(end));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ",}",
        "}}",
        "} ",
        ",\"crossOrigin\":true}",
        ",\"crossOrigin\":\"false\"}",
        ",\"crossOrigin\":false,\"crossOrigin\":false}",
        ",\"crossOrigin\":false,\"crossOrigin\":true}",
        ",\"a\":1,\"crossOrigin\":false}",
        ",\"type\":\"webauthn.get\"}",
        ",\"crossOrigin\":false,\"type\":\"webauthn.create\"}",
        ",\"crossOrigin\":false,\"challenge\":\"\"}",
        ",\"crossOrigin\":false,\"origin\":\"https://other.example\"}",
        ",\"crossOrigin\":false,\"topOrigin\":\"https://other.example\"}",
        ",\"crossOrigin\":false,\"\\u0074ype\":\"webauthn.create\"}",
        ",\"a\":1,\"a\":1}",
        ",\"a\":{\"type\":\"x\"}}",
        ",\"a\":[]}",
        ",\"a\": 1}",
        ", \"a\":1}",
        ",\"a\":1.5}",
        ",\"a\":\"x\"y\"}",
        ",\"a\":\"\\x\"}",
        ",\"a\":\"\n\"}",
        ",\"crossOrigin\":false",
        ",\"a\":\"open}",
        "e,\"crossOrigin\":false}",
      })
  void twiceIsTooOftenAndWhatIsNotReadIsRefused(String end) {
    assertFalse(ends(end));
  }

  @Test
  void theLongestClientDataAreReadOrRefusedInTheOrdinaryStack() {
    int room = PasskeyProof.CLIENT_DATA_MAX - CLIENT.size() - ",\"a\":\"\"".length();
    assertTrue(ends(",\"crossOrigin\":false,\"a\":\"" + "x".repeat(room) + "\"}"));
    assertFalse(ends(",\"crossOrigin\":false,\"a\":\"" + "\\\\".repeat(room / 2) + "}"));
  }

  @Test
  void whatIsNoTextIsRefused() {
    Bytes broken = Bytes.concat(CLIENT.slice(0, CLIENT.size() - 1), Bytes.fromHex("ff7d"));
    assertFalse(answers(DATA, broken));
  }

  @Test
  void aFileKeyIsNoPasskey() {
    Credential file = Credential.ofFileKey(Fixtures.fileKey("j.morgan"));
    assertFalse(answers(DATA, CLIENT, file));
  }

  @Test
  void noChallengeStandsForAnother() {
    Bytes random = bytes("random", SignIn.RANDOM_SIZE);
    Digest signIn = SignIn.challenge(XA1, random);
    assertTrue(KEY.proof(signIn).answers(KEY.credential(), signIn));
    assertFalse(KEY.proof(signIn).answers(KEY.credential(), Act.endorsedDigest(random)));
    Set<Digest> all =
        new HashSet<>(
            List.of(
                signIn,
                SignIn.challenge(XB1, random),
                SignIn.enrolment(XA1, random),
                Act.endorsedDigest(random),
                Roster.endorsedDigest(random)));
    assertEquals(5, all.size());
    assertThrows(InvalidValue.class, () -> SignIn.challenge(XA1, bytes("short", 31)));
  }
}
