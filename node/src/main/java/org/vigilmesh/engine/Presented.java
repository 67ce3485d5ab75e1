package org.vigilmesh.engine;

import java.time.Instant;
import java.util.Optional;
import org.vigilmesh.delivery.Frame.WitnessKind;
import org.vigilmesh.identity.Incarnation;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;

/**
 * A signed object of ours that a peer has shown and that verifies.
 *
 * @param place where a statement or receipt of ours would be; for a fork, of the second header
 * @param version of a card, roster or key set; 0 for the others
 */
record Presented(
    WitnessKind kind,
    Incarnation incarnation,
    Optional<Witnesses.Place> place,
    long version,
    Digest hash,
    Bytes object,
    Instant at) {
  /** What the newest of a kind and place is kept under. */
  String key() {
    return kind + " " + place.map(Witnesses.Place::lane) + " " + incarnation + " " + version;
  }
}
