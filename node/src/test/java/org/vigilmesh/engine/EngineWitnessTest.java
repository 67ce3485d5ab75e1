package org.vigilmesh.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.vigilmesh.message.MessageFixtures.with;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigilmesh.Fixtures;
import org.vigilmesh.delivery.Frame;
import org.vigilmesh.delivery.Frame.WitnessAnswer;
import org.vigilmesh.port.Administration.Done;
import org.vigilmesh.port.MemoryStore;
import org.vigilmesh.port.Rows.ActState;
import org.vigilmesh.port.Rows.LaneState;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Urgency;

/** Restored backups, clones and liars: what proof does, and what a claim does not. */
final class EngineWitnessTest {
  private final Mesh mesh = new Mesh();
  private final Letters letters = new Letters(mesh);
  private Mesh.Member xa;
  private Mesh.Member xb;

  @BeforeEach
  void twoNodesThatKnowEachOther() {
    xa = mesh.add(Fixtures.XA, "j.morgan", "p.reyes");
    xb = mesh.add(Fixtures.XB, "a.haddad");
    mesh.introduce(xa, xb);
  }

  private Letters.Sent test(Mesh.Member from, Mesh.Member to, Urgency urgency) {
    Letters.Sent sent = letters.send(letters.test(from, to, urgency));
    mesh.settle();
    return sent;
  }

  private void rolledBack(Mesh.Member member, MemoryStore backup) {
    member.links.takeSent();
    member.restartOn(backup);
    mesh.pass(Duration.ofSeconds(30));
    assertTrue(Watch.isReadOnly(member));
    assertTrue(member.engine.queries().status().reason().contains("rolled back"));
    assertTrue(Watch.alarms(member).contains("E-READ-ONLY"));
    assertFalse(Watch.spoke(member), "nothing leaves before every lane was compared");
  }

  @Test
  void aReadOnlyNodeTakesNothingAndAnswersQuestions() {
    MemoryStore backup = xa.store.copy();
    Letters.Sent lost = test(xa, xb, Urgency.ROUTINE);
    rolledBack(xa, backup);
    Letters.Sent refused = test(xa, xb, Urgency.ROUTINE);
    assertEquals("E-READ-ONLY", Watch.rejection(refused));
    Letters.Sent toIt = test(xb, xa, Urgency.URGENT);
    mesh.pass(Duration.ofMinutes(1));
    assertFalse(Watch.holds(xa, toIt));
    assertEquals(ActState.ACCEPTED_FOR_SENDING, Watch.state(xb, toIt));
    Done done = xa.engine.administration().suspendPeer(Fixtures.XB, "x", "admin");
    assertEquals("E-READ-ONLY", ((Done.Failed) done).code());
    assertFalse(Watch.holds(xa, lost));
    assertFalse(Watch.spoke(xa));
    assertEquals(0, Watch.evidence(xa, xb).size(), "the peer is not accused of our loss");
  }

  @Test
  void readOnlyOutlivesARestart() {
    MemoryStore backup = xa.store.copy();
    test(xa, xb, Urgency.ROUTINE);
    rolledBack(xa, backup);
    xa.restart();
    mesh.pass(Duration.ofSeconds(30));
    assertTrue(Watch.isReadOnly(xa));
    assertFalse(Watch.spoke(xa));
  }

  @Test
  void aRestartWithoutLossStopsNobody() {
    test(xa, xb, Urgency.ROUTINE);
    test(xb, xa, Urgency.EMERGENCY);
    xa.restart();
    xb.restart();
    mesh.pass(Duration.ofSeconds(30));
    assertFalse(Watch.isReadOnly(xa) || Watch.isReadOnly(xb));
    assertEquals(ActState.DELIVERED, Watch.state(xa, test(xa, xb, Urgency.ROUTINE)));
  }

  private static Optional<Frame> altered(Frame frame, UnaryOperator<Frame.Hello> change) {
    return Optional.of(frame instanceof Frame.Hello hello ? change.apply(hello) : frame);
  }

  /** It spoke once its witness had not answered within ten seconds. */
  @ParameterizedTest
  @ValueSource(ints = {9, 11, 29})
  void aRolledBackNodeSpokeWhenItsWitnessWasLate(int seconds) {
    MemoryStore backup = xa.store.copy();
    test(xa, xb, Urgency.ROUTINE);
    List<WitnessAnswer> late = new ArrayList<>();
    xa.links.arriving =
        frame -> {
          if (frame instanceof WitnessAnswer answer) {
            late.add(answer);
            return Optional.empty();
          }
          return Optional.of(frame);
        };
    xa.links.takeSent();
    xa.restartOn(backup);
    test(xa, xb, Urgency.ROUTINE);
    mesh.pass(Duration.ofSeconds(seconds));
    assertFalse(Watch.spoke(xa), "before the witness has answered");
    late.forEach(answer -> xa.links.hand(xa.links.findLinkWith(xb).orElseThrow(), answer));
    mesh.settle();
    assertTrue(Watch.isReadOnly(xa));
    assertFalse(Watch.spoke(xa));
  }

  /** Two stores, the same keys: the copy ignores what its peer shows and speaks on. */
  private void fork() {
    MemoryStore clone = xa.store.copy();
    assertEquals(ActState.DELIVERED, Watch.state(xa, test(xa, xb, Urgency.ROUTINE)));
    xa.links.arriving =
        frame ->
            frame instanceof WitnessAnswer
                ? Optional.empty()
                : altered(
                    frame,
                    hello ->
                        with(
                            with(with(hello, "accepted", List.of()), "receipted", List.of()),
                            "heldForYou",
                            Optional.empty()));
    xa.restartOn(clone);
    mesh.pass(Duration.ofSeconds(5));
    test(xa, xb, Urgency.ROUTINE);
  }

  @Test
  void aForkIsProvedKeptAndSuspendsTheSender() {
    fork();
    assertEquals(1, Watch.evidence(xb, xa).size());
    assertEquals("fork", Watch.evidence(xb, xa).getFirst().kind());
    Bytes proof = Watch.evidence(xb, xa).getFirst().objects().getFirst();
    assertTrue(Country.CODEC.forkProof().decode(proof).find().isPresent());
    assertTrue(Watch.alarms(xb).contains("E-PEER-SPLIT"));
    assertTrue(Watch.alarms(xa).contains("E-LANE-PAUSED"));
    Forger as = new Forger(mesh, xa, xb);
    assertEquals(LaneState.SUSPENDED, Watch.lane(xb, as.lane(Urgency.ROUTINE)).state());
    assertEquals(1, Watch.lane(xb, as.lane(Urgency.ROUTINE)).last().seq(), "the first one stays");
  }

  @Test
  void aSplitSenderIsHeardInEmergenciesAloneAndThenWithACallBack() {
    fork();
    Letters.Sent urgent = test(xa, xb, Urgency.URGENT);
    Letters.Sent emergency = test(xa, xb, Urgency.EMERGENCY);
    mesh.pass(Duration.ofSeconds(3));
    assertFalse(Watch.holds(xb, urgent), "a lane never seen is suspended too");
    assertEquals(ActState.HELD, Watch.state(xb, emergency));
    assertEquals("sender is split: call back", Watch.act(xb, emergency).stateReason());
  }

  @Test
  void aSplitSenderStaysSplitAfterARestart() {
    fork();
    xb.restart();
    mesh.pass(Duration.ofSeconds(5));
    Letters.Sent urgent = test(xa, xb, Urgency.URGENT);
    mesh.pass(Duration.ofSeconds(30));
    assertFalse(Watch.holds(xb, urgent));
    assertEquals(1, Watch.evidence(xb, xa).size(), "one proof is kept");
  }
}
