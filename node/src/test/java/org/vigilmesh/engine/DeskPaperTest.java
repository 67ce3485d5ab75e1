package org.vigilmesh.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openpdf.text.pdf.PdfReader;
import org.openpdf.text.pdf.parser.PdfTextExtractor;
import org.vigilmesh.Fixtures;
import org.vigilmesh.journal.JournalEntry;
import org.vigilmesh.journal.JournalKind;
import org.vigilmesh.message.Act;
import org.vigilmesh.message.Texts;

/** An officer takes a case away on paper. */
final class DeskPaperTest {
  private final Mesh mesh = new Mesh();
  private final Letters letters = new Letters(mesh);
  private Mesh.Member xb;
  private Matter matter;
  private Act asked;
  private Browser browser;

  @BeforeEach
  void aRequestCame() throws IOException, InterruptedException {
    Mesh.Member xa = mesh.add(Fixtures.XA, "j.morgan", "p.reyes");
    xb = mesh.add(Fixtures.XB, "a.haddad");
    mesh.introduce(xa, xb);
    matter = new Matter(mesh, letters, xa, xb);
    asked = matter.request().act();
    browser = Browser.at(mesh, xb, "a.haddad");
    browser.signIn();
  }

  @AfterEach
  void close() {
    browser.close();
  }

  private String read(String paper) throws IOException, InterruptedException {
    HttpResponse<byte[]> answer = browser.download(path(paper));
    assertEquals(200, answer.statusCode());
    try (PdfReader reader = new PdfReader(answer.body())) {
      List<String> pages = new ArrayList<>();
      PdfTextExtractor extractor = new PdfTextExtractor(reader);
      for (int page = 1; page <= reader.getNumberOfPages(); page++) {
        pages.add(extractor.getTextFromPage(page));
      }
      return String.join("\n", pages);
    }
  }

  private String path(String paper) {
    return "/cases/" + matter.opening.caseId() + "/" + paper;
  }

  @Test
  void theFormOnPaperSaysWhatThePageSays() throws IOException, InterruptedException {
    String form = read("form.pdf");
    for (String text : List.of("4 Data to be preserved", "EXERCISE", "j.morgan", "XA → XB")) {
      assertTrue(form.contains(text), form);
    }
    assertTrue(form.contains(matter.opening.caseId().toString()), form);
  }

  @Test
  void thePaperNamesTheDigestThatWasSigned() throws IOException, InterruptedException {
    String digest = Act.digest(Country.CODEC.act().encode(asked)).bytes().hex();
    assertTrue(read("form.pdf").contains(digest));
    assertTrue(read("timeline.pdf?paper=letter").contains(digest));
  }

  @Test
  void theTimelineOnPaperHasTheSignsOfThePage() throws IOException, InterruptedException {
    assertTrue(read("timeline.pdf").contains("○ Delivered to node XB"), read("timeline.pdf"));
  }

  @Test
  void aPaperIsAFileThatNobodyKeepsAndEachIsJournalled() throws IOException, InterruptedException {
    HttpResponse<byte[]> answer = browser.download(path("form.pdf"));
    String disposition = answer.headers().firstValue("Content-Disposition").orElse("");
    assertTrue(disposition.startsWith("attachment; filename=\"form-"), disposition);
    assertEquals("no-store", answer.headers().firstValue("Cache-Control").orElse(""));
    assertEquals("application/pdf", answer.headers().firstValue("Content-Type").orElse(""));
    assertEquals(
        1,
        xb.engine.queries().journal(1, 1000).stream()
            .map(row -> JournalEntry.decode(row.entry()))
            .filter(entry -> entry.kind() == JournalKind.CASE_READ)
            .count());
  }

  @Test
  void eachLanguageHasItsPaper() throws IOException, InterruptedException {
    for (String language : Texts.LANGUAGES) {
      browser.post("/language", "language", language, "back", "/");
      assertTrue(read("form.pdf").contains(matter.opening.caseId().toString()), language);
    }
  }
}
