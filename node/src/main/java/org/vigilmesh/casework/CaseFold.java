package org.vigilmesh.casework;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.vigilmesh.casework.CaseEvent.Delivered;
import org.vigilmesh.casework.CaseEvent.Stored;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.value.Digest;

/**
 * Makes a case of the set of its acts. Acts are taken in topological order of their parents, ties
 * by sender and act id, so the order in which they arrived has no part in it: both sides, after the
 * same statements, show the same case.
 */
public final class CaseFold {
  private CaseFold() {}

  /** The case that {@code events} make at {@code self}; events of one case, in any order. */
  public static CaseState fold(NodeId self, List<CaseEvent> events) {
    Map<Digest, Stored> acts = acts(events);
    Set<Digest> missing = new TreeSet<>();
    CaseFile file = file(self, events, acts, missing);
    return file.state(latest(acts), missing);
  }

  /** What the rules of the next message look at. */
  static Book book(NodeId self, List<CaseEvent> events) {
    return file(self, events, acts(events), new TreeSet<>()).book();
  }

  private static Map<Digest, Stored> acts(List<CaseEvent> events) {
    Map<Digest, Stored> acts = new LinkedHashMap<>();
    for (CaseEvent event : events) {
      if (event instanceof Stored stored) {
        acts.putIfAbsent(stored.digest(), stored);
      }
    }
    return acts;
  }

  private static CaseFile file(
      NodeId self, List<CaseEvent> events, Map<Digest, Stored> acts, Set<Digest> missing) {
    Map<Digest, Delivered> delivered = new HashMap<>();
    List<CaseEvent.Local> local = new ArrayList<>();
    for (CaseEvent event : events) {
      switch (event) {
        case Stored _ -> {}
        case Delivered receipt -> delivered.putIfAbsent(receipt.act(), receipt);
        case CaseEvent.Local own -> local.add(own);
      }
    }
    CaseFile file = new CaseFile(self, acts, delivered, local);
    Set<Digest> released = file.released();
    Set<Digest> waiting = new HashSet<>();
    for (Stored stored : inOrder(acts)) {
      boolean isReady = true;
      for (Digest parent : stored.act().parents()) {
        if (!acts.containsKey(parent)) {
          missing.add(parent);
          isReady = false;
        }
        isReady &= !waiting.contains(parent);
      }
      if (isReady || released.contains(stored.digest())) {
        file.apply(stored);
      } else {
        waiting.add(stored.digest());
        file.hold(stored);
      }
    }
    file.end();
    return file;
  }

  /** Parents before children; among those free to go, by sender and act id. */
  private static List<Stored> inOrder(Map<Digest, Stored> acts) {
    Map<Digest, Integer> open = new HashMap<>();
    Map<Digest, List<Digest>> children = new HashMap<>();
    TreeSet<Stored> free =
        new TreeSet<>(
            Comparator.comparing((Stored s) -> s.act().sender())
                .thenComparing(s -> s.act().id())
                .thenComparing(Stored::digest));
    for (Stored stored : acts.values()) {
      int parents = 0;
      for (Digest parent : stored.act().parents()) {
        if (acts.containsKey(parent)) {
          parents++;
          children.computeIfAbsent(parent, _ -> new ArrayList<>()).add(stored.digest());
        }
      }
      open.put(stored.digest(), parents);
      if (parents == 0) {
        free.add(stored);
      }
    }
    List<Stored> order = new ArrayList<>();
    while (!free.isEmpty()) {
      Stored next = Objects.requireNonNull(free.pollFirst());
      order.add(next);
      for (Digest child : children.getOrDefault(next.digest(), List.of())) {
        if (open.merge(child, -1, Integer::sum) == 0) {
          free.add(Objects.requireNonNull(acts.get(child)));
        }
      }
    }
    return order;
  }

  private static List<Digest> latest(Map<Digest, Stored> acts) {
    Set<Digest> named = new HashSet<>();
    acts.values().forEach(stored -> named.addAll(stored.act().parents()));
    return acts.keySet().stream().filter(digest -> !named.contains(digest)).sorted().toList();
  }
}
