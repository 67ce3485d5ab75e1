package org.vigilmesh.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.vigilmesh.Fixtures.T;
import static org.vigilmesh.Fixtures.XB;
import static org.vigilmesh.Fixtures.bytes;
import static org.vigilmesh.Fixtures.incarnation;
import static org.vigilmesh.delivery.Lanes.place;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.vigilmesh.envelope.Format;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.InvalidValue;
import org.vigilmesh.value.Urgency;

final class FrameTest {
  private static final Frame.Offered OFFERED =
      new Frame.Offered(incarnation(1), place(1), bytes("sealed", 9));
  private static final Frame.LaneHint HINT =
      new Frame.LaneHint(Urgency.URGENT, incarnation(1), place(1));

  private static Frame hello(int min, int max, int bootSize, int accepted, int receipted) {
    return new Frame.Hello(
        min,
        max,
        XB,
        incarnation(1),
        bytes("boot", bootSize),
        T,
        Links.NOTHING,
        Optional.empty(),
        Collections.nCopies(accepted, HINT),
        Collections.nCopies(receipted, HINT));
  }

  private static List<Bytes> objects(int count) {
    return Collections.nCopies(count, Bytes.u64(1));
  }

  private static Frame.Offered offered(long seq, int size) {
    return new Frame.Offered(incarnation(1), place(seq), bytes("sealed", size));
  }

  @Test
  void aFrameBeyondItsBoundsCannotExist() {
    Map<String, Executable> table = new LinkedHashMap<>();
    table.put("format 0", () -> hello(0, 1, 16, 0, 0));
    table.put("formats in reverse", () -> hello(2, 1, 16, 0, 0));
    table.put("short boot id", () -> hello(1, 1, 15, 0, 0));
    table.put("65 accepted", () -> hello(1, 1, 16, 65, 0));
    table.put("65 receipted", () -> hello(1, 1, 16, 0, 65));
    table.put(
        "257 identity objects",
        () -> new Frame.Identity(objects(64), objects(64), objects(64), objects(65)));
    table.put("no statement", () -> new Frame.Statements(Urgency.URGENT, List.of()));
    table.put(
        "65 statements",
        () -> new Frame.Statements(Urgency.URGENT, Collections.nCopies(65, OFFERED)));
    table.put("statement 0", () -> offered(0, 9));
    table.put("empty statement", () -> offered(1, 0));
    table.put("long statement", () -> offered(1, Format.STATEMENT_SIZE_MAX + 1));
    table.put("no receipt", () -> new Frame.Receipts(List.of()));
    table.put("65 receipts", () -> new Frame.Receipts(objects(65)));
    table.put("no refusal", () -> new Frame.Refusals(List.of()));
    table.put("65 refusals", () -> new Frame.Refusals(objects(65)));
    table.put("resume from 0", () -> new Frame.Resume(Urgency.URGENT, incarnation(1), 0));
    table.forEach((name, frame) -> assertThrows(InvalidValue.class, frame, name));
  }

  @Test
  void aFrameWithinItsBoundsIsTaken() {
    assertEquals(hello(1, 1, 16, 64, 64), hello(1, 1, 16, 64, 64));
    assertEquals(Format.STATEMENT_SIZE_MAX, offered(1, Format.STATEMENT_SIZE_MAX).sealed().size());
    assertEquals(64, new Frame.Receipts(objects(64)).receipts().size());
    assertEquals(64, new Frame.Refusals(objects(64)).refusals().size());
    assertEquals(
        64,
        new Frame.Statements(Urgency.URGENT, Collections.nCopies(64, OFFERED)).offered().size());
    assertEquals(
        64, new Frame.Identity(objects(64), objects(64), objects(64), objects(64)).starts().size());
    assertEquals(1, new Frame.Resume(Urgency.URGENT, incarnation(1), 1).from());
  }
}
