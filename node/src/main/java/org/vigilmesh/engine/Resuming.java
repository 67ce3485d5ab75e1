package org.vigilmesh.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.vigilmesh.delivery.Frame;
import org.vigilmesh.delivery.Frame.WitnessKind;
import org.vigilmesh.envelope.IncarnationStart;
import org.vigilmesh.identity.Card;
import org.vigilmesh.identity.CertificatePair;
import org.vigilmesh.identity.Credential;
import org.vigilmesh.identity.Endorsement;
import org.vigilmesh.identity.Incarnation;
import org.vigilmesh.journal.JournalEntry;
import org.vigilmesh.journal.JournalKind;
import org.vigilmesh.port.Administration.Done;
import org.vigilmesh.port.Administration.Failure;
import org.vigilmesh.port.Administration.Plan;
import org.vigilmesh.port.Administration.Resumption;
import org.vigilmesh.port.Rows.IdentityKind;
import org.vigilmesh.port.Rows.LaneRow;
import org.vigilmesh.port.Rows.LaneState;
import org.vigilmesh.port.Rows.LifeRow;
import org.vigilmesh.port.Rows.Mode;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;

/**
 * The way out of READ-ONLY: a new incarnation, begun by an administrator with one roster authority,
 * after at least one peer has shown what it holds (PROTOCOL 7). Everything is one commit; peers
 * hear of it afterwards.
 */
final class Resuming {
  private static final Bytes PLAN = Bytes.utf8("vigil/resume-plan/v1");

  /** In UTF-8: with credential and proof it fits a journal text. */
  private static final int REASON_MAX = 200;

  private static final int PROOF_MAX = 128;

  private final Ports ports;
  private final Memory memory;
  private final Publishing publishing;
  private final Starts starts;
  private final Carrying carrying;
  private final Links links;
  private Optional<Digest> challenge = Optional.empty();

  Resuming(
      Ports ports,
      Memory memory,
      Publishing publishing,
      Starts starts,
      Carrying carrying,
      Links links) {
    this.ports = ports;
    this.memory = memory;
    this.publishing = publishing;
    this.starts = starts;
    this.carrying = carrying;
    this.links = links;
  }

  /** What would be done, with a fresh challenge for the authority; or why it cannot be done. */
  Plan plan(Turn turn) {
    Optional<Done.Failed> hindrance = hindrance(turn);
    if (hindrance.isPresent()) {
      return new Plan.Refused(hindrance.get());
    }
    Digest fresh = Digest.sha256(PLAN, ports.entropy().take(32));
    challenge = Optional.of(fresh);
    return new Plan.Ready(
        fresh,
        memory.ref(),
        memory.life.incarnation(),
        nextNumber(),
        memory.isReadOnly() ? memory.life.modeReason() : "our own card revokes a signing pair",
        memory.life.since(),
        new Standings(memory, turn).all());
  }

  private Optional<Done.Failed> hindrance(Turn turn) {
    if (!memory.isReadOnly() && !memory.isClosed()) {
      return failed(
          Failure.CHANGED_MEANWHILE,
          "E-RESUME-NOT-NEEDED",
          "this node works in its incarnation; nothing asks for a new one",
          "vigil node status");
    }
    if (memory.peers.values().stream().noneMatch(peer -> peer.heardAt.isPresent())) {
      return failed(
          Failure.UNREACHABLE,
          "E-RESUME-NO-PEER",
          "no verified peer has been heard since this start: what was lost is not known",
          "vigil peers list");
    }
    Speaker self = recovered();
    CertificatePair pair = newestPair(turn, self);
    return ports.keys().findSigner(pair).isPresent()
        ? Optional.empty()
        : failed(
            Failure.NOT_PERMITTED,
            "E-RESUME-KEYS",
            "the private keys of our newest card's pair are not on this node",
            "vigil keys list");
  }

  private static CertificatePair newestPair(Turn turn, Speaker self) {
    var pairs = self.card().orElseThrow().value().signingPairs();
    return pairs.reversed().stream()
        .filter(pair -> pair.servesAt(turn.at()))
        .findFirst()
        .orElse(pairs.getLast())
        .certificates();
  }

  private static Optional<Done.Failed> failed(
      Failure failure, String code, String why, String next) {
    return Optional.of(new Done.Failed(failure, code, why, next));
  }

  /** Our cards and rosters with those that only peers still had. */
  private Speaker recovered() {
    Speaker self = memory.self;
    for (Identities.Shown shown : lost()) {
      self = self.with(shown.value(), shown.hash());
    }
    return self;
  }

  /** Cards and rosters above ours that peers have shown, verified in order, each version once. */
  private List<Identities.Shown> lost() {
    Frame.Identity shown =
        new Frame.Identity(
            containers(WitnessKind.CARD), containers(WitnessKind.ROSTER), List.of(), List.of());
    List<Identities.Shown> next = new ArrayList<>();
    long card = memory.self.holding().card();
    long roster = memory.self.holding().roster();
    for (Identities.Shown one : new IdentityProofs(ports).judge(shown, memory.self).valid()) {
      boolean isCard = one.kind() == IdentityKind.CARD;
      if (one.value().version() == (isCard ? card : roster) + 1) {
        card += isCard ? 1 : 0;
        roster += isCard ? 0 : 1;
        next.add(one);
      }
    }
    return next;
  }

  private List<Bytes> containers(WitnessKind kind) {
    return presented()
        .filter(shown -> shown.kind() == kind)
        .sorted(Comparator.comparingLong(Presented::version))
        .map(Presented::object)
        .distinct()
        .limit(64)
        .toList();
  }

  private java.util.stream.Stream<Presented> presented() {
    return memory.peers.values().stream().flatMap(peer -> peer.presented.values().stream());
  }

  /** Above every number that our store or a verified object of ours names. */
  private long nextNumber() {
    LongStream shown = presented().mapToLong(one -> one.incarnation().number());
    LongStream lanes = memory.outbound.keySet().stream().mapToLong(l -> l.incarnation().number());
    long highest = LongStream.concat(shown, lanes).max().orElse(0);
    return Math.max(highest, memory.life.incarnation().number()) + 1;
  }

  Done resume(Turn turn, Resumption word, String by) {
    Optional<Done.Failed> hindrance = hindrance(turn);
    if (hindrance.isPresent()) {
      return hindrance.get();
    }
    int length = Bytes.utf8(word.reason()).size();
    if (word.reason().isBlank() || length > REASON_MAX) {
      return Admin.failed(
          Failure.INPUT, "E-RESUME-REASON", "a reason has 1 to 200 bytes", "--reason TEXT");
    }
    boolean isAsked = challenge.filter(word.challenge()::equals).isPresent();
    challenge = Optional.empty();
    if (!isAsked || !isEndorsed(word)) {
      return Admin.failed(
          Failure.NOT_PERMITTED,
          "E-RESUME-AUTHORITY",
          "this is no valid signature of one of our roster authorities over the plan just shown",
          "vigil node resume");
    }
    return begin(turn, word, by);
  }

  private boolean isEndorsed(Resumption word) {
    Endorsement endorsement = word.endorsement();
    Speaker self = recovered();
    Card card = self.card().orElseThrow().value();
    Digest signed =
        IncarnationStart.endorsedDigest(memory.ref(), memory.life.incarnation(), word.challenge());
    return endorsement.proof().size() <= PROOF_MAX
        && !self.isRevoked(endorsement.credential())
        && card.rosterAuthorities()
            .findKey(endorsement.credential())
            .map(Credential::ofFileKey)
            .filter(key -> ports.verifier().proves(key, signed, endorsement.proof()))
            .isPresent();
  }

  private Done begin(Turn turn, Resumption word, String by) {
    LifeRow old = memory.life;
    Incarnation next = new Incarnation(nextNumber(), ports.entropy().take(Incarnation.RANDOM_SIZE));
    for (Identities.Shown one : lost()) {
      publishing.published(turn, one.kind(), one.hash(), one.container(), one.value(), by);
    }
    long keySet =
        presented()
            .filter(shown -> shown.kind() == WitnessKind.KEY_SET)
            .mapToLong(Presented::version)
            .max()
            .orElse(0);
    long entry = turn.journal(entry(turn, word, next, by));
    for (LaneRow lane : turn.tx().lanes()) {
      if (lane.lane().from().equals(memory.ref())) {
        turn.tx().putLane(closed(lane));
      }
    }
    memory.life = new LifeRow(old.self(), next, old.ownerToken(), Mode.NORMAL, "", turn.at());
    turn.tx().putLife(memory.life);
    Memory.Begun begun = new Memory.Begun(old.incarnation(), memory.cardHash());
    memory.begun = Optional.of(begun);
    for (Memory.PeerState peer : memory.peers.values()) {
      if (Peers.isVerified(peer)) {
        starts.begin(turn, peer.speaker.node(), begun, word.reason(), fork(peer));
      }
    }
    publishing.beginAgain(turn, keySet, by);
    turn.clearAlarm("read-only");
    turn.clearAlarm("resume-needed");
    for (Memory.PeerState peer : memory.peers.values()) {
      peer.presented.clear();
      carrying.to(turn, peer.row.node());
    }
    links.reconnect(turn);
    return new Done.Ok(entry, List.of(next.toString()));
  }

  private JournalEntry entry(Turn turn, Resumption word, Incarnation next, String by) {
    Endorsement endorsement = word.endorsement();
    return JournalEntry.of(JournalKind.INCARNATION_BEGUN, turn.at(), by)
        .withObject(word.challenge())
        .withDetail(
            next
                + " after "
                + memory.life.incarnation()
                + ", authority "
                + endorsement.credential().bytes().hex()
                + ", proof "
                + endorsement.proof().hex()
                + ": "
                + word.reason());
  }

  private static LaneRow closed(LaneRow lane) {
    return new LaneRow(
        lane.lane(),
        lane.last(),
        lane.lastAt(),
        lane.receipted(),
        lane.receipt(),
        LaneState.CLOSED);
  }

  /** The proof of a fork that this peer has shown against the incarnation that ends. */
  private static Optional<Digest> fork(Memory.PeerState peer) {
    return peer.presented.values().stream()
        .filter(shown -> shown.kind() == WitnessKind.FORK)
        .max(Comparator.comparing(Presented::incarnation))
        .map(Presented::hash);
  }
}
