package org.vigilmesh.sheet;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.vigilmesh.request.Entries;
import org.vigilmesh.request.RequestProblem;
import org.vigilmesh.sheet.FormView.Option;
import org.vigilmesh.sheet.FormView.View;
import org.vigilmesh.sheet.RequestLayout.Ask;
import org.vigilmesh.sheet.RequestLayout.Group;
import org.vigilmesh.sheet.RequestLayout.Part;
import org.vigilmesh.sheet.RequestLayout.Rows;

/**
 * The form of a request, filled as far as it is, with the rail that says what is missing.
 *
 * @param cover fields before the boxes
 * @param rest what is wrong where no field stands
 * @param reason why it cannot be reviewed yet, in words; empty when it can
 */
public record RequestPage(
    Words words, List<View> cover, List<Box> boxes, List<String> rest, String reason) {
  public RequestPage {
    cover = List.copyOf(cover);
    boxes = List.copyOf(boxes);
    rest = List.copyOf(rest);
  }

  /**
   * A numbered box.
   *
   * @param missing how much keeps it from being complete
   * @param unsaid what is wrong in it where no field stands
   */
  public record Box(String key, int missing, List<View> parts, List<String> unsaid) {
    public boolean isDone() {
      return missing == 0;
    }

    public String id() {
      return key.replace('.', '-');
    }

    public String state(Words words) {
      return isDone() ? words.of("rail.done") : words.count("rail.missing", missing);
    }
  }

  /**
   * The page of {@code entries}.
   *
   * @param problems everything that its reader found
   * @param isTried whether the officer has sent it once: only then fields are marked
   */
  public static RequestPage of(
      Words words,
      Entries entries,
      List<RequestProblem> problems,
      boolean isTried,
      Set<String> opened,
      Map<String, List<Option>> choices) {
    FormView view = new FormView(words, entries, isTried ? problems : List.of(), opened, choices);
    List<String> items = new ArrayList<>();
    for (int i = 0; i < entries.rows("data_items"); i++) {
      items.add(entries.text("data_items[" + i + "].item_id"));
    }
    List<View> cover = view.parts("", RequestLayout.COVER);
    List<Box> boxes = new ArrayList<>();
    Set<String> placed = new HashSet<>();
    for (RequestLayout.Box box : RequestLayout.boxes(items)) {
      Set<String> tops = tops(box);
      placed.addAll(tops);
      List<View> parts = view.parts("", box.parts());
      boxes.add(new Box(box.key(), blocking(problems, tops), parts, view.unsaid(tops)));
    }
    long others =
        problems.stream()
            .filter(RequestProblem::blocks)
            .filter(one -> !placed.contains(FormView.top(one.field())))
            .count();
    return new RequestPage(words, cover, boxes, view.rest(), reason(words, boxes, others));
  }

  private static int blocking(List<RequestProblem> problems, Set<String> tops) {
    return (int)
        problems.stream()
            .filter(RequestProblem::blocks)
            .filter(one -> tops.contains(FormView.top(one.field())))
            .count();
  }

  /** The fields of a request that stand in a box. */
  private static Set<String> tops(RequestLayout.Box box) {
    Set<String> tops = new HashSet<>();
    box.parts().forEach(part -> tops(part, tops));
    if (box.key().equals("box.relation")) {
      tops.add("relation_to_offence");
    }
    return tops;
  }

  private static void tops(Part part, Set<String> into) {
    switch (part) {
      case Ask ask -> into.add(FormView.top(ask.path()));
      case Rows rows -> into.add(rows.path());
      case Group group -> group.parts().forEach(inner -> tops(inner, into));
    }
  }

  private static String reason(Words words, List<Box> boxes, long others) {
    List<String> open = new ArrayList<>();
    if (others > 0) {
      open.add(words.of("compose.cover"));
    }
    boxes.stream().filter(box -> !box.isDone()).forEach(box -> open.add(words.of(box.key())));
    return open.isEmpty() ? "" : words.of("compose.reason", String.join(" · ", open));
  }

  boolean isComplete() {
    return reason.isEmpty();
  }

  /** How many of the eight are there. */
  public String done() {
    return words.of(
        "rail.count",
        Long.toString(boxes.stream().filter(Box::isDone).count()),
        Integer.toString(boxes.size()));
  }

  /** What a script is told after it kept the draft: a line for each place, texts only. */
  public String answer(boolean isKept) {
    StringBuilder text = new StringBuilder();
    text.append(words.of(isKept ? "compose.kept" : "compose.unkept")).append('\n');
    text.append(done()).append('\n').append(reason).append('\n');
    for (Box box : boxes) {
      text.append(box.id()).append('\t');
      text.append(box.isDone() ? "done" : "open").append('\t');
      text.append(box.state(words)).append('\n');
    }
    return text.toString();
  }
}
