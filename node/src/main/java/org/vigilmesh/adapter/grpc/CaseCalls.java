package org.vigilmesh.adapter.grpc;

import java.util.List;
import java.util.Optional;
import org.vigilmesh.message.CaseId;
import org.vigilmesh.port.Queries;
import org.vigilmesh.port.Rows.CaseRow;
import org.vigilmesh.proto.v1.CaseChallengeRequest;
import org.vigilmesh.proto.v1.CaseChallengeResponse;
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
    long before =
        request.hasBeforeChange() ? Scalars.count(request.getBeforeChange()) : Long.MAX_VALUE;
    List<CaseRow> rows = queries.cases(before, limit);
    var out = ListCasesResponse.newBuilder();
    var list = out.getCasesBuilder();
    list.addAllCases(rows.stream().map(AdminForms::summary).toList());
    if (rows.size() == limit) {
      list.setNextBeforeChange(rows.getLast().change());
    }
    return out.build();
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
