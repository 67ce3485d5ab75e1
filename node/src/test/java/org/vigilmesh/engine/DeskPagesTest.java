package org.vigilmesh.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

  private List<String> addresses(String method, String access) {
    return browser.desk().addresses().stream()
        .filter(one -> one.startsWith(method + " ") && one.endsWith(" " + access))
        .map(one -> one.split(" ")[1])
        .map(path -> path.replace("{id}", matter.opening.caseId().toString()))
        .map(path -> path.replace("{draft}", "none").replace("{form}", "decision"))
        .toList();
  }

  /** All forms that need a web session. */
  private List<String> forms() {
    return browser.desk().addresses().stream()
        .filter(one -> one.startsWith("POST ") && !one.endsWith(" ANYBODY"))
        .flatMap(one -> addresses("POST", one.split(" ")[2]).stream())
        .distinct()
        .toList();
  }

  @Test
  void noAddressOfOfficersAnswersAStranger() throws IOException, InterruptedException {
    List<String> pages = new ArrayList<>(addresses("GET", "READERS"));
    for (String access : List.of("OFFICERS", "SUPERVISORS", "EVERYONE", "AUDITORS")) {
      pages.addAll(addresses("GET", access));
    }
    assertTrue(pages.contains("/cases/" + matter.opening.caseId()), pages.toString());
    for (String path : pages) {
      HttpResponse<String> answer = browser.get(path);
      assertTrue(answer.statusCode() == 302 || answer.statusCode() == 403, path);
      assertFalse(answer.body().contains("j.morgan"), path);
    }
    for (String path : forms()) {
      assertEquals(403, browser.post(path).statusCode(), path);
    }
    assertEquals("delivered", matter.stateAt(xb));
  }

  @Test
  void aPageElsewhereCanPostNothing() throws IOException, InterruptedException {
    browser.signIn();
    List<String> forms = new ArrayList<>(forms());
    forms.addAll(addresses("POST", "ANYBODY"));
    for (String path : forms) {
      Map<String, String> form = Map.of("token", browser.token());
      assertEquals(403, browser.send(path, form, "https://elsewhere.example").statusCode(), path);
    }
  }

  @Test
  void aFormOfAnOfficerNeedsTheTokenOfTheSession() throws IOException, InterruptedException {
    browser.signIn();
    for (String path : forms()) {
      Map<String, String> form = Map.of("token", "guessed");
      assertEquals(403, browser.send(path, form, Browser.ORIGIN).statusCode(), path);
    }
  }

  @Test
  void everyAnswerKeepsItselfToItself() throws IOException, InterruptedException {
    for (String path : List.of("/enter", "/", "/nowhere", "/assets/none/none.js")) {
      HttpResponse<String> answer = browser.get(path);
      String policy = answer.headers().firstValue("Content-Security-Policy").orElse("");
      assertTrue(policy.contains("default-src 'none'"), path);
      assertTrue(policy.contains("frame-ancestors 'none'"), path);
      assertTrue(policy.contains("require-trusted-types-for 'script'"), path);
      assertEquals("no-store", answer.headers().firstValue("Cache-Control").orElse(""), path);
      assertEquals(
          "nosniff", answer.headers().firstValue("X-Content-Type-Options").orElse(""), path);
    }
  }
}
