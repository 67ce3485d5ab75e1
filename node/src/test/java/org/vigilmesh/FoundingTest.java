package org.vigilmesh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.vigilmesh.Fixtures.T;
import static org.vigilmesh.Fixtures.XB;
import static org.vigilmesh.Fixtures.XB1;
import static org.vigilmesh.Fixtures.bytes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigilmesh.adapter.sqlite.SqliteStore;
import org.vigilmesh.adapter.wire.WireCodec;
import org.vigilmesh.config.Layout;
import org.vigilmesh.identity.Card;
import org.vigilmesh.identity.Endorsed;
import org.vigilmesh.identity.Incarnation;
import org.vigilmesh.identity.Roster;
import org.vigilmesh.port.Rows.IdentityKind;
import org.vigilmesh.port.Rows.LifeRow;
import org.vigilmesh.port.Rows.Mode;
import org.vigilmesh.port.Store;
import org.vigilmesh.port.StoreException;
import org.vigilmesh.value.Bytes;

/** The first start of a node, and every start at which something of it is gone. */
final class FoundingTest {
  private static final WireCodec CODEC = new WireCodec();
  private static final Bytes RANDOM = bytes("life", 16);
  private static final Bytes OTHER = bytes("another life", 16);

  @TempDir private Path folder = Path.of("");

  private Layout layout = new Layout(folder);

  @BeforeEach
  void writeCardAndRoster() throws IOException {
    layout = new Layout(folder);
    Card card = Fixtures.card(XB1);
    Roster roster = Fixtures.roster(XB1);
    Bytes cardBytes =
        CODEC.signedCard().encode(Fixtures.signed(XB1, card, CODEC.card().encode(card)));
    Bytes rosterBytes =
        CODEC
            .endorsedRoster()
            .encode(
                new Endorsed<>(
                    roster,
                    CODEC.roster().encode(roster),
                    List.of(Fixtures.endorsement("authority-a", "roster"))));
    Files.write(layout.card(), cardBytes.toArray());
    Files.write(layout.roster(), rosterBytes.toArray());
  }

  private void found(Bytes random) {
    Founding.foundIfNew(layout, CODEC, random, T);
  }

  private String refusal() {
    StartException refused = assertThrows(StartException.class, () -> found(RANDOM));
    assertFalse(Files.exists(layout.directory().resolve("founded")) && !isFounded, "marked");
    return String.valueOf(refused.getMessage());
  }

  private boolean isFounded;

  private LifeRow life() {
    try (Store store = SqliteStore.open(layout.store(), RANDOM)) {
      return store.read(view -> view.life().orElseThrow());
    }
  }

  @Test
  void theFirstStartMakesAStoreWithCardAndRoster() {
    found(RANDOM);
    try (Store store = SqliteStore.open(layout.store(), RANDOM)) {
      store.read(
          view -> {
            assertEquals(XB1, view.life().orElseThrow().self());
            assertEquals(1, view.life().orElseThrow().incarnation().number());
            assertEquals(RANDOM, view.life().orElseThrow().incarnation().random());
            assertTrue(view.newestIdentity(XB, IdentityKind.CARD).isPresent());
            assertTrue(view.newestIdentity(XB, IdentityKind.ROSTER).isPresent());
            return true;
          });
    }
  }

  @Test
  void theSecondStartLeavesEverythingAsItIs() throws IOException {
    found(RANDOM);
    Files.delete(layout.card());
    Files.delete(layout.roster());
    found(OTHER);
    assertEquals(RANDOM, life().incarnation().random());
  }

  @Test
  void aStoreThatIsGoneIsNeverMadeAnew() throws IOException {
    found(RANDOM);
    isFounded = true;
    Files.delete(layout.store());
    assertEquals(
        "the database " + layout.store() + " is missing, and this node had one: restore it",
        refusal());
    assertFalse(Files.exists(layout.store()), "a new one would be a silent rollback");
  }

  @Test
  void aCrashBeforeTheMarkIsMendedByTheNextStart() throws IOException {
    found(RANDOM);
    Files.delete(layout.directory().resolve("founded"));
    found(OTHER);
    assertEquals(RANDOM, life().incarnation().random(), "the store that was made stays");
    assertTrue(Files.exists(layout.directory().resolve("founded")));
  }

  @Test
  void aCrashBeforeTheCardIsStoredIsMendedByTheNextStart() {
    SqliteStore.create(
        layout.store(), new LifeRow(XB1, new Incarnation(1, RANDOM), RANDOM, Mode.NORMAL, "", T));
    found(OTHER);
    try (Store store = SqliteStore.open(layout.store(), RANDOM)) {
      assertTrue(store.read(v -> v.newestIdentity(XB, IdentityKind.CARD)).isPresent());
      assertTrue(store.read(v -> v.newestIdentity(XB, IdentityKind.ROSTER)).isPresent());
      assertEquals(RANDOM, store.read(v -> v.life().orElseThrow().incarnation().random()));
    }
  }

  @Test
  void aMissingCardSaysWhatMakesIt() throws IOException {
    Files.delete(layout.card());
    assertEquals("cannot read " + layout.card() + "; vigil node init makes it", refusal());
    assertFalse(Files.exists(layout.store()));
  }

  @Test
  void whatIsNoCardOrRosterIsNamed() throws IOException {
    byte[] roster = Files.readAllBytes(layout.roster());
    Files.write(layout.roster(), Files.readAllBytes(layout.card()));
    assertEquals(layout.roster() + " is not an endorsed roster", refusal());
    Files.write(layout.card(), roster);
    assertEquals(layout.card() + " is not a signed card", refusal());
    Files.write(layout.card(), new byte[0]);
    assertEquals(layout.card() + " is not a signed card", refusal());
    assertFalse(Files.exists(layout.store()));
  }

  @Test
  void anotherProgramOnTheSameStoreIsRefused() {
    found(RANDOM);
    try (Store _ = SqliteStore.open(layout.store(), RANDOM)) {
      assertThrows(StoreException.class, () -> SqliteStore.open(layout.store(), OTHER));
    }
  }
}
