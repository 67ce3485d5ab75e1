package org.vigilmesh.cli;

import static java.util.stream.Collectors.joining;

import com.google.protobuf.ByteString;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.vigilmesh.adapter.crypto.Crypto;
import org.vigilmesh.envelope.EvidenceFile;
import org.vigilmesh.envelope.Receipt;
import org.vigilmesh.evidence.Answer;
import org.vigilmesh.evidence.Assembly;
import org.vigilmesh.evidence.Evidence;
import org.vigilmesh.evidence.Finding;
import org.vigilmesh.evidence.Kind;
import org.vigilmesh.evidence.Point;
import org.vigilmesh.evidence.Reading;
import org.vigilmesh.evidence.Trusted;
import org.vigilmesh.identity.Card;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.identity.NodeRef;
import org.vigilmesh.message.CaseId;
import org.vigilmesh.proto.v1.CaseEvidence;
import org.vigilmesh.proto.v1.CaseStatus;
import org.vigilmesh.proto.v1.ExportCaseRequest;
import org.vigilmesh.proto.v1.ExportCaseResponse;
import org.vigilmesh.proto.v1.StatementEvidence;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Check;
import org.vigilmesh.value.Seconds;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code vigil request export}: what a case proves, as a folder for a court's own tools or as one
 * file for {@code vigil evidence verify} and any desk.
 */
@Command(
    name = "export",
    header = {
      "vigil request export ID --evidence --into evidence",
      "vigil request export ID --evidence --file case.evidence --sign-with a.haddad.key"
    })
final class RequestExport implements Runnable {
  @Mixin private Options options = new Options();
  @Mixin private Signatories.With with = new Signatories.With();
  @Mixin private Change change = new Change();

  @Parameters(paramLabel = "ID", descriptionKey = "caseId")
  private String typed = "";

  @Option(names = "--evidence", required = true)
  private boolean evidence;

  @ArgGroup(exclusive = false, multiplicity = "1")
  private Targets targets = new Targets();

  /** A folder for tools of others, one file for ours, or both. */
  private static final class Targets {
    @Option(names = "--into", paramLabel = "DIR")
    private @Nullable Path into;

    @Option(names = "--file", paramLabel = "FILE", descriptionKey = "evidenceOut")
    private @Nullable Path file;
  }

  @Override
  public void run() {
    Check.that(evidence, "there is no other kind of export, so it has to be said");
    Console console = options.console();
    Crypto crypto = new Crypto(console.around().random());
    Optional<Path> into = Optional.ofNullable(targets.into);
    Optional<Path> file = Optional.ofNullable(targets.file);
    Stream.concat(into.stream(), file.stream())
        .forEach(path -> LocalFiles.refuseToReplace(console.path(path)));
    String target =
        Stream.concat(into.stream(), file.stream()).map(Path::toString).collect(joining(", "));
    try (NodeLink link = NodeLink.to(options)) {
      CaseStatus found = Cases.find(link, typed);
      CaseId id = Cases.id(found);
      if (change.isOnlyPlanned(console, "plan.request.export", id, target)) {
        return;
      }
      List<Openings.Opened> opened = opened(console, link, found);
      CaseEvidence exported = exported(link, id.toString());
      EvidenceFile assembled = assembled(console, id, exported, opened);
      Evidence checked = judged(assembled, crypto);
      List<String> types = types(exported);
      into.ifPresent(path -> writeFolder(console, path, crypto, checked, types));
      file.ifPresent(path -> LocalFiles.write(console.path(path), encoded(assembled)));
      console.show(view(checked, types));
      console.say("evidence.checked");
      console.say("evidence.unchecked");
      console.say("evidence.written", target, exported.getJournal());
      refuse(checked, types);
    }
  }

  private static EvidenceFile assembled(
      Console console, CaseId id, CaseEvidence exported, List<Openings.Opened> opened) {
    if (exported.getStatementsCount() == 0) {
      throw CliException.of(Exit.NOT_FOUND, "E-EVIDENCE-EMPTY", id);
    }
    EvidenceFile plain =
        new EvidenceFile(
            id.bytes(),
            new NodeRef(new NodeId(exported.getNode().getNode()), exported.getNode().getEpoch()),
            Seconds.whole(console.around().clock().instant()),
            exported.getJournal(),
            exported.getSignedCardsList().stream().map(RequestExport::bytes).toList(),
            exported.getEndorsedRostersList().stream().map(RequestExport::bytes).toList(),
            exported.getStatementsList().stream().map(RequestExport::piece).toList());
    return Assembly.withBodies(
        plain,
        opened.stream().map(Openings.Opened::body).toList(),
        IdentityFiles.CODEC.signedHeader());
  }

  private static EvidenceFile.Piece piece(StatementEvidence one) {
    return new EvidenceFile.Piece(
        bytes(one.getSignedHeader()),
        one.getSignedReceipt().isEmpty()
            ? Optional.empty()
            : Optional.of(bytes(one.getSignedReceipt())),
        Optional.empty());
  }

  private static Bytes bytes(ByteString bytes) {
    return Bytes.of(bytes.toByteArray());
  }

  private static Bytes encoded(EvidenceFile file) {
    Bytes encoded = IdentityFiles.CODEC.evidenceFile().encode(file);
    if (encoded.size() > EvidenceFile.SIZE_MAX) {
      throw CliException.of(Exit.INPUT, "E-EVIDENCE-SIZE");
    }
    return encoded;
  }

  private static Evidence judged(EvidenceFile file, Crypto crypto) {
    return switch (Evidence.judge(file, IdentityFiles.CODEC, crypto.verifier(), Trusted.NOTHING)) {
      case Reading.Judged(Evidence evidence) -> evidence;
      case Reading.Newer(Kind _) ->
          throw CliException.of(Exit.INPUT, "E-EVIDENCE-FORM", "an unknown format");
      case Reading.Unreadable(Kind _, String why) ->
          throw CliException.of(Exit.NEGATIVE, "E-EVIDENCE-FORM", why);
    };
  }

  /** What each statement carries, by the node's word: signed headers do not say it. */
  private static List<String> types(CaseEvidence exported) {
    return exported.getStatementsList().stream()
        .map(one -> one.getEntry().getContentType())
        .toList();
  }

  private void writeFolder(
      Console console, Path into, Crypto crypto, Evidence checked, List<String> types) {
    EvidenceFiles files = new EvidenceFiles(console.path(into), crypto);
    files.write(checked, types);
    files.readme(readme(console, checked, types, files.commands()));
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

  private static View view(Evidence evidence, List<String> types) {
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
          by(piece),
          types.get(number - 1),
          piece.header().at(),
          verdict(piece.header()),
          piece.receipt().map(RequestExport::verdict),
          piece.receipt().map(RequestExport::isCovering),
          piece.content().map(Evidence.Content::isSound));
    }
    return view;
  }

  private static String by(Evidence.Piece piece) {
    return piece.header().signed().value().sender().node().node().text();
  }

  private static boolean isCovering(Evidence.Shown<Receipt> receipt) {
    return receipt.answer(Point.COVERS) == Answer.YES
        && receipt.answer(Point.LEADS_TO_RECEIPT) != Answer.NO;
  }

  /** Of everything but what a receipt covers, which has a column of its own. */
  private static String verdict(Evidence.Shown<?> shown) {
    List<Answer> against =
        shown.findings().stream()
            .filter(one -> one.point() != Point.COVERS && one.point() != Point.LEADS_TO_RECEIPT)
            .map(Finding::answer)
            .filter(Answer::isNegative)
            .toList();
    return against.isEmpty() ? "valid" : against.contains(Answer.NO) ? "invalid" : "incomplete";
  }

  private static String readme(
      Console console, Evidence evidence, List<String> types, List<String> commands) {
    Texts texts = console.texts();
    List<String> lines = new ArrayList<>();
    CaseId id = new CaseId(evidence.file().caseId());
    lines.add(texts.of("evidence.title", id, console.around().clock().instant()));
    lines.add("");
    for (String part : List.of("folders", "cards", "checked", "unchecked")) {
      lines.add("- " + texts.of("evidence." + part));
    }
    boolean hasContent = evidence.file().hasContent();
    lines.add("- " + texts.of(hasContent ? "evidence.content" : "evidence.noContent"));
    lines.add("");
    lines.addAll(verdicts(evidence, types));
    lines.add("");
    lines.add(texts.of("evidence.openssl"));
    lines.add("");
    lines.addAll(commands);
    lines.add("");
    lines.add(texts.of("evidence.half"));
    return String.join("\n", lines) + "\n";
  }

  private static List<String> verdicts(Evidence evidence, List<String> types) {
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
                  by(piece),
                  types.get(number - 1),
                  verdict(piece.header()),
                  piece.receipt().map(RequestExport::verdict).orElse("-"),
                  piece.receipt().map(it -> String.valueOf(isCovering(it))).orElse("-"),
                  piece.content().map(it -> String.valueOf(it.isSound())).orElse("-")));
    }
    return lines;
  }

  private static void refuse(Evidence evidence, List<String> types) {
    List<String> wrong = new ArrayList<>();
    evidence.cards().stream()
        .filter(card -> !card.isSound())
        .forEach(card -> wrong.add("card " + card.signed().value().node().node().text()));
    evidence.rosters().stream()
        .filter(roster -> !roster.isSound())
        .forEach(it -> wrong.add("roster " + it.roster().value().node().node().text()));
    for (int i = 0; i < evidence.pieces().size(); i++) {
      if (!evidence.pieces().get(i).isSound()) {
        wrong.add((i + 1) + " " + types.get(i));
      }
    }
    if (!wrong.isEmpty()) {
      throw CliException.of(Exit.NEGATIVE, "E-EVIDENCE", wrong.size()).withDetails(wrong);
    }
  }
}
