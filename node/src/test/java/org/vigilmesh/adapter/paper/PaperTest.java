package org.vigilmesh.adapter.paper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.openpdf.text.pdf.PdfReader;
import org.openpdf.text.pdf.parser.PdfTextExtractor;
import org.vigilmesh.adapter.paper.Sheet.Format;
import org.vigilmesh.adapter.paper.Sheet.Line;
import org.vigilmesh.adapter.paper.Sheet.Part;
import org.vigilmesh.value.Bytes;

/** What is put on a sheet can be read from the PDF, on every page what must stand on every page. */
final class PaperTest {
  private static final Instant AT = Instant.parse("2031-03-04T10:11:12Z");

  private static Sheet sheet(String language, Format format, List<Line> lines, String watermark) {
    return new Sheet(
        language,
        language.equals("ar"),
        format,
        lines.getFirst().label(),
        List.of(Line.of("XA → XB", "5a0c-11")),
        List.of(new Part("4", lines)),
        watermark,
        List.of(Line.of("SHA-256", "00ff".repeat(16)), Line.of("code", "1A2B-3C4D-5E6F")),
        "{0} / {1}",
        AT);
  }

  private static List<String> pages(Bytes pdf) throws IOException {
    try (PdfReader reader = new PdfReader(pdf.toArray())) {
      List<String> pages = new ArrayList<>();
      PdfTextExtractor extractor = new PdfTextExtractor(reader);
      for (int page = 1; page <= reader.getNumberOfPages(); page++) {
        pages.add(extractor.getTextFromPage(page));
      }
      return pages;
    }
  }

  private static String text(Bytes pdf) throws IOException {
    return String.join("\n", pages(pdf));
  }

  private static List<Line> prose(String label, String text) {
    return List.of(new Line(label, text, true, ""));
  }

  private static List<Line> many(int count, String text) {
    return IntStream.range(0, count).mapToObj(i -> Line.of("row " + i, text)).toList();
  }

  @Test
  void textsOfEveryLanguageCanBeReadFromThePaper() throws IOException {
    for (String text :
        List.of("Preserve traffic data", "Conservé à Bordeaux ñ", "Сохранить данные", "保存数据请求")) {
      String read = text(Paper.print(sheet("en", Format.A4, prose("label", text), "")));
      assertTrue(read.contains(text), read);
    }
  }

  /** The letters are those of the joined forms, and stand in the order in which they are seen. */
  @Test
  void arabicIsJoinedAndStandsFromRightToLeft() throws IOException {
    String read = text(Paper.print(sheet("ar", Format.A4, prose("طلب", "حفظ البيانات"), "")));
    String joined = "ﺣﻔﻆ";
    assertTrue(read.contains(new StringBuilder(joined).reverse()), read);
    assertEquals("حفظ", Normalizer.normalize(joined, Normalizer.Form.NFKC));
    assertFalse(read.contains("حفظ"), "letters that are not joined");
  }

  @Test
  void everyPageHasDigestCodeAndItsNumber() throws IOException {
    for (Format format : Format.values()) {
      List<String> pages = pages(Paper.print(sheet("en", format, many(120, "value"), "EXERCISE")));
      assertTrue(pages.size() > 2);
      for (int i = 0; i < pages.size(); i++) {
        String page = pages.get(i);
        assertTrue(page.contains("00ff".repeat(16)), page);
        assertTrue(page.contains("1A2B-3C4D-5E6F"), page);
        assertTrue(page.contains(i + 1 + " / " + pages.size()), page);
        assertTrue(page.contains("EXERCISE"), page);
      }
    }
  }

  @Test
  void theSizeOfThePaperIsTheOneAskedFor() throws IOException {
    try (PdfReader a4 = new PdfReader(Paper.print(small(Format.A4)).toArray());
        PdfReader letter = new PdfReader(Paper.print(small(Format.LETTER)).toArray())) {
      assertEquals(595, Math.round(a4.getPageSize(1).getWidth()));
      assertEquals(612, Math.round(letter.getPageSize(1).getWidth()));
    }
  }

  private static Sheet small(Format format) {
    return sheet("en", format, prose("a", "b"), "");
  }

  @Test
  void theSameSheetGivesTheSameBytes() {
    List<Line> lines = prose("طلب", "保存 data данные حفظ ✔");
    assertEquals(
        Paper.print(sheet("ar", Format.A4, lines, "تمرين")),
        Paper.print(sheet("ar", Format.A4, lines, "تمرين")));
  }

  @Test
  void aPaperDoesNothing() {
    String pdf = new String(Paper.print(small(Format.A4)).toArray(), StandardCharsets.ISO_8859_1);
    for (String active :
        List.of("/JavaScript", "/JS", "/OpenAction", "/AA", "/URI", "/Launch", "/EmbeddedFile")) {
      assertFalse(pdf.contains(active), active);
    }
  }

  @Test
  void whatNoFontHasAndWhatHidesIsWrittenByItsNumber() throws IOException {
    String read =
        text(
            Paper.print(
                sheet("en", Format.A4, prose("label", "a\u202Eb \uD83D\uDE00 \u0000 \uD800"), "")));
    for (String number : List.of("[U+202E]", "[U+1F600]", "[U+0000]", "[U+D800]")) {
      assertTrue(read.contains(number), read);
    }
  }

  @Test
  void noTextBreaksAPaper() throws IOException {
    List<String> hostile = hostile();
    assertEquals(200, hostile.size());
    for (int i = 0; i < hostile.size(); i += 20) {
      List<Line> lines =
          hostile.subList(i, i + 20).stream()
              .map(
                  text ->
                      new Line(text.substring(0, Math.min(40, text.length())), text, true, text))
              .toList();
      for (String language : List.of("en", "ar")) {
        assertFalse(pages(Paper.print(sheet(language, Format.A4, lines, "X"))).isEmpty());
      }
    }
  }

  /** Twenty ways to be nasty in ten surroundings. */
  private static List<String> hostile() {
    List<String> seeds =
        List.of(
            "\u202E\u202D\u2066\u2069\u200F",
            "\u200B\u200C\u200D\uFEFF\u2060",
            "W".repeat(900),
            "م".repeat(900),
            "保".repeat(900),
            "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67",
            "null",
            "\u0000\u0001\u001B[31m",
            "%PDF-1.4 endstream endobj (((",
            "\\)) Tj ET Q <</JS (app.alert(1))>>",
            "e" + "\u0301".repeat(300),
            "\r\n\r\n\n\n\t\u0085\u2028\u2029",
            "\uD800",
            "\uDC00\uD800",
            "\uFFFE\uFFFF\uFDD0",
            "لا\u064B\u064C\u0651".repeat(60),
            "אבג 123 -45 (a) [b] <c>",
            "<script>alert(1)</script>",
            "\uE000\uDBFF\uDFFF",
            "﷽ ﷺ ".repeat(50));
    List<String> rounds = List.of("", "a ", "ع ", "中", "12-", "\n", "(", " ", "\u202B", "ل");
    return seeds.stream()
        .flatMap(seed -> rounds.stream().map(round -> round + seed + round))
        .collect(Collectors.toList());
  }
}
