package org.vigilmesh.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Stream;
import org.vigilmesh.message.ActId;

/** What the officers of XA and XB were told is accepted, to be compared with both databases. */
record Told(List<String> byXa, List<String> byXb) {
  /** In the form and order of {@link Ledger#actsOf}. */
  static List<String> sorted(Stream<ActId> acts) {
    return acts.map(act -> Ledger.hex(act.bytes().toArray())).sorted().toList();
  }

  /** Ends the traffic; each act of it has its receipt. The last one goes from XB to XA. */
  static Told of(Traffic... traffic) {
    List<List<ActId>> ended = Stream.of(traffic).map(Traffic::end).toList();
    return new Told(
        sorted(ended.subList(0, ended.size() - 1).stream().flatMap(List::stream)),
        sorted(ended.getLast().stream()));
  }

  /** Both nodes are stopped: nothing is lost, nothing is there twice, no lane has a gap. */
  void compare(RealNodes nodes, String run) {
    compare(nodes.xa(), nodes.xb(), byXa, run);
    compare(nodes.xb(), nodes.xa(), byXb, run);
    System.out.printf("0 lost, 0 doubled: %s, %d acts accepted%n", run, byXa.size() + byXb.size());
  }

  /** What {@code sender} told its officers, and nothing else of it, is in both databases, once. */
  static void compare(DemoNode sender, DemoNode receiver, List<String> told, String run) {
    try (Ledger own = new Ledger(sender);
        Ledger theirs = new Ledger(receiver)) {
      String from = sender.name();
      assertEquals(told, own.actsOf(from), from + " told and stored, " + run);
      assertEquals(told, theirs.actsOf(from), from + " told and the peer stored, " + run);
      assertEquals(List.of(), own.gapsInLanesOf(from), "gaps at " + from + ", " + run);
      assertEquals(List.of(), theirs.gapsInLanesOf(from), "gaps at the peer, " + run);
    }
  }
}
