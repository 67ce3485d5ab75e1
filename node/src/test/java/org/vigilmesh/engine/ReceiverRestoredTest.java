package org.vigilmesh.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.vigilmesh.delivery.Frame;
import org.vigilmesh.port.MemoryStore;
import org.vigilmesh.port.Rows.ActState;
import org.vigilmesh.value.Urgency;

/** Attack, or an accident: a receiver signs for what it then no longer has. */
final class ReceiverRestoredTest {
  private final TwoNodes two = new TwoNodes();

  @Test
  void itsFalseReceiptsAreWithdrawnAndTheStatementsOfferedAgain() {
    Letters.Sent kept = two.test(two.xa, two.xb, Urgency.ROUTINE);
    MemoryStore backup = two.xb.store.copy();
    List<Letters.Sent> lost = new ArrayList<>();
    for (Urgency urgency : Urgency.values()) {
      lost.add(two.test(two.xa, two.xb, urgency));
    }
    lost.forEach(sent -> assertEquals(ActState.DELIVERED, Watch.state(two.xa, sent)));
    assertTrue(two.restored(two.xb, backup));
    two.xb.links.arriving =
        frame -> frame instanceof Frame.Statements ? Optional.empty() : Optional.of(frame);
    two.resumed(two.xb);
    for (Letters.Sent sent : lost) {
      assertEquals(ActState.ACCEPTED_FOR_SENDING, Watch.state(two.xa, sent), "no longer delivered");
      assertEquals("stored, then lost by their node", Watch.act(two.xa, sent).stateReason());
      assertTrue(progress(sent).delivered().isEmpty(), "and no page says so");
    }
    assertEquals(ActState.DELIVERED, Watch.state(two.xa, kept));
    assertTrue(Watch.alarms(two.xa).contains("E-PEER-RESTORED"));
    two.xb.links.arriving = Optional::of;
    two.mesh.pass(java.time.Duration.ofMinutes(1));
    for (Letters.Sent sent : lost) {
      assertEquals(ActState.DELIVERED, Watch.state(two.xa, sent));
      assertEquals(ActState.APPLIED, Watch.state(two.xb, sent));
      assertEquals(1, two.xb.store.read(view -> view.acts(sent.act().caseId())).size(), "once");
    }
  }

  private org.vigilmesh.port.Submissions.Progress progress(Letters.Sent sent) {
    return two.xa.engine.submissions().progress(sent.act().id()).orElseThrow();
  }
}
