package org.vigilmesh.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A supervisor of Avalon releases what another has written, or gives it back. */
final class ReleasePagesTest {
  private WritingDesk desk;
  private String waits;
  private String release;

  @BeforeEach
  void somethingWaits() throws IOException, InterruptedException {
    desk = new WritingDesk();
    waits = desk.handedOver();
    release = waits.replace("/drafts/", "/release/");
  }

  @AfterEach
  void close() {
    desk.close();
  }

  @Test
  void whatIsReleasedCarriesBothSignaturesToTheOtherSide()
      throws IOException, InterruptedException {
    assertEquals(List.of(), WritingDesk.cases(desk.xb));
    assertTrue(desk.supervisor.get("/release").body().contains(release));
    String sheet = desk.supervisor.get(release).body();
    assertTrue(sheet.contains("A copy of a bank"), sheet);
    assertTrue(sheet.contains("The signature covers this text"), sheet);
    HttpResponse<String> released = desk.supervisor.sign(sheet);
    assertEquals(302, released.statusCode(), released.body());
    desk.mesh.settle();
    assertEquals(1, WritingDesk.cases(desk.xb).size());
    String there = released.headers().firstValue("Location").orElseThrow();
    String timeline = desk.supervisor.get(there).body();
    assertTrue(timeline.contains("j.morgan, p.reyes"), timeline);
    assertFalse(desk.author.get("/drafts").body().contains(waits));
  }

  @Test
  void whatWasReleasedIsNotReleasedOrReturnedAgain() throws IOException, InterruptedException {
    String sheet = desk.supervisor.get(release).body();
    desk.supervisor.sign(sheet);
    assertEquals(409, desk.supervisor.sign(sheet).statusCode());
    assertEquals(409, desk.supervisor.post(release + "/return", "note", "too late").statusCode());
    assertEquals(409, desk.author.post(waits + "/back").statusCode());
    desk.mesh.settle();
    assertEquals(1, WritingDesk.cases(desk.xb).size());
  }

  @Test
  void theAuthorIsToldWhyTheyCannotReleaseIt() throws IOException, InterruptedException {
    String page = desk.author.get(waits).body();
    assertTrue(page.contains("You wrote this, so you cannot release it."), page);
    assertFalse(page.contains("data-passkey"), page);
    assertEquals(403, desk.author.get(release).statusCode());
    assertEquals(403, desk.author.post(release).statusCode());
  }

  @Test
  void whatIsReturnedIsADraftWithTheNote() throws IOException, InterruptedException {
    assertEquals(422, desk.supervisor.post(release + "/return", "note", " ").statusCode());
    assertEquals(
        302,
        desk.supervisor
            .post(release + "/return", "note", "Which bank? <b>Say it</b>")
            .statusCode());
    assertEquals(404, desk.supervisor.get(release).statusCode());
    String form = desk.author.get(waits).headers().firstValue("Location").orElseThrow();
    String page = desk.author.get(form).body();
    assertTrue(page.contains("p.reyes: Which bank? &lt;b"), page);
    assertTrue(page.contains("A copy of a bank"), page);
    HttpResponse<String> again =
        WritingDesk.send(desk.author, WritingDesk.draft(page), desk.filled(), "review");
    assertEquals(waits, desk.handOver(again.body()));
  }

  @Test
  void whatItsAuthorTakesBackIsNotReleased() throws IOException, InterruptedException {
    String sheet = desk.supervisor.get(release).body();
    assertEquals(302, desk.author.post(waits + "/back").statusCode());
    assertEquals(409, desk.supervisor.sign(sheet).statusCode());
    desk.mesh.settle();
    assertEquals(List.of(), WritingDesk.cases(desk.xb));
  }

  @Test
  void whatWaitedPastItsTimeGoesBackOnly() throws IOException, InterruptedException {
    desk.mesh.jump(Duration.ofDays(8));
    desk.supervisor.signIn();
    assertTrue(desk.supervisor.get("/release").body().contains("its time has passed"));
    String page = desk.supervisor.get(release).body();
    assertTrue(page.contains("The time in which it may be acted upon has passed."), page);
    assertFalse(page.contains("data-passkey"), page);
    assertEquals(302, desk.supervisor.post(release + "/return", "note", "old").statusCode());
  }
}
