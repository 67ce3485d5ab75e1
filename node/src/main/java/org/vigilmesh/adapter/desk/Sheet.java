package org.vigilmesh.adapter.desk;

import java.util.List;
import org.vigilmesh.adapter.desk.CasePages.Box;
import org.vigilmesh.adapter.desk.CasePages.Field;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;

/**
 * What an officer reads before signing: one sentence, the cover, and every field of the content.
 * The act holds the digest of its text, so that nobody can say later that something else was shown.
 *
 * @param cover to whom, how fast, in earnest or not, as whom
 */
record Sheet(String sentence, List<Field> cover, List<Box> boxes, Words words) {
  Sheet {
    cover = List.copyOf(cover);
    boxes = List.copyOf(boxes);
  }

  /** The whole as plain text: a line for each field, boxes apart. */
  String text() {
    StringBuilder text = new StringBuilder(sentence).append('\n');
    cover.forEach(field -> line(text, field));
    for (Box box : boxes) {
      text.append('\n').append(words.of(box.key())).append('\n');
      box.fields().forEach(field -> line(text, field));
    }
    return text.toString();
  }

  private static void line(StringBuilder text, Field field) {
    text.append(field.label()).append(": ").append(field.value()).append('\n');
  }

  Digest digest() {
    return Digest.sha256(Bytes.utf8(text()));
  }
}
