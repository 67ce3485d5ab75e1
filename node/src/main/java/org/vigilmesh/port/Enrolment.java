package org.vigilmesh.port;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.vigilmesh.identity.Credential;
import org.vigilmesh.identity.Officer.Role;
import org.vigilmesh.identity.OfficerId;
import org.vigilmesh.port.Administration.Done;
import org.vigilmesh.port.Attendance.Attending;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;

/**
 * How officers get passkeys: an administrator invites by a one-time code, the officer's browser
 * redeems it at the desk and hands in a new key. What is enrolled here counts for nothing until the
 * roster authorities put it into a roster. Those with a local role, who read no case and sign
 * nothing, stand in no roster: their passkeys count at once. Each step is journalled.
 */
public interface Enrolment {
  /** The longest life of a code. */
  Duration LIFE_MAX = Duration.ofHours(24);

  /** The two keys of an officer: the second for the day when the first is lost. */
  int PASSKEYS_MAX = 2;

  /**
   * Makes a code for {@code officer}; an earlier one for the same officer ends. Name and role are
   * the roster's where the officer stands in it. The answer's lines are the code, as it is read to
   * the officer, and the ISO time when it ends.
   *
   * @param life at most {@link #LIFE_MAX}
   */
  Done invite(OfficerId officer, String name, Role role, Duration life, String by);

  /** How long somebody has a local role; then an administrator invites them again. */
  Duration LOCAL_MAX = Duration.ofDays(365);

  /**
   * Takes a code, once. Case, spaces and dashes do not matter. After five wrong codes within a
   * minute none is taken from that address for the rest of it; after six hundred, from nobody.
   *
   * @param from the network that asks, in a form that is the same for each of its machines
   */
  Redeemed redeem(String code, String from);

  /** Welcomes somebody who is signed in to hand in one more passkey; empty once they are not. */
  Optional<Redeemed.Welcome> another(Attending who);

  /**
   * Takes a local role from a person, and whatever code waits for them. Officers of the roster are
   * ended by the roster authorities; theirs is refused.
   */
  Done dismiss(OfficerId officer, String by);

  /**
   * Keeps a new passkey of the officer who was welcomed with {@code challenge}.
   *
   * @param proof the key's answer to that challenge: it can sign here, and a peer would take it
   */
  Done enrol(Digest challenge, Credential credential, Bytes proof);

  /** Passkeys that no roster holds, oldest first: of officers who wait, and of local people. */
  List<Enrolled> enrolments();

  /** What redeeming a code came to. */
  sealed interface Redeemed {
    /**
     * The officer may hand in up to {@link #PASSKEYS_MAX} passkeys until {@code until}.
     *
     * @param challenge {@code SignIn.enrolment}: for the browser's create, and for the proof
     */
    record Welcome(OfficerId officer, String name, Role role, Digest challenge, Instant until)
        implements Redeemed {}

    /** Unknown, used, ended, or too many wrong codes: nobody is told which. */
    record Refused() implements Redeemed {}
  }

  /** The row of a code that was not redeemed yet; {@code codeHash} is all that is kept of it. */
  record Invitation(OfficerId officer, String name, Role role, Digest codeHash, Instant until) {}

  /** The row of a passkey that waits for the roster authorities. */
  record Enrolled(
      OfficerId officer,
      String name,
      Role role,
      Credential credential,
      Digest challenge,
      Bytes proof,
      Instant at) {}
}
