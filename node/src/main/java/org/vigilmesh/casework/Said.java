package org.vigilmesh.casework;

import java.time.Instant;
import org.vigilmesh.message.Act;
import org.vigilmesh.value.Digest;

/**
 * An act on its way through the table.
 *
 * @param at when it was said: its own time, or that of its storing where it claims a later one
 */
record Said(Act act, Digest digest, Grid row, Move move, Instant at) {
  String code() {
    return act.content().contentType().code();
  }
}
