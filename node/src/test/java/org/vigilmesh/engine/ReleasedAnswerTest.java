package org.vigilmesh.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vigilmesh.Fixtures;
import org.vigilmesh.identity.Officer;

/** An answer that two persons sign: written at the desk, released by a supervisor. */
final class ReleasedAnswerTest {
  private final Mesh mesh = new Mesh();
  private final Letters letters = new Letters(mesh);
  private Mesh.Member xa;
  private Matter matter;
  private Browser author;
  private Browser supervisor;

  @BeforeEach
  void aRequestIsAcknowledged() throws IOException, InterruptedException {
    xa = mesh.add(Fixtures.XA, "j.morgan", "p.reyes");
    Mesh.Member xb = mesh.add(Fixtures.XB, "a.haddad", "s.tan");
    mesh.introduce(xa, xb);
    matter = new Matter(mesh, letters, xa, xb);
    matter.request();
    mesh.settle();
    matter.acknowledge();
    mesh.settle();
    author = Browser.at(mesh, xb, "a.haddad");
    supervisor = Browser.at(mesh, xb, "s.tan", Officer.Role.SUPERVISOR);
    author.signIn();
    supervisor.signIn();
  }

  @AfterEach
  void close() {
    author.close();
    supervisor.close();
  }

  private HttpResponse<String> refusal(String releaser) throws IOException, InterruptedException {
    return author.post(
        "/cases/" + matter.opening.caseId() + "/say/decision",
        "value",
        "refused",
        "reason.ground",
        "R21B",
        "reason.text",
        "It would harm the security of the State.",
        "item_ids[0]",
        "D1",
        "domestic_decision.authority",
        "Cyber Court",
        "domestic_decision.ref",
        "7/31",
        "domestic_decision.date",
        "2031-03-04",
        "consultation_waived",
        "true",
        "releaser",
        releaser);
  }

  @Test
  void aRefusalForTheStatesOwnSakeAsksWhoReleasesIt() throws IOException, InterruptedException {
    HttpResponse<String> alone = refusal("");

    assertEquals(422, alone.statusCode());
    assertTrue(alone.body().contains("choose who releases it"), alone.body());
    assertTrue(alone.body().contains("It would harm the security"), "what was typed is kept");
    assertEquals("acknowledged", matter.stateAt(xa));
  }

  @Test
  void itIsSentWhenASupervisorReleasedTheSameBytes() throws IOException, InterruptedException {
    HttpResponse<String> review = refusal("s.tan");
    assertEquals(200, review.statusCode(), review.body());

    String waits = author.sign(review.body()).headers().firstValue("Location").orElseThrow();
    mesh.settle();
    assertEquals("acknowledged", matter.stateAt(xa), "one signature of two sends nothing");

    String sheet = supervisor.get(waits.replace("/drafts/", "/release/")).body();
    assertTrue(sheet.contains("It would harm the security"), sheet);
    assertEquals(302, supervisor.sign(sheet).statusCode());
    mesh.settle();
    assertEquals("refused", matter.stateAt(xa));
  }
}
