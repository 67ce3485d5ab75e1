package org.vigilmesh.engine;

import java.util.Locale;
import java.util.Optional;
import org.vigilmesh.identity.NodeRef;
import org.vigilmesh.port.Entropy;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;

/** A one-time code of 60 bits, in letters and digits that nobody mistakes for one another. */
record InviteCode(String symbols) {
  private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final int LENGTH = 12;
  private static final int GROUP = 4;
  private static final Bytes LABEL = Bytes.utf8("vigil/invite/v1");

  static InviteCode drawn(Entropy entropy) {
    Bytes random = entropy.take(LENGTH);
    StringBuilder text = new StringBuilder(LENGTH);
    for (int i = 0; i < LENGTH; i++) {
      text.append(ALPHABET.charAt(random.at(i) & (ALPHABET.length() - 1)));
    }
    return new InviteCode(text.toString());
  }

  /** What a person typed; look-alikes are read as what they must be. */
  static Optional<InviteCode> find(String typed) {
    if (typed.length() > 4 * LENGTH) {
      return Optional.empty();
    }
    String symbols =
        typed
            .replaceAll("[\\s-]", "")
            .toUpperCase(Locale.ROOT)
            .replace('O', '0')
            .replace('I', '1')
            .replace('L', '1');
    return symbols.length() == LENGTH && symbols.chars().allMatch(c -> ALPHABET.indexOf(c) >= 0)
        ? Optional.of(new InviteCode(symbols))
        : Optional.empty();
  }

  /** As it is read out: three groups of four. */
  String shown() {
    return symbols.substring(0, GROUP)
        + '-'
        + symbols.substring(GROUP, 2 * GROUP)
        + '-'
        + symbols.substring(2 * GROUP);
  }

  /** All that is stored of it. */
  Digest hash(NodeRef node) {
    Bytes name = Bytes.utf8(node.node().text());
    return Digest.sha256(
        LABEL, Bytes.u64(node.epoch()), Bytes.u64(name.size()), name, Bytes.utf8(symbols));
  }

  @Override
  public String toString() {
    return "InviteCode[…]";
  }
}
