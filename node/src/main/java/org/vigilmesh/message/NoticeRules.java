package org.vigilmesh.message;

import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import org.vigilmesh.message.DescribedRules.Around;
import org.vigilmesh.message.Notice.CaseFeedback;
import org.vigilmesh.message.Notice.ClockReading;
import org.vigilmesh.message.Notice.Displayed;
import org.vigilmesh.message.Notice.IncidentNotice;
import org.vigilmesh.message.Notice.Objection;
import org.vigilmesh.message.Notice.StatusQuery;
import org.vigilmesh.message.Notice.StatusReport;
import org.vigilmesh.message.Validation.Findings;
import org.vigilmesh.message.Validation.SoFar;

/** The rules of what changes no state: status, incidents, objections, feedback. */
final class NoticeRules {
  /** States that no report may state before the message that makes them was signed. */
  private static final Set<String> DECIDED =
      Set.of("accepted", "partial", "refused", "postponed", "not_located", "not_competent");

  private NoticeRules() {}

  static void check(Notice content, Around around) {
    switch (content) {
      case Displayed displayed -> {
        around.answersSomething();
        around.past(displayed.openedAt(), "opened_at", "DESIGN");
      }
      case StatusQuery query -> around.filled(query.about(), "about", "STATUS");
      case StatusReport report -> report(report, around);
      case IncidentNotice notice -> {
        around.required(!notice.affected().isEmpty(), "affected", "PD-PROTECT");
        around.past(notice.knownAt(), "known_at", "PD-PROTECT");
        around.filled(notice.measures(), "measures", "PD-PROTECT");
      }
      case Objection objection -> {
        around.answersSomething();
        around.filled(objection.text(), "text", "CONSULT");
        RequestPart.TreatyBasis basis = objection.alternativeBasis();
        if (basis != null) {
          around
              .findings()
              .coded(CodeList.TREATY_BASIS, basis.code(), "alternative_basis.code", "CONSULT");
        }
      }
      case CaseFeedback _ -> {}
    }
  }

  private static void report(StatusReport report, Around around) {
    Findings findings = around.findings();
    SoFar soFar = around.soFar();
    findings.coded(CodeList.CASE_STATE, report.state(), "state", "STATUS");
    findings.coded(CodeList.OVERLAY, report.overlays(), "overlays", "STATUS");
    findings.unless(!DECIDED.contains(report.state()) || soFar.decided(), Rule.V70, "state");
    Instant end = soFar.preservedUntil();
    findings.unless(!report.state().equals("preserved") || end != null, Rule.V70, "state");
    for (int i = 0; i < report.clocks().size(); i++) {
      ClockReading clock = report.clocks().get(i);
      String path = "clocks[" + i + "]";
      findings.coded(CodeList.CLOCK, clock.clock(), path + ".clock", "STATUS");
      Instant deadline = clock.deadline();
      boolean isEnd = clock.clock().equals("treaty_floor") && deadline != null;
      findings.unless(!isEnd || Objects.equals(deadline, end), Rule.V70, path + ".deadline");
    }
    ReplyRules.provisional(report.provisionalHold(), findings);
  }
}
