package org.vigilmesh.identity;

import java.math.BigInteger;
import java.util.regex.Pattern;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;
import org.vigilmesh.value.InvalidValue;

/**
 * 40 digits in 8 groups of 5 that stand for an anchor, read aloud over a number from an independent
 * source and typed by the other side. A screen never shows them before they were typed (PROTOCOL,
 * "Trust").
 */
public record Fingerprint(String digits) {
  private static final Pattern FORM = Pattern.compile("[0-9]{40}");
  private static final BigInteger MODULUS = BigInteger.TEN.pow(40);

  public Fingerprint {
    InvalidValue.unless(FORM.matcher(digits).matches(), "a fingerprint has 40 digits");
  }

  static Fingerprint of(Anchor anchor) {
    Digest digest =
        Digest.sha256(
            prefixed(Bytes.utf8("vigil/fingerprint/v1")),
            prefixed(Bytes.utf8(anchor.node().node().text())),
            prefixed(Bytes.u64(anchor.node().epoch())),
            prefixed(anchor.p256Key()),
            prefixed(anchor.mlDsaKey()));
    BigInteger number = new BigInteger(1, digest.bytes().toArray()).mod(MODULUS);
    String text = number.toString();
    return new Fingerprint("0".repeat(40 - text.length()) + text);
  }

  private static Bytes prefixed(Bytes part) {
    return Bytes.concat(Bytes.u64(part.size()), part);
  }

  /** Reads what a person typed: digits with any spaces, dots or hyphens between them. */
  public static Fingerprint typed(String text) {
    return new Fingerprint(text.replaceAll("[\\s.\\-]", ""));
  }

  /** 8 groups of 5 digits, separated by spaces. */
  public String grouped() {
    StringBuilder groups = new StringBuilder(47);
    for (int i = 0; i < 40; i += 5) {
      if (i > 0) {
        groups.append(' ');
      }
      groups.append(digits, i, i + 5);
    }
    return groups.toString();
  }

  @Override
  public String toString() {
    return grouped();
  }
}
