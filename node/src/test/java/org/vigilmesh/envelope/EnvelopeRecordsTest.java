package org.vigilmesh.envelope;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.vigilmesh.Fixtures.T;
import static org.vigilmesh.Fixtures.XA1;
import static org.vigilmesh.Fixtures.XB1;
import static org.vigilmesh.Fixtures.bytes;
import static org.vigilmesh.Fixtures.digest;
import static org.vigilmesh.message.MessageFixtures.refused;
import static org.vigilmesh.message.MessageFixtures.with;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.vigilmesh.Fixtures;
import org.vigilmesh.identity.NodeRef;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;
import org.vigilmesh.value.InvalidValue;
import org.vigilmesh.value.Urgency;

/** What none of the travelling objects can hold, whoever signed it, and the last that they can. */
final class EnvelopeRecordsTest {
  private static final LaneId LANE = Fixtures.lane(XA1, XB1, Urgency.URGENT);
  private static final StatementHeader HEADER =
      Fixtures.header(LANE, 1, Digest.ZERO, Bytes.utf8("body"));
  private static final StatementBody BODY = Fixtures.body("b", 100);
  private static final Sealed SEALED = Fixtures.sealed(XB1, Bytes.utf8("header"));
  private static final Receipt RECEIPT = Fixtures.receipt(LANE, new Position(3, digest("third")));
  private static final Refusal REFUSAL =
      Fixtures.refusal(LANE, new Position(3, digest("third")), Refusal.Reason.FORMAT);
  private static final IncarnationStart START = Fixtures.start(XA1, XB1);

  private static Arguments row(Record record, String field, Object never, Object last) {
    return Arguments.of(record, field, never, last);
  }

  private static List<Bytes> attachments(int count, int size) {
    return Collections.nCopies(count, bytes("attachment", size));
  }

  static Stream<Arguments> bounds() {
    return Stream.of(
        row(LANE, "to", new NodeRef(XA1.node(), 9), Fixtures.XC1),
        row(HEADER, "seq", 0L, 1L),
        row(HEADER, "createdAt", T.plusNanos(1), T),
        row(HEADER, "notAfter", T.plusMillis(1), T),
        row(HEADER, "bodyDigest", bytes("d", 63), bytes("d", 64)),
        row(HEADER, "id.bytes", bytes("i", 15), bytes("i", 16)),
        row(BODY, "random", bytes("r", 31), bytes("r", 32)),
        row(BODY, "act", Bytes.EMPTY, bytes("a", 1)),
        row(BODY, "act", bytes("a", 48 * 1024 + 1), bytes("a", 48 * 1024)),
        row(
            BODY,
            "endorsements",
            Collections.nCopies(5, BODY.endorsements().getFirst()),
            Collections.nCopies(4, BODY.endorsements().getFirst())),
        row(BODY, "attachments", attachments(33, 1), attachments(32, 1)),
        row(BODY, "attachments", attachments(2, 98_305), attachments(2, 98_304)),
        row(BODY, "rosterVersion", -1L, 0L),
        row(SEALED, "commitment", bytes("c", 31), bytes("c", 32)),
        row(SEALED, "stanza", bytes("s", 1167), bytes("s", 1168)),
        row(SEALED, "ciphertext", bytes("x", 16), bytes("x", 17)),
        row(SEALED, "ciphertext", bytes("x", 256 * 1024 + 1), bytes("x", 256 * 1024)),
        row(SEALED, "header.envelopeId", bytes("e", 17), bytes("e", 16)),
        row(RECEIPT, "upTo.seq", 0L, 1L),
        row(RECEIPT, "upTo.seq", -1L, Long.MAX_VALUE),
        row(RECEIPT, "receivedAt", T.plusNanos(999_999_999), T),
        row(REFUSAL, "refusedAt", T.plusMillis(500), T),
        row(REFUSAL, "need", -1L, 0L),
        row(REFUSAL, "at.seq", -1L, 0L),
        row(START, "incarnation", START.previous(), Fixtures.incarnation(2)),
        row(
            START,
            "shown",
            Collections.nCopies(7, START.shown().getFirst()),
            Collections.nCopies(6, START.shown().getFirst())),
        row(START, "reason", "x".repeat(257), "x".repeat(256)),
        row(START, "createdAt", T.minusNanos(1), T));
  }

  @ParameterizedTest(name = "{1} of {0}")
  @MethodSource("bounds")
  void beyondTheBoundNoValueExistsAndAtTheBoundItDoes(
      Record record, String field, Object never, Object last) {
    assertFalse(refused(record, field, never).isBlank());
    assertEquals(with(record, field, last).hashCode(), with(record, field, last).hashCode());
  }

  static Stream<Record> versioned() {
    return Stream.of(HEADER, SEALED.header(), RECEIPT, REFUSAL, START);
  }

  @ParameterizedTest
  @MethodSource("versioned")
  void anotherFormatOrSuiteIsAnotherObject(Record record) {
    for (int other : new int[] {0, 2, -1}) {
      assertEquals("format and suite 1", refused(record, "format", other));
      assertEquals("format and suite 1", refused(record, "suite", other));
    }
  }

  @Test
  void listsDoNotChangeLater() {
    List<Bytes> attachments = new ArrayList<>(attachments(1, 10));
    StatementBody body = with(BODY, "attachments", attachments);
    attachments.clear();
    assertEquals(1, body.attachments().size());
    assertThrows(UnsupportedOperationException.class, () -> body.attachments().clear());
  }

  @Test
  void aHeaderNamesTheLaneInWhichItHasItsPlace() {
    assertEquals(LANE, HEADER.laneId());
    assertNotEquals(LANE, with(HEADER, "lane", Urgency.ROUTINE).laneId());
    assertNotEquals(LANE, with(HEADER, "incarnation", Fixtures.incarnation(2)).laneId());
    assertEquals("xa#1>xb#1/urgent@" + LANE.incarnation(), LANE.toString());
  }

  @Test
  void aStatementKnowsWhetherItsBodyIsTheSignedOne() {
    Bytes body = Bytes.utf8("body");
    Statement statement = Fixtures.statement(LANE, 1, Bytes.utf8("header"), body);
    assertTrue(statement.bodyFits());
    assertFalse(new Statement(statement.header(), Bytes.utf8("b0dy")).bodyFits());
    assertFalse(new Statement(statement.header(), Bytes.EMPTY).bodyFits());
  }

  @Test
  void theNumbersOnTheWireAreThoseOfTheProtocol() {
    assertEquals(
        List.of(1, 2, 3, 4, 5, 6, 7), Arrays.stream(Purpose.values()).map(Purpose::arc).toList());
    assertEquals(
        "SEALING_KEY 1, FORMAT 2, NEED_IDENTITY 3, INVALID 4, REVOKED 5, FORK 6, OLDER_IDENTITY 7",
        String.join(
            ", ", Arrays.stream(Refusal.Reason.values()).map(r -> r + " " + r.code()).toList()));
  }

  @Test
  void aStatementsNameIsSixteenBytesInHexadecimal() {
    assertEquals("00".repeat(15) + "0a", new StatementId(id(10)).toString());
    assertThrows(InvalidValue.class, () -> new StatementId(bytes("i", 17)));
  }

  private static Bytes id(int last) {
    byte[] id = new byte[16];
    id[15] = (byte) last;
    return Bytes.of(id);
  }
}
