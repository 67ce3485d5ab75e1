package org.vigilmesh.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vigilmesh.Fixtures;

/** The stream that tells a browser that something changed. */
final class LiveHintsTest {
  private final Mesh mesh = new Mesh();
  private final Letters letters = new Letters(mesh);
  private Mesh.Member xa;
  private Mesh.Member xb;
  private Browser browser;

  @BeforeEach
  void anOfficerIsAtTheDesk() throws IOException, InterruptedException {
    xa = mesh.add(Fixtures.XA, "j.morgan", "p.reyes");
    xb = mesh.add(Fixtures.XB, "a.haddad");
    mesh.introduce(xa, xb);
    browser = Browser.at(mesh, xb, "a.haddad");
    browser.signIn();
  }

  private static String event(BufferedReader lines) throws IOException {
    String said = "";
    for (String line = lines.readLine(); line != null && !line.isEmpty(); line = lines.readLine()) {
      if (line.startsWith("event: ")) {
        said = line.substring("event: ".length());
      }
    }
    return said;
  }

  private static BufferedReader lines(InputStream body) {
    return new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
  }

  @Test
  void aChangeIsToldToWhoListens() throws IOException, InterruptedException {
    try (BufferedReader lines = lines(browser.stream("/live"))) {
      assertEquals("quiet", event(lines));

      new Matter(mesh, letters, xa, xb).request();
      mesh.settle();

      assertEquals("changed", event(lines));
    }
    browser.close();
  }

  @Test
  void aLockedDeskHearsThatSomethingChanged() throws IOException, InterruptedException {
    assertEquals(302, browser.post("/lock", "back", "/").statusCode());
    try (BufferedReader lines = lines(browser.stream("/live"))) {
      assertEquals("quiet", event(lines));

      new Matter(mesh, letters, xa, xb).request();
      mesh.settle();

      assertEquals("changed", event(lines));
    }
    browser.close();
  }

  /** Each such stream once kept a processor busy for ever, and the desk could not be closed. */
  @Test
  void streamsWhoseBrowserWentAwayEnd() throws IOException, InterruptedException {
    List<BufferedReader> streams = new ArrayList<>();
    for (int i = 0; i <= Runtime.getRuntime().availableProcessors(); i++) {
      streams.add(lines(browser.stream("/live")));
      assertEquals("quiet", event(streams.getLast()));
    }

    for (BufferedReader stream : streams) {
      stream.close();
    }
    new Matter(mesh, letters, xa, xb).request();
    mesh.settle();

    assertTimeoutPreemptively(
        Duration.ofSeconds(60), () -> assertEquals(200, browser.get("/").statusCode()));
    assertTimeoutPreemptively(Duration.ofSeconds(60), browser::close);
  }

  @Test
  void anOpenStreamDoesNotHoldTheDeskOpen() throws IOException, InterruptedException {
    BufferedReader lines = lines(browser.stream("/live"));
    assertEquals("quiet", event(lines));

    assertTimeoutPreemptively(Duration.ofSeconds(60), browser::closeDesk);
    lines.close();
    browser.close();
  }
}
