package org.vigilmesh.adapter.desk;

import io.javalin.http.Context;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.vigilmesh.identity.Endorsement;
import org.vigilmesh.message.CaseId;
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
    routes.form("/cases/{id}/sign/{draft}", this::sign);
  }

  /** The review sheet: what is signed, as whom, with the short code that paper has, too. */
  record Review(Frame frame, CaseStatus status, CaseNames names, Draft draft, String relyingParty)
      implements Pages.Model {
    String challenge() {
      return Assertions.text(draft.challenge().bytes());
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

  /** Shows what is about to be signed; a sentence where the case is not as it was. */
  void review(Context ctx, WebSession session, CaseStatus status, Optional<Draft> prepared) {
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
