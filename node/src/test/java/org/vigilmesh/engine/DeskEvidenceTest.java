package org.vigilmesh.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vigilmesh.Fixtures;
import org.vigilmesh.envelope.EvidenceFile;
import org.vigilmesh.journal.JournalEntry;
import org.vigilmesh.journal.JournalKind;
import org.vigilmesh.value.Bytes;

/** An officer hands out what a case proves, and anybody checks it at any desk. */
final class DeskEvidenceTest {
  private final Mesh mesh = new Mesh();
  private Mesh.Member xb;
  private Matter matter;
  private Browser browser;
  private String here = "";

  @BeforeEach
  void aRequestThatWasAcknowledged() {
    Mesh.Member xa = mesh.add(Fixtures.XA, "j.morgan", "p.reyes");
    xb = mesh.add(Fixtures.XB, "a.haddad");
    mesh.introduce(xa, xb);
    matter = new Matter(mesh, new Letters(mesh), xa, xb);
    matter.request();
    mesh.settle();
    matter.acknowledge();
    mesh.settle();
    browser = Browser.at(mesh, xb, "a.haddad");
    here = "/cases/" + matter.opening.caseId();
  }

  @AfterEach
  void close() {
    browser.close();
  }

  private byte[] file(String name) throws IOException, InterruptedException {
    HttpResponse<byte[]> answer = browser.download(here + "/" + name);
    assertEquals(200, answer.statusCode());
    assertEquals(
        "application/octet-stream", answer.headers().firstValue("Content-Type").orElseThrow());
    assertTrue(
        answer
            .headers()
            .firstValue("Content-Disposition")
            .orElseThrow()
            .startsWith("attachment; filename="));
    return answer.body();
  }

  private static EvidenceFile read(byte[] bytes) {
    return Country.CODEC.evidenceFile().decode(Bytes.of(bytes)).find().orElseThrow();
  }

  @Test
  void anOfficerSavesTheCaseAndAStrangerChecksIt() throws IOException, InterruptedException {
    browser.signIn();
    byte[] whole = file("case.evidence");
    assertTrue(read(whole).hasContent());
    assertEquals(matter.opening.caseId().bytes(), read(whole).caseId());

    browser.forget();
    HttpResponse<String> answer = browser.upload("/verify", "evidence", whole);
    assertEquals(200, answer.statusCode());
    assertTrue(answer.body().contains("Everything that was checked holds."), answer.body());
    assertTrue(answer.body().contains("a.haddad"), "whose signature it is");
    assertTrue(answer.body().contains("the signers"), "what was not checked is said");
    assertTrue(answer.body().contains("not checked"), answer.body());
    assertEquals("", answer.headers().firstValue("Set-Cookie").orElse(""), "nobody is let in");
  }

  @Test
  void ourOwnAnchorIsKnownHereAndTheOthersIsNot() throws IOException, InterruptedException {
    browser.signIn();
    String shown = browser.upload("/verify", "evidence", file("signatures.evidence")).body();
    assertTrue(shown.contains("by a fingerprint from elsewhere: <strong>yes</strong>"), shown);
    assertTrue(
        shown.contains("by a fingerprint from elsewhere: <strong>not checked</strong>"), shown);
  }

  @Test
  void signaturesAloneHoldNoContentAndNobodysName() throws IOException, InterruptedException {
    browser.signIn();
    EvidenceFile bare = read(file("signatures.evidence"));
    assertFalse(bare.hasContent());
    assertEquals(List.of(), bare.rosters());
    assertEquals(2, bare.pieces().size());
  }

  @Test
  void anAlteredFileIsNeverCalledSound() throws IOException, InterruptedException {
    browser.signIn();
    byte[] whole = file("case.evidence");
    whole[whole.length - 3] ^= 1;
    HttpResponse<String> answer = browser.upload("/verify", "evidence", whole);
    assertFalse(answer.body().contains("Everything that was checked holds."), answer.body());

    byte[] letter = "<script>alert(1)</script>".getBytes(java.nio.charset.StandardCharsets.UTF_8);
    HttpResponse<String> none = browser.upload("/verify", "evidence", letter);
    assertEquals(422, none.statusCode());
    assertTrue(none.body().contains("no file of evidence"), none.body());
    assertFalse(none.body().contains("alert(1)"), "nothing of the file is shown");
  }

  @Test
  void nothingLargerThanFourMebibytesIsTaken() throws IOException, InterruptedException {
    HttpResponse<String> answer =
        browser.upload("/verify", "evidence", new byte[4 * 1024 * 1024 + 20_000]);
    assertEquals(413, answer.statusCode());
    HttpResponse<String> empty = browser.upload("/verify", "evidence", new byte[0]);
    assertEquals(422, empty.statusCode());
    assertTrue(empty.body().contains("Choose a file first"), empty.body());
    HttpResponse<String> fits =
        browser.upload("/verify", "evidence", new byte[4 * 1024 * 1024 - 1000]);
    assertEquals(422, fits.statusCode(), "read whole, and no evidence");
  }

  @Test
  void tooManyFilesAMinuteAreRefusedUnread() throws IOException, InterruptedException {
    byte[] any = {1, 2, 3};
    for (int i = 0; i < 10; i++) {
      assertEquals(422, browser.upload("/verify", "evidence", any).statusCode());
    }
    assertEquals(429, browser.upload("/verify", "evidence", any).statusCode());
    mesh.pass(java.time.Duration.ofMinutes(1));
    assertEquals(422, browser.upload("/verify", "evidence", any).statusCode());
  }

  @Test
  void eachSignatureOfACaseOpensItsRawValues() throws IOException, InterruptedException {
    browser.signIn();
    assertTrue(browser.get(here).body().contains(here + "/evidence"));
    String shown = browser.get(here + "/evidence").body();
    EvidenceFile file = read(file("case.evidence"));
    for (EvidenceFile.Piece piece : file.pieces()) {
      String hash =
          Country.CODEC.signedHeader().decode(piece.header()).find().orElseThrow().hash().hex();
      assertTrue(shown.contains(hash), "the hash of each statement");
    }
    assertTrue(shown.contains("Everything that was checked holds."), shown);
    assertEquals(404, browser.get("/cases/none/evidence").statusCode());
    assertEquals(404, browser.get("/cases/none/case.evidence").statusCode());
  }

  @Test
  void everyExportIsJournalledWithTheOfficer() throws IOException, InterruptedException {
    browser.signIn();
    file("signatures.evidence");
    file("case.evidence");
    List<JournalKind> kinds =
        xb.engine.queries().journal(1, 1000).stream()
            .map(row -> JournalEntry.decode(row.entry()))
            .filter(entry -> entry.actor().equals("a.haddad"))
            .map(JournalEntry::kind)
            .toList();
    assertEquals(
        List.of(
            JournalKind.SIGNED_IN,
            JournalKind.EXPORTED,
            JournalKind.EXPORTED,
            JournalKind.CASE_READ),
        kinds);
  }
}
