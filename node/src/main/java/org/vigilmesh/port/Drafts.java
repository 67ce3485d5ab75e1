package org.vigilmesh.port;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.vigilmesh.identity.Endorsement;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.identity.Officer;
import org.vigilmesh.identity.OfficerId;
import org.vigilmesh.message.CaseId;
import org.vigilmesh.message.Validation.Parties;
import org.vigilmesh.port.Attendance.Attending;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;

/**
 * What officers have written at this node and nobody has sent: drafts, and acts that one person has
 * signed and another must release. Each is encrypted under a key of its own in the vault, and
 * unreadable for ever once it is dropped. Who may see it is judged at each call by the newest
 * roster: its author, and a supervisor what waits for release. Nobody else, by any route.
 */
public interface Drafts {
  /** A long form with all attachments that one statement carries. */
  int SIZE_MAX = 400 * 1024;

  /** More than an officer writes on one shift. */
  int OWN_MAX = 30;

  /** A draft that nobody touched for so long goes. */
  Duration LIFE_MAX = Duration.ofDays(30);

  /**
   * What {@code who} may see, newest first: what they wrote, and for a supervisor what waits for
   * release. Contents are included.
   */
  List<Kept> all(Attending who);

  /** One of these; that a supervisor reads what another wrote is journalled before the answer. */
  Optional<Kept> find(Attending who, CaseId id);

  /**
   * Keeps a draft: a new one where {@code id} is new, else in place of what its author kept there.
   * False when nothing was kept: it is too large, they have too many, it waits for release, or it
   * is not theirs.
   */
  boolean keep(Attending who, CaseId id, Bytes content);

  /**
   * Keeps an act that {@code who} has signed until {@code releaser}, a supervisor other than them,
   * signs it too; in place of their draft where {@code id} is one. Journalled. False as for {@link
   * #keep}, or when {@code word} is not theirs over what was {@code signed}.
   */
  boolean handOver(
      Attending who, CaseId id, OfficerId releaser, Bytes content, Digest signed, Endorsement word);

  /**
   * What waits becomes its author's draft again, at the author's wish or a supervisor's.
   * Journalled. False when it no longer waits, or {@code who} may not.
   */
  boolean handBack(Attending who, CaseId id, Bytes content);

  /**
   * Destroys it: its author gives it up or has sent it, or the supervisor has released it. False
   * when it is gone already, or {@code who} may not.
   */
  boolean drop(Attending who, CaseId id);

  /** Supervisors other than {@code who} that serve now, by name: who can release. */
  List<Officer> releasers(Attending who);

  /** What both cards say, for a message to this peer: it decides how many persons must sign. */
  Parties parties(NodeId recipient);

  /**
   * A draft, or an act that waits.
   *
   * @param releaser the one whose signature it waits for; empty for a draft
   * @param at when it was kept last
   */
  record Kept(
      CaseId id, OfficerId author, Optional<OfficerId> releaser, Instant at, Bytes content) {
    public boolean isWaiting() {
      return releaser.isPresent();
    }
  }

  /**
   * The row of one: the same, its content encrypted.
   *
   * @param id also names its key in the vault
   */
  record DraftRow(
      CaseId id, OfficerId author, Optional<OfficerId> releaser, Instant at, Bytes sealed) {}
}
