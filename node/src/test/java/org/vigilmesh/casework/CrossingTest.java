package org.vigilmesh.casework;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.vigilmesh.casework.Dossier.Q;
import static org.vigilmesh.casework.Dossier.R;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigilmesh.identity.NodeRef;

/**
 * The model test of the case: two honest copies, with up to two messages crossing each way, never
 * meet a forbidden cell and come to the same state. {@code -Dcasework.crossings=full} tries all
 * pairs of pairs.
 */
final class CrossingTest {
  /** Lines that move nothing; one of them stands for all. */
  private static final Set<Grid> QUIET =
      Set.of(
          Grid.DISPLAYED,
          Grid.STATUS_QUERY,
          Grid.EXPIRY_WARNING,
          Grid.CASE_FEEDBACK,
          Grid.ONWARD_TRANSFER_DECISION,
          Grid.INCIDENT_NOTICE);

  private static boolean isLong() {
    return "full".equals(System.getProperty("casework.crossings"));
  }

  private static boolean isLoud(Lines.Line line) {
    return !QUIET.contains(line.row());
  }

  /** What a case that was agreed upon looked like, and a way there. */
  private static Map<String, Copies> agreed(NodeRef opener, NodeRef asked, int max) {
    Map<String, Copies> known = new LinkedHashMap<>();
    Copies begin = new Copies(opener, asked);
    begin.say(opener, Scenes.line("request"));
    List<Copies> open = new java.util.ArrayList<>();
    known.put("sent", begin);
    Copies delivered = begin.copy();
    delivered.arriveAll();
    open.add(delivered);
    known.put(face(delivered), delivered);
    while (!open.isEmpty() && known.size() < max) {
      Copies from = open.removeFirst();
      for (NodeRef side : List.of(opener, asked)) {
        for (Lines.Line line : from.signable(side, CrossingTest::isLoud)) {
          Copies next = from.copy();
          next.say(side, line);
          next.arriveAll();
          if (known.putIfAbsent(face(next), next) == null) {
            open.add(next);
          }
        }
      }
    }
    return known;
  }

  /** What decides what may be said next. */
  private static String face(Copies copies) {
    CaseState state = copies.state(copies.opener);
    return state.base()
        + " "
        + state.overlays().keySet().stream().sorted().toList()
        + state.hold()
        + state.flags().stream().sorted().toList();
  }

  private static void checkHonest(Copies copies) {
    for (NodeRef side : List.of(copies.opener, copies.asked)) {
      CaseState state = copies.state(side);
      state
          .outcomes()
          .forEach(
              (digest, outcome) ->
                  assertTrue(
                      !(outcome instanceof Outcome.Violation),
                      () -> outcome + " at " + side + " after " + copies.story()));
    }
  }

  private static void checkSame(Copies copies) {
    copies.arriveAll();
    checkHonest(copies);
    assertEquals(copies.state(copies.opener), copies.state(copies.asked), () -> copies.story());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void oneMessageCrossingEachWayNeverMeetsAForbiddenCell(boolean isOpenerFirst) {
    NodeRef opener = isOpenerFirst ? Q : R;
    NodeRef asked = isOpenerFirst ? R : Q;
    int pairs = 0;
    for (Copies from : agreed(opener, asked, isLong() ? 400 : 7).values()) {
      List<Lines.Line> theirs = from.signable(asked, CrossingTest::isLoud);
      for (Lines.Line one : from.signable(opener, CrossingTest::isLoud)) {
        for (Lines.Line other : theirs) {
          Copies crossing = from.copy();
          crossing.say(opener, one);
          crossing.say(asked, other);
          checkSame(crossing);
          pairs++;
        }
      }
    }
    assertTrue(pairs > 200, "crossings tried: " + pairs);
  }

  /** A walk of an honest case; at most two messages are on their way from each side. */
  private static void walk(long seed, boolean isOpenerFirst) {
    Random random = new Random(seed);
    Copies copies = new Copies(isOpenerFirst ? Q : R, isOpenerFirst ? R : Q);
    copies.say(copies.opener, Scenes.line("request"));
    for (int step = 0; step < 24; step++) {
      NodeRef side = random.nextBoolean() ? copies.opener : copies.asked;
      boolean isSaying = copies.onTheWayFrom(side) < 2 && random.nextInt(5) < 3;
      if (isSaying) {
        List<Lines.Line> may = copies.signable(side, CrossingTest::isLoud);
        if (!may.isEmpty()) {
          copies.say(side, may.get(random.nextInt(may.size())));
        }
      } else if (copies.onTheWayFrom(side) > 0) {
        copies.arrive(side);
        checkHonest(copies);
      } else if (random.nextInt(4) == 0) {
        copies.pass(Duration.ofDays(random.nextInt(40)));
      }
    }
    checkSame(copies);
  }

  @Test
  void twoMessagesCrossingEachWayEndInTheSameState() {
    long seed = Long.getLong("casework.seed", 20310304);
    int walks = Integer.getInteger("casework.walks", isLong() ? 20_000 : 30);
    for (int run = 0; run < walks; run++) {
      long own = seed + run;
      try {
        walk(own, run % 2 == 0);
      } catch (AssertionError e) {
        throw new AssertionError("-Dcasework.seed=" + own + " -Dcasework.walks=1", e);
      }
    }
  }

  @Test
  void allPairsOfPairsWhenAskedFor() {
    boolean isFull = isLong();
    int scenes = isFull ? 400 : 2;
    int tried = 0;
    for (Copies from : agreed(Q, R, scenes).values()) {
      for (Lines.Line one : from.signable(from.opener, CrossingTest::isLoud)) {
        Copies first = from.copy();
        first.say(from.opener, one);
        for (Lines.Line two : first.signable(from.opener, CrossingTest::isLoud)) {
          Copies both = first.copy();
          both.say(from.opener, two);
          tried += answers(both, isFull);
        }
      }
    }
    assertTrue(tried > 10, "tried: " + tried);
  }

  /** The other side says two things as well, having seen neither. */
  private static int answers(Copies crossing, boolean isFull) {
    int tried = 0;
    for (Lines.Line one : crossing.signable(crossing.asked, CrossingTest::isLoud)) {
      Copies third = crossing.copy();
      third.say(crossing.asked, one);
      for (Lines.Line two : third.signable(crossing.asked, CrossingTest::isLoud)) {
        if (isFull || (one.name().hashCode() + two.name().hashCode()) % 97 == 0) {
          Copies all = third.copy();
          all.say(crossing.asked, two);
          checkSame(all);
          tried++;
        }
      }
    }
    return tried;
  }
}
