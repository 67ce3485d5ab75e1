package org.vigilmesh.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vigilmesh.Fixtures;
import org.vigilmesh.SoftPasskey;
import org.vigilmesh.identity.Officer.Role;
import org.vigilmesh.identity.OfficerId;
import org.vigilmesh.port.Administration.Done;

/** A session before which nobody sits, and what its owner decides about sessions and the desk. */
final class DeskLockTest {
  private final Mesh mesh = new Mesh();
  private Mesh.Member xb;
  private Matter matter;
  private Browser browser;
  private String caseAt;

  @BeforeEach
  void signIn() throws IOException, InterruptedException {
    Mesh.Member xa = mesh.add(Fixtures.XA, "j.morgan", "p.reyes");
    xb = mesh.add(Fixtures.XB, "a.haddad", "s.tan");
    mesh.introduce(xa, xb);
    matter = new Matter(mesh, new Letters(mesh), xa, xb);
    matter.request();
    browser = Browser.at(mesh, xb, "a.haddad");
    browser.signIn();
    caseAt = "/cases/" + matter.opening.caseId();
  }

  @AfterEach
  void close() {
    browser.close();
  }

  private String lockPage(String path) throws IOException, InterruptedException {
    HttpResponse<String> answer = browser.get(path);
    assertEquals(403, answer.statusCode());
    assertTrue(answer.body().contains("data-locked"), answer.body());
    return answer.body();
  }

  @Test
  void aTouchOpensTheLockWhereItFell() throws IOException, InterruptedException {
    mesh.jump(Duration.ofMinutes(15));
    String page = lockPage(caseAt);
    assertTrue(page.contains("1 request waits for an acknowledgement"), page);
    assertFalse(page.contains("j.morgan") || page.contains("Data to be preserved"), page);
    HttpResponse<String> opened = browser.touch("/unlock", page);
    assertEquals(302, opened.statusCode(), opened.body());
    assertEquals(caseAt, opened.headers().firstValue("Location").orElseThrow());
    assertEquals(200, browser.get(caseAt).statusCode());
  }

  @Test
  void nobodyElsesPasskeyOpensIt() throws IOException, InterruptedException {
    SoftPasskey other = new SoftPasskey("s.tan", "localhost", Browser.ORIGIN);
    Browser.enrol(mesh, xb, "s.tan", other, Role.SUPERVISOR);
    mesh.jump(Duration.ofMinutes(15));
    String page = lockPage("/");
    Browser stranger = browser.beside("s.tan", other).like(browser);
    HttpResponse<String> answer = stranger.touch("/unlock", page);
    assertEquals(403, answer.statusCode());
    assertTrue(answer.body().contains("That did not work"), answer.body());
    lockPage("/");
  }

  @Test
  void whatPagesAskOnTheirOwnIsNobodyAndWhatAPersonDoesIs()
      throws IOException, InterruptedException {
    mesh.jump(Duration.ofMinutes(10));
    assertEquals("300", browser.get("/idle").body());
    assertEquals("300", browser.get("/idle").body(), "asking is no sign of a person");
    assertEquals(204, browser.post("/awake").statusCode());
    assertEquals("900", browser.get("/idle").body());
    mesh.jump(Duration.ofMinutes(14));
    assertEquals(200, browser.get("/").statusCode());
    mesh.jump(Duration.ofMinutes(15));
    assertEquals(403, browser.get("/idle").statusCode());
    lockPage("/");
  }

  @Test
  void aLockedSessionDoesNothingAndOnlyLeaves() throws IOException, InterruptedException {
    mesh.jump(Duration.ofMinutes(15));
    assertEquals(403, browser.post(caseAt + "/acknowledge").statusCode());
    assertEquals(403, browser.post("/awake").statusCode());
    lockPage(caseAt);
    assertEquals(302, browser.post("/leave").statusCode());
    assertEquals("/enter", browser.get("/").headers().firstValue("Location").orElseThrow());
  }

  /** An officer who sits still for a quarter of an hour must hear what comes then. */
  @Test
  void aLockedDeskStillSoundsAndTellsNumbersAlone() throws IOException, InterruptedException {
    mesh.jump(Duration.ofMinutes(15));
    assertTrue(lockPage("/").contains("data-urgent=\"1\""));
    assertEquals("urgent\t1\nemergency\t0\nrows\t", browser.get("/now?list=new").body());
    matter.acknowledge();
    mesh.settle();
    assertEquals("urgent\t0\nemergency\t0\nrows\t", browser.get("/now?list=all").body());
  }

  @Test
  void whatWasTypedIsThereAgainAfterTheLock() throws IOException, InterruptedException {
    String form = caseAt + "/say/clarification_request";
    HttpResponse<String> locked =
        browser.post("/lock", "back", form, "typed.questions[0].text", "which account?");
    assertEquals(302, locked.statusCode());
    String page = lockPage("/lock?back=" + form);
    assertFalse(page.contains("which account?"), page);
    HttpResponse<String> opened = browser.touch("/unlock", page);
    assertEquals(form, opened.headers().firstValue("Location").orElseThrow());
    assertTrue(browser.get(form).body().contains("which account?"));
    assertFalse(browser.get(form).body().contains("which account?"), "once");
  }

  @Test
  void twelveHoursEndASessionHoweverBusyItIs() throws IOException, InterruptedException {
    for (int i = 0; i < 71; i++) {
      mesh.jump(Duration.ofMinutes(10));
      assertEquals(200, browser.get("/").statusCode());
    }
    mesh.jump(Duration.ofMinutes(10));
    assertEquals(302, browser.get("/").statusCode());
  }

  @Test
  void aRosterThatStrikesAnOfficerOffEndsTheirSessionInItsTurn()
      throws IOException, InterruptedException {
    assertEquals(200, browser.get("/").statusCode());
    Browser.strike(mesh, xb, "a.haddad");
    assertEquals("/enter", browser.get("/").headers().firstValue("Location").orElseThrow());
    assertEquals(403, browser.post(caseAt + "/acknowledge").statusCode());
    assertEquals("delivered", matter.stateAt(xb));
  }

  @Test
  void whoIsDismissedIsOutInTheSameTurn() throws IOException, InterruptedException {
    Browser auditor = browser.local(xb, "o.olund", Role.AUDITOR);
    auditor.signIn();
    assertEquals(200, auditor.get("/journal").statusCode());
    assertInstanceOf(
        Done.Ok.class, xb.engine.enrolment().dismiss(new OfficerId("o.olund"), "root"));
    assertEquals("/enter", auditor.get("/journal").headers().firstValue("Location").orElseThrow());
  }

  @Test
  void anOfficerEndsTheirOtherSessions() throws IOException, InterruptedException {
    Browser second = browser.again();
    second.signIn();
    String page = browser.get("/settings").body();
    assertEquals(2, page.split("name=\"session\"", -1).length - 1, page);
    assertTrue(page.contains("this one"), page);
    browser.post("/settings/others");
    assertEquals(302, second.get("/").statusCode());
    assertEquals(200, browser.get("/").statusCode());
    String own =
        Browser.find(browser.get("/settings").body(), "name=\"session\" value=\"(\\w+)\"")
            .orElseThrow();
    Browser third = browser.again();
    third.signIn();
    third.post("/settings/end", "session", own);
    assertEquals(302, browser.get("/").statusCode());
    assertEquals(200, third.get("/").statusCode());
  }

  @Test
  void aChosenLanguageWinsOverTheBrowsersOnEveryMachine() throws IOException, InterruptedException {
    assertTrue(browser.get("/").body().contains("lang=\"en\""));
    browser.post("/settings", "language", "ar", "theme", "light", "keys", "off", "sound", "off");
    Browser second = browser.again();
    second.signIn();
    String page = second.get("/").body();
    assertTrue(page.contains("<html lang=\"ar\" dir=\"rtl\" data-theme=\"light\""), page);
    assertTrue(page.contains("data-wants-keys=\"off\" data-wants-sound=\"off\""), page);
    second.post("/settings", "language", "klingon", "theme", "");
    assertTrue(browser.get("/").body().contains("lang=\"ar\""), "what is no choice is none");
  }

  @Test
  void aPasskeyIsNamedAndASecondOneIsOfferedWithoutTheFirst()
      throws IOException, InterruptedException {
    String page = browser.get("/settings").body();
    String key = Browser.find(page, "name=\"passkey\" value=\"([^\"]+)\"").orElseThrow();
    browser.post("/settings/label", "passkey", key, "label", "the blue one <b>");
    assertTrue(browser.get("/settings").body().contains("the blue one &lt;b"), "as text");
    String welcome = browser.post("/settings/passkey").body();
    assertTrue(welcome.contains("data-exclude=\"" + key + "\""), welcome);
  }

  @Test
  void everyFailedSignInReadsTheSame() throws IOException, InterruptedException {
    SoftPasskey unknown = new SoftPasskey("a.haddad", "localhost", Browser.ORIGIN + "1");
    String first = refusal(browser.beside("a.haddad", unknown));
    assertEquals(first, refusal(browser.beside("n.obody", unknown)));
    assertEquals(first, refusal(browser.beside("s.tan", unknown)));
  }

  /** The page without what is drawn for each. */
  private static String refusal(Browser somebody) throws IOException, InterruptedException {
    HttpResponse<String> answer = somebody.touch("/enter", somebody.get("/enter").body());
    assertEquals(403, answer.statusCode());
    return answer.body().replaceAll("data-challenge=\"[^\"]+\"|value=\"[^\"]{40,}\"", "");
  }
}
