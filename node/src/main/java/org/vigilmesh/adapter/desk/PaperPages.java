package org.vigilmesh.adapter.desk;

import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vigilmesh.adapter.paper.Paper;
import org.vigilmesh.adapter.paper.Sheet;
import org.vigilmesh.adapter.paper.Sheet.Line;
import org.vigilmesh.adapter.paper.Sheet.Part;
import org.vigilmesh.message.Act;
import org.vigilmesh.message.CaseId;
import org.vigilmesh.message.Content;
import org.vigilmesh.port.Attendance.Attending;
import org.vigilmesh.port.Queries.CaseStatus;
import org.vigilmesh.port.Queries.OpenedAct;
import org.vigilmesh.port.Queries.OpenedCase;
import org.vigilmesh.port.Rows.CaseRow;
import org.vigilmesh.sheet.Box;
import org.vigilmesh.sheet.Boxes;
import org.vigilmesh.sheet.CaseNames;
import org.vigilmesh.sheet.Clocks;
import org.vigilmesh.sheet.Field;
import org.vigilmesh.sheet.Steps;
import org.vigilmesh.sheet.Steps.Step;
import org.vigilmesh.sheet.Words;
import org.vigilmesh.value.Bytes;

/** A case on paper: the request box by box, and its timeline, each as a PDF to keep or to print. */
final class PaperPages {
  private final DeskPorts ports;
  private final Pages pages;

  PaperPages(DeskPorts ports, Pages pages) {
    this.ports = ports;
    this.pages = pages;
  }

  void add(Routes routes) {
    routes.page("/cases/{id}/form.pdf", (ctx, session) -> send(ctx, session.who(), Kind.FORM));
    routes.page(
        "/cases/{id}/timeline.pdf", (ctx, session) -> send(ctx, session.who(), Kind.TIMELINE));
  }

  private enum Kind {
    FORM,
    TIMELINE
  }

  /**
   * What a paper is made from.
   *
   * @param acts all that can be read, in the order in which they came
   * @param bytes of {@code act}, whose digest stands on each page
   */
  private record Source(
      Frame frame, CaseStatus status, Map<OpenedAct, Act> acts, Act act, Bytes bytes) {
    Words words() {
      return frame.words();
    }

    CaseRow row() {
      return status.summary();
    }

    CaseNames names() {
      return new CaseNames(words(), frame.country());
    }
  }

  private void send(Context ctx, Attending who, Kind kind) {
    Optional<Source> source = CasePages.id(ctx).flatMap(id -> source(pages.frame(ctx), who, id));
    if (source.isEmpty()) {
      pages.say(ctx, 404, "say.missing");
      return;
    }
    String name = kind == Kind.FORM ? "form" : "timeline";
    ctx.header(
        "Content-Disposition",
        "attachment; filename=\"" + name + "-" + source.get().row().caseId() + ".pdf\"");
    ctx.contentType("application/pdf");
    Sheet.Format format =
        "letter".equals(ctx.queryParam("paper")) ? Sheet.Format.LETTER : Sheet.Format.A4;
    ctx.result(Paper.print(sheet(source.get(), kind, format)).toArray());
  }

  /** The newest request that can be read, or else the first act; empty where none can. */
  private Optional<Source> source(Frame frame, Attending who, CaseId id) {
    Optional<CaseStatus> status = ports.queries().caseStatus(id);
    List<OpenedAct> opened =
        ports.attendance().open(who, id).map(OpenedCase::acts).orElse(List.of());
    Map<OpenedAct, Act> read = new LinkedHashMap<>();
    for (OpenedAct one : opened) {
      ports.codec().act().decode(one.act()).find().ifPresent(act -> read.put(one, act));
    }
    return read.entrySet().stream()
        .filter(one -> one.getValue().content() instanceof Content.CaseRequest)
        .reduce((_, later) -> later)
        .or(() -> read.entrySet().stream().findFirst())
        .flatMap(
            one ->
                status.map(it -> new Source(frame, it, read, one.getValue(), one.getKey().act())));
  }

  private static Sheet sheet(Source source, Kind kind, Sheet.Format format) {
    Words words = source.words();
    return new Sheet(
        words.language(),
        words.direction().equals("rtl"),
        format,
        kind == Kind.FORM
            ? source.names().type(source.act().content().contentType().code())
            : words.of("case.timeline"),
        intro(source),
        kind == Kind.FORM ? boxes(source) : steps(source),
        source.row().exercise() ? words.of("exercise") : "",
        marks(source),
        words.of("paper.page", "{0}", "{1}"),
        source.frame().now());
  }

  private static List<Line> intro(Source source) {
    Words words = source.words();
    CaseRow row = source.row();
    List<Line> lines = new ArrayList<>();
    lines.add(
        Line.of(words.of("paper.way"), source.names().from(row) + " → " + source.names().to(row)));
    lines.add(Line.of(words.of("field.urgency"), source.names().urgency(row)));
    lines.add(Line.of(words.of("paper.state"), source.names().state(row.state())));
    lines.add(
        Line.of(
            words.of("paper.signed"),
            Clocks.second(source.act().createdAt())
                + " · "
                + String.join(
                    ", ",
                    source.act().officers().stream().map(one -> one.officer().text()).toList())));
    if (row.exercise()) {
      lines.add(Line.of(words.of("exercise"), words.of("exercise.long")));
    }
    return lines;
  }

  private static List<Line> marks(Source source) {
    Words words = source.words();
    var digest = Act.digest(source.bytes());
    return List.of(
        Line.of(words.of("paper.case"), source.row().caseId().toString()),
        Line.of(words.of("paper.digest"), digest.bytes().hex()),
        Line.of(words.of("paper.code"), Draft.shortCode(digest)),
        Line.of(
            words.of("paper.printed"),
            Clocks.minute(source.frame().now())
                + source.frame().officer().map(who -> " · " + who.name()).orElse("")));
  }

  private static List<Part> boxes(Source source) {
    return new Boxes(source.words(), source.act().language())
        .of(source.act().content()).stream().map(box -> part(source.words(), box)).toList();
  }

  private static Part part(Words words, Box box) {
    return new Part(words.of(box.key()), box.fields().stream().map(PaperPages::line).toList());
  }

  private static Line line(Field field) {
    return new Line(field.label(), field.value(), field.isProse(), "");
  }

  private static List<Part> steps(Source source) {
    List<Step> steps =
        new Steps(source.words(), source.frame().country(), source.row(), source.acts())
            .of(source.status().timeline());
    return List.of(
        new Part(
            source.names().type(source.row().contentType()),
            steps.stream().map(PaperPages::line).toList()));
  }

  /** With the same sign before the words as on the page. */
  private static Line line(Step step) {
    String proofs = String.join(" · ", step.proofs().stream().map(Steps.Proof::name).toList());
    return new Line(
        Clocks.second(step.at()),
        step.kind().icon() + " " + step.text(),
        false,
        Boxes.join(step.about(), proofs));
  }
}
