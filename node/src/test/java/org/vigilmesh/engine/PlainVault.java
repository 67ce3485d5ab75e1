package org.vigilmesh.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vigilmesh.message.CaseId;
import org.vigilmesh.port.CaseVault;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;

/** Keeps bodies as they are, per case, until shredded; the real vault has its own tests. */
final class PlainVault implements CaseVault {
  private final List<CaseId> shredded = new ArrayList<>();

  @Override
  public Bytes encrypt(CaseId caseId, Bytes content) {
    return content;
  }

  @Override
  public Optional<Bytes> decrypt(CaseId caseId, Bytes encrypted) {
    return shredded.contains(caseId) ? Optional.empty() : Optional.of(encrypted);
  }

  @Override
  public Digest mark(Bytes text) {
    return Digest.sha256(Bytes.utf8("plain mark"), text);
  }

  @Override
  public boolean isShredded(CaseId caseId) {
    return shredded.contains(caseId);
  }

  @Override
  public void shred(CaseId caseId) {
    shredded.add(caseId);
  }
}
