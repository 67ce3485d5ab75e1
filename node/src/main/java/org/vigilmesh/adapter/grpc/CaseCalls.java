package org.vigilmesh.adapter.grpc;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.message.CaseId;
import org.vigilmesh.port.CaseQuery;
import org.vigilmesh.port.Queries;
import org.vigilmesh.port.Rows.CaseRow;
import org.vigilmesh.proto.v1.CaseChallengeRequest;
import org.vigilmesh.proto.v1.CaseChallengeResponse;
import org.vigilmesh.proto.v1.CaseOrder;
import org.vigilmesh.proto.v1.CheckCasesResponse;
import org.vigilmesh.proto.v1.ExportCaseRequest;
import org.vigilmesh.proto.v1.ExportCaseResponse;
import org.vigilmesh.proto.v1.Failed;
import org.vigilmesh.proto.v1.Failure;
import org.vigilmesh.proto.v1.GetCaseRequest;
import org.vigilmesh.proto.v1.GetCaseResponse;
import org.vigilmesh.proto.v1.ListCasesRequest;
import org.vigilmesh.proto.v1.ListCasesResponse;
import org.vigilmesh.proto.v1.OpenCaseRequest;
import org.vigilmesh.proto.v1.OpenCaseResponse;
import org.vigilmesh.proto.v1.Urgency;
import org.vigilmesh.value.InvalidValue;

/** The admin calls about cases. */
final class CaseCalls {
  private static final int CASES_MAX = 500;
  private static final int CASES_DEFAULT = 100;

  private final Queries queries;

  CaseCalls(Queries queries) {
    this.queries = queries;
  }

  ListCasesResponse list(ListCasesRequest request) {
    int limit = request.getLimit() == 0 ? CASES_DEFAULT : request.getLimit();
    InvalidValue.unless(limit >= 1 && limit <= CASES_MAX, "a limit is 1 to 500");
    CaseQuery query = query(request);
    List<CaseRow> rows = queries.cases(query, limit);
    var out = ListCasesResponse.newBuilder();
    var list = out.getCasesBuilder();
    list.addAllCases(rows.stream().map(AdminForms::summary).toList());
    if (rows.size() == limit) {
      CaseQuery.Place last = query.place(rows.getLast());
      list.getNextBuilder().setKey(last.key()).setCaseId(last.caseId().toString());
    }
    return out.build();
  }

  private CaseQuery query(ListCasesRequest request) {
    CaseQuery query = CaseQuery.by(order(request.getOrder()));
    if (request.hasUntil()) {
      InvalidValue.unless(query.order() != CaseQuery.Order.LAST_CHANGED, "this order has no times");
      query = query.before(Instant.ofEpochMilli(Scalars.count(request.getUntil())));
    }
    if (!request.getState().isEmpty()) {
      query = query.inState(request.getState());
    }
    if (!request.getPeer().isEmpty()) {
      query = query.with(new NodeId(request.getPeer()));
    }
    if (request.getUrgency() != Urgency.URGENCY_UNSPECIFIED) {
      query = query.of(Scalars.urgency(request.getUrgency()));
    }
    InvalidValue.unless(
        request.getIdentifier().isEmpty() || request.getReference().isEmpty(),
        "an identifier or a reference, not both");
    if (!request.getIdentifier().isEmpty()) {
      query = query.naming(queries.identifierDigest(request.getIdentifier()));
    }
    if (!request.getReference().isEmpty()) {
      query = query.naming(queries.referenceDigest(request.getReference()));
    }
    return request.hasAfter()
        ? query.after(
            new CaseQuery.Place(
                request.getAfter().getKey(), CaseId.typed(request.getAfter().getCaseId())))
        : query;
  }

  private static CaseQuery.Order order(CaseOrder order) {
    return switch (order) {
      case CASE_ORDER_UNSPECIFIED, CASE_ORDER_LAST_CHANGED -> CaseQuery.Order.LAST_CHANGED;
      case CASE_ORDER_DEADLINE -> CaseQuery.Order.DEADLINE;
      case CASE_ORDER_HOLD_END -> CaseQuery.Order.HOLD_END;
      case UNRECOGNIZED -> throw new InvalidValue("unknown order");
    };
  }

  CheckCasesResponse check() {
    Queries.SummaryVerdict found = queries.checkSummaries();
    var out = CheckCasesResponse.newBuilder();
    out.getCheckBuilder()
        .setCases(found.cases())
        .setDestroyed(found.destroyed())
        .setDifferent(found.different())
        .addAllTold(found.told());
    return out.build();
  }

  static CheckCasesResponse checkFailed(Failed failed) {
    return CheckCasesResponse.newBuilder().setFailed(failed).build();
  }

  static ListCasesResponse listFailed(Failed failed) {
    return ListCasesResponse.newBuilder().setFailed(failed).build();
  }

  GetCaseResponse get(GetCaseRequest request) {
    return queries
        .caseStatus(CaseId.typed(request.getCaseId()))
        .map(AdminForms::caseStatus)
        .map(found -> GetCaseResponse.newBuilder().setCase(found).build())
        .orElseGet(() -> getFailed(noSuchCase()));
  }

  static GetCaseResponse getFailed(Failed failed) {
    return GetCaseResponse.newBuilder().setFailed(failed).build();
  }

  CaseChallengeResponse challenge(CaseChallengeRequest request) {
    CaseId id = CaseId.typed(request.getCaseId());
    return CaseChallengeResponse.newBuilder()
        .setChallenge(Scalars.bytes(queries.openingChallenge(id).bytes()))
        .build();
  }

  static CaseChallengeResponse challengeFailed(Failed failed) {
    return CaseChallengeResponse.newBuilder().setFailed(failed).build();
  }

  /** Why a case is not opened is told as one reason, whatever it was. */
  OpenCaseResponse open(OpenCaseRequest request, String caller) {
    CaseId id = CaseId.typed(request.getCaseId());
    var endorsement = AdminForms.endorsement(request.getEndorsement());
    Optional<Queries.OpenedCase> opened = queries.openCase(id, endorsement, caller);
    if (opened.isEmpty()) {
      return openFailed(
          Answers.failed(
              Failure.FAILURE_NOT_PERMITTED,
              "E-CASE-NOT-OPENED",
              "no such case, or the key may not open it, or the challenge is not the last",
              ""));
    }
    return OpenCaseResponse.newBuilder().setOpened(AdminForms.opened(opened.get())).build();
  }

  ExportCaseResponse export(ExportCaseRequest request, String caller) {
    return queries
        .exportCase(CaseId.typed(request.getCaseId()), caller)
        .map(AdminForms::evidence)
        .map(found -> ExportCaseResponse.newBuilder().setEvidence(found).build())
        .orElseGet(() -> exportFailed(noSuchCase()));
  }

  static ExportCaseResponse exportFailed(Failed failed) {
    return ExportCaseResponse.newBuilder().setFailed(failed).build();
  }

  private static Failed noSuchCase() {
    return Answers.notFound("E-NO-SUCH-CASE", "there is no such case");
  }

  static OpenCaseResponse openFailed(Failed failed) {
    return OpenCaseResponse.newBuilder().setFailed(failed).build();
  }
}
