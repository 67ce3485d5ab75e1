package org.vigilmesh;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.vigilmesh.adapter.sqlite.SqliteStore;
import org.vigilmesh.adapter.wire.WireCodec;
import org.vigilmesh.config.Layout;
import org.vigilmesh.identity.Card;
import org.vigilmesh.identity.Endorsed;
import org.vigilmesh.identity.Incarnation;
import org.vigilmesh.identity.NodeRef;
import org.vigilmesh.identity.Roster;
import org.vigilmesh.identity.Signed;
import org.vigilmesh.port.Rows.IdentityKind;
import org.vigilmesh.port.Rows.IdentityRow;
import org.vigilmesh.port.Rows.LifeRow;
import org.vigilmesh.port.Rows.Mode;
import org.vigilmesh.port.Store;
import org.vigilmesh.port.StoreTx;
import org.vigilmesh.value.Bytes;

/**
 * Makes a node's store at its very first start, from the signed card and the endorsed roster. A
 * store that was there once and is gone is never made anew: that would be a silent rollback.
 */
final class Founding {
  private Founding() {}

  /** Makes the store unless the node was founded before; durable on return. */
  static void foundIfNew(Layout layout, WireCodec codec, Bytes random, Instant at) {
    Path marker = layout.directory().resolve("founded");
    if (Files.exists(marker)) {
      if (!Files.exists(layout.store())) {
        throw new StartException(
            "the database " + layout.store() + " is missing, and this node had one: restore it");
      }
      return;
    }
    Signed<Card> card =
        codec
            .signedCard()
            .decode(read(layout.card()))
            .find()
            .orElseThrow(() -> new StartException(layout.card() + " is not a signed card"));
    Endorsed<Roster> roster =
        codec
            .endorsedRoster()
            .decode(read(layout.roster()))
            .find()
            .orElseThrow(() -> new StartException(layout.roster() + " is not an endorsed roster"));
    NodeRef self = card.value().node();
    if (!Files.exists(layout.store())) {
      SqliteStore.create(
          layout.store(),
          new LifeRow(self, new Incarnation(1, random), random, Mode.NORMAL, "", at));
    }
    try (Store store = SqliteStore.open(layout.store(), random)) {
      store.write(tx -> fill(tx, codec, card, roster, at));
    }
    mark(marker);
  }

  /** A crash may have left the store without them: both are there afterwards, once. */
  private static boolean fill(
      StoreTx tx, WireCodec codec, Signed<Card> card, Endorsed<Roster> roster, Instant at) {
    NodeRef self = card.value().node();
    if (tx.newestIdentity(self.node(), IdentityKind.CARD).isPresent()) {
      return false;
    }
    tx.addIdentity(
        new IdentityRow(
            self,
            IdentityKind.CARD,
            card.value().version(),
            card.hash(),
            codec.signedCard().encode(card),
            at));
    tx.addIdentity(
        new IdentityRow(
            self,
            IdentityKind.ROSTER,
            roster.value().version(),
            roster.hash(),
            codec.endorsedRoster().encode(roster),
            at));
    return true;
  }

  private static void mark(Path marker) {
    try {
      Files.createFile(marker);
    } catch (IOException e) {
      throw new StartException("cannot write " + marker, e);
    }
  }

  private static Bytes read(Path file) {
    try {
      return Bytes.of(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new StartException("cannot read " + file + "; vigil node init makes it", e);
    }
  }
}
