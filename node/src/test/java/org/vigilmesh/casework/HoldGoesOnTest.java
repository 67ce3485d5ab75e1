package org.vigilmesh.casework;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.vigilmesh.casework.Dossier.Q;
import static org.vigilmesh.casework.Dossier.R;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.vigilmesh.casework.CaseEvent.Stored;
import org.vigilmesh.identity.NodeRef;
import org.vigilmesh.value.Digest;

/**
 * Whatever is said, by whom, in which order it comes and whatever the clocks do: a hold ends only
 * by a person of the side that has it, and both sides show the same once both have all.
 */
final class HoldGoesOnTest {
  private static final List<Lines.Line> LINES = Lines.all();

  private static List<Digest> someOf(List<Digest> all, Random random) {
    List<Digest> some = new ArrayList<>(all);
    Collections.shuffle(some, random);
    return some.subList(0, Math.min(some.size(), random.nextInt(3)));
  }

  /** Anything at all, with or without a name under it, having seen anything; clocks may jump. */
  private static void sayAnything(Copies copies, Random random, List<Digest> said) {
    NodeRef from = random.nextInt(3) == 0 ? copies.opener : copies.asked;
    Book book = CaseFold.book(from.node(), copies.events(from));
    Lines.Line line = LINES.get(random.nextInt(LINES.size()));
    List<Digest> parents =
        random.nextInt(3) > 0 ? copies.state(from).latest() : someOf(said, random);
    List<String> officers = random.nextInt(5) == 0 ? List.of() : List.of("j.morgan", "a.novak");
    Stored stored =
        copies.draft(
            from, line.words().apply(new Lines.Sight(book, copies.now())), parents, officers);
    said.add(stored.digest());
    copies.send(from, stored, line.name());
    copies.pass(Duration.ofHours(random.nextInt(24 * 50) - 200L));
  }

  private static void sayLegal(Copies copies, Random random, List<Digest> said) {
    NodeRef side = random.nextBoolean() ? copies.opener : copies.asked;
    List<Lines.Line> may = copies.signable(side, _ -> true);
    if (!may.isEmpty()) {
      copies.say(side, may.get(random.nextInt(may.size())));
      said.addAll(copies.state(side).latest());
    }
  }

  /** A hold that has become less has a named person of its side behind it. */
  private static void checkHold(Hold before, CaseState now, Copies copies, NodeRef side) {
    boolean isLess = now.hold() == Hold.ENDED || now.hold().compareTo(before) < 0;
    if (!isLess || before == now.hold()) {
      return;
    }
    boolean isByPerson =
        copies.events(side).stream()
            .filter(Stored.class::isInstance)
            .map(Stored.class::cast)
            .filter(s -> now.outcomes().get(s.digest()) instanceof Outcome.Applied)
            .filter(s -> s.act().sender().equals(copies.asked) && !s.act().isNotice())
            .map(s -> Grid.find(s.act()).orElseThrow())
            .anyMatch(
                row ->
                    row == Grid.RELEASE_CONFIRMATION
                        || row == Grid.EXPIRY_FINAL
                        || row == Grid.EMERGENCY_DATA_ANSWER);
    assertTrue(isByPerson, () -> before + " became " + now.hold() + ": " + copies.story());
  }

  private static void run(long seed) {
    Random random = new Random(seed);
    boolean isOpenerFirst = random.nextBoolean();
    Copies copies = new Copies(isOpenerFirst ? Q : R, isOpenerFirst ? R : Q);
    copies.say(copies.opener, Scenes.line("request"));
    copies.arriveAll();
    Hold atOpener = Hold.NONE;
    Hold atAsked = Hold.NONE;
    List<Digest> said = new ArrayList<>(copies.state(copies.asked).latest());
    for (int step = 0; step < 20; step++) {
      if (random.nextInt(4) == 0) {
        sayAnything(copies, random, said);
      } else {
        sayLegal(copies, random, said);
      }
      NodeRef from = random.nextBoolean() ? copies.opener : copies.asked;
      if (copies.onTheWayFrom(from) > 0) {
        copies.arrive(from);
      }
      CaseState opener = copies.state(copies.opener);
      CaseState asked = copies.state(copies.asked);
      checkHold(atOpener, opener, copies, copies.opener);
      checkHold(atAsked, asked, copies, copies.asked);
      atOpener = opener.hold();
      atAsked = asked.hold();
    }
    copies.arriveAll();
    CaseState expected = copies.state(copies.opener);
    assertEquals(expected, copies.state(copies.asked), copies::story);
    List<CaseEvent> again = new ArrayList<>(copies.events(copies.asked));
    Collections.shuffle(again, random);
    assertEquals(expected, CaseFold.fold(copies.asked.node(), again), "after a restart");
  }

  @Test
  void noSequenceEndsAHoldWithoutAPersonOrShowsTheSidesDifferentFacts() {
    long seed = Long.getLong("casework.seed", 20310304);
    int runs = Integer.getInteger("casework.runs", 40);
    for (int run = 0; run < runs; run++) {
      long own = seed + run;
      try {
        run(own);
      } catch (AssertionError e) {
        throw new AssertionError("-Dcasework.seed=" + own + " -Dcasework.runs=1", e);
      }
    }
  }
}
