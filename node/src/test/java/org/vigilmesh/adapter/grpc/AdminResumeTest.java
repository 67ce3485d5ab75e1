package org.vigilmesh.adapter.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.vigilmesh.Fixtures.T;
import static org.vigilmesh.Fixtures.digest;

import com.google.protobuf.ByteString;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.vigilmesh.proto.v1.Failure;
import org.vigilmesh.proto.v1.LaneWitness;
import org.vigilmesh.proto.v1.ListWitnessesRequest;
import org.vigilmesh.proto.v1.PeerReasonRequest;
import org.vigilmesh.proto.v1.PeerWitness;
import org.vigilmesh.proto.v1.PlanResumeRequest;
import org.vigilmesh.proto.v1.ResumePlan;
import org.vigilmesh.proto.v1.ResumeRequest;

/** The calls about what peers remember of this node, and about beginning anew. */
final class AdminResumeTest extends AdminSocket {
  private static ByteString bs(org.vigilmesh.value.Digest digest) {
    return ByteString.copyFrom(digest.bytes().toArray());
  }

  private static ListWitnessesRequest of(String node) {
    return ListWitnessesRequest.newBuilder().setNode(node).build();
  }

  @Test
  void whatAPeerRemembersComesWithEveryFact() {
    PeerWitness xb = admin().listWitnesses(of("xb")).getWitnesses().getWitnesses(0);
    assertEquals(T.plusSeconds(1).toEpochMilli(), xb.getHeardAt());
    assertEquals("3/abcdef01 1/12345678", xb.getOurIncarnation() + " " + xb.getTheirIncarnation());
    assertEquals(bs(digest("their head")), xb.getTheirHead());
    assertEquals(T.plusSeconds(2).toEpochMilli(), xb.getTheirHeadAt());
    LaneWitness out = xb.getLanes(0);
    assertTrue(out.getOutbound());
    assertEquals(List.of(7L, 5L, 10L), List.of(out.getOurs(), out.getReceipted(), out.getTheirs()));
    assertEquals(bs(digest("seven")), out.getOursHash());
    assertEquals(bs(digest("ten")), out.getTheirsHash());
    assertFalse(xb.getLanes(1).hasTheirs(), "it says nothing of that lane");
    assertEquals("STATEMENT", xb.getPresented(0).getKind());
    assertEquals(10, xb.getPresented(0).getNumber());
    assertEquals(bs(digest("ten")), xb.getPresented(0).getHash());
    assertEquals(bs(digest("proof")), xb.getForks(0).getProof());
    assertEquals("2/99999999", xb.getWaitingStart());
  }

  @Test
  void withoutANameAllPeersAnswerAndAStrangerIsNotFound() {
    assertEquals(1, admin().listWitnesses(of("")).getWitnesses().getWitnessesCount());
    assertEquals(
        Failure.FAILURE_NOT_FOUND, admin().listWitnesses(of("xc")).getFailed().getFailure());
    assertEquals(
        Failure.FAILURE_INPUT, admin().listWitnesses(of("no node")).getFailed().getFailure());
  }

  @Test
  void thePlanHoldsWhatAnAuthorityMustSign() {
    ResumePlan plan = admin().planResume(PlanResumeRequest.getDefaultInstance()).getPlan();
    assertEquals(bs(digest("challenge")), plan.getChallenge());
    assertEquals("xa", plan.getNode().getNode());
    assertEquals(3, plan.getPrevious().getNumber());
    assertEquals(16, plan.getPrevious().getRandom().size());
    assertEquals(4, plan.getNumber());
    assertEquals("rolled back", plan.getWhy());
    assertEquals(T.minusSeconds(7).toEpochMilli(), plan.getSince());
    assertEquals("xb", plan.getPeers(0).getNode());
  }

  @Test
  void aRefusedPlanKeepsItsCode() {
    node.breakDown();
    var failed = admin().planResume(PlanResumeRequest.getDefaultInstance()).getFailed();
    assertEquals("E-RESUME-NO-PEER", failed.getCode());
    assertEquals(Failure.FAILURE_UNREACHABLE, failed.getFailure());
  }

  @Test
  void theWordOfAnAuthorityAndOfAnAdministratorReachTheNodeWithTheirCaller() {
    ResumeRequest request =
        ResumeRequest.newBuilder()
            .setChallenge(bs(digest("challenge")))
            .setReason("restored")
            .setEndorsement(AdminForms.endorsement(PlainNode.by("authority")))
            .build();
    assertEquals(17, admin().resume(request).getDone().getJournal());
    admin().confirmStart(PeerReasonRequest.newBuilder().setNode("xb").setReason("called").build());
    assertEquals(
        List.of(
            "resume " + digest("challenge").brief() + " restored authority " + USER,
            "confirmStart xb called " + USER),
        node.asked());
    assertEquals(
        Failure.FAILURE_INPUT,
        admin().resume(request.toBuilder().clearChallenge().build()).getFailed().getFailure());
  }
}
