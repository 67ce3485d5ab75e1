package org.vigilmesh.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An officer of Avalon writes a request at the desk. */
final class ComposePagesTest {
  private WritingDesk desk;

  @BeforeEach
  void open() throws IOException, InterruptedException {
    desk = new WritingDesk();
  }

  @AfterEach
  void close() {
    desk.close();
  }

  @Test
  void anIncompleteRequestKeepsWhatWasTypedAndSaysWhatIsMissing()
      throws IOException, InterruptedException {
    Map<String, String> form = desk.filled();
    form.remove("facts_summary");
    form.put("necessity.text", "\"><script>alert(1)</script>");
    HttpResponse<String> answer = desk.send(form, "review");
    assertEquals(422, answer.statusCode());
    assertTrue(answer.body().contains("id=\"f-facts_summary-why\""), answer.body());
    assertTrue(answer.body().contains("Missing: 3 Brief facts"), answer.body());
    assertTrue(answer.body().contains("XA-2031-0417"), answer.body());
    assertFalse(answer.body().contains("<script>alert"), answer.body());
    assertTrue(answer.body().contains("alert(1)"), answer.body());
  }

  @Test
  void everyFieldKeepsAHostileTextAsText() throws IOException, InterruptedException {
    String hostile = "</textarea>'\"><img src=x onerror=alert(1)>\u202e";
    Map<String, String> form = new LinkedHashMap<>();
    desk.filled().keySet().forEach(path -> form.put(path, hostile));
    HttpResponse<String> answer = desk.send(form, "save");
    assertEquals(200, answer.statusCode());
    assertFalse(answer.body().contains("<img"), answer.body());
    assertFalse(answer.body().contains("'\"><"), "a quote ends no attribute");
  }

  @Test
  void nothingIsReviewedBeforeSomebodyIsNamedWhoReleasesIt()
      throws IOException, InterruptedException {
    Map<String, String> form = desk.filled();
    for (String releaser : List.of("", "j.morgan", "l.brandt", "nobody")) {
      form.put("releaser", releaser);
      HttpResponse<String> answer = desk.send(form, "review");
      assertEquals(422, answer.statusCode(), releaser);
      assertTrue(answer.body().contains("choose who releases it"), answer.body());
    }
  }

  @Test
  void aDraftComesBackAsItWasTypedUntilItIsDestroyed() throws IOException, InterruptedException {
    Map<String, String> form = Map.of("facts_summary", "A cloned site", "urgency", "urgent");
    String kept = desk.send(form, "keep").body();
    assertTrue(kept.startsWith("Draft kept. Not sent.\n"), kept);
    assertTrue(kept.contains("box-offence\topen\t"), kept);
    String list = desk.author.get("/drafts").body();
    String address = Browser.find(list, "href=\"(/drafts/[^\"]+)\"").orElseThrow();
    String form2 = desk.author.get(address).headers().firstValue("Location").orElseThrow();
    String again = desk.author.get(form2).body();
    assertTrue(again.contains(">A cloned site</textarea>"), again);
    assertTrue(again.contains("value=\"urgent\" selected"), again);
    assertEquals(404, desk.supervisor.get(form2).statusCode());
    assertEquals(404, desk.supervisor.get(address).statusCode());
    assertFalse(desk.supervisor.get("/release").body().contains(address));
    desk.supervisor.post(address + "/drop");
    assertEquals(200, desk.author.get(form2).statusCode());
    desk.author.post(address + "/drop");
    assertEquals(404, desk.author.get(form2).statusCode());
  }

  @Test
  void rowsAreAddedAndTakenAwayWithoutAScript() throws IOException, InterruptedException {
    Map<String, String> form = new LinkedHashMap<>(desk.filled());
    String more = desk.send(form, "add data_items").body();
    assertTrue(more.contains("name=\"data_items[1].item_id\" value=\"D2\""), more);
    form.put("data_items[1].item_id", "D2");
    form.put("data_items[1].category", "subscriber");
    form.put("relation_to_offence.D2", "the other one");
    String less = desk.send(form, "remove data_items[0]").body();
    assertTrue(less.contains("name=\"data_items[0].item_id\" value=\"D2\""), less);
    assertFalse(less.contains("relation_to_offence.D1"), less);
    assertTrue(less.contains("the other one"), less);
  }

  @Test
  void aTemplateHasCodesAndNoFacts() throws IOException, InterruptedException {
    String page = desk.author.get("/compose?template=emergency").body();
    assertTrue(page.contains("value=\"emergency_data_request\" selected"), page);
    assertTrue(page.contains("value=\"threat_to_life\" selected"), page);
    assertFalse(page.contains("name=\"exercise\" value=\"true\" checked"), page);
    assertFalse(page.contains("name=\"exercise\" value=\"false\" checked"), page);
  }

  @Test
  void aRequestIsDuplicatedWithoutWhatMustBeDecidedAnewAndLooksSimilar()
      throws IOException, InterruptedException {
    String release = desk.handedOver().replace("/drafts/", "/release/");
    desk.supervisor.sign(desk.supervisor.get(release).body());
    desk.mesh.settle();
    String caseId = WritingDesk.cases(desk.xa).getFirst().caseId().toString();
    String page = desk.author.get("/compose?from=" + caseId).body();
    assertTrue(page.contains("A copy of a bank"), page);
    assertTrue(page.contains("href=\"/cases/" + caseId + "\""), page);
    assertFalse(page.contains("value=\"xb\" selected"), page);
    for (String question :
        List.of("exercise", "confidential.value", "no_user_notification.value")) {
      assertFalse(page.matches("(?s).*name=\"" + question + "\" value=\"\\w+\" checked.*"), page);
    }
  }

  @Test
  void whatIsAttachedStaysWithTheDraftAndIsNeverShown() throws IOException, InterruptedException {
    String draft = WritingDesk.draft(desk.author.get("/compose").body());
    Map<String, String> form = new LinkedHashMap<>(desk.filled());
    form.put("draft", draft);
    form.put("do", "save");
    HttpResponse<String> kept =
        desk.author.upload("/compose", form, "../../<b>order.html", "<script>no</script>");
    assertEquals(200, kept.statusCode(), kept.body());
    assertTrue(kept.body().contains("value=\"&lt;b>order.html\""), kept.body());
    assertFalse(kept.body().contains("<script>no"), kept.body());
    form.put("attachments[0].file", "<b>order.html");
    form.put("attachments[0].media_type", "text/html");
    form.put("attachments[0].purpose", "order of the court");
    HttpResponse<String> review = WritingDesk.send(desk.author, draft, form, "review");
    assertEquals(200, review.statusCode(), review.body());
    assertTrue(review.body().contains("order of the court"), review.body());
    String release = desk.handOver(review.body()).replace("/drafts/", "/release/");
    assertEquals(302, desk.supervisor.sign(desk.supervisor.get(release).body()).statusCode());
  }
}
