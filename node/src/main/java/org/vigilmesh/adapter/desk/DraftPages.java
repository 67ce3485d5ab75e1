package org.vigilmesh.adapter.desk;

import io.javalin.http.Context;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.vigilmesh.identity.Endorsement;
import org.vigilmesh.identity.OfficerId;
import org.vigilmesh.message.Act;
import org.vigilmesh.message.CaseId;
import org.vigilmesh.port.Drafts.Kept;
import org.vigilmesh.port.Submissions.Submission;
import org.vigilmesh.sheet.CaseNames;
import org.vigilmesh.sheet.Clocks;
import org.vigilmesh.sheet.ReviewSheet;
import org.vigilmesh.sheet.Words;

/**
 * What is written and not sent: an officer's drafts, and acts that wait for a supervisor. Whoever
 * wrote an act does not release it: the node refuses two signatures of one person, and the page
 * says so instead of offering it.
 */
final class DraftPages {
  private static final int NOTE_MAX = 2000;

  private final DeskSettings settings;
  private final DeskPorts ports;
  private final Pages pages;
  private final Signing signing;

  DraftPages(DeskSettings settings, DeskPorts ports, Pages pages, Signing signing) {
    this.settings = settings;
    this.ports = ports;
    this.pages = pages;
    this.signing = signing;
  }

  void add(Routes routes) {
    routes.page("/drafts", (ctx, session) -> list(ctx, session, false));
    routes.page("/drafts/{id}", this::own);
    routes.form("/drafts/{id}/drop", this::drop);
    routes.form("/drafts/{id}/back", this::takeBack);
    routes.page("/release", (ctx, session) -> list(ctx, session, true));
    routes.page("/release/{id}", this::toRelease);
    routes.form("/release/{id}", this::release);
    routes.form("/release/{id}/return", this::giveBack);
  }

  /**
   * Drafts of one officer, or what waits for release.
   *
   * @param forRelease whether it is the supervisors' list
   */
  record Shelf(Frame frame, boolean forRelease, List<Line> lines) implements Pages.Model {
    Shelf {
      lines = List.copyOf(lines);
    }
  }

  /**
   * One of them.
   *
   * @param what the message and to whom, in the reader's language
   * @param waited how long ago it was kept
   */
  record Line(
      String address,
      String what,
      String reference,
      String author,
      String waited,
      Optional<String> releaser,
      boolean isOver,
      String note) {}

  /**
   * An act that waits, as its author or a supervisor reads it.
   *
   * @param refusal key of the sentence why this reader cannot release it; empty where they can
   */
  record Waiting(
      Frame frame,
      Kept kept,
      KeptForm.Signed signed,
      Act act,
      ReviewSheet sheet,
      String waited,
      String refusal,
      String relyingParty)
      implements Pages.Model {
    String challenge() {
      return Assertions.text(Act.endorsedDigest(signed.act()).bytes());
    }

    boolean isOwn() {
      return frame.officer().map(Frame.Person::id).orElse("").equals(kept.author().text());
    }

    boolean isAsShown() {
      return signed.isShownTo(act);
    }
  }

  private void list(Context ctx, WebSession session, boolean forRelease) {
    Frame frame = pages.frame(ctx);
    OfficerId me = session.who().officer().id();
    Predicate<Kept> isShown = kept -> kept.author().equals(me) != forRelease;
    List<Line> lines =
        ports.drafts().all(session.who()).stream()
            .filter(isShown)
            .map(kept -> line(frame, kept, forRelease))
            .toList();
    pages.show(ctx, "drafts", new Shelf(frame, forRelease, lines));
  }

  private Line line(Frame frame, Kept kept, boolean forRelease) {
    KeptForm paper = KeptForm.decode(kept.content());
    Words words = frame.words();
    CaseNames names = new CaseNames(words, frame.country());
    Optional<Act> act = paper.signed().map(signed -> signing.opened(signed.act()));
    String type =
        act.map(one -> one.content().contentType().code())
            .orElse(paper.typed().getOrDefault("message_type", ""));
    String to =
        act.map(one -> one.recipient().node().text())
            .orElse(paper.typed().getOrDefault("recipient", ""));
    return new Line(
        (forRelease ? "/release/" : "/drafts/") + kept.id(),
        names.type(type) + (to.isEmpty() ? "" : " → " + to.toUpperCase(Locale.ROOT)),
        paper.typed().getOrDefault("case_ref_requesting", ""),
        kept.author().text(),
        Clocks.ago(words, frame.now(), kept.at()),
        kept.releaser().map(OfficerId::text),
        act.map(one -> isOver(one, frame.now())).orElse(false),
        paper.note());
  }

  private static boolean isOver(Act act, Instant now) {
    return !act.notAfter().isAfter(now);
  }

  private Optional<Kept> find(Context ctx, WebSession session) {
    return CasePages.id(ctx).flatMap(id -> ports.drafts().find(session.who(), id));
  }

  /** A draft opens in its form again; what waits is shown. */
  private void own(Context ctx, WebSession session) {
    Optional<Kept> kept =
        find(ctx, session).filter(one -> one.author().equals(session.who().officer().id()));
    if (kept.isEmpty()) {
      pages.say(ctx, 404, "say.missing");
    } else if (kept.get().isWaiting()) {
      show(ctx, kept.get(), "release.author");
    } else {
      KeptForm paper = KeptForm.decode(kept.get().content());
      ctx.redirect(Origin.draft(kept.get().id(), paper).back());
    }
  }

  private void toRelease(Context ctx, WebSession session) {
    Optional<Kept> kept = find(ctx, session).filter(Kept::isWaiting);
    if (kept.isEmpty()) {
      pages.say(ctx, 404, "say.released");
      return;
    }
    show(ctx, kept.get(), refusal(kept.get(), session));
  }

  private static String refusal(Kept kept, WebSession session) {
    OfficerId me = session.who().officer().id();
    if (kept.author().equals(me)) {
      return "release.author";
    }
    return kept.releaser().filter(me::equals).isPresent() ? "" : "release.another";
  }

  private void show(Context ctx, Kept kept, String refusal) {
    Frame frame = pages.frame(ctx);
    KeptForm.Signed signed = KeptForm.decode(kept.content()).signed().orElseThrow();
    Act act = signing.opened(signed.act());
    pages.show(
        ctx,
        "waiting",
        new Waiting(
            frame,
            kept,
            signed,
            act,
            Drafting.sheet(act, frame.words()),
            Clocks.ago(frame.words(), frame.now(), kept.at()),
            isOver(act, frame.now()) ? "release.over" : refusal,
            settings.relyingParty()));
  }

  /** One that is gone already is no fault. */
  private void drop(Context ctx, WebSession session) {
    find(ctx, session)
        .filter(one -> one.author().equals(session.who().officer().id()))
        .ifPresent(one -> ports.drafts().drop(session.who(), one.id()));
    ctx.redirect("/drafts");
  }

  private void takeBack(Context ctx, WebSession session) {
    handBack(ctx, session, "", "/drafts");
  }

  private void giveBack(Context ctx, WebSession session) {
    String note = Optional.ofNullable(ctx.formParam("note")).orElse("").strip();
    if (note.isEmpty()) {
      pages.say(ctx, 422, "say.note");
      return;
    }
    String said = note.substring(0, Math.min(note.length(), NOTE_MAX));
    handBack(ctx, session, session.who().officer().name() + ": " + said, "/release");
  }

  private void handBack(Context ctx, WebSession session, String note, String next) {
    Optional<Kept> kept = find(ctx, session).filter(Kept::isWaiting);
    boolean isBack =
        kept.filter(
                one ->
                    ports
                        .drafts()
                        .handBack(
                            session.who(),
                            one.id(),
                            KeptForm.decode(one.content()).returned(note).encode()))
            .isPresent();
    if (isBack) {
      ctx.redirect(next);
    } else {
      pages.say(ctx, 409, "say.released");
    }
  }

  /** The second signature, over the bytes that the first one covers. */
  private void release(Context ctx, WebSession session) {
    Optional<Kept> kept = find(ctx, session).filter(Kept::isWaiting);
    if (kept.isEmpty()) {
      pages.say(ctx, 409, "say.released");
      return;
    }
    String refusal = refusal(kept.get(), session);
    Optional<Endorsement> word = Signing.word(ctx, session);
    if (!refusal.isEmpty() || word.isEmpty()) {
      pages.say(ctx, refusal.isEmpty() ? 422 : 403, refusal.isEmpty() ? "say.unsigned" : refusal);
      return;
    }
    KeptForm.Signed signed = KeptForm.decode(kept.get().content()).signed().orElseThrow();
    Submission submission =
        new Submission(signed.act(), List.of(signed.word(), word.get()), signed.attachments());
    CaseId caseId = signing.opened(signed.act()).caseId();
    if (signing.send(ctx, submission, caseId, "/release/" + kept.get().id())) {
      ports.drafts().drop(session.who(), kept.get().id());
    }
  }
}
