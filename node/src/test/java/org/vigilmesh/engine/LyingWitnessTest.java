package org.vigilmesh.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.vigilmesh.message.MessageFixtures.with;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.vigilmesh.Fixtures;
import org.vigilmesh.delivery.Frame;
import org.vigilmesh.delivery.Frame.LaneHint;
import org.vigilmesh.delivery.Frame.WitnessAnswer;
import org.vigilmesh.delivery.Frame.WitnessKind;
import org.vigilmesh.delivery.Policy;
import org.vigilmesh.envelope.Position;
import org.vigilmesh.envelope.StatementHeader;
import org.vigilmesh.identity.Signed;
import org.vigilmesh.port.Rows.ActState;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Urgency;

/** Attack: a peer claims to hold what we never said, to switch us off. */
final class LyingWitnessTest {
  private final TwoNodes two = new TwoNodes();
  private final Mesh mesh = two.mesh;
  private final Mesh.Member xa = two.xa;
  private final Mesh.Member xb = two.xb;

  private static Optional<Frame> altered(Frame frame, UnaryOperator<Frame.Hello> change) {
    return Optional.of(frame instanceof Frame.Hello hello ? change.apply(hello) : frame);
  }

  private List<LaneHint> claim() {
    Position madeUp = new Position(7, Fixtures.digest("made up"));
    var incarnation = xa.store.read(view -> view.life()).orElseThrow().incarnation();
    return List.of(new LaneHint(Urgency.URGENT, incarnation, madeUp));
  }

  @Test
  void aMadeUpClaimStopsNobodyAndIsListed() {
    xa.links.arriving = frame -> altered(frame, hello -> with(hello, "accepted", claim()));
    xa.restart();
    mesh.pass(Duration.ofSeconds(5));
    assertFalse(Watch.isReadOnly(xa));
    assertEquals(
        List.of("claims without proof to hold a STATEMENT of ours"), Watch.peer(xa, xb).claims());
    assertEquals(ActState.DELIVERED, Watch.state(xa, two.test(xa, xb, Urgency.URGENT)));
  }

  @Test
  void aClaimThatIsNeverAnsweredShutsTheClaimantsOwnLinkAndNoOther() {
    Mesh.Member xc = mesh.add(Fixtures.XC, "m.dubois");
    mesh.introduce(xa, xc);
    xa.links.arriving =
        frame ->
            frame instanceof WitnessAnswer
                ? Optional.empty()
                : altered(
                    frame,
                    hello ->
                        hello.node().equals(Fixtures.XB)
                            ? with(hello, "accepted", claim())
                            : hello);
    xa.restart();
    Letters.Sent toLiar = two.test(xa, xb, Urgency.URGENT);
    Letters.Sent toOther = two.test(xa, xc, Urgency.URGENT);
    mesh.pass(Duration.ofSeconds(45));
    assertEquals(ActState.ACCEPTED_FOR_SENDING, Watch.state(xa, toLiar));
    assertEquals(ActState.DELIVERED, Watch.state(xa, toOther));
    assertTrue(Watch.alarms(xa).contains("E-PEER-CLAIM"));
    assertFalse(Watch.isReadOnly(xa));
    xa.links.arriving = Optional::of;
    mesh.pass(Policy.DEFAULT.link().witnessWait().multipliedBy(3));
    assertEquals(
        ActState.DELIVERED,
        Watch.state(xa, toLiar),
        "the liar has come to its senses, and its second link, which waits twice as long, is over");
  }

  @Test
  void objectsThatAreNotOursProveNothing() {
    two.test(xa, xb, Urgency.ROUTINE);
    two.test(xb, xa, Urgency.ROUTINE);
    Forger liar = new Forger(mesh, xb, xa);
    Bytes theirs =
        xb.store.read(view -> view.statement(liar.lane(Urgency.ROUTINE), 1)).orElseThrow().header();
    StatementHeader real = Country.CODEC.signedHeader().decode(theirs).find().orElseThrow().value();
    StatementHeader toSelf =
        with(with(real, "sender", with(real.sender(), "node", xa.ref())), "recipient", xa.ref());
    Bytes bytes = Country.CODEC.header().encode(toSelf);
    Bytes forged =
        Country.CODEC
            .signedHeader()
            .encode(
                new Signed<>(
                    toSelf,
                    bytes,
                    new org.vigilmesh.identity.Signatures(
                        xa.country.certificates.id(),
                        Fixtures.signatures(xa.ref(), "none").p256(),
                        Fixtures.signatures(xa.ref(), "none").mlDsa())));
    for (Bytes object : List.of(theirs, forged, Bytes.utf8("nonsense"), Bytes.EMPTY)) {
      for (WitnessKind kind : WitnessKind.values()) {
        liar.send(new WitnessAnswer(kind, Urgency.ROUTINE, Optional.of(object)));
      }
    }
    mesh.settle();
    assertFalse(Watch.isReadOnly(xa));
    assertEquals(6, Watch.peer(xa, xb).claims().size(), "repeats add nothing");
    assertEquals(ActState.DELIVERED, Watch.state(xa, two.test(xa, xb, Urgency.ROUTINE)));
  }
}
