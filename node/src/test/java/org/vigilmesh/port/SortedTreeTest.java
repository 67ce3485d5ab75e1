package org.vigilmesh.port;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class SortedTreeTest {
  @Test
  void everyHistoryReadsTheSameAsTheJdksTree() {
    Random random = new Random(7);
    TreeMap<Integer, Integer> expected = new TreeMap<>();
    SortedTree<Integer, Integer> tree = SortedTree.empty(Comparator.naturalOrder());
    for (int i = 0; i < 5_000; i++) {
      int key = random.nextInt(200);
      if (random.nextInt(3) == 0) {
        expected.remove(key);
        tree = tree.without(key);
      } else {
        expected.put(key, i);
        tree = tree.with(key, i);
      }
      int at = random.nextInt(220) - 10;
      assertEquals(Optional.ofNullable(expected.get(at)), tree.find(at));
      assertEquals(
          expected.tailMap(at, true).values().stream().limit(5).toList(), tree.from(at, 5));
      assertEquals(
          expected.headMap(at, false).descendingMap().values().stream().limit(5).toList(),
          tree.before(at, 5));
      assertEquals(
          List.copyOf(expected.subMap(at, true, at + 9, true).values()), tree.between(at, at + 9));
    }
    assertEquals(List.copyOf(expected.values()), tree.all());
    assertEquals(Optional.of(expected.lastEntry().getValue()), tree.findLast());
  }

  @Test
  void anOlderTreeStaysAsItWas() {
    SortedTree<Integer, String> old = SortedTree.<Integer, String>empty(Comparator.naturalOrder());
    old = old.with(1, "one");
    SortedTree<Integer, String> next = old.with(1, "uno").with(2, "due").without(1);
    assertEquals(List.of("one"), old.all());
    assertEquals(List.of("due"), next.all());
  }
}
