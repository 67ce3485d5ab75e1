package org.vigilmesh.casework;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;
import org.vigilmesh.Fixtures;
import org.vigilmesh.casework.CaseEvent.Delivered;
import org.vigilmesh.casework.CaseEvent.Stored;
import org.vigilmesh.identity.NodeRef;
import org.vigilmesh.identity.OfficerId;
import org.vigilmesh.message.Act;
import org.vigilmesh.message.ActId;
import org.vigilmesh.message.Content;
import org.vigilmesh.message.MessageFixtures;
import org.vigilmesh.value.Digest;
import org.vigilmesh.value.Urgency;

/**
 * Two copies of one case and what is on the way between them. Each side sees only what has reached
 * it, and signs only what its own copy allows.
 */
final class Copies {
  private static final List<Lines.Line> LINES = Lines.all();

  final NodeRef opener;
  final NodeRef asked;
  private final List<CaseEvent> atOpener = new ArrayList<>();
  private final List<CaseEvent> atAsked = new ArrayList<>();
  private final Deque<Stored> toOpener = new ArrayDeque<>();
  private final Deque<Stored> toAsked = new ArrayDeque<>();
  private final List<String> told = new ArrayList<>();
  private Instant now = MessageFixtures.NOW;
  private int count;

  Copies(NodeRef opener, NodeRef asked) {
    this.opener = opener;
    this.asked = asked;
  }

  private Copies(Copies other) {
    this(other.opener, other.asked);
    atOpener.addAll(other.atOpener);
    atAsked.addAll(other.atAsked);
    toOpener.addAll(other.toOpener);
    toAsked.addAll(other.toAsked);
    told.addAll(other.told);
    now = other.now;
    count = other.count;
  }

  Copies copy() {
    return new Copies(this);
  }

  Instant now() {
    return now;
  }

  void pass(Duration time) {
    now = now.plus(time);
    told.add("pass " + time);
  }

  private List<CaseEvent> at(NodeRef side) {
    return side.equals(opener) ? atOpener : atAsked;
  }

  CaseState state(NodeRef side) {
    return CaseFold.fold(side.node(), at(side));
  }

  List<CaseEvent> events(NodeRef side) {
    return List.copyOf(at(side));
  }

  int onTheWayFrom(NodeRef side) {
    return (side.equals(opener) ? toAsked : toOpener).size();
  }

  /** The lines that {@code side} may sign now; none before the case has reached it. */
  List<Lines.Line> signable(NodeRef side, Predicate<Lines.Line> wanted) {
    Book book = CaseFold.book(side.node(), at(side));
    if (!book.isOpen()) {
      return List.of();
    }
    return LINES.stream()
        .filter(wanted)
        .filter(
            line -> CaseRules.maySign(side.node(), book, draft(side, line, book).act()).isEmpty())
        .toList();
  }

  private Stored draft(NodeRef from, Lines.Line line, Book book) {
    Content content = line.words().apply(new Lines.Sight(book, now));
    return draft(from, content, List.of(), List.of("j.morgan", "a.novak"));
  }

  Stored draft(NodeRef from, Content content, List<Digest> parents, List<String> officers) {
    Act act =
        new Act(
            Fixtures.bytes("act " + count, 32),
            ActId.of(now, Fixtures.bytes("id " + count, 10)),
            from,
            from.equals(opener) ? asked : opener,
            true,
            Urgency.URGENT,
            MessageFixtures.CASE_ID,
            content,
            List.of(),
            parents,
            List.of(),
            officers.stream()
                .map(name -> new Act.Signer(new OfficerId(name), Act.Purpose.AUTHOR))
                .toList(),
            now,
            now.plus(Duration.ofDays(7)),
            "en",
            Digest.ZERO,
            List.of());
    return new Stored(act, Fixtures.digest("act " + count), true);
  }

  void say(NodeRef from, Lines.Line line) {
    Book book = CaseFold.book(from.node(), at(from));
    Content content = line.words().apply(new Lines.Sight(book, now));
    List<Digest> parents = state(from).latest();
    send(from, draft(from, content, parents, List.of("j.morgan", "a.novak")), line.name());
  }

  void send(NodeRef from, Stored stored, String name) {
    at(from).add(stored);
    (from.equals(opener) ? toAsked : toOpener).add(stored);
    told.add((from.equals(opener) ? "Q " : "R ") + name);
    count++;
    now = now.plusSeconds(60);
  }

  /** The oldest on its way from {@code side} arrives, and the receipt for it with it. */
  void arrive(NodeRef side) {
    Stored stored = (side.equals(opener) ? toAsked : toOpener).remove();
    NodeRef to = side.equals(opener) ? asked : opener;
    at(to).add(stored);
    Delivered receipt = new Delivered(stored.digest(), now);
    at(to).add(receipt);
    at(side).add(receipt);
    told.add(side.equals(opener) ? ">" : "<");
  }

  void arriveAll() {
    while (!toAsked.isEmpty()) {
      arrive(opener);
    }
    while (!toOpener.isEmpty()) {
      arrive(asked);
    }
  }

  /** What was said so far, to play it again. */
  String story() {
    return String.join(", ", told);
  }
}
