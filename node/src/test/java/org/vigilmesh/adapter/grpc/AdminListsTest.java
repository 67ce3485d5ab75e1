package org.vigilmesh.adapter.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.vigilmesh.Fixtures.T;
import static org.vigilmesh.Fixtures.XB;
import static org.vigilmesh.Fixtures.digest;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.vigilmesh.port.CaseQuery;
import org.vigilmesh.proto.v1.CaseOrder;
import org.vigilmesh.proto.v1.CheckCasesRequest;
import org.vigilmesh.proto.v1.Failure;
import org.vigilmesh.proto.v1.ListCasesRequest;
import org.vigilmesh.proto.v1.Urgency;

/** The lists of cases over a real socket: what is asked arrives, what cannot be meant does not. */
final class AdminListsTest extends AdminSocket {
  /** What a request asks for, and the question that the node then gets. */
  private record Asked(ListCasesRequest.Builder request, CaseQuery query) {}

  @Test
  void eachFilterOfAListReachesTheNode() {
    var all = ListCasesRequest.newBuilder();
    CaseQuery due = CaseQuery.by(CaseQuery.Order.DEADLINE);
    List<Asked> table =
        List.of(
            new Asked(all.clone(), CaseQuery.NEWEST),
            new Asked(all.clone().setState("sent"), CaseQuery.NEWEST.inState("sent")),
            new Asked(all.clone().setPeer("xb"), CaseQuery.NEWEST.with(XB)),
            new Asked(
                all.clone().setUrgency(Urgency.URGENCY_EMERGENCY),
                CaseQuery.NEWEST.of(org.vigilmesh.value.Urgency.EMERGENCY)),
            new Asked(
                all.clone().setIdentifier("a@b.example"),
                CaseQuery.NEWEST.naming(digest("identifier a@b.example"))),
            new Asked(
                all.clone().setReference("XB-7"),
                CaseQuery.NEWEST.naming(digest("reference XB-7"))),
            new Asked(all.clone().setOrder(CaseOrder.CASE_ORDER_LAST_CHANGED), CaseQuery.NEWEST),
            new Asked(
                all.clone()
                    .setOrder(CaseOrder.CASE_ORDER_DEADLINE)
                    .setUntil(T.plusSeconds(1).toEpochMilli()),
                due.before(Instant.ofEpochMilli(T.plusSeconds(1).toEpochMilli()))),
            new Asked(
                all.clone().setOrder(CaseOrder.CASE_ORDER_HOLD_END),
                CaseQuery.by(CaseQuery.Order.HOLD_END)));
    for (Asked asked : table) {
      assertFalse(admin().listCases(asked.request().build()).hasFailed());
      assertEquals(asked.query(), node.question());
    }
  }

  @Test
  void aListThatCannotBeMeantIsRefused() {
    var all = ListCasesRequest.newBuilder();
    for (var request :
        List.of(
            all.clone().setUntil(1),
            all.clone().setIdentifier("a").setReference("b"),
            all.clone().setPeer("no node"),
            all.clone().setOrderValue(9),
            all.clone().setLimit(501))) {
      assertEquals(
          Failure.FAILURE_INPUT, admin().listCases(request.build()).getFailed().getFailure());
    }
  }

  @Test
  void theCheckOfSummariesTellsWhatDiffers() {
    var check = admin().checkCases(CheckCasesRequest.getDefaultInstance()).getCheck();
    assertEquals(
        List.of(7L, 2L, 1L), List.of(check.getCases(), check.getDestroyed(), check.getDifferent()));
    assertEquals(List.of("one differs"), check.getToldList());
  }
}
