package org.vigilmesh.adapter.paper;

import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Calendar;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import org.openpdf.text.Document;
import org.openpdf.text.Element;
import org.openpdf.text.PageSize;
import org.openpdf.text.Phrase;
import org.openpdf.text.pdf.PdfDate;
import org.openpdf.text.pdf.PdfLiteral;
import org.openpdf.text.pdf.PdfName;
import org.openpdf.text.pdf.PdfPCell;
import org.openpdf.text.pdf.PdfPTable;
import org.openpdf.text.pdf.PdfString;
import org.openpdf.text.pdf.PdfWriter;
import org.vigilmesh.adapter.paper.Sheet.Line;
import org.vigilmesh.adapter.paper.Sheet.Part;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;

/**
 * Sheets as PDF: text in embedded fonts, no actions, no links, no scripts. The same sheet always
 * gives the same bytes.
 */
public final class Paper {
  private static final Color INK = new Color(0x15, 0x1c, 0x1a);
  private static final Color SOFT = new Color(0x55, 0x5f, 0x5c);
  private static final Color GROUND = new Color(0xec, 0xee, 0xea);
  private static final float EDGE = 46;
  private static final float FOOT = 78;
  private static final float[] COLUMNS = {30, 70};

  /** A table that goes from right to left still takes widths from the left. */
  private static final float[] COLUMNS_TURNED = {70, 30};

  private final Fonts fonts = new Fonts();
  private final Sheet sheet;

  private Paper(Sheet sheet) {
    this.sheet = sheet;
  }

  /** The PDF. {@link PaperException} when it cannot be made, which no text causes. */
  public static Bytes print(Sheet sheet) {
    Paper paper = new Paper(sheet);
    return paper.write(paper.write(0).pages()).pdf();
  }

  private record Written(Bytes pdf, int pages) {}

  /** Twice: how many pages there are is known when they are made. */
  private Written write(int pages) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Document document =
        new Document(
            sheet.format() == Sheet.Format.A4 ? PageSize.A4 : PageSize.LETTER,
            EDGE,
            EDGE,
            EDGE,
            FOOT);
    PdfWriter writer = PdfWriter.getInstance(document, out);
    PageMarks marks = new PageMarks(sheet, fonts, pages);
    writer.setPageEvent(marks);
    document.addTitle(fonts.visible(sheet.title()));
    document.open();
    fix(writer);
    document.add(heading());
    for (Part part : sheet.parts()) {
      document.add(table(part));
    }
    document.close();
    return new Written(withoutChance(out.toByteArray()), marks.pages());
  }

  /** What a library draws from its clock and by chance is taken from the sheet. */
  private void fix(PdfWriter writer) {
    Calendar printed = Calendar.getInstance(TimeZone.getTimeZone("UTC"), Locale.ROOT);
    printed.setTimeInMillis(sheet.printedAt().toEpochMilli());
    String id = Digest.sha256(Bytes.utf8(sheet.toString())).bytes().hex().substring(0, 32);
    writer.getInfo().put(PdfName.CREATIONDATE, new PdfDate(printed));
    writer.getInfo().put(PdfName.MODDATE, new PdfDate(printed));
    writer.getInfo().put(PdfName.FILEID, new PdfLiteral("[<" + id + "><" + id + ">]"));
    writer.getExtraCatalog().put(PdfName.LANG, new PdfString(sheet.language()));
  }

  /** The six random letters before the name of each font that is embedded in part. */
  private static Bytes withoutChance(byte[] pdf) {
    return Bytes.of(
        new String(pdf, StandardCharsets.ISO_8859_1)
            .replaceAll("/[A-Z]{6}\\+Noto", "/VIGILP+Noto")
            .getBytes(StandardCharsets.ISO_8859_1));
  }

  private PdfPTable heading() {
    PdfPTable table = table();
    PdfPCell title = cell(sheet.title(), 17, INK);
    title.setColspan(2);
    title.setPaddingBottom(8);
    table.addCell(title);
    if (!sheet.watermark().isEmpty()) {
      PdfPCell exercise = cell(sheet.watermark(), 12, INK);
      exercise.setColspan(2);
      exercise.setBorder(PdfPCell.BOX);
      exercise.setBorderWidth(1.5f);
      exercise.setPadding(6);
      table.addCell(exercise);
    }
    lines(table, sheet.intro());
    return table;
  }

  private PdfPTable table(Part part) {
    PdfPTable table = table();
    table.setSpacingBefore(10);
    PdfPCell title = cell(part.title(), 11, INK);
    title.setColspan(2);
    title.setBackgroundColor(GROUND);
    title.setPadding(5);
    table.addCell(title);
    table.setHeaderRows(1);
    lines(table, part.lines());
    return table;
  }

  private PdfPTable table() {
    PdfPTable table = new PdfPTable(2);
    table.setWidthPercentage(100);
    table.setWidths(sheet.isRightToLeft() ? COLUMNS_TURNED : COLUMNS);
    table.setSplitLate(false);
    table.setRunDirection(direction(sheet.isRightToLeft()));
    return table;
  }

  private void lines(PdfPTable table, List<Line> lines) {
    for (Line line : lines) {
      table.addCell(aside(fonts.phrase(line.label(), 9, SOFT), way(line.label())));
      table.addCell(value(line));
    }
  }

  private PdfPCell cell(String text, float size, Color color) {
    return cell(fonts.phrase(text, size, color), sheet.isRightToLeft());
  }

  private PdfPCell cell(Phrase phrase, boolean isRightToLeft) {
    PdfPCell cell = new PdfPCell(phrase);
    cell.setRunDirection(direction(isRightToLeft));
    cell.setBorder(PdfPCell.NO_BORDER);
    cell.setLeading(0, 1.4f);
    cell.setPadding(3);
    return cell;
  }

  private PdfPCell value(Line line) {
    Phrase phrase = fonts.phrase(line.text(), 10, INK);
    if (!line.note().isEmpty()) {
      phrase.addAll(fonts.phrase("\n" + line.note(), 8, SOFT));
    }
    boolean isRightToLeft = way(line.text());
    return line.isProse() ? cell(phrase, isRightToLeft) : aside(phrase, isRightToLeft);
  }

  private boolean way(String text) {
    return TextWay.isRightToLeft(text, sheet.isRightToLeft());
  }

  /** In its own direction, but on the side where a line of this sheet begins. */
  private PdfPCell aside(Phrase phrase, boolean isRightToLeft) {
    PdfPCell cell = cell(phrase, isRightToLeft);
    if (sheet.isRightToLeft() && !isRightToLeft) {
      cell.setHorizontalAlignment(Element.ALIGN_RIGHT);
    }
    return cell;
  }

  static int direction(boolean isRightToLeft) {
    return isRightToLeft ? PdfWriter.RUN_DIRECTION_RTL : PdfWriter.RUN_DIRECTION_LTR;
  }
}
