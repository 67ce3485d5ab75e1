package org.vigilmesh.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.opentest4j.TestAbortedException;

/**
 * Each named attack on the protocol against a node in which that defence is taken out: there its
 * test must fail, or it would not show anything. {@code TwoProcessesTest}, which runs real
 * processes, is not among them; nor are those of the table of threats.
 */
final class AttacksTest {
  private static PlantedBug bug(String attack, String file, String before, String after) {
    return new PlantedBug(attack, Set.of(), List.of(new PlantedBug.Edit(file, before, after)));
  }

  static List<PlantedBug> attacks() {
    List<PlantedBug> all = new ArrayList<>(ofIdentity());
    all.addAll(ofRestores());
    all.addAll(ofActs());
    return all;
  }

  private static List<PlantedBug> ofIdentity() {
    return List.of(
        bug(
            "engine.RosterByNodeKeyTest",
            "engine/IdentityProofs.java",
            "return proven >= card.rosterAuthorities().threshold();",
            "return proven >= 0;"),
        bug(
            "engine.AnchorStolenRolloverTest",
            "engine/IdentityProofs.java",
            "|| s.value().anchor().equals(known.card().get().value().anchor())",
            "|| true"),
        bug(
            "engine.SharedCredentialTest",
            "engine/Identities.java",
            "new ArrayList<>(List.of(memory.self))",
            "new ArrayList<>()"),
        bug(
            "adapter.grpc.SharedPinTest",
            "adapter/grpc/PinnedTrust.java",
            "known.contains(pin) && isInTime(certificate)",
            "isInTime(certificate)"),
        bug(
            "engine.RevokedInFlightTest",
            "engine/Incoming.java",
            "peer.speaker.isRevoked(read.header().signatures().signer()) ||"
                + " Peers.isClosed(peer, lane.lane().incarnation())",
            "false"),
        bug(
            "engine.StaysRevokedTest",
            "engine/Accepting.java",
            "return isRevoked ?",
            "return !isRevoked && isRevoked ?"),
        bug(
            "engine.EmergencyBeforeIdentityTest",
            "engine/Statements.java",
            "body.map(b -> b.rosterVersion() <= sender.holding().roster()).orElse(true)",
            "true"));
  }

  private static List<PlantedBug> ofRestores() {
    return List.of(
        bug(
            "engine.LostLastTurnTest",
            "engine/Links.java",
            "? Witnessing.requests(witnesses.own(turn.tx(), peer.speaker.node()), hello)",
            "? List.<Frame.WitnessRequest>of()"),
        bug(
            "engine.LyingWitnessTest",
            "engine/Witnesses.java",
            "isOurs && verifies(Purpose.STATEMENT, header.createdAt(), shown, self)",
            "isOurs"),
        new PlantedBug(
            "engine.LateWitnessTest",
            Set.of(),
            List.of(
                new PlantedBug.Edit(
                    "delivery/Witnessing.java",
                    "isLower = claimed.number() < own.incarnation().number();",
                    "isLower = false;"),
                new PlantedBug.Edit(
                    "delivery/Witnessing.java", "return order < 0 ?", "return order < -1 ?"))),
        bug(
            "engine.SameBackupTwiceTest",
            "engine/Resuming.java",
            "new Incarnation(nextNumber(), ports.entropy().take(Incarnation.RANDOM_SIZE))",
            "new Incarnation(nextNumber(), Bytes.of(new byte[Incarnation.RANDOM_SIZE]))"),
        bug(
            "engine.ReceiverRestoredTest",
            "engine/Beginnings.java",
            "restores.undo(turn, node, start);",
            ""),
        bug(
            "engine.GuessAfterShredTest",
            "adapter/crypto/CaseKeyFile.java",
            "if (kept.remove(caseId) == null) {",
            "if (kept.containsKey(caseId)) {"));
  }

  private static List<PlantedBug> ofActs() {
    return List.of(
        bug(
            "engine.PoisonRoutineEmergencyFlowsTest",
            "engine/Statements.java",
            "equals(offered.place()) && statement.bodyFits();",
            "equals(offered.place()) && statement.bodyFits()"
                + " && ports.codec().body().decode(statement.body()).find().isPresent();"),
        bug(
            "engine.ActIdSquattingTest",
            "engine/Accepting.java",
            "Optional<ActRow> earlier = turn.tx().act(peer, act.id());",
            "Optional<ActRow> earlier = turn.tx().cases(Long.MAX_VALUE, 1000).stream()"
                + ".flatMap(c -> turn.tx().acts(c.caseId()).stream())"
                + ".filter(row -> row.id().equals(act.id())).findFirst();"),
        bug(
            "engine.OvertakenParentTest",
            "casework/CaseFold.java",
            "missing.add(parent); isReady = false;",
            "missing.add(parent);"),
        new PlantedBug(
            "engine.SurreptitiousForwardTest",
            Set.of(),
            List.of(
                new PlantedBug.Edit(
                    "engine/Acts.java",
                    "if (!act.sender().equals(header.sender().node())) {",
                    "if (act.sender() == null) {"),
                new PlantedBug.Edit(
                    "engine/Acts.java",
                    "if (!act.recipient().equals(header.recipient())) {",
                    "if (act.recipient() == null) {"))));
  }

  /** Every third, in every run. */
  static List<PlantedBug> inEveryRun() {
    return attacks().stream().filter(attack -> attacks().indexOf(attack) % 3 == 2).toList();
  }

  static List<PlantedBug> whenAskedFor() {
    return attacks().stream().filter(attack -> attacks().indexOf(attack) % 3 != 2).toList();
  }

  @ParameterizedTest
  @MethodSource("inEveryRun")
  void withoutItsDefenceTheAttackSucceeds(PlantedBug attack) throws ReflectiveOperationException {
    succeeds(attack);
  }

  @ParameterizedTest
  @MethodSource("whenAskedFor")
  @EnabledIfSystemProperty(
      named = "attacks.all",
      matches = "true",
      disabledReason = "the others: ./vigil test -Dtest=AttacksTest -Dattacks.all=true")
  void andSoDoTheOthers(PlantedBug attack) throws ReflectiveOperationException {
    succeeds(attack);
  }

  private static void succeeds(PlantedBug attack) throws ReflectiveOperationException {
    List<String> failures = failures(attack.name(), attack.changed(PlantedLoader::shipped));
    assertFalse(failures.isEmpty(), attack + " shows nothing");
  }

  /** The control: nothing fails because classes are compiled and loaded once more. */
  @Test
  void withItsDefenceItDoesNot() throws ReflectiveOperationException {
    String file = "engine/IdentityProofs.java";
    Map<String, String> unchanged = Map.of(file, PlantedLoader.shipped(file));
    assertEquals(List.of(), failures("engine.RosterByNodeKeyTest", unchanged));
  }

  /** What fails of a test class over classes with these files changed; one failure is enough. */
  private static List<String> failures(String test, Map<String, String> changed)
      throws ReflectiveOperationException {
    Class<?> type = new PlantedLoader(changed).loadClass("org.vigilmesh." + test);
    Constructor<?> made = type.getDeclaredConstructor();
    made.setAccessible(true);
    int ran = 0;
    List<String> failures = new ArrayList<>();
    for (Method method : type.getDeclaredMethods()) {
      if (method.isAnnotationPresent(Test.class) && failures.isEmpty()) {
        method.setAccessible(true);
        try {
          method.invoke(made.newInstance());
        } catch (InvocationTargetException e) {
          if (!(e.getCause() instanceof TestAbortedException)) {
            failures.add(method.getName() + ": " + e.getCause());
          }
        }
        ran++;
      }
    }
    assertTrue(ran > 0, test + " has tests");
    return failures;
  }
}
