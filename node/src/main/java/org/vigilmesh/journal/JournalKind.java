package org.vigilmesh.journal;

import org.vigilmesh.value.InvalidValue;

/** What can be journalled. The codes are in the stored bytes for ever: never reuse one. */
public enum JournalKind {
  NODE_CREATED(1),
  NODE_STARTED(2),
  NODE_STOPPED(3),
  MODE_CHANGED(4),
  INCARNATION_BEGUN(5),

  /** Ours took its place in a lane; object: the header's hash. */
  STATEMENT_PLACED(10),
  /** Theirs was stored; object: the header's hash. */
  STATEMENT_ACCEPTED(11),
  STATEMENT_RESEALED(12),
  RECEIPT_RECEIVED(13),
  RECEIPT_ISSUED(14),
  REFUSAL_RECEIVED(15),
  REFUSAL_ISSUED(16),
  LANE_PAUSED(17),
  LANE_RESUMED(18),
  LANE_SUSPENDED(19),

  ACT_SUBMITTED(20),
  ACT_DELIVERED(21),
  ACT_UNDELIVERED(22),
  ACT_APPLIED(23),
  ACT_UNPROCESSABLE(24),
  ACT_HELD(25),
  CASE_CHANGED(26),
  CASE_READ(27),
  CASE_SHREDDED(28),
  EXPORTED(29),

  IDENTITY_PUBLISHED(30),
  IDENTITY_ACCEPTED(31),
  IDENTITY_REJECTED(32),
  KEY_CREATED(33),
  KEY_RETIRED(34),
  KEY_DESTROYED(35),
  PEER_ADDED(36),
  TRUST_CHANGED(37),
  PEER_REMOVED(38),

  ALARM_RAISED(40),
  ALARM_CLEARED(41),
  EVIDENCE_KEPT(42),
  WITNESS_SHOWN(43),

  SIGNED_IN(50),
  SIGNED_OUT(51),
  ADMIN_ACTED(52),

  /** An officer let a held act take its effect; object: the act's digest. */
  ACT_CONFIRMED(60),
  /** A peer began a new incarnation; object: the start's hash. */
  PEER_BEGAN(61),
  /** A receipt for what a peer had lost and stores again; the first one stays the evidence. */
  RECEIPT_RENEWED(62),
  /** A statement of ours came back from a peer that held it; object: the header's hash. */
  STATEMENT_HANDED_BACK(63),
  /** Receipts covered it and the peer's restore lost it: offered again. */
  STATEMENT_UNDONE(64),
  /** A peer revoked a signing pair: its incarnation takes no new places here. */
  INCARNATION_CLOSED(65),
  /**
   * An officer did something in a case without telling the other side; object: what they signed.
   */
  DEED_DONE(66),
  /** A named person set a warning aside, with a reason; object: the digest of the act with both. */
  RULE_SET_ASIDE(70),

  /** A clock of a case called people: a reminder, its breach, or the next role. */
  CLOCK_RUNG(80),
  /** A clock that was set back takes back what it rang too early. */
  CLOCK_UNRUNG(81),
  /** An officer answers for an alarm; object: what they signed. */
  ALARM_ACKNOWLEDGED(82),
  /** A channel has taken the notice of an alarm, without content. */
  ALARM_CALLED(86),

  /** An administrator made a one-time code for an officer. */
  OFFICER_INVITED(90),
  /** Somebody typed it at the desk; object: the challenge that was given for it. */
  INVITATION_REDEEMED(91),
  /** A new passkey waits for the roster authorities; object: that challenge. */
  PASSKEY_ENROLLED(92),
  /** An administrator took a local role, or an invitation, from somebody. */
  OFFICER_DISMISSED(93),

  /** An officer signed an act that a supervisor must release; object: what waits. */
  RELEASE_ASKED(100),
  /** What waited went back to its author. */
  RELEASE_RETURNED(101),

  /** An officer is on duty from now on, or says anew until when; object: the shift. */
  SHIFT_BEGUN(110),
  /** A shift ended, with a note for the next officer or without; object: the shift. */
  SHIFT_ENDED(111),
  /** Another officer read that note; object: the shift. */
  HAND_OVER_READ(112);

  private final int code;

  JournalKind(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }

  static JournalKind of(int code) {
    for (JournalKind kind : values()) {
      if (kind.code == code) {
        return kind;
      }
    }
    throw new InvalidValue("unknown kind of journal entry");
  }
}
