package org.vigilmesh.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vigilmesh.delivery.Frame;
import org.vigilmesh.delivery.Frame.Holding;
import org.vigilmesh.identity.Card;
import org.vigilmesh.identity.Endorsed;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.identity.Roster;
import org.vigilmesh.identity.Signed;
import org.vigilmesh.identity.SigningPair;
import org.vigilmesh.identity.Succession;
import org.vigilmesh.port.Administration;
import org.vigilmesh.port.Rows.IdentityKind;
import org.vigilmesh.value.Bytes;

/** What administrators do to our own identity: new cards and rosters, and rotations of keys. */
final class OwnIdentity {
  private final Engine engine;
  private final Ports ports;
  private final Memory memory;
  private final Links links;
  private final Publishing publishing;

  OwnIdentity(Engine engine, Ports ports, Memory memory, Links links, Publishing publishing) {
    this.engine = engine;
    this.ports = ports;
    this.memory = memory;
    this.links = links;
    this.publishing = publishing;
  }

  Administration.Done importCard(Bytes container, String by) {
    Optional<Signed<Card>> signed = ports.codec().signedCard().decode(container).find();
    if (signed.isEmpty()) {
      return Admin.failed(
          Administration.Failure.INPUT, "E-CARD-FORM", "not a signed card", "vigil anchor sign");
    }
    Identities.Judged judged =
        new IdentityProofs(ports)
            .judge(new Frame.Identity(List.of(container), List.of(), List.of(), List.of()), self());
    SigningPair newest = signed.get().value().signingPairs().getLast();
    if (ports.keys().findSigner(newest.certificates()).isEmpty()) {
      return Admin.failed(
          Administration.Failure.INPUT,
          "E-CARD-KEY-MISSING",
          "the private keys of the card's newest pair are not on this node",
          "vigil keys list");
    }
    return Admin.change(engine, (m, turn) -> publishOwn(turn, judged, by));
  }

  Administration.Done importRoster(Bytes container, String by) {
    Optional<Endorsed<Roster>> endorsed = ports.codec().endorsedRoster().decode(container).find();
    if (endorsed.isEmpty()) {
      return Admin.failed(
          Administration.Failure.INPUT,
          "E-ROSTER-FORM",
          "not an endorsed roster",
          "vigil roster sign");
    }
    Identities.Judged judged =
        new IdentityProofs(ports)
            .judge(new Frame.Identity(List.of(), List.of(container), List.of(), List.of()), self());
    return Admin.change(engine, (m, turn) -> publishOwn(turn, judged, by));
  }

  private Speaker self() {
    return engine.ask((m, turn) -> m.self);
  }

  private Administration.Done publishOwn(Turn turn, Identities.Judged judged, String by) {
    if (judged.valid().isEmpty()) {
      return Admin.failed(
          Administration.Failure.NEGATIVE,
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
      return Admin.failed(
          Administration.Failure.CHANGED_MEANWHILE,
          "E-OWN-VERSION",
          "version " + shown.value().version() + " does not follow ours (" + (expected - 1) + ")",
          "vigil card draft");
    }
    long entry =
        publishing.published(
            turn, shown.kind(), shown.hash(), shown.container(), shown.value(), by);
    if (shown.value() instanceof Roster roster) {
      new Identities(memory).sharedWithPeers(turn, roster);
    }
    publishing.care(turn);
    links.publish(turn);
    if (memory.isClosed()) {
      turn.alarm(
          "resume-needed",
          "E-RESUME-NEEDED",
          Optional.empty(),
          "our card revokes a signing pair: begin a new incarnation with vigil node resume");
    }
    return new Administration.Done.Ok(entry, List.of(shown.kind() + " " + shown.value().version()));
  }

  Administration.Done rotate(Administration.KeyUse use, boolean planOnly, String by) {
    return Admin.change(
        engine,
        (m, turn) ->
            switch (use) {
              case SEALING -> planOnly ? plan(use) : rotateSealing(turn, by);
              case TRANSPORT -> planOnly ? plan(use) : rotateTransport(turn, by);
              case SIGNING ->
                  planOnly
                      ? plan(use)
                      : Admin.failed(
                          Administration.Failure.WAITING_FOR_PERSON,
                          "E-ROTATE-NEEDS-ANCHOR",
                          "a new signing pair needs a card signed by the anchor",
                          "vigil keys rotate --use signing --anchor FILE");
            });
  }

  private Administration.Done plan(Administration.KeyUse use) {
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
    return new Administration.Done.Ok(0, steps);
  }

  private Administration.Done rotateSealing(Turn turn, String by) {
    long entry = publishing.rotateSealing(turn, by);
    links.publish(turn);
    return new Administration.Done.Ok(entry, List.of("key set " + memory.self.holding().keySet()));
  }

  private Administration.Done rotateTransport(Turn turn, String by) {
    if (publishing.awaitingTransport().isPresent()) {
      return Admin.failed(
          Administration.Failure.CHANGED_MEANWHILE,
          "E-ROTATION-RUNNING",
          "a transport rotation waits for " + lackingOurKeySet(),
          "vigil keys list");
    }
    long entry = publishing.prepareTransport(turn, by);
    links.publish(turn);
    return new Administration.Done.Ok(
        entry, List.of("key set " + memory.self.holding().keySet() + ", used once peers hold it"));
  }

  /**
   * Verified peers that have not yet said that they hold our newest key set. A greater number, or
   * the same with another hash, is of a past that this store has lost: not ours.
   */
  List<NodeId> lackingOurKeySet() {
    Holding ours = memory.self.holding();
    return memory.peers.values().stream()
        .filter(Peers::isVerified)
        .map(peer -> peer.row.node())
        .filter(
            node ->
                memory.links.values().stream()
                    .filter(link -> link.peer().equals(node))
                    .flatMap(link -> link.confirmed().stream())
                    .noneMatch(
                        held ->
                            held.keySet() == ours.keySet()
                                && held.keySetHash().equals(ours.keySetHash())))
        .toList();
  }
}
