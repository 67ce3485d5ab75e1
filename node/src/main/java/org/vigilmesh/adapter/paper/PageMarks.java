package org.vigilmesh.adapter.paper;

import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import org.openpdf.text.Document;
import org.openpdf.text.Element;
import org.openpdf.text.Rectangle;
import org.openpdf.text.pdf.ColumnText;
import org.openpdf.text.pdf.PdfContentByte;
import org.openpdf.text.pdf.PdfPageEventHelper;
import org.openpdf.text.pdf.PdfWriter;
import org.vigilmesh.adapter.paper.Sheet.Line;

/** What stands on every page: the watermark, the marks at its foot, and its number. */
final class PageMarks extends PdfPageEventHelper {
  private static final Color SOFT = new Color(0x55, 0x5f, 0x5c);
  private static final Color FAINT = new Color(0xe3, 0xe3, 0xe3);
  private static final float SIZE = 8;
  private static final float ROW = 11;

  private final Sheet sheet;
  private final Fonts fonts;
  private final int total;
  private int pages;

  PageMarks(Sheet sheet, Fonts fonts, int total) {
    this.sheet = sheet;
    this.fonts = fonts;
    this.total = total;
  }

  /** How many pages were made. */
  int pages() {
    return pages;
  }

  @Override
  public void onEndPage(PdfWriter writer, Document document) {
    pages++;
    Rectangle page = document.getPageSize();
    if (!sheet.watermark().isEmpty()) {
      watermark(writer.getDirectContentUnder(), page);
    }
    foot(writer.getDirectContent(), document, page);
  }

  private void watermark(PdfContentByte under, Rectangle page) {
    float size = Math.min(96, 900f / sheet.watermark().length());
    ColumnText.showTextAligned(
        under,
        Element.ALIGN_CENTER,
        fonts.phrase(sheet.watermark(), size, FAINT),
        page.getWidth() / 2 + size / 3,
        page.getHeight() / 2,
        55,
        Paper.direction(sheet.isRightToLeft()),
        0);
  }

  private void foot(PdfContentByte canvas, Document document, Rectangle page) {
    float left = document.leftMargin();
    float right = page.getWidth() - document.rightMargin();
    float top = document.bottomMargin() - 12;
    canvas.saveState();
    canvas.setColorStroke(SOFT);
    canvas.setLineWidth(0.5f);
    canvas.moveTo(left, top);
    canvas.lineTo(right, top);
    canvas.stroke();
    canvas.restoreState();
    List<Line> rows = new ArrayList<>(sheet.marks());
    rows.add(
        Line.of(
            "",
            sheet
                .pageOf()
                .replace("{0}", Integer.toString(pages))
                .replace("{1}", Integer.toString(total))));
    float width = right - left;
    for (int i = 0; i < rows.size(); i++) {
      row(canvas, rows.get(i), left, right, top - ROW * (i + 1), width);
    }
  }

  /** Label and text start at the page's own side, each in its own direction. */
  private void row(PdfContentByte canvas, Line row, float left, float right, float y, float width) {
    boolean isTurned = sheet.isRightToLeft();
    float indent = row.label().isEmpty() ? 0 : width * 0.3f;
    int side = isTurned ? Element.ALIGN_RIGHT : Element.ALIGN_LEFT;
    if (!row.label().isEmpty()) {
      show(canvas, row.label(), side, isTurned ? right : left, y, isTurned);
    }
    show(
        canvas,
        row.text(),
        side,
        isTurned ? right - indent : left + indent,
        y,
        TextWay.isRightToLeft(row.text(), isTurned));
  }

  private void show(
      PdfContentByte canvas, String text, int side, float x, float y, boolean isRightToLeft) {
    ColumnText.showTextAligned(
        canvas, side, fonts.phrase(text, SIZE, SOFT), x, y, 0, Paper.direction(isRightToLeft), 0);
  }
}
