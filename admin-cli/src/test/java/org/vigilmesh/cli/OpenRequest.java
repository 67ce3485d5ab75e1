package org.vigilmesh.cli;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.ArrayList;
import java.util.List;
import org.vigilmesh.Fixtures;
import org.vigilmesh.adapter.crypto.Crypto;
import org.vigilmesh.adapter.crypto.KeyKind;
import org.vigilmesh.message.Act;
import org.vigilmesh.message.MessageFixtures;
import org.vigilmesh.proto.v1.AcceptedForSending;
import org.vigilmesh.proto.v1.ActContext;
import org.vigilmesh.proto.v1.CaseContext;
import org.vigilmesh.proto.v1.LaneName;
import org.vigilmesh.proto.v1.SubmitRequest;
import org.vigilmesh.proto.v1.SubmitResponse;
import org.vigilmesh.proto.v1.Urgency;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;

/** A request that waits at a node for an officer's answer, and what the answer came to. */
final class OpenRequest implements AutoCloseable {
  static final String CASE = MessageFixtures.CASE_ID.toString();
  static final Act OPENING = MessageFixtures.act(MessageFixtures.request());
  static final Bytes OPENING_BYTES = IdentityFiles.CODEC.act().encode(OPENING);
  static final Digest LATEST = Fixtures.digest("latest");
  static final Crypto CRYPTO = new Crypto(new java.security.SecureRandom());

  final Scene scene = new Scene();
  final Bytes officerKey;

  OpenRequest() {
    officerKey = scene.key("a.haddad.key", KeyKind.OFFICER, Fixtures.XB1);
    scene.holding(
        CASE, List.of(new Scene.Opened(OPENING_BYTES, Bytes.utf8("body"))), context("urgent"));
    scene
        .node()
        .answering(
            SubmitResponse.newBuilder()
                .setAccepted(
                    AcceptedForSending.newBuilder()
                        .setAct("act-7")
                        .setLane(LaneName.newBuilder().setUrgency(Urgency.URGENCY_URGENT))
                        .setSeq(7)
                        .setAt(Runs.NOW.toEpochMilli())
                        .setJournal(99))
                .build());
  }

  @Override
  public void close() {
    scene.close();
  }

  static ActContext context(String urgency) {
    return Scene.context(
        "xb",
        "xa",
        CaseContext.newBuilder()
            .setCaseId(CASE)
            .setExercise(true)
            .setUrgency(urgency)
            .setOpening(OPENING.id().toString())
            .setOpeningDigest(Scene.wire(Digest.sha256(OPENING_BYTES).bytes()))
            .addLatest(Scene.wire(LATEST.bytes()))
            .build());
  }

  Runs.Result signed(String words, String... more) {
    List<String> all = new ArrayList<>(List.of(words.replace("ID", CASE).split(" ")));
    all.addAll(List.of(more));
    all.addAll(List.of("--sign-with", "a.haddad.key", "--passphrase-file", "phrase"));
    return scene.run(all.toArray(String[]::new));
  }

  SubmitRequest submitted() {
    return assertInstanceOf(SubmitRequest.class, scene.node().calls().getLast());
  }

  Act act() {
    Bytes bytes = Bytes.of(submitted().getAct().toByteArray());
    return IdentityFiles.CODEC.act().decode(bytes).find().orElseThrow();
  }

  <T> T content(Class<T> kind) {
    return assertInstanceOf(kind, act().content());
  }
}
