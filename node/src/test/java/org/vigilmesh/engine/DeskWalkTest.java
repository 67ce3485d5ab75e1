package org.vigilmesh.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vigilmesh.Fixtures;
import org.vigilmesh.message.ActId;
import org.vigilmesh.message.CaseId;
import org.vigilmesh.message.Content;
import org.vigilmesh.message.Validation;
import org.vigilmesh.port.Rows.ActRow;
import org.vigilmesh.request.CaseForm;
import org.vigilmesh.request.Enclosures;
import org.vigilmesh.request.Entries;
import org.vigilmesh.request.MessageDraft;
import org.vigilmesh.request.MessageFile;
import org.vigilmesh.request.Reading;
import org.vigilmesh.request.Readings;
import org.vigilmesh.request.RequestTemplate;
import org.vigilmesh.value.Urgency;

/** Every message of a case, filled in at one desk, signed, and on the timeline of the other. */
final class DeskWalkTest {
  /** What begins a case, what a node says by itself, and what asks for other persons. */
  private static final Set<String> ELSEWHERE =
      new TreeSet<>(
          List.of(
              "location_query.query",
              "technical_advice.query",
              "legal_information.query",
              "spontaneous_info",
              "displayed",
              "emergency_data_answer",
              "expiry_notice.final",
              "mla_received",
              "mla_decided"));

  private static final String HOSTILE =
      "\"><img src=x onerror=alert(1)>'</textarea><script>alert(1)</script>${7*7}{{7*7}}";

  private final Mesh mesh = new Mesh();
  private final Letters letters = new Letters(mesh);
  private final Set<String> walked = new TreeSet<>();
  private Mesh.Member xa;
  private Mesh.Member xb;
  private Browser asking;
  private Browser asked;

  @BeforeEach
  void twoDesks() throws IOException, InterruptedException {
    xa = mesh.add(Fixtures.XA, "j.morgan", "p.reyes");
    xb = mesh.add(Fixtures.XB, "a.haddad");
    mesh.introduce(xa, xb);
    asking = Browser.at(mesh, xa, "j.morgan");
    asked = Browser.at(mesh, xb, "a.haddad");
    asking.signIn();
    asked.signIn();
  }

  @AfterEach
  void close() {
    asking.close();
    asked.close();
  }

  private CaseId begun() throws IOException, InterruptedException {
    Matter matter = new Matter(mesh, letters, xa, xb);
    matter.request();
    return acknowledged(matter.opening.caseId());
  }

  /** The example of a message that begins a case. */
  private Content example(String code) {
    ActId none = ActId.of(mesh.now(), mesh.fresh(10));
    Reading<MessageDraft> read =
        MessageFile.read(
            RequestTemplate.message(code, mesh.now()).orElseThrow(),
            Enclosures.NONE,
            mesh.now(),
            new MessageFile.Around(
                _ -> none, Content.CaseRefs.NONE, Validation.SoFar.NOTHING, null, false));
    return Readings.signable(read).draft().content();
  }

  private CaseId begun(String code) throws IOException, InterruptedException {
    Letters.Draft draft =
        new Letters.Draft(
            xa,
            xb.ref(),
            example(code),
            mesh.newCase(),
            Urgency.ROUTINE,
            List.of(),
            List.of("j.morgan"),
            Duration.ofHours(12));
    Letters.Sent sent = letters.send(draft);
    mesh.settle();
    assertTrue(sent.isAccepted(), sent.answers().toString());
    return acknowledged(draft.caseId());
  }

  private CaseId acknowledged(CaseId caseId) throws IOException, InterruptedException {
    mesh.settle();
    HttpResponse<String> review = asked.post("/cases/" + caseId + "/acknowledge");
    assertEquals(302, asked.sign(review.body()).statusCode());
    mesh.settle();
    return caseId;
  }

  /**
   * Fills in the example of a form, with {@code changes}, signs it, and looks at the other side.
   */
  private void say(Browser desk, CaseId caseId, String code, String... changes)
      throws IOException, InterruptedException {
    Map<String, String> typed = new LinkedHashMap<>();
    RequestTemplate.message(code, mesh.now())
        .flatMap(Entries::ofFile)
        .ifPresent(example -> typed.putAll(example.texts()));
    for (int i = 0; i < changes.length; i += 2) {
      typed.put(changes[i], changes[i + 1]);
    }
    String path = "/cases/" + caseId + "/say/" + code;
    HttpResponse<String> form = desk.get(path);
    assertEquals(200, form.statusCode(), code);
    assertTrue(!form.body().contains("This cannot be said now"), code);
    List<String> fields = new ArrayList<>();
    typed.forEach((key, value) -> fields.addAll(List.of(key, value)));
    HttpResponse<String> review = desk.post(path, fields.toArray(String[]::new));
    assertEquals(200, review.statusCode(), code + faults(review.body()));
    HttpResponse<String> signed = desk.sign(review.body());
    assertEquals(302, signed.statusCode(), code + faults(signed.body()));
    mesh.settle();
    Mesh.Member other = desk == asking ? xb : xa;
    List<ActRow> there = other.store.read(view -> view.acts(caseId));
    CaseForm said = CaseForm.find(code).orElseThrow();
    assertEquals(said.type().code(), there.getLast().contentType(), code);
    assertEquals("APPLIED", there.getLast().state().name(), code);
    walked.add(code);
  }

  /** What a page complains of, without the rest of it. */
  private static String faults(String page) {
    return ": " + page.lines().filter(line -> line.strip().startsWith("<li>")).toList();
  }

  private String in(int days) {
    return mesh.now().plus(Duration.ofDays(days)).toString().substring(0, 16) + ":00Z";
  }

  private void aHoldFromDecisionToRelease(CaseId id) throws IOException, InterruptedException {
    say(asked, id, "clarification_request");
    say(asking, id, "clarification_answer");
    say(asked, id, "consult_proposal");
    say(asking, id, "consult_answer");
    say(asked, id, "decision", "value", "conditional", "conditions[0]", "Not for tax matters.");
    say(asked, id, "prejudice_notice");
    say(asking, id, "prejudice_answer", "answer", "go", "text", "Go on.");
    say(
        asked,
        id,
        "preservation_confirmation",
        "custodian",
        "Example Hosting",
        "custodian_ref",
        "EH-4417",
        "item_ids[0]",
        "D1",
        "effective_at",
        in(0),
        "preserved_until",
        in(90));
    say(asked, id, "partial_traffic_disclosure");
    say(asking, id, "status_query");
    say(asked, id, "status_report", "state", "preserved");
    say(asked, id, "onward_transfer_request");
    say(asking, id, "onward_transfer_decision");
    say(asking, id, "incident_notice");
    say(asked, id, "expiry_notice.warning");
    say(asking, id, "extension_request");
    say(asked, id, "extension_decision");
    say(asking, id, "mla_announced");
    say(asking, id, "no_longer_needed");
    say(asked, id, "release_confirmation");
    say(asked, id, "case_feedback");
  }

  @Test
  void everyMessageOfACaseIsSaidAtADeskAndArrives() throws IOException, InterruptedException {
    aHoldFromDecisionToRelease(begun());
    CaseId withdrawn = begun();
    say(asking, withdrawn, "withdrawal");
    CaseId refused = begun();
    say(
        asked,
        refused,
        "decision",
        "value",
        "refused",
        "reason.ground",
        "R21C",
        "reason.text",
        "Our law does not know this.",
        "consultation_waived",
        "true");
    say(asking, refused, "objection");
    say(asked, begun("location_query.query"), "location_query.answer");
    say(asked, begun("technical_advice.query"), "technical_advice.answer");
    say(asked, begun("legal_information.query"), "legal_information.answer");
    Set<String> all = new TreeSet<>(CaseForm.all().stream().map(CaseForm::code).toList());
    all.removeAll(walked);
    assertEquals(ELSEWHERE, all);
  }

  @Test
  void whatOneOfficerAcknowledgesIsSeenAtTheOtherDesk() throws IOException, InterruptedException {
    Matter matter = new Matter(mesh, letters, xa, xb);
    matter.request();
    mesh.settle();
    String path = "/cases/" + matter.opening.caseId();
    assertTrue(asked.get(path).body().contains("data-key=\"a\""));
    String review = asked.post(path + "/acknowledge").body();
    assertTrue(review.contains("autofocus"), review);
    asked.sign(review);
    mesh.settle();
    String seen = asking.get(path).body();
    assertTrue(seen.contains("Acknowledged by a.haddad, Duty officer"), seen);
  }

  @Test
  void aPageThatWasSeenTellsSoOnceInTheNodesName() throws IOException, InterruptedException {
    Matter matter = new Matter(mesh, letters, xa, xb);
    matter.request();
    mesh.settle();
    String path = "/cases/" + matter.opening.caseId();
    assertTrue(asked.get(path).body().contains("data-shown"));
    assertEquals("delivered", matter.stateAt(xa));
    assertEquals(204, asked.post(path + "/shown").statusCode());
    mesh.settle();
    String seen = asking.get(path).body();
    assertTrue(seen.contains("Displayed at XB"), seen);
    assertEquals("delivered", matter.stateAt(xa), "nobody has taken charge");
    assertEquals(204, asked.post(path + "/shown").statusCode());
    mesh.settle();
    assertEquals(2, matter.actsAt(xa).size());
    assertTrue(!asked.get(path).body().contains("data-shown"));
    assertEquals(204, asking.post(path + "/shown").statusCode());
    assertEquals(2, matter.actsAt(xa).size(), "who asks tells nothing");
  }

  @Test
  void hostileTextInEveryFieldOfEveryFormIsText() throws IOException, InterruptedException {
    CaseId id = begun();
    for (CaseForm form : CaseForm.all()) {
      String path = "/cases/" + id + "/say/" + form.code();
      String page = asked.get(path).body();
      List<String> fields = new ArrayList<>();
      Matcher names = Pattern.compile("name=\"([a-z_]+(?:\\[0\\]|\\.[a-z_]+)*)\"").matcher(page);
      while (names.find()) {
        if (!List.of("token", "language", "back").contains(names.group(1))) {
          fields.addAll(List.of(names.group(1), HOSTILE));
        }
      }
      String answer = asked.post(path, fields.toArray(String[]::new)).body();
      assertTrue(!answer.contains("<img src=x"), form.code());
      assertTrue(!answer.contains("<script>alert"), form.code());
      assertTrue(!answer.contains("value=\"\"><"), form.code());
      walked.add(fields.isEmpty() ? "" : form.code());
    }
    assertTrue(walked.size() > 25, walked.toString());
  }
}
