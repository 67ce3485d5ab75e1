package org.vigilmesh.engine;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.vigilmesh.message.CaseId;
import org.vigilmesh.port.CaseVault;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;

/**
 * Keeps bodies as they are, behind the number of the case's key; the real vault has its own tests.
 * What comes after a shredding gets another key, as there.
 */
final class PlainVault implements CaseVault {
  private final Map<CaseId, Integer> keys = new HashMap<>();
  private final Set<CaseId> shredded = new HashSet<>();

  private Bytes key(CaseId caseId) {
    return Bytes.of(new byte[] {keys.getOrDefault(caseId, 1).byteValue()});
  }

  @Override
  public Bytes encrypt(CaseId caseId, Bytes content) {
    shredded.remove(caseId);
    return Bytes.concat(key(caseId), content);
  }

  @Override
  public Optional<Bytes> decrypt(CaseId caseId, Bytes encrypted) {
    boolean fits =
        !shredded.contains(caseId)
            && encrypted.size() > 0
            && encrypted.slice(0, 1).equals(key(caseId));
    return fits ? Optional.of(encrypted.slice(1, encrypted.size())) : Optional.empty();
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
    keys.merge(caseId, 2, (old, _) -> old + 1);
    shredded.add(caseId);
  }
}
