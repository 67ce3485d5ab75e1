package org.vigilmesh.law;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.vigilmesh.law.Ground.Availability;

/** What LAW says of grounds is what the table says. */
final class LawDocumentTest {
  private static final List<Map.Entry<Basis, Subject>> COLUMNS =
      List.of(
          Map.entry(Basis.UNCC, Subject.PRESERVATION),
          Map.entry(Basis.UNCC, Subject.TRAFFIC),
          Map.entry(Basis.UNCC, Subject.ASSISTANCE),
          Map.entry(Basis.BUD, Subject.PRESERVATION));

  private static String cell(Ground ground, Basis basis, Subject subject) {
    Availability reach = ground.on(basis, subject);
    return switch (reach) {
      case VIA -> "V " + String.join(", ", ground.throughs());
      case NOT_APPLICABLE -> "–";
      case VALID, INVALID, RESERVATION, CONSULT_FIRST, BLOCKED, OPEN ->
          String.valueOf(reach.letter());
    };
  }

  @Test
  void theDocumentHasTheGroundsOfTheTable() throws IOException {
    Map<String, String> written = new TreeMap<>();
    Files.readString(Path.of("..", "docs", "LAW.md"))
        .lines()
        .dropWhile(line -> !line.startsWith("| Ground |"))
        .skip(2)
        .takeWhile(line -> line.startsWith("|"))
        .forEach(
            line -> {
              List<String> cells = Arrays.stream(line.split("\\|")).map(String::strip).toList();
              for (String code : cells.get(1).split(",? ")) {
                if (Ground.find(code).isPresent()) {
                  written.put(code, String.join(" | ", cells.subList(2, 7)));
                }
              }
            });
    Map<String, String> known = new TreeMap<>();
    for (Ground ground : Ground.values()) {
      String cells =
          COLUMNS.stream()
              .map(column -> cell(ground, column.getKey(), column.getValue()))
              .collect(Collectors.joining(" | "));
      known.put(ground.name(), cells + " | " + (ground.needsTwoPersons() ? 2 : 1));
      for (Subject subject : List.of(Subject.PRESERVATION, Subject.TRAFFIC)) {
        assertEquals(ground.on(Basis.BUD, subject), ground.on(Basis.BUD2AP, subject));
        assertEquals(ground.on(Basis.BUD, Subject.PRESERVATION), ground.on(Basis.BUD, subject));
      }
    }
    assertEquals(known, written);
  }
}
