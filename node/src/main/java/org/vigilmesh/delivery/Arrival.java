package org.vigilmesh.delivery;

import org.vigilmesh.envelope.Position;
import org.vigilmesh.envelope.StatementHeader;
import org.vigilmesh.value.Digest;

/**
 * What the crypto pool established about one incoming statement; the variants stand in the order in
 * which the pool must ask. {@code hint} is the place that the frame claimed for it.
 */
public sealed interface Arrival {
  /** The frame or the peer's quota is broken. */
  record BreaksFraming(String why) implements Arrival {}

  /** Sealed to a key that is not, or no longer, here. */
  record UnknownSealingKey(Position hint, Digest key) implements Arrival {}

  /** Envelope, header or a critical extension is of a format unknown here. */
  record UnknownFormat(Position hint) implements Arrival {}

  /**
   * Opened, but it names a card, key set or roster that is not held; {@code need} is the least
   * version that would do, 0 when only its hash is known.
   */
  record UnknownIdentity(Position hint, long need) implements Arrival {}

  /** Does not open with a key that is here, or is not canonical, or exceeds a size. */
  record Broken(Position hint) implements Arrival {}

  /**
   * Opened and read.
   *
   * @param bodyFits whether the body has the digest that the header states
   * @param signaturesValid whether both signatures verify under the pair that the header names and
   *     that the sender's card certifies
   * @param pairRevoked whether the newest card held revokes that pair, whatever the effective time,
   *     or has revoked any pair since the statement's incarnation began
   * @param identityOlder whether it names an older card or key set than the lane's newest accepted
   */
  record Opened(
      Position hint,
      StatementHeader header,
      Digest headerHash,
      boolean bodyFits,
      boolean signaturesValid,
      boolean pairRevoked,
      boolean identityOlder)
      implements Arrival {
    Position place() {
      return new Position(header.seq(), headerHash);
    }
  }
}
