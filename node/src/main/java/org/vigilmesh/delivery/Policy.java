package org.vigilmesh.delivery;

import java.time.Duration;
import org.vigilmesh.envelope.Format;
import org.vigilmesh.value.Check;
import org.vigilmesh.value.Urgency;

/** Every number that the delivery machines obey, in groups; sizes in bytes. */
public record Policy(Window window, Retry retry, Link link, Limit limit, Inbound inbound) {
  /** The numbers of PROTOCOL sections 4 and 5; the reason of each stands at its component. */
  public static final Policy DEFAULT =
      new Policy(
          new Window(
              1024, 8 << 20, Format.FRAME_STATEMENTS_MAX, Format.FRAME_STATEMENTS_SIZE_MAX, 10),
          new Retry(Duration.ofSeconds(1), Duration.ofMinutes(5), Duration.ofSeconds(15)),
          new Link(
              Duration.ofSeconds(20),
              Duration.ofSeconds(40),
              Duration.ofSeconds(30),
              Duration.ofSeconds(30),
              Duration.ofMinutes(15),
              4),
          new Limit(Duration.ofMinutes(2), Duration.ofMinutes(15)),
          new Inbound(64 << 20, 24 << 20, 3 * 1024, 8 << 20, 1024, Duration.ofMinutes(1), 64));

  /**
   * What a lane may have under way.
   *
   * @param statements offered and not receipted, a lane: some seconds of work of a peer's pool
   * @param bytes the same in bytes: a lane's share of what a receiver holds in memory
   * @param frameStatements in one frame: what one turn of the receiver commits together
   * @param frameBytes in one frame: the longest that an emergency waits behind another lane
   * @param routineShare one frame in so many is routine while routine waits
   */
  public record Window(
      int statements, int bytes, int frameStatements, int frameBytes, int routineShare) {
    public Window {
      Check.that(frameBytes >= Format.STATEMENT_SIZE_MAX, "every statement fits a frame");
      Check.that(bytes >= frameBytes && statements >= 1 && frameStatements >= 1, "a window");
      Check.that(routineShare >= 2, "routine takes some frames, not all");
    }
  }

  /**
   * How often something is tried again.
   *
   * @param first the shortest pause: a peer that restarts is back in about this time
   * @param last the longest pause: how late a silent recovery is noticed at worst
   * @param answerWait without any answer, what is under way is offered again: longer than a slow
   *     commit, several times shorter than an emergency's delivery limit
   */
  public record Retry(Duration first, Duration last, Duration answerWait) {
    public Retry {
      Check.that(first.isPositive() && last.compareTo(first) >= 0, "pauses grow");
      Check.that(answerWait.isPositive(), "answers take time");
    }
  }

  /**
   * The times of a link.
   *
   * @param pulseEvery how often each side shows that it lives
   * @param deadAfter silence that ends a link: two missed pulses
   * @param greetingMax from opening to Hello and first Pulse
   * @param witnessWait how long a question for a witness may go unanswered; then the link ends and
   *     both greet anew: what may prove us rolled back is never passed over. Twice as long after
   *     each such link in a row, up to the longest pause between dials
   * @param silentAfter without any link, an administrator is told: the limit of ordinary delivery
   * @param linksMax live links with one peer: two that cross, and two about to be dropped
   */
  public record Link(
      Duration pulseEvery,
      Duration deadAfter,
      Duration greetingMax,
      Duration witnessWait,
      Duration silentAfter,
      int linksMax) {
    public Link {
      Check.that(deadAfter.compareTo(pulseEvery) > 0, "a link outlives one pulse");
      Check.that(linksMax >= 2, "two links may cross");
    }
  }

  /**
   * How long a statement may stay without a receipt before a person is told.
   *
   * @param emergency time in which a phone call still saves the data
   * @param other time in which a duty officer still is at the matter
   */
  public record Limit(Duration emergency, Duration other) {
    Duration of(Urgency urgency) {
      return urgency == Urgency.EMERGENCY ? emergency : other;
    }
  }

  /**
   * What arriving statements may take before they are committed or refused.
   *
   * @param bytes for all peers together: what a small machine has to spare
   * @param peerBytes for one peer: three full lanes
   * @param peerStatements the same in statements
   * @param reserveBytes of both, kept for emergencies: one full lane
   * @param reserveStatements the same in statements
   * @param refusalEvery one signed refusal per peer and key in this time: signing costs more than
   *     asking
   * @param refusalKeysMax keys of one peer remembered for that; further ones get no answer
   */
  public record Inbound(
      int bytes,
      int peerBytes,
      int peerStatements,
      int reserveBytes,
      int reserveStatements,
      Duration refusalEvery,
      int refusalKeysMax) {
    public Inbound {
      Check.that(bytes >= peerBytes && peerBytes > reserveBytes, "quotas nest");
      Check.that(peerStatements > reserveStatements, "the reserve is a part");
    }
  }
}
