package org.vigilmesh.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vigilmesh.Fixtures;

/** An officer of Borduria answers at the desk: what is offered, filled in, signed, and arrives. */
final class DeskSayingTest {
  private final Mesh mesh = new Mesh();
  private final Letters letters = new Letters(mesh);
  private Mesh.Member xa;
  private Matter matter;
  private Browser browser;
  private String say;

  @BeforeEach
  void aRequestIsAcknowledged() throws IOException, InterruptedException {
    xa = mesh.add(Fixtures.XA, "j.morgan", "p.reyes");
    Mesh.Member xb = mesh.add(Fixtures.XB, "a.haddad");
    mesh.introduce(xa, xb);
    matter = new Matter(mesh, letters, xa, xb);
    matter.request();
    mesh.settle();
    matter.acknowledge();
    mesh.settle();
    browser = Browser.at(mesh, xb, "a.haddad");
    browser.signIn();
    say = "/cases/" + matter.opening.caseId() + "/say/";
  }

  @AfterEach
  void close() {
    browser.close();
  }

  private HttpResponse<String> signed(HttpResponse<String> review)
      throws IOException, InterruptedException {
    assertEquals(200, review.statusCode(), review.body());
    HttpResponse<String> answer = browser.sign(review.body());
    assertEquals(302, answer.statusCode(), answer.body());
    mesh.settle();
    return answer;
  }

  @Test
  void aQuestionAboutOneFieldReachesTheOtherSide() throws IOException, InterruptedException {
    String shown = browser.get("/cases/" + matter.opening.caseId()).body();
    String ask = Browser.find(shown, "href=\"([^\"]+facts_summary)\"").orElseThrow();
    String form = browser.get(ask.replace("&amp;", "&")).body();
    assertTrue(form.contains("<option value=\"facts_summary\" selected>"), form);

    HttpResponse<String> review =
        browser.post(
            say + "clarification_request",
            "questions[0].field",
            "facts_summary",
            "questions[0].text",
            "Which day did it begin?",
            "answer_by",
            day(2) + " 12:00",
            "language",
            "en");
    assertTrue(review.body().contains("Which day did it begin?"), review.body());
    signed(review);
    assertEquals("clarify", matter.stateAt(xa));
  }

  @Test
  void whatIsMissingIsSaidBesideItsFieldAndTheRestIsKept()
      throws IOException, InterruptedException {
    HttpResponse<String> answer =
        browser.post(
            say + "clarification_request",
            "questions[0].text",
            "Which <b>day</b>?",
            "answer_by",
            "tomorrow");
    assertEquals(422, answer.statusCode());
    assertTrue(answer.body().contains("Which &lt;b&gt;day"), answer.body());
    assertTrue(answer.body().contains("value=\"tomorrow\""), answer.body());
    assertTrue(answer.body().contains("id=\"f-answer_by-problem\""), answer.body());
    assertTrue(answer.body().contains("id=\"f-questions[0].field-problem\""), answer.body());
  }

  @Test
  void aRowIsAddedWithoutScriptAndNothingIsLost() throws IOException, InterruptedException {
    String answer =
        browser
            .post(
                say + "clarification_request",
                "questions[0].text",
                "Which day?",
                "more",
                "questions")
            .body();
    assertTrue(answer.contains("Which day?"), answer);
    assertTrue(answer.contains("name=\"questions[1].text\""), answer);
  }

  @Test
  void onlyWhatMayBeSaidNowIsOfferedTheRestWithItsReason()
      throws IOException, InterruptedException {
    String page = browser.get("/cases/" + matter.opening.caseId() + "/say").body();
    assertTrue(page.contains("/say/decision"), page);
    assertTrue(page.contains("/say/clarification_request"), page);
    assertFalse(page.contains("/say/preservation_confirmation"), page);
    assertTrue(page.contains("is not possible while the case is at"), page);
    assertTrue(page.contains("this is the other side's word"), page);
    String form = browser.get(say + "preservation_confirmation").body();
    assertTrue(form.contains("This cannot be said now"), form);
  }

  @Test
  void aDecisionSaysWhatItLacksAndIsThenTaken() throws IOException, InterruptedException {
    HttpResponse<String> without =
        browser.post(say + "decision", "value", "refused", "reason.ground", "R21C");
    assertEquals(422, without.statusCode());
    assertTrue(without.body().contains("id=\"f-reason.text-problem\""), without.body());
    signed(
        browser.post(
            say + "decision",
            "value",
            "accepted",
            "item_ids[0]",
            "D1",
            "domestic_decision.authority",
            "Cyber Court",
            "domestic_decision.ref",
            "7/31 \"<b>\"",
            "domestic_decision.date",
            "2031-03-04"));
    assertEquals("accepted", matter.stateAt(xa));
  }

  @Test
  void whatTheNodeDoesNotTakeIsSaidWithItsRemedy() throws IOException, InterruptedException {
    HttpResponse<String> review =
        browser.post(say + "withdrawal", "reason", "Not ours to say.", "language", "en");
    assertEquals(200, review.statusCode(), review.body());
    HttpResponse<String> refused = browser.sign(review.body());
    assertEquals(422, refused.statusCode());
    assertTrue(refused.body().contains("Nothing was sent"), refused.body());
  }

  private String day(int ahead) {
    return mesh.now().plus(java.time.Duration.ofDays(ahead)).toString().substring(0, 10);
  }
}
