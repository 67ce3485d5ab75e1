package org.vigilmesh.adapter.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigilmesh.adapter.sqlite.UnsafeDisk.Ended;
import org.vigilmesh.port.StoreException;
import org.vigilmesh.port.StoredRows;

/**
 * The power goes at a sync, and all that was not synced is gone, in whole or in pieces of 512
 * bytes: what was told stands. {@code -Dpower.cuts=all} cuts at every sync of the run.
 */
final class PowerCutTest {
  private static final int TURNS = 50;
  private static final boolean ALL = "all".equals(System.getProperty("power.cuts"));

  @TempDir private static Path folder;
  private static Optional<UnsafeDisk> disk = Optional.empty();
  private static int runs;

  @BeforeAll
  static void makeTheShim() throws IOException, InterruptedException {
    disk = UnsafeDisk.find(folder);
  }

  private Ended run(Map<String, String> settings, String what)
      throws IOException, InterruptedException {
    assumeTrue(disk.isPresent(), "no C compiler here: Debian's package gcc with libc6-dev");
    Path own = Files.createDirectories(folder.resolve("run-" + ++runs));
    Ended ended =
        disk.orElseThrow().run(own, settings, what, file().toString(), String.valueOf(TURNS));
    assertTrue(ended.count("writes") > 0, () -> "the shim saw nothing: " + ended);
    return ended;
  }

  private Path file() {
    return folder.resolve("run-" + runs).resolve("store.db");
  }

  /** The numbers of the turns that the store holds; it opens, or had told nothing yet. */
  private List<Long> held(Ended ended) {
    try (SqliteStore store = SqliteStore.open(file(), StoredRows.life().ownerToken())) {
      return store.read(
          view -> {
            List<Long> journal = view.journal(1, 100).stream().map(row -> row.number()).toList();
            List<Long> lane =
                view.statements(StoredRows.OUT, 1, 100).stream().map(row -> row.seq()).toList();
            assertEquals(journal, lane, "a turn is whole or not there");
            assertEquals(
                (long) lane.size(), view.lane(StoredRows.OUT).map(l -> l.last().seq()).orElse(0L));
            return journal;
          });
    } catch (StoreException e) {
      assertEquals(-1, ended.told(), () -> "what was told is gone: " + e.getMessage());
      return List.of();
    }
  }

  private void assertNothingLost(Ended ended, String at) {
    assertEquals(137, ended.status(), () -> at + ": " + ended);
    List<Long> held = held(ended);
    assertEquals(LongStream.rangeClosed(1, held.size()).boxed().toList(), held, at);
    assertTrue(held.size() >= ended.told(), () -> at + ": told " + ended + ", held " + held);
  }

  private long syncs() throws IOException, InterruptedException {
    Ended whole = run(Map.of(), "store");
    assertEquals(0, whole.status(), whole::toString);
    assertEquals(TURNS, held(whole).size());
    return whole.count("syncs");
  }

  private static LongStream chosen(long syncs) {
    long step = ALL ? 1 : Math.max(1, syncs / 2);
    return LongStream.iterate(1, at -> at <= syncs, at -> at + step);
  }

  @Test
  void whatWasToldStandsAfterACutAtAnySync() throws IOException, InterruptedException {
    for (long at : chosen(syncs()).toArray()) {
      Map<String, String> settings = Map.of("CUT_AT", String.valueOf(at));
      assertNothingLost(run(settings, "store"), "cut before sync " + at);
    }
  }

  @Test
  void whatWasToldStandsWhereTheDiskKeptPieces() throws IOException, InterruptedException {
    for (long at : chosen(syncs()).toArray()) {
      String sync = String.valueOf(at);
      Map<String, String> settings = Map.of("CUT_AT", sync, "TEAR", String.valueOf(7 * at + 1));
      assertNothingLost(run(settings, "store"), "torn at sync " + at);
    }
  }

  @Test
  void nothingIsToldAfterASyncThatFailed() throws IOException, InterruptedException {
    Ended ended = run(Map.of("EIO_AT", "20"), "store");

    assertEquals(1, ended.status(), ended::toString);
    assertTrue(ended.told() < TURNS, ended::toString);
    assertTrue(held(ended).size() >= ended.told(), ended::toString);
  }

  @Test
  void aReadThatFailsEndsInATypedErrorAndHarmsNothing() throws IOException, InterruptedException {
    long reads = run(Map.of(), "store").count("reads");
    Ended ended = run(Map.of("READ_AT", String.valueOf(reads * 3 / 4)), "store");

    assertTrue(
        ended.said().stream().anyMatch(line -> line.contains("StoreException")), ended::toString);
    assertTrue(held(ended).size() >= ended.told(), ended::toString);
  }

  @Test
  void aFullDiskIsSaidAndTakesNothingBack() throws IOException, InterruptedException {
    Ended ended = run(Map.of("FULL_AT", "3000000"), "store");

    assertTrue(
        ended.said().stream().anyMatch(line -> line.contains("disk is full")), ended::toString);
    assertTrue(ended.told() > 0 && ended.told() < TURNS, ended::toString);
    assertTrue(held(ended).size() >= ended.told(), ended::toString);
  }

  /** What cannot be promised on a disk that says "done" and does nothing. */
  @Test
  void aLyingDiskLosesTurnsFromTheEndOnlyAndNeverHalfATurn()
      throws IOException, InterruptedException {
    Ended ended = run(Map.of("LIE", "1", "CUT_AT", "60"), "store");

    assertEquals(137, ended.status(), ended::toString);
    assertTrue(ended.told() > 0, ended::toString);
    assertTrue(heldOnALyingDisk() < ended.told(), "the lie had no effect: " + ended);
  }

  private long heldOnALyingDisk() {
    try (SqliteStore store = SqliteStore.open(file(), StoredRows.life().ownerToken())) {
      return store.read(view -> view.journalHead().map(row -> row.number()).orElse(0L));
    } catch (StoreException e) {
      return 0; // refused: nothing is said that is not so
    }
  }

  /** The shim's own control: whoever does not ask for syncs loses what was told. */
  @Test
  void aWriterThatDoesNotSyncLosesWhatItTold() throws IOException, InterruptedException {
    long last = run(Map.of(), "control").count("syncs");
    Ended ended = run(Map.of("CUT_AT", String.valueOf(last - 1)), "control");

    assertEquals(TURNS, ended.told(), ended::toString);
    assertTrue(rows() < TURNS, "the control lost nothing: the shim is broken");
  }

  private long rows() {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
        ResultSet rows = connection.createStatement().executeQuery("SELECT count(*) FROM turn")) {
      return rows.getLong(1);
    } catch (SQLException _) {
      return 0;
    }
  }
}
