package org.vigilmesh.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vigilmesh.Fixtures;
import org.vigilmesh.journal.JournalEntry;
import org.vigilmesh.journal.JournalKind;

/** An officer of Borduria works at the desk: what they see, and what Avalon sees of it. */
final class DeskPagesTest {
  private final Mesh mesh = new Mesh();
  private final Letters letters = new Letters(mesh);
  private Mesh.Member xa;
  private Mesh.Member xb;
  private Matter matter;
  private Browser browser;

  @BeforeEach
  void aRequestCame() {
    xa = mesh.add(Fixtures.XA, "j.morgan", "p.reyes");
    xb = mesh.add(Fixtures.XB, "a.haddad");
    mesh.introduce(xa, xb);
    matter = new Matter(mesh, letters, xa, xb);
    matter.request();
    browser = Browser.at(mesh, xb, "a.haddad");
  }

  @AfterEach
  void close() {
    browser.close();
  }

  @Test
  void whoIsNotSignedInSeesTheEntranceOnly() throws IOException, InterruptedException {
    HttpResponse<String> answer = browser.get("/");
    assertEquals(302, answer.statusCode());
    assertEquals("/enter", answer.headers().firstValue("Location").orElseThrow());
    assertFalse(browser.get("/enter").body().contains(matter.opening.caseId().toString()));
  }

  @Test
  void anOfficerReadsTheRequestInTheInboxAndTakesCharge() throws IOException, InterruptedException {
    browser.signIn();
    assertTrue(browser.get("/").body().contains("/cases/" + matter.opening.caseId()));
    String shown = browser.get("/cases/" + matter.opening.caseId()).body();
    assertTrue(shown.contains("j.morgan"), shown);
    assertTrue(shown.contains("Delivered to node XB"), shown);
    assertTrue(shown.contains("4 Data to be preserved"), shown);

    String review = browser.post("/cases/" + matter.opening.caseId() + "/acknowledge").body();
    assertTrue(review.contains("EXERCISE"), review);
    HttpResponse<String> signed = browser.sign(review);
    assertEquals(302, signed.statusCode(), signed.body());
    mesh.settle();
    assertEquals("acknowledged", matter.stateAt(xa));
    assertEquals("acknowledged", matter.stateAt(xb));
    assertTrue(
        browser
            .get("/cases/" + matter.opening.caseId())
            .body()
            .contains("Acknowledged by a.haddad"));
  }

  @Test
  void aReviewSheetIsSignedOnce() throws IOException, InterruptedException {
    browser.signIn();
    String review = browser.post("/cases/" + matter.opening.caseId() + "/acknowledge").body();
    browser.sign(review);
    assertEquals(409, browser.sign(review).statusCode());
  }

  @Test
  void eachReadingIsJournalledWithTheOfficer() throws IOException, InterruptedException {
    browser.signIn();
    browser.get("/cases/" + matter.opening.caseId());
    List<JournalKind> kinds =
        xb.engine.queries().journal(1, 1000).stream()
            .map(row -> JournalEntry.decode(row.entry()))
            .filter(entry -> entry.actor().equals("a.haddad"))
            .map(JournalEntry::kind)
            .toList();
    assertEquals(List.of(JournalKind.SIGNED_IN, JournalKind.CASE_READ), kinds);
  }
}
