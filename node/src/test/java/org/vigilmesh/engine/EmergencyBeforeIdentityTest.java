package org.vigilmesh.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.vigilmesh.message.MessageFixtures.with;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.vigilmesh.Fixtures;
import org.vigilmesh.delivery.Frame;
import org.vigilmesh.envelope.StatementBody;
import org.vigilmesh.envelope.StatementHeader;
import org.vigilmesh.identity.Endorsed;
import org.vigilmesh.identity.Roster;
import org.vigilmesh.message.Act;
import org.vigilmesh.port.Rows.ActState;
import org.vigilmesh.value.Urgency;

/** Attack: an emergency that names a card, key set or roster which nobody has seen. */
final class EmergencyBeforeIdentityTest {
  private final TwoNodes two = new TwoNodes();

  private void hasNoEffect(Act act, Forger.Forged forged) {
    two.xb.links.takeSent();
    two.offered(forged);
    assertEquals(Optional.empty(), two.atXb(act), "nothing is stored");
    assertFalse(Watch.alarms(two.xb).contains("N-EMERGENCY"), "and nothing rings");
    assertTrue(two.xb.links.takeSent().stream().anyMatch(f -> f instanceof Frame.Refusals));
    two.mesh.pass(Duration.ofMinutes(2));
  }

  @Test
  void itHasNoEffectBeforeWhatItNamesIsKnownAndVerified() {
    Act act = two.unsent(Urgency.EMERGENCY);
    StatementBody body = two.thief.body(act, List.of());
    StatementHeader header = two.thief.header(act);
    var known = header.sender();
    for (StatementHeader.Sender sender :
        List.of(
            with(known, "card", Fixtures.digest("no card")),
            with(known, "keySet", Fixtures.digest("no key set")))) {
      StatementHeader unknown = with(two.thief.header(act), "sender", sender);
      hasNoEffect(act, two.thief.statement(Country.CODEC.body().encode(body), unknown));
    }
    hasNoEffect(act, two.thief.statement(with(body, "rosterVersion", 9L), act));
    Letters.Sent real = two.test(two.xa, two.xb, Urgency.EMERGENCY);
    assertEquals(ActState.APPLIED, Watch.state(two.xb, real), "the lane was not harmed");
  }

  @Test
  void theHonestOneIsDeliveredWithinSecondsOfItsIdentity() {
    AtomicBoolean wasRefused = new AtomicBoolean();
    two.xb.links.arriving =
        frame ->
            frame instanceof Frame.Identity && !wasRefused.get()
                ? Optional.empty()
                : Optional.of(frame);
    two.xa.links.arriving =
        frame -> {
          wasRefused.compareAndSet(false, frame instanceof Frame.Refusals);
          return Optional.of(frame);
        };
    Endorsed<Roster> roster =
        two.xa.country.roster(2, two.xa.country.roster.hash(), TwoNodes.BOTH, 2);
    Mesh.require(
        two.xa
            .engine
            .administration()
            .importRoster(Country.CODEC.endorsedRoster().encode(roster), "admin"));
    two.mesh.settle();
    Letters.Sent emergency = two.test(two.xa, two.xb, Urgency.EMERGENCY);
    two.mesh.pass(Duration.ofSeconds(2));
    assertTrue(wasRefused.get(), "it came before its roster");
    assertEquals(ActState.DELIVERED, Watch.state(two.xa, emergency));
    assertTrue(Watch.alarms(two.xb).contains("N-EMERGENCY"));
  }
}
