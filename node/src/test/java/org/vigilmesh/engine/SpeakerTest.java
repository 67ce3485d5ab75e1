package org.vigilmesh.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.vigilmesh.Fixtures;
import org.vigilmesh.delivery.Frame.Holding;
import org.vigilmesh.identity.Card;
import org.vigilmesh.identity.CertificatePair;
import org.vigilmesh.identity.Signed;
import org.vigilmesh.message.MessageFixtures;
import org.vigilmesh.value.Digest;

final class SpeakerTest {
  private static final Country COUNTRY =
      new Country(Fixtures.XA1, MessageFixtures.NOW, "j.morgan", "p.reyes");

  private static Speaker of(Country country) {
    return Speaker.unknown(country.ref)
        .with(country.card.value(), country.card.hash())
        .with(country.roster.value(), country.roster.hash());
  }

  private static Signed<Card> second(CertificatePair... pairs) {
    return COUNTRY.card(2, COUNTRY.card.hash(), List.of(pairs), List.of());
  }

  private static CertificatePair otherPair() {
    return COUNTRY.newSigningKey(MessageFixtures.NOW).certificates();
  }

  @Test
  void anUnknownOneHoldsNothing() {
    Holding nothing = Speaker.unknown(COUNTRY.ref).holding();
    assertEquals(new Holding(1, 0, Digest.ZERO, 0, Digest.ZERO, 0, Digest.ZERO), nothing);
  }

  @Test
  void theNewestIsTheHighestNumberInWhateverOrderTheyCame() {
    Signed<Card> second = second(COUNTRY.certificates);
    Speaker forth = of(COUNTRY).with(second.value(), second.hash());
    Speaker back =
        Speaker.unknown(COUNTRY.ref)
            .with(COUNTRY.roster.value(), COUNTRY.roster.hash())
            .with(second.value(), second.hash())
            .with(COUNTRY.card.value(), COUNTRY.card.hash());
    assertEquals(forth, back);
    assertEquals(2, back.holding().card());
    assertEquals(second.hash(), back.holding().cardHash());
    assertEquals(2, back.cards().size(), "what was signed under the first one stays readable");
  }

  @Test
  void aSecondVersionWithOneNumberDoesNotReplaceTheFirst() {
    Signed<Card> other = COUNTRY.card(1, Digest.ZERO, List.of(otherPair()), List.of());
    Speaker both = of(COUNTRY).with(other.value(), other.hash());
    assertEquals(COUNTRY.card.hash(), both.holding().cardHash());
  }

  @Test
  void pairsOfEarlierCardsAreFound() {
    Signed<Card> without = second(otherPair());
    Speaker speaker = of(COUNTRY).with(without.value(), without.hash());
    assertEquals(
        Optional.of(COUNTRY.certificates), speaker.findCertificates(COUNTRY.certificates.id()));
    Country other = new Country(Fixtures.XB1, MessageFixtures.NOW, "a.haddad");
    assertTrue(speaker.findCertificates(other.certificates.id()).isEmpty());
  }

  @Test
  void whatOneTurnSawStaysAsItWas() {
    Speaker before = of(COUNTRY);
    Signed<Card> second = second(COUNTRY.certificates);
    Speaker after = before.with(second.value(), second.hash());
    assertEquals(1, before.holding().card());
    assertFalse(before.cards().containsKey(second.hash()));
    assertTrue(after.cards().containsKey(second.hash()));
  }
}
