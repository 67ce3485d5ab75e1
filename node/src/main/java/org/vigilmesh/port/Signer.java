package org.vigilmesh.port;

import java.time.Instant;
import org.vigilmesh.envelope.Purpose;
import org.vigilmesh.identity.CertificatePair;
import org.vigilmesh.identity.Signatures;
import org.vigilmesh.value.Bytes;

/** A suite 1 key pair that signs. Safe for use by several threads. */
public interface Signer {
  CertificatePair certificates();

  /**
   * Both signatures over {@code content}, for {@code purpose}, claiming {@code at} (whole seconds)
   * as signing time. The broken-machine exception of the adapter ends what is being done.
   */
  Signatures sign(Purpose purpose, Instant at, Bytes content);
}
