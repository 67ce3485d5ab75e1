package org.vigilmesh.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.vigilmesh.delivery.Frame;
import org.vigilmesh.envelope.Sealed;
import org.vigilmesh.port.Administration.KeyUse;
import org.vigilmesh.port.Rows.ActState;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;
import org.vigilmesh.value.Urgency;

/**
 * Keys are changed, or lost, between any two steps of a run with statements under way: no act is
 * lost, doubled or stuck; in all that traffic no content key and no place is used twice.
 */
final class RotationInFlightTest {
  private static final int POSITIONS = Integer.getInteger("rotation.positions", 0);

  /** After so many steps of both nodes all is said. */
  private static final int STEPS = 100;

  private final Set<Bytes> commitments = new HashSet<>();
  private final Set<Bytes> envelopes = new HashSet<>();
  private final Set<Bytes> sealings = new HashSet<>();
  private final Map<String, Digest> places = new HashMap<>();
  private int ran;

  private Optional<Frame> look(int run, String to, Frame frame) {
    if (frame instanceof Frame.Statements(Urgency lane, List<Frame.Offered> offered)) {
      for (Frame.Offered one : offered) {
        String place = run + to + lane + one.incarnation() + one.place().seq();
        Digest before = places.putIfAbsent(place, one.place().hash());
        assertTrue(before == null || before.equals(one.place().hash()), "two at " + place);
        if (sealings.add(one.sealed())) {
          Sealed sealed = Country.CODEC.sealed().decode(one.sealed()).find().orElseThrow();
          assertTrue(commitments.add(sealed.commitment()), "a content key twice");
          assertTrue(envelopes.add(sealed.header().envelopeId()), "an envelope id twice");
        }
      }
    }
    return Optional.of(frame);
  }

  private enum Change {
    LOST,
    SEALING,
    TRANSPORT;

    void of(Mesh.Member member) {
      switch (this) {
        case LOST -> List.copyOf(member.keys.sealingKeys()).forEach(member.keys::destroySealingKey);
        case SEALING -> rotate(member, KeyUse.SEALING);
        case TRANSPORT -> rotate(member, KeyUse.TRANSPORT);
      }
    }

    private static void rotate(Mesh.Member member, KeyUse use) {
      Mesh.require(member.engine.administration().rotate(use, false, "admin"));
    }
  }

  /** One turn and one piece of the pool's work of {@code member}. */
  private static void step(Mesh.Member member) {
    member.engine.step();
    Supplier<Event> job = member.work.poll();
    if (job != null) {
      member.engine.post(job.get());
    }
  }

  private void run(int position) {
    int number = ran++;
    TwoNodes two = new TwoNodes();
    two.xa.links.arriving = frame -> look(number, "xa", frame);
    two.xb.links.arriving = frame -> look(number, "xb", frame);
    List<Letters.Sent> sent = new ArrayList<>();
    for (int round = 0; round < 2; round++) {
      for (Urgency urgency : Urgency.values()) {
        sent.add(two.letters.send(two.letters.test(two.xa, two.xb, urgency)));
        sent.add(two.letters.send(two.letters.test(two.xb, two.xa, urgency)));
      }
    }
    for (int i = 0; i < position; i++) {
      step(i % 2 == 0 ? two.xa : two.xb);
    }
    Change change = Change.values()[number % Change.values().length];
    change.of(two.xb);
    two.mesh.settle();
    two.mesh.pass(Duration.ofSeconds(90));
    for (Letters.Sent one : sent) {
      Mesh.Member from = one.act().sender().equals(two.xa.ref()) ? two.xa : two.xb;
      Mesh.Member to = from == two.xa ? two.xb : two.xa;
      String what = change + " at step " + position + ", " + one.act().urgency();
      assertEquals(ActState.DELIVERED, Watch.state(from, one), what);
      assertEquals(ActState.APPLIED, Watch.state(to, one), what);
      assertEquals(1, to.store.read(view -> view.acts(one.act().caseId())).size(), what);
    }
    assertFalse(Watch.isReadOnly(two.xa) || Watch.isReadOnly(two.xb));
  }

  @Test
  void aKeyThatIsChangedOrLostAtAnyStepLosesNoActAndNothingIsUsedTwice() {
    runs(5);
  }

  @Test
  void norAtAnyOfTwoHundredPlaces() {
    assumeTrue(
        POSITIONS > 0,
        "minutes: ./vigil test -Dtest=RotationInFlightTest -Drotation.positions=200");
    runs(POSITIONS);
  }

  private void runs(int positions) {
    for (int i = 0; i < positions; i++) {
      run(i * STEPS / positions);
    }
    assertTrue(sealings.size() >= positions * 12);
  }
}
