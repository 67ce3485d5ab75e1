package org.vigilmesh.engine;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What runs have met: how often each class of fault struck, and named situations that are rare. */
final class Coverage {
  /** What is rare and must be met in a long run: a hole here is a hole in the simulator. */
  private static final List<String> RARE =
      List.of(
          "a node found that it was rolled back",
          "a node was resumed by its people",
          "a node was resumed while it trusted a peer no more",
          "a receipt was lost while its signer changed keys",
          "a repeat was answered with the receipt of before",
          "a statement was sealed again",
          "an act came a second time and had no second effect",
          "an act ran out of time undelivered",
          "an act was kept as HELD",
          "an old sealing key was destroyed",
          "evidence kept: false receipt",
          "evidence kept: fork",
          "one backup was restored twice",
          "refused: FORK",
          "refused: INVALID",
          "refused: NEED_IDENTITY",
          "refused: SEALING_KEY",
          "statements were handed back to their sender",
          "two lives of one node signed for one place");

  /** Every named step of a turn at which a process can end. */
  private static final List<String> STEPS =
      List.of(
          "E1.turn.drained",
          "E2.turn.stepped",
          "E3.turn.beforeCommit",
          "E4.turn.afterCommit",
          "E6.turn.effect",
          "R10.receipt.sent",
          "R11.receipt.stored",
          "R3.open.handed",
          "R4.open.returned",
          "R5.position.decided",
          "R6.accept.committed",
          "R8.receipt.handed",
          "R9.receipt.signed",
          "S10.receipt.committed",
          "S2.place.reserved",
          "S3.sign.handed",
          "S4.sign.returned",
          "S5.statement.committed",
          "S6.send.before",
          "S9.receipt.verified");

  private final Map<Fault, Long> faults = new EnumMap<>(Fault.class);
  private final Map<String, Long> situations = new TreeMap<>();
  private final Map<String, Long> steps = new TreeMap<>();

  void hit(Fault fault) {
    faults.merge(fault, 1L, Long::sum);
  }

  void met(String situation) {
    situations.merge(situation, 1L, Long::sum);
  }

  /** A process ended at a named step. */
  void endedAt(String step) {
    steps.merge(step, 1L, Long::sum);
  }

  /** What was never met of all that has a name, and what struck fewer than {@code least} times. */
  List<String> missing(long least) {
    List<String> missing = new ArrayList<>();
    for (Fault fault : Fault.values()) {
      if (hits(fault) < least) {
        missing.add(fault.word() + ": " + hits(fault) + " times, not " + least);
      }
    }
    RARE.stream().filter(name -> !situations.containsKey(name)).forEach(missing::add);
    STEPS.stream().filter(name -> !steps.containsKey(name)).forEach(missing::add);
    return missing;
  }

  long hits(Fault fault) {
    return faults.getOrDefault(fault, 0L);
  }

  Map<String, Long> situations() {
    return situations;
  }

  Map<String, Long> steps() {
    return steps;
  }

  void add(Coverage other) {
    other.faults.forEach((fault, count) -> faults.merge(fault, count, Long::sum));
    other.situations.forEach((name, count) -> situations.merge(name, count, Long::sum));
    other.steps.forEach((step, count) -> steps.merge(step, count, Long::sum));
  }
}
