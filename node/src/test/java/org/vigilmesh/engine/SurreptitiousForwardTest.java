package org.vigilmesh.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.vigilmesh.message.MessageFixtures.with;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.vigilmesh.Fixtures;
import org.vigilmesh.delivery.Frame;
import org.vigilmesh.envelope.Position;
import org.vigilmesh.envelope.Statement;
import org.vigilmesh.envelope.StatementHeader;
import org.vigilmesh.identity.Signed;
import org.vigilmesh.message.Act;
import org.vigilmesh.port.Rows.LaneRow;
import org.vigilmesh.port.Rows.StatementRow;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Urgency;

/** Attack: a peer opens what was sent to it and passes it on to a third State as if sent there. */
final class SurreptitiousForwardTest {
  private final TwoNodes two = new TwoNodes();
  private final Mesh.Member xc = two.third();
  private final Letters.Sent sent = two.test(two.xa, two.xb, Urgency.EMERGENCY);

  /** What XB has stored: both signatures and the body of XA's statement. */
  private StatementRow opened() {
    return two.xb
        .store
        .read(view -> view.statement(two.thief.lane(Urgency.EMERGENCY), 1))
        .orElseThrow();
  }

  private static Bytes sealedTo(Mesh.Member recipient, Forger key, Bytes plain) {
    return Country.CODEC
        .sealed()
        .encode(
            Country.CRYPTO
                .sealer(Country.CODEC.sealedHeader())
                .seal(recipient.ref(), key.sealingKey(), plain));
  }

  private void takesNothing() {
    two.mesh.settle();
    assertTrue(xc.store.read(view -> view.act(Fixtures.XA, sent.act().id())).isEmpty());
    for (LaneRow lane : xc.store.read(view -> view.lanes())) {
      assertEquals(0, lane.last().seq(), lane.toString());
    }
  }

  @Test
  void aCopyThatIsSealedToAThirdStateIsRefusedThereOnEveryLink() {
    Signed<StatementHeader> header =
        Country.CODEC.signedHeader().decode(opened().header()).find().orElseThrow();
    Bytes plain = Country.CODEC.statement().encode(new Statement(header, opened().body()));
    Bytes sealed = sealedTo(xc, new Forger(two.mesh, two.xb, xc), plain);
    Frame.Offered offered =
        new Frame.Offered(header.value().incarnation(), new Position(1, header.hash()), sealed);
    for (Mesh.Member link : List.of(two.xb, two.xa)) {
      new Forger(two.mesh, link, xc)
          .send(new Frame.Statements(Urgency.EMERGENCY, List.of(offered)));
      takesNothing();
    }
  }

  /** The signatures are XA's own, over the header as it was. */
  @Test
  void noFieldOfTheHeaderCanBeChangedOnTheWay() {
    Signed<StatementHeader> real =
        Country.CODEC.signedHeader().decode(opened().header()).find().orElseThrow();
    List<UnaryOperator<StatementHeader>> changes = new ArrayList<>();
    changes.add(h -> with(h, "recipient", xc.ref()));
    changes.add(h -> with(with(h, "recipient", xc.ref()), "createdAt", two.mesh.now()));
    changes.add(
        h ->
            with(with(h, "recipient", xc.ref()), "sender", with(h.sender(), "node", two.xb.ref())));
    changes.add(h -> with(with(h, "recipient", xc.ref()), "lane", Urgency.ROUTINE));
    for (UnaryOperator<StatementHeader> change : changes) {
      StatementHeader value = change.apply(real.value());
      Signed<StatementHeader> altered =
          new Signed<>(value, Country.CODEC.header().encode(value), real.signatures());
      Bytes plain = Country.CODEC.statement().encode(new Statement(altered, opened().body()));
      Bytes sealed = sealedTo(xc, new Forger(two.mesh, two.xb, xc), plain);
      for (Mesh.Member link : List.of(two.xb, two.xa)) {
        new Forger(two.mesh, link, xc)
            .send(
                new Frame.Statements(
                    value.lane(),
                    List.of(
                        new Frame.Offered(
                            value.incarnation(), new Position(1, altered.hash()), sealed))));
        takesNothing();
      }
    }
  }

  /** XB signs a statement of its own round XA's act: the endorsements name XA, XB and no other. */
  @Test
  void anActOfAnotherStateInAStatementOfOnesOwnHasNoEffect() {
    Matter matter = new Matter(two.mesh, two.letters, two.xa, two.xb);
    Letters.Sent request = matter.request();
    two.mesh.settle();
    Act act = request.act();
    Forger xb = new Forger(two.mesh, two.xb, xc);
    Bytes body = Country.CODEC.body().encode(two.thief.body(act, TwoNodes.BOTH));
    xb.offer(xb.statement(body, xb.header(act)));
    two.mesh.settle();
    assertTrue(xc.store.read(view -> view.act(Fixtures.XA, act.id())).isEmpty());
    assertEquals("none", matter.stateAt(xc));
    assertTrue(Watch.alarms(xc).contains("E-ACT-UNPROCESSABLE"));
  }
}
