package org.vigilmesh.message;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vigilmesh.identity.Extension;

/** What nodes and officers tell each other about a case without changing where it stands. */
public sealed interface Notice extends Described {
  /** What went wrong. */
  enum Incident {
    BREACH,
    KEY_COMPROMISE,
    MISDELIVERY,
    FRAUD_SUSPECTED
  }

  /** Whether a case was of use. */
  enum Use {
    YES,
    PARTLY,
    NO,
    UNKNOWN
  }

  /** A running clock and its end. */
  record ClockReading(String clock, @Nullable Instant deadline) {
    public ClockReading {
      clock = Bounds.code(clock, "clock");
      deadline = Bounds.timeOrNull(deadline, "deadline");
    }

    static ClockReading read(Source in) {
      return new ClockReading(in.code("clock"), in.time("deadline"));
    }

    void write(Sink out) {
      out.code("clock", clock);
      out.time("deadline", deadline);
    }
  }

  /** A node showed the message on a screen; nobody took charge by that. */
  record Displayed(
      CaseRefs caseRefs, ActId inReplyTo, @Nullable Instant openedAt, List<Extension> extensions)
      implements Notice {
    public Displayed {
      openedAt = Bounds.timeOrNull(openedAt, "opened_at");
      extensions = Bounds.list(extensions, 16, "extensions");
    }

    static Displayed read(Source in) {
      return new Displayed(
          in.caseRefs(), in.reply("in_reply_to"), in.time("opened_at"), in.extensions());
    }

    @Override
    public void write(Sink out) {
      out.caseRefs(caseRefs);
      out.reply("in_reply_to", inReplyTo);
      out.time("opened_at", openedAt);
      out.extensions(extensions);
    }

    @Override
    public ContentForm form() {
      return ContentForm.DISPLAYED;
    }

    @Override
    public ActId answered() {
      return inReplyTo;
    }
  }

  /** Asks how a message or a clock of the case stands. */
  record StatusQuery(CaseRefs caseRefs, String about, List<Extension> extensions)
      implements Notice {
    public StatusQuery {
      about = Bounds.line(about, "about");
      extensions = Bounds.list(extensions, 16, "extensions");
    }

    static StatusQuery read(Source in) {
      return new StatusQuery(in.caseRefs(), in.line("about"), in.extensions());
    }

    @Override
    public void write(Sink out) {
      out.caseRefs(caseRefs);
      out.line("about", about);
      out.extensions(extensions);
    }

    @Override
    public ContentForm form() {
      return ContentForm.STATUS_QUERY;
    }
  }

  /** How the case stands for its sender; what needs a message of its own is only restated here. */
  record StatusReport(
      CaseRefs caseRefs,
      @Nullable ActId inReplyTo,
      String state,
      List<String> overlays,
      List<ClockReading> clocks,
      String text,
      @Nullable ProvisionalHold provisionalHold,
      List<Extension> extensions)
      implements Notice {
    public StatusReport {
      state = Bounds.code(state, "state");
      overlays = Bounds.codes(overlays, "overlays");
      clocks = Bounds.list(clocks, "clocks");
      text = Bounds.prose(text, "text");
      extensions = Bounds.list(extensions, 16, "extensions");
    }

    static StatusReport read(Source in) {
      return new StatusReport(
          in.caseRefs(),
          in.act("in_reply_to"),
          in.code("state"),
          in.codes("overlays"),
          in.parts("clocks", ClockReading::read),
          in.prose("text"),
          in.part("provisional_hold", SharedParts::readProvisionalHold),
          in.extensions());
    }

    @Override
    public void write(Sink out) {
      out.caseRefs(caseRefs);
      out.act("in_reply_to", inReplyTo);
      out.code("state", state);
      out.codes("overlays", overlays);
      out.parts("clocks", clocks, ClockReading::write);
      out.prose("text", text);
      out.part("provisional_hold", provisionalHold, SharedParts::writeProvisionalHold);
      out.extensions(extensions);
    }

    @Override
    public ContentForm form() {
      return ContentForm.STATUS_REPORT;
    }

    @Override
    public @Nullable ActId answered() {
      return inReplyTo;
    }
  }

  /** Says why a refusal should be looked at again. */
  record Objection(
      CaseRefs caseRefs,
      ActId inReplyTo,
      String text,
      RequestPart.@Nullable TreatyBasis alternativeBasis,
      List<Extension> extensions)
      implements Notice {
    public Objection {
      text = Bounds.prose(text, "text");
      extensions = Bounds.list(extensions, 16, "extensions");
    }

    static Objection read(Source in) {
      return new Objection(
          in.caseRefs(),
          in.reply("in_reply_to"),
          in.prose("text"),
          in.part("alternative_basis", SharedParts::readTreatyBasis),
          in.extensions());
    }

    @Override
    public void write(Sink out) {
      out.caseRefs(caseRefs);
      out.reply("in_reply_to", inReplyTo);
      out.prose("text", text);
      out.part("alternative_basis", alternativeBasis, SharedParts::writeTreatyBasis);
      out.extensions(extensions);
    }

    @Override
    public ContentForm form() {
      return ContentForm.OBJECTION;
    }

    @Override
    public ActId answered() {
      return inReplyTo;
    }
  }

  /** Something went wrong that concerns the other side. */
  record IncidentNotice(
      CaseRefs caseRefs,
      Incident kind,
      List<String> affected,
      @Nullable Instant knownAt,
      String measures,
      List<Extension> extensions)
      implements Notice {
    public IncidentNotice {
      affected = Bounds.lines(affected, "affected");
      knownAt = Bounds.timeOrNull(knownAt, "known_at");
      measures = Bounds.prose(measures, "measures");
      extensions = Bounds.list(extensions, 16, "extensions");
    }

    static IncidentNotice read(Source in) {
      return new IncidentNotice(
          in.caseRefs(),
          in.choice("kind", Incident.class),
          in.lines("affected"),
          in.time("known_at"),
          in.prose("measures"),
          in.extensions());
    }

    @Override
    public void write(Sink out) {
      out.caseRefs(caseRefs);
      out.choice("kind", kind);
      out.lines("affected", affected);
      out.time("known_at", knownAt);
      out.prose("measures", measures);
      out.extensions(extensions);
    }

    @Override
    public ContentForm form() {
      return ContentForm.INCIDENT_NOTICE;
    }
  }

  /** Whether the case was of use once it is over. */
  record CaseFeedback(
      CaseRefs caseRefs, Use useful, boolean mlaFollowed, String text, List<Extension> extensions)
      implements Notice {
    public CaseFeedback {
      text = Bounds.prose(text, "text");
      extensions = Bounds.list(extensions, 16, "extensions");
    }

    static CaseFeedback read(Source in) {
      return new CaseFeedback(
          in.caseRefs(),
          in.choice("useful", Use.class),
          in.flag("mla_followed", false),
          in.prose("text"),
          in.extensions());
    }

    @Override
    public void write(Sink out) {
      out.caseRefs(caseRefs);
      out.choice("useful", useful);
      out.flag("mla_followed", mlaFollowed);
      out.prose("text", text);
      out.extensions(extensions);
    }

    @Override
    public ContentForm form() {
      return ContentForm.CASE_FEEDBACK;
    }
  }
}
