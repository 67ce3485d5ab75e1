package org.vigilmesh.sheet;

import java.util.ArrayList;
import java.util.List;
import org.vigilmesh.message.Content;
import org.vigilmesh.message.DataItem;
import org.vigilmesh.message.Rule;

/** The fields of a request about which can be asked, each with the rule behind the question. */
public final class Asking {
  private final Words words;

  Asking(Words words) {
    this.words = words;
  }

  /** A field: its path in the request, what it is called, and the rule that wants it. */
  record Field(String path, String label, Rule rule) {}

  private static final List<String> BOXES =
      List.of(
          "authority_seeking authority V03",
          "offences offence V04",
          "facts_summary facts V05",
          "data_items data V06",
          "relation_to_offence relation V07",
          "custodians custodian V08",
          "necessity need V09",
          "mla_intention mla V10");

  private static final List<String> OF_ITEM =
      List.of("identifiers V06", "period_from V19", "period_to V19", "observed V20");

  List<Field> fields(Content.CaseRequest request) {
    List<Field> all = new ArrayList<>();
    for (String box : BOXES) {
      String[] parts = box.split(" ", 3);
      all.add(new Field(parts[0], label(parts[0]), Rule.valueOf(parts[2])));
    }
    List<DataItem> items = request.wanted().dataItems();
    for (int i = 0; i < items.size(); i++) {
      for (String one : OF_ITEM) {
        String[] parts = one.split(" ", 2);
        String path = "data_items[" + i + "]." + parts[0];
        String label = words.of("ask.item", items.get(i).itemId(), label(path));
        all.add(new Field(path, label, Rule.valueOf(parts[1])));
      }
    }
    return all;
  }

  /** What a field of a request is called; the path of one that has no name here. */
  String label(String path) {
    for (String box : BOXES) {
      String[] parts = box.split(" ", 3);
      if (parts[0].equals(path)) {
        return words.of("box." + parts[1]);
      }
    }
    String last = path.substring(path.lastIndexOf('.') + 1);
    return words.find("ask." + last).orElse(path);
  }

  /** The field behind a box of the request; empty for a box about which nothing is asked. */
  static String pathOf(String boxKey) {
    return BOXES.stream()
        .map(box -> box.split(" ", 3))
        .filter(parts -> boxKey.equals("box." + parts[1]))
        .map(parts -> parts[0])
        .findFirst()
        .orElse("");
  }

  /** The rule behind a question about {@code path}: that every field is filled, if no other. */
  Rule rule(String path, List<Field> known) {
    return known.stream()
        .filter(one -> one.path().equals(path))
        .map(Field::rule)
        .findFirst()
        .orElse(Rule.V02);
  }
}
