package org.vigilmesh.engine;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.vigilmesh.Fixtures;
import org.vigilmesh.delivery.Frame;
import org.vigilmesh.identity.Card;
import org.vigilmesh.identity.Endorsed;
import org.vigilmesh.identity.Roster;
import org.vigilmesh.identity.Signed;
import org.vigilmesh.journal.JournalEntry;
import org.vigilmesh.journal.JournalKind;
import org.vigilmesh.message.Act;
import org.vigilmesh.port.MemoryStore;
import org.vigilmesh.port.Rows.ActRow;
import org.vigilmesh.port.Rows.ActState;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Urgency;

/** XA and XB, who know each other, and a thief with XA's keys: where most attacks begin. */
final class TwoNodes {
  static final List<String> BOTH = List.of("j.morgan", "p.reyes");

  final Mesh mesh = new Mesh();
  final Letters letters = new Letters(mesh);
  final Mesh.Member xa = mesh.add(Fixtures.XA, "j.morgan", "p.reyes");
  final Mesh.Member xb = mesh.add(Fixtures.XB, "a.haddad");
  final Forger thief = new Forger(mesh, xa, xb);

  TwoNodes() {
    mesh.introduce(xa, xb);
  }

  /** One more node that knows both. */
  Mesh.Member third() {
    Mesh.Member xc = mesh.add(Fixtures.XC, "n.okafor");
    mesh.introduce(xa, xc);
    mesh.introduce(xb, xc);
    return xc;
  }

  Letters.Sent test(Mesh.Member from, Mesh.Member to, Urgency urgency) {
    Letters.Sent sent = letters.send(letters.test(from, to, urgency));
    mesh.settle();
    return sent;
  }

  /** A channel test as an act, which nobody has handed in. */
  Act unsent(Urgency urgency) {
    return letters.act(letters.test(xa, xb, urgency));
  }

  /** The thief offers these to XB. */
  void offered(Forger.Forged... forged) {
    thief.offer(forged);
    mesh.settle();
  }

  Optional<ActRow> atXb(Act act) {
    return xb.store.read(view -> view.act(act.sender().node(), act.id()));
  }

  Optional<ActState> stateAtXb(Act act) {
    return atXb(act).map(ActRow::state);
  }

  /** Shows XB cards, rosters or key sets on XA's link. */
  void shows(List<Bytes> cards, List<Bytes> rosters, List<Bytes> keySets) {
    thief.send(new Frame.Identity(cards, rosters, keySets, List.of()));
    mesh.settle();
  }

  void showsCard(Signed<Card> card) {
    shows(List.of(Country.CODEC.signedCard().encode(card)), List.of(), List.of());
  }

  void showsRoster(Endorsed<Roster> roster) {
    shows(List.of(), List.of(Country.CODEC.endorsedRoster().encode(roster)), List.of());
  }

  /** The member's store is put back and its process started; true when it noticed. */
  boolean restored(Mesh.Member member, MemoryStore backup) {
    member.links.takeSent();
    member.restartOn(backup);
    mesh.pass(Duration.ofSeconds(30));
    return Watch.isReadOnly(member);
  }

  void resumed(Mesh.Member member) {
    Mesh.require(Resumed.by(member.engine.administration(), member.country));
    mesh.pass(Duration.ofSeconds(30));
  }

  void down(Mesh.Member member, boolean isDown) {
    member.links.isDown = isDown;
    if (isDown) {
      member.links.cutAll();
      mesh.settle();
    }
  }

  static List<JournalEntry> journal(Mesh.Member at, JournalKind kind) {
    return at.engine.queries().journal(1, 10_000).stream()
        .map(row -> JournalEntry.decode(row.entry()))
        .filter(entry -> entry.kind() == kind)
        .toList();
  }

  static Set<String> alarms(Mesh.Member at) {
    return Watch.alarms(at);
  }
}
