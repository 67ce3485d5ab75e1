package org.vigilmesh.adapter.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigilmesh.Fixtures;
import org.vigilmesh.casework.Stage;
import org.vigilmesh.envelope.LaneId;
import org.vigilmesh.envelope.Position;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.identity.NodeRef;
import org.vigilmesh.message.ActId;
import org.vigilmesh.port.CaseQuery;
import org.vigilmesh.port.CaseQuery.Order;
import org.vigilmesh.port.Rows.ActRow;
import org.vigilmesh.port.Rows.ActState;
import org.vigilmesh.port.Rows.CaseRow;
import org.vigilmesh.port.Rows.LaneRow;
import org.vigilmesh.port.Rows.LaneState;
import org.vigilmesh.port.Rows.StatementRow;
import org.vigilmesh.port.StoreTx;
import org.vigilmesh.port.StoredRows;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;
import org.vigilmesh.value.Urgency;

/**
 * How long a page of 50 takes: each filter and order, the first page and one in the middle. {@code
 * -Dlist.statements=1000000} is the long form; it prints its figures.
 */
final class ListPagesTest {
  private static final int STATEMENTS = Integer.getInteger("list.statements", 16_000);
  private static final int OF_A_CASE = 8;
  private static final int PEERS = 40;
  private static final int PAGE = 50;
  private static final int REPEATS = 9;
  private static final int BATCH = 500;
  private static final Duration PAGE_MAX = Duration.ofMillis(20);
  private static final Instant T = StoredRows.T;
  private static final List<String> STATES =
      List.of(Stage.values()).stream().map(Stage::code).toList();

  @TempDir private Path folder;
  private final Random random = new Random(20_270_115);
  private final Bytes header = Fixtures.bytes("header", 300);
  private final Bytes body = Fixtures.bytes("body", 300);
  private final Map<LaneId, Long> seqs = new LinkedHashMap<>();

  private static NodeId peer(int number) {
    return new NodeId((number < 20 ? "x" : "q") + (char) ('b' + number % 20));
  }

  private LaneId lane(NodeId peer, Urgency urgency) {
    return new LaneId(Fixtures.XA1, new NodeRef(peer, 1), urgency, Fixtures.incarnation(1));
  }

  /** Most cases are closed and routine; an emergency is one in 400, a State one in 40. */
  private CaseRow matter(int number) {
    boolean isOld = random.nextInt(10) < 8;
    boolean hasClock = !isOld || random.nextInt(20) == 0;
    int kind = random.nextInt(400);
    return new CaseRow(
        StoredRows.caseId(number),
        peer(random.nextInt(PEERS)),
        random.nextBoolean(),
        "preservation_request",
        kind == 0 ? Urgency.EMERGENCY : kind < 80 ? Urgency.URGENT : Urgency.ROUTINE,
        false,
        isOld ? "closed" : STATES.get(random.nextInt(STATES.size())),
        List.of("hold effective"),
        hasClock ? Optional.of(T.plusSeconds(random.nextInt(10_000_000))) : Optional.empty(),
        isOld ? Optional.empty() : Optional.of(T.plusSeconds(random.nextInt(10_000_000))),
        T,
        T.plusSeconds(number),
        number);
  }

  private void add(StoreTx tx, int number) {
    CaseRow row = matter(number);
    LaneId lane = lane(row.peer(), row.urgency());
    for (int i = 0; i < OF_A_CASE; i++) {
      long seq = seqs.merge(lane, 1L, Long::sum);
      ActId act = StoredRows.actId((long) number * OF_A_CASE + i);
      Digest digest = Digest.sha256(act.bytes());
      if (seq == 1) {
        tx.putLane(new LaneRow(lane, Position.START, T, 0, Bytes.EMPTY, LaneState.OPEN));
      }
      tx.addStatement(
          new StatementRow(lane, seq, digest, header, body, Bytes.EMPTY, T, T, row.caseId(), act));
      tx.addAct(
          new ActRow(
              Fixtures.XA,
              act,
              digest,
              row.caseId(),
              row.contentType(),
              row.urgency(),
              false,
              lane,
              seq,
              ActState.DELIVERED,
              "",
              T,
              T));
    }
    tx.putCase(row);
    tx.putMentions(row.caseId(), Set.of(mention(number % 1000), mention(1000 + number)));
  }

  private static Digest mention(int number) {
    return Fixtures.digest("mention " + number);
  }

  private void fill(SqliteStore store) {
    int cases = STATEMENTS / OF_A_CASE;
    for (int from = 1; from <= cases; from += BATCH) {
      int first = from;
      store.write(
          tx -> {
            for (int number = first; number < first + BATCH && number <= cases; number++) {
              add(tx, number);
            }
            return true;
          });
      if (from % 10_000 == 1) {
        store.checkpoint();
      }
    }
    store.checkpoint();
  }

  private static Map<String, CaseQuery> questions() {
    CaseQuery all = CaseQuery.NEWEST;
    Map<String, CaseQuery> questions = new LinkedHashMap<>();
    questions.put("newest", all);
    questions.put("state", all.inState("preserved"));
    questions.put("state, most", all.inState("closed"));
    questions.put("peer", all.with(peer(7)));
    questions.put("urgency", all.of(Urgency.EMERGENCY));
    questions.put("peer, state", all.with(peer(7)).inState("mla_received"));
    questions.put(
        "state, urgency, none", all.inState("closed").of(Urgency.EMERGENCY).with(peer(0)));
    questions.put("state that nobody has", all.inState("no such"));
    questions.put("deadline", CaseQuery.by(Order.DEADLINE).before(T.plusSeconds(900_000)));
    questions.put("expiring", CaseQuery.by(Order.HOLD_END).before(T.plusSeconds(1_209_600)));
    questions.put("expiring, peer", CaseQuery.by(Order.HOLD_END).with(peer(3)));
    questions.put("expiring, state that nobody has", CaseQuery.by(Order.HOLD_END).inState("no"));
    questions.put("identifier, common", all.naming(mention(3)));
    questions.put("identifier, one case", all.naming(mention(1001)));
    return questions;
  }

  private static Duration best(SqliteStore store, CaseQuery query) {
    Duration best = Duration.ofDays(1);
    for (int i = 0; i < REPEATS; i++) {
      long begun = System.nanoTime();
      store.read(view -> view.cases(query, PAGE));
      Duration took = Duration.ofNanos(System.nanoTime() - begun);
      best = took.compareTo(best) < 0 ? took : best;
    }
    return best;
  }

  @Test
  void everyPageOfFiftyIsThereWithinItsTime() {
    Path file = folder.resolve("store.db");
    SqliteStore.create(file, StoredRows.life());
    try (SqliteStore store = SqliteStore.open(file, StoredRows.life().ownerToken())) {
      fill(store);
      List<String> slow = new ArrayList<>();
      questions()
          .forEach(
              (name, query) -> {
                List<CaseRow> page = store.read(view -> view.cases(query, PAGE));
                Duration first = best(store, query);
                Duration next =
                    page.size() < PAGE
                        ? first
                        : best(store, query.after(query.place(page.getLast())));
                if (Integer.getInteger("list.statements") != null) {
                  System.out.printf(
                      "%-32s %2d rows  first %7.3f ms  next %7.3f ms%n",
                      name, page.size(), first.toNanos() / 1e6, next.toNanos() / 1e6);
                }
                if (first.compareTo(PAGE_MAX) > 0 || next.compareTo(PAGE_MAX) > 0) {
                  slow.add(name + " " + first + " " + next);
                }
              });
      assertEquals(List.of(), slow);
      assertTrue(store.read(view -> view.cases(CaseQuery.NEWEST, PAGE)).size() == PAGE);
    }
  }
}
