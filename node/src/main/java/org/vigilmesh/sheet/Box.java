package org.vigilmesh.sheet;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.List;

/**
 * A numbered box of the form, as on paper.
 *
 * @param key of its title
 */
public record Box(String key, List<Field> fields) {
  public Box {
    fields = List.copyOf(fields);
  }

  /** Under which a question is asked about it; empty where none is. */
  public String asked() {
    String path = Asking.pathOf(key);
    return path.isEmpty()
        ? ""
        : "clarification_request?" + URLEncoder.encode("questions[0].field", UTF_8) + "=" + path;
  }
}
