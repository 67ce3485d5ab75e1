package org.vigilmesh.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vigilmesh.Fixtures;
import org.vigilmesh.adapter.crypto.Crypto;
import org.vigilmesh.adapter.crypto.KeyKind;
import org.vigilmesh.identity.Credential;
import org.vigilmesh.port.Administration.Acknowledgement;
import org.vigilmesh.proto.v1.AcknowledgeAlarmRequest;
import org.vigilmesh.proto.v1.AlarmList;
import org.vigilmesh.proto.v1.AlarmStatus;
import org.vigilmesh.proto.v1.ListAlarmsResponse;
import org.vigilmesh.proto.v1.NodeStatus;
import org.vigilmesh.proto.v1.StatusResponse;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;

/** {@code vigil alarms ack}: an officer signs for the alarm as it was listed. */
final class AlarmsAckTest {
  private static final String KEY = "clock/0197a3c0-0000-7000-8000-000000000001/decision/";

  private final Scene scene = new Scene();
  private final Bytes key = scene.key("a.haddad.key", KeyKind.OFFICER, Fixtures.XB1);

  @BeforeEach
  void anAlarmRings() {
    AlarmStatus alarm =
        AlarmStatus.newBuilder()
            .setKey(KEY)
            .setCode("E-CLOCK-BREACH")
            .setRaisedAt(Runs.NOW.toEpochMilli())
            .setCount(3)
            .build();
    scene
        .node()
        .answering(
            ListAlarmsResponse.newBuilder()
                .setAlarms(AlarmList.newBuilder().addAlarms(alarm))
                .build());
    scene
        .node()
        .answering(
            StatusResponse.newBuilder()
                .setStatus(NodeStatus.newBuilder().setNode("xb").setEpoch(1))
                .build());
    scene.node().done(17, "answers");
  }

  @AfterEach
  void close() {
    scene.close();
  }

  private Runs.Result ack(String key, String... more) {
    List<String> words = new ArrayList<>(List.of("alarms", "ack", key));
    words.addAll(List.of("--sign-with", "a.haddad.key", "--passphrase-file", "phrase"));
    words.addAll(List.of(more));
    return scene.run(words.toArray(String[]::new));
  }

  private List<AcknowledgeAlarmRequest> sent() {
    return scene.node().calls().stream()
        .filter(AcknowledgeAlarmRequest.class::isInstance)
        .map(AcknowledgeAlarmRequest.class::cast)
        .toList();
  }

  @Test
  void whatIsSignedIsThisNodesAlarmAsItWasListed() {
    Runs.Result result = ack(KEY);
    assertEquals(0, result.code(), result.err());
    AcknowledgeAlarmRequest request = sent().getFirst();
    assertEquals(KEY, request.getKey());
    assertEquals("a.haddad", request.getEndorsement().getOfficer());
    Digest digest =
        Acknowledgement.digest(Fixtures.XB1, KEY, Instant.ofEpochMilli(Runs.NOW.toEpochMilli()), 3);
    assertTrue(
        new Crypto(new SecureRandom())
            .verifier()
            .proves(
                Credential.ofFileKey(key),
                digest,
                Bytes.of(request.getEndorsement().getProof().toByteArray())));
  }

  @Test
  void anAlarmThatIsNotListedIsNotAnsweredFor() {
    Runs.Result result = ack("clock/other");
    assertEquals(3, result.code(), result.err());
    assertTrue(result.err().contains("E-ALARM-UNKNOWN"), result.err());
    assertEquals(List.of(), sent());
  }

  @Test
  void aDryRunSendsNothing() {
    Runs.Result result = ack(KEY, "--dry-run");
    assertEquals(0, result.code(), result.err());
    assertTrue(result.err().startsWith("would: a.haddad would answer"), result.err());
    assertEquals(List.of(), sent());
  }
}
