package org.vigilmesh.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vigilmesh.Fixtures;
import org.vigilmesh.adapter.crypto.KeyKind;
import org.vigilmesh.engine.SignedCase;
import org.vigilmesh.identity.Endorsement;
import org.vigilmesh.port.Queries;
import org.vigilmesh.proto.v1.CaseChallengeResponse;
import org.vigilmesh.proto.v1.CaseStatus;
import org.vigilmesh.proto.v1.CaseSummary;
import org.vigilmesh.proto.v1.GetCaseResponse;
import org.vigilmesh.proto.v1.OpenCaseResponse;
import org.vigilmesh.proto.v1.OpenedAct;
import org.vigilmesh.proto.v1.OpenedCase;
import org.vigilmesh.value.Digest;

/** {@code vigil case verify} over acts that real officers' keys endorsed. */
final class CaseVerifyTest {
  private static final SignedCase SIGNED = new SignedCase();
  private static final String ID = SIGNED.id().toString();

  private final Scene scene = new Scene();

  @BeforeEach
  void twoRostersAndAnOfficer() {
    scene.key("k.key", KeyKind.OFFICER, Fixtures.XB1);
    LocalFiles.write(scene.home().resolve("xa.roster"), SIGNED.rosters().getFirst());
    LocalFiles.write(scene.home().resolve("xb.roster"), SIGNED.rosters().getLast());
    scene
        .node()
        .answering(
            GetCaseResponse.newBuilder()
                .setCase(CaseStatus.newBuilder().setSummary(CaseSummary.newBuilder().setCaseId(ID)))
                .build())
        .answering(
            CaseChallengeResponse.newBuilder()
                .setChallenge(Scene.wire(Digest.ZERO.bytes()))
                .build());
    opened(act -> act);
  }

  @AfterEach
  void close() {
    scene.close();
  }

  private void opened(UnaryOperator<OpenedAct> change) {
    OpenedCase.Builder opened = OpenedCase.newBuilder();
    for (Queries.OpenedAct act : SIGNED.opened()) {
      OpenedAct.Builder one = OpenedAct.newBuilder().setAct(Scene.wire(act.act()));
      for (Endorsement endorsement : act.endorsements()) {
        one.addEndorsements(Acts.wire(endorsement));
      }
      opened.addActs(change.apply(one.build()));
    }
    scene.node().answering(OpenCaseResponse.newBuilder().setOpened(opened).build());
  }

  private Runs.Result verify(String... rosters) {
    List<String> words =
        new ArrayList<>(
            List.of("case", "verify", ID, "--sign-with", "k.key", "--passphrase-file", "phrase"));
    for (String roster : rosters) {
      words.addAll(List.of("--roster", roster));
    }
    return scene.run(words.toArray(String[]::new));
  }

  @Test
  void everySignatureIsARowAndWhatWasNotCheckedIsSaid() {
    Runs.Result result = verify("xa.roster", "xb.roster");

    assertEquals(0, result.code(), result.err());
    List<String> rows = result.out().lines().toList();
    assertEquals(3, rows.size(), "two persons asked and one acknowledged");
    assertTrue(rows.stream().allMatch(row -> row.endsWith("\tvalid")), result.out());
    assertTrue(rows.get(0).contains("\tpreservation_request\tj.morgan\txa\t"), rows.get(0));
    assertTrue(rows.get(1).contains("\tpreservation_request\tp.reyes\txa\t"), rows.get(1));
    assertTrue(rows.get(2).contains("\thuman_ack\ta.haddad\txb\t"), rows.get(2));
    assertTrue(result.err().contains("checked: 3 officers' signatures"), result.err());
    assertTrue(result.err().contains("not checked: "), result.err());
  }

  @Test
  void withoutTheOthersRosterTheirSignaturesProveNothing() {
    Runs.Result result = verify("xb.roster");

    assertEquals(6, result.code());
    assertTrue(result.err().contains("(E-OFFICER-SIGNATURE)"), result.err());
    assertEquals(2, result.err().lines().filter(line -> line.startsWith("    - ")).count());
    assertEquals(1, result.out().lines().filter(line -> line.endsWith("\tvalid")).count());
  }

  @Test
  void aRosterOfTheOtherSideDoesNotSpeakForThisOne() {
    Runs.Result result = verify("xa.roster", "xa.roster");

    assertEquals(6, result.code());
    assertTrue(result.err().contains(" a.haddad"), result.err());
  }

  @Test
  void anAlteredProofIsNamedWithItsActAndOfficer() {
    opened(
        act -> {
          var first = act.getEndorsements(0);
          byte[] proof = first.getProof().toByteArray();
          proof[3] ^= 1;
          return act.toBuilder()
              .setEndorsements(
                  0, first.toBuilder().setProof(com.google.protobuf.ByteString.copyFrom(proof)))
              .build();
        });
    Runs.Result result = verify("xa.roster", "xb.roster");

    assertEquals(6, result.code());
    assertTrue(result.err().contains(" j.morgan\n"), result.err());
    assertTrue(result.out().contains("p.reyes\txa\tvalid"), "the other person's still holds");
  }

  @Test
  void anEndorsementThatIsMissingIsNotForgotten() {
    opened(act -> act.toBuilder().clearEndorsements().build());
    Runs.Result result = verify("xa.roster", "xb.roster");

    assertEquals(6, result.code());
    assertEquals(3, result.out().lines().filter(line -> line.endsWith("\tinvalid")).count());
  }

  @Test
  void proofsOfOneActDoNotServeAnother() {
    OpenedAct request = opened().getFirst();
    opened(
        act ->
            act.toBuilder()
                .clearEndorsements()
                .addAllEndorsements(request.getEndorsementsList())
                .build());
    Runs.Result result = verify("xa.roster", "xb.roster");

    assertEquals(6, result.code());
    assertTrue(result.out().contains("a.haddad\txb\tinvalid"), result.out());
  }

  private static List<OpenedAct> opened() {
    return SIGNED.opened().stream()
        .map(
            act ->
                OpenedAct.newBuilder()
                    .setAct(Scene.wire(act.act()))
                    .addAllEndorsements(act.endorsements().stream().map(Acts::wire).toList())
                    .build())
        .toList();
  }

  @Test
  void theVerdictsAreJsonToo() {
    Runs.Result result =
        scene.run(
            "case",
            "verify",
            ID,
            "--sign-with",
            "k.key",
            "--passphrase-file",
            "phrase",
            "--roster",
            "xa.roster",
            "--roster",
            "xb.roster",
            "-o",
            "json");
    Map<?, ?> answer = Scene.json(result.out());

    assertEquals("SignatureList", answer.get("kind"));
    List<?> items = (List<?>) java.util.Objects.requireNonNull(answer.get("items"));
    assertEquals("valid", ((Map<?, ?>) items.getFirst()).get("verdict"));
  }

  @Test
  void aFileThatIsNoRosterIsRefusedBeforeTheCaseIsOpened() {
    scene.script().file("notes.txt", "not a roster");

    assertEquals(2, verify("notes.txt").code());
    assertEquals(3, verify("none.roster").code());
    assertEquals(List.of(), scene.node().calls());
  }
}
