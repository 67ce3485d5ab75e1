package org.vigilmesh.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.vigilmesh.delivery.Frame;
import org.vigilmesh.envelope.Receipt;
import org.vigilmesh.identity.Signed;
import org.vigilmesh.port.MemoryStore;
import org.vigilmesh.port.Rows.StatementRow;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;
import org.vigilmesh.value.Urgency;

/** Attack, or a crash: a receipt for what the store does not hold. */
final class ReceiptTruthTest {
  private final TwoNodes two = new TwoNodes();
  private final List<Receipt> seen = new ArrayList<>();

  /** Looks at XB's store at the moment in which a receipt leaves it. */
  private Optional<Frame> look(Frame frame) {
    if (frame instanceof Frame.Receipts(List<Bytes> receipts)) {
      for (Bytes container : receipts) {
        Signed<Receipt> signed =
            Country.CODEC.signedReceipt().decode(container).find().orElseThrow();
        isTrue(signed.value(), two.xb.store);
        seen.add(signed.value());
      }
    }
    return Optional.of(frame);
  }

  private static void isTrue(Receipt receipt, MemoryStore store) {
    List<StatementRow> held =
        store.read(view -> view.statements(receipt.lane(), 1, (int) receipt.upTo().seq()));
    assertEquals(receipt.upTo().seq(), held.size(), "1 to n are stored");
    assertEquals(receipt.upTo().hash(), held.getLast().headerHash(), "and n has this hash");
    Digest previous = Digest.ZERO;
    for (StatementRow row : held) {
      var header = Country.CODEC.signedHeader().decode(row.header()).find().orElseThrow();
      assertEquals(previous, header.value().previous());
      previous = header.hash();
    }
  }

  @Test
  void whatAReceiptSaysIsInTheStoreWhenItLeavesAndAfterAKill() {
    two.xa.links.arriving = this::look;
    for (int round = 0; round < 6; round++) {
      for (Urgency urgency : Urgency.values()) {
        two.letters.send(two.letters.test(two.xa, two.xb, urgency));
      }
      two.mesh.settle();
      int before = seen.size();
      two.xb.restart();
      two.mesh.pass(Duration.ofSeconds(5));
      seen.subList(0, before).forEach(receipt -> isTrue(receipt, two.xb.store));
    }
    assertTrue(seen.size() >= 6, "each round had its receipts: " + seen.size());
  }
}
