package org.vigilmesh.engine;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.vigilmesh.casework.CaseEvent.Deed;
import org.vigilmesh.delivery.Frame;
import org.vigilmesh.identity.Card;
import org.vigilmesh.identity.Fingerprint;
import org.vigilmesh.identity.IdentityBundle;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.identity.Signed;
import org.vigilmesh.identity.Trust;
import org.vigilmesh.journal.JournalEntry;
import org.vigilmesh.journal.JournalKind;
import org.vigilmesh.port.Administration;
import org.vigilmesh.port.Rows.PeerRow;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.InvalidValue;

/** What administrators do: each call one turn, journalled with the caller in the same commit. */
final class Admin implements Administration {
  private final Engine engine;
  private final Ports ports;
  private final Memory memory;
  private final Identities identities;
  private final Links links;
  private final OwnIdentity own;
  private final Confirming confirming;
  private final Deeds deeds;
  private final Answering answering;
  private final Resuming resuming;
  private final Beginnings beginnings;
  private final ChannelTrial trial;

  Admin(
      Engine engine,
      Ports ports,
      Memory memory,
      Identities identities,
      Links links,
      Publishing publishing,
      Cases cases,
      Resuming resuming,
      Beginnings beginnings,
      SecondChannel second) {
    this.engine = engine;
    this.ports = ports;
    this.memory = memory;
    this.identities = identities;
    this.links = links;
    this.confirming = new Confirming(ports, memory, cases);
    this.deeds = new Deeds(ports, memory, cases);
    this.answering = new Answering(ports, memory);
    this.resuming = resuming;
    this.beginnings = beginnings;
    this.trial = new ChannelTrial(engine, ports, second);
    this.own = new OwnIdentity(engine, ports, memory, links, publishing);
  }

  private Done inTurn(BiFunction<Memory, Turn, Done> change) {
    return engine.ask(change);
  }

  private Done change(BiFunction<Memory, Turn, Done> change) {
    return change(engine, change);
  }

  /** A change in a turn of its own, unless the node is READ-ONLY. */
  static Done change(Engine engine, BiFunction<Memory, Turn, Done> change) {
    return engine.ask(
        (memory, turn) ->
            memory.isReadOnly()
                ? failed(
                    Failure.READ_ONLY, "E-READ-ONLY", memory.life.modeReason(), "vigil node status")
                : change.apply(memory, turn));
  }

  @Override
  public Done addPeer(Bytes bundle, String by) {
    Optional<IdentityBundle> decoded = ports.codec().identityBundle().decode(bundle).find();
    if (decoded.isEmpty()) {
      return failed(
          Failure.INPUT, "E-CARD-FORM", "this file is not a peer's card", "vigil card export");
    }
    IdentityBundle shown = decoded.get();
    Card first =
        ports
            .codec()
            .signedCard()
            .decode(shown.cards().getFirst())
            .find()
            .map(Signed::value)
            .orElse(null);
    if (first == null) {
      return failed(
          Failure.INPUT, "E-CARD-FORM", "this file's card does not read", "vigil card export");
    }
    Frame.Identity frame =
        new Frame.Identity(shown.cards(), shown.rosters(), shown.keySets(), List.of());
    Identities.Judged judged =
        new IdentityProofs(ports).judge(frame, Speaker.unknown(first.node()));
    if (judged.rejected() > 0 || judged.valid().isEmpty()) {
      return failed(
          Failure.NEGATIVE,
          "E-CARD-SIGNATURE",
          "a signature in this file is not valid",
          "ask the peer for a fresh export");
    }
    return change((m, turn) -> add(turn, first, judged, by));
  }

  private Done add(Turn turn, Card card, Identities.Judged judged, String by) {
    NodeId node = card.node().node();
    if (node.equals(memory.ref().node())) {
      return failed(
          Failure.INPUT, "E-CARD-OWN", "this is our own card", "vigil peers add PEERS-FILE");
    }
    Optional<Memory.PeerState> known = memory.findPeer(node);
    if (known.isPresent()) {
      return addAgain(turn, known.get(), card, judged, by);
    }
    PeerRow row =
        new PeerRow(
            node,
            card.node().epoch(),
            Trust.PENDING,
            turn.at(),
            by,
            Bytes.utf8(card.anchor().fingerprint().digits()),
            1,
            1);
    turn.tx().putPeer(row);
    Memory.PeerState peer = new Memory.PeerState(row, Speaker.unknown(card.node()));
    memory.peers.put(node, peer);
    identities.accept(turn, peer, judged, by);
    long entry = entry(turn, JournalKind.PEER_ADDED, by, node, "pending");
    links.peerChanged(turn, node);
    return new Done.Ok(entry, List.of(node.shown()));
  }

  private Done addAgain(
      Turn turn, Memory.PeerState peer, Card card, Identities.Judged judged, String by) {
    if (card.node().epoch() != peer.row.epoch()
        || !peer.speaker.cards().values().iterator().next().anchor().equals(card.anchor())) {
      return failed(
          Failure.NEGATIVE,
          "E-CARD-OTHER-ANCHOR",
          "this card is of another anchor than the one that is pinned",
          "phone the peer before anything else");
    }
    identities.accept(turn, peer, judged, by);
    links.peerChanged(turn, card.node().node());
    long entry = entry(turn, JournalKind.PEER_ADDED, by, card.node().node(), "added again");
    return new Done.Ok(entry, List.of(card.node().node().shown()));
  }

  @Override
  public Done verifyPeer(NodeId node, String typedFingerprint, String by) {
    Fingerprint typed;
    try {
      typed = Fingerprint.typed(typedFingerprint);
    } catch (InvalidValue e) {
      return failed(
          Failure.NEGATIVE,
          "E-FINGERPRINT-FORM",
          "a fingerprint is 40 digits in 8 groups of 5",
          "ask the peer to read it again");
    }
    return change((m, turn) -> verify(turn, node, typed, by));
  }

  private Done verify(Turn turn, NodeId node, Fingerprint typed, String by) {
    Optional<Memory.PeerState> peer = memory.findPeer(node);
    if (peer.isEmpty()) {
      return unknownPeer(node);
    }
    Bytes expected = peer.get().row.anchor();
    if (!Bytes.utf8(typed.digits()).equalsConstantTime(expected)) {
      entry(turn, JournalKind.TRUST_CHANGED, by, node, "typed fingerprint did not match");
      return failed(
          Failure.NEGATIVE,
          "E-FINGERPRINT-MISMATCH",
          "these digits are not the fingerprint of the card that we hold; nothing was changed",
          "ask the peer to read it again, on a number from an independent source");
    }
    if (peer.get().row.trust() == Trust.VERIFIED) {
      return new Done.Ok(0, List.of(node.shown() + " was verified before"));
    }
    return trust(turn, node, Trust.VERIFIED, "fingerprint typed and equal", by);
  }

  @Override
  public Done suspendPeer(NodeId peer, String reason, String by) {
    return change((m, turn) -> trust(turn, peer, Trust.SUSPENDED, reason, by));
  }

  @Override
  public Done resumePeer(NodeId peer, String reason, String by) {
    return change(
        (m, turn) -> {
          boolean isSuspended =
              m.findPeer(peer).map(p -> p.row.trust() == Trust.SUSPENDED).orElse(true);
          return isSuspended
              ? trust(turn, peer, Trust.VERIFIED, reason, by)
              : failed(
                  Failure.CHANGED_MEANWHILE,
                  "E-PEER-NOT-SUSPENDED",
                  peer.shown() + " is not suspended",
                  "vigil peers show " + peer.shown());
        });
  }

  @Override
  public Done revokePeer(NodeId peer, String reason, String by) {
    return change((m, turn) -> trust(turn, peer, Trust.REVOKED, reason, by));
  }

  private Done trust(Turn turn, NodeId node, Trust next, String reason, String by) {
    Optional<Memory.PeerState> peer = memory.findPeer(node);
    if (peer.isEmpty()) {
      return unknownPeer(node);
    }
    PeerRow row = peer.get().row;
    if (!row.trust().mayBecome(next)) {
      return failed(
          Failure.CHANGED_MEANWHILE,
          "E-TRUST",
          node.shown() + " is " + row.trust() + " and cannot become " + next,
          "vigil peers show " + node.shown());
    }
    peer.get().row =
        new PeerRow(
            row.node(),
            row.epoch(),
            next,
            turn.at(),
            by,
            row.anchor(),
            row.formatMax(),
            row.suiteMax());
    turn.tx().putPeer(peer.get().row);
    long entry = entry(turn, JournalKind.TRUST_CHANGED, by, node, next + ": " + reason);
    links.peerChanged(turn, node);
    return new Done.Ok(entry, List.of(node.shown() + " is " + next));
  }

  @Override
  public Done removePeer(NodeId node, String by) {
    return change(
        (m, turn) -> {
          if (m.findPeer(node).isEmpty()) {
            return unknownPeer(node);
          }
          boolean hasSpoken =
              turn.tx().lanes().stream()
                      .anyMatch(
                          lane ->
                              lane.lane().from().node().equals(node)
                                  || lane.lane().to().node().equals(node))
                  || m.outbound.keySet().stream().anyMatch(lane -> lane.to().node().equals(node));
          if (hasSpoken) {
            return failed(
                Failure.NOT_PERMITTED,
                "E-PEER-HAS-STATEMENTS",
                "statements were exchanged with " + node.shown() + "; they are evidence",
                "vigil peers suspend " + node.shown());
          }
          turn.tx().removePeer(node);
          long entry = entry(turn, JournalKind.PEER_REMOVED, by, node, "");
          links.peerRemoved(turn, node);
          m.peers.remove(node);
          return new Done.Ok(entry, List.of(node.shown()));
        });
  }

  @Override
  public Done importCard(Bytes container, String by) {
    return own.importCard(container, by);
  }

  @Override
  public Done importRoster(Bytes container, String by) {
    return own.importRoster(container, by);
  }

  @Override
  public Done rotate(KeyUse use, boolean planOnly, String by) {
    return own.rotate(use, planOnly, by);
  }

  /** Verified peers that have not yet said that they hold our newest key set. */
  List<NodeId> lackingOurKeySet() {
    return own.lackingOurKeySet();
  }

  @Override
  public Done ping(NodeId node) {
    return new Pings(engine).ping(node);
  }

  @Override
  public Done confirmAct(Confirmation word, String by) {
    return change((m, turn) -> confirming.confirm(turn, word, by));
  }

  @Override
  public Done doDeed(CaseDeed word, String by) {
    Done done = change((m, turn) -> deeds.take(turn, word, by));
    if (done instanceof Done.Ok && word.deed() == Deed.PURGED) {
      engine.ask(
          (m, turn) -> {
            deeds.shredWhatIsPurged(turn);
            return true;
          });
    }
    return done;
  }

  /** What was begun and a crash left undone. */
  void care(Turn turn) {
    deeds.shredWhatIsPurged(turn);
  }

  @Override
  public Plan planResume() {
    return engine.ask((m, turn) -> resuming.plan(turn));
  }

  @Override
  public Done resume(Resumption word, String by) {
    return inTurn((m, turn) -> resuming.resume(turn, word, by));
  }

  @Override
  public Done confirmStart(NodeId peer, String reason, String by) {
    return change((m, turn) -> beginnings.confirm(turn, peer, reason, by));
  }

  @Override
  public Done acknowledgeAlarm(Acknowledgement word, String by) {
    return inTurn((m, turn) -> answering.acknowledge(turn, word, by));
  }

  @Override
  public Done testAlarms(String by) {
    return trial.run(by);
  }

  @Override
  public Done clearAlarm(String key, String by) {
    return inTurn(
        (m, turn) -> {
          if (turn.findAlarm(key).isEmpty()) {
            return failed(
                Failure.NOT_FOUND, "E-ALARM-UNKNOWN", "no such open alarm", "vigil alarms list");
          }
          turn.clearAlarm(key);
          long entry =
              turn.journal(
                  JournalEntry.of(JournalKind.ALARM_CLEARED, turn.at(), by).withDetail(key));
          return new Done.Ok(entry, List.of(key));
        });
  }

  private static long entry(Turn turn, JournalKind kind, String by, NodeId peer, String detail) {
    return turn.journal(
        JournalEntry.of(kind, turn.at(), by).withPeer(peer.text()).withDetail(detail));
  }

  private static Done unknownPeer(NodeId node) {
    return failed(
        Failure.NOT_FOUND, "E-PEER-UNKNOWN", node.shown() + " is not a peer", "vigil peers list");
  }

  static Done failed(Failure failure, String code, String why, String next) {
    return new Done.Failed(failure, code, why, next);
  }
}
