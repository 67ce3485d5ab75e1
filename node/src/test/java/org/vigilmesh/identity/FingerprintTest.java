package org.vigilmesh.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.vigilmesh.Fixtures.XA;
import static org.vigilmesh.Fixtures.XA1;
import static org.vigilmesh.Fixtures.XB1;

import java.math.BigInteger;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.vigilmesh.Fixtures;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;
import org.vigilmesh.value.InvalidValue;

final class FingerprintTest {
  private final Anchor anchor = Fixtures.anchor(XA1);
  private final Fingerprint fingerprint = anchor.fingerprint();

  @Test
  void itIsTheHashThatTheProtocolStates() {
    Bytes input = Bytes.EMPTY;
    for (Bytes part :
        List.of(
            Bytes.utf8("vigil/fingerprint/v1"),
            Bytes.utf8("xa"),
            Bytes.u64(1),
            anchor.p256Key(),
            anchor.mlDsaKey())) {
      input = Bytes.concat(input, Bytes.u64(part.size()), part);
    }
    BigInteger hash = new BigInteger(1, Digest.sha256(input).bytes().toArray());
    assertEquals(String.format("%040d", hash.mod(BigInteger.TEN.pow(40))), fingerprint.digits());
  }

  @Test
  void itIsShownInEightGroupsOfFive() {
    assertTrue(fingerprint.grouped().matches("([0-9]{5} ){7}[0-9]{5}"));
    assertEquals(fingerprint.digits(), fingerprint.grouped().replace(" ", ""));
    assertEquals(fingerprint.grouped(), fingerprint.toString());
  }

  @Test
  void peopleMayTypeItInTheirOwnWay() {
    String digits = fingerprint.digits();
    List<String> forms =
        List.of(
            digits,
            fingerprint.grouped(),
            "  " + fingerprint.grouped() + "\n",
            fingerprint.grouped().replace(' ', '-'),
            fingerprint.grouped().replace(' ', '.'),
            fingerprint.grouped().replace(" ", "   "),
            fingerprint.grouped().replace(' ', '\t'));
    for (String form : forms) {
      assertEquals(fingerprint, Fingerprint.typed(form), form);
    }
  }

  @Test
  void oneWrongDigitNeverEquals() {
    for (int place = 0; place < 40; place++) {
      for (char digit = '0'; digit <= '9'; digit++) {
        StringBuilder wrong = new StringBuilder(fingerprint.digits());
        if (wrong.charAt(place) != digit) {
          wrong.setCharAt(place, digit);
          assertNotEquals(fingerprint, Fingerprint.typed(wrong.toString()));
        }
      }
    }
  }

  @Test
  void whatIsNotFortyDigitsIsNone() {
    String digits = fingerprint.digits();
    List<String> wrong =
        List.of(
            "",
            " ",
            digits.substring(1),
            digits + "0",
            digits.substring(1) + "x",
            digits.replace(digits.charAt(0), 'O'),
            digits.substring(1) + "٣",
            "0x" + digits.substring(2),
            "-" + digits + "-1",
            digits.substring(0, 20) + "/" + digits.substring(21));
    for (String text : wrong) {
      assertThrows(InvalidValue.class, () -> Fingerprint.typed(text), text);
    }
  }

  @Test
  void nodeEpochAndBothKeysArePartOfIt() {
    Set<Fingerprint> all = new HashSet<>(List.of(fingerprint));
    CertificatePair same = anchor.certificates();
    assertTrue(all.add(new Anchor(XB1, same, anchor.p256Key(), anchor.mlDsaKey()).fingerprint()));
    NodeRef later = new NodeRef(XA, 2);
    assertTrue(all.add(new Anchor(later, same, anchor.p256Key(), anchor.mlDsaKey()).fingerprint()));
    Bytes other = Fixtures.bytes("another key", 91);
    assertTrue(all.add(new Anchor(XA1, same, other, anchor.mlDsaKey()).fingerprint()));
    assertTrue(all.add(new Anchor(XA1, same, anchor.p256Key(), other).fingerprint()));
  }

  @Test
  void bytesCannotMoveFromOneKeyToTheOther() {
    Bytes p256 = anchor.p256Key();
    Bytes mlDsa = anchor.mlDsaKey();
    Bytes shorter = p256.slice(0, 90);
    Bytes longer = Bytes.concat(p256.slice(90, 91), mlDsa);
    assertNotEquals(
        fingerprint, new Anchor(XA1, anchor.certificates(), shorter, longer).fingerprint());
  }
}
