package org.vigilmesh.delivery;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.vigilmesh.delivery.OutboundLane.Effect.Alarm;
import org.vigilmesh.delivery.OutboundLane.Effect.AnswerIgnored;
import org.vigilmesh.delivery.OutboundLane.Effect.Delivered;
import org.vigilmesh.delivery.OutboundLane.Effect.Evidence;
import org.vigilmesh.delivery.OutboundLane.Effect.Pause;
import org.vigilmesh.delivery.OutboundLane.Effect.Reseal;
import org.vigilmesh.delivery.OutboundLane.Effect.SendIdentity;
import org.vigilmesh.delivery.OutboundLane.Effect.UndoneByRestore;
import org.vigilmesh.envelope.Format;
import org.vigilmesh.envelope.LaneId;
import org.vigilmesh.envelope.Position;
import org.vigilmesh.envelope.Refusal;
import org.vigilmesh.identity.KeySet;
import org.vigilmesh.value.Check;
import org.vigilmesh.value.Digest;

/**
 * A lane at its sender. Durable are {@code last}, the newest committed position, and {@code
 * receipted}, up to where receipts reach; the rest lives in memory: {@code offered}, up to where
 * this link was given statements, {@code sent}, the highest ever given to any link, and what the
 * retries need. Always receipted ≤ offered ≤ sent ≤ last.
 */
public record OutboundLane(
    LaneId lane, Position last, long receipted, long offered, long sent, Trial trial) {
  public OutboundLane {
    Check.that(
        0 <= receipted && receipted <= offered && offered <= sent && sent <= last.seq(),
        "receipted, offered, sent and last stand in this order");
  }

  /**
   * What is known of the present attempt.
   *
   * @param linked whether a link is open and checked
   * @param pausedUntil nothing is offered before; MIN: not paused
   * @param answerBy when what is under way is offered again; MAX: nothing is under way
   * @param attempt answers without progress since the last Hello or receipt
   * @param flights the frames under way, oldest first
   * @param resealedFrom the sealing keys that were refused and sealed away from
   */
  public record Trial(
      boolean linked,
      Instant pausedUntil,
      Instant answerBy,
      int attempt,
      List<Flight> flights,
      Set<Digest> resealedFrom) {
    static final Trial NONE = new Trial(false, Instant.MIN, Instant.MAX, 0, List.of(), Set.of());

    public Trial {
      flights = List.copyOf(flights);
      resealedFrom = Set.copyOf(resealedFrom);
    }

    Trial timed(Instant paused, Instant answer) {
      return new Trial(linked, paused, answer, attempt, flights, resealedFrom);
    }

    Trial without(Digest refusedKey) {
      Set<Digest> keys =
          Stream.concat(resealedFrom.stream(), Stream.of(refusedKey))
              .collect(Collectors.toUnmodifiableSet());
      return new Trial(linked, pausedUntil, answerBy, attempt, flights, keys);
    }

    long bytes() {
      return flights.stream().mapToLong(Flight::bytes).sum();
    }
  }

  /** One frame under way: its last statement and its size in bytes. */
  public record Flight(long toSeq, long bytes) {}

  /** What may leave now: statements of these numbers, as many as {@code bytesMax} bytes hold. */
  public record Offer(long fromSeq, long toSeq, int bytesMax) {}

  /** What happens to a lane. */
  public sealed interface Event {
    /** The next statement was committed at {@code place}. */
    record Committed(Position place) implements Event {}

    /** A frame with the statements up to {@code toSeq} was handed to the link. */
    record Sent(long toSeq, long bytes) implements Event {}

    /** The link did not take the frames from {@code fromSeq} on; nothing of them has left. */
    record NotTaken(long fromSeq) implements Event {}

    /** A link is open and its checks have passed: after each Hello. */
    record LinkReady() implements Event {}

    record LinkLost() implements Event {}

    /** A verified receipt; {@code hashMatches} is false also where we hold no such statement. */
    record ReceiptCovers(long seq, boolean hashMatches) implements Event {}

    /**
     * A verified refusal.
     *
     * @param hashMatches whether it names a header that is ours at that place
     * @param sealedTo the key that the refused statement is now sealed to
     */
    record Refused(Refusal.Reason reason, long seq, boolean hashMatches, long need, Digest sealedTo)
        implements Event {}

    /** The peer found a gap and wants statements from {@code seq} on. */
    record ResumeFrom(long seq) implements Event {}

    /** The peer published other keys: what was refused for a key may be sealed again. */
    record KeysChanged() implements Event {}

    /** The peer's accepted incarnation start shows that it holds this lane only up to here. */
    record PeerRestored(long seq) implements Event {}

    /** Time has passed; due at {@link #wakeAt}. */
    record Tick() implements Event {}
  }

  /** What is to be done, in order. */
  public sealed interface Effect {
    /** A receipt has just covered these: casework learns of it, the sealed forms may go. */
    record Delivered(long fromSeq, long toSeq) implements Effect {}

    /** Receipted once, then lost by the peer's restore: offered again, and shown. */
    record UndoneByRestore(long fromSeq, long toSeq) implements Effect {}

    /** Seal those of these statements again that are sealed to {@code key}, to the newest key. */
    record Reseal(long fromSeq, long toSeq, Digest key) implements Effect {}

    /** Send the Identity that the peer lacks, at least version {@code need}. */
    record SendIdentity(long need) implements Effect {}

    /** This lane offers nothing before {@code until}; the others go on. */
    record Pause(Instant until) implements Effect {}

    /** A person must see why this lane stands. */
    record Alarm(Refusal.Reason reason) implements Effect {}

    /** The receipt is none, but proves something against its signer: keep it. */
    record Evidence(FalseReceipt kind) implements Effect {}

    /** The answer is late, repeated or about nothing of ours: nothing changes. */
    record AnswerIgnored() implements Effect {}
  }

  /** How a signed receipt can be false. */
  public enum FalseReceipt {
    /** Covers what was never sent. */
    BEYOND_SENT,
    /** Names another header than ours. */
    OTHER_HASH
  }

  /** The lane after the step, and the effects. */
  public record Step(OutboundLane state, List<Effect> effects) {
    public Step {
      effects = List.copyOf(effects);
    }
  }

  /**
   * The lane after a start, or new with {@code receipted} 0 and {@code last} = 0 and the hash that
   * statement 1 names. Whatever was committed may have been sent before.
   */
  public static OutboundLane restored(LaneId lane, Position last, long receipted) {
    return new OutboundLane(lane, last, receipted, receipted, last.seq(), Trial.NONE);
  }

  /** What may be offered now; empty while unlinked, paused, drained or with a full window. */
  public Optional<Offer> findOffer(Instant at, Policy policy) {
    Policy.Window window = policy.window();
    long to =
        Math.min(
            last.seq(),
            Math.min(offered + window.frameStatements(), receipted + window.statements()));
    long room = Math.min(window.frameBytes(), window.bytes() - trial.bytes());
    boolean mayOffer = trial.linked() && !at.isBefore(trial.pausedUntil());
    return mayOffer && to > offered && room >= Format.STATEMENT_SIZE_MAX
        ? Optional.of(new Offer(offered + 1, to, (int) room))
        : Optional.empty();
  }

  /** When a {@link Event.Tick} is due next; MAX: not before another event. */
  public Instant wakeAt() {
    return trial.pausedUntil().isAfter(Instant.MIN) ? trial.pausedUntil() : trial.answerBy();
  }

  public static Step step(OutboundLane state, Event event, Instant at, Policy policy) {
    return switch (event) {
      case Event.Committed(Position place) -> state.committed(place);
      case Event.Sent(long toSeq, long bytes) -> state.sent(toSeq, bytes, at, policy);
      case Event.NotTaken(long fromSeq) -> plain(state.notTaken(fromSeq));
      case Event.LinkReady() -> plain(state.linked(true));
      case Event.LinkLost() -> plain(state.linked(false));
      case Event.ReceiptCovers(long seq, boolean matches) ->
          state.receipt(seq, matches, at, policy);
      case Event.Refused refused -> state.refused(refused, at, policy);
      case Event.ResumeFrom(long seq) -> state.resume(seq, at, policy);
      case Event.KeysChanged() -> plain(state.keysChanged());
      case Event.PeerRestored(long seq) -> state.peerRestored(seq);
      case Event.Tick() -> state.tick(at, policy);
    };
  }

  private Step committed(Position place) {
    Check.that(place.seq() == last.seq() + 1, "lanes are committed without gaps");
    return plain(new OutboundLane(lane, place, receipted, offered, sent, trial));
  }

  private Step sent(long toSeq, long bytes, Instant at, Policy policy) {
    Check.that(toSeq > offered && toSeq <= last.seq(), "sent in order, after the commit");
    var flights =
        Stream.concat(trial.flights().stream(), Stream.of(new Flight(toSeq, bytes))).toList();
    Instant answerBy =
        trial.flights().isEmpty() ? at.plus(policy.retry().answerWait()) : trial.answerBy();
    Trial next =
        new Trial(
            trial.linked(), Instant.MIN, answerBy, trial.attempt(), flights, trial.resealedFrom());
    return plain(new OutboundLane(lane, last, receipted, toSeq, Math.max(sent, toSeq), next));
  }

  private OutboundLane notTaken(long fromSeq) {
    if (fromSeq <= receipted || fromSeq > offered) {
      return this;
    }
    List<Flight> flights = trial.flights().stream().filter(f -> f.toSeq() < fromSeq).toList();
    Trial next =
        new Trial(
            trial.linked(),
            trial.pausedUntil(),
            flights.isEmpty() ? Instant.MAX : trial.answerBy(),
            trial.attempt(),
            flights,
            trial.resealedFrom());
    return new OutboundLane(lane, last, receipted, fromSeq - 1, sent, next);
  }

  private OutboundLane linked(boolean ready) {
    Trial next = new Trial(ready, Instant.MIN, Instant.MAX, 0, List.of(), trial.resealedFrom());
    return new OutboundLane(lane, last, receipted, receipted, sent, next);
  }

  private OutboundLane keysChanged() {
    if (trial.resealedFrom().isEmpty()) {
      return this;
    }
    Trial next = new Trial(trial.linked(), Instant.MIN, Instant.MAX, 0, List.of(), Set.of());
    return new OutboundLane(lane, last, receipted, receipted, sent, next);
  }

  private Step receipt(long seq, boolean hashMatches, Instant at, Policy policy) {
    if (seq < receipted || (seq == receipted && hashMatches)) {
      return with(this, new AnswerIgnored());
    }
    if (seq > sent) {
      return with(this, new Evidence(FalseReceipt.BEYOND_SENT));
    }
    if (!hashMatches) {
      return with(this, new Evidence(FalseReceipt.OTHER_HASH));
    }
    List<Flight> flights = trial.flights().stream().filter(f -> f.toSeq() > seq).toList();
    Instant answerBy = flights.isEmpty() ? Instant.MAX : at.plus(policy.retry().answerWait());
    Trial next = new Trial(trial.linked(), Instant.MIN, answerBy, 0, flights, Set.of());
    return with(
        new OutboundLane(lane, last, seq, Math.max(offered, seq), sent, next),
        new Delivered(receipted + 1, seq));
  }

  private Step refused(Event.Refused refusal, Instant at, Policy policy) {
    long seq = refusal.seq();
    if (!refusal.hashMatches() || seq <= receipted || seq > offered) {
      return with(this, new AnswerIgnored());
    }
    return switch (refusal.reason()) {
      case SEALING_KEY -> resealed(seq, refusal.sealedTo(), at, policy);
      case NEED_IDENTITY -> {
        var identity = new SendIdentity(refusal.need());
        yield switch (trial.attempt()) {
          case 0 -> with(again(seq, 1), identity);
          case 1 -> paused(seq, at, policy, identity);
          default -> paused(seq, at, policy, identity, new Alarm(refusal.reason()));
        };
      }
      case FORMAT, INVALID, REVOKED, FORK, OLDER_IDENTITY ->
          paused(seq, at, policy, new Alarm(refusal.reason()));
    };
  }

  private Step resealed(long seq, Digest key, Instant at, Policy policy) {
    if (trial.resealedFrom().contains(key)
        || trial.resealedFrom().size() >= KeySet.SEALING_KEYS_MAX) {
      return paused(seq, at, policy, new Alarm(Refusal.Reason.SEALING_KEY));
    }
    OutboundLane again = again(seq, trial.attempt());
    return with(
        again.trying(again.trial.without(key), again.offered), new Reseal(seq, last.seq(), key));
  }

  private Step resume(long seq, Instant at, Policy policy) {
    if (seq <= receipted || seq > offered) {
      return with(this, new AnswerIgnored());
    }
    return trial.attempt() == 0 ? plain(again(seq, 1)) : paused(seq, at, policy);
  }

  private Step peerRestored(long seq) {
    if (seq >= receipted) {
      return with(this, new AnswerIgnored());
    }
    Trial next =
        new Trial(trial.linked(), Instant.MIN, Instant.MAX, 0, List.of(), trial.resealedFrom());
    return with(
        new OutboundLane(lane, last, seq, seq, sent, next),
        new UndoneByRestore(seq + 1, receipted));
  }

  private Step tick(Instant at, Policy policy) {
    if (!at.isBefore(trial.answerBy())) {
      return paused(receipted + 1, at, policy);
    }
    if (!at.isBefore(trial.pausedUntil()) && trial.pausedUntil().isAfter(Instant.MIN)) {
      return plain(trying(trial.timed(Instant.MIN, trial.answerBy()), offered));
    }
    return plain(this);
  }

  /** From {@code seq} on everything is offered anew. */
  private OutboundLane again(long seq, int attempt) {
    List<Flight> flights = trial.flights().stream().filter(f -> f.toSeq() < seq).toList();
    Trial next =
        new Trial(
            trial.linked(),
            trial.pausedUntil(),
            flights.isEmpty() ? Instant.MAX : trial.answerBy(),
            attempt,
            flights,
            trial.resealedFrom());
    return trying(next, seq - 1);
  }

  private OutboundLane trying(Trial next, long offeredNext) {
    return new OutboundLane(lane, last, receipted, offeredNext, sent, next);
  }

  private Step paused(long seq, Instant at, Policy policy, Effect... effects) {
    OutboundLane again = again(seq, trial.attempt() + 1);
    Instant until = at.plus(Backoff.pause(lane, trial.attempt(), policy.retry()));
    List<Effect> all = new ArrayList<>(List.of(effects));
    all.add(new Pause(until));
    return new Step(again.trying(again.trial.timed(until, Instant.MAX), again.offered), all);
  }

  private static Step plain(OutboundLane state) {
    return new Step(state, List.of());
  }

  private static Step with(OutboundLane state, Effect... effects) {
    return new Step(state, List.of(effects));
  }
}
