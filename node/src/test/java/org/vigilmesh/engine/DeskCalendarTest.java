package org.vigilmesh.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vigilmesh.Fixtures;
import org.vigilmesh.message.Decision;
import org.vigilmesh.message.Texts;

/** When what Borduria keeps for Avalon ends, as its officer sees it. */
final class DeskCalendarTest {
  private final Mesh mesh = new Mesh();
  private Matter matter;
  private Mesh.Member xb;
  private Browser browser;

  @BeforeEach
  void aHoldRuns() throws IOException, InterruptedException {
    Mesh.Member xa = mesh.add(Fixtures.XA, "j.morgan", "p.reyes");
    xb = mesh.add(Fixtures.XB, "a.haddad");
    mesh.introduce(xa, xb);
    matter = new Matter(mesh, new Letters(mesh), xa, xb);
    matter.request();
    mesh.settle();
    matter.acknowledge();
    mesh.settle();
    matter.decide(Decision.Value.ACCEPTED);
    mesh.settle();
    matter.preserve();
    mesh.settle();
    browser = Browser.at(mesh, xb, "a.haddad");
    browser.signIn();
  }

  @AfterEach
  void close() {
    browser.close();
  }

  private Instant end() {
    return matter.rowAt(xb).orElseThrow().heldUntil().orElseThrow();
  }

  private YearMonth month() {
    return YearMonth.from(end().atZone(ZoneOffset.UTC));
  }

  private String page(YearMonth month) throws IOException, InterruptedException {
    HttpResponse<String> answer = browser.get("/calendar?month=" + month);
    assertEquals(200, answer.statusCode());
    return answer.body();
  }

  @Test
  void aHoldStandsOnItsDayAndInTheListAndInNoOtherMonth() throws IOException, InterruptedException {
    String link = "href=\"/cases/" + matter.opening.caseId() + "\"";
    assertEquals(3, page(month()).split(link, -1).length, "once in the list, once in the table");
    assertFalse(page(month().plusMonths(1)).contains(link));
    assertFalse(page(month().minusMonths(1)).contains(link));
  }

  @Test
  void theTableHasWholeWeeksFromMondayOn() throws IOException, InterruptedException {
    String page = page(YearMonth.of(2031, 4));
    assertTrue(page.contains("April 2031"), page);
    assertEquals(
        List.of("2031-03-31", "2031-05-04"),
        List.of(
            Browser.find(page, "<time datetime=\"(\\d{4}-\\d\\d-\\d\\d)\"").orElseThrow(),
            page.substring(page.lastIndexOf("<time datetime=\"20") + 16).substring(0, 10)));
  }

  @Test
  void whatIsNoMonthShowsThisOne() throws IOException, InterruptedException {
    for (String odd : List.of("2031-13", "x", "99999-01", "", "0000-00")) {
      assertEquals(200, browser.get("/calendar?month=" + odd).statusCode(), odd);
    }
  }

  @Test
  void theCalendarFileTellsTheDayAndNothingOfTheCase() throws IOException, InterruptedException {
    for (String language : Texts.LANGUAGES) {
      browser.post("/language", "language", language, "back", "/");
      String file = browser.get("/calendar.ics").body();
      String day = end().toString().substring(0, 10).replace("-", "");
      assertTrue(file.contains("DTSTART;VALUE=DATE:" + day + "\r\n"), file);
      assertEquals(2, file.split("BEGIN:VEVENT", -1).length, file);
      assertFalse(file.contains(matter.opening.caseId().toString()), file);
      assertFalse(file.contains("XA"), file);
      for (String line : file.split("\r\n", -1)) {
        assertTrue(line.getBytes(StandardCharsets.UTF_8).length <= 75, line);
      }
    }
  }
}
