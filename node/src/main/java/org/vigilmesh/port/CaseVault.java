package org.vigilmesh.port;

import java.util.Optional;
import org.vigilmesh.message.CaseId;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;

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

  /**
   * A digest of {@code text} under a key of this vault: equal for equal texts, so that the store
   * can find what it does not hold, and of no use to whoever has the store alone.
   */
  Digest mark(Bytes text);

  /** Destroys the case's key; durable on return. */
  void shred(CaseId caseId);
}
