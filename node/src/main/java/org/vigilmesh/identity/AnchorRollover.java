package org.vigilmesh.identity;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.vigilmesh.value.InvalidValue;
import org.vigilmesh.value.Seconds;

/**
 * A State's word that another anchor takes over within the same epoch, signed by the old and by the
 * new one. Peers let it take effect 30 days after they first saw it (PROTOCOL, "Trust").
 */
public record AnchorRollover(
    Anchor retiring,
    Anchor succeeding,
    Instant issuedAt,
    Instant effectiveFrom,
    List<Extension> extensions) {
  /** Time enough to notice a roll-over that nobody at home knows of. */
  public static final Duration NOTICE_MIN = Duration.ofDays(30);

  public AnchorRollover {
    extensions = List.copyOf(extensions);
    InvalidValue.unless(retiring.node().equals(succeeding.node()), "one node, one epoch");
    InvalidValue.unless(
        !retiring.p256Key().equals(succeeding.p256Key())
            && !retiring.mlDsaKey().equals(succeeding.mlDsaKey()),
        "both keys change");
    InvalidValue.unless(
        Seconds.isWhole(issuedAt) && Seconds.isWhole(effectiveFrom), "whole seconds");
    InvalidValue.unless(
        Duration.between(issuedAt, effectiveFrom).compareTo(NOTICE_MIN) >= 0, "30 days of notice");
  }

  /** The same bytes signed by both anchors; each signature is checked against its own. */
  public record Signed(
      org.vigilmesh.identity.Signed<AnchorRollover> byRetiring,
      org.vigilmesh.identity.Signed<AnchorRollover> bySucceeding) {
    public Signed {
      InvalidValue.unless(
          byRetiring.bytes().equals(bySucceeding.bytes()), "both anchors sign the same bytes");
    }
  }
}
