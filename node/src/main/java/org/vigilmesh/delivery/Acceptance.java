package org.vigilmesh.delivery;

import org.vigilmesh.envelope.Position;
import org.vigilmesh.envelope.Refusal;

/** The answer to one incoming statement: the row of PROTOCOL's acceptance table that it met. */
public sealed interface Acceptance {
  /** The link is to be closed; nothing is stored. */
  record CloseLink(String why) implements Acceptance {}

  /**
   * A signed refusal is due (see {@link RefusalQuota}); nothing is stored. {@code need} counts for
   * {@code NEED_IDENTITY} only.
   */
  record Refuse(Refusal.Reason reason, long need) implements Acceptance {}

  /** Already accepted: the receipt again, and nothing else. */
  record Duplicate() implements Acceptance {}

  /**
   * Contradicts what was accepted: keep one proof, suspend every lane of the sender's incarnation
   * ({@link InboundLane#suspended}) and ring an alarm. {@code ours} and {@code theirs} have one
   * sequence number; {@code theirs} is the arrived header itself, or what it names as previous.
   */
  record Fork(InboundLane state, Position ours, Position theirs) implements Acceptance {}

  /** A gap: ask the sender to go on from {@code from}; nothing is stored. */
  record AskResume(InboundLane state, long from) implements Acceptance {}

  /** A gap that was already asked about. */
  record Nothing() implements Acceptance {}

  /** Takes the next position; the receipt is due after the commit. */
  record Accept(InboundLane state, Marks marks) implements Acceptance {}

  /** An emergency of a suspended sender: as Accept, and shown "sender is split: call back". */
  record AcceptWhileSplit(InboundLane state, Marks marks) implements Acceptance {}

  /**
   * What is shown beside an accepted statement and decides nothing.
   *
   * @param expired arrived past its not_after: "expired on arrival", never automatic
   * @param stepsBack its time of creation is earlier than that of one before it
   */
  record Marks(boolean expired, boolean stepsBack) {}
}
