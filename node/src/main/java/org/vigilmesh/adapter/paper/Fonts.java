package org.vigilmesh.adapter.paper;

import java.awt.Color;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.openpdf.text.Chunk;
import org.openpdf.text.Element;
import org.openpdf.text.Font;
import org.openpdf.text.Phrase;
import org.openpdf.text.SplitCharacter;
import org.openpdf.text.pdf.BaseFont;
import org.openpdf.text.pdf.FontSelector;

/** The fonts of papers, read once a paper: no two papers share what a library keeps of a font. */
final class Fonts {
  private static final List<String> FILES =
      List.of("noto-sans.ttf", "noto-sans-arabic.ttf", "noto-sans-symbols.ttf", "noto-sans-sc.otf");

  private static final List<Integer> LEFT_ALONE = List.of(0x200C, 0x200D, 0x200E, 0x200F, 0x061C);

  private static final SplitCharacter LINE_ENDS = new LineEnds();

  private final List<BaseFont> faces = new ArrayList<>();

  Fonts() {
    FILES.forEach(file -> faces.add(face(file)));
  }

  private static BaseFont face(String file) {
    try (InputStream in = Objects.requireNonNull(Fonts.class.getResourceAsStream(file), file)) {
      return BaseFont.createFont(file, BaseFont.IDENTITY_H, true, false, in.readAllBytes(), null);
    } catch (IOException e) {
      throw new PaperException("the font " + file + " cannot be read", e);
    }
  }

  /** Whether one of the fonts has this character. */
  boolean has(int codePoint) {
    return faces.stream().anyMatch(face -> face.charExists(codePoint));
  }

  /** The text in whichever font has its characters; what none has is written by its number. */
  Phrase phrase(String text, float size, Color color) {
    FontSelector selector = new FontSelector();
    faces.forEach(face -> selector.addFont(new Font(face, size, Font.NORMAL, color)));
    Phrase phrase = selector.process(visible(text));
    for (Element part : phrase.getChunks()) {
      if (part instanceof Chunk chunk) {
        chunk.setSplitCharacter(LINE_ENDS);
      }
    }
    return phrase;
  }

  /**
   * Nothing disappears and nothing hides: characters that are not seen or turn the order of others
   * are shown by their number. Marks that a language's own keyboard writes are left alone.
   */
  String visible(String text) {
    StringBuilder shown = new StringBuilder();
    text.replace("\r\n", "\n")
        .replace('\t', ' ')
        .codePoints()
        .forEach(
            point -> {
              if (point == '\n' || isShown(point)) {
                shown.appendCodePoint(point);
              } else {
                shown.append("[U+%04X]".formatted(point));
              }
            });
    return shown.toString();
  }

  private boolean isShown(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.PRIVATE_USE ->
          false;
      case Character.FORMAT -> LEFT_ALONE.contains(point) && has(point);
      default -> has(point);
    };
  }
}
