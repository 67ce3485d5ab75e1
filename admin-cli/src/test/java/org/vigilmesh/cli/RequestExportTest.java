package org.vigilmesh.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigilmesh.engine.SignedCase;
import org.vigilmesh.envelope.EvidenceFile;
import org.vigilmesh.port.Queries;
import org.vigilmesh.proto.v1.CaseChallengeResponse;
import org.vigilmesh.proto.v1.CaseEvidence;
import org.vigilmesh.proto.v1.CaseStatus;
import org.vigilmesh.proto.v1.CaseSummary;
import org.vigilmesh.proto.v1.ExportCaseRequest;
import org.vigilmesh.proto.v1.ExportCaseResponse;
import org.vigilmesh.proto.v1.Failure;
import org.vigilmesh.proto.v1.GetCaseResponse;
import org.vigilmesh.proto.v1.OpenCaseResponse;
import org.vigilmesh.proto.v1.OpenedAct;
import org.vigilmesh.proto.v1.OpenedCase;
import org.vigilmesh.proto.v1.TimelineEntry;
import org.vigilmesh.value.Bytes;

/** {@code vigil request export}, over what real engines signed. */
final class RequestExportTest {
  private static final SignedCase SIGNED = new SignedCase();
  private static final String ID = SIGNED.id().toString();
  private static final CaseEvidence EXPORTED = wire(SIGNED.exported());

  @TempDir private Path home = Path.of("");
  private final ScriptedNode node;

  RequestExportTest() throws IOException {
    node = new ScriptedNode(Files.createTempDirectory("vigil"));
  }

  @BeforeEach
  void aNodeThatHoldsTheCase() {
    node.answering(
        GetCaseResponse.newBuilder()
            .setCase(CaseStatus.newBuilder().setSummary(CaseSummary.newBuilder().setCaseId(ID)))
            .build());
    exporting(EXPORTED);
  }

  @AfterEach
  void close() {
    node.close();
  }

  private void exporting(CaseEvidence evidence) {
    node.answering(ExportCaseResponse.newBuilder().setEvidence(evidence).build());
  }

  private static ByteString wire(Bytes bytes) {
    return ByteString.copyFrom(bytes.toArray());
  }

  private static CaseEvidence wire(Queries.CaseEvidence evidence) {
    CaseEvidence.Builder out = CaseEvidence.newBuilder().setJournal(evidence.journal());
    evidence.cards().forEach(card -> out.addSignedCards(wire(card)));
    evidence.rosters().forEach(roster -> out.addEndorsedRosters(wire(roster)));
    out.getNodeBuilder().setNode("xb").setEpoch(1);
    for (Queries.StatementEvidence one : evidence.statements()) {
      out.addStatementsBuilder()
          .setEntry(TimelineEntry.newBuilder().setContentType(one.entry().contentType()))
          .setSignedHeader(wire(one.header()))
          .setSignedReceipt(wire(one.receipt().orElseThrow()));
    }
    return out.build();
  }

  private Runs.Result export(String... more) {
    List<String> words =
        new ArrayList<>(List.of("request", "export", ID, "--evidence", "--into", "evidence"));
    words.addAll(List.of("--socket", node.socket()));
    words.addAll(List.of(more));
    return Runs.in(home).run(words.toArray(String[]::new));
  }

  private List<String> files() {
    try (Stream<Path> all = Files.walk(home.resolve("evidence"))) {
      return all.filter(Files::isRegularFile)
          .map(home.resolve("evidence")::relativize)
          .map(Path::toString)
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> of(String name) {
    return Stream.of(
            "bin",
            "mldsa65.p7s",
            "mldsa65.sig",
            "p256.p7s",
            "p256.sig",
            "signer-mldsa65.pem",
            "signer-p256.pem")
        .map(end -> name + "." + end)
        .toList();
  }

  @Test
  void eachStatementReceiptAndCardBecomesSevenFiles() {
    Runs.Result result = export();

    assertEquals(0, result.code(), result.err());
    List<String> expected = new ArrayList<>(List.of("README.txt"));
    for (String folder : List.of("01-xa-preservation_request", "02-xb-human_ack")) {
      expected.addAll(of(folder + "/header"));
      expected.addAll(of(folder + "/receipt"));
    }
    expected.addAll(of("cards/xa-card-1"));
    expected.addAll(of("cards/xb-card-1"));
    assertEquals(expected.stream().sorted().toList(), files());
    assertTrue(result.err().contains("journal entry " + EXPORTED.getJournal()), result.err());
    assertEquals("rwx------", Runs.mode(home.resolve("evidence")));
  }

  @Test
  void verdictsAreDataAndWhatWasNotCheckedIsSaid() {
    Runs.Result result = export("-o", "json");

    assertTrue(result.out().contains("\"kind\":\"EvidenceList\""), result.out());
    assertTrue(
        result.out().contains("\"signatures\":\"valid\",\"receipt\":\"valid\",\"covers\":true"),
        result.out());
    assertTrue(result.err().contains("not checked"), result.err());
  }

  @Test
  void opensslAcceptsEveryP256SignatureByTheCommandsOfTheReadme()
      throws IOException, InterruptedException {
    assumeTrue(shell("openssl version") == 0, "openssl is not installed");
    export();
    List<String> commands =
        Files.readAllLines(home.resolve("evidence/README.txt")).stream()
            .filter(line -> line.startsWith("openssl "))
            .toList();

    assertEquals(6, commands.size(), "two cards, two statements, two receipts");
    for (String command : commands) {
      assertEquals(0, shell(command), command);
    }
    Path header = home.resolve("evidence/01-xa-preservation_request/header.bin");
    byte[] altered = Files.readAllBytes(header);
    altered[altered.length - 1] ^= 1;
    Files.write(header, altered);
    String broken = commands.stream().filter(it -> it.contains("01-xa")).findFirst().orElseThrow();
    assertNotEquals(0, shell(broken));
  }

  private int shell(String command) throws IOException, InterruptedException {
    Path directory = home.resolve("evidence");
    Process process =
        new ProcessBuilder("sh", "-c", command)
            .directory((Files.exists(directory) ? directory : home).toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertTrue(process.waitFor(30, TimeUnit.SECONDS));
    return process.exitValue();
  }

  private String[] officer() {
    Runs.in(home).secret("phrase", "correct horse battery\n");
    Runs.Result made =
        Runs.in(home)
            .run(
                "officer",
                "add",
                "a.haddad",
                "--name",
                "A. Haddad",
                "--for",
                "xb",
                "--file-key",
                "a.haddad.key",
                "--roster",
                "roster.yaml",
                "--passphrase-file",
                "phrase");
    assertEquals(0, made.code(), made.err());
    return new String[] {"--sign-with", "a.haddad.key", "--passphrase-file", "phrase"};
  }

  private void opening(List<Queries.OpenedAct> acts) {
    OpenedCase.Builder opened = OpenedCase.newBuilder();
    for (Queries.OpenedAct act : acts) {
      opened.addActs(OpenedAct.newBuilder().setAct(wire(act.act())).setBody(wire(act.body())));
    }
    node.answering(
        CaseChallengeResponse.newBuilder().setChallenge(ByteString.copyFrom(new byte[32])).build());
    node.answering(OpenCaseResponse.newBuilder().setOpened(opened).build());
  }

  @Test
  void contentIsWrittenOnlyForAnOfficerAndIsTheSignedOne() throws IOException {
    List<Queries.OpenedAct> acts = SIGNED.opened();
    opening(acts);
    Runs.Result result = export(officer());

    assertEquals(0, result.code(), result.err());
    Path folder = home.resolve("evidence/01-xa-preservation_request");
    assertEquals(acts.getFirst().act(), Bytes.of(Files.readAllBytes(folder.resolve("act.bin"))));
    assertEquals(acts.getFirst().body(), Bytes.of(Files.readAllBytes(folder.resolve("body.bin"))));
    assertTrue(result.out().lines().allMatch(line -> line.endsWith("\tyes")), result.out());
  }

  @Test
  void theActIsTheOneInTheSignedBodyWhateverTheNodeSaysBeside() throws IOException {
    Queries.OpenedAct first = SIGNED.opened().getFirst();
    opening(
        List.of(
            new Queries.OpenedAct(
                first.entry(), SIGNED.opened().getLast().act(), List.of(), first.body())));
    Runs.Result result = export(officer());

    assertEquals(0, result.code(), result.err());
    Path folder = home.resolve("evidence/01-xa-preservation_request");
    assertEquals(first.act(), Bytes.of(Files.readAllBytes(folder.resolve("act.bin"))));
  }

  @Test
  void aBodyThatNobodySignedIsNoContent() {
    Queries.OpenedAct first = SIGNED.opened().getFirst();
    Bytes other = Bytes.concat(first.body(), Bytes.utf8("!"));
    opening(List.of(new Queries.OpenedAct(first.entry(), first.act(), List.of(), other)));
    Runs.Result result = export(officer());

    assertEquals(0, result.code(), result.err());
    assertFalse(files().contains("01-xa-preservation_request/act.bin"), files().toString());
  }

  private Runs.Result export(String file, List<String> more) {
    List<String> words =
        new ArrayList<>(List.of("request", "export", ID, "--evidence", "--file", file));
    words.addAll(List.of("--socket", node.socket()));
    words.addAll(more);
    return Runs.in(home).run(words.toArray(String[]::new));
  }

  @Test
  void oneFileHasTheWholeCaseAndIsCheckedWithoutANode() {
    opening(SIGNED.opened());
    Runs.Result result = export("case.evidence", List.of(officer()));
    assertEquals(0, result.code(), result.err());
    assertFalse(Files.exists(home.resolve("evidence")), "no folder was asked for");

    node.close();
    Runs.Result checked = Runs.in(home).run("evidence", "verify", "case.evidence", "-o", "json");
    assertEquals(0, checked.code(), checked.err());
    assertTrue(checked.out().contains("\"sound\":true"), checked.out());
    assertTrue(checked.out().contains("\"about\":\"a.haddad\""), checked.out());
  }

  @Test
  void withoutAnOfficerTheFileHoldsNoContentAndNobodysName() throws IOException {
    Runs.Result result = export("bare.evidence", List.of());
    assertEquals(0, result.code(), result.err());
    Bytes written = Bytes.of(Files.readAllBytes(home.resolve("bare.evidence")));
    EvidenceFile bare = IdentityFiles.CODEC.evidenceFile().decode(written).find().orElseThrow();
    assertEquals(SIGNED.bare().pieces(), bare.pieces());
    assertEquals(List.of(), bare.rosters());
  }

  @Test
  void aFileThatIsThereIsNotReplaced() throws IOException {
    Files.writeString(home.resolve("case.evidence"), "mine");
    Runs.Result result = export("case.evidence", List.of());
    assertEquals(2, result.code());
    assertTrue(result.err().contains("E-FILE-EXISTS"), result.err());
    assertEquals("mine", Files.readString(home.resolve("case.evidence")));
  }

  @Test
  void aCaseWithoutAStatementProvesNothing() {
    exporting(EXPORTED.toBuilder().clearStatements().build());
    Runs.Result result = export();
    assertEquals(3, result.code());
    assertTrue(result.err().contains("E-EVIDENCE-EMPTY"), result.err());
    assertFalse(Files.exists(home.resolve("evidence")));
  }

  private static ByteString altered(ByteString bytes, int at) {
    byte[] copy = bytes.toByteArray();
    copy[at < 0 ? copy.length + at : at] ^= 1;
    return ByteString.copyFrom(copy);
  }

  @Test
  void anAlteredSignatureEndsNegativeButTheFilesAreThere() {
    CaseEvidence.Builder altered = EXPORTED.toBuilder();
    var statement = altered.getStatementsBuilder(1);
    statement.setSignedReceipt(altered(statement.getSignedReceipt(), -1));
    exporting(altered.build());
    Runs.Result result = export();

    assertEquals(6, result.code());
    assertTrue(result.err().contains("- 2 human_ack"), result.err());
    assertFalse(result.err().contains("- 1 preservation_request"), result.err());
    assertTrue(files().contains("02-xb-human_ack/receipt.p256.sig"));
  }

  @Test
  void aReceiptOfAnotherLaneDoesNotCount() {
    CaseEvidence.Builder swapped = EXPORTED.toBuilder();
    ByteString other = EXPORTED.getStatements(1).getSignedReceipt();
    swapped.getStatementsBuilder(0).setSignedReceipt(other);
    exporting(swapped.build());

    Runs.Result result = export();
    assertEquals(6, result.code());
    assertTrue(result.out().contains("\tvalid\tvalid\tno\t"), result.out());
  }

  @Test
  void aSignerThatNoCardNamesIsNotBelieved() {
    exporting(EXPORTED.toBuilder().clearSignedCards().build());
    Runs.Result result = export();

    assertEquals(6, result.code());
    assertTrue(result.out().contains("\tinvalid\tinvalid\t"), result.out());
    assertFalse(files().contains("01-xa-preservation_request/header.p256.p7s"));
  }

  @Test
  void aStatementWithoutReceiptIsShownAsSuch() {
    CaseEvidence.Builder waiting = EXPORTED.toBuilder();
    waiting.getStatementsBuilder(1).clearSignedReceipt();
    exporting(waiting.build());
    Runs.Result result = export();

    assertEquals(0, result.code(), result.err());
    assertTrue(result.out().contains("human_ack\t"), result.out());
    assertTrue(result.out().endsWith("\tvalid\t-\t-\t-\n"), result.out());
  }

  @Test
  void whatCannotBeReadWritesNothing() {
    CaseEvidence.Builder broken = EXPORTED.toBuilder();
    broken.getStatementsBuilder(0).setSignedHeader(ByteString.copyFromUtf8("nonsense"));
    exporting(broken.build());
    Runs.Result result = export();

    assertTrue(result.err().contains("E-EVIDENCE-FORM"), result.err());
    assertFalse(Files.exists(home.resolve("evidence")));
  }

  @Test
  void aDirectoryThatIsThereIsNotTouchedAndNothingIsJournalled() throws IOException {
    Files.createDirectory(home.resolve("evidence"));
    Runs.Result result = export();

    assertEquals(2, result.code());
    assertTrue(result.err().contains("E-FILE-EXISTS"), result.err());
    assertEquals(List.of(), node.calls());
  }

  @Test
  void aDryRunExportsNothing() {
    Runs.Result result = export("--dry-run");

    assertEquals(0, result.code(), result.err());
    assertTrue(result.err().startsWith("would: write the evidence of case " + ID), result.err());
    assertTrue(node.calls().stream().noneMatch(ExportCaseRequest.class::isInstance));
    assertFalse(Files.exists(home.resolve("evidence")));
  }

  @Test
  void refusalsOfTheNodeKeepTheirCode() {
    node.answering(
        ExportCaseResponse.newBuilder()
            .setFailed(ScriptedNode.failed(Failure.FAILURE_NOT_FOUND, "E-NO-SUCH-CASE"))
            .build());
    Runs.Result result = export();

    assertEquals(3, result.code());
    assertTrue(result.err().contains("E-NO-SUCH-CASE"), result.err());
  }
}
