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
  HUMAN_ACK("human_ack", 1, 1, Opens.NOTHING),
  DECISION("decision", 1, 1, Opens.NOTHING),
  PRESERVATION_CONFIRMATION("preservation_confirmation", 1, 1, Opens.NOTHING),
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

  /** How many different persons sign it by default; the endorsement rules knows the rest. */
  public int persons() {
    return persons;
  }

  /** Whether a node may send it without any person. */
  public boolean mayBeNotice() {
    return persons == 0;
  }

  /** Whether an officer with this role may sign it; attestations of the other seat come later. */
  public boolean maySign(Officer.Role role) {
    return role != Officer.Role.CENTRAL_AUTHORITY;
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
