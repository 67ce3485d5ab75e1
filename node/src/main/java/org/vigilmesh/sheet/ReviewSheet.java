package org.vigilmesh.sheet;

import java.util.List;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;

/**
 * What an officer reads before signing: one sentence, the cover, and every field of the content.
 * The act holds the digest of its text, so that nobody can say later that something else was shown.
 *
 * @param cover to whom, how fast, in earnest or not, as whom
 */
public record ReviewSheet(String sentence, List<Field> cover, List<Box> boxes, Words words) {
  public ReviewSheet {
    cover = List.copyOf(cover);
    boxes = List.copyOf(boxes);
  }

  /** The whole as plain text: a line for each field, boxes apart. */
  public String text() {
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

  public Digest digest() {
    return Digest.sha256(Bytes.utf8(text()));
  }
}
