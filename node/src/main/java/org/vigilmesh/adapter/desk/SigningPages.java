package org.vigilmesh.adapter.desk;

import io.javalin.http.Context;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.vigilmesh.identity.Endorsement;
import org.vigilmesh.law.Ground;
import org.vigilmesh.message.ActId;
import org.vigilmesh.message.CaseId;
import org.vigilmesh.message.Content;
import org.vigilmesh.message.Decision;
import org.vigilmesh.port.Queries.CaseStatus;
import org.vigilmesh.port.Submissions.Submission;
import org.vigilmesh.port.Submissions.Submitted;
import org.vigilmesh.value.InvalidValue;

/**
 * What an officer says in a case: prepared here, read by the officer, signed by their passkey over
 * exactly the bytes that were shown, handed to the engine once.
 */
final class SigningPages {
  private static final long PATIENCE_SECONDS = 30;

  /** What the form for a decision asks for. */
  private static final List<String> FIELDS =
      List.of("value", "ground", "reason", "authority", "reference", "date");

  private final DeskSettings settings;
  private final DeskPorts ports;
  private final Pages pages;
  private final Drafting drafting;

  SigningPages(DeskSettings settings, DeskPorts ports, Pages pages) {
    this.settings = settings;
    this.ports = ports;
    this.pages = pages;
    this.drafting = new Drafting(ports);
  }

  void add(Routes routes) {
    routes.form("/cases/{id}/acknowledge", this::acknowledge);
    routes.page("/cases/{id}/decide", (ctx, _) -> decideForm(ctx, ""));
    routes.form("/cases/{id}/decide", this::decide);
    routes.form("/cases/{id}/sign/{draft}", this::sign);
  }

  /** The review sheet: what is signed, as whom, with the short code that paper has, too. */
  record Review(Frame frame, CaseStatus status, CaseNames names, Draft draft, String relyingParty)
      implements Pages.Model {
    String challenge() {
      return Assertions.text(draft.challenge().bytes());
    }
  }

  /**
   * The form for a decision, with what was typed into it before.
   *
   * @param problem the key of a sentence, or empty
   */
  record DecideForm(
      Frame frame,
      CaseStatus status,
      CaseNames names,
      List<Ground> grounds,
      Map<String, String> typed,
      String problem)
      implements Pages.Model {
    DecideForm {
      typed = Map.copyOf(typed);
    }

    String typed(String field) {
      return typed.getOrDefault(field, "");
    }
  }

  /** Why the node did not take an act; nothing was kept or sent. */
  record Refused(Frame frame, CaseId caseId, List<Line> reasons) implements Pages.Model {
    /** One reason: the field it is about, what is wrong, what to do about it. */
    record Line(String field, String what, String remedy) {}
  }

  private Optional<CaseStatus> status(Context ctx) {
    return CasePages.id(ctx).flatMap(ports.queries()::caseStatus);
  }

  private void acknowledge(Context ctx, WebSession session) {
    Optional<CaseStatus> status = status(ctx);
    if (status.isEmpty()) {
      pages.say(ctx, 404, "say.missing");
      return;
    }
    review(
        ctx,
        session,
        status.get(),
        drafting.acknowledgement(session.who(), status.get(), Words.in(session.language())));
  }

  private void decideForm(Context ctx, String problem) {
    Optional<CaseStatus> status = status(ctx);
    if (status.isEmpty()) {
      pages.say(ctx, 404, "say.missing");
      return;
    }
    Frame frame = pages.frame(ctx);
    pages.show(
        ctx,
        "decide",
        new DecideForm(
            frame,
            status.get(),
            new CaseNames(frame.words(), frame.country()),
            List.of(Ground.values()),
            FIELDS.stream().collect(Collectors.toMap(field -> field, field -> typed(ctx, field))),
            problem));
  }

  private void decide(Context ctx, WebSession session) {
    Optional<CaseStatus> status = status(ctx);
    Optional<Decision.Value> value = Decision.Value.find(typed(ctx, "value"));
    String reason = typed(ctx, "reason");
    if (status.isEmpty()) {
      pages.say(ctx, 404, "say.missing");
      return;
    }
    if (value.isEmpty() || (value.get().isDenial() && reason.isEmpty())) {
      ctx.status(422);
      decideForm(ctx, value.isEmpty() ? "decide.choose" : "decide.reason");
      return;
    }
    Decision.Reason why;
    Decision.@Nullable DomesticDecision home;
    try {
      why = new Decision.Reason(value.get().isDenial() ? typed(ctx, "ground") : "", "", reason);
      home = domestic(ctx);
    } catch (InvalidValue | DateTimeParseException _) {
      ctx.status(422);
      decideForm(ctx, "decide.unreadable");
      return;
    }
    CaseId caseId = status.get().summary().caseId();
    review(
        ctx,
        session,
        status.get(),
        drafting
            .beginning(session.who(), caseId)
            .flatMap(
                asked ->
                    drafting.answer(
                        session.who(),
                        status.get(),
                        Words.in(session.language()),
                        opening -> decision(asked, opening, value.get(), why, home))));
  }

  private static Decision decision(
      Content asked,
      ActId opening,
      Decision.Value value,
      Decision.Reason why,
      Decision.@Nullable DomesticDecision home) {
    return new Decision(
        asked.caseRefs(),
        opening,
        value,
        Drafting.items(asked),
        List.of(),
        why,
        home,
        List.of(),
        null,
        "",
        null,
        "",
        null,
        null,
        false,
        null,
        List.of(),
        List.of());
  }

  private static Decision.@Nullable DomesticDecision domestic(Context ctx) {
    String authority = typed(ctx, "authority");
    String reference = typed(ctx, "reference");
    String date = typed(ctx, "date");
    return authority.isEmpty() && reference.isEmpty() && date.isEmpty()
        ? null
        : new Decision.DomesticDecision(
            authority, reference, date.isEmpty() ? null : LocalDate.parse(date));
  }

  private static String typed(Context ctx, String field) {
    return Optional.ofNullable(ctx.formParam(field)).orElse("").strip();
  }

  private void review(
      Context ctx, WebSession session, CaseStatus status, Optional<Draft> prepared) {
    if (prepared.isEmpty()) {
      pages.say(ctx, 409, "say.changed");
      return;
    }
    session.keep(prepared.get());
    Frame frame = pages.frame(ctx);
    pages.show(
        ctx,
        "review",
        new Review(
            frame,
            status,
            new CaseNames(frame.words(), frame.country()),
            prepared.get(),
            settings.relyingParty()));
  }

  private void sign(Context ctx, WebSession session) {
    Optional<Draft> draft = session.take(ctx.pathParam("draft"));
    if (draft.isEmpty()) {
      pages.say(ctx, 409, "say.signed");
      return;
    }
    Submitted answer;
    try {
      Endorsement word =
          new Endorsement(
              session.who().officer().id(), session.who().credential(), Assertions.proof(ctx));
      answer = submit(new Submission(draft.get().act(), List.of(word), draft.get().attachments()));
    } catch (InvalidValue _) {
      pages.say(ctx, 422, "say.unsigned");
      return;
    }
    switch (answer) {
      case Submitted.AcceptedForSending _, Submitted.AcceptedBefore _ ->
          ctx.redirect("/cases/" + draft.get().caseId());
      case Submitted.Rejected(String code, List<Submitted.Reason> reasons) -> {
        ctx.status(422);
        Frame frame = pages.frame(ctx);
        pages.show(
            ctx,
            "refused",
            new Refused(frame, draft.get().caseId(), Sentences.of(code, reasons, frame.words())));
      }
    }
  }

  private Submitted submit(Submission submission) {
    CompletableFuture<Submitted> answer = new CompletableFuture<>();
    ports.submissions().submit(submission, answer::complete);
    try {
      return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the node ends", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("the node did not answer a submission", e);
    }
  }

  /** A code in the small letters of lists. */
  static String code(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
