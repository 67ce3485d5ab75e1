package org.vigilmesh.adapter.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.vigilmesh.Fixtures.XA;
import static org.vigilmesh.Fixtures.XB;
import static org.vigilmesh.Fixtures.XB1;
import static org.vigilmesh.port.StoredRows.OUT;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigilmesh.port.Rows.IdentityKind;
import org.vigilmesh.port.StoreException;
import org.vigilmesh.port.StoreView;
import org.vigilmesh.port.StoredRows;
import org.vigilmesh.value.Bytes;

/**
 * One bit of a small database is turned: each question has its right answer or a typed refusal. In
 * an ordinary run every so many bits; {@code -Dbits=1} turns every one, {@code -Dbits=50} every
 * fiftieth.
 */
final class FlippedBitsTest {
  private static final int EVERY = Integer.getInteger("bits", 50_021);
  private static final Bytes OURS = StoredRows.life().ownerToken();
  private static final int TURNS = 3;

  private static final Map<String, Function<StoreView, Object>> QUESTIONS =
      Map.ofEntries(
          Map.entry("life", StoreView::life),
          Map.entry("peers", StoreView::peers),
          Map.entry("identity", view -> view.newestIdentity(XB, IdentityKind.CARD)),
          Map.entry("lanes", StoreView::lanes),
          Map.entry("lane", view -> view.lane(OUT)),
          Map.entry("statements", view -> view.statements(OUT, 1, 9)),
          Map.entry("statement", view -> view.statement(OUT, 2)),
          Map.entry("receipt", view -> view.receiptCovering(OUT, 1)),
          Map.entry("act", view -> view.act(XA, StoredRows.actId(2))),
          Map.entry("case", view -> view.findCase(StoredRows.caseId(2))),
          Map.entry("journal", view -> view.journal(1, 9)),
          Map.entry("head", StoreView::journalHead),
          Map.entry("witness", view -> view.witness(XB)),
          Map.entry("alarms", StoreView::openAlarms),
          Map.entry("evidence", view -> view.evidence(XB)));

  /** In memory where this machine has such a folder: each bit is a database of its own. */
  private static final Path MEMORY = Path.of("/dev/shm");

  @TempDir private Path temporary;
  private Path folder = MEMORY;

  private final Map<String, Integer> wrong = new HashMap<>();
  private int refused;
  private int answered;
  private int shorter;

  @BeforeEach
  void findAFolder() throws IOException {
    folder =
        Files.isWritable(MEMORY) ? Files.createTempDirectory(MEMORY, "flipped-bits") : temporary;
  }

  @AfterEach
  void removeIt() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.deleteIfExists(folder);
  }

  private Path file() {
    return folder.resolve("store.db");
  }

  private Path wal() {
    return folder.resolve("store.db-wal");
  }

  private static void turn(SqliteStore store, int number) {
    store.write(
        tx -> {
          if (number == 1) {
            tx.putPeer(StoredRows.peer(XB));
            tx.addIdentity(StoredRows.identity(XB1, IdentityKind.CARD, 1));
            tx.addEvidence(StoredRows.evidence(XB, 1));
          }
          tx.putLane(StoredRows.lane(OUT, number, number - 1));
          tx.addStatement(StoredRows.statement(OUT, number));
          tx.addReceipt(StoredRows.receipt(OUT, number));
          tx.addAct(StoredRows.act(XA, number));
          tx.putCase(StoredRows.matter(number, number));
          tx.addJournal(StoredRows.journal(number));
          tx.putWitness(StoredRows.witness(XB, number));
          tx.putAlarm(StoredRows.alarm("a" + number, 1));
          return true;
        });
  }

  private static Map<String, Object> answers(SqliteStore store) {
    Map<String, Object> answers = new HashMap<>();
    QUESTIONS.forEach((name, question) -> answers.put(name, store.read(question)));
    return answers;
  }

  /** What each question is answered with; those that were refused are not there. */
  private Map<String, Object> answersOfDamaged() {
    Map<String, Object> answers = new HashMap<>();
    try (SqliteStore store = SqliteStore.open(file(), OURS)) {
      QUESTIONS.forEach(
          (name, question) -> {
            try {
              answers.put(name, store.read(question));
            } catch (StoreException e) {
              refused++;
            }
          });
    } catch (StoreException e) {
      refused++;
    }
    return answers;
  }

  private void put(byte[] database, byte[] wal) throws IOException {
    Files.deleteIfExists(folder.resolve("store.db-shm"));
    Files.write(file(), database);
    if (wal.length == 0) {
      Files.deleteIfExists(wal());
    } else {
      Files.write(wal(), wal);
    }
  }

  @Test
  void noTurnedBitOfTheFileIsEverAnsweredWith() throws IOException {
    SqliteStore.create(file(), StoredRows.life());
    Map<String, Object> right;
    try (SqliteStore store = SqliteStore.open(file(), OURS)) {
      for (int i = 1; i <= TURNS; i++) {
        turn(store, i);
      }
      right = answers(store);
    }
    byte[] sound = Files.readAllBytes(file());
    for (long bit = 0; bit < sound.length * 8L; bit += EVERY) {
      put(turned(sound, bit), new byte[0]);
      check(answersOfDamaged(), List.of(right), "bit " + bit);
    }
    report("file", sound.length, refused);
  }

  /** What a turned bit takes from a log's end is missing, as after a restore: peers show it. */
  @Test
  void aTurnedBitOfTheLogTakesWholeTurnsFromItsEndAndNothingElse() throws IOException {
    SqliteStore.create(file(), StoredRows.life());
    List<Map<String, Object>> states = new ArrayList<>();
    byte[] sound;
    byte[] log;
    try (SqliteStore store = SqliteStore.open(file(), OURS)) {
      states.add(answers(store));
      for (int i = 1; i <= TURNS; i++) {
        turn(store, i);
        states.add(answers(store));
      }
      sound = Files.readAllBytes(file());
      log = Files.readAllBytes(wal());
    }
    for (long bit = 0; bit < log.length * 8L; bit += EVERY) {
      put(sound, turned(log, bit));
      check(answersOfDamaged(), states, "bit " + bit);
    }
    report("log", log.length, shorter);
  }

  private static byte[] turned(byte[] sound, long bit) {
    byte[] bad = sound.clone();
    bad[(int) (bit / 8)] ^= (byte) (1 << bit % 8);
    return bad;
  }

  /** All answers belong to one of these states. */
  private void check(Map<String, Object> answers, List<Map<String, Object>> states, String where) {
    answered += answers.size();
    shorter += states.getLast().entrySet().containsAll(answers.entrySet()) ? 0 : 1;
    if (states.stream().noneMatch(state -> state.entrySet().containsAll(answers.entrySet()))) {
      answers.forEach(
          (name, answer) -> {
            if (!answer.equals(states.getLast().get(name))) {
              wrong.merge(name + " " + where, 1, Integer::sum);
            }
          });
    }
  }

  private void report(String what, int bytes, int met) {
    System.out.printf(
        "FlippedBitsTest: %s of %d bytes, every %d. bit: %d questions answered, %d refused,"
            + " %d times an earlier state, %d wrong%n",
        what, bytes, EVERY, answered, refused, shorter - wrong.size(), wrong.size());
    assertTrue(met > 0 && answered > 0, "no bit that matters was met");
    assertEquals(Map.of(), wrong, "wrong answers");
  }
}
