package org.vigilmesh.envelope;

import org.vigilmesh.identity.Signed;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;

/**
 * A signed header with the exact bytes of its body: what is sealed. Whether the body belongs to the
 * header is what {@link #bodyFits} answers.
 */
public record Statement(Signed<StatementHeader> header, Bytes body) {
  public boolean bodyFits() {
    return Digest.sha512(body).equals(header.value().bodyDigest());
  }
}
