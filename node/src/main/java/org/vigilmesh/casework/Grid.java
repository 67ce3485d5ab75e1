package org.vigilmesh.casework;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vigilmesh.message.Act;
import org.vigilmesh.message.Content;
import org.vigilmesh.message.ContentForm;
import org.vigilmesh.message.Decision;
import org.vigilmesh.message.Described;
import org.vigilmesh.message.EmergencyDataRequest;
import org.vigilmesh.message.PreservationRequest;
import org.vigilmesh.message.TrafficDisclosureRequest;

/**
 * Which message may be signed and applied where: message kind × base (CASEWORK), who says it, in
 * which kinds of case, and which overlay it needs or forbids. Adding a message is one row.
 */
enum Grid {
  //                 ∅DAAOSDAOPRPNNPMMMREWC
  //                 -RAURECKAFPLCRARDLXDL   (columns as in Stage, ∅ first)
  REQUEST_NEW("A··AANNNNNNNNNNNNNNNNN", Direction.TO_REQUESTED),
  REQUEST_AMENDMENT("·····AAANNNANNNNNNNNNN", Direction.TO_REQUESTED, Scope.HOLD, null, "R"),
  TRAFFIC_DISCLOSURE_REQUEST(
      "A··A·AAAAANANNAAANNNNN", Direction.TO_REQUESTED, Scope.MATTER, null, "R"),
  EMERGENCY_DATA_REQUEST("A··A·NNNNNNNNNNNNNNNNN", Direction.TO_REQUESTED),
  LOCATION_QUERY("AA···NNNNNNNNNNNNNNNNN", Direction.TO_REQUESTED),
  LOCATION_ANSWER("·······A············NN", Direction.TO_REQUESTING, Scope.LOCATION, null, ""),
  ADVICE_QUERY("AA···NNNNNNNNNNNNNNNNN", Direction.TO_REQUESTED),
  ADVICE_ANSWER("·······A············NN", Direction.TO_REQUESTING, Scope.ADVICE, null, ""),
  LEGAL_QUERY("AA···NNNNNNNNNNNNNNNNN", Direction.TO_REQUESTED),
  LEGAL_ANSWER("·······A············NN", Direction.TO_REQUESTING, Scope.LEGAL, null, ""),
  SPONTANEOUS_INFORMATION("AA···NNNNNNNNNNNNNNNNN", Direction.TO_REQUESTED),
  DISPLAYED("······AAAAAAAAAAAAAAAA", Direction.EITHER),
  HUMAN_ACK("······AAAAAAAAAAAAAAAA", Direction.EITHER),
  CLARIFICATION_REQUEST("·······AAANANNAANNNNNN", Direction.TO_REQUESTING, Scope.MATTER, null, "R"),
  CLARIFICATION_ANSWER(
      "·······AAANANNAANNNNNN", Direction.TO_REQUESTED, Scope.MATTER, Overlay.CLARIFY, ""),
  CONSULT_PROPOSAL("·······ANNNANNNNNNNNNN", Direction.TO_REQUESTING, Scope.MATTER, null, "R"),
  CONSULT_ANSWER(
      "·······ANNNANNNNNNNNNN", Direction.TO_REQUESTED, Scope.MATTER, Overlay.CONSULT, ""),
  DECISION("·······AAAAAAA······NN", Direction.TO_REQUESTING, Scope.MATTER, null, "RP"),
  PRESERVATION_CONFIRMATION(
      "········AA····AAA···NN", Direction.TO_REQUESTING, Scope.HOLD, null, "P"),
  PREJUDICE_NOTICE("·······AAANANNAAANNNNN", Direction.TO_REQUESTING, Scope.MATTER, null, ""),
  PREJUDICE_ANSWER(
      "·······AAANANNAAANNNNN", Direction.TO_REQUESTED, Scope.MATTER, Overlay.PREJUDICE, ""),
  PARTIAL_TRAFFIC_DISCLOSURE(
      "········AA····AAA···NN", Direction.TO_REQUESTING, Scope.MATTER, null, "P"),
  EMERGENCY_DATA_ANSWER(
      "········AA··········NN", Direction.TO_REQUESTING, Scope.EMERGENCY, null, ""),
  STATUS_QUERY("······AAAAAAAAAAAAAAAA", Direction.EITHER),
  STATUS_REPORT("······AAAAAAAAAAAAAAAA", Direction.EITHER),
  EXTENSION_REQUEST("··············AANNNNNN", Direction.TO_REQUESTED, Scope.HOLD, null, "R"),
  EXTENSION_DECISION(
      "··············AANNNNNN", Direction.TO_REQUESTING, Scope.HOLD, Overlay.EXTENSION, ""),
  MLA_ANNOUNCED("········AArrrrAANNNNNN", Direction.TO_REQUESTED, Scope.MATTER, null, "R"),
  MLA_RECEIVED("·······AAANANNAANNNNNN", Direction.TO_REQUESTING, Scope.MATTER, null, ""),
  MLA_DECIDED("················AA··NN", Direction.TO_REQUESTING, Scope.HOLD, null, ""),
  NO_LONGER_NEEDED("········AArrrrAAAANNNN", Direction.TO_REQUESTED, Scope.MATTER, null, "R"),
  WITHDRAWAL("·····AAArrAAAArrNNNNNN", Direction.TO_REQUESTED, Scope.MATTER, null, "R"),
  RELEASE_CONFIRMATION("······AAAAAAAAAAAANNNN", Direction.TO_REQUESTING, Scope.MATTER, null, ""),
  EXPIRY_WARNING("······AAAAAANNAANNNNNN", Direction.TO_REQUESTING, Scope.MATTER, null, ""),
  EXPIRY_FINAL("··············AA··NNNN", Direction.TO_REQUESTING, Scope.HOLD, null, "RE"),
  OBJECTION("·······NNNANNNNNNNNNNN", Direction.TO_REQUESTED, Scope.MATTER, null, ""),
  ONWARD_TRANSFER_REQUEST("······AAAAAAAAAAAAAAAA", Direction.EITHER),
  ONWARD_TRANSFER_DECISION("······AAAAAAAAAAAAAAAA", Direction.EITHER),
  INCIDENT_NOTICE("A·····AAAAAAAAAAAAAAAA", Direction.EITHER),
  CASE_FEEDBACK("·······NNNANAANNNAAAAA", Direction.EITHER),
  CHANNEL_TEST("A·····················", Direction.TO_REQUESTED);

  /** Who says it to whom; the opener of a case is its requesting side. */
  enum Direction {
    TO_REQUESTED,
    TO_REQUESTING,
    EITHER
  }

  /** In which kinds of case it has a place. */
  enum Scope {
    ANY,
    /** Cases about data that a custodian has. */
    MATTER,
    /** Cases that ask for a hold. */
    HOLD,
    EMERGENCY,
    LOCATION,
    ADVICE,
    LEGAL
  }

  /** A cell of the table; the better comes first. */
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

  private static final List<Stage> COLUMNS = List.of(Stage.values());

  private final String cells;
  private final Direction direction;
  private final Scope scope;
  private final @Nullable Overlay needs;
  private final String forbids;

  Grid(String cells, Direction direction) {
    this(cells, direction, Scope.ANY, null, "");
  }

  Grid(String cells, Direction direction, Scope scope, @Nullable Overlay needs, String forbids) {
    this.cells = cells;
    this.direction = direction;
    this.scope = scope;
    this.needs = needs;
    this.forbids = forbids;
  }

  Direction direction() {
    return direction;
  }

  Scope scope() {
    return scope;
  }

  /** The overlay that must be present, or it has no effect. */
  Optional<Overlay> needs() {
    return Optional.ofNullable(needs);
  }

  /** Whether it may not be signed while {@code overlay} is present. */
  boolean forbids(Overlay overlay) {
    return switch (overlay) {
      case RELEASE -> forbids.contains("R");
      case PREJUDICE -> forbids.contains("P");
      case EXTENSION -> forbids.contains("E");
      case CONSULT, CLARIFY -> false;
    };
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
      case TrafficDisclosureRequest _ -> Optional.of(TRAFFIC_DISCLOSURE_REQUEST);
      case EmergencyDataRequest _ -> Optional.of(EMERGENCY_DATA_REQUEST);
      case Described described -> Optional.of(row(described.form()));
      case Content.HumanAck _ -> Optional.of(HUMAN_ACK);
      case Decision _ -> Optional.of(DECISION);
      case Content.PreservationConfirmation _ -> Optional.of(PRESERVATION_CONFIRMATION);
      case Content.ChannelTest _ -> Optional.of(CHANNEL_TEST);
      case Content.UnknownContent _ -> Optional.empty();
    };
  }

  /** Rows and forms have the same names; a test holds that. */
  private static Grid row(ContentForm form) {
    return valueOf(form.name());
  }
}
