package org.vigilmesh.adapter.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.vigilmesh.Fixtures.T;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.vigilmesh.proto.v1.CountRequest;
import org.vigilmesh.proto.v1.ListKeptRequest;
import org.vigilmesh.proto.v1.RegisterGrpc;
import org.vigilmesh.proto.v1.RegisterGrpc.RegisterBlockingStub;
import org.vigilmesh.proto.v1.ShowLawRequest;

/** What is asked across cases and cards by the second service of a real admin socket. */
final class RegisterQuestionsTest extends AdminSocket {
  private RegisterBlockingStub registers() {
    return RegisterGrpc.newBlockingStub(channel());
  }

  @Test
  void theLawOfAPeerIsToldByBothCards() {
    var ask = ShowLawRequest.newBuilder().setPeer("xb").setAt(T.plusSeconds(5).toEpochMilli());
    var law = registers().showLaw(ask.build()).getLaw();
    assertEquals(3, law.getOurCard());
    assertEquals(2, law.getTheirCard());
    var basis = law.getBases(0);
    assertEquals("BUD not_declared", basis.getBasis() + " " + basis.getFooting());
    assertEquals(T.toEpochMilli(), basis.getOurs().getFrom());
    assertEquals(T.plusSeconds(5).toEpochMilli(), basis.getOurs().getTo());
    assertTrue(basis.getOurs().getReserved());
    assertFalse(basis.getTheirs().getDeclared() || basis.getTheirs().hasFrom());
    assertEquals(
        "E-NO-SUCH-PEER", registers().showLaw(ask.setPeer("xc").build()).getFailed().getCode());
  }

  @Test
  void whatIsKeptAndHowManyIsToldWithoutContent() {
    var kept = registers().listKept(ListKeptRequest.getDefaultInstance()).getKept().getCases(0);
    assertEquals(PlainNode.CASE.toString(), kept.getCaseId());
    assertEquals(T.plusSeconds(9).toEpochMilli(), kept.getDueAt());
    assertEquals(List.of("a.haddad"), List.copyOf(kept.getHoldersList()));
    assertTrue(kept.getDue());
    var ask = CountRequest.newBuilder().setFrom(1).setTo(2);
    var counts = registers().count(ask.build()).getCounts();
    assertEquals(17, counts.getCounts(0).getCount());
    assertFalse(counts.getCounts(1).hasCount());
    assertEquals("E-INPUT", registers().count(ask.setTo(1).build()).getFailed().getCode());
  }
}
