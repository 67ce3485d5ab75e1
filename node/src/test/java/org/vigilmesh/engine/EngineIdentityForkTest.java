package org.vigilmesh.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.vigilmesh.message.MessageFixtures.with;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vigilmesh.Fixtures;
import org.vigilmesh.delivery.Frame;
import org.vigilmesh.envelope.LaneId;
import org.vigilmesh.envelope.Position;
import org.vigilmesh.envelope.Purpose;
import org.vigilmesh.envelope.StatementBody;
import org.vigilmesh.envelope.StatementHeader;
import org.vigilmesh.identity.Card;
import org.vigilmesh.identity.CredentialId;
import org.vigilmesh.identity.KeySet;
import org.vigilmesh.identity.Signed;
import org.vigilmesh.message.Act;
import org.vigilmesh.port.Administration.KeyUse;
import org.vigilmesh.port.Rows.ActRow;
import org.vigilmesh.port.Rows.ActState;
import org.vigilmesh.port.Rows.EvidenceRow;
import org.vigilmesh.port.Rows.IdentityKind;
import org.vigilmesh.port.Rows.LaneRow;
import org.vigilmesh.port.Rows.LaneState;
import org.vigilmesh.port.Rows.StatementRow;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;
import org.vigilmesh.value.Urgency;

/** A node that signs two identities under one number, or goes back to an older one. */
final class EngineIdentityForkTest {
  private final Mesh mesh = new Mesh();
  private final Letters letters = new Letters(mesh);
  private Mesh.Member xa;
  private Mesh.Member xb;
  private Forger forger;

  @BeforeEach
  void twoNodesThatKnowEachOther() {
    xa = mesh.add(Fixtures.XA, "j.morgan", "p.reyes");
    xb = mesh.add(Fixtures.XB, "a.haddad");
    mesh.introduce(xa, xb);
    forger = new Forger(mesh, xa, xb);
  }

  private static Digest newest(Mesh.Member at, Mesh.Member of, IdentityKind kind) {
    return at.store.read(view -> view.newestIdentity(of.ref().node(), kind)).orElseThrow().hash();
  }

  private Signed<KeySet> held() {
    Bytes container =
        xb.store
            .read(view -> view.newestIdentity(Fixtures.XA, IdentityKind.KEY_SET))
            .orElseThrow()
            .container();
    return Country.CODEC.signedKeySet().decode(container).find().orElseThrow();
  }

  /** The key set after the one that XB holds, signed by XA's own keys. */
  private Signed<KeySet> next(String host) {
    Signed<KeySet> last = held();
    KeySet value = with(last.value(), "version", last.value().version() + 1);
    value = with(value, "previous", last.hash());
    value = with(value, "endpoints", List.of(new KeySet.Endpoint(host, 7400)));
    Bytes bytes = Country.CODEC.keySet().encode(value);
    return new Signed<>(
        value,
        bytes,
        Country.CRYPTO
            .signer(xa.country.signing, xa.country.certificates)
            .sign(Purpose.KEY_SET, value.issuedAt(), bytes));
  }

  private void shows(Signed<KeySet> keys) {
    Bytes container = Country.CODEC.signedKeySet().encode(keys);
    forger.send(new Frame.Identity(List.of(), List.of(), List.of(container), List.of()));
    mesh.settle();
  }

  private void showsCard(Signed<Card> card) {
    Bytes container = Country.CODEC.signedCard().encode(card);
    forger.send(new Frame.Identity(List.of(container), List.of(), List.of(), List.of()));
    mesh.settle();
  }

  private void isProved(Bytes first, Bytes second) {
    List<EvidenceRow> evidence = Watch.evidence(xb, xa);
    assertEquals(1, evidence.size());
    assertEquals("two versions", evidence.getFirst().kind());
    assertEquals(List.of(first, second), evidence.getFirst().objects());
    assertTrue(Watch.alarms(xb).contains("E-PEER-EQUIVOCATION"));
  }

  @Test
  void twoKeySetsUnderOneNumberAreKeptAndTheFirstStays() {
    Signed<KeySet> first = next("one.example");
    Signed<KeySet> second = next("two.example");
    shows(first);
    shows(second);
    isProved(
        Country.CODEC.signedKeySet().encode(first), Country.CODEC.signedKeySet().encode(second));
    assertEquals(first.hash(), newest(xb, xa, IdentityKind.KEY_SET));
    shows(second);
    assertEquals(1, Watch.evidence(xb, xa).size(), "shown again it proves nothing more");
  }

  @Test
  void aKeySetThatNamesAnotherPredecessorIsProvedToo() {
    Signed<KeySet> last = held();
    Signed<KeySet> sound = next("one.example");
    KeySet torn = with(sound.value(), "previous", Fixtures.digest("another"));
    Bytes bytes = Country.CODEC.keySet().encode(torn);
    Signed<KeySet> signed =
        new Signed<>(
            torn,
            bytes,
            Country.CRYPTO
                .signer(xa.country.signing, xa.country.certificates)
                .sign(Purpose.KEY_SET, torn.issuedAt(), bytes));
    shows(signed);
    isProved(
        Country.CODEC.signedKeySet().encode(last), Country.CODEC.signedKeySet().encode(signed));
    assertEquals(last.hash(), newest(xb, xa, IdentityKind.KEY_SET));
  }

  @Test
  void twoCardsUnderOneNumberAreKeptAndTheFirstStays() {
    Card.Revocation lost =
        new Card.Revocation(
            CredentialId.ofFileKey(Country.publicKey(xa.country.officers.get("p.reyes"))).bytes(),
            mesh.now(),
            "lost");
    Country home = xa.country;
    Signed<Card> first = home.card(2, home.card.hash(), List.of(home.certificates), List.of(lost));
    Signed<Card> second = home.card(2, home.card.hash(), List.of(home.certificates), List.of());
    showsCard(first);
    showsCard(second);
    isProved(Country.CODEC.signedCard().encode(first), Country.CODEC.signedCard().encode(second));
    assertEquals(first.hash(), newest(xb, xa, IdentityKind.CARD));
  }

  @Test
  void theProofOutlivesARestart() {
    shows(next("one.example"));
    Signed<KeySet> first = held();
    Signed<KeySet> other = new Signed<>(first.value(), first.bytes(), first.signatures());
    xb.restart();
    mesh.pass(Duration.ofSeconds(3));
    shows(other);
    assertEquals(0, Watch.evidence(xb, xa).size(), "the same one again is no second one");
  }

  @Test
  void whatIsNotSignedIsCountedAndProvesNothing() {
    Signed<KeySet> sound = next("one.example");
    shows(new Signed<>(sound.value(), sound.bytes(), Fixtures.signatures(xa.ref(), "none")));
    assertEquals(0, Watch.evidence(xb, xa).size());
    assertEquals(held().value().version(), Watch.peer(xb, xa).keySetVersion());
    assertFalse(Watch.alarms(xb).contains("E-PEER-EQUIVOCATION"));
  }

  private Act test() {
    return letters.act(letters.test(xa, xb, Urgency.ROUTINE));
  }

  private Forger.Forged naming(Act act, Digest card, Digest keySet) {
    StatementHeader header = forger.header(act);
    StatementHeader.Sender sender = with(with(header.sender(), "card", card), "keySet", keySet);
    StatementBody body = forger.body(act, List.of());
    return forger.statement(Country.CODEC.body().encode(body), with(header, "sender", sender));
  }

  private Digest published() {
    Mesh.require(xa.engine.administration().rotate(KeyUse.SEALING, false, "admin"));
    mesh.settle();
    return newest(xb, xa, IdentityKind.KEY_SET);
  }

  @Test
  void alongALaneKeySetsDoNotGetOlder() {
    Digest old = newest(xb, xa, IdentityKind.KEY_SET);
    Digest fresh = published();
    forger.offer(naming(test(), xa.country.card.hash(), fresh));
    mesh.settle();
    LaneId lane = forger.lane(Urgency.ROUTINE);
    assertEquals(1, Watch.lane(xb, lane).last().seq());
    forger.offer(naming(test(), xa.country.card.hash(), old));
    mesh.settle();
    assertEquals(1, Watch.lane(xb, lane).last().seq(), "nothing was stored");
    assertTrue(Watch.alarms(xb).contains("E-STATEMENT-REFUSED"));
    forger.offer(naming(test(), xa.country.card.hash(), fresh));
    mesh.settle();
    assertEquals(2, Watch.lane(xb, lane).last().seq(), "the same one goes on");
  }

  @Test
  void alongALaneKeySetsDoNotGetOlderAfterARestartEither() {
    Digest old = newest(xb, xa, IdentityKind.KEY_SET);
    forger.offer(naming(test(), xa.country.card.hash(), published()));
    mesh.settle();
    xb.restart();
    mesh.pass(Duration.ofSeconds(3));
    forger.offer(naming(test(), xa.country.card.hash(), old));
    mesh.settle();
    assertEquals(1, Watch.lane(xb, forger.lane(Urgency.ROUTINE)).last().seq());
  }

  @Test
  void alongALaneCardsDoNotGetOlder() {
    Country home = xa.country;
    Signed<Card> second = home.card(2, home.card.hash(), List.of(home.certificates), List.of());
    Mesh.require(
        xa.engine.administration().importCard(Country.CODEC.signedCard().encode(second), "admin"));
    mesh.settle();
    Digest keySet = newest(xb, xa, IdentityKind.KEY_SET);
    forger.offer(naming(test(), second.hash(), keySet));
    mesh.settle();
    forger.offer(naming(test(), home.card.hash(), keySet));
    mesh.settle();
    LaneId lane = forger.lane(Urgency.ROUTINE);
    assertEquals(1, Watch.lane(xb, lane).last().seq());
    assertTrue(Watch.alarms(xb).contains("E-STATEMENT-REFUSED"));
  }

  @Test
  void anOlderKeySetInOneLaneIsNoMatterOfAnother() {
    Digest old = newest(xb, xa, IdentityKind.KEY_SET);
    forger.offer(naming(test(), xa.country.card.hash(), published()));
    mesh.settle();
    Act urgent = letters.act(letters.test(xa, xb, Urgency.URGENT));
    forger.offer(naming(urgent, xa.country.card.hash(), old));
    mesh.settle();
    assertEquals(1, Watch.lane(xb, forger.lane(Urgency.URGENT)).last().seq());
  }

  /** The node itself has signed and committed it: a store or key file put back in part. */
  private void commits(Forger.Forged forged, Act act) {
    LaneId lane = forged.header().laneId();
    xa.store.write(
        tx -> {
          LaneRow row = tx.lane(lane).orElseThrow();
          Position place = forged.offered().place();
          tx.addStatement(
              new StatementRow(
                  lane,
                  place.seq(),
                  place.hash(),
                  forged.signed(),
                  forged.body(),
                  forged.offered().sealed(),
                  act.notAfter(),
                  mesh.now(),
                  act.caseId(),
                  act.id()));
          tx.addAct(
              new ActRow(
                  Fixtures.XA,
                  act.id(),
                  Act.digest(Country.CODEC.act().encode(act)),
                  act.caseId(),
                  act.content().contentType().code(),
                  act.urgency(),
                  true,
                  lane,
                  place.seq(),
                  ActState.ACCEPTED_FOR_SENDING,
                  "",
                  mesh.now(),
                  act.notAfter()));
          tx.putLane(
              new LaneRow(lane, place, mesh.now(), row.receipted(), row.receipt(), LaneState.OPEN));
          return true;
        });
    xa.restart();
  }

  @Test
  void aStepBackRingsAtBothEndsAndTheOtherLanesGoOn() {
    Digest old = newest(xb, xa, IdentityKind.KEY_SET);
    published();
    letters.send(letters.test(xa, xb, Urgency.ROUTINE));
    mesh.settle();
    Act act = test();
    commits(naming(act, xa.country.card.hash(), old), act);
    mesh.pass(Duration.ofSeconds(5));
    assertEquals(1, Watch.lane(xb, forger.lane(Urgency.ROUTINE)).last().seq());
    assertTrue(Watch.alarms(xb).contains("E-STATEMENT-REFUSED"));
    assertTrue(Watch.alarms(xa).contains("E-LANE-PAUSED"));
    Letters.Sent urgent = letters.send(letters.test(xa, xb, Urgency.URGENT));
    mesh.settle();
    assertEquals(ActState.DELIVERED, Watch.state(xa, urgent));
  }
}
