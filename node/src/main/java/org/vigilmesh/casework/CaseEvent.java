package org.vigilmesh.casework;

import java.time.Instant;
import org.vigilmesh.message.Act;
import org.vigilmesh.value.Digest;

/** What a case is made of. */
public sealed interface CaseEvent {
  /**
   * An act that is in the store.
   *
   * @param effective false when it is unprocessable or held for an officer: shown, no effect
   */
  record Stored(Act act, Digest digest, boolean effective) implements CaseEvent {}

  /** A receipt covers the act with this digest: its addressee's node has stored it. */
  record Delivered(Digest act, Instant at) implements CaseEvent {}
}
