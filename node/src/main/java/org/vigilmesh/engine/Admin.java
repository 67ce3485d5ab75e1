package org.vigilmesh.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.vigilmesh.delivery.Frame;
import org.vigilmesh.identity.Card;
import org.vigilmesh.identity.Endorsed;
import org.vigilmesh.identity.Fingerprint;
import org.vigilmesh.identity.IdentityBundle;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.identity.Roster;
import org.vigilmesh.identity.Signed;
import org.vigilmesh.identity.SigningPair;
import org.vigilmesh.identity.Succession;
import org.vigilmesh.identity.Trust;
import org.vigilmesh.journal.JournalEntry;
import org.vigilmesh.journal.JournalKind;
import org.vigilmesh.port.Administration;
import org.vigilmesh.port.Rows.IdentityKind;
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
  private final Publishing publishing;

  Admin(
      Engine engine,
      Ports ports,
      Memory memory,
      Identities identities,
      Links links,
      Publishing publishing) {
    this.engine = engine;
    this.ports = ports;
    this.memory = memory;
    this.identities = identities;
    this.links = links;
    this.publishing = publishing;
  }

  private Done inTurn(BiFunction<Memory, Turn, Done> change) {
    return engine.ask(change);
  }

  private Done change(BiFunction<Memory, Turn, Done> change) {
    return inTurn(
        (m, turn) ->
            m.isReadOnly()
                ? failed(Failure.READ_ONLY, "E-READ-ONLY", m.life.modeReason(), "vigil node status")
                : change.apply(m, turn));
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
    Identities.Judged judged = identities.judge(frame, Speaker.unknown(first.node()));
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
    Optional<Signed<Card>> signed = ports.codec().signedCard().decode(container).find();
    if (signed.isEmpty()) {
      return failed(Failure.INPUT, "E-CARD-FORM", "not a signed card", "vigil anchor sign");
    }
    Identities.Judged judged =
        identities.judge(
            new Frame.Identity(List.of(container), List.of(), List.of(), List.of()), self());
    SigningPair newest = signed.get().value().signingPairs().getLast();
    if (ports.keys().findSigner(newest.certificates()).isEmpty()) {
      return failed(
          Failure.INPUT,
          "E-CARD-KEY-MISSING",
          "the private keys of the card's newest pair are not on this node",
          "vigil keys list");
    }
    return change((m, turn) -> publishOwn(turn, judged, by));
  }

  @Override
  public Done importRoster(Bytes container, String by) {
    Optional<Endorsed<Roster>> endorsed = ports.codec().endorsedRoster().decode(container).find();
    if (endorsed.isEmpty()) {
      return failed(Failure.INPUT, "E-ROSTER-FORM", "not an endorsed roster", "vigil roster sign");
    }
    Identities.Judged judged =
        identities.judge(
            new Frame.Identity(List.of(), List.of(container), List.of(), List.of()), self());
    return change((m, turn) -> publishOwn(turn, judged, by));
  }

  private Speaker self() {
    return engine.ask((m, turn) -> m.self);
  }

  private Done publishOwn(Turn turn, Identities.Judged judged, String by) {
    if (judged.valid().isEmpty()) {
      return failed(
          Failure.NEGATIVE,
          "E-OWN-SIGNATURE",
          "signatures or endorsements are missing or not valid",
          "vigil anchor inspect FILE");
    }
    Identities.Shown shown = judged.valid().getFirst();
    long expected =
        shown.kind() == IdentityKind.CARD
            ? memory.self.holding().card() + 1
            : memory.self.holding().roster() + 1;
    Succession.Pinned pinned =
        new Succession.Pinned(
            memory.ref().epoch(),
            expected - 1,
            shown.kind() == IdentityKind.CARD
                ? memory.self.holding().cardHash()
                : memory.self.holding().rosterHash());
    Succession verdict = Succession.judge(pinned, shown.value(), shown.hash(), null);
    if (!(verdict instanceof Succession.Newer)) {
      return failed(
          Failure.CHANGED_MEANWHILE,
          "E-OWN-VERSION",
          "version " + shown.value().version() + " does not follow ours (" + (expected - 1) + ")",
          "vigil card draft");
    }
    long entry =
        publishing.published(
            turn, shown.kind(), shown.hash(), shown.container(), shown.value(), by);
    publishing.care(turn);
    links.publish(turn);
    return new Done.Ok(entry, List.of(shown.kind() + " " + shown.value().version()));
  }

  @Override
  public Done rotate(KeyUse use, boolean planOnly, String by) {
    return change(
        (m, turn) ->
            switch (use) {
              case SEALING -> planOnly ? plan(use) : rotateSealing(turn, by);
              case TRANSPORT -> planOnly ? plan(use) : rotateTransport(turn, by);
              case SIGNING ->
                  planOnly
                      ? plan(use)
                      : failed(
                          Failure.WAITING_FOR_PERSON,
                          "E-ROTATE-NEEDS-ANCHOR",
                          "a new signing pair needs a card signed by the anchor",
                          "vigil keys rotate --use signing --anchor FILE");
            });
  }

  private Done plan(KeyUse use) {
    List<String> steps = new ArrayList<>();
    switch (use) {
      case SEALING -> {
        steps.add("make a sealing key, valid from now for 48 hours");
        steps.add("publish key set " + (memory.self.holding().keySet() + 1) + " to all peers");
        steps.add("peers seal to it once they hold it; old keys go on opening for 14 days");
      }
      case TRANSPORT -> {
        steps.add("make a transport key and publish it as the next one");
        steps.add("wait until every verified peer holds the key set");
        steps.add("use it for new handshakes; the old key stays pinned until the next rotation");
      }
      case SIGNING -> {
        steps.add("make a signing pair on this node");
        steps.add("sign card " + (memory.self.holding().card() + 1) + " on the anchor's machine");
        steps.add("import it; each peer's statements use the pair once that peer holds the card");
      }
    }
    return new Done.Ok(0, steps);
  }

  private Done rotateSealing(Turn turn, String by) {
    long entry = publishing.rotateSealing(turn, by);
    links.publish(turn);
    return new Done.Ok(entry, List.of("key set " + memory.self.holding().keySet()));
  }

  private Done rotateTransport(Turn turn, String by) {
    if (publishing.awaitingTransport().isPresent()) {
      return failed(
          Failure.CHANGED_MEANWHILE,
          "E-ROTATION-RUNNING",
          "a transport rotation waits for " + lackingOurKeySet(),
          "vigil keys list");
    }
    long entry = publishing.prepareTransport(turn, by);
    links.publish(turn);
    return new Done.Ok(
        entry, List.of("key set " + memory.self.holding().keySet() + ", used once peers hold it"));
  }

  /** Verified peers that have not yet said that they hold our newest key set. */
  List<NodeId> lackingOurKeySet() {
    long newest = memory.self.holding().keySet();
    return memory.peers.values().stream()
        .filter(Peers::isVerified)
        .map(peer -> peer.row.node())
        .filter(
            node ->
                memory.links.values().stream()
                    .filter(link -> link.peer().equals(node))
                    .flatMap(link -> link.confirmed().stream())
                    .noneMatch(held -> held.keySet() >= newest))
        .toList();
  }

  @Override
  public Done ping(NodeId node) {
    Optional<Instant> asked =
        inTurnOptional(
            (m, turn) -> {
              Optional<Link> link =
                  m.links.values().stream().filter(l -> l.peer().equals(node)).findFirst();
              link.ifPresent(
                  l -> {
                    l.echoAsked = Optional.of(turn.at());
                    turn.effect(new Effect.Send(l.id(), new Frame.IdentityRequest(0, 0, 0)));
                  });
              return link.map(l -> turn.at());
            });
    if (asked.isEmpty()) {
      return failed(
          Failure.UNREACHABLE,
          "E-PEER-NOT-LINKED",
          "there is no link with " + node.shown() + " now",
          "vigil peers show " + node.shown());
    }
    return awaitEcho(node);
  }

  private Done awaitEcho(NodeId node) {
    long seen = 0;
    for (int tries = 0; tries < 50; tries++) {
      Optional<Long> millis =
          inTurnOptional(
              (m, turn) ->
                  m.links.values().stream()
                      .filter(l -> l.peer().equals(node) && l.echoAsked.isEmpty())
                      .flatMap(l -> l.roundTripMillis.stream())
                      .findFirst());
      if (millis.isPresent()) {
        return new Done.Ok(0, List.of(millis.get() + " ms"));
      }
      try {
        seen = engine.awaitChange(seen, 100);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        break;
      }
    }
    return failed(
        Failure.UNREACHABLE,
        "E-PEER-NO-ECHO",
        "the link is there, but no echo came within 5 s",
        "vigil peers show " + node.shown());
  }

  private <T> Optional<T> inTurnOptional(BiFunction<Memory, Turn, Optional<T>> question) {
    return engine.ask(question);
  }

  @Override
  public Done clearAlarm(String key, String by) {
    return inTurn(
        (m, turn) -> {
          if (turn.tx().openAlarms().stream().noneMatch(a -> a.key().equals(key))) {
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

  private static Done failed(Failure failure, String code, String why, String next) {
    return new Done.Failed(failure, code, why, next);
  }
}
