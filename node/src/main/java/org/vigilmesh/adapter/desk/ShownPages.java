package org.vigilmesh.adapter.desk;

import io.javalin.http.Context;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.vigilmesh.message.Act;
import org.vigilmesh.message.ActId;
import org.vigilmesh.message.CaseId;
import org.vigilmesh.message.Content;
import org.vigilmesh.message.Notice;
import org.vigilmesh.port.Queries.CaseStatus;
import org.vigilmesh.port.Submissions.CaseContext;
import org.vigilmesh.port.Submissions.DraftContext;
import org.vigilmesh.port.Submissions.Submission;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;
import org.vigilmesh.value.Seconds;
import org.vigilmesh.value.Urgency;

/**
 * That a case was shown at this desk, told to the other side once, by the node and in nobody's
 * name: a page tells it after it was seen, and it takes nobody's charge.
 */
final class ShownPages {
  private static final String CODE = "displayed";
  private static final int ID_RANDOM = 10;

  private final DeskPorts ports;

  ShownPages(DeskPorts ports) {
    this.ports = ports;
  }

  void add(Routes routes) {
    routes.form("/cases/{id}/shown", this::shown);
  }

  /** Whether the other side has not been told yet, and may be. */
  static boolean isNew(DeskPorts ports, CaseStatus status) {
    boolean isTold =
        status.timeline().stream()
            .anyMatch(
                entry ->
                    entry.contentType().equals(CODE)
                        && !entry.by().equals(status.summary().peer()));
    CaseId caseId = status.summary().caseId();
    return !status.summary().ours()
        && !isTold
        && !status.standing().base().isEmpty()
        && !ports.queries().barred(caseId).containsKey(CODE);
  }

  private void shown(Context ctx, WebSession session) {
    Optional<CaseStatus> status = CasePages.id(ctx).flatMap(ports.queries()::caseStatus);
    status
        .filter(found -> isNew(ports, found))
        .flatMap(this::notice)
        .ifPresent(
            act -> ports.submissions().submit(new Submission(act, List.of(), List.of()), _ -> {}));
    ctx.status(status.isPresent() ? 204 : 404);
  }

  private Optional<Bytes> notice(CaseStatus status) {
    Optional<DraftContext> context =
        ports.submissions().draftContext(status.summary().peer(), status.summary().caseId());
    return context.flatMap(found -> found.about().map(about -> notice(found, about)));
  }

  private Bytes notice(DraftContext context, CaseContext about) {
    Instant now = ports.clock().instant();
    Urgency urgency = Urgency.valueOf(about.urgency().toUpperCase(Locale.ROOT));
    Act act =
        new Act(
            ports.entropy().take(Act.RANDOM_SIZE),
            ActId.of(now, ports.entropy().take(ID_RANDOM)),
            context.self(),
            context.recipient(),
            about.exercise(),
            urgency,
            about.caseId(),
            new Notice.Displayed(
                Content.CaseRefs.NONE, about.opening(), Seconds.whole(now), List.of()),
            List.of(),
            about.latest(),
            List.of(about.openingDigest()),
            List.of(),
            Seconds.whole(now),
            Seconds.whole(now.plus(Act.usualLife(urgency))),
            "",
            Digest.ZERO,
            List.of());
    return ports.codec().act().encode(act);
  }
}
