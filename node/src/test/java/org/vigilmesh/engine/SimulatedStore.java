package org.vigilmesh.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.vigilmesh.adapter.sqlite.SqliteStore;
import org.vigilmesh.identity.Incarnation;
import org.vigilmesh.port.MemoryStore;
import org.vigilmesh.port.Rows.IdentityKind;
import org.vigilmesh.port.Rows.IdentityRow;
import org.vigilmesh.port.Rows.LifeRow;
import org.vigilmesh.port.Rows.Mode;
import org.vigilmesh.port.Store;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;

/** What of a node's store outlives its process: tables in memory, or a SQLite file. */
final class SimulatedStore {
  private static final Bytes OWNER = Bytes.utf8("owner");

  private final Path folder;
  private Store store;

  /** A copy of a store at one moment. */
  record Backup(MemoryStore store) {}

  private SimulatedStore(Store store, Path folder) {
    this.store = store;
    this.folder = folder;
  }

  /** A node's store before its first start. */
  static SimulatedStore create(SimulatedWorld world, Country country) {
    LifeRow life =
        new LifeRow(
            country.ref, new Incarnation(1, world.fresh(16)), OWNER, Mode.NORMAL, "", world.now());
    SimulatedStore made;
    if (world.options.real()) {
      Path folder = newFolder();
      SqliteStore.create(folder.resolve("vigil.db"), life);
      made = new SimulatedStore(SqliteStore.open(folder.resolve("vigil.db"), OWNER), folder);
    } else {
      made = new SimulatedStore(MemoryStore.create(life), Path.of(""));
    }
    Bytes card = Country.CODEC.signedCard().encode(country.card);
    Bytes roster = Country.CODEC.endorsedRoster().encode(country.roster);
    made.store.write(
        tx -> {
          tx.addIdentity(row(world, country, IdentityKind.CARD, country.card.hash(), card));
          tx.addIdentity(row(world, country, IdentityKind.ROSTER, country.roster.hash(), roster));
          return true;
        });
    return made;
  }

  private static IdentityRow row(
      SimulatedWorld world, Country country, IdentityKind kind, Digest hash, Bytes container) {
    return new IdentityRow(country.ref, kind, 1, hash, container, world.now());
  }

  private static Path newFolder() {
    try {
      Path shared = Path.of("/dev/shm");
      return Files.isWritable(shared)
          ? Files.createTempDirectory(shared, "vigil-simulate")
          : Files.createTempDirectory("vigil-simulate");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What is committed, whoever asks. */
  Store committed() {
    return store;
  }

  Store open() {
    return store;
  }

  /** What a new process finds; the old one can write no more. */
  Store reopen() {
    if (store instanceof MemoryStore memory) {
      store = memory.copy();
    } else {
      store.close();
      store = SqliteStore.open(folder.resolve("vigil.db"), OWNER);
    }
    return store;
  }

  Store open(Backup older) {
    store = older.store().copy();
    return store;
  }

  Backup backup() {
    return new Backup(memory().copy());
  }

  SimulatedStore copy() {
    return new SimulatedStore(memory().copy(), folder);
  }

  private MemoryStore memory() {
    return (MemoryStore) store;
  }

  /** Deletes the files, if there are any. */
  void discard() {
    if (store instanceof MemoryStore) {
      return;
    }
    store.close();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
