package org.vigilmesh.casework;

import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.vigilmesh.casework.CaseState.Facts;
import org.vigilmesh.casework.CaseState.Flag;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.message.Act;
import org.vigilmesh.message.ActId;
import org.vigilmesh.value.Digest;
import org.vigilmesh.value.Urgency;

/**
 * What is known of a case while it is being folded, and what the rules of its next message look at.
 * Once the fold is over nobody changes it.
 */
final class Book {
  final Items items = new Items();
  final Timers timers = new Timers();
  final Set<Flag> flags = EnumSet.noneOf(Flag.class);

  /** What is asked and not answered: by overlay, the message and what of it is still open. */
  private final Map<Overlay, Map<ActId, Set<String>>> open = new EnumMap<>(Overlay.class);

  /** Conditions proposed, and those accepted of them. */
  final Map<ActId, List<String>> proposed = new HashMap<>();

  final Set<List<String>> accepted = new HashSet<>();

  /** Questions about passing something on that nobody has answered. */
  final Set<ActId> onward = new HashSet<>();

  /** References of the requests for assistance that the central authority has attested. */
  final Set<String> mlaRefs = new HashSet<>();

  /** Until when a side waits before it may end a hold by itself, by the times that are signed. */
  final Map<Clock, Instant> windows = new EnumMap<>(Clock.class);

  final Set<Digest> attestations = new HashSet<>();
  final Set<Digest> endings = new HashSet<>();
  final Set<Digest> mlaDecisions = new HashSet<>();
  Hold hold = Hold.NONE;
  Facts facts = Facts.NONE;
  Optional<Instant> mlaExpected = Optional.empty();

  /** Where a draft or an oral request stands before the opening act. */
  Optional<Stage> draft = Optional.empty();

  /** Whether this side has put its copy away. */
  boolean isClosed;

  private @Nullable Act opening;
  private @Nullable CaseKind kind;
  private @Nullable Urgency urgency;

  void open(Act act, CaseKind as) {
    opening = act;
    kind = as;
    urgency = act.urgency();
  }

  boolean isOpen() {
    return opening != null;
  }

  Act opening() {
    return java.util.Objects.requireNonNull(opening);
  }

  CaseKind kind() {
    return java.util.Objects.requireNonNull(kind);
  }

  Optional<Act> findOpening() {
    return Optional.ofNullable(opening);
  }

  NodeId opener() {
    return opening().sender().node();
  }

  NodeId requested() {
    return opening().recipient().node();
  }

  boolean isOpener(Act act) {
    return act.sender().node().equals(opener());
  }

  /** The urgency of the case; its author may have raised it since. */
  Urgency urgency() {
    return java.util.Objects.requireNonNull(urgency);
  }

  void raise(Urgency to) {
    urgency = to.compareTo(urgency()) > 0 ? to : urgency;
  }

  /** Empty before the opening act and for a record outside the table. */
  Optional<Stage> base() {
    return opening == null || kind().isRecord() ? Optional.empty() : Optional.of(items.base());
  }

  boolean has(Overlay overlay) {
    return open.containsKey(overlay);
  }

  boolean isAsked(Overlay overlay, ActId message) {
    return open.getOrDefault(overlay, Map.of()).containsKey(message);
  }

  void ask(Overlay overlay, ActId message, Set<String> parts) {
    open.computeIfAbsent(overlay, _ -> new LinkedHashMap<>()).put(message, new HashSet<>(parts));
  }

  /** Answers parts of a message; whether nothing of it is open any more. */
  boolean answer(Overlay overlay, ActId message, Set<String> parts) {
    Map<ActId, Set<String>> asked = open.getOrDefault(overlay, new LinkedHashMap<>());
    Set<String> left = asked.getOrDefault(message, new HashSet<>());
    left.removeAll(parts);
    if (left.isEmpty()) {
      close(overlay, message);
    }
    return left.isEmpty();
  }

  void close(Overlay overlay, ActId message) {
    Map<ActId, Set<String>> asked = open.getOrDefault(overlay, new LinkedHashMap<>());
    asked.remove(message);
    if (asked.isEmpty()) {
      open.remove(overlay);
    }
  }

  /** Takes parts out of every message of an overlay; whether it is present no more. */
  boolean unask(Overlay overlay, Collection<String> parts) {
    for (ActId message : Set.copyOf(open.getOrDefault(overlay, Map.of()).keySet())) {
      answer(overlay, message, Set.copyOf(parts));
    }
    return !has(overlay);
  }

  void clear(Overlay overlay) {
    open.remove(overlay);
  }

  void clearOverlays() {
    open.clear();
  }

  /** What is still open of all messages of an overlay. */
  Set<String> asked(Overlay overlay) {
    Set<String> all = new HashSet<>();
    open.getOrDefault(overlay, Map.of()).values().forEach(all::addAll);
    return all;
  }

  /** What is still open of one message. */
  Set<String> askedBy(Overlay overlay, ActId message) {
    return open.getOrDefault(overlay, Map.of()).getOrDefault(message, Set.of());
  }

  /** The items that somebody asked to release. */
  Set<String> toRelease() {
    return asked(Overlay.RELEASE);
  }

  /** The open messages of each overlay that is present. */
  Map<Overlay, Set<ActId>> overlays() {
    Map<Overlay, Set<ActId>> ids = new EnumMap<>(Overlay.class);
    open.forEach((overlay, asked) -> ids.put(overlay, Set.copyOf(asked.keySet())));
    return ids;
  }
}
