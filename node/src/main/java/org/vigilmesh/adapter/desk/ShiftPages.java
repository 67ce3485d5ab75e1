package org.vigilmesh.adapter.desk;

import io.javalin.http.Context;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.vigilmesh.identity.Officer;
import org.vigilmesh.identity.OfficerId;
import org.vigilmesh.port.Duty.HandOver;
import org.vigilmesh.port.Duty.Shift;
import org.vigilmesh.port.Duty.Standing;
import org.vigilmesh.port.Rows.CaseRow;
import org.vigilmesh.sheet.CaseNames;
import org.vigilmesh.sheet.Clocks;
import org.vigilmesh.value.InvalidValue;

/** An officer begins a shift, reads what the one before left, and ends it with a note. */
final class ShiftPages {
  /** The lengths that are offered, in hours. */
  private static final List<Integer> HOURS = List.of(2, 4, 6, 8, 10, 12);

  static final int USUAL_HOURS = 8;

  private final DeskPorts ports;
  private final Pages pages;
  private final Guard guard;

  ShiftPages(DeskPorts ports, Pages pages, Guard guard) {
    this.ports = ports;
    this.pages = pages;
    this.guard = guard;
  }

  void add(Routes routes) {
    routes.page("/shift", (ctx, session) -> show(ctx, session, ""));
    routes.form("/shift/begin", this::begin);
    routes.form("/shift/end", this::end);
    routes.open("/shift/ended", ctx -> pages.say(ctx, 200, "say.ended"));
  }

  /**
   * The shift of the officer who reads, and the hand-over.
   *
   * @param own empty while they are not on duty
   * @param left what another officer left; empty where there is nothing
   * @param open what they would leave now
   * @param problem key of what was wrong with the form; empty when nothing was
   */
  record ShiftView(
      Frame frame,
      Optional<Shift> own,
      List<Officer> others,
      Optional<HandOver> left,
      Optional<HandOverNote> leftNote,
      HandOverNote open,
      String problem)
      implements Pages.Model {
    List<Integer> hours() {
      return HOURS;
    }

    int usualHours() {
      return USUAL_HOURS;
    }

    /** "8 h, until 16:00 UTC". */
    String until(int hours) {
      Instant end = frame.now().plus(Duration.ofHours(hours));
      return frame.words().of("shift.hours", Integer.toString(hours), Clocks.time(end));
    }

    boolean isLate() {
      return own.map(shift -> !shift.until().isAfter(frame.now())).orElse(false);
    }

    boolean isNext(Officer officer) {
      return own.flatMap(Shift::next).map(one -> one.id().equals(officer.id())).orElse(false);
    }

    CaseNames names() {
      return new CaseNames(frame.words(), frame.country());
    }

    String minute(Instant at) {
      return Clocks.minute(at);
    }

    String end(CaseRow row) {
      return row.deadline().or(row::heldUntil).map(Clocks::minute).orElse("–");
    }
  }

  private void show(Context ctx, WebSession session, String problem) {
    Frame frame = pages.frame(ctx);
    Standing standing = frame.duty();
    OfficerId me = session.who().officer().id();
    Optional<HandOver> left =
        ports.duty().handOver(session.who()).filter(note -> !note.by().equals(me));
    pages.show(
        ctx,
        "shift",
        new ShiftView(
            frame,
            standing.of(me),
            ports.duty().others(session.who()),
            left,
            left.map(note -> HandOverNote.decode(note.note())),
            HandOverNote.of(new OpenItems(ports.queries(), frame.now()), typed(ctx)),
            problem));
  }

  private static String typed(Context ctx) {
    String text = Optional.ofNullable(ctx.formParam("note")).orElse("");
    return text.replace("\r", "").strip();
  }

  private void begin(Context ctx, WebSession session) {
    Optional<Integer> hours = hours(ctx);
    Instant now = ports.clock().instant();
    boolean isBegun =
        hours.isPresent()
            && ports
                .duty()
                .begin(
                    session.who(), now.plus(Duration.ofHours(hours.get())), next(ctx).orElse(null));
    if (isBegun) {
      ctx.redirect("/shift");
    } else {
      ctx.status(409);
      show(ctx, session, "shift.refused");
    }
  }

  private static Optional<Integer> hours(Context ctx) {
    String typed = Optional.ofNullable(ctx.formParam("hours")).orElse("");
    return HOURS.stream().filter(one -> Integer.toString(one).equals(typed)).findFirst();
  }

  private static Optional<OfficerId> next(Context ctx) {
    try {
      return Optional.ofNullable(ctx.formParam("next"))
          .filter(typed -> !typed.isEmpty())
          .map(OfficerId::new);
    } catch (InvalidValue _) {
      return Optional.empty();
    }
  }

  /** The web session ends with the shift: whoever sits down next signs in. */
  private void end(Context ctx, WebSession session) {
    String text = typed(ctx);
    boolean isFit = !text.isEmpty() && text.length() <= HandOverNote.TEXT_MAX;
    OpenItems open = new OpenItems(ports.queries(), ports.clock().instant());
    if (isFit && ports.duty().end(session.who(), HandOverNote.of(open, text).encode())) {
      guard.sessions().end(guard.cookie(ctx), "the shift ended");
      guard.dropCookie(ctx);
      ctx.redirect("/shift/ended");
    } else {
      ctx.status(400);
      show(ctx, session, isFit ? "shift.none" : "shift.note.needed");
    }
  }
}
