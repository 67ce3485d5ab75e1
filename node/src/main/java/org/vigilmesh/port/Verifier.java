package org.vigilmesh.port;

import java.time.Instant;
import org.vigilmesh.envelope.Purpose;
import org.vigilmesh.identity.Anchor;
import org.vigilmesh.identity.CertificatePair;
import org.vigilmesh.identity.Credential;
import org.vigilmesh.identity.Signatures;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;

/** Checks signatures against keys that the caller already trusts. Safe for several threads. */
public interface Verifier {
  /** Whether both signatures of suite 1 are valid, one of them only, or none. */
  enum Verdict {
    VALID,
    INCOMPLETE,
    INVALID
  }

  /**
   * Judges {@code signatures} over {@code content}. Certificates that do not parse, do not match
   * the signatures' pair id or hold keys of another kind give INVALID, never an exception.
   */
  Verdict verify(
      Purpose purpose,
      Instant at,
      Bytes content,
      Signatures signatures,
      CertificatePair certificates);

  /** Whether the anchor's two public keys are those of its two certificates. */
  boolean isConsistent(Anchor anchor);

  /**
   * Whether {@code proof} is {@code credential}'s word on {@code digest}: a file key's signature of
   * it, or a passkey's assertion with it as its challenge. False also for keys that are none.
   */
  boolean proves(Credential credential, Digest digest, Bytes proof);
}
