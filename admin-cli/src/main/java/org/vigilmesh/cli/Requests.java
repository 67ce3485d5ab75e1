package org.vigilmesh.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vigilmesh.casework.CaseEvent.Deed;
import org.vigilmesh.casework.CaseLink;
import org.vigilmesh.message.Act;
import org.vigilmesh.message.CaseId;
import org.vigilmesh.message.PreservationRequest;
import org.vigilmesh.proto.v1.CaseStatus;
import org.vigilmesh.proto.v1.SubmitResponse;
import org.vigilmesh.request.Reading;
import org.vigilmesh.request.RequestDraft;
import org.vigilmesh.request.RequestFile;
import org.vigilmesh.request.RequestProblem;
import org.vigilmesh.request.RequestTemplate;
import org.vigilmesh.value.Bytes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code vigil request}: requests to preserve data, from files. */
@Command(
    name = "request",
    header = {
      "vigil request new --example --out request.yaml",
      "vigil request submit request.yaml --sign-with j.morgan.key --sign-with p.reyes.key"
    },
    subcommands = {RequestChain.class, RequestExport.class})
final class Requests {
  @Command(
      name = "new",
      header = {
        "vigil request new --out request.yaml",
        "vigil request new --type emergency_data_request --out request.yaml"
      })
  void begin(
      @Mixin Options options,
      @Option(names = "--example") boolean example,
      @Option(names = "--type", paramLabel = "TYPE", defaultValue = "preservation_request")
          RequestTemplate.Type type,
      @Option(names = "--out", paramLabel = "FILE") @Nullable Path out) {
    Console console = options.console();
    String text =
        example || type != RequestTemplate.Type.PRESERVATION_REQUEST
            ? RequestTemplate.example(type, console.around().clock().instant())
            : RequestTemplate.blank();
    if (out == null) {
      console.around().out().print(text);
      console.around().out().flush();
      return;
    }
    LocalFiles.write(console.path(out), Bytes.utf8(text));
    console.say("request.written", out);
  }

  @Command(
      name = "validate",
      header = {
        "vigil request validate request.yaml",
        "vigil request validate request.yaml -o json"
      })
  void validate(
      @Mixin Options options,
      @Parameters(paramLabel = "FILE", descriptionKey = "requestFile") Path file) {
    Console console = options.console();
    switch (read(console, file, RequestFile.Known.NOTHING)) {
      case Reading.Broken<RequestDraft>(List<RequestProblem> problems) -> {
        console.show(view(problems, console.texts().language()));
        throw refusal(file, problems, List.of());
      }
      case Reading.Signable<RequestDraft>(RequestDraft _, List<RequestProblem> warnings) -> {
        console.show(view(warnings, console.texts().language()));
        console.say("request.valid", file, warnings.size());
        console.say("request.unchecked");
      }
    }
  }

  private static Reading<RequestDraft> read(Console console, Path file, RequestFile.Known known) {
    Path path = console.path(file);
    if (!Files.exists(path)) {
      throw CliException.of(Exit.NOT_FOUND, "E-FILE-MISSING", file);
    }
    return RequestFile.read(path, console.around().clock().instant(), known);
  }

  private static CliException refusal(
      Path file, List<RequestProblem> problems, List<String> details) {
    long errors = problems.stream().filter(RequestProblem::blocks).count();
    return CliException.of(Exit.INPUT, "E-REQUEST", file, errors).withDetails(details);
  }

  private static View view(List<RequestProblem> problems, String language) {
    View view =
        View.list(
            "RequestProblemList",
            "line",
            "field",
            "severity",
            "what",
            "remedy",
            "rule",
            "citation");
    for (RequestProblem problem : problems) {
      view.row(
          problem.line(),
          problem.field(),
          problem.blocks() ? "error" : "warning",
          problem.what(language),
          problem.remedy(language),
          problem.rule(),
          problem.citation());
    }
    return view;
  }

  @Command(
      name = "submit",
      header = {
        "vigil request submit request.yaml --sign-with j.morgan.key --sign-with p.reyes.key",
        "vigil request submit request.yaml --sign-with j.morgan.key --wait acknowledged --timeout"
            + " 30m"
      })
  void submit(
      @Mixin Options options,
      @Mixin Signatories.With with,
      @Mixin Change change,
      @Parameters(paramLabel = "FILE", descriptionKey = "requestFile") Path file,
      @Option(names = "--exercise") boolean exercise,
      @Option(names = "--case", paramLabel = "ID") @Nullable CaseId begun,
      @Option(names = "--wait", paramLabel = "FACT") Following.@Nullable Until wait,
      @Option(names = "--timeout", paramLabel = "DURATION", defaultValue = "30m")
          Duration timeout) {
    Console console = options.console();
    RequestDraft alone = begun == null ? readable(console, file, RequestFile.Known.NOTHING) : null;
    try (Signatories signatories = with.open(console);
        NodeLink link = NodeLink.to(options)) {
      Within around = new Within(console, link, signatories);
      RequestDraft draft = alone == null ? around.read(file, begun) : alone;
      Acts.Frame frame = frame(console, draft, exercise);
      CaseId within = begun == null || !around.isBegun() ? null : begun;
      String review = review(console, draft, frame, within, signatories);
      if (change.isOnlyPlanned(console, "plan.request.submit", review)) {
        return;
      }
      console.line(review);
      Acts acts = new Acts(console, link);
      CaseId opens = begun == null ? acts.fresh() : begun;
      CaseId chained = within == null ? draft.stated().chainedFrom() : null;
      CaseStatus earlier = chained == null ? null : Cases.find(link, chained.toString());
      SubmitResponse accepted =
          within != null
              ? acts.answer(draft.recipient(), within, Within.reply(draft), review, signatories)
              : acts.open(draft, frame, opens, review, signatories);
      console.show(Acts.accepted(accepted));
      if (earlier != null) {
        CaseLink next = new CaseLink(opens, CaseLink.Why.THIRD_STATE, "");
        CaseLinked.sign(link, earlier, Deed.LINKED, next, signatories);
        console.say("request.linked", earlier.getSummary().getCaseId());
      }
      if (wait != null) {
        new Following(console).until(link, Acts.id(accepted), wait, timeout);
      }
    }
  }

  static RequestDraft readable(Console console, Path file, RequestFile.Known known) {
    return switch (read(console, file, known)) {
      case Reading.Broken<RequestDraft>(List<RequestProblem> problems) ->
          throw refusal(file, problems, RequestProblem.shown(problems, console.texts().language()));
      case Reading.Signable<RequestDraft>(RequestDraft readable, List<RequestProblem> _) ->
          readable;
    };
  }

  static Acts.Frame frame(Console console, RequestDraft draft, boolean exercise) {
    Instant usual = console.around().clock().instant().plus(Act.usualLife(draft.urgency()));
    return new Acts.Frame(
        draft.urgency(),
        draft.exercise() || exercise,
        draft.language(),
        draft.notAfter() == null ? usual : draft.notAfter());
  }

  private static String review(
      Console console,
      RequestDraft draft,
      Acts.Frame frame,
      @Nullable CaseId within,
      Signatories signatories) {
    Texts texts = console.texts();
    String recipient = draft.recipient().shown();
    String type = draft.content().contentType().code();
    String sentence =
        within != null
            ? texts.of("review.send", type, recipient, within, signatories.names())
            : draft.content() instanceof PreservationRequest
                ? texts.of("review.submit", recipient, draft.urgency().code(), signatories.names())
                : texts.of("review.open", type, recipient, signatories.names());
    return frame.exercise() ? sentence + " " + texts.of("review.exercise") : sentence;
  }
}
