package org.vigilmesh.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vigilmesh.Fixtures;
import org.vigilmesh.identity.KeySet;
import org.vigilmesh.identity.Signed;
import org.vigilmesh.journal.JournalEntry;
import org.vigilmesh.journal.JournalKind;
import org.vigilmesh.port.Administration.KeyUse;
import org.vigilmesh.port.Queries.KeyStatus;
import org.vigilmesh.port.Rows.ActState;
import org.vigilmesh.port.Rows.IdentityKind;
import org.vigilmesh.value.Digest;
import org.vigilmesh.value.Urgency;

/** Our own keys as days go by: published ahead, used in their time, destroyed after it. */
final class PublishingTest {
  private final Mesh mesh = new Mesh();
  private final Letters letters = new Letters(mesh);
  private Mesh.Member xa;
  private Mesh.Member xb;

  @BeforeEach
  void twoNodesThatKnowEachOther() {
    xa = mesh.add(Fixtures.XA, "j.morgan", "p.reyes");
    xb = mesh.add(Fixtures.XB, "a.haddad");
    mesh.introduce(xa, xb);
  }

  private static KeySet newest(Mesh.Member member) {
    var row =
        member
            .store
            .read(view -> view.newestIdentity(member.ref().node(), IdentityKind.KEY_SET))
            .orElseThrow();
    Signed<KeySet> signed =
        Country.CODEC.signedKeySet().decode(row.container()).find().orElseThrow();
    return signed.value();
  }

  private static long journalled(Mesh.Member at, JournalKind kind) {
    return at.engine.queries().journal(1, 1000).stream()
        .filter(row -> JournalEntry.decode(row.entry()).kind() == kind)
        .count();
  }

  /** A day passes with a tick an hour, as an idle node has at the least. */
  private void days(int count) {
    for (int hour = 0; hour < 24 * count; hour++) {
      mesh.jump(Duration.ofHours(1));
    }
  }

  @Test
  void theFirstKeySetCoversThreeDaysAhead() {
    KeySet first = newest(xa);
    assertEquals(1, first.version());
    Instant now = mesh.now();
    for (int hours = 0; hours <= 72; hours++) {
      Instant at = now.plus(Duration.ofHours(hours));
      assertTrue(first.findSealingKey(at).isPresent(), "in " + hours + " hours");
    }
  }

  @Test
  void aKeySetADayAndNoMore() {
    mesh.pass(Duration.ofMinutes(5));
    assertEquals(1, newest(xa).version(), "nothing is due");
    days(3);
    assertEquals(4, newest(xa).version());
    assertEquals(1 + 3, journalled(xa, JournalKind.IDENTITY_PUBLISHED));
  }

  @Test
  void aPeerThatWasThereHoldsEachNewKeyThreeDaysBeforeItsTime() {
    for (int day = 0; day < 6; day++) {
      days(1);
      mesh.pass(Duration.ofSeconds(90));
      long held = Watch.peer(xb, xa).keySetVersion();
      assertEquals(newest(xa).version(), held);
      Instant last =
          newest(xa).sealingKeys().stream()
              .map(KeySet.SealingKey::from)
              .max(Instant::compareTo)
              .orElseThrow();
      assertFalse(last.isBefore(mesh.now().plus(Duration.ofDays(2))), "day " + day);
    }
  }

  @Test
  void endedKeysLeaveTheKeySetAndAreDestroyedTwoWeeksLater() {
    Digest first = newest(xa).sealingKeys().getFirst().id();
    days(3);
    assertTrue(newest(xa).sealingKeys().stream().noneMatch(key -> key.id().equals(first)));
    assertTrue(xa.keys.sealingKeys().contains(first), "it still opens what is under way");
    assertEquals(0, journalled(xa, JournalKind.KEY_DESTROYED));
    days(14);
    assertFalse(xa.keys.sealingKeys().contains(first));
    assertTrue(journalled(xa, JournalKind.KEY_DESTROYED) >= 1);
  }

  @Test
  void whatWasOverdueIsDestroyedBeforeTheFirstLinkOfAStart() {
    Digest first = newest(xa).sealingKeys().getFirst().id();
    xa.crash();
    mesh.jump(Duration.ofDays(20));
    xb.links.isDown = true;
    xa.restart();
    mesh.settle();
    assertFalse(xa.keys.sealingKeys().contains(first));
    assertTrue(newest(xa).findSealingKey(mesh.now()).isPresent(), "and new ones are there");
  }

  @Test
  void aStatementOfAPeerThatWasAwayForAWeekStillArrives() {
    xb.crash();
    Letters.Sent early =
        letters.send(
            new Letters.Draft(
                xa,
                xb.ref(),
                letters.test(xa, xb, Urgency.ROUTINE).content(),
                mesh.newCase(),
                Urgency.ROUTINE,
                List.of(),
                List.of(),
                Duration.ofDays(30)));
    mesh.settle();
    days(7);
    xb.restart();
    mesh.pass(Duration.ofMinutes(6));
    assertEquals(ActState.DELIVERED, Watch.state(xa, early));
    assertEquals(newest(xb).version(), Watch.peer(xa, xb).keySetVersion());
  }

  @Test
  void whoWasSuspendedThroughSeveralRotationsIsFollowedFromItsCardFile() {
    Mesh.require(xb.engine.administration().suspendPeer(xa.ref().node(), "call", "admin"));
    for (int i = 0; i < 3; i++) {
      Mesh.require(xa.engine.administration().rotate(KeyUse.SEALING, false, "admin"));
    }
    mesh.settle();
    Mesh.require(xb.engine.administration().addPeer(xa.engine.queries().card(), "admin"));
    assertEquals(newest(xa).version(), Watch.peer(xb, xa).keySetVersion());
  }

  @Test
  void rotatingAddsAKeyThatIsInForceAtOnce() {
    Optional<Digest> before = newest(xa).findSealingKey(mesh.now()).map(KeySet.SealingKey::id);
    Mesh.require(xa.engine.administration().rotate(KeyUse.SEALING, false, "admin"));
    mesh.settle();
    KeySet after = newest(xa);
    assertFalse(after.findSealingKey(mesh.now()).map(KeySet.SealingKey::id).equals(before));
    assertTrue(
        after.sealingKeys().stream().map(KeySet.SealingKey::id).anyMatch(before.get()::equals),
        "the old one goes on opening");
    KeyStatus inUse =
        xa.engine.queries().keys().stream()
            .filter(key -> key.use().equals("sealing") && key.state().equals("in use"))
            .findFirst()
            .orElseThrow();
    assertEquals(after.findSealingKey(mesh.now()).orElseThrow().id().hex(), inUse.id());
  }

  @Test
  void rotatingAgainAndAgainKeepsTheKeySetWithinItsBound() {
    for (int i = 0; i < KeySet.SEALING_KEYS_MAX + 4; i++) {
      Mesh.require(xa.engine.administration().rotate(KeyUse.SEALING, false, "admin"));
    }
    mesh.pass(Duration.ofSeconds(3));
    assertTrue(newest(xa).sealingKeys().size() <= KeySet.SEALING_KEYS_MAX);
    assertEquals(newest(xa).version(), Watch.peer(xb, xa).keySetVersion());
    Letters.Sent sent = letters.send(letters.test(xb, xa, Urgency.ROUTINE));
    mesh.settle();
    assertEquals(ActState.DELIVERED, Watch.state(xb, sent));
  }

  @Test
  void aNewCardAndRosterBringANewKeySetThatNamesThem() {
    var roster = xa.country.roster(2, xa.country.roster.hash(), List.of("j.morgan"), 2);
    Mesh.require(
        xa.engine
            .administration()
            .importRoster(Country.CODEC.endorsedRoster().encode(roster), "admin"));
    mesh.settle();
    assertEquals(2, newest(xa).version());
    assertEquals(2, newest(xa).rosterVersion());
    assertEquals(roster.hash(), newest(xa).roster());
  }

  /** The node ended on a bug: more keys than a key set lists, or than are held, was called one. */
  @Test
  void anAdministratorWhoChangesSealingKeysAllTheTimeDoesNotEndTheNode() {
    for (int time = 0; time < 60; time++) {
      Mesh.require(xa.engine.administration().rotate(KeyUse.SEALING, false, "admin"));
      mesh.pass(Duration.ofMinutes(1));
    }
    KeySet newest = newest(xa);
    assertEquals(KeySet.SEALING_KEYS_MAX, newest.sealingKeys().size());
    assertTrue(xa.keys.sealingKeys().size() <= KeySet.SEALING_KEYS_HELD_MAX);
    newest
        .sealingKeys()
        .forEach(
            key -> assertTrue(xa.keys.sealingKeys().contains(key.id()), "what is listed opens"));

    days(2);

    assertTrue(newest(xa).findSealingKey(mesh.now().plus(Duration.ofDays(2))).isPresent());
    Letters.Sent sent = letters.send(letters.test(xb, xa, Urgency.URGENT));
    mesh.pass(Duration.ofMinutes(1));
    assertEquals(ActState.DELIVERED, Watch.state(xb, sent));
  }

  /** A supervisor started it again and again while its store took nothing: 40 keys and the end. */
  @Test
  void keysOfTurnsThatWereNeverCommittedDoNotEndTheNode() {
    while (xa.keys.sealingKeys().size() < KeySet.SEALING_KEYS_HELD_MAX) {
      xa.keys.newSealingKey(mesh.now(), mesh.now().plus(Duration.ofDays(2)));
    }
    List<Digest> listed = newest(xa).sealingKeys().stream().map(KeySet.SealingKey::id).toList();

    Mesh.require(xa.engine.administration().rotate(KeyUse.SEALING, false, "admin"));

    assertTrue(xa.keys.sealingKeys().containsAll(listed), "what peers may seal to still opens");
    assertTrue(xa.keys.sealingKeys().size() <= KeySet.SEALING_KEYS_HELD_MAX);
  }
}
