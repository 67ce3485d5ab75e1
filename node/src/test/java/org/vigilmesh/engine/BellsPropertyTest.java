package org.vigilmesh.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.vigilmesh.Fixtures;
import org.vigilmesh.casework.Bell;
import org.vigilmesh.casework.CaseState;
import org.vigilmesh.casework.Clock;
import org.vigilmesh.casework.Hold;
import org.vigilmesh.message.Decision;
import org.vigilmesh.port.Rows.AlarmRow;
import org.vigilmesh.port.Rows.RungRow;

/**
 * Whatever clocks, restarts and people do: after each step exactly the bells that are due by the
 * clock of now are rung, each alarm speaks of a clock that runs, and the hold goes on.
 */
final class BellsPropertyTest {
  private static final Duration SLACK = Duration.ofSeconds(10);

  private final Mesh mesh = new Mesh();
  private final Letters letters = new Letters(mesh);
  private final Mesh.Member xa = mesh.add(Fixtures.XA, "j.morgan", "p.reyes");
  private final Mesh.Member xb = mesh.add(Fixtures.XB, "a.haddad");
  private final List<String> story = new ArrayList<>();
  private Matter matter = new Matter(mesh, letters, xa, xb);
  private int acts;
  private int heldSteps;
  private long rungMost;

  private CaseState state(Mesh.Member at) {
    return at.engine.ask(
        (memory, turn) ->
            new FoldedCases(at.ports(), memory).read(turn.tx(), matter.opening.caseId()).state());
  }

  private static Set<String> keys(List<Bell> bells) {
    return bells.stream().map(Bell::key).collect(Collectors.toCollection(TreeSet::new));
  }

  private void check(Mesh.Member at) {
    CaseState state = state(at);
    Clock.Side side = state.side(at.ref().node());
    Instant now = mesh.now();
    List<RungRow> rung = at.store.read(view -> view.rung(matter.opening.caseId()));
    rungMost = Math.max(rungMost, rung.size());
    Set<String> known = rung.stream().map(RungRow::key).collect(Collectors.toSet());
    Set<String> missing = keys(Bell.due(state.timers(), side, now));
    missing.removeAll(known);
    assertEquals(Set.of(), missing, () -> at.ref() + " forgot: " + story);
    List<RungRow> early = rung.stream().filter(row -> row.at().isAfter(now.plus(SLACK))).toList();
    assertEquals(List.of(), early, () -> at.ref() + " rang early: " + story);
    String prefix = "clock/" + matter.opening.caseId() + "/";
    Set<String> speaking =
        Bell.due(state.timers(), side, now.plus(SLACK)).stream()
            .map(bell -> prefix + bell.clockKey())
            .collect(Collectors.toSet());
    List<String> silent =
        at.store.read(view -> view.openAlarms(prefix)).stream()
            .map(AlarmRow::key)
            .filter(key -> !speaking.contains(key))
            .toList();
    assertEquals(List.of(), silent, () -> at.ref() + " alarms of nothing: " + story);
  }

  private void people() {
    switch (acts++) {
      case 0 -> matter.acknowledge();
      case 1 -> matter.decide(Decision.Value.ACCEPTED);
      case 2 -> matter.preserve();
      default -> {}
    }
    mesh.pass(Duration.ofSeconds(3));
  }

  private void step(Random random) {
    Mesh.Member one = random.nextBoolean() ? xa : xb;
    Duration far = Duration.ofMinutes(random.nextInt(1, 60 * 24 * 30));
    int what = random.nextInt(8);
    story.add(what + " " + far + " " + one.ref().node());
    switch (what) {
      case 0 -> mesh.jump(far);
      case 1 -> mesh.jump(far.negated());
      case 2 -> mesh.jump(Duration.ofSeconds(random.nextInt(-9, 600)));
      case 3 -> one.restart();
      case 4, 5 -> {
        one.crash();
        mesh.jump(what == 4 ? far : far.negated());
        one.restart();
      }
      case 6 -> mesh.pass(Duration.ofSeconds(random.nextInt(1, 40)));
      default -> people();
    }
    mesh.settle();
    mesh.jump(Duration.ofSeconds(1));
  }

  private void run(long seed) {
    Random random = new Random(seed);
    matter = new Matter(mesh, letters, xa, xb);
    acts = 0;
    story.clear();
    story.add("-Dbells.seed=" + seed + " -Dbells.runs=1");
    matter.request();
    mesh.pass(Duration.ofMinutes(6));
    boolean wasHeld = false;
    for (int step = 0; step < 25; step++) {
      step(random);
      check(xa);
      check(xb);
      Hold hold = state(xb).hold();
      assertEquals(wasHeld, wasHeld && hold == Hold.EFFECTIVE, story::toString);
      heldSteps += wasHeld ? 1 : 0;
      wasHeld = wasHeld || hold == Hold.EFFECTIVE;
    }
  }

  @Test
  void exactlyWhatIsDueIsRungWhateverClocksAndProcessesDo() {
    mesh.introduce(xa, xb);
    long seed = Long.getLong("bells.seed", 20310304);
    for (int run = 0; run < Integer.getInteger("bells.runs", 6); run++) {
      run(seed + run);
    }
    assertTrue(heldSteps > 10, "a hold ran in some of it: " + heldSteps);
    assertTrue(rungMost > 10, "and much rang: " + rungMost);
  }
}
