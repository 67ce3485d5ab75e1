package org.vigilmesh.casework;

import java.util.Optional;
import org.vigilmesh.message.Act;
import org.vigilmesh.message.Content;
import org.vigilmesh.message.Decision;
import org.vigilmesh.message.PreservationRequest;

/**
 * Which message may be signed and applied where: message kind × base (domain section 11.4). Adding
 * a message is one row.
 */
enum Grid {
  //                 ∅DAAOSDAOPRPNNPMMMREWC
  //                 -RAURECKAFPLCRARDLXDL   (columns as in Stage, ∅ first)
  REQUEST_NEW("A··AANNNNNNNNNNNNNNNNN", Direction.TO_REQUESTED),
  REQUEST_AMENDMENT("·····AAANNNANNNNNNNNNN", Direction.TO_REQUESTED),
  HUMAN_ACK("······AAAAAAAAAAAAAAAA", Direction.EITHER),
  DECISION("·······AAAAAAA······NN", Direction.TO_REQUESTING),
  PRESERVATION_CONFIRMATION("········AA····AAA···NN", Direction.TO_REQUESTING),
  CHANNEL_TEST("A·····················", Direction.TO_REQUESTED);

  /** Who says it to whom; the opener of a case is its requesting side. */
  enum Direction {
    TO_REQUESTED,
    TO_REQUESTING,
    EITHER
  }

  /** A cell of the table. */
  enum Cell {
    /** May be signed, and is applied. */
    SIGN,
    /** Applied on arrival although it could not have been signed here: a race. */
    RACE,
    /** Recorded, without effect. */
    RECORD,
    /** A violation of the protocol. */
    VIOLATION
  }

  private static final java.util.List<Stage> COLUMNS = java.util.List.of(Stage.values());

  private final String cells;
  private final Direction direction;

  Grid(String cells, Direction direction) {
    this.cells = cells;
    this.direction = direction;
  }

  Direction direction() {
    return direction;
  }

  /** The cell for a case at {@code base}; empty is before the opening message. */
  Cell at(Optional<Stage> base) {
    int column = base.map(b -> COLUMNS.indexOf(b) + 1).orElse(0);
    return switch (cells.charAt(column)) {
      case 'A' -> Cell.SIGN;
      case 'r' -> Cell.RACE;
      case 'N' -> Cell.RECORD;
      default -> Cell.VIOLATION;
    };
  }

  /** The row of an act; empty for content that this version does not know. */
  static Optional<Grid> find(Act act) {
    return switch (act.content()) {
      case PreservationRequest request ->
          Optional.of(request.filing().amends() == null ? REQUEST_NEW : REQUEST_AMENDMENT);
      case Content.HumanAck _ -> Optional.of(HUMAN_ACK);
      case Decision _ -> Optional.of(DECISION);
      case Content.PreservationConfirmation _ -> Optional.of(PRESERVATION_CONFIRMATION);
      case Content.ChannelTest _ -> Optional.of(CHANNEL_TEST);
      case Content.UnknownContent _ -> Optional.empty();
    };
  }
}
