package org.vigilmesh.adapter.desk;

import io.javalin.http.Context;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vigilmesh.message.Act;
import org.vigilmesh.message.CaseId;
import org.vigilmesh.message.Content;
import org.vigilmesh.port.CaseStanding;
import org.vigilmesh.port.Form;
import org.vigilmesh.port.Queries.CaseNote;
import org.vigilmesh.port.Queries.CaseStatus;
import org.vigilmesh.port.Queries.OpenedAct;
import org.vigilmesh.port.Queries.OpenedCase;
import org.vigilmesh.port.Rows.CaseRow;
import org.vigilmesh.sheet.Box;
import org.vigilmesh.sheet.Boxes;
import org.vigilmesh.sheet.CaseNames;
import org.vigilmesh.sheet.Clocks;
import org.vigilmesh.sheet.Steps;
import org.vigilmesh.sheet.Words;
import org.vigilmesh.value.InvalidValue;

/** One case: what was asked, what happened, what the officer can do next. */
final class CasePages {
  private final DeskPorts ports;
  private final Pages pages;
  private final Form<Act> acts;

  CasePages(DeskPorts ports, Pages pages) {
    this.ports = ports;
    this.pages = pages;
    this.acts = ports.codec().act();
  }

  void add(Routes routes) {
    routes.page("/cases/{id}", this::show);
    routes.quiet("/cases/{id}/now", this::follow);
  }

  /**
   * A case as an officer reads it.
   *
   * @param boxes the newest request, box by box as on paper; empty where none can be read
   * @param steps the timeline, oldest first
   */
  record CaseView(
      Frame frame,
      CaseRow row,
      CaseNames names,
      CaseStanding standing,
      List<Box> boxes,
      List<Steps.Step> steps,
      List<CaseNote> notes,
      boolean mayAcknowledge,
      boolean mayAsk,
      boolean isNew)
      implements Pages.Model {
    /** The address of this case. */
    String here() {
      return "/cases/" + row.caseId();
    }

    String deadline() {
      return row.deadline()
          .map(end -> Clocks.left(frame.words(), frame.now(), end))
          .orElse(frame.words().of("case.noclock"));
    }

    String left(Instant end) {
      return Clocks.left(frame.words(), frame.now(), end);
    }

    String second(Instant at) {
      return Clocks.second(at);
    }
  }

  private void show(Context ctx, WebSession session) {
    Optional<CaseStatus> status = id(ctx).flatMap(ports.queries()::caseStatus);
    if (status.isEmpty()) {
      pages.say(ctx, 404, "say.missing");
    } else {
      show(ctx, session, status.get());
    }
  }

  /** The page again where the case is newer than {@code since}: for a page that is open. */
  private void follow(Context ctx, WebSession session) {
    Optional<CaseStatus> status = id(ctx).flatMap(ports.queries()::caseStatus);
    if (status.isEmpty()) {
      ctx.status(404);
    } else if (Long.toString(status.get().summary().change()).equals(ctx.queryParam("since"))) {
      ctx.status(204);
    } else {
      show(ctx, session, status.get());
    }
  }

  private void show(Context ctx, WebSession session, CaseStatus status) {
    CaseId id = status.summary().caseId();
    List<OpenedAct> opened =
        ports.attendance().open(session.who(), id).map(OpenedCase::acts).orElse(List.of());
    pages.show(ctx, "case", view(pages.frame(ctx), status, opened, mayAsk(ctx, session, status)));
  }

  /** Whether this officer may ask about the fields of the request now. */
  private boolean mayAsk(Context ctx, WebSession session, CaseStatus status) {
    return SayPages.sayings(ports, status, session, pages.words(ctx)).stream()
        .anyMatch(one -> one.code().equals("clarification_request") && one.barred().isEmpty());
  }

  static Optional<CaseId> id(Context ctx) {
    try {
      return Optional.of(CaseId.typed(ctx.pathParam("id")));
    } catch (InvalidValue _) {
      return Optional.empty();
    }
  }

  private CaseView view(Frame frame, CaseStatus status, List<OpenedAct> opened, boolean mayAsk) {
    CaseRow row = status.summary();
    Map<OpenedAct, Act> read = new LinkedHashMap<>();
    opened.forEach(one -> acts.decode(one.act()).find().ifPresent(act -> read.put(one, act)));
    boolean isOpen = !row.ours() && !status.standing().base().isEmpty();
    return new CaseView(
        frame,
        row,
        new CaseNames(frame.words(), frame.country()),
        status.standing(),
        boxes(frame.words(), read.values()),
        new Steps(frame.words(), frame.country(), row, read).of(status.timeline()),
        status.notes(),
        isOpen && row.state().equals("delivered"),
        mayAsk,
        ShownPages.isNew(ports, status));
  }

  /** The newest request that can be read, or else the first act. */
  private static List<Box> boxes(Words words, Collection<Act> read) {
    return read.stream()
        .filter(act -> act.content() instanceof Content.CaseRequest)
        .reduce((_, later) -> later)
        .or(() -> read.stream().findFirst())
        .map(act -> new Boxes(words, act.language()).of(act.content()))
        .orElse(List.of());
  }
}
