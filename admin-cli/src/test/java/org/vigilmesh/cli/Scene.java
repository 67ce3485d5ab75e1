package org.vigilmesh.cli;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.vigilmesh.adapter.crypto.Crypto;
import org.vigilmesh.adapter.crypto.KeyCost;
import org.vigilmesh.adapter.crypto.KeyKind;
import org.vigilmesh.identity.NodeRef;
import org.vigilmesh.proto.v1.ActContext;
import org.vigilmesh.proto.v1.CaseChallengeResponse;
import org.vigilmesh.proto.v1.CaseContext;
import org.vigilmesh.proto.v1.CaseStatus;
import org.vigilmesh.proto.v1.CaseSummary;
import org.vigilmesh.proto.v1.DraftContextResponse;
import org.vigilmesh.proto.v1.GetCaseResponse;
import org.vigilmesh.proto.v1.OpenCaseResponse;
import org.vigilmesh.proto.v1.OpenedAct;
import org.vigilmesh.proto.v1.OpenedCase;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;

/** A directory to run commands in and a node that answers as it was told to. */
final class Scene implements AutoCloseable {
  static final String PHRASE = "correct horse battery";

  /** Opens in a moment: these keys guard nothing. */
  private static final KeyCost CHEAP = new KeyCost(64, 1, 1);

  private static final Crypto CRYPTO = new Crypto(new SecureRandom());

  private final Path home;
  private final ScriptedNode node;

  Scene() {
    try {
      home = Files.createTempDirectory("vigil").toRealPath();
      node = new ScriptedNode(home);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path home() {
    return home;
  }

  ScriptedNode node() {
    return node;
  }

  /** A script that runs a command here. */
  Runs script() {
    return Runs.in(home);
  }

  Runs.Result run(String... words) {
    return run(script(), words);
  }

  /** Runs a command that speaks to the node. */
  Runs.Result run(Runs runs, String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--socket", node.socket()));
    return runs.run(all.toArray(String[]::new));
  }

  /** What a command answered in JSON, or complained in it. */
  static Map<?, ?> json(String text) {
    return (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(text);
  }

  /** A new sealed key file, with its public key. */
  Bytes key(String name, KeyKind kind, NodeRef of) {
    script().secret("phrase", PHRASE + "\n");
    try (Crypto.KeyFiles files = CRYPTO.keyFiles(Crypto.passphrase(PHRASE.toCharArray()), CHEAP);
        Crypto.Key key = CRYPTO.newKey(kind, of, Runs.NOW)) {
      files.save(key, home.resolve(name));
      return key.header().publicKeys().getFirst();
    }
  }

  /** What a node must answer so that an officer can answer the act that opened {@code caseId}. */
  void holding(String caseId, List<? extends Opened> acts, ActContext context) {
    node.answering(
        GetCaseResponse.newBuilder()
            .setCase(
                CaseStatus.newBuilder()
                    .setSummary(
                        CaseSummary.newBuilder()
                            .setCaseId(caseId)
                            .setPeer(context.getRecipient().getNode())
                            .setExercise(context.getAbout().getExercise())))
            .build());
    OpenedCase.Builder opened = OpenedCase.newBuilder();
    acts.forEach(
        act ->
            opened.addActs(
                OpenedAct.newBuilder().setAct(wire(act.act())).setBody(wire(act.body()))));
    node.answering(
        CaseChallengeResponse.newBuilder().setChallenge(wire(Digest.ZERO.bytes())).build());
    node.answering(OpenCaseResponse.newBuilder().setOpened(opened).build());
    node.answering(DraftContextResponse.newBuilder().setContext(context).build());
  }

  /** An act that the node holds, with the statement's body round it. */
  record Opened(Bytes act, Bytes body) {}

  static ActContext context(String self, String recipient, CaseContext about) {
    ActContext.Builder context = ActContext.newBuilder().setRosterVersion(1).setAbout(about);
    context.getSelfBuilder().setNode(self).setEpoch(1);
    context.getRecipientBuilder().setNode(recipient).setEpoch(1);
    return context.build();
  }

  static ByteString wire(Bytes bytes) {
    return ByteString.copyFrom(bytes.toArray());
  }

  @Override
  public void close() {
    node.close();
    try (Stream<Path> all = Files.walk(home)) {
      for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
