package org.vigilmesh.adapter.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.vigilmesh.Fixtures.XA;
import static org.vigilmesh.Fixtures.XB;
import static org.vigilmesh.Fixtures.XC;
import static org.vigilmesh.port.StoredRows.EMERGENCY;
import static org.vigilmesh.port.StoredRows.IN;
import static org.vigilmesh.port.StoredRows.OUT;
import static org.vigilmesh.port.StoredRows.T;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigilmesh.Fixtures;
import org.vigilmesh.envelope.LaneId;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.port.MemoryStore;
import org.vigilmesh.port.Rows.ActState;
import org.vigilmesh.port.Rows.LaneRow;
import org.vigilmesh.port.Store;
import org.vigilmesh.port.StoreTx;
import org.vigilmesh.port.StoreView;
import org.vigilmesh.port.StoredRows;

/** The real store and the one of the simulator answer alike, whatever was done to both. */
final class HistoryTest {
  private static final List<LaneId> LANES = List.of(OUT, IN, EMERGENCY);
  private static final List<NodeId> NODES = List.of(XA, XB, XC);

  @TempDir private Path folder;

  /** One random write; false when it was a bug and so left nothing. */
  private static boolean step(Store store, long seed) {
    try {
      return store.write(
          tx -> {
            Random random = new Random(seed);
            for (int i = random.nextInt(4); i >= 0; i--) {
              act(tx, random);
            }
            return true;
          });
    } catch (IllegalStateException _) {
      return false;
    }
  }

  private static void act(StoreTx tx, Random random) {
    LaneId lane = LANES.get(random.nextInt(LANES.size()));
    NodeId node = NODES.get(random.nextInt(NODES.size()));
    int number = 1 + random.nextInt(40);
    List<ActState> states = List.of(ActState.values());
    ActState state = states.get(random.nextInt(states.size()));
    switch (random.nextInt(12)) {
      case 0 -> tx.putPeer(StoredRows.peer(node));
      case 1 -> tx.removePeer(node);
      case 2 -> tx.putLane(StoredRows.lane(lane, number, number / 2));
      case 3 -> tx.addStatement(StoredRows.statement(lane, number));
      case 4 -> tx.putSealed(lane, number, Fixtures.bytes("again " + number, 50));
      case 5 -> tx.dropSealed(lane, number);
      case 6 -> tx.addReceipt(StoredRows.receipt(lane, number));
      case 7 -> tx.addAct(StoredRows.act(node, number, state));
      case 8 -> tx.putAct(StoredRows.act(node, number, state));
      case 9 -> tx.putCase(StoredRows.matter(random.nextInt(9), number));
      case 10 -> tx.putAlarm(StoredRows.alarm("alarm " + number % 5, number));
      default -> tx.addJournal(StoredRows.journal(number));
    }
  }

  private static List<Object> answers(StoreView view, Random random) {
    int from = random.nextInt(30);
    int limit = 1 + random.nextInt(20);
    LaneId lane = LANES.get(random.nextInt(LANES.size()));
    NodeId node = NODES.get(random.nextInt(NODES.size()));
    return List.of(
        view.peers(),
        view.lanes().stream().map(LaneRow::toString).sorted().toList(),
        view.lane(lane),
        view.statement(lane, from),
        view.statements(lane, from, limit),
        view.receiptCovering(lane, from),
        view.act(node, StoredRows.actId(from)),
        view.acts(StoredRows.CASE),
        view.actsAt(lane, from, limit),
        view.expiredActs(T.plusSeconds(from), limit),
        view.findCase(StoredRows.caseId(from)),
        view.cases(from, limit),
        view.journal(from, limit),
        view.journalHead(),
        view.openAlarms());
  }

  @Test
  void everyRandomHistoryReadsAlikeInBothStores() {
    long seed = Long.getLong("sim.seed", 20270115L);
    Path file = folder.resolve("store.db");
    SqliteStore.create(file, StoredRows.life());
    Store memory = MemoryStore.create(StoredRows.life());
    try (SqliteStore real = SqliteStore.open(file, StoredRows.life().ownerToken())) {
      for (long i = seed; i < seed + 400; i++) {
        String at = "-Dsim.seed=" + seed + " step " + (i - seed);
        assertEquals(step(memory, i), step(real, i), at);
        long asked = i;
        List<Object> expected = memory.read(view -> answers(view, new Random(asked)));
        List<Object> actual = real.read(view -> answers(view, new Random(asked)));
        assertEquals(expected, actual, at);
      }
    }
  }
}
