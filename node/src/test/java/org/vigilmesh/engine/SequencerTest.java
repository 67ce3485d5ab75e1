package org.vigilmesh.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class SequencerTest {
  private final Sequencer<String> sequencer = new Sequencer<>();

  @Test
  void whatReturnsInOrderIsHandledAtOnce() {
    long first = sequencer.ticket();
    long second = sequencer.ticket();
    assertEquals(List.of("a"), sequencer.complete(first, "a"));
    assertEquals(List.of("b"), sequencer.complete(second, "b"));
    assertEquals(0, sequencer.outstanding());
  }

  @Test
  void whatReturnsEarlyWaitsForThoseBeforeIt() {
    long first = sequencer.ticket();
    long second = sequencer.ticket();
    long third = sequencer.ticket();
    assertEquals(List.of(), sequencer.complete(third, "c"));
    assertEquals(List.of(), sequencer.complete(second, "b"));
    assertEquals(3, sequencer.outstanding());
    assertEquals(List.of("a", "b", "c"), sequencer.complete(first, "a"));
    assertEquals(0, sequencer.outstanding());
  }

  @Test
  void aTicketIsCompletedOnce() {
    long first = sequencer.ticket();
    sequencer.complete(first, "a");
    assertThrows(IllegalStateException.class, () -> sequencer.complete(first, "again"));
    assertThrows(IllegalStateException.class, () -> sequencer.complete(2, "never handed out"));
  }

  @Test
  void everyOrderOfReturnGivesTheOrderOfTickets() {
    long base = Long.getLong("sim.seed", 1);
    for (long seed = base; seed < base + 200; seed++) {
      Random random = new Random(seed);
      Sequencer<Long> one = new Sequencer<>();
      List<Long> out = new ArrayList<>();
      List<Long> handled = new ArrayList<>();
      long tickets = 0;
      while (tickets < 40 || !out.isEmpty()) {
        if (tickets < 40 && random.nextBoolean()) {
          out.add(one.ticket());
          tickets++;
          Collections.shuffle(out, random);
        } else if (!out.isEmpty()) {
          long next = out.removeLast();
          handled.addAll(one.complete(next, next));
        }
      }
      List<Long> expected = new ArrayList<>();
      for (long ticket = 1; ticket <= 40; ticket++) {
        expected.add(ticket);
      }
      assertEquals(expected, handled, "-Dsim.seed=" + seed);
    }
  }
}
