package org.vigilmesh.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.vigilmesh.message.MessageFixtures.with;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.vigilmesh.Fixtures;
import org.vigilmesh.delivery.Frame;
import org.vigilmesh.envelope.Position;
import org.vigilmesh.envelope.Purpose;
import org.vigilmesh.identity.KeySet;
import org.vigilmesh.identity.Signed;
import org.vigilmesh.message.Act;
import org.vigilmesh.port.Administration.KeyUse;
import org.vigilmesh.port.Rows.IdentityKind;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;
import org.vigilmesh.value.Urgency;

/** Attack: the thief of a signing pair speaks while its revocation is on the way. */
final class RevokedInFlightTest {
  private final TwoNodes two = new TwoNodes();

  private Bytes revoking() {
    return Country.CODEC.signedCard().encode(Revoking.card(two.xa, two.mesh.now()));
  }

  /** A chain of channel tests by the thief. */
  private List<Forger.Forged> chain(int length) {
    List<Forger.Forged> chain = new ArrayList<>();
    Position last = Position.START;
    for (int i = 0; i < length; i++) {
      Act act = two.unsent(Urgency.ROUTINE);
      var header =
          with(with(two.thief.header(act), "seq", last.seq() + 1), "previous", last.hash());
      Bytes body = Country.CODEC.body().encode(two.thief.body(act, List.of()));
      Forger.Forged next = two.thief.statement(body, header);
      chain.add(next);
      last = next.offered().place();
    }
    return chain;
  }

  private long taken() {
    return two.xb
        .store
        .read(view -> view.lane(two.thief.lane(Urgency.ROUTINE)))
        .map(row -> row.last().seq())
        .orElse(0L);
  }

  /** Judged as valid before the card was known, decided after it. */
  @Test
  void whatWasJudgedBeforeTheRevocationAndDecidedAfterItIsRefused() {
    Forger.Forged forged = chain(1).getFirst();
    two.thief.send(new Frame.Identity(List.of(revoking()), List.of(), List.of(), List.of()));
    two.thief.offer(forged);
    two.mesh.settle();
    assertEquals(2, Watch.peer(two.xb, two.xa).cardVersion());
    assertEquals(0, taken());
  }

  @Test
  void ofManyInFlightNoneTakesEffectAfterTheRevocationIsKnown() {
    race(40);
  }

  @Test
  void norOfTenThousand() {
    int many = Integer.getInteger("revocation.race", 0);
    assumeTrue(
        many > 0, "minutes: ./vigil test -Dtest=RevokedInFlightTest -Drevocation.race=10000");
    race(many);
  }

  private void race(int many) {
    List<Forger.Forged> chain = chain(many);
    Frame.Identity card = new Frame.Identity(List.of(revoking()), List.of(), List.of(), List.of());
    int known = many / 3;
    for (int i = 0; i < many; i++) {
      if (i == known) {
        two.thief.send(card);
      }
      two.thief.offer(chain.get(i));
      if (i % 7 == 0) {
        two.mesh.settle();
      }
    }
    two.mesh.settle();
    assertEquals(known, taken(), "what came before keeps its place, what came after has none");
    two.xb.restart();
    two.mesh.pass(Duration.ofSeconds(5));
    two.offered(chain.get(known));
    assertEquals(known, taken());
  }

  private Signed<KeySet> held() {
    Bytes container =
        two.xb
            .store
            .read(view -> view.newestIdentity(Fixtures.XA, IdentityKind.KEY_SET))
            .orElseThrow()
            .container();
    return Country.CODEC.signedKeySet().decode(container).find().orElseThrow();
  }

  /** The next key set, as the thief would like it: to be dialled at his place. */
  private Bytes thiefsKeySet() {
    Signed<KeySet> last = held();
    KeySet value = with(last.value(), "version", last.value().version() + 1);
    value = with(value, "previous", last.hash());
    value = with(value, "endpoints", List.of(new KeySet.Endpoint("thief.example", 7400)));
    Bytes bytes = Country.CODEC.keySet().encode(value);
    return Country.CODEC
        .signedKeySet()
        .encode(
            new Signed<>(
                value,
                bytes,
                Country.CRYPTO
                    .signer(two.xa.country.signing, two.xa.country.certificates)
                    .sign(Purpose.KEY_SET, value.issuedAt(), bytes)));
  }

  @Test
  void aRevokedPairPublishesNoKeySet() {
    Digest before = held().hash();
    two.shows(List.of(revoking()), List.of(), List.of());
    two.shows(List.of(), List.of(), List.of(thiefsKeySet()));
    assertEquals(before, held().hash());
  }

  @Test
  void neitherDoesItInTheFrameThatBringsTheRevocation() {
    Digest before = held().hash();
    two.shows(List.of(revoking()), List.of(), List.of(thiefsKeySet()));
    assertEquals(before, held().hash());
  }

  /** Key sets of before the theft, by the revoked pair, lead on to those by the next one. */
  @Test
  void whoWasAwayFollowsTheOwnersKeySetsAcrossTheRevocation() {
    two.xb.links.arriving =
        frame -> frame instanceof Frame.Identity ? Optional.empty() : Optional.of(frame);
    for (int i = 0; i < 2; i++) {
      Mesh.require(two.xa.engine.administration().rotate(KeyUse.SEALING, false, "admin"));
    }
    Digest missed = held().hash();
    Mesh.require(two.xa.engine.administration().importCard(revoking(), "admin"));
    two.mesh.settle();
    two.xb.links.arriving = Optional::of;
    two.mesh.pass(Duration.ofMinutes(6));
    assertEquals(2, Watch.peer(two.xb, two.xa).cardVersion(), "the revocation is known");
    assertNotEquals(missed, held().hash());
    assertEquals(
        two.xa.engine.queries().status().keySetVersion(),
        held().value().version(),
        "and the newest key set is held");
  }
}
