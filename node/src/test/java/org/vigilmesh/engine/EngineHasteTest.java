package org.vigilmesh.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.vigilmesh.identity.Officer.Role.OFFICER;
import static org.vigilmesh.message.MessageFixtures.REFS;
import static org.vigilmesh.message.MessageFixtures.with;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vigilmesh.Fixtures;
import org.vigilmesh.identity.Officer;
import org.vigilmesh.identity.Roster;
import org.vigilmesh.message.Assistance;
import org.vigilmesh.message.Content;
import org.vigilmesh.message.Decision.Value;
import org.vigilmesh.message.Holding;
import org.vigilmesh.port.Submissions.Submitted;
import org.vigilmesh.value.Bytes;

/** Two acts of one side, the second handed in while the first is still being signed. */
final class EngineHasteTest {
  private final Mesh mesh = new Mesh();
  private final Letters letters = new Letters(mesh);
  private Mesh.Member xb;
  private Matter matter;

  @BeforeEach
  void aHold() {
    Mesh.Member xa = mesh.add(Fixtures.XA, "j.morgan", "p.reyes");
    xb = mesh.add(Fixtures.XB, "a.haddad", "b.lind");
    mesh.introduce(xa, xb);
    matter = new Matter(mesh, letters, xa, xb);
    Roster old = xb.country.roster.value();
    List<Officer> people =
        old.officers().stream()
            .map(one -> with(one, "role", Officer.Role.CENTRAL_AUTHORITY))
            .map(one -> one.id().text().equals("b.lind") ? one : with(one, "role", OFFICER))
            .toList();
    Roster next = with(with(old, "version", 2L), "previous", xb.country.roster.hash());
    Bytes roster =
        Country.CODEC
            .endorsedRoster()
            .encode(xb.country.endorsed(with(next, "officers", people), 2));
    Mesh.require(xb.engine.administration().importRoster(roster, "admin"));
    mesh.settle();
    matter.request();
    mesh.settle();
    matter.acknowledge();
    mesh.settle();
    matter.decide(Value.ACCEPTED);
    mesh.settle();
    matter.preserve();
    mesh.settle();
    assertEquals("preserved", matter.stateAt(xb));
  }

  /** Signed by the central authority. */
  private Letters.Sent attested(Content content) {
    Letters.Draft usual = matter.answering(content);
    return letters.send(
        new Letters.Draft(
            usual.from(),
            usual.to(),
            content,
            usual.caseId(),
            usual.urgency(),
            usual.parents(),
            List.of("b.lind"),
            usual.life()));
  }

  private Instant now() {
    return mesh.now().truncatedTo(ChronoUnit.SECONDS);
  }

  @Test
  void aDecisionOnAssistanceIsNotRefusedBecauseItsReceiptIsStillBeingSigned() {
    Letters.Sent received =
        attested(
            new Assistance.MlaReceived(REFS, "MLA-7", now(), "XB central authority", List.of()));
    Letters.Sent decided =
        attested(
            new Assistance.MlaDecided(
                REFS, "MLA-7", Assistance.Execution.EXECUTED, now(), null, List.of()));
    mesh.settle();
    assertTrue(received.isAccepted(), received.toString());
    assertTrue(decided.isAccepted(), decided.toString());
    assertEquals("mla_decided", matter.stateAt(xb));
  }

  @Test
  void aHoldDoesNotEndWhileTheReceiptOfARequestForAssistanceIsBeingSigned() {
    Instant later = now().plus(61, ChronoUnit.DAYS);
    mesh.jump(java.time.Duration.ofDays(62));
    Letters.Sent received =
        attested(
            new Assistance.MlaReceived(REFS, "MLA-7", now(), "XB central authority", List.of()));
    Letters.Sent ended =
        matter.answer(
            new Holding.ExpiryFinal(REFS, later, later, "R-1", List.of(), true, List.of()));
    mesh.settle();
    assertTrue(received.isAccepted(), received.toString());
    String answer = ended.answer().map(Submitted::toString).orElse("");
    assertTrue(answer.contains("Rejected"), answer);
    assertEquals("mla_received", matter.stateAt(xb));
  }
}
