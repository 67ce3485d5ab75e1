package org.vigilmesh.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigilmesh.request.Reading;
import org.vigilmesh.request.RequestDraft;
import org.vigilmesh.request.RequestFile;
import org.vigilmesh.request.RequestTemplate;

final class RequestsTest {
  @TempDir private Path home = Path.of("");

  private Runs.Result run(String... words) {
    return Runs.in(home).run(words);
  }

  @Test
  void exampleIsValidAsItIs() {
    assertEquals(0, run("request", "new", "--example", "--out", "r.yaml").code());
    Runs.Result result = run("request", "validate", "r.yaml");

    assertEquals(0, result.code(), result.err());
    assertTrue(result.err().contains("no errors"), result.err());
    assertTrue(result.err().contains("not checked: "), result.err());
  }

  @Test
  void demosRequestIsValidToo() {
    Path file = Runs.in(home).file("demo.yaml", RequestTemplate.demo(Runs.NOW));

    assertTrue(
        RequestFile.read(file, Runs.NOW, RequestFile.Known.NOTHING)
                instanceof Reading.Signable<RequestDraft>(var draft, var _)
            && draft.exercise());
  }

  @Test
  void templateGoesToOutputWithoutAFile() {
    Runs.Result result = run("request", "new");

    assertEquals(RequestTemplate.blank(), result.out());
    assertEquals(2, run("request", "validate", "none.yaml").code() - 1);
  }

  @Test
  void everyErrorIsToldAtOnceAndNothingIsSent() {
    Runs.in(home).file("r.yaml", RequestTemplate.blank());
    Runs.Result result = run("request", "validate", "r.yaml");

    assertEquals(2, result.code());
    assertTrue(result.out().lines().count() > 10, result.out());
    assertTrue(
        result.out().lines().allMatch(line -> line.split("\t", -1).length == 7), result.out());
    assertTrue(result.err().contains("(E-REQUEST)"), result.err());
  }

  @Test
  void errorsAreJsonWithFieldRemedyAndCitation() {
    Runs.in(home)
        .file(
            "r.yaml",
            RequestTemplate.example(Runs.NOW)
                .replace("duration_requested_days: 60", "duration_requested_days: 30"));
    Runs.Result result = run("request", "validate", "r.yaml", "-o", "json");

    assertEquals(2, result.code());
    assertTrue(result.out().contains("\"field\":\"duration_requested_days\""), result.out());
    assertTrue(result.out().contains("\"rule\":\"V25\""), result.out());
    assertTrue(result.out().contains("\"citation\":\"PRES-60\""), result.out());
  }

  @Test
  void brokenRequestIsNeverSubmitted() {
    Runs.in(home).file("r.yaml", "urgency: [");
    Runs.Result result = run("request", "submit", "r.yaml", "--socket", "none");

    assertEquals(2, result.code());
    assertTrue(result.err().contains("(E-REQUEST)"), result.err());
  }

  @Test
  void submissionNeedsAnOfficer() {
    run("request", "new", "--example", "--out", "r.yaml");
    Runs.Result result = run("request", "submit", "r.yaml", "--socket", "none");

    assertEquals(8, result.code());
    assertTrue(result.err().contains("the author first"), result.err());
  }

  @Test
  void nothingIsWrittenOverARequest() {
    Runs.in(home).file("r.yaml", "mine");

    assertEquals(2, run("request", "new", "--out", "r.yaml").code());
    assertEquals("mine", LocalFiles.read(home.resolve("r.yaml")).text());
    assertFalse(Files.exists(home.resolve("r.yaml.new")));
  }
}
