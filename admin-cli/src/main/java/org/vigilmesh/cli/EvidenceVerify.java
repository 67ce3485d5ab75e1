package org.vigilmesh.cli;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.vigilmesh.adapter.crypto.Crypto;
import org.vigilmesh.envelope.EvidenceFile;
import org.vigilmesh.evidence.Answer;
import org.vigilmesh.evidence.Checked;
import org.vigilmesh.evidence.Evidence;
import org.vigilmesh.evidence.Kind;
import org.vigilmesh.evidence.Reading;
import org.vigilmesh.evidence.Trusted;
import org.vigilmesh.identity.Fingerprint;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.message.CaseId;
import org.vigilmesh.message.CodeNames;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code vigil evidence}: what a case proves, checked without a node and without an account. */
@Command(
    name = "evidence",
    header = {
      "vigil evidence verify case.evidence",
      "vigil evidence verify case.evidence --fingerprint xa=DIGITS -o json"
    })
final class EvidenceVerify {
  @Command(
      name = "verify",
      header = {
        "vigil evidence verify case.evidence",
        "vigil evidence verify case.evidence --fingerprint xa=DIGITS -o json"
      })
  void verify(
      @Mixin Options options,
      @Parameters(paramLabel = "FILE", descriptionKey = "evidenceFile") Path file,
      @Option(
              names = "--fingerprint",
              paramLabel = "NODE=DIGITS",
              mapFallbackValue = Option.NULL_VALUE,
              descriptionKey = "evidenceFingerprint")
          Map<NodeId, Fingerprint> fingerprints) {
    Console console = options.console();
    Crypto crypto = new Crypto(console.around().random());
    Reading reading =
        Evidence.read(
            LocalFiles.read(console.path(file), EvidenceFile.SIZE_MAX),
            IdentityFiles.CODEC,
            crypto.verifier(),
            fingerprints == null ? Trusted.NOTHING : Trusted.typed(fingerprints));
    Evidence evidence = readable(reading, file);
    Shown shown = new Shown(console);
    console.show(shown.view(evidence));
    console.say(evidence.isSound() ? "evidence.holds" : "evidence.broken");
    evidence
        .unchecked()
        .forEach(open -> console.line("  - " + shown.name("evidence_unchecked", open)));
    List<String> wrong = evidence.broken().map(shown::line).toList();
    if (!wrong.isEmpty()) {
      throw CliException.of(Exit.NEGATIVE, "E-EVIDENCE-VERDICT", wrong.size()).withDetails(wrong);
    }
  }

  private static Evidence readable(Reading reading, Path file) {
    return switch (reading) {
      case Reading.Judged(Evidence evidence) -> evidence;
      case Reading.Newer(Kind _) -> throw CliException.of(Exit.INPUT, "E-FILE-NEWER", file);
      case Reading.Unreadable(Kind what, String why) ->
          throw CliException.of(
              Exit.NEGATIVE, "E-EVIDENCE-FILE", file, what.name().toLowerCase(Locale.ROOT), why);
    };
  }

  /** Codes for programs, their names in the reader's language for people. */
  private record Shown(Console console) {
    String name(String list, Enum<?> one) {
      String code = one.name().toLowerCase(Locale.ROOT);
      return console.format() == Format.TABLE
          ? CodeNames.of(list, code, console.texts().language())
          : code;
    }

    View view(Evidence evidence) {
      EvidenceFile file = evidence.file();
      return View.one("Evidence")
          .field("case", new CaseId(file.caseId()).toString())
          .field("writer", file.writer().node().text())
          .field("at", file.writtenAt())
          .field("sound", evidence.isSound())
          .field("objects", objects(evidence))
          .field(
              "unchecked",
              evidence.unchecked().stream()
                  .map(open -> open.name().toLowerCase(Locale.ROOT))
                  .toList());
    }

    private View objects(Evidence evidence) {
      View view =
          View.list(
              "EvidenceObjectList",
              "number",
              "object",
              "by",
              "about",
              "at",
              "holds",
              "wrong",
              "notChecked");
      for (Checked one : evidence.checked()) {
        view.row(
            one.number(),
            name("evidence_kind", one.kind()),
            one.by(),
            one.about(),
            one.at(),
            points(one, Answer.YES),
            points(one, Answer.NO, Answer.HALF),
            points(one, Answer.UNCHECKED));
      }
      return view;
    }

    private List<String> points(Checked one, Answer... answers) {
      return one.findings().stream()
          .filter(finding -> Arrays.asList(answers).contains(finding.answer()))
          .map(finding -> name("evidence_point", finding.point()))
          .toList();
    }

    /** What speaks against an object, on one line. */
    String line(Checked one) {
      List<String> wrong = points(one, Answer.NO, Answer.HALF);
      return (one.number() == 0 ? "" : one.number() + " ")
          + name("evidence_kind", one.kind())
          + " "
          + one.by()
          + (one.about().isEmpty() ? "" : " " + one.about())
          + ": "
          + String.join("; ", wrong);
    }
  }
}
