package org.vigilmesh.adapter.desk;

import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vigilmesh.identity.Declarations;
import org.vigilmesh.identity.Officer;
import org.vigilmesh.identity.OfficerId;
import org.vigilmesh.message.Act;
import org.vigilmesh.message.ContentType;
import org.vigilmesh.message.EndorsementRules;
import org.vigilmesh.message.Texts;
import org.vigilmesh.port.Queries.CaseStatus;
import org.vigilmesh.port.Submissions.Submitted.Said;
import org.vigilmesh.request.CaseActs;
import org.vigilmesh.request.CaseForm;
import org.vigilmesh.request.Enclosures;
import org.vigilmesh.request.Entries;
import org.vigilmesh.request.MessageDraft;
import org.vigilmesh.request.MessageFile;
import org.vigilmesh.request.Reading;
import org.vigilmesh.request.RequestProblem;
import org.vigilmesh.sheet.CaseNames;
import org.vigilmesh.sheet.Choices;
import org.vigilmesh.sheet.FormFields;
import org.vigilmesh.sheet.FormView;
import org.vigilmesh.sheet.Known;
import org.vigilmesh.sheet.Shape;
import org.vigilmesh.sheet.Typed;
import org.vigilmesh.sheet.Widget;
import org.vigilmesh.sheet.Words;

/** Every message within a case: what may be said now, its form, and on to the review sheet. */
final class SayPages {
  /** What a State declares lessens the signatures of nothing that is said within a case. */
  private static final Declarations NOTHING_DECLARED =
      new Declarations(List.of(), false, 60, List.of());

  private final DeskPorts ports;
  private final Pages pages;
  private final SigningPages signing;
  private final Drafting drafting;

  SayPages(DeskPorts ports, Pages pages, SigningPages signing) {
    this.ports = ports;
    this.pages = pages;
    this.signing = signing;
    this.drafting = new Drafting(ports);
  }

  void add(Routes routes) {
    routes.page("/cases/{id}/say", this::list);
    routes.page("/cases/{id}/say/{form}", this::empty);
    routes.form("/cases/{id}/say/{form}", this::send);
  }

  /** What can be said in a case now, and what cannot, with the reason. */
  record Sayings(Frame frame, CaseStatus status, CaseNames names, List<Saying> all)
      implements Pages.Model {
    Sayings {
      all = List.copyOf(all);
    }

    List<Saying> now() {
      return all.stream().filter(one -> one.barred().isEmpty()).toList();
    }

    List<Saying> later() {
      return all.stream().filter(one -> !one.barred().isEmpty()).toList();
    }
  }

  /**
   * A message by its code.
   *
   * @param barred why it cannot be said now; empty where it can
   */
  record Saying(String code, String name, String barred) {}

  /** A form with what was typed into it and what is wrong. */
  record Filled(
      Frame frame,
      CaseStatus status,
      CaseNames names,
      Saying saying,
      List<Widget> fields,
      List<Fault> faults,
      String language,
      List<FormView.Option> releasers,
      String releaser)
      implements Pages.Model {
    Filled {
      fields = List.copyOf(fields);
      faults = List.copyOf(faults);
      releasers = List.copyOf(releasers);
    }

    List<String> languages() {
      return Texts.LANGUAGES;
    }
  }

  /** Something that is wrong: the place on the page, empty where it has none, and what it is. */
  record Fault(String path, String label, String what) {}

  /** A case that is there, with what this officer may read of it. */
  private record Around(
      CaseStatus status, CaseForm form, CaseActs acts, Saying saying, List<Officer> releasers) {}

  private void list(Context ctx, WebSession session) {
    Optional<CaseStatus> status = CasePages.id(ctx).flatMap(ports.queries()::caseStatus);
    if (status.isEmpty()) {
      pages.say(ctx, 404, "say.missing");
      return;
    }
    Frame frame = pages.frame(ctx);
    pages.show(
        ctx,
        "sayings",
        new Sayings(
            frame,
            status.get(),
            new CaseNames(frame.words(), frame.country()),
            sayings(ports, status.get(), session, frame.words())));
  }

  /** Every message that people write within a case, in the order of the table. */
  static List<Saying> sayings(DeskPorts ports, CaseStatus status, WebSession session, Words words) {
    Map<String, Said> barred = ports.queries().barred(status.summary().caseId());
    boolean isAlone = ports.drafts().releasers(session.who()).isEmpty();
    Officer.Role role = session.who().officer().role();
    List<Saying> all = new ArrayList<>();
    for (CaseForm form : CaseForm.all()) {
      if (form.opens() != ContentType.Opens.CASE && form.type() != ContentType.DISPLAYED) {
        String name = new CaseNames(words, "").type(form.code());
        all.add(new Saying(form.code(), name, why(form, role, barred, isAlone, words)));
      }
    }
    return all;
  }

  private static String why(
      CaseForm form, Officer.Role role, Map<String, Said> barred, boolean isAlone, Words words) {
    if (!form.type().maySign(role)) {
      return words.of(
          role == Officer.Role.CENTRAL_AUTHORITY ? "say.not.authority" : "say.authority");
    }
    Said said = barred.get(form.code());
    if (said != null) {
      return said.what(words.language()).orElseThrow();
    }
    return isAlone && form.type().persons() > 1 ? words.of("say.two") : "";
  }

  /** The case and form of an address; after a page that says so, empty where one is not there. */
  private Optional<Around> around(Context ctx, WebSession session) {
    Optional<CaseStatus> status = CasePages.id(ctx).flatMap(ports.queries()::caseStatus);
    Optional<CaseForm> form = CaseForm.find(ctx.pathParam("form"));
    if (status.isEmpty() || form.isEmpty()) {
      pages.say(ctx, 404, "say.missing");
      return Optional.empty();
    }
    Optional<Saying> saying =
        sayings(ports, status.get(), session, pages.words(ctx)).stream()
            .filter(one -> one.code().equals(form.get().code()))
            .findFirst();
    List<Act> acts = drafting.said(session.who(), status.get().summary().caseId());
    if (saying.isEmpty() || acts.isEmpty()) {
      pages.say(ctx, 404, "say.missing");
      return Optional.empty();
    }
    return Optional.of(
        new Around(
            status.get(),
            form.get(),
            new CaseActs(acts),
            saying.get(),
            ports.drafts().releasers(session.who())));
  }

  private void empty(Context ctx, WebSession session) {
    around(ctx, session)
        .ifPresent(
            around -> {
              Map<String, List<String>> sent = new LinkedHashMap<>(ctx.queryParamMap());
              sent.putAll(session.takeTyped(ctx.path()));
              new Known(around.acts(), session.who().officer().id().text())
                  .of(around.form())
                  .forEach((path, text) -> sent.putIfAbsent(path, List.of(text)));
              Entries typed =
                  new Typed(around.form()).read(sent, around.acts(), session.language());
              show(ctx, around, typed, List.of(), "");
            });
  }

  private void send(Context ctx, WebSession session) {
    around(ctx, session).ifPresent(around -> send(ctx, session, around));
  }

  private void send(Context ctx, WebSession session, Around around) {
    Entries typed =
        new Typed(around.form()).read(ctx.formParamMap(), around.acts(), session.language());
    String more = Optional.ofNullable(ctx.formParam("more")).orElse("");
    if (!more.isEmpty()) {
      show(ctx, around, typed, List.of(), more);
      return;
    }
    Reading<MessageDraft> reading =
        MessageFile.read(typed, Enclosures.NONE, ports.clock().instant(), around.acts().around());
    switch (reading) {
      case Reading.Broken<MessageDraft>(List<RequestProblem> problems) -> {
        ctx.status(422);
        show(ctx, around, typed, problems, "");
      }
      case Reading.Signable<MessageDraft>(MessageDraft message, List<RequestProblem> _) ->
          review(ctx, session, around, typed, message);
    }
  }

  /** Shows what is to be signed, unless it needs somebody to release it and names nobody. */
  private void review(
      Context ctx, WebSession session, Around around, Entries typed, MessageDraft message) {
    List<OfficerId> releasers =
        around.releasers().stream()
            .map(Officer::id)
            .filter(id -> id.text().equals(ctx.formParam(Composing.RELEASER)))
            .toList();
    Optional<Draft> draft =
        drafting.message(session.who(), around.status(), pages.words(ctx), message, releasers);
    if (draft.filter(this::lacksSomebody).isPresent()) {
      ctx.status(422);
      Words words = pages.words(ctx);
      String what = around.releasers().isEmpty() ? "compose.nobody" : "compose.releaser";
      Fault fault = new Fault(Composing.RELEASER, words.of("sheet.releaser"), words.of(what));
      show(ctx, around, typed, List.of(), List.of(fault), "");
    } else {
      signing.review(ctx, session, around.status(), draft);
    }
  }

  private boolean lacksSomebody(Draft draft) {
    Act act = ports.codec().act().decode(draft.act()).find().orElseThrow();
    return EndorsementRules.personsNeeded(act, NOTHING_DECLARED) > act.officers().size();
  }

  private void show(
      Context ctx, Around around, Entries typed, List<RequestProblem> problems, String more) {
    show(ctx, around, typed, problems, List.of(), more);
  }

  private void show(
      Context ctx,
      Around around,
      Entries typed,
      List<RequestProblem> problems,
      List<Fault> others,
      String more) {
    Frame frame = pages.frame(ctx);
    Words words = frame.words();
    Choices choices =
        new Choices(
            around.form(),
            words,
            around.acts(),
            act -> Act.digest(ports.codec().act().encode(act)));
    List<RequestProblem> blocking = problems.stream().filter(RequestProblem::blocks).toList();
    FormFields fields = new FormFields(choices, typed, blocking, words.language(), more);
    List<Widget> widgets = fields.of(Shape.of(around.form()));
    List<Fault> faults = new ArrayList<>(others);
    for (RequestProblem one : blocking) {
      faults.add(
          new Fault(
              fields.isShown(one) ? one.field() : "",
              choices.label(one.field()),
              one.what(words.language()) + " " + one.remedy(words.language())));
    }
    pages.show(
        ctx,
        "say",
        new Filled(
            frame,
            around.status(),
            new CaseNames(words, frame.country()),
            around.saying(),
            widgets,
            faults,
            typed.text("language"),
            around.releasers().stream()
                .map(one -> new FormView.Option(one.id().text(), one.name()))
                .toList(),
            Optional.ofNullable(ctx.formParam(Composing.RELEASER)).orElse("")));
  }
}
