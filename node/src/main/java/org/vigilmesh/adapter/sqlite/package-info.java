/**
 * The store of a node as one SQLite file in WAL mode, synced at every commit: one connection writes
 * and checkpoints, a few read. Every row carries its own hash, which is compared whenever the row
 * is read, so no rotten row is used, relayed or proved with.
 *
 * <p>Statements, receipts, bodies and sealed forms are keyed by a single number made of lane and
 * sequence number, so that a lane's rows lie next to each other.
 */
@NullMarked
package org.vigilmesh.adapter.sqlite;

import org.jspecify.annotations.NullMarked;
