package org.vigilmesh.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigilmesh.proto.v1.ActProgress;
import org.vigilmesh.proto.v1.SubmitResponse;

/**
 * A real node's old store is put back: it says nothing under its old incarnation, and after its
 * people have begun a new one, every request is there once on both sides.
 */
class RestoredNodeTest {
  private static final int BEFORE = 2;
  private static final int LOST = 5;

  @TempDir private Path home;

  @Test
  void aStoreThatWasPutBackIsReadOnlyUntilItsPeopleBeginAnew() throws IOException {
    List<Acts.Signed> all = new ArrayList<>();
    try (RealNodes nodes = RealNodes.start(home, 2);
        RequestSender sender = new RequestSender(nodes)) {
      DemoNode xa = nodes.xa();
      deliver(sender, all, BEFORE);
      xa.close();
      Path backup = home.resolve("backup.db");
      Files.copy(xa.layout().store(), backup);
      nodes.start(xa);
      deliver(sender, all, LOST);
      xa.close();
      putBack(backup, xa.layout().store());
      nodes.start(xa);

      Runs.Result status = readOnly(nodes, xa);
      assertTrue(status.out().contains("xb\tstatement\t"), status.out());
      assertTrue(status.err().contains("vigil node resume"), status.err());
      assertEquals(9, nodes.run(xa, "peers", "suspend", "xb", "--reason", "x").code());
      nodes.await(nodes.xb(), xa, "only the lanes of before", peer -> lanes(peer) == 1);

      Runs.Result plan = nodes.run(xa, "node", "resume", "--dry-run");
      assertEquals(0, plan.code(), plan.err());
      assertTrue(plan.out().contains("\t" + LOST + "\n"), plan.out());
      Runs.Result resumed = resume(nodes, xa);
      assertEquals(0, resumed.code(), resumed.err());
      all.forEach(act -> awaitReturn(sender, act));
      deliver(sender, all, 1);
      assertEquals("normal", nodes.run(xa, "node", "status").field("mode"));
      assertEquals(0, nodes.run(xa, "journal", "verify").code(), "journal of XA");
      assertEquals(0, nodes.run(nodes.xb(), "journal", "verify").code(), "journal of XB");
      compare(nodes, all);
    }
  }

  private static void deliver(RequestSender sender, List<Acts.Signed> all, int count) {
    for (int i = 0; i < count; i++) {
      Acts.Signed act = sender.sign();
      SubmitResponse answer = sender.submit(act);
      assertTrue(answer.hasAccepted(), answer.toString());
      sender.awaitDelivery(act);
      all.add(act);
    }
  }

  /** What was lost is unknown to its own node until the peer has handed it back. */
  private static void awaitReturn(RequestSender sender, Acts.Signed act) {
    RealNodes.until(
        "return of act " + act.id(),
        () -> {
          try {
            return Optional.of(sender.progress(act)).filter(ActProgress::hasDelivered);
          } catch (CliException e) {
            assertEquals("E-NO-SUCH-ACT", e.code());
            return Optional.empty();
          }
        });
  }

  private static void putBack(Path backup, Path store) throws IOException {
    for (String suffix : List.of("-wal", "-shm")) {
      Files.deleteIfExists(store.resolveSibling(store.getFileName() + suffix));
    }
    Files.copy(backup, store, StandardCopyOption.REPLACE_EXISTING);
  }

  private static Runs.Result readOnly(RealNodes nodes, DemoNode node) {
    return RealNodes.until(
        node.shown() + " notices",
        () -> Optional.of(nodes.run(node, "node", "status")).filter(said -> said.code() == 9));
  }

  private static long lanes(org.vigilmesh.proto.v1.PeerStatus peer) {
    return peer.getLanesList().stream().filter(lane -> !lane.getOutbound()).count();
  }

  private static Runs.Result resume(RealNodes nodes, DemoNode node) {
    Path keys = Founding.ceremonyOf(node.layout());
    return nodes.run(
        node,
        "node",
        "resume",
        "--authority",
        keys.resolve("authority-1.key").toString(),
        "--passphrase-file",
        keys.resolve("passphrase").toString(),
        "--reason",
        "the disk was replaced",
        "--yes=" + node.name());
  }

  private static void compare(RealNodes nodes, List<Acts.Signed> all) {
    nodes.close();
    List<String> told = Told.sorted(all.stream().map(Acts.Signed::id));
    Told.compare(nodes.xa(), nodes.xb(), told, "a restored XA");
    try (Ledger xb = new Ledger(nodes.xb())) {
      assertEquals(all.size(), xb.count("matter"), "one case at XB for each request");
    }
  }
}
