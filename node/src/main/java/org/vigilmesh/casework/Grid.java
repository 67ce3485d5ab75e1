package org.vigilmesh.casework;

import java.util.Optional;
import org.vigilmesh.message.Act;
import org.vigilmesh.message.Content;
import org.vigilmesh.message.ContentForm;
import org.vigilmesh.message.Decision;
import org.vigilmesh.message.Described;
import org.vigilmesh.message.EmergencyDataRequest;
import org.vigilmesh.message.PreservationRequest;
import org.vigilmesh.message.TrafficDisclosureRequest;

/**
 * Which message may be signed and applied where: message kind × base (domain section 11.4). Adding
 * a message is one row.
 */
enum Grid {
  //                 ∅DAAOSDAOPRPNNPMMMREWC
  //                 -RAURECKAFPLCRARDLXDL   (columns as in Stage, ∅ first)
  REQUEST_NEW("A··AANNNNNNNNNNNNNNNNN", Direction.TO_REQUESTED),
  REQUEST_AMENDMENT("·····AAANNNANNNNNNNNNN", Direction.TO_REQUESTED),
  TRAFFIC_DISCLOSURE_REQUEST("A··A·AAAAANANNAAANNNNN", Direction.TO_REQUESTED),
  EMERGENCY_DATA_REQUEST("A··A·NNNNNNNNNNNNNNNNN", Direction.TO_REQUESTED),
  LOCATION_QUERY("AA···NNNNNNNNNNNNNNNNN", Direction.TO_REQUESTED),
  LOCATION_ANSWER("·······A············NN", Direction.TO_REQUESTING),
  ADVICE_QUERY("AA···NNNNNNNNNNNNNNNNN", Direction.TO_REQUESTED),
  ADVICE_ANSWER("·······A············NN", Direction.TO_REQUESTING),
  LEGAL_QUERY("AA···NNNNNNNNNNNNNNNNN", Direction.TO_REQUESTED),
  LEGAL_ANSWER("·······A············NN", Direction.TO_REQUESTING),
  SPONTANEOUS_INFORMATION("AA···NNNNNNNNNNNNNNNNN", Direction.TO_REQUESTED),
  DISPLAYED("······AAAAAAAAAAAAAAAA", Direction.EITHER),
  HUMAN_ACK("······AAAAAAAAAAAAAAAA", Direction.EITHER),
  CLARIFICATION_REQUEST("·······AAANANNAANNNNNN", Direction.TO_REQUESTING),
  CLARIFICATION_ANSWER("·······AAANANNAANNNNNN", Direction.TO_REQUESTED),
  CONSULT_PROPOSAL("·······ANNNANNNNNNNNNN", Direction.TO_REQUESTING),
  CONSULT_ANSWER("·······ANNNANNNNNNNNNN", Direction.TO_REQUESTED),
  DECISION("·······AAAAAAA······NN", Direction.TO_REQUESTING),
  PRESERVATION_CONFIRMATION("········AA····AAA···NN", Direction.TO_REQUESTING),
  PREJUDICE_NOTICE("·······AAANANNAAANNNNN", Direction.TO_REQUESTING),
  PREJUDICE_ANSWER("·······AAANANNAAANNNNN", Direction.TO_REQUESTED),
  PARTIAL_TRAFFIC_DISCLOSURE("········AA····AAA···NN", Direction.TO_REQUESTING),
  EMERGENCY_DATA_ANSWER("········AA··········NN", Direction.TO_REQUESTING),
  STATUS_QUERY("······AAAAAAAAAAAAAAAA", Direction.EITHER),
  STATUS_REPORT("······AAAAAAAAAAAAAAAA", Direction.EITHER),
  EXTENSION_REQUEST("··············AANNNNNN", Direction.TO_REQUESTED),
  EXTENSION_DECISION("··············AANNNNNN", Direction.TO_REQUESTING),
  MLA_ANNOUNCED("········AArrrrAANNNNNN", Direction.TO_REQUESTED),
  MLA_RECEIVED("·······AAANANNAANNNNNN", Direction.TO_REQUESTING),
  MLA_DECIDED("················AA··NN", Direction.TO_REQUESTING),
  NO_LONGER_NEEDED("········AArrrrAAAANNNN", Direction.TO_REQUESTED),
  WITHDRAWAL("·····AAArrAAAArrNNNNNN", Direction.TO_REQUESTED),
  RELEASE_CONFIRMATION("······AAAAAAAAAAAANNNN", Direction.TO_REQUESTING),
  EXPIRY_WARNING("······AAAAAANNAANNNNNN", Direction.TO_REQUESTING),
  EXPIRY_FINAL("··············AA··NNNN", Direction.TO_REQUESTING),
  OBJECTION("·······NNNANNNNNNNNNNN", Direction.TO_REQUESTED),
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

  private static Grid row(ContentForm form) {
    return switch (form) {
      case LOCATION_QUERY -> LOCATION_QUERY;
      case LOCATION_ANSWER -> LOCATION_ANSWER;
      case ADVICE_QUERY -> ADVICE_QUERY;
      case ADVICE_ANSWER -> ADVICE_ANSWER;
      case LEGAL_QUERY -> LEGAL_QUERY;
      case LEGAL_ANSWER -> LEGAL_ANSWER;
      case SPONTANEOUS_INFORMATION -> SPONTANEOUS_INFORMATION;
      case CLARIFICATION_REQUEST -> CLARIFICATION_REQUEST;
      case CLARIFICATION_ANSWER -> CLARIFICATION_ANSWER;
      case CONSULT_PROPOSAL -> CONSULT_PROPOSAL;
      case CONSULT_ANSWER -> CONSULT_ANSWER;
      case PREJUDICE_NOTICE -> PREJUDICE_NOTICE;
      case PREJUDICE_ANSWER -> PREJUDICE_ANSWER;
      case OBJECTION -> OBJECTION;
      case EXTENSION_REQUEST -> EXTENSION_REQUEST;
      case EXTENSION_DECISION -> EXTENSION_DECISION;
      case EXPIRY_WARNING -> EXPIRY_WARNING;
      case EXPIRY_FINAL -> EXPIRY_FINAL;
      case NO_LONGER_NEEDED -> NO_LONGER_NEEDED;
      case WITHDRAWAL -> WITHDRAWAL;
      case RELEASE_CONFIRMATION -> RELEASE_CONFIRMATION;
      case MLA_ANNOUNCED -> MLA_ANNOUNCED;
      case MLA_RECEIVED -> MLA_RECEIVED;
      case MLA_DECIDED -> MLA_DECIDED;
      case PARTIAL_TRAFFIC_DISCLOSURE -> PARTIAL_TRAFFIC_DISCLOSURE;
      case EMERGENCY_DATA_ANSWER -> EMERGENCY_DATA_ANSWER;
      case ONWARD_TRANSFER_REQUEST -> ONWARD_TRANSFER_REQUEST;
      case ONWARD_TRANSFER_DECISION -> ONWARD_TRANSFER_DECISION;
      case DISPLAYED -> DISPLAYED;
      case STATUS_QUERY -> STATUS_QUERY;
      case STATUS_REPORT -> STATUS_REPORT;
      case INCIDENT_NOTICE -> INCIDENT_NOTICE;
      case CASE_FEEDBACK -> CASE_FEEDBACK;
    };
  }
}
