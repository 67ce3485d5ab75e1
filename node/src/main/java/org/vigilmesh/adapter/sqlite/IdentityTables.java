package org.vigilmesh.adapter.sqlite;

import java.util.List;
import java.util.Optional;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.identity.NodeRef;
import org.vigilmesh.identity.Trust;
import org.vigilmesh.port.Rows.IdentityKind;
import org.vigilmesh.port.Rows.IdentityRow;
import org.vigilmesh.port.Rows.LifeRow;
import org.vigilmesh.port.Rows.Mode;
import org.vigilmesh.port.Rows.PeerRow;
import org.vigilmesh.port.Rows.StartRow;
import org.vigilmesh.port.Rows.WitnessRow;
import org.vigilmesh.port.StoreTx;
import org.vigilmesh.value.Check;

/** Who this node is and whom it knows: life, peers, version chains, witnesses. */
interface IdentityTables extends StoreTx {
  Session session();

  @Override
  default Optional<LifeRow> life() {
    return session()
        .first(
            Table.LIFE,
            "SELECT * FROM life WHERE id = 1",
            row ->
                new LifeRow(
                    row.ref(1),
                    row.incarnation(3),
                    row.bytes(5),
                    row.constant(6, Mode.class),
                    row.text(7),
                    row.time(8)));
  }

  @Override
  default void putLife(LifeRow life) {
    session()
        .put(
            Table.LIFE,
            "INSERT OR REPLACE INTO life VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            1,
            life.self(),
            life.incarnation(),
            life.ownerToken(),
            life.mode(),
            life.modeReason(),
            life.since());
  }

  @Override
  default Optional<PeerRow> peer(NodeId node) {
    return session()
        .first(Table.PEER, "SELECT * FROM peer WHERE node = ?", IdentityTables::peer, node);
  }

  @Override
  default List<PeerRow> peers() {
    return session().list(Table.PEER, "SELECT * FROM peer ORDER BY node", IdentityTables::peer);
  }

  private static PeerRow peer(Row row) {
    return new PeerRow(
        row.node(0),
        row.number(1),
        row.constant(2, Trust.class),
        row.time(3),
        row.text(4),
        row.bytes(5),
        (int) row.number(6),
        (int) row.number(7));
  }

  @Override
  default void putPeer(PeerRow peer) {
    session()
        .put(
            Table.PEER,
            "INSERT OR REPLACE INTO peer VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            peer.node(),
            peer.epoch(),
            peer.trust(),
            peer.trustSince(),
            peer.trustBy(),
            peer.anchor(),
            peer.formatMax(),
            peer.suiteMax());
  }

  @Override
  default void removePeer(NodeId peer) {
    long statements =
        session()
            .number(
                """
                SELECT count(*) FROM lane AS l WHERE (l.from_node = ?1 OR l.to_node = ?1)
                AND EXISTS (SELECT 1 FROM statement AS s WHERE s.place BETWEEN l.lane_id << 40
                AND (l.lane_id + 1 << 40) - 1)
                """,
                peer)
            .orElseThrow();
    Check.that(statements == 0, "only a peer without statements can be forgotten");
    session().run("DELETE FROM identity WHERE node = ?", peer);
    session().run("DELETE FROM witness WHERE peer = ?", peer);
    session().run("DELETE FROM peer WHERE node = ?", peer);
  }

  @Override
  default Optional<IdentityRow> newestIdentity(NodeId node, IdentityKind kind) {
    return session()
        .first(
            Table.IDENTITY,
            """
            SELECT * FROM identity WHERE node = ? AND kind = ?
            ORDER BY epoch DESC, version DESC LIMIT 1
            """,
            IdentityTables::identity,
            node,
            kind);
  }

  @Override
  default Optional<IdentityRow> identity(NodeRef node, IdentityKind kind, long version) {
    return identities(node, kind, version, 1).stream()
        .filter(row -> row.version() == version)
        .findFirst();
  }

  @Override
  default List<IdentityRow> identities(
      NodeRef node, IdentityKind kind, long fromVersion, int limit) {
    return session()
        .list(
            Table.IDENTITY,
            """
            SELECT * FROM identity WHERE node = ? AND kind = ? AND epoch = ? AND version >= ?
            ORDER BY version LIMIT ?
            """,
            IdentityTables::identity,
            node.node(),
            kind,
            node.epoch(),
            fromVersion,
            limit);
  }

  private static IdentityRow identity(Row row) {
    return new IdentityRow(
        row.ref(0),
        row.constant(2, IdentityKind.class),
        row.number(3),
        row.digest(4),
        row.bytes(5),
        row.time(6));
  }

  @Override
  default void addIdentity(IdentityRow identity) {
    session()
        .put(
            Table.IDENTITY,
            "INSERT INTO identity VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            identity.node(),
            identity.kind(),
            identity.version(),
            identity.hash(),
            identity.container(),
            identity.storedAt());
  }

  @Override
  default Optional<WitnessRow> witness(NodeId peer) {
    return session()
        .first(
            Table.WITNESS,
            "SELECT * FROM witness WHERE peer = ?",
            row -> new WitnessRow(row.node(0), row.digest(1), row.incarnation(2), row.time(4)),
            peer);
  }

  @Override
  default void putWitness(WitnessRow witness) {
    session()
        .put(
            Table.WITNESS,
            "INSERT OR REPLACE INTO witness VALUES (?, ?, ?, ?, ?, ?)",
            witness.peer(),
            witness.journalHead(),
            witness.incarnation(),
            witness.seenAt());
  }

  @Override
  default List<StartRow> starts(NodeRef from, NodeRef to) {
    return session()
        .list(
            Table.START,
            """
            SELECT * FROM start WHERE from_node = ? AND from_epoch = ? AND to_node = ?
            AND to_epoch = ? ORDER BY incarnation, incarnation_random
            """,
            row ->
                new StartRow(
                    row.digest(0),
                    row.ref(1),
                    row.ref(3),
                    row.incarnation(5),
                    row.bytes(7),
                    row.time(8)),
            from,
            to);
  }

  @Override
  default void addStart(StartRow start) {
    session()
        .put(
            Table.START,
            "INSERT INTO start VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            start.hash(),
            start.from(),
            start.to(),
            start.incarnation(),
            start.container(),
            start.storedAt());
  }
}
