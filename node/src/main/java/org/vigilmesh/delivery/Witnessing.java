package org.vigilmesh.delivery;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.vigilmesh.delivery.Frame.Holding;
import org.vigilmesh.delivery.Frame.LaneHint;
import org.vigilmesh.delivery.Frame.WitnessKind;
import org.vigilmesh.delivery.Frame.WitnessRequest;
import org.vigilmesh.identity.Incarnation;
import org.vigilmesh.value.Digest;
import org.vigilmesh.value.Urgency;

/**
 * Compares what a peer's Hello claims to hold of us with what we hold, and judges the objects shown
 * for it. A claim alone changes nothing; an object validly signed by us in our current incarnation
 * that we do not have proves that our store was rolled back (PROTOCOL 6).
 */
public final class Witnessing {
  /** Cards and rosters change some times a year. */
  private static final int MISSING_MAX = 16;

  private Witnessing() {}

  /** What this node knows of itself towards one peer. */
  public interface Own {
    Incarnation incarnation();

    Holding identity();

    /** The header hash of our statement to that peer, in our current incarnation. */
    Optional<Digest> findSent(Urgency lane, long seq);

    /** The header hash of the peer's statement that we accepted, in that incarnation of its own. */
    Optional<Digest> findAccepted(Urgency lane, Incarnation sender, long seq);
  }

  /**
   * The questions to ask before the first statement or receipt leaves on the link; none: open at
   * once. Claims about a lower incarnation of ours are left to hand-back. At most 161, since a
   * Hello is bounded.
   */
  public static List<WitnessRequest> requests(Own own, Frame.Hello hello) {
    Set<WitnessRequest> requests = new LinkedHashSet<>();
    for (LaneHint hint : hello.accepted()) {
      Incarnation claimed = hint.incarnation();
      boolean isLower = claimed.number() < own.incarnation().number();
      boolean isHeld =
          claimed.equals(own.incarnation())
              && own.findSent(hint.lane(), hint.position().seq())
                  .filter(hint.position().hash()::equals)
                  .isPresent();
      if (hint.position().seq() > 0 && !isLower && !isHeld) {
        requests.add(request(WitnessKind.STATEMENT, hint));
      }
    }
    for (LaneHint hint : hello.receipted()) {
      boolean isHeld =
          own.findAccepted(hint.lane(), hint.incarnation(), hint.position().seq())
              .filter(hint.position().hash()::equals)
              .isPresent();
      if (hint.position().seq() > 0 && !isHeld) {
        requests.add(request(WitnessKind.RECEIPT, hint));
      }
    }
    hello.heldForYou().ifPresent(held -> requests.addAll(ofIdentity(own, held)));
    return List.copyOf(requests);
  }

  private static WitnessRequest request(WitnessKind kind, LaneHint hint) {
    return new WitnessRequest(kind, hint.lane(), hint.incarnation(), hint.position().seq());
  }

  private static List<WitnessRequest> ofIdentity(Own own, Holding held) {
    Holding mine = own.identity();
    List<WitnessRequest> requests = new ArrayList<>();
    if (held.epoch() > mine.epoch()) {
      requests.add(ofKind(own, WitnessKind.CARD, held.card()));
    }
    if (held.epoch() != mine.epoch()) {
      return requests;
    }
    if (isUnknown(held.card(), held.cardHash(), mine.card(), mine.cardHash())) {
      missing(own, WitnessKind.CARD, mine.card(), held.card(), requests);
    }
    if (isUnknown(held.roster(), held.rosterHash(), mine.roster(), mine.rosterHash())) {
      missing(own, WitnessKind.ROSTER, mine.roster(), held.roster(), requests);
    }
    if (isUnknown(held.keySet(), held.keySetHash(), mine.keySet(), mine.keySetHash())) {
      requests.add(ofKind(own, WitnessKind.KEY_SET, held.keySet()));
    }
    return requests;
  }

  /** A card or roster cannot be made again by the node: each missing version is asked for. */
  private static void missing(
      Own own, WitnessKind kind, long newest, long shown, List<WitnessRequest> requests) {
    long first = Math.max(Math.min(newest + 1, shown), shown - MISSING_MAX + 1);
    for (long version = first; version <= shown; version++) {
      requests.add(ofKind(own, kind, version));
    }
  }

  private static boolean isUnknown(long version, Digest hash, long newest, Digest newestHash) {
    return version > newest || (version == newest && !hash.equals(newestHash));
  }

  /** Lane and incarnation mean nothing for identity objects and are filled alike on both sides. */
  private static WitnessRequest ofKind(Own own, WitnessKind kind, long version) {
    return new WitnessRequest(kind, Urgency.EMERGENCY, own.incarnation(), version);
  }

  /**
   * What an answer came to.
   *
   * @param isVerified whether it verifies under our anchor and epoch and a pair not revoked
   * @param isHeld whether exactly this object is in our store
   * @param incarnation of ours that the object names; the current one for cards and rosters
   * @param hash of the object's signed bytes
   */
  public record Shown(
      WitnessKind kind, boolean isVerified, boolean isHeld, Incarnation incarnation, Digest hash) {}

  /** What an answer proves. */
  public sealed interface Verdict {
    /** We signed it in this incarnation and do not have it: READ-ONLY, before anything leaves. */
    record RolledBack(WitnessKind kind, Digest proof) implements Verdict {}

    /** The peer claims without proof: shown to an administrator, changes nothing. */
    record NothingProved() implements Verdict {}

    /** We live on in a higher incarnation elsewhere: this store is the stale one. READ-ONLY. */
    record StaleCopy(Incarnation higher) implements Verdict {}

    /** Of an earlier life of ours: stops nothing, begins hand-back. */
    record OlderIncarnation(Incarnation lower) implements Verdict {}
  }

  /** Judges the answer to one of {@link #requests}; {@code current} is our incarnation. */
  public static Verdict judge(Incarnation current, Shown shown) {
    if (!shown.isVerified() || shown.isHeld()) {
      return new Verdict.NothingProved();
    }
    int order = Long.compare(shown.incarnation().number(), current.number());
    if (order > 0) {
      return new Verdict.StaleCopy(shown.incarnation());
    }
    return order < 0
        ? new Verdict.OlderIncarnation(shown.incarnation())
        : new Verdict.RolledBack(shown.kind(), shown.hash());
  }
}
