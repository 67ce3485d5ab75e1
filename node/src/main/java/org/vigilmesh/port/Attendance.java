package org.vigilmesh.port;

import java.util.Optional;
import org.vigilmesh.identity.CredentialId;
import org.vigilmesh.identity.Endorsement;
import org.vigilmesh.identity.Officer;
import org.vigilmesh.identity.OfficerId;
import org.vigilmesh.message.CaseId;
import org.vigilmesh.port.Queries.OpenedCase;
import org.vigilmesh.value.Digest;

/**
 * Officers who work at this node's desk. Who they are and whether they still serve is judged at
 * each call by the newest roster and the revocations held here, never by what a desk remembers.
 */
public interface Attendance {
  /** Something fresh to sign in with; good once, for five minutes. Never the digest of an act. */
  Digest challenge();

  /**
   * Signs an officer in whose {@code word} over {@code challenge} is valid; journalled before it is
   * answered. Empty for a challenge that was not given, was used or is old, for a credential that
   * is not rostered or was revoked, and for an officer who does not serve now.
   */
  Optional<Attending> signIn(Digest challenge, Endorsement word);

  /**
   * The same officer as the roster has them now; empty once officer or credential counts no more.
   */
  Optional<Attending> find(OfficerId officer, CredentialId credential);

  /**
   * The contents of a case for an officer who attends; journalled before it is answered. Empty when
   * {@code who} counts no more, or there is no such case.
   */
  Optional<OpenedCase> open(Attending who, CaseId caseId);

  /** Journals that an officer has left. */
  void signOut(Attending who, String why);

  /** An officer who has proved who they are, and with which credential. */
  record Attending(Officer officer, CredentialId credential) {}
}
