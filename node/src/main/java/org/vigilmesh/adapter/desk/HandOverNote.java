package org.vigilmesh.adapter.desk;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.message.CaseId;
import org.vigilmesh.port.Rows.CaseRow;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Check;
import org.vigilmesh.value.Urgency;

/**
 * What one officer leaves for the next: what was open at the end of the shift, and a text. The
 * cases are kept as lists show them, by codes, so that the next officer reads them in another
 * language.
 */
record HandOverNote(List<Group> groups, String text) {
  /** Two pages. */
  static final int TEXT_MAX = 4000;

  private static final String FIRST = "hand-over 1";
  private static final int SHOWN_MAX = 25;

  HandOverNote {
    groups = List.copyOf(groups);
  }

  /**
   * Cases that are open for one reason.
   *
   * @param name the end of the key of its title
   * @param total how many there were; {@code rows} are the first of them
   */
  record Group(String name, int total, List<CaseRow> rows) {
    Group {
      rows = List.copyOf(rows);
    }

    String key() {
      return "shift.open." + name;
    }
  }

  /** What is open now, with a text that may be empty yet. */
  static HandOverNote of(OpenItems open, String text) {
    return new HandOverNote(
        List.of(
            group("unacknowledged", open.unacknowledged()),
            group("answer", open.awaitingUs()),
            group("overdue", open.overdue()),
            group("expiring", open.expiring())),
        text);
  }

  private static Group group(String name, List<CaseRow> rows) {
    return new Group(name, rows.size(), rows.stream().limit(SHOWN_MAX).toList());
  }

  Bytes encode() {
    StringBuilder lines = new StringBuilder(FIRST).append('\n');
    for (Group group : groups) {
      lines.append("group ").append(group.name()).append(' ').append(group.total()).append('\n');
      group.rows().forEach(row -> lines.append(line(row)).append('\n'));
    }
    return Bytes.utf8(lines.append('\n').append(text).toString());
  }

  private static String line(CaseRow row) {
    return String.join(
        " ",
        row.caseId().toString(),
        row.peer().text(),
        row.ours() ? "ours" : "theirs",
        URLEncoder.encode(row.contentType(), StandardCharsets.UTF_8),
        row.urgency().code(),
        row.exercise() ? "exercise" : "real",
        row.state(),
        row.deadline().map(Instant::toString).orElse("-"),
        row.heldUntil().map(Instant::toString).orElse("-"));
  }

  /** Reads what {@link #encode} wrote; anything else is a bug: notes come sealed from the vault. */
  static HandOverNote decode(Bytes bytes) {
    String whole = bytes.text();
    int end = whole.indexOf("\n\n");
    Check.that(whole.startsWith(FIRST + "\n") && end > 0, "a note was written by this desk");
    List<Group> groups = new ArrayList<>();
    String name = "";
    int total = 0;
    List<CaseRow> rows = new ArrayList<>();
    for (String line : whole.substring(FIRST.length() + 1, end).split("\n", -1)) {
      String[] words = line.split(" ", -1);
      if (words[0].equals("group")) {
        if (!name.isEmpty()) {
          groups.add(new Group(name, total, rows));
        }
        name = words[1];
        total = Integer.parseInt(words[2]);
        rows.clear();
      } else {
        rows.add(row(words));
      }
    }
    groups.add(new Group(name, total, rows));
    return new HandOverNote(groups, whole.substring(end + 2));
  }

  private static CaseRow row(String[] words) {
    return new CaseRow(
        CaseId.typed(words[0]),
        new NodeId(words[1]),
        words[2].equals("ours"),
        URLDecoder.decode(words[3], StandardCharsets.UTF_8),
        Urgency.valueOf(words[4].toUpperCase(Locale.ROOT)),
        words[5].equals("exercise"),
        words[6],
        List.of(),
        time(words[7]),
        time(words[8]),
        Instant.EPOCH,
        Instant.EPOCH,
        0);
  }

  private static Optional<Instant> time(String word) {
    return word.equals("-") ? Optional.empty() : Optional.of(Instant.parse(word));
  }
}
