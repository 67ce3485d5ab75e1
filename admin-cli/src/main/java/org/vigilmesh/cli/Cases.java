package org.vigilmesh.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.message.CaseId;
import org.vigilmesh.proto.v1.CaseStanding;
import org.vigilmesh.proto.v1.CaseStatus;
import org.vigilmesh.proto.v1.CaseSummary;
import org.vigilmesh.proto.v1.GetCaseRequest;
import org.vigilmesh.proto.v1.GetCaseResponse;
import org.vigilmesh.proto.v1.SubmitResponse;
import org.vigilmesh.value.InvalidValue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code vigil case}: the matters between two contact points, and an officer's answers to them. */
@Command(
    name = "case",
    header = {"vigil case list --node xb", "vigil case acknowledge ID --sign-with a.haddad.key"},
    subcommands = {
      CaseBegin.class,
      CaseCheck.class,
      CaseClarify.class,
      CaseConfirm.class,
      CaseDrill.class,
      CaseLists.ByChange.class,
      CaseLists.ByHoldEnd.class,
      CaseLinked.Link.class,
      CaseLinked.Unlink.class,
      CaseRetention.Kept.class,
      CaseRetention.Purge.class,
      CaseOpen.class,
      CaseRecord.class,
      CaseSend.class,
      CaseTemplate.class,
      CaseTimeline.class,
      CaseVerify.class
    })
final class Cases {
  /** The case whose id is {@code typed}, or the only one whose id contains it. */
  static CaseStatus find(NodeLink link, String typed) {
    String id = typed.length() == 36 ? typed : completed(link, typed.toLowerCase(Locale.ROOT));
    return link.ask(
            admin -> admin.getCase(GetCaseRequest.newBuilder().setCaseId(id).build()),
            GetCaseResponse::hasFailed,
            GetCaseResponse::getFailed)
        .getCase();
  }

  private static String completed(NodeLink link, String part) {
    List<String> matching = CaseLists.idsWith(link, part);
    if (matching.size() != 1) {
      throw matching.isEmpty()
          ? CliException.of(Exit.NOT_FOUND, "E-CASE-UNKNOWN", part)
          : CliException.of(Exit.INPUT, "E-CASE-AMBIGUOUS", part).withDetails(matching);
    }
    return matching.getFirst();
  }

  static CaseId id(CaseStatus status) {
    try {
      return CaseId.typed(status.getSummary().getCaseId());
    } catch (InvalidValue _) {
      throw CliException.of(Exit.NOT_FOUND, "E-CASE-UNKNOWN", status.getSummary().getCaseId());
    }
  }

  @Command(
      name = "show",
      header = {"vigil case show ID --node xb", "vigil case show ID --sign-with a.haddad.key"})
  void show(
      @Mixin Options options,
      @Mixin Signatories.With with,
      @Parameters(paramLabel = "ID", descriptionKey = "caseId") String typed) {
    Console console = options.console();
    try (NodeLink link = NodeLink.to(options)) {
      CaseStatus found = find(link, typed);
      View view = view(found, console.texts().language());
      if (with.isGiven()) {
        try (Signatories signatories = with.open(console)) {
          contents(console, view, Openings.open(link, id(found), signatories));
        }
      }
      console.show(view);
      if (!with.isGiven()) {
        console.say("case.closed");
      }
    }
  }

  private static void contents(Console console, View view, List<Openings.Opened> opened) {
    List<Object> acts = new ArrayList<>();
    for (Openings.Opened one : opened) {
      one.act()
          .ifPresent(
              act -> {
                Map<String, Object> fields = Contents.fields((Record) act.content());
                acts.add(fields);
                if (console.format() == Format.TABLE) {
                  console.around().out().println(act.content().contentType().code());
                  Contents.lines(fields, "  ").forEach(console.around().out()::println);
                }
              });
    }
    if (console.format() != Format.TABLE) {
      view.field("contents", acts);
    }
  }

  private static View view(CaseStatus found, String language) {
    CaseSummary summary = found.getSummary();
    CaseStanding standing = found.getStanding();
    return View.one("Case")
        .field("case", summary.getCaseId())
        .field("direction", summary.getOurs() ? "out" : "in")
        .field("peer", summary.getPeer())
        .field("type", summary.getContentType())
        .field("urgency", CaseLists.urgency(summary))
        .field("exercise", summary.getExercise())
        .field("state", summary.getState())
        .field("base", standing.getBase())
        .field("hold", standing.getHold())
        .field("overlays", List.copyOf(standing.getOverlaysList()))
        .field("flags", List.copyOf(standing.getFlagsList()))
        .field("items", CaseClocks.items(standing))
        .field("marks", List.copyOf(summary.getMarksList()))
        .field("deadline", NodeLink.at(summary.hasDeadline(), summary.getDeadline()))
        .field("heldUntil", NodeLink.at(summary.hasHeldUntil(), summary.getHeldUntil()))
        .field("openedAt", NodeLink.at(summary.getOpenedAt()))
        .field("changedAt", NodeLink.at(summary.getChangedAt()))
        .field("clocks", CaseClocks.view(standing))
        .field("links", CaseLinked.view(found))
        .field("timeline", CaseTimeline.view(found, Map.of(), new Texts(language)))
        .field("notes", CaseNotes.view(found, language));
  }

  @Command(
      name = "acknowledge",
      header = {
        "vigil case acknowledge ID --sign-with a.haddad.key",
        "vigil case acknowledge ID --file-number XB-2027-3 --sign-with a.haddad.key"
      })
  void acknowledge(
      @Mixin Options options,
      @Mixin Signatories.With with,
      @Mixin Change change,
      @Parameters(paramLabel = "ID", descriptionKey = "caseId") String typed,
      @Option(names = "--role", paramLabel = "ROLE", defaultValue = "officer") String role,
      @Option(names = "--file-number", paramLabel = "TEXT", defaultValue = "") String number) {
    answer(
        options,
        with,
        change,
        typed,
        "acknowledge",
        (found, opened, _) ->
            Replies.ack(
                opened, id(found), role, number, options.console().around().clock().instant()));
  }

  @Command(
      name = "decide",
      header = {
        "vigil case decide ID --accept --authority Court --sign-with a.haddad.key",
        "vigil case decide ID --refuse R21B --reason TEXT --sign-with a.haddad.key"
      })
  void decide(
      @Mixin Options options,
      @Mixin Signatories.With with,
      @Mixin Change change,
      @Parameters(paramLabel = "ID", descriptionKey = "caseId") String typed,
      @Mixin Replies.Verdict verdict) {
    answer(options, with, change, typed, "decide", verdict::reply);
  }

  @Command(
      name = "preserved",
      header = {
        "vigil case preserved ID --reference R-1 --effective 2027-01-15"
            + " --until 2027-04-15 --sign-with a.haddad.key",
        "vigil case preserved ID --reference R-1 --effective 2027-01-15"
            + " --until 2027-04-15 --item i1 --sign-with a.haddad.key"
      })
  void preserved(
      @Mixin Options options,
      @Mixin Signatories.With with,
      @Mixin Change change,
      @Parameters(paramLabel = "ID", descriptionKey = "caseId") String typed,
      @Mixin Replies.Held held) {
    answer(options, with, change, typed, "preserved", (_, opened, _) -> held.reply(opened));
  }

  /** What an officer answers, made from the opened case. */
  interface Answer {
    Acts.Reply to(CaseStatus found, List<Openings.Opened> opened, String author);
  }

  private static void answer(
      Options options,
      Signatories.With with,
      Change change,
      String typed,
      String verb,
      Answer answer) {
    Console console = options.console();
    try (Signatories signatories = with.open(console);
        NodeLink link = NodeLink.to(options)) {
      CaseStatus found = find(link, typed);
      CaseSummary summary = found.getSummary();
      String shown = new NodeId(summary.getPeer()).shown();
      String review =
          console.texts().of("review." + verb, shown, summary.getCaseId(), signatories.names())
              + (summary.getExercise() ? " " + console.texts().of("review.exercise") : "");
      Acts.Reply reply =
          answer.to(found, Openings.open(link, id(found), signatories), signatories.authorName());
      if (change.isOnlyPlanned(console, "plan.case.answer", review)) {
        return;
      }
      console.line(review);
      SubmitResponse accepted =
          new Acts(console, link)
              .answer(new NodeId(summary.getPeer()), id(found), reply, review, signatories);
      console.show(Acts.accepted(accepted));
    }
  }
}
