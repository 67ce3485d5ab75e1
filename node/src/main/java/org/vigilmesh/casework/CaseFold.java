package org.vigilmesh.casework;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.vigilmesh.casework.CaseEvent.Delivered;
import org.vigilmesh.casework.CaseEvent.Stored;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.message.Act;
import org.vigilmesh.message.Assistance;
import org.vigilmesh.message.Content;
import org.vigilmesh.message.ContentType;
import org.vigilmesh.message.Decision;
import org.vigilmesh.message.Described;
import org.vigilmesh.message.Holding;
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

  /**
   * Parents before children; of two openings the one that was answered; among those free to go, by
   * sender, then what keeps a hold before what ends one, then by act id. So a message that comes
   * late never takes away a hold that another made.
   */
  private static List<Stored> inOrder(Map<Digest, Stored> acts) {
    Map<Digest, Integer> open = new HashMap<>();
    Map<Digest, List<Digest>> children = new HashMap<>();
    TreeSet<Stored> free = new TreeSet<>(ORDER);
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
    Optional<Stored> opening = opening(acts);
    while (!free.isEmpty()) {
      Stored next =
          order.isEmpty() && opening.isPresent()
              ? opening.get()
              : Objects.requireNonNull(free.first());
      free.remove(next);
      order.add(next);
      for (Digest child : children.getOrDefault(next.digest(), List.of())) {
        if (open.merge(child, -1, Integer::sum) == 0) {
          free.add(Objects.requireNonNull(acts.get(child)));
        }
      }
    }
    return order;
  }

  private static final Comparator<Stored> ORDER =
      Comparator.comparing((Stored s) -> s.act().sender())
          .thenComparingInt(s -> rank(s.act()))
          .thenComparing(s -> s.act().id())
          .thenComparing(Stored::digest);

  /** What makes or keeps a hold first, what refuses or ends one last. */
  private static int rank(Act act) {
    return switch (act.content()) {
      case Content.PreservationConfirmation _, Assistance.MlaReceived _ -> 0;
      case Decision decision -> ContentRules.stageOf(decision.value()) == Stage.ACCEPTED ? 0 : 2;
      case Holding.ReleaseConfirmation _, Holding.ExpiryFinal _, Assistance.MlaDecided _ -> 3;
      case Content.CaseRequest _,
          Described _,
          Content.HumanAck _,
          Content.ChannelTest _,
          Content.UnknownContent _ ->
          1;
    };
  }

  /** Where two acts open the same case: the one that its addressee answered first. */
  private static Optional<Stored> opening(Map<Digest, Stored> acts) {
    List<Stored> openings =
        acts.values().stream()
            .filter(s -> s.effective() && s.act().parents().isEmpty())
            .filter(s -> s.act().opens() != ContentType.Opens.NOTHING)
            .sorted(ORDER)
            .toList();
    if (openings.size() < 2) {
      return openings.stream().findFirst();
    }
    Lineage lineage = new Lineage(acts);
    return openings.stream().min(Comparator.comparingLong(one -> -answers(one, acts, lineage)));
  }

  private static long answers(Stored opening, Map<Digest, Stored> acts, Lineage lineage) {
    return acts.values().stream()
        .filter(s -> s.act().sender().node().equals(opening.act().recipient().node()))
        .filter(s -> lineage.isBefore(opening.digest(), s.digest()))
        .count();
  }

  private static List<Digest> latest(Map<Digest, Stored> acts) {
    Set<Digest> named = new HashSet<>();
    acts.values().forEach(stored -> named.addAll(stored.act().parents()));
    return acts.keySet().stream().filter(digest -> !named.contains(digest)).sorted().toList();
  }
}
