package org.vigilmesh.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.vigilmesh.message.MessageFixtures.with;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.vigilmesh.Fixtures;
import org.vigilmesh.delivery.Frame;
import org.vigilmesh.delivery.Frame.LaneHint;
import org.vigilmesh.envelope.Position;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.port.Administration.KeyUse;
import org.vigilmesh.port.MemoryStore;
import org.vigilmesh.port.Rows.ActState;
import org.vigilmesh.port.Rows.IdentityKind;
import org.vigilmesh.port.Rows.LaneRow;
import org.vigilmesh.value.Urgency;

/**
 * An older store of XA is put back, or a copy of it is started, after some turns: towards a peer
 * that holds something newer of XA nothing is said before XA has noticed. Witnesses are prompt,
 * late or lost for a while; another peer lies. {@code -Drollbacks=200} has as many cases.
 */
final class RolledBackNodesTest {
  private static final int CASES = Integer.getInteger("rollbacks", 12);

  /** Longer than two rounds of questions that nobody answers. */
  private static final int SECONDS_WITHOUT_WITNESS_MAX = 70;

  /** Keys made in a case stay with the node, and it holds so many. */
  private static final int CASES_OF_A_MESH = 10;

  private final long seed = Long.getLong("vigil.seed", 20_270_115L);
  private Mesh mesh = new Mesh();
  private Letters letters = new Letters(mesh);
  private final Set<NodeId> spokenTo = new TreeSet<>();
  private final List<MemoryStore> begin = new ArrayList<>();
  private Mesh.Member xa;
  private Mesh.Member xb;
  private Mesh.Member xc;

  private void meet() {
    mesh = new Mesh();
    letters = new Letters(mesh);
    begin.clear();
    xa = mesh.add(Fixtures.XA, "j.morgan", "p.reyes");
    xb = mesh.add(Fixtures.XB, "a.haddad");
    xc = mesh.add(Fixtures.XC, "m.dubois");
    mesh.introduce(xa, xb);
    mesh.introduce(xa, xc);
    letters.send(letters.test(xa, xb, Urgency.ROUTINE));
    letters.send(letters.test(xc, xa, Urgency.URGENT));
    mesh.settle();
    for (Mesh.Member member : List.of(xa, xb, xc)) {
      begin.add(member.store.copy());
    }
  }

  @Test
  void whoseStoreWasPutBackSaysNothingToAWitnessBeforeItNotices() {
    int noticed = 0;
    for (int number = 0; number < CASES; number++) {
      if (number % CASES_OF_A_MESH == 0) {
        meet();
      }
      noticed += isNoticed(new Random(seed + number), "seed " + seed + ", case " + number) ? 1 : 0;
    }
    System.out.printf(
        "RolledBackNodesTest: %d restored or cloned nodes, seed %d: %d noticed, %d had lost nothing"
            + " that anybody holds, 0 spoke to a witness before they noticed%n",
        CASES, seed, noticed, CASES - noticed);
    assertTrue(noticed > CASES / 3, "only " + noticed + " had something to notice");
  }

  /** One case from the common beginning; whether XA had something to notice, and did. */
  private boolean isNoticed(Random random, String where) {
    beginAnew();
    List<MemoryStore> copies = live(random);
    MemoryStore copy = copies.get(random.nextInt(copies.size()));
    int starts = 1 + random.nextInt(2);
    Set<NodeId> witnesses = witnesses(copy);
    for (int i = 0; i < starts; i++) {
      putBack(copy.copy(), random, witnesses(copy), where + ", start " + i);
    }
    return !witnesses.isEmpty();
  }

  private Set<NodeId> witnesses(MemoryStore copy) {
    Set<NodeId> witnesses = new TreeSet<>();
    for (Mesh.Member peer : List.of(xb, xc)) {
      if (holdsNewer(peer, copy)) {
        witnesses.add(peer.ref().node());
      }
    }
    return witnesses;
  }

  private void beginAnew() {
    List<Mesh.Member> members = List.of(xa, xb, xc);
    for (int i = 0; i < members.size(); i++) {
      members.get(i).links.arriving = Optional::of;
      members.get(i).restartOn(begin.get(i).copy());
    }
    mesh.pass(Duration.ofSeconds(4));
  }

  /** Turns in which something happens; the copies of XA's store that somebody made meanwhile. */
  private List<MemoryStore> live(Random random) {
    List<MemoryStore> copies = new ArrayList<>();
    int turns = 1 + random.nextInt(6);
    for (int i = 0; i < turns; i++) {
      copies.add(xa.store.copy());
      Urgency urgency = Urgency.values()[random.nextInt(Urgency.values().length)];
      switch (random.nextInt(6)) {
        case 0, 1 -> letters.send(letters.test(xa, xb, urgency));
        case 2 -> letters.send(letters.test(xb, xa, urgency));
        case 3 -> letters.send(letters.test(xa, xc, urgency));
        case 4 -> letters.send(letters.test(xc, xa, urgency));
        default -> Mesh.require(xa.engine.administration().rotate(KeyUse.SEALING, false, "admin"));
      }
      mesh.settle();
    }
    copies.add(xa.store.copy());
    return copies;
  }

  /** XA starts over {@code copy}, and its officers and peers go on as if nothing had happened. */
  private void putBack(MemoryStore copy, Random random, Set<NodeId> witnesses, String where) {
    spokenTo.clear();
    int lost = random.nextInt(3) == 0 ? random.nextInt(SECONDS_WITHOUT_WITNESS_MAX) : 0;
    java.time.Instant heard = mesh.now().plusSeconds(lost);
    boolean isLie = random.nextInt(4) == 0 && !witnesses.contains(Fixtures.XC);
    xa.links.arriving =
        frame -> {
          boolean isLost = frame instanceof Frame.WitnessAnswer && mesh.now().isBefore(heard);
          return isLost ? Optional.empty() : Optional.of(isLie ? boasted(frame) : frame);
        };
    xb.links.arriving = spoken(Fixtures.XB);
    xc.links.arriving = spoken(Fixtures.XC);
    xa.restartOn(copy);
    letters.send(letters.test(xa, xb, Urgency.EMERGENCY));
    letters.send(letters.test(xb, xa, Urgency.URGENT));
    letters.send(letters.test(xa, xc, Urgency.ROUTINE));
    // a link whose questions stay without an answer stands as long as all before it, and 30 s more
    mesh.pass(Duration.ofSeconds(2L * lost + 70));
    assertEquals(!witnesses.isEmpty(), Watch.isReadOnly(xa), where + ", READ-ONLY");
    Set<NodeId> wronged = new TreeSet<>(spokenTo);
    wronged.retainAll(witnesses);
    assertEquals(Set.of(), wronged, where + ", heard a rolled-back node");
    if (witnesses.isEmpty()) {
      Letters.Sent sent = letters.send(letters.test(xa, xb, Urgency.URGENT));
      mesh.pass(Duration.ofSeconds(2));
      assertEquals(ActState.DELIVERED, Watch.state(xa, sent), where + ", nothing was lost");
    } else {
      spokenTo.clear();
      mesh.pass(Duration.ofSeconds(20));
      assertEquals(Set.of(), spokenTo, where + ", spoke although READ-ONLY");
    }
  }

  private Function<Frame, Optional<Frame>> spoken(NodeId to) {
    return frame -> {
      if (frame instanceof Frame.Statements || frame instanceof Frame.Receipts) {
        spokenTo.add(to);
      }
      return Optional.of(frame);
    };
  }

  /** XC claims to hold a statement that nobody made, and has nothing to show for it. */
  private Frame boasted(Frame frame) {
    if (!(frame instanceof Frame.Hello hello) || !hello.node().equals(Fixtures.XC)) {
      return frame;
    }
    var incarnation = xa.store.read(view -> view.life()).orElseThrow().incarnation();
    Position madeUp = new Position(99, Fixtures.digest("made up"));
    return with(hello, "accepted", List.of(new LaneHint(Urgency.EMERGENCY, incarnation, madeUp)));
  }

  /** Whether {@code peer} holds an object of XA's that {@code copy} does not have. */
  private boolean holdsNewer(Mesh.Member peer, MemoryStore copy) {
    return copy.read(
        own ->
            peer.store.read(
                theirs -> {
                  boolean statement =
                      theirs.lanes().stream()
                          .filter(lane -> lane.lane().from().equals(xa.ref()))
                          .anyMatch(lane -> lane.last().seq() > last(own.lane(lane.lane())));
                  boolean receipt =
                      theirs.lanes().stream()
                          .filter(lane -> lane.lane().to().equals(xa.ref()))
                          .anyMatch(lane -> lane.receipted() > last(own.lane(lane.lane())));
                  long held = version(theirs.newestIdentity(xa.ref().node(), IdentityKind.KEY_SET));
                  long known = version(own.newestIdentity(xa.ref().node(), IdentityKind.KEY_SET));
                  return statement || receipt || held > known;
                }));
  }

  private static long last(Optional<LaneRow> lane) {
    return lane.map(row -> row.last().seq()).orElse(0L);
  }

  private static long version(Optional<org.vigilmesh.port.Rows.IdentityRow> row) {
    return row.map(org.vigilmesh.port.Rows.IdentityRow::version).orElse(0L);
  }
}
