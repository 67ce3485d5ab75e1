package org.vigilmesh.casework;

import org.vigilmesh.casework.CaseRules.Objection;

/** What an act did to its case. */
public sealed interface Outcome {
  record Applied() implements Outcome {}

  /**
   * Stored and shown, without effect: a late or repeated word.
   *
   * @param rings whether people are told, since it may be a loss
   */
  record Recorded(Objection why, boolean rings) implements Outcome {}

  /** The table does not allow it here: stored, shown, an alarm, no effect. */
  record Violation(Objection why) implements Outcome {}

  /** An earlier message of the case is missing: shown at once, its effect waits. */
  record Waiting() implements Outcome {}
}
