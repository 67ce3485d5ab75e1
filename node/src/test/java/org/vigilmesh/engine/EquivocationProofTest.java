package org.vigilmesh.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.vigilmesh.message.MessageFixtures.with;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.vigilmesh.envelope.ForkProof;
import org.vigilmesh.envelope.Purpose;
import org.vigilmesh.envelope.StatementHeader;
import org.vigilmesh.identity.Card;
import org.vigilmesh.identity.Signed;
import org.vigilmesh.message.Act;
import org.vigilmesh.port.MemoryStore;
import org.vigilmesh.port.Rows.LaneState;
import org.vigilmesh.port.Verifier.Verdict;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Urgency;

/**
 * Attack: a sender tells two stories at one place of a lane. Each is found at once, and what is
 * kept convinces a stranger who holds nothing but the sender's card.
 */
final class EquivocationProofTest {
  private static final int FORKS = Integer.getInteger("equivocations", 0);
  private static final int LONGEST = 4;

  private final TwoNodes two = new TwoNodes();

  private Forger.Forged forged(Urgency urgency) {
    Act act = two.unsent(urgency);
    return two.thief.statement(act, List.of());
  }

  /** A stranger's check, by the card alone. */
  private static boolean convinces(Bytes proof, Card card) {
    ForkProof fork = Country.CODEC.forkProof().decode(proof).find().orElseThrow();
    return ForkProof.conflicts(fork.held(), fork.other())
        && isSigned(fork.held(), card)
        && isSigned(fork.other(), card);
  }

  private static boolean isSigned(Signed<StatementHeader> header, Card card) {
    return card.findPair(header.value().sender().pair())
        .filter(
            pair ->
                Country.CRYPTO
                        .verifier()
                        .verify(
                            Purpose.STATEMENT,
                            header.value().createdAt(),
                            header.bytes(),
                            header.signatures(),
                            pair.certificates())
                    == Verdict.VALID)
        .isPresent();
  }

  /** The place {@code behind} the end of the lane, or the next one with another previous. */
  private void forks(Urgency urgency, int length, int behind) {
    for (int i = 0; i < length; i++) {
      two.offered(forged(urgency));
    }
    long seq = length - behind;
    Act act = two.unsent(urgency);
    StatementHeader header = with(two.thief.header(act), "seq", seq);
    header = with(header, "previous", org.vigilmesh.Fixtures.digest("another story"));
    Bytes body = Country.CODEC.body().encode(two.thief.body(act, List.of()));
    two.offered(two.thief.statement(body, header));
  }

  @Test
  void everyForkIsProvedWithinOneExchange() {
    proves(8);
  }

  @Test
  void soAreTwoHundred() {
    assumeTrue(
        FORKS > 0, "a minute: ./vigil test -Dtest=EquivocationProofTest -Dequivocations=200");
    proves(FORKS);
  }

  private void proves(int forks) {
    Card card = two.xa.country.card.value();
    MemoryStore clean = two.xb.store.copy();
    Random random = new Random(20_270_119L);
    int proved = 0;
    for (int i = 0; i < forks; i++) {
      two.xb.restartOn(clean.copy());
      two.mesh.pass(Duration.ofSeconds(2));
      Urgency urgency = Urgency.values()[i % Urgency.values().length];
      int length = 1 + random.nextInt(LONGEST);
      forks(urgency, length, random.nextInt(length + 1) - 1);
      var evidence = Watch.evidence(two.xb, two.xa);
      assertEquals(1, evidence.size(), "fork " + i);
      assertTrue(convinces(evidence.getFirst().objects().getFirst(), card), "fork " + i);
      assertEquals(LaneState.SUSPENDED, Watch.lane(two.xb, two.thief.lane(urgency)).state());
      assertEquals(length, Watch.lane(two.xb, two.thief.lane(urgency)).last().seq());
      proved++;
    }
    assertEquals(forks, proved);
  }
}
