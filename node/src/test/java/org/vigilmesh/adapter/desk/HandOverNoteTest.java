package org.vigilmesh.adapter.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.vigilmesh.Fixtures;
import org.vigilmesh.adapter.desk.HandOverNote.Group;
import org.vigilmesh.message.CaseId;
import org.vigilmesh.port.Rows.CaseRow;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Urgency;

/** What is written down at the end of a shift is what the next officer reads. */
final class HandOverNoteTest {
  private static final Instant T = Instant.parse("2031-03-04T05:06:07Z");

  private static CaseRow row(String type, Optional<Instant> deadline) {
    return new CaseRow(
        CaseId.of(T, Fixtures.bytes(type, 10)),
        Fixtures.XB,
        true,
        type,
        Urgency.EMERGENCY,
        true,
        "delivered",
        List.of(),
        deadline,
        Optional.of(T),
        Instant.EPOCH,
        Instant.EPOCH,
        0);
  }

  /** A peer names the type of a message that is not known here, as it likes. */
  @Test
  void casesAndTextComeBackWhateverTheyHold() {
    Group open = new Group("overdue", 120, List.of(row("a type\nof its own", Optional.of(T))));
    Group none = new Group("expiring", 0, List.of());
    for (String text : List.of("", "one line", "group overdue 3\n\nhand-over 1\n", "\n\n\n")) {
      HandOverNote note = new HandOverNote(List.of(open, none), text);
      assertEquals(note, HandOverNote.decode(note.encode()));
    }
    HandOverNote bare =
        new HandOverNote(List.of(new Group("answer", 1, List.of(row("x", Optional.empty())))), "");
    assertEquals(bare, HandOverNote.decode(bare.encode()));
  }

  @Test
  void whatNoDeskWroteIsABug() {
    assertThrows(IllegalStateException.class, () -> HandOverNote.decode(Bytes.utf8("hello")));
  }
}
