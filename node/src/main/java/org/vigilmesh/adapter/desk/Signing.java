package org.vigilmesh.adapter.desk;

import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.vigilmesh.identity.Endorsement;
import org.vigilmesh.identity.OfficerId;
import org.vigilmesh.message.Act;
import org.vigilmesh.message.CaseId;
import org.vigilmesh.port.Submissions.Submission;
import org.vigilmesh.port.Submissions.Submitted;
import org.vigilmesh.sheet.Sentences;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.InvalidValue;

/**
 * The last step of whatever is said from this desk: a sheet is read, signed by a passkey over
 * exactly the bytes that were shown, and handed to the engine once; an act that names a second
 * person waits for them instead.
 */
final class Signing {
  private static final long PATIENCE_SECONDS = 30;

  private final DeskSettings settings;
  private final DeskPorts ports;
  private final Pages pages;

  Signing(DeskSettings settings, DeskPorts ports, Pages pages) {
    this.settings = settings;
    this.ports = ports;
    this.pages = pages;
  }

  void add(Routes routes) {
    routes.form("/sign/{draft}", this::sign);
  }

  /**
   * The review sheet: what is signed, as whom, with the short code that paper has, too.
   *
   * @param passedOn whether another person releases it afterwards
   */
  record Review(Frame frame, Draft draft, boolean passedOn, String relyingParty)
      implements Pages.Model {
    String challenge() {
      return Assertions.text(draft.challenge().bytes());
    }
  }

  /**
   * Why the node did not take an act; nothing was kept or sent.
   *
   * @param back where what was written still stands
   */
  record Refused(Frame frame, String back, List<Sentences.Line> reasons) implements Pages.Model {
    Refused {
      reasons = List.copyOf(reasons);
    }
  }

  /** Shows {@code draft} for signing. */
  void review(Context ctx, WebSession session, Draft draft) {
    session.keep(draft);
    pages.show(
        ctx,
        "review",
        new Review(
            pages.frame(ctx),
            draft,
            releaser(draft, session).isPresent(),
            settings.relyingParty()));
  }

  /** The other person whom the act names. */
  private Optional<OfficerId> releaser(Draft draft, WebSession session) {
    return opened(draft.act()).officers().stream()
        .map(Act.Signer::officer)
        .filter(officer -> !officer.equals(session.who().officer().id()))
        .findFirst();
  }

  Act opened(Bytes act) {
    return ports.codec().act().decode(act).find().orElseThrow();
  }

  private void sign(Context ctx, WebSession session) {
    Optional<Draft> draft = session.take(ctx.pathParam("draft"));
    if (draft.isEmpty()) {
      pages.say(ctx, 409, "say.signed");
      return;
    }
    Optional<Endorsement> word = word(ctx, session);
    if (word.isEmpty()) {
      pages.say(ctx, 422, "say.unsigned");
      return;
    }
    Optional<OfficerId> releaser = releaser(draft.get(), session);
    if (releaser.isPresent()) {
      handOver(ctx, session, draft.get(), releaser.get(), word.get());
      return;
    }
    Origin origin = draft.get().origin();
    Submission submission =
        new Submission(draft.get().act(), List.of(word.get()), draft.get().attachments());
    if (send(ctx, submission, draft.get().caseId(), origin.back())) {
      origin.kept().ifPresent(id -> ports.drafts().drop(session.who(), id));
    }
  }

  /** The passkey's signature that the page brought; empty where it brought none. */
  static Optional<Endorsement> word(Context ctx, WebSession session) {
    try {
      return Optional.of(
          new Endorsement(
              session.who().officer().id(), session.who().credential(), Assertions.proof(ctx)));
    } catch (InvalidValue _) {
      return Optional.empty();
    }
  }

  private void handOver(
      Context ctx, WebSession session, Draft draft, OfficerId releaser, Endorsement word) {
    Origin origin = draft.origin();
    CaseId id = origin.kept().orElseGet(() -> newId(ports));
    KeptForm paper =
        origin
            .paper()
            .orElseGet(() -> KeptForm.of(origin.back(), Map.of()))
            .signed(
                new KeptForm.Signed(
                    draft.act(),
                    draft.attachments(),
                    draft.sheet().text(),
                    session.language(),
                    word));
    boolean isKept =
        ports
            .drafts()
            .handOver(session.who(), id, releaser, paper.encode(), draft.challenge(), word);
    if (isKept) {
      ctx.redirect("/drafts/" + id);
    } else {
      pages.say(ctx, 422, "say.unkept");
    }
  }

  /** A fresh name for something that is kept here. */
  static CaseId newId(DeskPorts ports) {
    return CaseId.of(ports.clock().instant(), ports.entropy().take(10));
  }

  /** Hands an act to the engine and shows the case, or why not; true where it was taken. */
  boolean send(Context ctx, Submission submission, CaseId caseId, String back) {
    return switch (submit(submission)) {
      case Submitted.AcceptedForSending _, Submitted.AcceptedBefore _ -> {
        ctx.redirect("/cases/" + caseId);
        yield true;
      }
      case Submitted.Rejected(String code, List<Submitted.Reason> reasons) -> {
        ctx.status(422);
        Frame frame = pages.frame(ctx);
        pages.show(
            ctx, "refused", new Refused(frame, back, Sentences.of(code, reasons, frame.words())));
        yield false;
      }
    };
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
}
