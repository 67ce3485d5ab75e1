package org.vigilmesh.adapter.paper;

import java.time.Instant;
import java.util.List;

/**
 * What stands on a paper, in the reader's language.
 *
 * @param language BCP 47 tag of titles and labels
 * @param isRightToLeft whether that language is written so
 * @param intro what stands under the title
 * @param watermark across each page; empty for none
 * @param marks what stands at the foot of each page
 * @param pageOf such as {@code Page {0} of {1}}
 * @param printedAt when it was asked for; nothing else of a clock is in the file
 */
public record Sheet(
    String language,
    boolean isRightToLeft,
    Format format,
    String title,
    List<Line> intro,
    List<Part> parts,
    String watermark,
    List<Line> marks,
    String pageOf,
    Instant printedAt) {
  public Sheet {
    intro = List.copyOf(intro);
    parts = List.copyOf(parts);
    marks = List.copyOf(marks);
  }

  /** The size of the paper. */
  public enum Format {
    A4,
    LETTER
  }

  /** A titled group of lines. */
  public record Part(String title, List<Line> lines) {
    public Part {
      lines = List.copyOf(lines);
    }
  }

  /**
   * A label and what stands beside it. A text goes in the direction of its first letter that has
   * one; prose also begins on that side.
   *
   * @param note smaller, under the text; may be empty
   */
  public record Line(String label, String text, boolean isProse, String note) {
    /** A short text without a note. */
    public static Line of(String label, String text) {
      return new Line(label, text, false, "");
    }
  }
}
