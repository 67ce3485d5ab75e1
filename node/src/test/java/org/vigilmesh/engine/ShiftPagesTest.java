package org.vigilmesh.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vigilmesh.Fixtures;

/** Officers of Borduria take turns at the desk. */
final class ShiftPagesTest {
  private static final String NOTE = "The custodian of <b>case one</b> calls back at 5.";

  private final Mesh mesh = new Mesh();
  private final Letters letters = new Letters(mesh);
  private Mesh.Member xb;
  private Matter matter;
  private Browser haddad;
  private Browser tan;

  @BeforeEach
  void aRequestWaits() throws IOException, InterruptedException {
    Mesh.Member xa = mesh.add(Fixtures.XA, "j.morgan", "p.reyes");
    xb = mesh.add(Fixtures.XB, "a.haddad", "s.tan");
    mesh.introduce(xa, xb);
    matter = new Matter(mesh, letters, xa, xb);
    matter.request();
    haddad = Browser.at(mesh, xb, "a.haddad");
    tan = Browser.at(mesh, xb, "s.tan");
    haddad.signIn();
    tan.signIn();
  }

  @AfterEach
  void close() {
    haddad.close();
    tan.close();
  }

  private HttpResponse<String> begin(Browser browser, String hours, String next)
      throws IOException, InterruptedException {
    return browser.post("/shift/begin", "hours", hours, "next", next);
  }

  @Test
  void everyPageSaysWhoIsOnDutyUntilWhenAndWhoIsNext() throws IOException, InterruptedException {
    assertTrue(haddad.get("/").body().contains("Nobody is on duty"));
    assertEquals(302, begin(haddad, "8", "s.tan").statusCode());
    String until = mesh.now().plus(Duration.ofHours(8)).toString().substring(11, 16);
    for (String path : new String[] {"/", "/all", "/health", "/shift"}) {
      String page = tan.get(path).body();
      assertTrue(page.contains("until " + until + " UTC"), page);
      assertTrue(page.contains("<bdi>a.haddad</bdi>"), path);
      assertTrue(page.replaceAll("\\s+", " ").contains("Next: <bdi>s.tan</bdi>"), path);
    }
  }

  @Test
  void aShiftThatCannotBeIsRefusedInWords() throws IOException, InterruptedException {
    for (String[] wrong : new String[][] {{"9", ""}, {"8", "a.haddad"}, {"8", "nobody"}}) {
      HttpResponse<String> answer = begin(haddad, wrong[0], wrong[1]);
      assertEquals(409, answer.statusCode());
      assertTrue(answer.body().contains("a shift lasts at most 16 hours"), answer.body());
    }
    assertTrue(haddad.get("/").body().contains("Nobody is on duty"));
  }

  @Test
  void theEndAsksForANoteAndListsWhatIsOpen() throws IOException, InterruptedException {
    begin(haddad, "8", "");
    String page = haddad.get("/shift").body();
    assertTrue(page.contains("/cases/" + matter.opening.caseId()), page);
    assertTrue(page.contains("Not acknowledged: <bdi dir=\"ltr\">1</bdi>"), page);
    HttpResponse<String> empty = haddad.post("/shift/end", "note", "  \r\n ");
    assertEquals(400, empty.statusCode());
    assertTrue(empty.body().contains("A note is needed"), empty.body());
    assertEquals(400, haddad.post("/shift/end", "note", "x".repeat(4001)).statusCode());
    assertEquals(1, xb.engine.duty().standing().onDuty().size());
  }

  @Test
  void theNextOfficerReadsTheNoteWithWhatWasOpen() throws IOException, InterruptedException {
    begin(haddad, "8", "s.tan");
    HttpResponse<String> ended = haddad.post("/shift/end", "note", NOTE);
    assertEquals("/shift/ended", ended.headers().firstValue("Location").orElseThrow());
    assertTrue(haddad.get("/shift/ended").body().contains("Your shift has ended"));
    assertEquals(302, haddad.get("/").statusCode(), "the web session ends with the shift");

    mesh.pass(Duration.ofMinutes(1));
    matter.acknowledge();
    mesh.settle();
    begin(tan, "8", "");
    String page = tan.get("/shift").body();
    assertTrue(page.contains("Hand-over note of <bdi>a.haddad</bdi>"), page);
    assertTrue(page.contains("&lt;b>case one") || page.contains("&lt;b&gt;case one"), page);
    assertTrue(page.contains("Not acknowledged: <bdi dir=\"ltr\">1</bdi>"), "as it was then");
    assertFalse(haddad.get("/enter").body().contains("case one"));
  }

  @Test
  void whoHasNoShiftEndsNoneAndKeepsTheTextOfTheNote() throws IOException, InterruptedException {
    HttpResponse<String> answer = tan.post("/shift/end", "note", NOTE);
    assertEquals(400, answer.statusCode());
    assertTrue(answer.body().contains("You have no shift that could end"), answer.body());
  }

  @Test
  void whatRingsIsToldInNumbersUntilSomebodyTakesCharge() throws IOException, InterruptedException {
    String before = haddad.get("/now?list=new").body();
    assertEquals("urgent\t1\nemergency\t0\nrows\t" + matter.opening.caseId(), before);
    assertTrue(haddad.get("/").body().contains("data-urgent=\"1\""));
    matter.acknowledge();
    mesh.settle();
    assertEquals("urgent\t0\nemergency\t0\nrows\t", haddad.get("/now?list=new").body());
    assertEquals("urgent\t0\nemergency\t0\nrows\t", haddad.get("/now?list=elsewhere").body());
    assertTrue(haddad.get("/now?list=all").body().endsWith(matter.opening.caseId().toString()));
  }

  @Test
  void aSearchFindsACaseByItsIdAndItsNumberAndStandsInNoAddress()
      throws IOException, InterruptedException {
    String id = matter.opening.caseId().toString();
    assertTrue(haddad.post("/search", "q", id).body().contains("/cases/" + id));
    String number = matter.opening.content().caseRefs().requesting();
    assertTrue(haddad.post("/search", "q", " " + number).body().contains("/cases/" + id), number);
    for (String nothing : new String[] {"", "nothing of that name", "x".repeat(501)}) {
      assertFalse(haddad.post("/search", "q", nothing).body().contains("/cases/" + id));
    }
    assertEquals(404, haddad.get("/search?q=" + id).statusCode());
  }

  @Test
  void theHealthPageHasLanesWitnessesAndATestOfTheAlarm() throws IOException, InterruptedException {
    String page = haddad.get("/health").body();
    for (String wanted :
        new String[] {"Lanes with XA", "from them", "Round trip", "Witnesses", "Last backup"}) {
      assertTrue(page.contains(wanted), wanted);
    }
    String tried = haddad.post("/health/try").body();
    assertTrue(tried.contains("No channel is configured"), tried);
    assertTrue(haddad.post("/health/try").body().contains("It was tested a moment ago"));
  }
}
