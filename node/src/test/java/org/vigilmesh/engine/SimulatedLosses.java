package org.vigilmesh.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vigilmesh.identity.Card;
import org.vigilmesh.identity.CertificatePair;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.identity.Signed;
import org.vigilmesh.port.Administration;
import org.vigilmesh.port.Administration.Done;
import org.vigilmesh.value.Bytes;

/**
 * What befalls the one node that is rolled back, cloned and robbed of a key, and what its people do
 * then: they begin a new incarnation, and hand cards over where an old copy knows too little.
 */
final class SimulatedLosses {
  private static final Duration HOUR = Duration.ofHours(1);

  private final SimulatedWorld world;
  private final SimulatedOfficers officers;
  private final SimulatedNode node;
  private final Runnable suspendsOne;
  private final List<SimulatedNode> clones = new ArrayList<>();
  private final List<SimulatedStore.Backup> backups = new ArrayList<>();
  private final Map<NodeId, Bytes> signed = new HashMap<>();

  SimulatedLosses(
      SimulatedWorld world, SimulatedOfficers officers, SimulatedNode node, Runnable suspendsOne) {
    this.world = world;
    this.officers = officers;
    this.node = node;
    this.suspendsOne = suspendsOne;
  }

  private Duration upTo(Duration most) {
    return world.between(Duration.ofSeconds(2), most);
  }

  void revoke() {
    if (!isEarly() && !world.checks.isRobbed(node)) {
      newCard(node, true);
      world.after(upTo(HOUR.multipliedBy(6)), this::resume);
    }
  }

  void rollBack(Fault fault, Duration after) {
    if (isEarly() || !node.isUp() || world.checks.isForgetful(node)) {
      return;
    }
    boolean isSame = !backups.isEmpty() && world.chance(0.4);
    SimulatedStore.Backup backup = isSame ? backups.getLast() : node.backup();
    backups.add(backup);
    world.after(
        after,
        () -> {
          if (!world.isHealed()) {
            world.coverage.hit(fault);
            if (isSame) {
              world.coverage.met("one backup was restored twice");
            }
            Duration start = SimulatedNetwork.GONE.plus(upTo(Duration.ofMinutes(10)));
            node.startOn(backup, start);
            if (world.chance(0.3)) {
              world.after(start.minusMillis(1), () -> alone(upTo(Duration.ofMinutes(2))));
            }
            for (int i = 1; i <= 10; i++) {
              world.after(start.plusMillis(200L * i), () -> officers.catchUp(node));
            }
            world.after(start.plus(upTo(HOUR.multipliedBy(6))), this::resume);
          }
        });
  }

  /** It speaks before anybody has seen it: what it loses is written anew in the same places. */
  private void alone(Duration time) {
    for (SimulatedNode peer : world.nodes) {
      if (peer != node) {
        world.network.silence(node, peer);
        world.network.silence(peer, node);
        world.after(time, () -> world.network.heal(node, peer));
        world.after(time, () -> world.network.heal(peer, node));
      }
    }
  }

  void copy() {
    if (!isEarly() && clones.isEmpty() && node.isUp() && !world.checks.isRolledBack(node)) {
      world.checks.rolledBack(node);
      world.checks.cloned(node);
      SimulatedNode clone = node.cloned();
      world.checks.rolledBack(clone);
      clones.add(clone);
      world.coverage.hit(Fault.CLONE);
      Duration end = upTo(HOUR.multipliedBy(3));
      world.after(end, clone::end);
      world.after(end.plus(upTo(HOUR.multipliedBy(6))), this::resume);
    }
  }

  /**
   * Its people look now and then whether it needs a new beginning, and make one, at times while
   * they trust a peer no more.
   */
  private void resume() {
    boolean isNeeded = node.isUp() && world.checks.isForgetful(node) && !world.isHealed();
    boolean isSuspending = isNeeded && world.options.has(Fault.SUSPEND) && world.chance(0.5);
    if (isSuspending) {
      world.coverage.hit(Fault.SUSPEND);
      suspendsOne.run();
    }
    Optional<Done> done =
        node.asked(
            engine ->
                Optional.of(engine.administration().planResume())
                    .filter(plan -> plan instanceof Administration.Plan.Ready)
                    .map(_ -> Resumed.by(engine.administration(), node.country())));
    if (done.isPresent() && done.get() instanceof Done.Ok) {
      world.note(node + " begins a new incarnation");
      world.nodes.forEach(this::meetAnew);
      world.coverage.met("a node was resumed by its people");
      if (isSuspending) {
        world.coverage.met("a node was resumed while it trusted a peer no more");
      }
      world.checks.resumed(node);
    }
    world.after(HOUR, this::resume);
  }

  /** An old copy and its peers may know keys of each other that nobody uses: cards come by file. */
  private void meetAnew(SimulatedNode peer) {
    if (peer == node) {
      return;
    }
    boolean isKnown = node.trusts(peer) || SimulatedCourse.handOver(peer, node).isPresent();
    boolean isKnownThere = peer.trusts(node) || SimulatedCourse.handOver(node, peer).isPresent();
    if (!isKnown || !isKnownThere) {
      world.after(HOUR, () -> meetAnew(peer));
    }
  }

  /** A further signing pair, by a card under the anchor; {@code revokes}: and the old one ends. */
  void newCard(SimulatedNode of, boolean revokes) {
    Optional<Signed<Card>> newest =
        of.store()
            .read(view -> view.newestIdentity(of.id(), org.vigilmesh.port.Rows.IdentityKind.CARD))
            .flatMap(row -> Country.CODEC.signedCard().decode(row.container()).find());
    Card held = newest.orElseThrow().value();
    if (held.signingPairs().size() >= 3 || !held.revocations().isEmpty() || !hasLast(of, held)) {
      return;
    }
    world.coverage.hit(revokes ? Fault.REVOKE : Fault.ROTATE_SIGNING);
    List<CertificatePair> pairs = new ArrayList<>();
    held.signingPairs().forEach(pair -> pairs.add(pair.certificates()));
    List<Card.Revocation> revoked = new ArrayList<>(held.revocations());
    if (revokes) {
      CertificatePair ended = pairs.removeFirst();
      revoked.add(
          new Card.Revocation(
              ended.id().digest().bytes(),
              org.vigilmesh.value.Seconds.whole(world.now()),
              "stolen"));
      world.checks.robbed(of);
    }
    pairs.add(of.keys().newSigningPair());
    Signed<Card> next = of.country().card(held.version() + 1, newest.get().hash(), pairs, revoked);
    world.note(of + " takes card " + (held.version() + 1) + (revokes ? ", which revokes" : ""));
    Bytes container = Country.CODEC.signedCard().encode(next);
    signed.put(of.id(), container);
    boolean isTaken =
        of.asked(engine -> Optional.of(engine.administration().importCard(container, "admin")))
            .isPresent();
    if (revokes && isTaken) {
      of.lies().steal();
    }
    of.rotated();
  }

  /**
   * Whether it holds the last card that its anchor has signed, which signs no number twice; where
   * an old copy does not, its people bring it that card.
   */
  private boolean hasLast(SimulatedNode of, Card held) {
    Optional<Bytes> last = Optional.ofNullable(signed.get(of.id()));
    boolean hasIt =
        last.flatMap(card -> Country.CODEC.signedCard().decode(card).find())
            .map(card -> card.value().version() <= held.version())
            .orElse(true);
    if (!hasIt) {
      of.asked(engine -> Optional.of(engine.administration().importCard(last.get(), "admin")));
    }
    return hasIt;
  }

  /** A node is rolled back, or robbed, when it has said much: not in the first half of a run. */
  private boolean isEarly() {
    return world.age().compareTo(world.options.length().dividedBy(2)) < 0;
  }

  /** Clones end, and whoever is still unknown to this node since its restore gets to know it. */
  void heal() {
    clones.forEach(SimulatedNode::end);
    world.after(Duration.ofMinutes(2), () -> world.nodes.forEach(this::meetAnew));
  }
}
