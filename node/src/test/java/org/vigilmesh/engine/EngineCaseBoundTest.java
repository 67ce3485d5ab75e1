package org.vigilmesh.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vigilmesh.Fixtures;
import org.vigilmesh.casework.CaseState;
import org.vigilmesh.envelope.LaneId;
import org.vigilmesh.identity.NodeRef;
import org.vigilmesh.message.Act;
import org.vigilmesh.message.ActId;
import org.vigilmesh.message.ContentType;
import org.vigilmesh.message.Decision.Value;
import org.vigilmesh.message.MessageFixtures;
import org.vigilmesh.port.Queries.JournalVerdict;
import org.vigilmesh.port.Rows.ActRow;
import org.vigilmesh.port.Rows.ActState;
import org.vigilmesh.port.Rows.StatementRow;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;
import org.vigilmesh.value.Urgency;

/** No State fills a case of ours without end; neither side loses its word by the other's flood. */
final class EngineCaseBoundTest {
  private final Mesh mesh = new Mesh();
  private final Letters letters = new Letters(mesh);
  private Mesh.Member xa;
  private Mesh.Member xb;
  private Matter matter;

  @BeforeEach
  void twoNodesWithOneCase() {
    xa = mesh.add(Fixtures.XA, "j.morgan", "p.reyes");
    xb = mesh.add(Fixtures.XB, "a.haddad", "b.lind");
    mesh.introduce(xa, xb);
    matter = new Matter(mesh, letters, xa, xb);
    matter.request();
    mesh.settle();
  }

  /** Acts in the case as an earlier flood would have left them: on a lane of a life long ago. */
  private void flood(Mesh.Member at, NodeRef from, NodeRef to, int count) {
    LaneId lane = new LaneId(from, to, Urgency.ROUTINE, Fixtures.incarnation(1));
    at.store.write(
        tx -> {
          for (int i = 1; i <= count; i++) {
            tx.addAct(row(lane, i));
          }
          return true;
        });
    at.restart();
    mesh.pass(Duration.ofSeconds(3));
  }

  private ActRow row(LaneId lane, long seq) {
    return new ActRow(
        lane.from().node(),
        ActId.of(mesh.now(), mesh.fresh(10)),
        Digest.sha256(Bytes.u64(seq)),
        matter.opening.caseId(),
        ContentType.HUMAN_ACK.code(),
        Urgency.ROUTINE,
        true,
        lane,
        seq,
        ActState.APPLIED,
        "",
        mesh.now(),
        mesh.now());
  }

  private Act offered(Forger forger, Act act) {
    forger.offer(forger.statement(act, java.util.List.of("a.haddad")));
    mesh.settle();
    return act;
  }

  private Act word() {
    return letters.act(
        matter.answering(
            MessageFixtures.with(MessageFixtures.ack(), "inReplyTo", matter.requestId())));
  }

  @Test
  void whatComesAfterTheLastIsStoredReceiptedAndWithoutEffect() {
    Forger forger = new Forger(mesh, xb, xa);
    flood(xa, xb.ref(), xa.ref(), CaseState.SIDE_ACTS_MAX - 1);
    Act last = offered(forger, word());
    assertTrue(matter.actsAt(xa).stream().anyMatch(row -> row.id().equals(last.id())));
    Act beyond = offered(forger, word());
    assertFalse(matter.actsAt(xa).stream().anyMatch(row -> row.id().equals(beyond.id())));
    assertEquals(CaseState.SIDE_ACTS_MAX + 1, matter.actsAt(xa).size(), "with the request");
    var lane = forger.lane(Urgency.URGENT);
    assertEquals(2, Watch.lane(xa, lane).last().seq(), "the lane goes on");
    assertEquals(2, Watch.lane(xa, lane).receipted());
    ActRow row = xa.store.read(view -> view.actsAt(lane, 2, 1)).getFirst();
    assertEquals(ActState.UNPROCESSABLE, row.state());
    assertTrue(row.stateReason().contains("full"), row.stateReason());
    assertTrue(Watch.alarms(xa).contains("E-ACT-UNPROCESSABLE"));
    assertInstanceOf(JournalVerdict.Intact.class, xa.engine.queries().verifyJournal());
  }

  @Test
  void ourOwnWordIsStillFreeInACaseFullOfTheirs() {
    flood(xb, xa.ref(), xb.ref(), CaseState.SIDE_ACTS_MAX);
    assertTrue(settled(matter.acknowledge()).isAccepted());
    assertTrue(settled(matter.decide(Value.ACCEPTED)).isAccepted());
    assertEquals("accepted", matter.stateAt(xa));
  }

  @Test
  void aCaseFullOfOursTakesNoMoreOfOurs() {
    flood(xb, xb.ref(), xa.ref(), CaseState.SIDE_ACTS_MAX);
    Letters.Sent sent = settled(matter.acknowledge());
    assertEquals("E-CASE-FULL", Watch.rejection(sent));
    assertFalse(Watch.holds(xb, sent));
  }

  @Test
  void aFewLargeActsFillACaseToo() {
    LaneId lane = new LaneId(xb.ref(), xa.ref(), Urgency.ROUTINE, Fixtures.incarnation(1));
    ActRow large = row(lane, 1);
    xa.store.write(
        tx -> {
          tx.addAct(large);
          tx.addStatement(
              new StatementRow(
                  lane,
                  1,
                  large.digest(),
                  Bytes.EMPTY,
                  Bytes.of(new byte[(int) CaseState.SIDE_BYTES_MAX]),
                  Bytes.EMPTY,
                  mesh.now(),
                  mesh.now(),
                  large.caseId(),
                  large.id()));
          return true;
        });
    xa.restart();
    mesh.pass(Duration.ofSeconds(3));
    Act beyond = offered(new Forger(mesh, xb, xa), word());
    assertFalse(matter.actsAt(xa).stream().anyMatch(row -> row.id().equals(beyond.id())));
    assertTrue(Watch.alarms(xa).contains("E-ACT-UNPROCESSABLE"));
  }

  private Letters.Sent settled(Letters.Sent sent) {
    mesh.settle();
    return sent;
  }
}
