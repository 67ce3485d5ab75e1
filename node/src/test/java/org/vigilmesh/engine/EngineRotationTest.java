package org.vigilmesh.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vigilmesh.Fixtures;
import org.vigilmesh.delivery.Frame;
import org.vigilmesh.envelope.StatementHeader;
import org.vigilmesh.identity.Card;
import org.vigilmesh.identity.KeySet;
import org.vigilmesh.identity.PairId;
import org.vigilmesh.identity.Signed;
import org.vigilmesh.message.ActId;
import org.vigilmesh.port.Administration.Done;
import org.vigilmesh.port.Administration.KeyUse;
import org.vigilmesh.port.Queries.JournalVerdict;
import org.vigilmesh.port.Rows.ActState;
import org.vigilmesh.port.Rows.IdentityKind;
import org.vigilmesh.port.Rows.LaneRow;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;
import org.vigilmesh.value.Urgency;

/** Keys are changed while statements are under way: nothing is lost, nothing comes twice. */
final class EngineRotationTest {
  private final Mesh mesh = new Mesh();
  private final Letters letters = new Letters(mesh);
  private final List<Letters.Sent> sent = new ArrayList<>();
  private Mesh.Member xa;
  private Mesh.Member xb;
  private Mesh.Member xc;

  @BeforeEach
  void threeNodesThatKnowEachOther() {
    xa = mesh.add(Fixtures.XA, "j.morgan", "p.reyes");
    xb = mesh.add(Fixtures.XB, "a.haddad");
    xc = mesh.add(Fixtures.XC, "c.okafor");
    mesh.introduce(xa, xb);
    mesh.introduce(xa, xc);
    mesh.introduce(xb, xc);
  }

  /** Several statements in each direction and lane, none of them settled yet. */
  private void burst(int count) {
    for (int i = 0; i < count; i++) {
      for (Urgency urgency : Urgency.values()) {
        sent.add(letters.send(letters.test(xa, xb, urgency)));
        sent.add(letters.send(letters.test(xb, xa, urgency)));
        sent.add(letters.send(letters.test(xa, xc, urgency)));
      }
    }
  }

  private void allCameOnce() {
    Set<ActId> seen = new HashSet<>();
    for (Letters.Sent one : sent) {
      assertTrue(one.isAccepted(), one.toString());
      Mesh.Member to = member(one);
      Mesh.Member from = one.act().sender().equals(xa.ref()) ? xa : xb;
      assertEquals(ActState.DELIVERED, Watch.state(from, one), one.act().id().toString());
      assertEquals(ActState.APPLIED, Watch.state(to, one));
      assertEquals(1, to.store.read(view -> view.acts(one.act().caseId())).size());
      assertTrue(seen.add(one.act().id()));
    }
    for (Mesh.Member member : List.of(xa, xb, xc)) {
      assertInstanceOf(JournalVerdict.Intact.class, member.engine.queries().verifyJournal());
      Set<String> alarms = Watch.alarms(member);
      assertEquals(Set.of("N-EMERGENCY"), alarms, member.ref().toString());
    }
  }

  private Mesh.Member member(Letters.Sent one) {
    return List.of(xa, xb, xc).stream()
        .filter(m -> m.ref().equals(one.act().recipient()))
        .findFirst()
        .orElseThrow();
  }

  private void rotate(Mesh.Member member, KeyUse use) {
    Mesh.require(member.engine.administration().rotate(use, false, "admin"));
  }

  private static List<Digest> pins(Mesh.Member member) {
    return member.engine.queries().keys().stream()
        .filter(key -> key.use().equals("transport"))
        .map(key -> new Digest(Bytes.fromHex(key.id())))
        .toList();
  }

  @Test
  void sealingKeysAreChangedInTheMiddleOfTraffic() {
    for (int round = 0; round < 3; round++) {
      burst(4);
      rotate(xb, KeyUse.SEALING);
      burst(2);
      rotate(xa, KeyUse.SEALING);
      mesh.settle();
    }
    mesh.pass(Duration.ofSeconds(30));
    allCameOnce();
  }

  @Test
  void aSealingKeyIsPublishedBeforeAnybodySealsToIt() {
    rotate(xb, KeyUse.SEALING);
    List<Digest> published = sealing(xb);
    burst(1);
    mesh.settle();
    for (Frame frame : xa.links.takeSent()) {
      if (frame instanceof Frame.Statements(Urgency _, List<Frame.Offered> offered)) {
        for (Frame.Offered one : offered) {
          Digest key =
              Country.CODEC
                  .sealed()
                  .decode(one.sealed())
                  .find()
                  .orElseThrow()
                  .header()
                  .sealingKey();
          assertTrue(published.contains(key) || sealing(xc).contains(key), key.brief());
        }
      }
    }
    allCameOnce();
  }

  private static List<Digest> sealing(Mesh.Member member) {
    return member.engine.queries().keys().stream()
        .filter(key -> key.use().equals("sealing"))
        .map(key -> new Digest(Bytes.fromHex(key.id())))
        .toList();
  }

  @Test
  void aTransportKeyIsUsedOnceEveryPeerHoldsIt() {
    Digest before = pins(xb).getFirst();
    xc.links.isDown = true;
    xc.links.cutAll();
    mesh.settle();
    rotate(xb, KeyUse.TRANSPORT);
    burst(3);
    mesh.pass(Duration.ofSeconds(60));
    assertEquals(before, pins(xb).getFirst(), "XC has not heard of the next one");
    assertEquals(2, pins(xb).size());
    Done second = xb.engine.administration().rotate(KeyUse.TRANSPORT, false, "admin");
    assertEquals("E-ROTATION-RUNNING", ((Done.Failed) second).code());
    xc.links.isDown = false;
    mesh.pass(Duration.ofMinutes(7));
    assertNotEquals(before, pins(xb).getFirst());
    assertTrue(xa.engine.find(Fixtures.XB).orElseThrow().contains(pins(xb).getFirst()));
    xb.restart();
    burst(2);
    mesh.pass(Duration.ofMinutes(6));
    assertEquals(ActState.DELIVERED, Watch.state(xa, sent.getLast()));
    sent.forEach(one -> assertEquals(ActState.APPLIED, Watch.state(member(one), one)));
  }

  @Test
  void theTransportKeyThatWasUsedIsTakenUpAgainAfterARestart() {
    rotate(xb, KeyUse.TRANSPORT);
    mesh.pass(Duration.ofSeconds(60));
    Digest now = pins(xb).getFirst();
    xb.restart();
    mesh.pass(Duration.ofSeconds(5));
    assertEquals(now, pins(xb).getFirst());
    burst(2);
    mesh.pass(Duration.ofSeconds(10));
    allCameOnce();
  }

  private Country.SigningKey newCard(Mesh.Member member) {
    Country country = member.country;
    Country.SigningKey next = country.newSigningKey(country.since);
    Signed<Card> card =
        country.card(
            2, country.card.hash(), List.of(country.certificates, next.certificates()), List.of());
    member.keys.add(next.key());
    Mesh.require(
        member
            .engine
            .administration()
            .importCard(Country.CODEC.signedCard().encode(card), "admin"));
    return next;
  }

  /** The pairs under which the statements of {@code from} that {@code at} holds were signed. */
  private static List<PairId> pairs(Mesh.Member at, Mesh.Member from) {
    List<PairId> pairs = new ArrayList<>();
    for (LaneRow lane : at.store.read(view -> view.lanes())) {
      if (lane.lane().from().equals(from.ref())) {
        at.store.read(view -> view.statements(lane.lane(), 1, 1000)).stream()
            .map(row -> Country.CODEC.signedHeader().decode(row.header()).find().orElseThrow())
            .map(Signed::value)
            .map(StatementHeader::sender)
            .forEach(sender -> pairs.add(sender.pair()));
      }
    }
    return pairs;
  }

  @Test
  void aSigningPairIsChangedInTheMiddleOfTraffic() {
    burst(1);
    mesh.settle();
    burst(4);
    Country.SigningKey next = newCard(xa);
    burst(4);
    mesh.pass(Duration.ofSeconds(5));
    burst(2);
    mesh.pass(Duration.ofSeconds(30));
    allCameOnce();
    List<PairId> used = pairs(xb, xa);
    assertTrue(used.contains(xa.country.certificates.id()), "what was under way keeps its pair");
    assertEquals(next.certificates().id(), used.getLast());
  }

  @Test
  void aPeerThatDoesNotHoldTheCardYetIsSpokenToOnceItDoes() {
    xc.links.arriving =
        frame -> frame instanceof Frame.Identity ? Optional.empty() : Optional.of(frame);
    newCard(xa);
    burst(2);
    mesh.pass(Duration.ofSeconds(2));
    sent.stream()
        .filter(one -> member(one) == xb)
        .forEach(one -> assertEquals(ActState.DELIVERED, Watch.state(xa, one)));
    assertEquals(1, Watch.peer(xc, xa).cardVersion());
    xc.links.arriving = Optional::of;
    mesh.pass(Duration.ofMinutes(6));
    assertEquals(2, Watch.peer(xc, xa).cardVersion());
    sent.stream()
        .filter(one -> one.act().sender().equals(xa.ref()))
        .forEach(one -> assertEquals(ActState.DELIVERED, Watch.state(xa, one)));
    assertFalse(Watch.isReadOnly(xa));
  }

  @Test
  void aPlanChangesNothing() {
    long before = xb.engine.queries().status().journalNumber();
    for (KeyUse use : KeyUse.values()) {
      var plan =
          assertInstanceOf(Done.Ok.class, xb.engine.administration().rotate(use, true, "admin"));
      assertEquals(0, plan.journal());
      assertEquals(3, plan.lines().size());
    }
    assertEquals(before, xb.engine.queries().status().journalNumber());
    Done signing = xb.engine.administration().rotate(KeyUse.SIGNING, false, "admin");
    assertEquals("E-ROTATE-NEEDS-ANCHOR", ((Done.Failed) signing).code());
  }

  @Test
  void everyKeySetFollowsTheOneBefore() {
    for (int i = 0; i < 3; i++) {
      rotate(xa, KeyUse.SEALING);
    }
    mesh.settle();
    List<Signed<KeySet>> chain =
        xb.store.read(view -> view.identities(xa.ref(), IdentityKind.KEY_SET, 1, 100)).stream()
            .map(row -> Country.CODEC.signedKeySet().decode(row.container()).find().orElseThrow())
            .toList();
    assertEquals(4, chain.size());
    for (int i = 1; i < chain.size(); i++) {
      assertEquals(chain.get(i - 1).hash(), chain.get(i).value().previous());
    }
  }
}
