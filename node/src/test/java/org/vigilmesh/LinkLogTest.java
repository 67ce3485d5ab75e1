package org.vigilmesh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.vigilmesh.delivery.Frame;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.port.Transport;
import org.vigilmesh.port.Transport.LinkId;
import org.vigilmesh.port.Transport.Security;

/** What operators read in the log about links. */
class LinkLogTest {
  private static final NodeId XB = Fixtures.XB;
  private static final NodeId XC = Fixtures.XC;
  private static final Security SECURITY = new Security("TLSv1.3", "X25519MLKEM768", "any");

  private final List<String> lines = new ArrayList<>();
  private final List<String> passed = new ArrayList<>();
  private Instant now = Instant.parse("2026-11-22T03:00:00Z");
  private final LinkLog log = new LinkLog(new Recorded(), () -> now, lines::add);

  @Test
  void aLinkIsToldWhenItComesAndWhenItGoesAndWhy() {
    log.opened(new LinkId(7), XB, true, SECURITY);
    log.closed(new LinkId(7), "superseded");
    assertEquals(
        List.of(
            "event=link.opened peer=" + XB + " link=7 dialled=true group=X25519MLKEM768",
            "event=link.closed peer=" + XB + " link=7 why=\"superseded\""),
        lines);
  }

  @Test
  void aDialThatFailsAgainForTheSameReasonIsToldOnce() {
    log.dialFailed(XB, "refused");
    log.dialFailed(XB, "refused");
    log.dialFailed(XB, "no answer");
    log.opened(new LinkId(1), XB, false, SECURITY);
    log.dialFailed(XB, "no answer");
    assertEquals(4, lines.size(), lines.toString());
  }

  @Test
  void aPeerThatConnectsWithoutEndFillsItsOwnShareOfTheLogOnly() {
    IntStream.range(0, 1_000)
        .forEach(
            i -> {
              log.opened(new LinkId(i), XB, false, SECURITY);
              log.closed(new LinkId(i), "connection lost");
            });
    log.opened(new LinkId(1_000), XC, false, SECURITY);
    assertEquals(31, lines.size());
    now = now.plus(Duration.ofMinutes(2));
    log.opened(new LinkId(1_001), XB, false, SECURITY);
    assertTrue(lines.contains("event=link.unwritten peer=" + XB + " lines=1970"), lines.toString());
  }

  @Test
  void whatOthersSayBecomesOneLineWithoutQuotes() {
    log.dialFailed(XB, "a\nevent=forged \"\rb\"");
    assertEquals(
        List.of("event=dial.failed peer=" + XB + " why=\"a event=forged  b\""),
        lines.stream().map(line -> line.replace(" \"", " \"")).toList());
  }

  @Test
  void everythingIsPassedOn() {
    log.opened(new LinkId(7), XB, true, SECURITY);
    log.writable(new LinkId(7));
    log.received(new LinkId(7), new Frame.IdentityRequest(0, 0, 0));
    log.closed(new LinkId(7), "over");
    log.dialFailed(XB, "refused");
    assertEquals(
        List.of("opened", "writable", "received", "closed over", "failed refused"), passed);
  }

  private final class Recorded implements Transport.Events {
    @Override
    public void opened(LinkId link, NodeId peer, boolean dialled, Security security) {
      passed.add("opened");
    }

    @Override
    public void dialFailed(NodeId peer, String why) {
      passed.add("failed " + why);
    }

    @Override
    public void received(LinkId link, Frame frame) {
      passed.add("received");
    }

    @Override
    public void writable(LinkId link) {
      passed.add("writable");
    }

    @Override
    public void closed(LinkId link, String why) {
      passed.add("closed " + why);
    }
  }
}
