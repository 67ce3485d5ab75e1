package org.vigilmesh.delivery;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.identity.Trust;
import org.vigilmesh.value.Bytes;

/**
 * All links with one peer, of which at most one carries statements. Either side may dial; lives in
 * memory only (PROTOCOL 5).
 *
 * @param canDial whether the peer's key set names an endpoint
 * @param active the link that carries statements; -1: none
 * @param attempt dials and links without a Hello since the last one
 * @param unproved links in a row that ended because the peer proved no claim
 * @param contactAt the newest sign of life; before the first, when the machine began
 * @param boots the boot ids of the peer's newest Hellos, newest last, at most two
 */
public record LinkMachine(
    NodeId self,
    NodeId peer,
    Trust trust,
    boolean canDial,
    List<Link> links,
    long active,
    boolean dialling,
    Instant dialAt,
    int attempt,
    int unproved,
    Instant contactAt,
    boolean silenceTold,
    List<Bytes> boots) {
  static final long NONE = -1;

  public LinkMachine {
    links = List.copyOf(links);
    boots = List.copyOf(boots);
  }

  /** How far a link has come. */
  public enum Phase {
    /** Open; the peer's Hello is awaited, ours has left. */
    GREETING,
    /** Greeted by a peer that is not verified: Identity frames only. */
    INTRODUCED,
    /** Greeted; witnesses are awaited before anything leaves. */
    CHECKING,
    /** Statements may flow. */
    OPEN
  }

  /** One link; the numbers are the transport's and grow. */
  public record Link(
      long number,
      boolean dialledByUs,
      Phase phase,
      boolean pulsed,
      Instant openedAt,
      Instant heardAt,
      Instant pulseAt,
      Instant checkedBy,
      int unanswered) {
    Link heard(Instant at, boolean pulse) {
      return new Link(
          number,
          dialledByUs,
          phase,
          pulsed || pulse,
          openedAt,
          at,
          pulseAt,
          checkedBy,
          unanswered);
    }

    Link in(Phase next, Instant by, int questions) {
      return new Link(number, dialledByUs, next, pulsed, openedAt, heardAt, pulseAt, by, questions);
    }

    Link pulseDue(Instant next) {
      return new Link(
          number, dialledByUs, phase, pulsed, openedAt, heardAt, next, checkedBy, unanswered);
    }
  }

  /** What happens to the links with this peer. */
  public sealed interface Event {
    record Opened(long link, boolean dialledByUs) implements Event {}

    record DialFailed() implements Event {}

    /**
     * A Hello; {@code questions} is how many {@link Witnessing#requests} are sent for it. The
     * engine sends them when the peer is verified.
     */
    record Greeted(long link, Frame.Hello hello, int questions) implements Event {}

    /** A Pulse has arrived. */
    record Pulsed(long link) implements Event {}

    /** An answer was judged and stops nothing. */
    record Answered(long link) implements Event {}

    record Closed(long link) implements Event {}

    record TrustChanged(Trust trust) implements Event {}

    /** A key set was accepted; whether it names an endpoint. */
    record EndpointsChanged(boolean canDial) implements Event {}

    /** Time has passed; due at {@link #wakeAt}. */
    record Tick() implements Event {}
  }

  /** What is to be done, in order. */
  public sealed interface Effect {
    record Dial() implements Effect {}

    record SendHello(long link) implements Effect {}

    record SendPulse(long link) implements Effect {}

    /** Close this link and ignore every frame that still comes from it. */
    record Close(long link, Reason reason) implements Effect {}

    /** Statements and receipts may leave on this link: every lane gets LinkReady. */
    record Ready(long link) implements Effect {}

    /** No link carries statements any more: every lane gets LinkLost. */
    record Lost(long link) implements Effect {}

    record Alarm(Warning warning) implements Effect {}
  }

  /** Why this side closes a link; for its own log, never told to the peer. */
  public enum Reason {
    NO_GREETING,
    WRONG_NODE,
    GREETED_TWICE,
    NO_COMMON_FORMAT,
    DEAD,
    SUPERSEDED,
    /** It claimed to hold what we lack, and never answered our question for it. */
    UNANSWERED,
    TOO_MANY,
    TRUST;

    /** As it is written in a log: small letters and spaces. */
    public String text() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  /** What an administrator must see. */
  public enum Warning {
    /** Two boot ids alternate: the peer's node runs twice. */
    CLONE,
    /** Nothing was heard for long. */
    SILENT,
    /** The peer claimed to hold what it did not show. */
    CLAIM_WITHOUT_PROOF,
    NO_COMMON_FORMAT
  }

  /** The machine after the step, and the effects. */
  public record Step(LinkMachine state, List<Effect> effects) {
    public Step {
      effects = List.copyOf(effects);
    }
  }

  /** Without links, to be dialled at the next Tick. */
  public static LinkMachine begin(
      NodeId self, NodeId peer, Trust trust, boolean canDial, Instant at) {
    return new LinkMachine(
        self, peer, trust, canDial, List.of(), NONE, false, at, 0, 0, at, false, List.of());
  }

  /** The link that carries statements. */
  public OptionalLong findActive() {
    return active == NONE ? OptionalLong.empty() : OptionalLong.of(active);
  }

  /**
   * Whether a frame of {@code link} is processed: nothing of a link that was dropped, Hello first,
   * and only Identity frames of a peer that is not verified.
   */
  public boolean admits(long link, Frame frame) {
    Optional<Link> found = find(link);
    if (found.isEmpty()) {
      return false;
    }
    Phase phase = found.orElseThrow().phase();
    return switch (frame) {
      case Frame.Hello _ -> true;
      case Frame.Identity _, Frame.IdentityRequest _, Frame.Pulse _ -> phase != Phase.GREETING;
      case Frame.WitnessRequest _, Frame.WitnessAnswer _ ->
          phase == Phase.CHECKING || phase == Phase.OPEN;
      case Frame.Statements _, Frame.Receipts _, Frame.Refusals _, Frame.Resume _ ->
          phase == Phase.OPEN;
    };
  }

  Optional<Link> find(long number) {
    return links.stream().filter(l -> l.number() == number).findFirst();
  }

  /** When a {@link Event.Tick} is due next; MAX: not before another event. */
  public Instant wakeAt(Policy policy) {
    return LinkRules.wakeAt(this, policy);
  }

  public static Step step(LinkMachine state, Event event, Instant at, Policy policy) {
    return new LinkRules(state, at, policy).step(event);
  }
}
