package org.vigilmesh.adapter.paper;

import org.jspecify.annotations.Nullable;
import org.openpdf.text.SplitCharacter;
import org.openpdf.text.pdf.DefaultSplitCharacter;
import org.openpdf.text.pdf.PdfChunk;

/** Where a line may end: as usual, but no line begins with what closes in Chinese. */
final class LineEnds implements SplitCharacter {
  private static final String CLOSES = "，。、；：！？）》」』】〉”’";

  private final SplitCharacter usual = new DefaultSplitCharacter();

  @Override
  public boolean isSplitCharacter(
      int start, int current, int end, char[] text, PdfChunk @Nullable [] chunks) {
    boolean isBeforeClose = current + 1 < end && CLOSES.indexOf(text[current + 1]) >= 0;
    return !isBeforeClose && usual.isSplitCharacter(start, current, end, text, chunks);
  }
}
