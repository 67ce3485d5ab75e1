package org.vigilmesh.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vigilmesh.Fixtures;
import org.vigilmesh.adapter.crypto.KeyKind;
import org.vigilmesh.proto.v1.CaseChallengeResponse;
import org.vigilmesh.proto.v1.CheckCasesResponse;
import org.vigilmesh.proto.v1.CountResponse;
import org.vigilmesh.proto.v1.DoneResponse;
import org.vigilmesh.proto.v1.DraftContextResponse;
import org.vigilmesh.proto.v1.ExportCardResponse;
import org.vigilmesh.proto.v1.ExportCaseResponse;
import org.vigilmesh.proto.v1.Failed;
import org.vigilmesh.proto.v1.Failure;
import org.vigilmesh.proto.v1.GetCaseResponse;
import org.vigilmesh.proto.v1.GetPeerResponse;
import org.vigilmesh.proto.v1.ListAlarmsResponse;
import org.vigilmesh.proto.v1.ListCasesResponse;
import org.vigilmesh.proto.v1.ListEnrolmentsResponse;
import org.vigilmesh.proto.v1.ListKeptResponse;
import org.vigilmesh.proto.v1.ListKeysResponse;
import org.vigilmesh.proto.v1.ListPeersResponse;
import org.vigilmesh.proto.v1.ListWitnessesResponse;
import org.vigilmesh.proto.v1.PlanResumeResponse;
import org.vigilmesh.proto.v1.ShowLawResponse;
import org.vigilmesh.proto.v1.StatusResponse;
import org.vigilmesh.proto.v1.TailJournalResponse;
import org.vigilmesh.proto.v1.VerifyJournalResponse;
import org.vigilmesh.request.RequestTemplate;
import picocli.CommandLine;

/** Every command that speaks to a node: when it is away, when it refuses, in each language. */
final class NodeTalkTest {
  private static final String CASE = "0197a3c0-0000-7000-8000-00000000abcd";
  private static final Failed REFUSED =
      ScriptedNode.failed(Failure.FAILURE_CHANGED_MEANWHILE, "E-TRUST");

  /** Words that reach the node, and how it refuses them. */
  private record Talk(String words, Object refusal) {
    String command() {
      return words.replaceAll(" (-|[A-Z]|xb|[0-9]|[a-z.]+\\.(yaml|key|roster|card|b)).*", "");
    }
  }

  private static final List<Talk> TALKS =
      List.of(
          new Talk("node status", StatusResponse.newBuilder().setFailed(REFUSED).build()),
          new Talk(
              "node resume --dry-run", PlanResumeResponse.newBuilder().setFailed(REFUSED).build()),
          new Talk("node stop", done()),
          new Talk("keys list", ListKeysResponse.newBuilder().setFailed(REFUSED).build()),
          new Talk("keys fingerprint", card()),
          new Talk("keys rotate --use sealing", done()),
          new Talk("peers list", ListPeersResponse.newBuilder().setFailed(REFUSED).build()),
          new Talk("peers show xb", GetPeerResponse.newBuilder().setFailed(REFUSED).build()),
          new Talk("peers add xb.card", done()),
          new Talk("peers verify xb --fingerprint " + "12345".repeat(8), done()),
          new Talk("peers suspend xb --reason r", done()),
          new Talk("peers resume xb --reason r", done()),
          new Talk("peers revoke xb --reason r --yes=xb", done()),
          new Talk("peers remove xb --yes=xb", done()),
          new Talk("peers ping xb", done()),
          new Talk(
              "peers witness xb", ListWitnessesResponse.newBuilder().setFailed(REFUSED).build()),
          new Talk("peers confirm-start xb --reason r", done()),
          new Talk("card show", card()),
          new Talk("card export --out out.card", card()),
          new Talk("card draft --out draft.yaml", card()),
          new Talk("card import xb.card", done()),
          new Talk("roster import xb.roster", done()),
          new Talk("officer invite a.b --name N", done()),
          new Talk("officer disable a.b", done()),
          new Talk("officer list", card()),
          new Talk(
              "officer enrolments", ListEnrolmentsResponse.newBuilder().setFailed(REFUSED).build()),
          new Talk("request submit r.yaml --sign-with k.key --passphrase-file phrase", context()),
          new Talk(
              "request export CASE --evidence --into out",
              GetCaseResponse.newBuilder().setFailed(REFUSED).build()),
          new Talk("case list", ListCasesResponse.newBuilder().setFailed(REFUSED).build()),
          new Talk("case drill xb", context()),
          new Talk(
              "case expiring --within 14d",
              ListCasesResponse.newBuilder().setFailed(REFUSED).build()),
          new Talk("case retention", ListKeptResponse.newBuilder().setFailed(REFUSED).build()),
          new Talk("law show --peer xb", ShowLawResponse.newBuilder().setFailed(REFUSED).build()),
          new Talk(
              "statistics --from 2031-01-01 --to 2031-02-01",
              CountResponse.newBuilder().setFailed(REFUSED).build()),
          new Talk("case check", CheckCasesResponse.newBuilder().setFailed(REFUSED).build()),
          new Talk("case timeline CASE", GetCaseResponse.newBuilder().setFailed(REFUSED).build()),
          new Talk("case show CASE", GetCaseResponse.newBuilder().setFailed(REFUSED).build()),
          new Talk("journal tail", StatusResponse.newBuilder().setFailed(REFUSED).build()),
          new Talk("journal show 3", StatusResponse.newBuilder().setFailed(REFUSED).build()),
          new Talk("journal head", StatusResponse.newBuilder().setFailed(REFUSED).build()),
          new Talk("journal verify", VerifyJournalResponse.newBuilder().setFailed(REFUSED).build()),
          new Talk("alarms list", ListAlarmsResponse.newBuilder().setFailed(REFUSED).build()),
          new Talk(
              "alarms ack KEY --sign-with k.key --passphrase-file phrase",
              ListAlarmsResponse.newBuilder().setFailed(REFUSED).build()),
          new Talk("alarms test", done()),
          new Talk("alarms clear KEY", done()));

  private final Scene scene = new Scene();

  private static Object done() {
    return DoneResponse.newBuilder().setFailed(REFUSED).build();
  }

  private static Object card() {
    return ExportCardResponse.newBuilder().setFailed(REFUSED).build();
  }

  private static Object context() {
    return DraftContextResponse.newBuilder().setFailed(REFUSED).build();
  }

  @AfterEach
  void close() {
    scene.close();
  }

  /** The files that the commands above name. */
  private void files() throws IOException {
    scene.key("k.key", KeyKind.OFFICER, Fixtures.XA1);
    scene.script().file("r.yaml", RequestTemplate.example(Runs.NOW));
    for (String name : List.of("xb.card", "xb.roster")) {
      Files.copy(
          java.nio.file.Path.of("..", "certs-example", "xb", name), scene.home().resolve(name));
    }
  }

  private Runs.Result run(Talk talk, String... more) {
    List<String> words =
        new ArrayList<>(List.of(talk.words().replace("CASE", CASE).split(" ", -1)));
    words.addAll(List.of(more));
    return scene.run(words.toArray(String[]::new));
  }

  private Stream<DynamicTest> each(Consumer<Talk> claim) throws IOException {
    files();
    return TALKS.stream().map(talk -> dynamicTest(talk.words(), () -> claim.accept(talk)));
  }

  @TestFactory
  Stream<DynamicTest> aRefusalHasItsExitCodeItsReasonAndNoData() throws IOException {
    return each(
        talk -> {
          scene.node().answering(talk.refusal());
          Runs.Result result = run(talk);
          assertEquals(5, result.code(), result.err());
          assertEquals("", result.out());
          for (String part :
              List.of(
                  "(E-TRUST)", "the reason it gave", "vigil peers list", "more: vigil explain")) {
            assertTrue(result.err().contains(part), result.err());
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> aRefusalIsJsonWhereDataWouldBe() throws IOException {
    return each(
        talk -> {
          scene.node().answering(talk.refusal());
          Runs.Result result = run(talk, "-o", "json");
          String last = result.err().lines().reduce("", (_, line) -> line);
          Map<?, ?> error = Scene.json(last);
          assertEquals("Error", error.get("kind"), result.err());
          assertEquals("E-TRUST", error.get("code"));
          assertEquals("the reason it gave", error.get("why"));
          assertEquals(List.of("vigil peers list"), error.get("next"));
          assertEquals(true, error.get("retriable"), "changed meanwhile");
          assertEquals("", result.out());
        });
  }

  @TestFactory
  Stream<DynamicTest> aNodeThatIsDownIsUnreachableAndNamesTheSocket() throws IOException {
    scene.node().close();
    return each(
        talk -> {
          Runs.Result result = run(talk);
          assertEquals(7, result.code(), result.err());
          assertTrue(result.err().contains("(E-NODE-DOWN)"), result.err());
          assertTrue(result.err().contains(scene.node().socket()), result.err());
        });
  }

  @Test
  void everyCommandThatSpeaksToANodeIsTold() {
    Set<String> told =
        TALKS.stream().map(Talk::command).collect(Collectors.toCollection(TreeSet::new));
    told.addAll(List.of("case acknowledge", "case decide", "case preserved", "case verify"));
    told.addAll(List.of("case link", "case unlink", "case purge", "request draft"));
    told.add("case clarify");
    told.addAll(List.of("case begin", "case confirm", "case open", "case record", "case send"));
    Set<String> alone =
        Set.of(
            "node run",
            "node init",
            "node config check",
            "anchor init",
            "anchor inspect",
            "anchor sign",
            "officer add",
            "roster authority",
            "roster show",
            "roster sign",
            "keys inspect",
            "card certificates",
            "evidence verify",
            "case template",
            "request new",
            "request validate");
    Set<String> all = new TreeSet<>();
    for (CommandLine noun :
        Vigil.commandLine(scene.script().around(), "en").getSubcommands().values()) {
      verbs("", noun, all);
    }
    all.removeAll(Set.of("demo", "bench", "explain", "completion", "version"));
    all.removeAll(alone);

    assertEquals(all, new TreeSet<>(told.stream().filter(all::contains).toList()));
  }

  private static void verbs(String before, CommandLine command, Set<String> to) {
    String path = before + command.getCommandName();
    if (command.getSubcommands().isEmpty()) {
      to.add(path);
    }
    command.getSubcommands().values().forEach(below -> verbs(path + " ", below, to));
  }

  @TestFactory
  Stream<DynamicTest> theReasonIsInTheReadersLanguageAndTheNodesOwnWordsStay() {
    return Texts.LANGUAGES.stream()
        .filter(language -> !language.equals("en"))
        .map(
            language ->
                dynamicTest(
                    language,
                    () -> {
                      scene.node().answering(done());
                      Runs.Result result = scene.run("peers", "ping", "xb", "--lang", language);
                      Texts texts = new Texts(language);
                      assertTrue(
                          result.err().contains(texts.error("E-TRUST", "what")), result.err());
                      assertTrue(
                          result.err().contains(texts.error("E-TRUST", "why")), result.err());
                      assertTrue(result.err().contains("- the reason it gave"), result.err());
                    }));
  }

  @Test
  void aRefusalThatThisVersionDoesNotKnowIsToldAsItCame() {
    scene.node().failing(Failure.FAILURE_NOT_PERMITTED, "E-FROM-TOMORROW");
    Runs.Result result = scene.run("peers", "ping", "xb", "--lang", "fr");

    assertEquals(4, result.code());
    assertTrue(result.err().contains("(E-FROM-TOMORROW)"), result.err());
    assertTrue(result.err().contains("the reason it gave"), result.err());
  }

  @ParameterizedTest
  @CsvSource({
    "UNAVAILABLE, 7, E-NODE-DOWN",
    "DEADLINE_EXCEEDED, 7, E-NODE-SLOW",
    "PERMISSION_DENIED, 4, E-NODE-DENIED",
    "UNIMPLEMENTED, 1, E-NODE-OLDER",
    "RESOURCE_EXHAUSTED, 1, E-NODE-CUT",
    "CANCELLED, 1, E-NODE-CUT",
    "UNKNOWN, 1, E-NODE-CUT"
  })
  void aCallThatIsCutIsToldByWhatCutIt(Status.Code status, int exit, String code) {
    scene.node().ending(status.toStatus());
    for (String words : List.of("peers list", "node status", "peers ping xb", "journal verify")) {
      Runs.Result cut = scene.run(words.split(" "));
      assertEquals(exit, cut.code(), cut.err());
      assertTrue(cut.err().contains("(" + code + ")"), cut.err());
      assertEquals("", cut.out());
    }
  }

  @Test
  void aNodeThatAnswersNothingIsNotMistakenForSuccess() {
    Runs.Result result = scene.run("peers", "list");

    assertFalse(result.code() == 0, result.out());
    assertTrue(result.err().contains("(E-NODE-CUT)"), result.err());
  }

  @Test
  void aJournalThatBreaksOffIsToldByItsFailure() {
    scene
        .node()
        .answering(NodeCommandsTest.status(false))
        .answering(TailJournalResponse.newBuilder().setFailed(REFUSED).build());

    assertEquals(5, scene.run("journal", "tail").code());
    assertEquals(5, scene.run("journal", "tail", "-f").code());
  }

  @Test
  void anOpeningThatIsRefusedShowsNothingOfTheCase() throws IOException {
    files();
    scene.holding(
        CASE,
        List.of(),
        Scene.context("xb", "xa", org.vigilmesh.proto.v1.CaseContext.getDefaultInstance()));
    scene.node().answering(CaseChallengeResponse.newBuilder().setFailed(REFUSED).build());
    Runs.Result result =
        scene.run("case", "show", CASE, "--sign-with", "k.key", "--passphrase-file", "phrase");

    assertEquals(5, result.code(), result.err());
    assertEquals("", result.out());
  }

  @Test
  void anExportThatIsRefusedWritesNothing() throws IOException {
    files();
    scene.holding(
        CASE,
        List.of(),
        Scene.context("xb", "xa", org.vigilmesh.proto.v1.CaseContext.getDefaultInstance()));
    scene.node().answering(ExportCaseResponse.newBuilder().setFailed(REFUSED).build());
    Runs.Result result = scene.run("request", "export", CASE, "--evidence", "--into", "out");

    assertEquals(5, result.code(), result.err());
    assertFalse(Files.exists(scene.home().resolve("out")));
  }

  @Test
  void aCardThatTheNodeExportsBrokenIsNotWrittenAsOurs() {
    scene
        .node()
        .answering(
            ExportCardResponse.newBuilder()
                .setSignedCard(ByteString.copyFromUtf8("nonsense"))
                .build());

    assertEquals(2, scene.run("card", "show").code());
    assertEquals(2, scene.run("card", "draft", "--out", "d.yaml").code());
    assertFalse(Files.exists(scene.home().resolve("d.yaml")));
    assertEquals(2, scene.run("keys", "fingerprint").code());
  }
}
