package org.vigilmesh.adapter.desk;

import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import org.vigilmesh.envelope.EvidenceFile;
import org.vigilmesh.evidence.Assembly;
import org.vigilmesh.evidence.Evidence;
import org.vigilmesh.evidence.Kind;
import org.vigilmesh.evidence.Reading;
import org.vigilmesh.message.CaseId;
import org.vigilmesh.port.Attendance.Attending;
import org.vigilmesh.port.Queries.CaseEvidence;
import org.vigilmesh.port.Queries.OpenedAct;
import org.vigilmesh.port.Queries.OpenedCase;
import org.vigilmesh.sheet.CaseNames;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Seconds;

/**
 * What a case proves: every signature of it with its raw values, and the whole as one file for
 * those who have no account here. The node journals each look as an export.
 */
final class EvidencePages {
  private final DeskPorts ports;
  private final Pages pages;

  EvidencePages(DeskPorts ports, Pages pages) {
    this.ports = ports;
    this.pages = pages;
  }

  void add(Routes routes) {
    routes.page("/cases/{id}/evidence", (ctx, session) -> show(ctx, session.who()));
    routes.page(
        "/cases/{id}/case.evidence", (ctx, session) -> send(ctx, file(ctx, session.who(), true)));
    routes.page(
        "/cases/{id}/signatures.evidence",
        (ctx, session) -> send(ctx, file(ctx, session.who(), false)));
  }

  /** The page. */
  record CaseProof(Frame frame, String title, VerdictView verdict) implements Pages.Model {
    String here() {
      return "/cases/" + verdict.caseId();
    }
  }

  private Optional<EvidenceFile> file(Context ctx, Attending who, boolean withContent) {
    return CasePages.id(ctx).flatMap(id -> file(id, who, withContent));
  }

  private Optional<EvidenceFile> file(CaseId id, Attending who, boolean withContent) {
    Optional<CaseEvidence> handed =
        ports
            .queries()
            .exportCase(id, who.officer().id().text())
            .filter(found -> !found.statements().isEmpty());
    List<Bytes> bodies =
        withContent
            ? ports.attendance().open(who, id).map(OpenedCase::acts).orElse(List.of()).stream()
                .map(OpenedAct::body)
                .toList()
            : List.of();
    return handed.map(
        found ->
            Assembly.withBodies(
                Assembly.plain(id.bytes(), Seconds.whole(ports.clock().instant()), found),
                bodies,
                ports.codec().signedHeader()));
  }

  private void show(Context ctx, Attending who) {
    Frame frame = pages.frame(ctx);
    Optional<EvidenceFile> file = file(ctx, who, true);
    Optional<String> title =
        CasePages.id(ctx)
            .flatMap(ports.queries()::caseStatus)
            .map(
                found ->
                    new CaseNames(frame.words(), frame.country())
                        .type(found.summary().contentType()));
    if (file.isEmpty() || title.isEmpty()) {
      pages.say(ctx, 404, "say.missing");
      return;
    }
    switch (Evidence.judge(file.get(), ports.codec(), ports.verifier(), VerifyPages.own(ports))) {
      case Reading.Judged(Evidence evidence) ->
          pages.show(
              ctx,
              "evidence",
              new CaseProof(frame, title.get(), new VerdictView(frame.words(), evidence)));
      // the node would not have stored it: the store was altered
      case Reading.Newer(Kind _), Reading.Unreadable(Kind _, String _) ->
          pages.say(ctx, 500, "say.fault");
    }
  }

  private void send(Context ctx, Optional<EvidenceFile> file) {
    if (file.isEmpty()) {
      pages.say(ctx, 404, "say.missing");
      return;
    }
    Bytes bytes = ports.codec().evidenceFile().encode(file.get());
    if (bytes.size() > EvidenceFile.SIZE_MAX) {
      pages.say(ctx, 413, "say.large");
      return;
    }
    String kind = file.get().hasContent() ? "case" : "signatures";
    ctx.header(
        "Content-Disposition",
        "attachment; filename=\"" + kind + "-" + new CaseId(file.get().caseId()) + ".evidence\"");
    ctx.contentType("application/octet-stream");
    ctx.result(bytes.toArray());
  }
}
