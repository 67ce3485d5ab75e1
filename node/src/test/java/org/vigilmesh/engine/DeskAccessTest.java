package org.vigilmesh.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.vigilmesh.message.MessageFixtures.with;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vigilmesh.Fixtures;
import org.vigilmesh.Golden;
import org.vigilmesh.SoftPasskey;
import org.vigilmesh.identity.Officer.Role;
import org.vigilmesh.message.MessageFixtures;

/** Who gets what from which address of the desk, by every method. */
final class DeskAccessTest {
  private static final String CANARY = "zeisig-7731-zeisig";
  private static final List<String> METHODS =
      List.of("GET", "POST", "HEAD", "PUT", "DELETE", "OPTIONS");

  /** Forms after which a session may be locked or over. */
  private static final List<String> ENDING =
      List.of("/enter", "/leave", "/lock", "/settings/end", "/shift/end");

  private final Mesh mesh = new Mesh();
  private final Map<String, Browser> people = new LinkedHashMap<>();
  private Mesh.Member xb;
  private Matter matter;
  private String draft;

  @BeforeEach
  void aCaseWithACanary() throws IOException, InterruptedException {
    Mesh.Member xa = mesh.add(Fixtures.XA, "j.morgan", "p.reyes");
    xb = mesh.add(Fixtures.XB, "a.haddad", "s.tan", "l.ferri", "i.idle");
    mesh.introduce(xa, xb);
    Letters letters = new Letters(mesh);
    matter = new Matter(mesh, letters, xa, xb);
    Letters.Draft plain = matter.opening;
    letters.send(
        new Letters.Draft(
            plain.from(),
            plain.to(),
            with(MessageFixtures.request(), "matter.factsSummary", CANARY + " " + "x".repeat(300)),
            plain.caseId(),
            plain.urgency(),
            plain.parents(),
            plain.officers(),
            plain.life()));
    mesh.settle();
    Browser officer = Browser.at(mesh, xb, "a.haddad");
    people.put("stranger", officer.beside("n.obody", new SoftPasskey("n.obody", "localhost", "")));
    people.put("officer", officer);
    people.put("supervisor", rostered(officer, "s.tan", Role.SUPERVISOR));
    people.put("central_authority", rostered(officer, "l.ferri", Role.CENTRAL_AUTHORITY));
    people.put("administrator", officer.local(xb, "r.root", Role.ADMINISTRATOR));
    people.put("auditor", officer.local(xb, "o.olund", Role.AUDITOR));
    keepADraft();
  }

  private Browser rostered(Browser desk, String id, Role role) {
    SoftPasskey key = new SoftPasskey(id, "localhost", Browser.ORIGIN);
    Browser.enrol(mesh, xb, id, key, role);
    return desk.beside(id, key);
  }

  private void keepADraft() throws IOException, InterruptedException {
    draft = mesh.newCase().toString();
    Browser officer = people.get("officer");
    officer.signIn();
    HttpResponse<String> kept =
        officer.post("/compose", "draft", draft, "facts_summary", CANARY, "do", "save");
    assertTrue(kept.body().contains(CANARY), kept.body());
  }

  @AfterEach
  void close() {
    people.values().forEach(Browser::close);
  }

  /** Each registered address once, whatever its method. */
  private TreeSet<String> paths() {
    return people.get("officer").desk().addresses().stream()
        .map(one -> one.split(" ")[1])
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private String filled(String path) {
    String id = path.startsWith("/drafts") ? draft : matter.opening.caseId().toString();
    return path.replace("{id}", id)
        .replace("{form}", "decision")
        .replace("{draft}", "none")
        .replace("{folder}", "none")
        .replace("{name}", "none.js");
  }

  /** What an answer is: its status, and where it leads or that it is the page of the lock. */
  private static String outcome(HttpResponse<String> answer) {
    String to = answer.headers().firstValue("Location").map(one -> ">" + one).orElse("");
    boolean isLock = answer.body().contains("data-locked");
    return answer.statusCode() + (isLock ? "=lock" : to.replaceAll("[0-9A-Z]{20,}", "ID"));
  }

  private Map<String, String> walk(String person) throws Exception {
    Browser browser = people.get(person);
    Map<String, String> all = new TreeMap<>();
    boolean isIn = person.equals("stranger");
    for (String path : paths()) {
      for (String method : METHODS) {
        if (!isIn) {
          mesh.jump(Duration.ofMinutes(1));
          browser.post("/leave");
          browser.signIn();
        }
        isIn = person.equals("stranger") || !(method.equals("POST") && ENDING.contains(path));
        boolean isStream = path.equals("/live") && method.equals("GET");
        if (isStream && !person.equals("stranger")) {
          all.put(path + " " + method, "200");
          assertFalse(firstHint(browser).contains(CANARY), person);
        } else {
          HttpResponse<String> answer = browser.ask(method, filled(path));
          all.put(path + " " + method, outcome(answer));
          secret(person, method + " " + path, answer);
        }
      }
    }
    return all;
  }

  /** An event of the stream, which never ends by itself. */
  private static String firstHint(Browser browser) throws IOException, InterruptedException {
    StringBuilder hint = new StringBuilder();
    try (InputStream stream = browser.stream("/live")) {
      while (hint.indexOf("\n\n") < 0 && hint.length() < 500) {
        int next = stream.read();
        assertTrue(next >= 0, "the stream ended: " + hint);
        hint.append((char) next);
      }
    }
    return hint.toString();
  }

  /** Local people and strangers get nothing of a case, in no header and no body. */
  private void secret(String person, String what, HttpResponse<String> answer) {
    if (List.of("stranger", "administrator", "auditor").contains(person)) {
      assertFalse(answer.body().contains(CANARY), person + " " + what);
      assertFalse(answer.headers().map().toString().contains(CANARY), person + " " + what);
    }
  }

  @Test
  void everyAddressServesTheRolesOfTheTableByGetAndPostAndNobodyElse() throws Exception {
    Map<String, Map<String, String>> by = new LinkedHashMap<>();
    for (String person : people.keySet()) {
      by.put(person, walk(person));
    }
    StringBuilder table = new StringBuilder();
    for (String path : paths()) {
      for (String method : METHODS) {
        String key = path + " " + method;
        String outcomes =
            by.entrySet().stream()
                .map(one -> one.getKey() + " " + one.getValue().get(key))
                .collect(Collectors.joining(", "));
        table.append(method).append(' ').append(path).append(": ").append(outcomes).append('\n');
      }
    }
    Golden.assertGolden("desk-access.txt", table.toString());
  }

  @Test
  void aLockedSessionGetsThePageOfTheLockFromEveryAddress() throws Exception {
    Browser officer = people.get("officer");
    officer.signIn();
    mesh.jump(Duration.ofMinutes(15));
    for (String path : paths()) {
      if (List.of("/assets/{folder}/{name}", "/leave", "/unlock", "/live").contains(path)) {
        continue;
      }
      for (String method : List.of("GET", "POST")) {
        HttpResponse<String> answer = officer.ask(method, filled(path));
        assertFalse(answer.body().contains(CANARY), method + " " + path);
        assertFalse(
            answer
                .body()
                .replaceAll("name=\"back\" value=\"[^\"]*\"", "")
                .contains(matter.opening.caseId().toString()),
            method + " " + path);
        boolean isSound = path.equals("/now") && method.equals("GET");
        List<Integer> statuses = isSound ? List.of(200) : List.of(403, 404);
        assertTrue(statuses.contains(answer.statusCode()), method + " " + path);
      }
    }
    assertFalse(firstHint(officer).contains(CANARY), "a locked desk still sounds");
    assertTrue(officer.get("/").body().contains("data-locked"));
  }

  @Test
  void theCanaryIsWhereOfficersReadIt() throws Exception {
    Browser officer = people.get("officer");
    officer.signIn();
    assertTrue(officer.get(filled("/cases/{id}")).body().contains(CANARY));
  }

  @Test
  void everyRegisteredAddressHasARow() {
    List<String> nobody =
        people.get("officer").desk().addresses().stream()
            .filter(one -> one.endsWith(" NOBODY"))
            .toList();
    assertEquals(List.of(), nobody, "addresses without a row in Access");
  }

  @Test
  void everyRoleBeginsOnAPageThatItMaySee() throws Exception {
    for (Map.Entry<String, Browser> one : people.entrySet()) {
      if (!one.getKey().equals("stranger")) {
        HttpResponse<String> answer = one.getValue().signIn();
        String home = answer.headers().firstValue("Location").orElseThrow();
        HttpResponse<String> page = one.getValue().get(home);
        assertEquals(200, page.statusCode(), one.getKey());
        for (String link : links(page.body())) {
          assertEquals(200, one.getValue().get(link).statusCode(), one.getKey() + " " + link);
        }
      }
    }
  }

  /** The places at the foot of a page. */
  private static List<String> links(String page) {
    String foot = page.substring(page.indexOf("<footer>"));
    return java.util.regex.Pattern.compile("href=\"(/[a-z]*)\"")
        .matcher(foot)
        .results()
        .map(found -> found.group(1))
        .toList();
  }

  @Test
  void anAuditorReadsWhoReadWhatAndWalksTheChain() throws Exception {
    people.get("officer").signIn();
    people.get("officer").get(filled("/cases/{id}"));
    Browser auditor = people.get("auditor");
    auditor.signIn();
    String reads = auditor.get("/journal?only=reads").body();
    assertTrue(reads.contains("case_read") && reads.contains("a.haddad"), reads);
    assertTrue(auditor.post("/journal/verify").body().contains("The chain holds"));
    Optional<String> older = Browser.find(auditor.get("/journal").body(), "below=(\\d+)");
    assertEquals(200, auditor.get("/journal?below=" + older.orElse("3")).statusCode());
  }
}
