package org.vigilmesh.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vigilmesh.Fixtures;
import org.vigilmesh.casework.CaseState;
import org.vigilmesh.casework.Clock;
import org.vigilmesh.casework.Lengths;
import org.vigilmesh.casework.Lengths.Key;
import org.vigilmesh.port.CaseStanding.Running;
import org.vigilmesh.port.Rows.AlarmRow;
import org.vigilmesh.port.Rows.CaseRow;
import org.vigilmesh.value.Urgency;

/** Lengths of a node's own move what it shows and rings, from its next start on, and no case. */
final class EngineLengthsTest {
  private static final Duration HOUR = Duration.ofHours(1);

  private final Mesh mesh = new Mesh();
  private final Letters letters = new Letters(mesh);
  private Mesh.Member xa;
  private Mesh.Member xb;
  private Matter matter;
  private Instant came = Instant.EPOCH;

  @BeforeEach
  void anUrgentRequestIsDelivered() {
    xa = mesh.add(Fixtures.XA, "j.morgan", "p.reyes");
    xb = mesh.add(Fixtures.XB, "a.haddad");
    mesh.introduce(xa, xb);
    matter = new Matter(mesh, letters, xa, xb);
    matter.request();
    mesh.settle();
    came = mesh.now();
  }

  private static Lengths hours(long hours, Mesh.Member peer) {
    Key key = new Key(Clock.ACKNOWLEDGEMENT, Urgency.URGENT, Optional.of(peer.ref().node()));
    return new Lengths(Map.of(key, HOUR.multipliedBy(hours)));
  }

  private Running ack(Mesh.Member at) {
    return at.engine
        .queries()
        .caseStatus(matter.opening.caseId())
        .orElseThrow()
        .standing()
        .clocks()
        .getFirst();
  }

  private List<String> codes(Mesh.Member at) {
    String prefix = "clock/" + matter.opening.caseId() + "/acknowledgement/";
    return at.engine.queries().alarms().stream()
        .filter(alarm -> alarm.key().startsWith(prefix))
        .map(AlarmRow::code)
        .toList();
  }

  private void restart(Mesh.Member at, Lengths lengths) {
    at.lengths = lengths;
    at.restart();
    mesh.pass(Duration.ofSeconds(2));
  }

  private CaseState state(Mesh.Member at) {
    return at.engine.ask(
        (memory, turn) ->
            new FoldedCases(at.ports(), memory).read(turn.tx(), matter.opening.caseId()).state());
  }

  @Test
  void aShorterLengthRingsEarlierFromTheNextStartOn() {
    mesh.jump(HOUR);
    restart(xb, hours(2, xa));
    assertEquals(List.of("N-CLOCK-REMINDER"), codes(xb), "half of two hours has gone");
    assertEquals(came.plus(HOUR.multipliedBy(2)), ack(xb).end());
    assertEquals(
        Optional.of(came.plus(HOUR.multipliedBy(2))),
        matter.rowAt(xb).flatMap(CaseRow::deadline),
        "lists show it, too");
    mesh.jump(HOUR);
    assertEquals(List.of("E-CLOCK-BREACH"), codes(xb));
    assertEquals(List.of(), codes(xa), "the other side keeps its own");
    assertEquals(came.plus(HOUR.multipliedBy(8)), ack(xa).end());
  }

  @Test
  void aLongerLengthTakesBackNoBellThatRangAndDelaysTheNext() {
    restart(xb, hours(4, xa));
    mesh.jump(HOUR.multipliedBy(3));
    assertEquals(List.of("N-CLOCK-REMINDER"), codes(xb));
    restart(xb, Lengths.SHIPPED);
    mesh.jump(HOUR.multipliedBy(2));
    assertEquals(List.of("N-CLOCK-REMINDER"), codes(xb), "no breach after five of eight hours");
    mesh.jump(HOUR.multipliedBy(3));
    assertEquals(List.of("E-CLOCK-BREACH"), codes(xb));
  }

  @Test
  void anotherPeersLengthsMoveNothing() {
    Mesh.Member xc = mesh.add(Fixtures.XC, "k.brandt");
    restart(xb, hours(2, xc));
    assertEquals(came.plus(HOUR.multipliedBy(8)), ack(xb).end());
  }

  @Test
  void bothSidesFoldTheSameCaseWhateverTheirLengthsAre() {
    CaseState before = state(xb);
    restart(xb, hours(1, xa));
    assertEquals(before, state(xb));
    assertEquals(state(xa).base(), state(xb).base());
    assertEquals(state(xa).timers(), state(xb).timers());
  }

  @Test
  void aStoreWithoutBellsGetsThemAtTheNextStart() {
    assertTrue(xb.store.read(view -> view.nextBell()).isPresent());
    xb.store.write(
        tx -> {
          tx.dropBell(matter.opening.caseId());
          tx.putSummaryForm(0);
          return true;
        });
    xb.restart();
    mesh.pass(Duration.ofSeconds(2));
    mesh.jump(HOUR.multipliedBy(8));
    assertEquals(List.of("E-CLOCK-BREACH"), codes(xb));
  }
}
