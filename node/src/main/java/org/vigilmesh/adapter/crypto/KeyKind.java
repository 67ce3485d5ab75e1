package org.vigilmesh.adapter.crypto;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a private key is for; no key serves two purposes. */
public enum KeyKind {
  /** A State's long-term pair (P-256 and ML-DSA-65), offline. */
  ANCHOR,
  /** A node's signing pair (P-256 and ML-DSA-65). */
  SIGNING,
  /** The P-256 key of TLS handshakes between nodes. */
  TRANSPORT,
  /** The X-Wing key of one day, to which peers seal. */
  SEALING,
  /** An officer's Ed25519 file key. */
  OFFICER,
  /** A roster authority's Ed25519 file key. */
  AUTHORITY,
  /** The AES key that wraps the case keys of a vault. */
  VAULT;

  static Optional<KeyKind> find(String code) {
    return Arrays.stream(values()).filter(kind -> kind.code().equals(code)).findFirst();
  }

  /** The word in key files and on screens: the name in lower case. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  boolean isPair() {
    return this == ANCHOR || this == SIGNING;
  }

  /** Independent seeds of 32 bytes, one for each algorithm. */
  int seeds() {
    return isPair() ? 2 : 1;
  }
}
