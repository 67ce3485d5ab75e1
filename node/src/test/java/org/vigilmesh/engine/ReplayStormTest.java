package org.vigilmesh.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.vigilmesh.Fixtures;
import org.vigilmesh.delivery.Frame;
import org.vigilmesh.delivery.Frame.Offered;
import org.vigilmesh.envelope.Position;
import org.vigilmesh.journal.JournalKind;
import org.vigilmesh.port.MemoryStore;
import org.vigilmesh.value.Urgency;

/**
 * Attack: everything that was ever heard is played again, in any order, as it was and with other
 * hints; also after a restart and a new incarnation.
 */
final class ReplayStormTest {
  private static final int REPLAYS = Integer.getInteger("replay.storm", 0);

  private final TwoNodes two = new TwoNodes();
  private final List<Frame.Statements> heard = new ArrayList<>();

  private Optional<Frame> hear(Frame frame) {
    if (frame instanceof Frame.Statements statements) {
      heard.add(statements);
    }
    return Optional.of(frame);
  }

  private List<Object> effects() {
    return two.xb.store.read(
        view ->
            List.of(
                view.lanes().stream().map(row -> row.lane() + " " + row.last()).toList(),
                view.cases(Long.MAX_VALUE, 1_000).stream()
                    .flatMap(row -> view.acts(row.caseId()).stream())
                    .toList(),
                TwoNodes.journal(two.xb, JournalKind.STATEMENT_ACCEPTED).size()));
  }

  private void storm(Random random, int times) {
    List<Object> before = effects();
    for (int i = 0; i < times; i++) {
      Frame.Statements frame = heard.get(random.nextInt(heard.size()));
      two.thief.send(random.nextInt(50) == 0 ? otherwise(random, frame) : frame);
      if (random.nextInt(20) == 0) {
        two.mesh.settle();
      }
    }
    two.mesh.settle();
    assertEquals(before, effects());
  }

  /** The same sealed statements under a hint that tells of another place, or in another lane. */
  private static Frame.Statements otherwise(Random random, Frame.Statements frame) {
    List<Offered> offered =
        frame.offered().stream()
            .map(
                one ->
                    new Offered(
                        one.incarnation(),
                        new Position(
                            1 + random.nextInt(9), Fixtures.digest("hint " + random.nextInt(9))),
                        one.sealed()))
            .toList();
    Urgency lane =
        random.nextBoolean()
            ? frame.lane()
            : Urgency.values()[random.nextInt(Urgency.values().length)];
    return new Frame.Statements(lane, offered);
  }

  @Test
  void nothingHasASecondEffectHoweverOftenItIsPlayed() {
    storms(300);
  }

  @Test
  void norWhenItIsPlayedAMillionTimes() {
    assumeTrue(REPLAYS > 0, "minutes: ./vigil test -Dtest=ReplayStormTest -Dreplay.storm=1000000");
    storms(REPLAYS);
  }

  private void storms(int replays) {
    two.xb.links.arriving = this::hear;
    for (int i = 0; i < 4; i++) {
      for (Urgency urgency : Urgency.values()) {
        two.test(two.xa, two.xb, urgency);
      }
    }
    Random random = new Random(Long.getLong("replay.seed", 20_270_117L));
    storm(random, replays);
    two.xb.restart();
    two.mesh.pass(Duration.ofSeconds(10));
    storm(random, replays / 4);
    MemoryStore backup = two.xa.store.copy();
    two.test(two.xa, two.xb, Urgency.ROUTINE);
    assertTrue(two.restored(two.xa, backup));
    two.resumed(two.xa);
    storm(random, replays / 4);
  }
}
