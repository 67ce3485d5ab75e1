package org.vigilmesh.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.vigilmesh.Fixtures;
import org.vigilmesh.adapter.crypto.Crypto;
import org.vigilmesh.adapter.crypto.KeyKind;
import org.vigilmesh.envelope.Purpose;
import org.vigilmesh.identity.AnchorRollover;
import org.vigilmesh.identity.Card;
import org.vigilmesh.identity.IdentityBundle;
import org.vigilmesh.identity.Signed;
import org.vigilmesh.identity.Trust;
import org.vigilmesh.message.MessageFixtures;
import org.vigilmesh.port.Administration.Done;
import org.vigilmesh.port.Rows.ActState;
import org.vigilmesh.port.Rows.IdentityKind;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;
import org.vigilmesh.value.Urgency;

/** Attack: the thief of an anchor puts one of his own in its place, so that it is his for ever. */
final class AnchorStolenRolloverTest {
  private final TwoNodes two = new TwoNodes();
  private final Country home = two.xa.country;
  private final Crypto.Key own =
      Country.CRYPTO.newKey(KeyKind.ANCHOR, two.xa.ref(), two.mesh.now());

  /** The State's next card under the thief's own anchor. */
  private Signed<Card> card(Crypto.Key signer) {
    Card value = MessageFixtures.with(home.card.value(), "anchor", Country.CRYPTO.anchor(own));
    value = MessageFixtures.with(value, "version", 2L);
    value = MessageFixtures.with(value, "previous", home.card.hash());
    Bytes bytes = Country.CODEC.card().encode(value);
    return new Signed<>(
        value, bytes, Country.CRYPTO.signer(signer).sign(Purpose.CARD, value.issuedAt(), bytes));
  }

  private Digest held() {
    return two.xb
        .store
        .read(view -> view.newestIdentity(Fixtures.XA, IdentityKind.CARD))
        .orElseThrow()
        .hash();
  }

  @Test
  void aCardUnderAnotherAnchorIsTakenFromNobodyWhoeverSignedIt() {
    for (Crypto.Key signer : List.of(own, home.anchor)) {
      two.showsCard(card(signer));
      assertEquals(home.card.hash(), held());
      Bytes bundle =
          Country.CODEC
              .identityBundle()
              .encode(
                  new IdentityBundle(
                      List.of(Country.CODEC.signedCard().encode(card(signer))),
                      List.of(),
                      List.of()));
      Done done = two.xb.engine.administration().addPeer(bundle, "admin");
      assertEquals(Done.Failed.class, done.getClass(), "not by file either");
    }
    assertEquals(Trust.VERIFIED, Watch.peer(two.xb, two.xa).trust());
    assertEquals(
        ActState.DELIVERED, Watch.state(two.xa, two.test(two.xa, two.xb, Urgency.ROUTINE)));
  }

  /** Signed by both anchors, in its form: and still not acted on without people. */
  @Test
  void aRollOverByBothAnchorsIsActedOnByNoNodeOnItsOwn() {
    AnchorRollover value =
        new AnchorRollover(
            home.card.value().anchor(),
            Country.CRYPTO.anchor(own),
            two.mesh.now(),
            two.mesh.now().plus(Duration.ofDays(30)),
            List.of());
    Bytes bytes = Country.CODEC.anchorRollover().encode(value);
    AnchorRollover.Signed both =
        new AnchorRollover.Signed(signed(home.anchor, value, bytes), signed(own, value, bytes));
    Bytes container = Country.CODEC.signedAnchorRollover().encode(both);
    two.shows(List.of(container), List.of(), List.of());
    two.showsCard(card(own));
    two.mesh.jump(Duration.ofDays(31));
    two.mesh.pass(Duration.ofMinutes(6));
    two.showsCard(card(own));
    assertEquals(home.card.hash(), held());
  }

  private static Signed<AnchorRollover> signed(
      Crypto.Key anchor, AnchorRollover value, Bytes bytes) {
    return new Signed<>(
        value,
        bytes,
        Country.CRYPTO.signer(anchor).sign(Purpose.ANCHOR_ROLLOVER, value.issuedAt(), bytes));
  }
}
