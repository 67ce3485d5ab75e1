package org.vigilmesh.message;

import java.util.Arrays;
import java.util.Optional;
import org.vigilmesh.identity.Officer;

/**
 * The table of messages: one row per content type. Adding a message is a record, a row here, a row
 * in the wire mapping and its texts.
 */
public enum ContentType {
  PRESERVATION_REQUEST("preservation_request", 1, 2, Opens.CASE),
  TRAFFIC_DISCLOSURE_REQUEST("traffic_disclosure_request", 1, 2, Opens.CASE),
  EMERGENCY_DATA_REQUEST("emergency_data_request", 1, 2, Opens.CASE),
  LOCATION_QUERY("location_query", 1, 1, Opens.CASE),
  TECHNICAL_ADVICE("technical_advice", 1, 1, Opens.CASE),
  LEGAL_INFORMATION("legal_information", 1, 1, Opens.CASE),
  SPONTANEOUS_INFO("spontaneous_info", 1, 1, Opens.CASE),
  DISPLAYED("displayed", 1, 0, Opens.NOTHING),
  HUMAN_ACK("human_ack", 1, 1, Opens.NOTHING),
  CLARIFICATION_REQUEST("clarification_request", 1, 1, Opens.NOTHING),
  CLARIFICATION_ANSWER("clarification_answer", 1, 1, Opens.NOTHING),
  CONSULT_PROPOSAL("consult_proposal", 1, 1, Opens.NOTHING),
  CONSULT_ANSWER("consult_answer", 1, 1, Opens.NOTHING),
  DECISION("decision", 1, 1, Opens.NOTHING),
  PRESERVATION_CONFIRMATION("preservation_confirmation", 1, 1, Opens.NOTHING),
  PREJUDICE_NOTICE("prejudice_notice", 1, 1, Opens.NOTHING),
  PREJUDICE_ANSWER("prejudice_answer", 1, 1, Opens.NOTHING),
  PARTIAL_TRAFFIC_DISCLOSURE("partial_traffic_disclosure", 1, 1, Opens.NOTHING),
  EMERGENCY_DATA_ANSWER("emergency_data_answer", 1, 2, Opens.NOTHING),
  STATUS_QUERY("status_query", 1, 0, Opens.NOTHING),
  STATUS_REPORT("status_report", 1, 0, Opens.NOTHING),
  EXTENSION_REQUEST("extension_request", 1, 1, Opens.NOTHING),
  EXTENSION_DECISION("extension_decision", 1, 1, Opens.NOTHING),
  MLA_ANNOUNCED("mla_announced", 1, 1, Opens.NOTHING),
  MLA_RECEIVED("mla_received", 1, 1, Opens.NOTHING),
  MLA_DECIDED("mla_decided", 1, 1, Opens.NOTHING),
  NO_LONGER_NEEDED("no_longer_needed", 1, 1, Opens.NOTHING),
  WITHDRAWAL("withdrawal", 1, 1, Opens.NOTHING),
  RELEASE_CONFIRMATION("release_confirmation", 1, 1, Opens.NOTHING),
  EXPIRY_NOTICE("expiry_notice", 1, 0, Opens.NOTHING),
  OBJECTION("objection", 1, 1, Opens.NOTHING),
  ONWARD_TRANSFER_REQUEST("onward_transfer_request", 1, 1, Opens.NOTHING),
  ONWARD_TRANSFER_DECISION("onward_transfer_decision", 1, 1, Opens.NOTHING),
  INCIDENT_NOTICE("incident_notice", 1, 1, Opens.RECORD),
  CASE_FEEDBACK("case_feedback", 1, 1, Opens.NOTHING),
  CHANNEL_TEST("channel_test", 1, 0, Opens.RECORD),
  /** What a newer peer says and this version cannot read: stored and shown, without effect. */
  UNKNOWN("", 0, 1, Opens.NOTHING);

  /** What an act of this type begins when it does not belong to a case yet. */
  public enum Opens {
    CASE,
    /** A record outside the state table, such as a test. */
    RECORD,
    NOTHING
  }

  private final String code;
  private final int version;
  private final int persons;
  private final Opens opens;

  ContentType(String code, int version, int persons, Opens opens) {
    this.code = code;
    this.version = version;
    this.persons = persons;
    this.opens = opens;
  }

  /** The code on the wire and in request files. */
  public String code() {
    return code;
  }

  /** The version of the content that this program writes and reads. */
  public int version() {
    return version;
  }

  /** How many different persons sign it by default; the endorsement rules know the rest. */
  public int persons() {
    return persons;
  }

  /**
   * Whether an officer with this role may sign it: the central authority attests and does nothing
   * else, local roles sign nothing.
   */
  public boolean maySign(Officer.Role role) {
    boolean attests = this == MLA_RECEIVED || this == MLA_DECIDED;
    return !role.isLocal() && attests == (role == Officer.Role.CENTRAL_AUTHORITY);
  }

  public Opens opens() {
    return opens;
  }

  /** The row for this code and version; empty for what this program does not know. */
  public static Optional<ContentType> find(String code, int version) {
    return Arrays.stream(values())
        .filter(type -> type != UNKNOWN && type.code.equals(code) && type.version == version)
        .findFirst();
  }
}
