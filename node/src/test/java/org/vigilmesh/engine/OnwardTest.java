package org.vigilmesh.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vigilmesh.Fixtures;
import org.vigilmesh.identity.OfficerId;
import org.vigilmesh.message.Act;
import org.vigilmesh.message.ActId;
import org.vigilmesh.message.CaseId;
import org.vigilmesh.message.Content;
import org.vigilmesh.message.Disclosure.OnwardTransferDecision;
import org.vigilmesh.message.Disclosure.OnwardTransferRequest;
import org.vigilmesh.message.Disclosure.Transfer;
import org.vigilmesh.message.Inquiry.SpontaneousInformation;
import org.vigilmesh.message.MessageFixtures;
import org.vigilmesh.message.RequestPart.Attachment;
import org.vigilmesh.message.RequestPart.Handling;
import org.vigilmesh.message.RequestPart.Secrecy;
import org.vigilmesh.port.Submissions.Submission;
import org.vigilmesh.port.Submissions.Submitted;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;
import org.vigilmesh.value.Urgency;

/** What another State gave under prior authorisation goes to no third one without its decision. */
final class OnwardTest {
  private static final Bytes LIST = Bytes.utf8("a list of accounts");
  private static final Digest ITEM = Digest.sha256(LIST);

  private final Mesh mesh = new Mesh();
  private final Letters letters = new Letters(mesh);
  private final Mesh.Member xa = mesh.add(Fixtures.XA, "j.morgan");
  private final Mesh.Member xb = mesh.add(Fixtures.XB, "a.haddad");
  private final Mesh.Member xc = mesh.add(Fixtures.XC, "n.okafor");
  private CaseId given = mesh.newCase();

  /** XB gives XA a file under prior authorisation. */
  @BeforeEach
  void aFileIsGiven() {
    mesh.introduce(xa, xb);
    mesh.introduce(xa, xc);
    given = mesh.newCase();
    assertInstanceOf(
        Submitted.AcceptedForSending.class, tell(xb, "a.haddad", xa, given, List.of()));
  }

  private SpontaneousInformation told() {
    LocalDate later = LocalDate.of(2032, 3, 4);
    return new SpontaneousInformation(
        MessageFixtures.REFS,
        "accounts of a shop",
        new Handling("TLP:AMBER", "stated_proceedings", "prior_authorisation", later, "closed"),
        new Secrecy(false, "", null),
        List.of(new Attachment("list.txt", "text/plain", LIST.size(), "evidence")),
        List.of());
  }

  private Submitted tell(
      Mesh.Member from, String officer, Mesh.Member to, CaseId caseId, List<Digest> seen) {
    return say(from, officer, to, told(), caseId, seen, List.of(LIST), null);
  }

  private Submitted say(
      Mesh.Member from,
      String officer,
      Mesh.Member to,
      Content content,
      CaseId caseId,
      List<Digest> seen,
      List<Bytes> files,
      @Nullable ActId id) {
    Act act =
        new Act(
            mesh.fresh(32),
            id == null ? ActId.of(mesh.now(), mesh.fresh(10)) : id,
            from.ref(),
            to.ref(),
            true,
            Urgency.URGENT,
            caseId,
            content,
            files.stream().map(Digest::sha256).toList(),
            seen,
            List.of(),
            List.of(new Act.Signer(new OfficerId(officer), Act.Purpose.AUTHOR)),
            mesh.now(),
            mesh.now().plus(Duration.ofHours(12)),
            "en",
            Digest.ZERO,
            List.of());
    Bytes bytes = Country.CODEC.act().encode(act);
    List<Submitted> answers = new ArrayList<>();
    from.engine
        .submissions()
        .submit(
            new Submission(
                bytes, List.of(from.country.endorse(officer, Act.endorsedDigest(bytes))), files),
            answers::add);
    mesh.settle();
    return answers.getFirst();
  }

  private List<Digest> seen(Mesh.Member at, Mesh.Member peer) {
    return at.engine
        .submissions()
        .draftContext(peer.ref().node(), given)
        .flatMap(context -> context.about())
        .orElseThrow()
        .latest();
  }

  private void decide(String state, Transfer outcome) {
    ActId asked = ActId.of(mesh.now(), mesh.fresh(10));
    OnwardTransferRequest asks =
        new OnwardTransferRequest(
            MessageFixtures.REFS,
            ITEM,
            state,
            "Prosecutor",
            "the same proceedings",
            "UNCC",
            "as agreed",
            mesh.now().plus(Duration.ofDays(5)),
            List.of());
    assertInstanceOf(
        Submitted.AcceptedForSending.class,
        say(xa, "j.morgan", xb, asks, given, seen(xa, xb), List.of(), asked));
    OnwardTransferDecision decides =
        new OnwardTransferDecision(
            MessageFixtures.REFS,
            asked,
            outcome,
            outcome == Transfer.GRANTED_WITH_CONDITIONS ? List.of("only there") : List.of(),
            mesh.now().plus(Duration.ofDays(30)),
            List.of());
    assertInstanceOf(
        Submitted.AcceptedForSending.class,
        say(xb, "a.haddad", xa, decides, given, seen(xb, xa), List.of(), null));
  }

  private Submitted passOn() {
    return tell(xa, "j.morgan", xc, mesh.newCase(), List.of());
  }

  private void assertRefused() {
    Submitted.Rejected rejected = assertInstanceOf(Submitted.Rejected.class, passOn());
    Submitted.Reason reason = rejected.reasons().getFirst();
    assertEquals("attachments[0]", reason.field());
    assertTrue(reason.what().startsWith("V69"), reason.what());
    assertEquals("PD-ONWARD", reason.citation());
  }

  @Test
  void itIsNotPassedOnBeforeItsStateHasSaidYes() {
    assertRefused();
    decide("XC", Transfer.GRANTED);
    assertInstanceOf(Submitted.AcceptedForSending.class, passOn());
  }

  @Test
  void aRefusalAnotherStateOrAnotherTimeIsNoYes() {
    decide("XC", Transfer.REFUSED);
    assertRefused();
    decide("XD", Transfer.GRANTED);
    assertRefused();
    decide("XC", Transfer.GRANTED_WITH_CONDITIONS);
    mesh.jump(Duration.ofDays(31));
    assertRefused();
  }

  @Test
  void itMayGoBackToWhereItCameFromAndOurOwnGoesWhereWeLike() {
    assertInstanceOf(
        Submitted.AcceptedForSending.class, tell(xa, "j.morgan", xb, mesh.newCase(), List.of()));
    assertInstanceOf(
        Submitted.AcceptedForSending.class, tell(xc, "n.okafor", xa, mesh.newCase(), List.of()));
  }
}
