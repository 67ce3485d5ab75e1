package org.vigilmesh.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.port.MemoryStore;
import org.vigilmesh.port.Rows.ActState;
import org.vigilmesh.value.Urgency;

/** Attack: witnesses of what a restore lost come late, one after the other, to halt it again. */
final class LateWitnessTest {
  private final TwoNodes two = new TwoNodes();

  @Test
  void peersThatReturnOneByOneAfterARestoreHaltNobodyAgain() {
    List<Mesh.Member> late = new ArrayList<>();
    for (String node : List.of("xc", "xd", "xe")) {
      Mesh.Member peer = two.mesh.add(new NodeId(node), "n.okafor");
      two.mesh.introduce(two.xa, peer);
      late.add(peer);
    }
    MemoryStore backup = two.xa.store.copy();
    List<Letters.Sent> lost = new ArrayList<>();
    for (Mesh.Member peer : late) {
      lost.add(two.test(two.xa, peer, Urgency.ROUTINE));
      two.down(peer, true);
    }
    two.test(two.xa, two.xb, Urgency.ROUTINE);
    assertTrue(two.restored(two.xa, backup));
    two.resumed(two.xa);
    for (int i = 0; i < late.size(); i++) {
      two.down(late.get(i), false);
      two.mesh.pass(Duration.ofMinutes(6));
      assertFalse(Watch.isReadOnly(two.xa), "what is of an ended incarnation stops nobody");
      assertEquals(ActState.DELIVERED, Watch.state(two.xa, lost.get(i)), "it is handed back");
    }
    assertEquals(2, two.xa.store.read(view -> view.life()).orElseThrow().incarnation().number());
  }
}
