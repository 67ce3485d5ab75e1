package org.vigilmesh.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.vigilmesh.message.MessageFixtures.XA;
import static org.vigilmesh.message.MessageFixtures.accepted;
import static org.vigilmesh.message.MessageFixtures.act;
import static org.vigilmesh.message.MessageFixtures.bytes;
import static org.vigilmesh.message.MessageFixtures.digest;
import static org.vigilmesh.message.MessageFixtures.fullAct;
import static org.vigilmesh.message.MessageFixtures.refused;
import static org.vigilmesh.message.MessageFixtures.request;
import static org.vigilmesh.message.MessageFixtures.with;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.vigilmesh.identity.Officer;
import org.vigilmesh.message.Content.UnknownContent;
import org.vigilmesh.message.ContentType.Opens;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;
import org.vigilmesh.value.InvalidValue;

final class MessageRecordsTest {
  static Stream<Arguments> oversized() {
    return Stream.of(
        Arguments.of(fullAct(), "random", bytes(1, 31)),
        Arguments.of(fullAct(), "recipient", XA),
        Arguments.of(fullAct(), "attachmentDigests", Collections.nCopies(33, digest(1))),
        Arguments.of(fullAct(), "parents", List.of(digest(1), digest(1))),
        Arguments.of(fullAct(), "answers", List.of(digest(1), digest(1))),
        Arguments.of(fullAct(), "officers", Collections.nCopies(5, fullAct().officers().get(0))),
        Arguments.of(fullAct(), "createdAt", Instant.parse("2031-01-01T00:00:00.5Z")),
        Arguments.of(fullAct(), "createdAt", Instant.parse("1969-12-31T23:59:59Z")),
        Arguments.of(fullAct(), "notAfter", fullAct().createdAt()),
        Arguments.of(fullAct(), "language", "x".repeat(65)),
        Arguments.of(request(), "matter.factsSummary", "x".repeat(8001)),
        Arguments.of(request(), "matter.factsSummary", "a\u0000b"),
        Arguments.of(request(), "matter.factsSummary", "a\ud800b"),
        Arguments.of(
            request(),
            "matter.offences",
            Collections.nCopies(101, request().matter().offences().get(0))),
        Arguments.of(request(), "filing.localZone", "x".repeat(513)),
        Arguments.of(request(), "filing.status", "x".repeat(65)),
        Arguments.of(request(), "terms.durationRequestedDays", -1),
        Arguments.of(request(), "terms.durationRequestedDays", 36_501),
        Arguments.of(request(), "need.mlaIntention.expectedBy", LocalDate.parse("1899-12-31")),
        Arguments.of(request(), "wanted.dataItems[0].observed[0].sourcePort", 65_536),
        Arguments.of(accepted(), "conditions", List.of("x".repeat(8001))),
        Arguments.of(new UnknownContent("a", 1, Bytes.EMPTY), "type", ""),
        Arguments.of(new UnknownContent("a", 1, Bytes.EMPTY), "version", 0),
        Arguments.of(new UnknownContent("a", 1, Bytes.EMPTY), "bytes", bytes(1, Act.SIZE_MAX + 1)));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("oversized")
  void whatHasNoBoundIsRefused(Object record, String path, @Nullable Object value) {
    assertFalse(refused(record, path, value).isBlank());
  }

  @Test
  void textsAreHeldInOneNormalForm() {
    PreservationRequest request = with(request(), "matter.factsSummary", "e\u0301");
    assertEquals("\u00e9", request.matter().factsSummary());
    assertEquals("a\n\tb", with(request, "matter.factsSummary", "a\n\tb").matter().factsSummary());
  }

  @Test
  void anEndorsementIsOverTheLabelledBytes() {
    Bytes actBytes = Bytes.utf8("act");
    assertEquals(Digest.sha256(Bytes.utf8("vigil/act/v1act")), Act.endorsedDigest(actBytes));
    assertEquals(Digest.sha256(actBytes), Act.digest(actBytes));
    assertNotEquals(Act.digest(actBytes), Act.endorsedDigest(actBytes));
  }

  @Test
  void idsHoldTheirTime() {
    Instant at = Instant.ofEpochMilli(0x0192f0a47c11L);
    ActId id = ActId.of(at, Bytes.fromHex("0d3e1a531f0e6c2b7a10"));
    assertEquals("0192f0a4-7c11-7d3e-9a53-1f0e6c2b7a10", id.toString());
    assertEquals(id, ActId.typed(id.toString()));
    assertEquals(CaseId.of(at, bytes(1, 10)), CaseId.typed(CaseId.of(at, bytes(1, 10)).toString()));
    assertThrows(InvalidValue.class, () -> ActId.typed("0192f0a4-7c11-4d3e-9a53-1f0e6c2b7a10"));
  }

  @Test
  void listsDoNotChangeLater() {
    List<Digest> parents = new java.util.ArrayList<>(List.of(digest(1)));
    Act act = with(act(request()), "parents", parents);
    parents.clear();
    assertEquals(List.of(digest(1)), act.parents());
  }

  @Test
  void theTableOfMessagesIsTheOneOfThisVersion() {
    StringBuilder table = new StringBuilder();
    for (ContentType type : ContentType.values()) {
      table.append(
          "%s %d persons=%d opens=%s%n"
              .formatted(type.code(), type.version(), type.persons(), type.opens()));
    }
    assertEquals(
        """
        preservation_request 1 persons=2 opens=CASE
        traffic_disclosure_request 1 persons=2 opens=CASE
        emergency_data_request 1 persons=2 opens=CASE
        location_query 1 persons=1 opens=CASE
        technical_advice 1 persons=1 opens=CASE
        legal_information 1 persons=1 opens=CASE
        spontaneous_info 1 persons=1 opens=CASE
        displayed 1 persons=0 opens=NOTHING
        human_ack 1 persons=1 opens=NOTHING
        clarification_request 1 persons=1 opens=NOTHING
        clarification_answer 1 persons=1 opens=NOTHING
        consult_proposal 1 persons=1 opens=NOTHING
        consult_answer 1 persons=1 opens=NOTHING
        decision 1 persons=1 opens=NOTHING
        preservation_confirmation 1 persons=1 opens=NOTHING
        prejudice_notice 1 persons=1 opens=NOTHING
        prejudice_answer 1 persons=1 opens=NOTHING
        partial_traffic_disclosure 1 persons=1 opens=NOTHING
        emergency_data_answer 1 persons=2 opens=NOTHING
        status_query 1 persons=0 opens=NOTHING
        status_report 1 persons=0 opens=NOTHING
        extension_request 1 persons=1 opens=NOTHING
        extension_decision 1 persons=1 opens=NOTHING
        mla_announced 1 persons=1 opens=NOTHING
        mla_received 1 persons=1 opens=NOTHING
        mla_decided 1 persons=1 opens=NOTHING
        no_longer_needed 1 persons=1 opens=NOTHING
        withdrawal 1 persons=1 opens=NOTHING
        release_confirmation 1 persons=1 opens=NOTHING
        expiry_notice 1 persons=0 opens=NOTHING
        objection 1 persons=1 opens=NOTHING
        onward_transfer_request 1 persons=1 opens=NOTHING
        onward_transfer_decision 1 persons=1 opens=NOTHING
        incident_notice 1 persons=1 opens=RECORD
        case_feedback 1 persons=1 opens=NOTHING
        channel_test 1 persons=0 opens=RECORD
         0 persons=1 opens=NOTHING
        """,
        table.toString().replace(System.lineSeparator(), "\n"));
  }

  @ParameterizedTest
  @EnumSource(ContentType.class)
  void typesAreFoundByCodeAndVersion(ContentType type) {
    assertEquals(
        type != ContentType.UNKNOWN,
        ContentType.find(type.code(), type.version()).filter(found -> found == type).isPresent());
    assertTrue(ContentType.find(type.code(), 99).isEmpty());
    boolean attests = type == ContentType.MLA_RECEIVED || type == ContentType.MLA_DECIDED;
    assertEquals(!attests, type.maySign(Officer.Role.OFFICER));
    assertEquals(!attests, type.maySign(Officer.Role.SUPERVISOR));
    assertEquals(attests, type.maySign(Officer.Role.CENTRAL_AUTHORITY));
    assertFalse(type.maySign(Officer.Role.ADMINISTRATOR));
    assertFalse(type.maySign(Officer.Role.AUDITOR));
    assertTrue(type.opens() != Opens.CASE || type.persons() > 0, "a person opens a case");
  }

  @ParameterizedTest
  @EnumSource(CodeList.class)
  void codesAreDistinct(CodeList list) {
    assertEquals(list.codes().size(), list.codes().stream().distinct().count());
    assertTrue(list.codes().stream().allMatch(list::has));
    assertFalse(list.has(""));
    assertFalse(list.has("no such code"));
  }
}
