package org.vigilmesh.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.vigilmesh.delivery.LinkMachine.Effect;
import org.vigilmesh.delivery.LinkMachine.Event;
import org.vigilmesh.delivery.LinkMachine.Link;
import org.vigilmesh.delivery.LinkMachine.Phase;
import org.vigilmesh.delivery.LinkMachine.Reason;
import org.vigilmesh.delivery.LinkMachine.Step;
import org.vigilmesh.delivery.LinkMachine.Warning;
import org.vigilmesh.envelope.Format;
import org.vigilmesh.identity.Trust;
import org.vigilmesh.value.Bytes;

/** One step of a {@link LinkMachine}: a working copy of the state that lives for one call. */
final class LinkRules {
  private final LinkMachine before;
  private final Instant at;
  private final Policy policy;
  private final List<Effect> effects = new ArrayList<>();
  private final List<Link> links;
  private Trust trust;
  private boolean canDial;
  private long active;
  private boolean dialling;
  private Instant dialAt;
  private int attempt;
  private int unproved;
  private Instant contactAt;
  private boolean silenceTold;
  private List<Bytes> boots;

  LinkRules(LinkMachine state, Instant at, Policy policy) {
    this.before = state;
    this.at = at;
    this.policy = policy;
    this.links = new ArrayList<>(state.links());
    this.trust = state.trust();
    this.canDial = state.canDial();
    this.active = state.active();
    this.dialling = state.dialling();
    this.dialAt = state.dialAt();
    this.attempt = state.attempt();
    this.unproved = state.unproved();
    this.contactAt = state.contactAt();
    this.silenceTold = state.silenceTold();
    this.boots = state.boots();
  }

  Step step(Event event) {
    switch (event) {
      case Event.Opened(long number, boolean dialledByUs) -> opened(number, dialledByUs);
      case Event.DialFailed() -> {
        dialling = false;
        pause();
      }
      case Event.Greeted greeted -> find(greeted.link()).ifPresent(l -> greeted(l, greeted));
      case Event.Pulsed(long number) ->
          find(number)
              .filter(l -> l.phase() != Phase.GREETING)
              .ifPresent(l -> replace(heard(l, true)));
      case Event.Answered(long number) ->
          find(number).filter(l -> l.phase() == Phase.CHECKING).ifPresent(this::answered);
      case Event.Closed(long number) -> find(number).ifPresent(this::drop);
      case Event.TrustChanged(Trust next) -> trustChanged(next);
      case Event.EndpointsChanged(boolean next) -> {
        canDial = next;
        dialAt = at;
      }
      case Event.Tick() -> tick();
    }
    contend();
    dialIfDue();
    return new Step(
        new LinkMachine(
            before.self(),
            before.peer(),
            trust,
            canDial,
            links,
            active,
            dialling,
            dialAt,
            attempt,
            unproved,
            contactAt,
            silenceTold,
            boots),
        effects);
  }

  private void opened(long number, boolean dialledByUs) {
    dialling &= !dialledByUs;
    if (!mayTalk(trust)) {
      effects.add(new Effect.Close(number, Reason.TRUST));
      return;
    }
    if (links.size() >= policy.link().linksMax()) {
      links.stream()
          .filter(l -> l.number() != active)
          .min(Comparator.comparingLong(Link::number))
          .ifPresent(l -> close(l, Reason.TOO_MANY));
    }
    links.add(
        new Link(number, dialledByUs, Phase.GREETING, false, at, at, Instant.MAX, Instant.MAX, 0));
    effects.add(new Effect.SendHello(number));
  }

  private void greeted(Link link, Event.Greeted greeted) {
    Frame.Hello hello = greeted.hello();
    if (link.phase() != Phase.GREETING) {
      close(link, Reason.GREETED_TWICE);
    } else if (!hello.node().equals(before.peer())) {
      close(link, Reason.WRONG_NODE);
    } else if (hello.formatMin() > Format.VERSION || hello.formatMax() < Format.VERSION) {
      close(link, Reason.NO_COMMON_FORMAT);
      effects.add(new Effect.Alarm(Warning.NO_COMMON_FORMAT));
    } else {
      rememberBoot(link, hello.bootId());
      attempt = 0;
      silenceTold = false;
      Link heard = heard(link, false).pulseDue(at.plus(policy.link().pulseEvery()));
      effects.add(new Effect.SendPulse(link.number()));
      int questions = greeted.questions();
      if (trust != Trust.VERIFIED) {
        replace(heard.in(Phase.INTRODUCED, Instant.MAX, 0));
      } else if (questions > 0) {
        replace(heard.in(Phase.CHECKING, at.plus(witnessWait()), questions));
      } else {
        proved(heard);
      }
    }
  }

  /** A new boot id means that the process at the other end of earlier links is gone. */
  private void rememberBoot(Link link, Bytes boot) {
    if (!boots.isEmpty() && boots.getLast().equals(boot)) {
      return;
    }
    if (boots.contains(boot)) {
      effects.add(new Effect.Alarm(Warning.CLONE));
    }
    boots = boots.isEmpty() ? List.of(boot) : List.of(boots.getLast(), boot);
    links.stream()
        .filter(l -> l.number() != link.number() && l.phase() != Phase.GREETING)
        .toList()
        .forEach(l -> close(l, Reason.DEAD));
  }

  private Link heard(Link link, boolean pulse) {
    contactAt = at;
    return link.heard(at, pulse);
  }

  private void answered(Link link) {
    int left = link.unanswered() - 1;
    if (left > 0) {
      replace(link.in(Phase.CHECKING, link.checkedBy(), left));
    } else {
      proved(link);
    }
  }

  private void proved(Link link) {
    unproved = 0;
    replace(link.in(Phase.OPEN, Instant.MAX, 0));
  }

  /**
   * Twice as long after each link that ended for want of proof: greeting a peer that goes on
   * claiming costs both sides signatures, and brings nothing.
   */
  private Duration witnessWait() {
    Duration first = policy.link().witnessWait();
    Duration last = policy.retry().last();
    Duration wait = first.multipliedBy(1L << Math.min(unproved, 16));
    return wait.compareTo(last) < 0 ? wait : first.compareTo(last) < 0 ? last : first;
  }

  private void trustChanged(Trust next) {
    if (next != trust) {
      trust = next;
      List.copyOf(links).forEach(l -> close(l, Reason.TRUST));
      attempt = 0;
      dialAt = at;
    }
  }

  private void tick() {
    for (Link link : List.copyOf(links)) {
      if (!at.isBefore(greetedBy(link, policy))) {
        close(link, Reason.NO_GREETING);
      } else if (!at.isBefore(link.heardAt().plus(policy.link().deadAfter()))) {
        close(link, Reason.DEAD);
      } else if (!at.isBefore(link.checkedBy())) {
        effects.add(new Effect.Alarm(Warning.CLAIM_WITHOUT_PROOF));
        unproved++;
        close(link, Reason.UNANSWERED);
      } else {
        alive(link);
      }
    }
    if (!at.isBefore(silentAt(before, policy))) {
      silenceTold = true;
      effects.add(new Effect.Alarm(Warning.SILENT));
    }
  }

  private void alive(Link link) {
    if (!at.isBefore(link.pulseAt())) {
      effects.add(new Effect.SendPulse(link.number()));
      replace(link.pulseDue(at.plus(policy.link().pulseEvery())));
    }
  }

  /**
   * Of two links that count, the one dialled by the lower node id stays; of two by one dialler the
   * newer. While none carries statements, any open one does.
   */
  private void contend() {
    List<Link> counting = new ArrayList<>(links);
    counting.removeIf(
        l -> !l.pulsed() || (l.phase() != Phase.OPEN && l.phase() != Phase.INTRODUCED));
    boolean weAreLower = before.self().compareTo(before.peer()) < 0;
    counting.sort(
        Comparator.comparing((Link l) -> l.dialledByUs() == weAreLower)
            .thenComparingLong(Link::number));
    for (int i = 0; i < counting.size() - 1; i++) {
      close(counting.get(i), Reason.SUPERSEDED);
    }
    if (active == LinkMachine.NONE) {
      Predicate<Link> open = l -> l.phase() == Phase.OPEN;
      links.stream()
          .filter(open)
          .max(Comparator.comparing(Link::pulsed).thenComparingLong(Link::number))
          .ifPresent(
              l -> {
                active = l.number();
                effects.add(new Effect.Ready(active));
              });
    }
  }

  private void dialIfDue() {
    if (!at.isBefore(dialDue(links, dialling, canDial, trust, dialAt))) {
      dialling = true;
      effects.add(new Effect.Dial());
    }
  }

  private void close(Link link, Reason reason) {
    effects.add(new Effect.Close(link.number(), reason));
    drop(link);
  }

  private void drop(Link link) {
    links.removeIf(l -> l.number() == link.number());
    if (active == link.number()) {
      active = LinkMachine.NONE;
      effects.add(new Effect.Lost(link.number()));
    }
    if (links.isEmpty()) {
      pause();
    }
  }

  private void pause() {
    dialAt = at.plus(Backoff.pause(before.peer(), attempt, policy.retry()));
    attempt++;
  }

  private Optional<Link> find(long number) {
    return links.stream().filter(l -> l.number() == number).findFirst();
  }

  private void replace(Link link) {
    links.replaceAll(l -> l.number() == link.number() ? link : l);
  }

  static Instant wakeAt(LinkMachine state, Policy policy) {
    Instant wake =
        earlier(
            silentAt(state, policy),
            dialDue(
                state.links(), state.dialling(), state.canDial(), state.trust(), state.dialAt()));
    for (Link link : state.links()) {
      wake = earlier(wake, greetedBy(link, policy));
      wake = earlier(wake, link.heardAt().plus(policy.link().deadAfter()));
      wake = earlier(wake, link.pulseAt());
      wake = earlier(wake, link.checkedBy());
    }
    return wake;
  }

  private static Instant dialDue(
      List<Link> links, boolean dialling, boolean canDial, Trust trust, Instant dialAt) {
    return links.isEmpty() && !dialling && canDial && mayTalk(trust) ? dialAt : Instant.MAX;
  }

  private static Instant greetedBy(Link link, Policy policy) {
    return link.pulsed() ? Instant.MAX : link.openedAt().plus(policy.link().greetingMax());
  }

  private static Instant silentAt(LinkMachine state, Policy policy) {
    return state.trust() == Trust.VERIFIED && !state.silenceTold()
        ? state.contactAt().plus(policy.link().silentAfter())
        : Instant.MAX;
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private static boolean mayTalk(Trust trust) {
    return trust == Trust.PENDING || trust == Trust.VERIFIED;
  }
}
