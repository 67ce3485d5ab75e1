package org.vigilmesh.port;

import java.util.Optional;
import org.vigilmesh.message.CaseId;
import org.vigilmesh.value.Bytes;

/**
 * Encrypts what is stored of a case under that case's own key. The keys live outside the store and
 * its backup; shredding one makes the case's content unreadable for ever. Safe for several threads.
 */
public interface CaseVault {
  /** {@code content} encrypted under the case's key; a new key is durable before this returns. */
  Bytes encrypt(CaseId caseId, Bytes content);

  /** The content again; empty when the key was shredded or the bytes were altered. */
  Optional<Bytes> decrypt(CaseId caseId, Bytes encrypted);

  /** Whether no key of the case is held: it was destroyed, and its content with it. */
  boolean isShredded(CaseId caseId);

  /** Destroys the case's key; durable on return. */
  void shred(CaseId caseId);
}
