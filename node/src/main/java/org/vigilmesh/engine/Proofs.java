package org.vigilmesh.engine;

import java.util.List;
import java.util.Optional;
import org.vigilmesh.delivery.Frame.WitnessKind;
import org.vigilmesh.delivery.Witnessing;
import org.vigilmesh.journal.JournalEntry;
import org.vigilmesh.journal.JournalKind;
import org.vigilmesh.port.Rows.LifeRow;
import org.vigilmesh.port.Rows.Mode;
import org.vigilmesh.value.Digest;

/**
 * What peers prove of us, and what follows: nothing, hand-back, or READ-ONLY. What was proved is
 * kept in memory, for the people who must decide; every new link brings it again.
 */
final class Proofs {
  /** Of one peer: lanes, chains and forks in several incarnations. */
  private static final int PRESENTED_MAX = 256;

  private final Memory memory;
  private final Witnesses witnesses;
  private final Links links;

  Proofs(Memory memory, Witnesses witnesses, Links links) {
    this.memory = memory;
    this.witnesses = witnesses;
    this.links = links;
  }

  /** The pool has judged an object that a peer shows as ours. */
  void judged(Turn turn, Link link, Witnesses.Judged judged) {
    Memory.PeerState peer = memory.peer(link.peer());
    if (judged.isVerified()) {
      present(turn, peer, judged);
    }
    switch (witnesses.verdict(turn.tx(), judged)) {
      case Witnessing.Verdict.RolledBack(var kind, Digest proof) ->
          readOnly(turn, link, kind == WitnessKind.FORK ? split(link, judged) : lost(link, judged));
      case Witnessing.Verdict.StaleCopy(var higher) ->
          readOnly(
              turn,
              link,
              "peer "
                  + link.peer()
                  + " showed our incarnation "
                  + higher
                  + ": this store is the stale copy");
      case Witnessing.Verdict.OlderIncarnation(var _) -> answered(turn, link, judged);
      case Witnessing.Verdict.NothingProved() -> {
        if (!judged.isVerified()) {
          claimed(peer, "claims without proof to hold a " + judged.kind() + " of ours");
        }
        answered(turn, link, judged);
      }
    }
  }

  private static String lost(Link link, Witnesses.Judged judged) {
    return "peer "
        + link.peer()
        + " showed a "
        + judged.kind()
        + " of ours ("
        + judged.hash().brief()
        + "…) that this store does not have: it was rolled back";
  }

  private static String split(Link link, Witnesses.Judged judged) {
    return "peer "
        + link.peer()
        + " showed two statements of ours at one place ("
        + judged.hash().brief()
        + "…): this node runs twice, or was rolled back";
  }

  private static void present(Turn turn, Memory.PeerState peer, Witnesses.Judged judged) {
    Presented shown =
        new Presented(
            judged.kind(),
            judged.incarnation(),
            judged.place(),
            judged.version(),
            judged.hash(),
            judged.object(),
            turn.at());
    if (peer.presented.size() < PRESENTED_MAX || peer.presented.containsKey(shown.key())) {
      peer.presented.put(shown.key(), shown);
    }
  }

  private static void claimed(Memory.PeerState peer, String claim) {
    List<String> claims = peer.claims;
    if (!claims.contains(claim)) {
      claims.add(claim);
    }
  }

  /** A fork proof comes unasked: no question is answered by it. */
  private void answered(Turn turn, Link link, Witnesses.Judged judged) {
    if (judged.kind() != WitnessKind.FORK) {
      links.answered(turn, link);
    }
  }

  /** Nothing is accepted, receipted or sent from here on; pages and witness questions go on. */
  private void readOnly(Turn turn, Link link, String why) {
    LifeRow life = memory.life;
    if (memory.isReadOnly()) {
      return;
    }
    memory.life =
        new LifeRow(
            life.self(), life.incarnation(), life.ownerToken(), Mode.READ_ONLY, why, turn.at());
    turn.tx().putLife(memory.life);
    turn.journal(
        JournalEntry.of(JournalKind.MODE_CHANGED, turn.at(), "node")
            .withPeer(link.peer().text())
            .withDetail(why));
    turn.alarm("read-only", "E-READ-ONLY", Optional.of(link.peer()), why);
    memory.links.values().forEach(open -> open.open(false));
  }
}
