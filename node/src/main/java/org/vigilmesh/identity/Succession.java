package org.vigilmesh.identity;

import org.jspecify.annotations.Nullable;
import org.vigilmesh.value.Digest;

/**
 * What a newly shown version means beside the one that is pinned: the rule for all three version
 * chains. Signatures and endorsements are checked before this question is asked.
 */
public sealed interface Succession {
  /** The pinned version itself, or an older one whose bytes are the ones we hold. */
  record Known() implements Succession {}

  /** The next version, naming the hash of the pinned one, or the first that we see. */
  record Newer() implements Succession {}

  /** Versions between are missing: ask for them first. */
  record Ahead(long missingFrom) implements Succession {}

  /** Another object with a number we hold: proof that two were signed. */
  record Equivocation(long version) implements Succession {}

  /** The next number, but its predecessor is not the one we hold: proof, too. */
  record BrokenLink(long version) implements Succession {}

  /** Another epoch: never automatic, always a call. */
  record OtherEpoch() implements Succession {}

  /**
   * Judges {@code shown} (with hash {@code shownHash}). Where nothing is held yet, any version
   * begins the chain: a card was compared by voice, key sets and rosters are vouched for by it.
   *
   * @param newest the newest version held and its hash; null when none is held yet
   * @param heldHash hash of the version held under shown's number, if that one is held; else null
   */
  static Succession judge(
      @Nullable Pinned newest, Versioned shown, Digest shownHash, @Nullable Digest heldHash) {
    if (newest == null) {
      return new Newer();
    }
    if (newest.epoch() != shown.node().epoch()) {
      return new OtherEpoch();
    }
    if (shown.version() <= newest.version()) {
      return heldHash != null && !heldHash.equals(shownHash)
          ? new Equivocation(shown.version())
          : new Known();
    }
    if (shown.version() > newest.version() + 1) {
      return new Ahead(newest.version() + 1);
    }
    return shown.previous().equals(newest.hash()) ? new Newer() : new BrokenLink(shown.version());
  }

  /**
   * Judges a key set. One of a later incarnation than the newest held continues the chain above its
   * number, whatever it names as previous: its node was restored and does not know all that it has
   * published. It is not judged before that incarnation has begun here.
   *
   * @param declared the incarnation that the newest key set held declares; null when none is held
   * @param hasBegun whether a start of the shown key set's incarnation was accepted
   */
  static Succession judgeKeySet(
      @Nullable Pinned newest,
      @Nullable Incarnation declared,
      KeySet shown,
      Digest shownHash,
      @Nullable Digest heldHash,
      boolean hasBegun) {
    Succession plain = judge(newest, shown, shownHash, heldHash);
    if (newest == null || declared == null || newest.epoch() != shown.node().epoch()) {
      return plain;
    }
    boolean isOfLaterLife = shown.incarnation().number() > declared.number();
    if (!isOfLaterLife || plain instanceof Newer) {
      return plain;
    }
    if (shown.version() <= newest.version()) {
      return new Known();
    }
    return hasBegun ? new Newer() : new Ahead(newest.version() + 1);
  }

  /** The newest version that is held of a chain. */
  record Pinned(long epoch, long version, Digest hash) {}
}
