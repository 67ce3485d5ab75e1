package org.vigilmesh.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigilmesh.proto.v1.ActProgress;
import org.vigilmesh.proto.v1.PeerStatus;

/** Three processes with real keys, sockets and databases, as their officers and staff meet them. */
class RealNodesTest {
  private static final int IN_FLIGHT = 200;

  @TempDir private static Path home;
  private static RealNodes nodes;

  @BeforeAll
  static void threeCountriesKnowEachOther() {
    nodes = RealNodes.start(home, 3);
  }

  @AfterAll
  static void end() {
    nodes.close();
  }

  @Test
  void aLiveLinkRunsOnTheHybridGroupAndSaysSo() {
    nodes.await(nodes.xa(), nodes.xb(), "a link", PeerStatus::getLinked);

    Runs.Result shown = nodes.run(nodes.xa(), "peers", "show", "xb");

    assertEquals(0, shown.code(), shown.err());
    assertEquals("X25519MLKEM768", shown.field("group"));
    assertEquals("TLSv1.3", shown.field("protocol"));
  }

  @Test
  void aRequestToAStoppedNodeIsDeliveredWithinThreeSecondsOfTheNewLink() {
    try (RequestSender sender = new RequestSender(nodes)) {
      nodes.xb().close();
      nodes.await(nodes.xa(), nodes.xb(), "no link", peer -> !peer.getLinked());
      Acts.Signed act = sender.sign();
      sender.submit(act);
      assertFalse(sender.progress(act).hasDelivered(), "delivered to a process that does not run");

      nodes.start(nodes.xb());
      ActProgress delivered = sender.awaitDelivery(act);
      long linked = nodes.peer(nodes.xa(), nodes.xb()).getLinkedSince();

      long millis = delivered.getDelivered() - linked;
      assertTrue(
          millis <= Duration.ofSeconds(3).toMillis(), () -> millis + " ms from link to receipt");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"sealing", "transport", "signing"})
  void aKeyIsRotatedWhileRequestsAreInFlightAndNoneIsLost(String use) {
    nodes.await(nodes.xa(), nodes.xb(), "a link", PeerStatus::getLinked);
    List<String> before = keys(use);
    try (RequestSender sender = new RequestSender(nodes);
        ExecutorService officers = Executors.newFixedThreadPool(4)) {
      List<Future<Acts.Signed>> handedOver = new ArrayList<>();
      for (int i = 0; i < IN_FLIGHT; i++) {
        handedOver.add(officers.submit(() -> submitted(sender)));
        if (i == IN_FLIGHT / 4) {
          assertEquals(0, rotate(use), "rotation of the " + use + " key");
        }
      }
      for (Future<Acts.Signed> one : handedOver) {
        sender.awaitDelivery(got(one));
      }
      sender.awaitDelivery(submitted(sender));
    }
    List<String> after = keys(use);
    after.removeAll(before);
    assertEquals(1, after.size(), "one new " + use + " key");
  }

  private static Acts.Signed submitted(RequestSender sender) {
    Acts.Signed act = sender.sign();
    sender.submit(act);
    return act;
  }

  private static Acts.Signed got(Future<Acts.Signed> future) {
    return switch (future.state()) {
      case SUCCESS -> future.resultNow();
      default ->
          RealNodes.until(
              "an answer to a request",
              () ->
                  future.isDone()
                      ? java.util.Optional.of(future.resultNow())
                      : java.util.Optional.empty());
    };
  }

  private static int rotate(String use) {
    if (!use.equals("signing")) {
      return nodes.run(nodes.xa(), "keys", "rotate", "--use", use).code();
    }
    Path ceremony = Founding.ceremonyOf(nodes.xa().layout());
    return nodes
        .run(
            nodes.xa(),
            "keys",
            "rotate",
            "--use",
            use,
            "--anchor",
            ceremony.resolve("anchor.key").toString(),
            "--passphrase-file",
            ceremony.resolve("passphrase").toString())
        .code();
  }

  private static List<String> keys(String use) {
    Runs.Result listed = nodes.run(nodes.xa(), "keys", "list", "-o", "ndjson");
    assertEquals(0, listed.code(), listed.err());
    return new ArrayList<>(
        listed
            .out()
            .lines()
            .filter(line -> line.contains("\"use\":\"" + use + "\""))
            .map(line -> line.replaceAll(".*\"id\":\"([0-9a-f]+)\".*", "$1"))
            .toList());
  }

  @Test
  void aFlippedBitInAJournalRowOrAStatementIsFoundAndNamed() {
    try (RequestSender sender = new RequestSender(nodes)) {
      sender.awaitDelivery(submitted(sender));
    }
    for (DemoNode node : nodes.all()) {
      assertEquals(0, nodes.run(node, "journal", "verify").code(), node.shown());
    }
    DemoNode node = nodes.xb();
    node.close();
    long entry;
    long place;
    try (Ledger ledger = new Ledger(node)) {
      entry = ledger.number("SELECT max(number) / 2 FROM journal WHERE 1");
      place = ledger.number("SELECT min(place) FROM statement WHERE 1");
      ledger.flip("journal", "entry", "number", entry);
    }
    String broken = brokenAt(node);
    assertTrue(broken.contains("entry " + entry + " "), broken);

    try (Ledger ledger = new Ledger(node)) {
      ledger.flip("journal", "entry", "number", entry);
      ledger.flip("statement", "header", "place", place);
    }
    broken = brokenAt(node);
    assertTrue(broken.contains("statement"), broken);

    try (Ledger ledger = new Ledger(node)) {
      ledger.flip("statement", "header", "place", place);
    }
    nodes.start(node);
    assertEquals(0, nodes.run(node, "journal", "verify").code(), "after both bits are back");
  }

  /** What the verification of a damaged node says; the node is stopped again. */
  private static String brokenAt(DemoNode node) {
    nodes.start(node);
    Runs.Result verified = nodes.run(node, "journal", "verify");
    node.close();
    assertEquals(6, verified.code(), verified.out() + verified.err());
    return verified.err();
  }
}
