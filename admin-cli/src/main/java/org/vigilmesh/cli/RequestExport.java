package org.vigilmesh.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.vigilmesh.adapter.crypto.Crypto;
import org.vigilmesh.identity.Card;
import org.vigilmesh.proto.v1.CaseEvidence;
import org.vigilmesh.proto.v1.CaseStatus;
import org.vigilmesh.proto.v1.ExportCaseRequest;
import org.vigilmesh.proto.v1.ExportCaseResponse;
import org.vigilmesh.value.Check;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code vigil request export}: the signatures of a case as files for a court's own tools. */
@Command(
    name = "export",
    header = {
      "vigil request export ID --evidence --into evidence",
      "vigil request export ID --evidence --into evidence --sign-with a.haddad.key"
    })
final class RequestExport implements Runnable {
  @Mixin private Options options = new Options();
  @Mixin private Signatories.With with = new Signatories.With();
  @Mixin private Change change = new Change();

  @Parameters(paramLabel = "ID", descriptionKey = "caseId")
  private String typed = "";

  @Option(names = "--evidence", required = true)
  private boolean evidence;

  @Option(names = "--into", paramLabel = "DIR", required = true)
  private Path into = Path.of("");

  @Override
  public void run() {
    Check.that(evidence, "there is no other kind of export, so it has to be said");
    Console console = options.console();
    Crypto crypto = new Crypto(console.around().random());
    Path directory = console.path(into);
    LocalFiles.refuseToReplace(directory);
    try (NodeLink link = NodeLink.to(options)) {
      CaseStatus found = Cases.find(link, typed);
      String id = found.getSummary().getCaseId();
      if (change.isOnlyPlanned(console, "plan.request.export", id, into)) {
        return;
      }
      List<Openings.Opened> opened = opened(console, link, found);
      CaseEvidence exported = exported(link, id);
      Evidence checked = Evidence.of(exported, opened, crypto);
      EvidenceFiles files = new EvidenceFiles(directory, crypto);
      files.write(checked);
      files.readme(readme(console, id, checked, files.commands()));
      console.show(view(checked));
      console.say("evidence.checked");
      console.say("evidence.unchecked");
      console.say("evidence.written", into, exported.getJournal());
      refuse(checked);
    }
  }

  private List<Openings.Opened> opened(Console console, NodeLink link, CaseStatus found) {
    if (!with.isGiven()) {
      return List.of();
    }
    try (Signatories signatories = with.open(console)) {
      return Openings.open(link, Cases.id(found), signatories);
    }
  }

  private static CaseEvidence exported(NodeLink link, String id) {
    return link.ask(
            admin -> admin.exportCase(ExportCaseRequest.newBuilder().setCaseId(id).build()),
            ExportCaseResponse::hasFailed,
            ExportCaseResponse::getFailed)
        .getEvidence();
  }

  private static View view(Evidence evidence) {
    View view =
        View.list(
            "EvidenceList",
            "number",
            "by",
            "type",
            "at",
            "signatures",
            "receipt",
            "covers",
            "content");
    int number = 0;
    for (Evidence.Piece piece : evidence.pieces()) {
      number++;
      view.row(
          number,
          piece.by(),
          piece.type(),
          piece.header().at(),
          verdict(piece.header()),
          piece.receipt().map(RequestExport::verdict),
          piece.receipt().map(_ -> piece.isCovered()),
          piece.content().map(_ -> piece.isContentSigned()));
    }
    return view;
  }

  private static String verdict(Evidence.Shown<?> shown) {
    return shown.verdict().name().toLowerCase(Locale.ROOT);
  }

  private static String readme(
      Console console, String id, Evidence evidence, List<String> commands) {
    Texts texts = console.texts();
    List<String> lines = new ArrayList<>();
    lines.add(texts.of("evidence.title", id, console.around().clock().instant()));
    lines.add("");
    for (String part : List.of("folders", "cards", "checked", "unchecked")) {
      lines.add("- " + texts.of("evidence." + part));
    }
    boolean hasContent = evidence.pieces().stream().anyMatch(it -> it.content().isPresent());
    lines.add("- " + texts.of(hasContent ? "evidence.content" : "evidence.noContent"));
    lines.add("");
    lines.addAll(verdicts(evidence));
    lines.add("");
    lines.add(texts.of("evidence.openssl"));
    lines.add("");
    lines.addAll(commands);
    lines.add("");
    lines.add(texts.of("evidence.half"));
    return String.join("\n", lines) + "\n";
  }

  private static List<String> verdicts(Evidence evidence) {
    List<String> lines = new ArrayList<>();
    for (Evidence.Shown<Card> card : evidence.cards()) {
      Card said = card.signed().value();
      lines.add(
          "card %s %d: %s".formatted(said.node().node().text(), said.version(), verdict(card)));
    }
    int number = 0;
    for (Evidence.Piece piece : evidence.pieces()) {
      number++;
      lines.add(
          "%02d %s %s %s: statement %s, receipt %s, covered %s, content %s"
              .formatted(
                  number,
                  piece.header().at(),
                  piece.by(),
                  piece.type(),
                  verdict(piece.header()),
                  piece.receipt().map(RequestExport::verdict).orElse("-"),
                  piece.receipt().map(_ -> String.valueOf(piece.isCovered())).orElse("-"),
                  piece.content().map(_ -> String.valueOf(piece.isContentSigned())).orElse("-")));
    }
    return lines;
  }

  private static void refuse(Evidence evidence) {
    List<String> wrong = new ArrayList<>();
    evidence.cards().stream()
        .filter(card -> !card.isValid())
        .forEach(card -> wrong.add("card " + card.signed().value().node().node().text()));
    for (int i = 0; i < evidence.pieces().size(); i++) {
      if (!evidence.pieces().get(i).isSound()) {
        wrong.add((i + 1) + " " + evidence.pieces().get(i).type());
      }
    }
    if (!wrong.isEmpty()) {
      throw CliException.of(Exit.NEGATIVE, "E-EVIDENCE", wrong.size()).withDetails(wrong);
    }
  }
}
