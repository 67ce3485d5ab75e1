package org.vigilmesh.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.vigilmesh.identity.CredentialId;
import org.vigilmesh.identity.PasskeyProof;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;
import org.vigilmesh.value.InvalidValue;

final class JournalEntryTest {
  private static final Instant AT = Instant.parse("2026-03-01T12:00:00.123456789Z");
  private static final JournalEntry FULL =
      JournalEntry.of(JournalKind.STATEMENT_PLACED, AT, "node")
          .withPeer("xb")
          .withPlace("xa#1>xb#1/routine@1/00000000", 7)
          .withAct("case", "act")
          .withObject(Digest.sha256(Bytes.utf8("header")))
          .withDetail("placé");

  @Test
  void everyFieldComesBack() {
    assertEquals(FULL, JournalEntry.decode(FULL.encode()));
    assertEquals(Optional.of(Digest.sha256(Bytes.utf8("header"))), FULL.findObject());
    assertEquals("xb", FULL.peer());
    assertEquals("xa#1>xb#1/routine@1/00000000", FULL.lane());
    assertEquals(7, FULL.seq());
    assertEquals("case", FULL.caseId());
    assertEquals("act", FULL.actId());
    assertEquals("placé", FULL.detail());
  }

  @Test
  void bareEntryComesBack() {
    JournalEntry bare = JournalEntry.of(JournalKind.NODE_STARTED, Instant.EPOCH, "node");
    assertEquals(bare, JournalEntry.decode(bare.encode()));
    assertEquals(Optional.empty(), bare.findObject());
  }

  @Test
  void everyKindHasItsOwnCodeAndComesBack() {
    Set<Integer> codes = new HashSet<>();
    for (JournalKind kind : JournalKind.values()) {
      codes.add(kind.code());
      JournalEntry entry = JournalEntry.of(kind, AT, "a");
      assertEquals(kind, JournalEntry.decode(entry.encode()).kind());
    }
    assertEquals(JournalKind.values().length, codes.size());
  }

  @Test
  void goldenBytesStayWhatTheyWere() {
    JournalEntry entry =
        JournalEntry.of(JournalKind.PEER_ADDED, Instant.ofEpochSecond(1), "ann").withPeer("xb");
    assertEquals(
        "01002400000000000000010000000000000000"
            + "0003616e6e000278620000"
            + "0000000000000000"
            + "0000000000000000",
        entry.encode().hex());
  }

  @TestFactory
  Stream<DynamicTest> brokenBytesAreRefused() {
    String good = FULL.encode().hex();
    String time = "00000000000000010000000000000000";
    return Stream.of(
            List.of("nothing", ""),
            List.of("unknown version", "02" + good.substring(2)),
            List.of("unknown kind", "01ffff" + good.substring(6)),
            List.of("one byte too many", good + "00"),
            List.of("no actor", "010024" + time + "00".repeat(22)),
            List.of("a second with too many nanos", "0100240000000000000001000000003b9aca00"),
            List.of("negative nanos", "010024" + "0000000000000001" + "f".repeat(16)),
            List.of("time beyond calendars", "010024" + "7fffffffffffffff" + "0".repeat(16)),
            List.of("field longer than allowed", "010024" + time + "0401" + "61".repeat(1025)),
            List.of("field longer than the entry", "010024" + time + "0400" + "61"),
            List.of("text that is no UTF-8", "010024" + time + "0002c328" + "00".repeat(20)),
            List.of("negative seq", "010024" + time + "000161" + "00000000ff" + "00".repeat(15)),
            List.of(
                "object of three bytes",
                "010024" + time + "000161" + "00".repeat(16) + "0003010203" + "0000"))
        .map(
            row ->
                DynamicTest.dynamicTest(
                    row.getFirst(),
                    () ->
                        assertThrows(
                            InvalidValue.class,
                            () -> JournalEntry.decode(Bytes.fromHex(row.getLast())))));
  }

  @Test
  void everyCutIsRefused() {
    Bytes good = FULL.encode();
    for (int size = 0; size < good.size(); size++) {
      Bytes cut = good.slice(0, size);
      assertThrows(InvalidValue.class, () -> JournalEntry.decode(cut));
    }
  }

  @Test
  void mutatedBytesAreRefusedOrAreTheCanonicalFormOfAnother() {
    Random random = new Random(20260301);
    byte[] good = FULL.encode().toArray();
    for (int run = 0; run < 20_000; run++) {
      byte[] bad = good.clone();
      for (int i = random.nextInt(3); i >= 0; i--) {
        bad[random.nextInt(bad.length)] = (byte) random.nextInt();
      }
      Bytes bytes = Bytes.of(bad);
      try {
        assertEquals(bytes, JournalEntry.decode(bytes).encode());
      } catch (InvalidValue refused) {
        assertEquals(InvalidValue.class, refused.getClass());
      }
    }
  }

  @Test
  void textsAreBoundedAndWellFormed() {
    assertThrows(InvalidValue.class, () -> FULL.withPeer("x".repeat(1025)));
    assertEquals(1024, FULL.withPeer("x".repeat(1024)).peer().length());
    assertThrows(InvalidValue.class, () -> FULL.withDetail("\ud800"));
    assertThrows(InvalidValue.class, () -> JournalEntry.of(JournalKind.SIGNED_IN, AT, ""));
    assertThrows(InvalidValue.class, () -> FULL.withPlace("lane", -1));
  }

  @Test
  void aDetailHoldsTheLongestProofsOfTwoOfficers() {
    JournalEntry most = FULL.withDetail("x".repeat(JournalEntry.DETAIL_MAX));
    assertEquals(most, JournalEntry.decode(most.encode()));
    assertThrows(
        InvalidValue.class, () -> FULL.withDetail("x".repeat(JournalEntry.DETAIL_MAX + 1)));
    int one =
        2 * (CredentialId.SIZE_MAX + PasskeyProof.SIZE_MAX) + ", credential , proof ".length();
    assertTrue(2 * one + 500 + 64 <= JournalEntry.DETAIL_MAX);
  }
}
