package org.vigilmesh.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.vigilmesh.hostile.Misbehaviour;
import org.vigilmesh.hostile.Misbehaviour.Leaves;
import org.vigilmesh.hostile.Rogue;
import org.vigilmesh.hostile.Stage;
import org.vigilmesh.hostile.Target;

/**
 * A verified peer that does not mean well, written from PROTOCOL alone, against the process of XA:
 * for each misbehaviour what XA answers, that nothing of it is kept, that XA lives, and that an
 * emergency from XA to XB still goes through.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostilePeerTest {
  /** What one misbehaviour may add to the journal, however often it repeats itself. */
  private static final int JOURNAL_MAX = 12;

  private static final int EVIDENCE_MAX = 4;

  private Path home;
  private RealNodes nodes;
  private Emergencies emergencies;
  private StoreWatch store;
  private Target target;
  private Rogue shared;
  private int rogues;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    home = folder;
    nodes = RealNodes.start(home, 2);
    emergencies = new Emergencies(nodes);
    store = new StoreWatch(nodes.xa());
    target = Target.of(Files.readAllBytes(home.resolve("nodes").resolve("xa.card")));
    shared = introduced();
    emergencies.deliver();
  }

  @AfterAll
  void stop() {
    System.out.printf(
        "HostilePeerTest: %d emergencies under attack, p50 %.0f ms, p99 %.0f ms%n",
        emergencies.count(), emergencies.millis(0.5), emergencies.millis(0.99));
    store.close();
    emergencies.close();
    nodes.close();
  }

  /** A hostile State that XA's administrators took for a good one. */
  private Rogue introduced() {
    Rogue rogue = new Rogue("xm-" + rogues++, Instant.now());
    Path card = home.resolve(rogue.node() + ".card");
    try {
      Files.write(card, rogue.bundle());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    assertEquals(0, nodes.run(nodes.xa(), "peers", "add", card.toString()).code());
    Runs.Result verified =
        nodes.run(
            nodes.xa(), "peers", "verify", rogue.node(), "--fingerprint", rogue.fingerprint());
    assertEquals(0, verified.code(), verified::err);
    return rogue;
  }

  @Test
  void thereAreMoreThanFortyMisbehaviours() {
    assertTrue(Misbehaviour.all().size() >= 40, Misbehaviour.all().size() + " switches");
    assertEquals(
        Misbehaviour.all().size(),
        Misbehaviour.all().stream().map(Misbehaviour::name).distinct().count());
  }

  /** In an ordinary run every twentieth of them, and the rest with -Dvigil.hostile=all. */
  @TestFactory
  Stream<DynamicTest> aMisbehaviourChangesNothingForOthers() {
    List<Misbehaviour> all = Misbehaviour.all();
    int step = System.getProperty("vigil.hostile", "").equals("all") ? 1 : 20;
    return IntStream.iterate(0, i -> i < all.size(), i -> i + step)
        .mapToObj(all::get)
        .map(one -> dynamicTest(one.name(), () -> survives(one)));
  }

  private void survives(Misbehaviour one) throws InterruptedException {
    Rogue rogue = one.isAlone() ? introduced() : shared;
    Map<String, Integer> before = store.digest(StoreWatch.LASTING);
    long journal = store.count("SELECT max(number) FROM journal");
    try (Stage stage = new Stage(rogue, target, () -> emergencies.submit(rogue.node()))) {
      one.act().on(stage);
      awaitAlarm(one, rogue);
    }
    assertAlive(one);
    assertKept(one, rogue, before);
    long added = store.count("SELECT max(number) FROM journal") - journal;
    assertTrue(added <= JOURNAL_MAX, added + " journal entries for one misbehaviour");
    long kept = store.count("SELECT count(*) FROM evidence WHERE peer = '" + rogue.node() + "'");
    assertTrue(kept <= EVIDENCE_MAX, kept + " proofs of one misbehaviour");
    emergencies.deliver();
  }

  /** What is judged takes a moment; a link that ended before would be forgotten with its frames. */
  private void awaitAlarm(Misbehaviour one, Rogue rogue) {
    if (!one.alarm().isEmpty()) {
      String alarms = "SELECT count(*) FROM alarm WHERE peer = '%s' AND code = '%s'";
      RealNodes.until(
          "alarm " + one.alarm(),
          () ->
              Optional.of(store.count(alarms.formatted(rogue.node(), one.alarm())))
                  .filter(rings -> rings == 1));
    }
  }

  private void assertAlive(Misbehaviour one) {
    if (nodes.xa().process().isAlive()) {
      return;
    }
    try {
      fail(one + " ended XA: " + Files.readString(nodes.xa().log()));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private void assertKept(Misbehaviour one, Rogue rogue, Map<String, Integer> before) {
    if (one.leaves() == Leaves.NOTHING) {
      assertEquals(before, store.digest(StoreWatch.LASTING), "rows that last");
    }
    String lanes = " FROM lane JOIN lane_position USING (lane_id) WHERE ";
    assertEquals(
        one.leaves() == Leaves.CARD ? 0 : one.stored(),
        store.count(
            "SELECT coalesce(sum(last_seq), 0)" + lanes + "from_node = '" + rogue.node() + "'"),
        "statements of the rogue");
    assertEquals(
        0,
        store.count(
            "SELECT coalesce(sum(receipted), 0)" + lanes + "to_node = '" + rogue.node() + "'"),
        "what the rogue's receipts count for");
    assertEquals(
        0,
        store.count("SELECT count(*) FROM life WHERE mode <> 'NORMAL'"),
        "the node is in its normal mode");
  }
}
