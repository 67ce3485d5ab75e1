package org.vigilmesh.message;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.vigilmesh.SourceTree;
import org.vigilmesh.casework.CaseEvent;
import org.vigilmesh.casework.CaseState;
import org.vigilmesh.casework.Clock;
import org.vigilmesh.casework.Hold;
import org.vigilmesh.casework.Overlay;
import org.vigilmesh.casework.Stage;
import org.vigilmesh.evidence.Answer;
import org.vigilmesh.evidence.Kind;
import org.vigilmesh.evidence.Point;
import org.vigilmesh.evidence.Raw;
import org.vigilmesh.evidence.Unchecked;
import org.vigilmesh.identity.Credential;
import org.vigilmesh.identity.Officer;
import org.vigilmesh.identity.Trust;
import org.vigilmesh.law.Between;
import org.vigilmesh.law.Ground;
import org.vigilmesh.law.Subject;
import org.vigilmesh.port.CaseStanding;
import org.vigilmesh.port.Queries;
import org.vigilmesh.port.Rows;
import org.vigilmesh.signal.Signal;
import org.vigilmesh.value.Urgency;

/** Every code that an officer can meet, read from the lists, enums and sources that have them. */
final class NamedCodes {
  private static final Path ENGINE = Path.of("node/src/main/java/org/vigilmesh/engine");

  private static final Path MESSAGE = Path.of("node/src/main/java/org/vigilmesh/message");

  /** A field that a content writes; groups of fields have no name of their own on a screen. */
  private static final String WRITTEN =
      "out\\.(?:codes?|choice|lines?|proses?|flag|number|time|day|act|digest)" + "\\(\"([a-z_]+)\"";

  /** Where officers' own words are answered: what these say no with is shown to them. */
  private static final List<String> ANSWERING =
      List.of("Answering", "Confirming", "Deeds", "Objections", "Refusals", "Submissible");

  private static final String CODE = "\"([EN]-[A-Z]+(?:-[A-Z]+)*)\"";

  private NamedCodes() {}

  /** Codes that stand side by side: no two of them may have one name. */
  record Row(String list, Set<String> codes) {
    String key(String code) {
      return list + "." + code.replace(' ', '_').toLowerCase(Locale.ROOT);
    }
  }

  static List<Row> all() {
    return Stream.of(
            lists(), messages(), casework(), law(), choices(), node(), evidence(), sources())
        .flatMap(rows -> rows)
        .toList();
  }

  private static Stream<Row> lists() {
    return Arrays.stream(CodeList.values())
        .map(list -> row(ContentForm.code(list), list.codes().stream()));
  }

  private static Stream<Row> messages() {
    Stream<String> types =
        Arrays.stream(ContentType.values())
            .map(type -> type == ContentType.UNKNOWN ? "unknown" : type.code());
    Set<String> fields = new TreeSet<>();
    SourceTree tree = SourceTree.here();
    tree.ending(".java")
        .filter(file -> file.startsWith(MESSAGE))
        .forEach(file -> find(WRITTEN, tree.text(file), fields));
    Stream<String> forms = Arrays.stream(ContentForm.values()).map(form -> form.code());
    return Stream.of(
        row("message", Stream.concat(types, forms)),
        row("message", CaseEvent.Deed.values()),
        row("field", fields.stream()),
        row(
            "acknowledgement",
            Stream.of("delivered", "displayed", "acknowledged", "decided", "preserved")));
  }

  private static Stream<Row> casework() {
    return Stream.of(
        row(
            "case_state",
            Stream.<Enum<?>>concat(Arrays.stream(Stage.values()), Arrays.stream(Overlay.values()))
                .map(ContentForm::code)),
        row("overlay", Overlay.values()),
        row("hold", Hold.values()),
        row("flag", CaseState.Flag.values()),
        row("clock", Clock.values()),
        row("deed", CaseEvent.Deed.values()),
        row("waiting", CaseStanding.Waiting.values()),
        row("mark", marks()));
  }

  /** What a list shows beside the state. */
  private static Stream<String> marks() {
    Set<String> marks = new TreeSet<>(Set.of("unprocessable", "held"));
    Path summaries = ENGINE.resolve("Summaries.java");
    find("marks\\.add\\(\"([a-z ]+)\"\\)", SourceTree.here().text(summaries), marks);
    return Stream.concat(
        Arrays.stream(Hold.values())
            .filter(hold -> hold != Hold.NONE)
            .map(hold -> "hold " + ContentForm.code(hold)),
        marks.stream());
  }

  private static Stream<Row> law() {
    return Stream.of(
        row("ground", Ground.values()),
        row("availability", Ground.Availability.values()),
        row("footing", Between.Footing.values()),
        row("subject", Subject.values()));
  }

  private static Stream<Row> choices() {
    return Stream.of(
        row("decision", Decision.Value.values()),
        row("intended", Dialogue.Intended.values()),
        row("stance", Dialogue.Stance.values()),
        row("risk", Dialogue.Risk.values()),
        row("course", Dialogue.Course.values()),
        row("extension_outcome", Holding.ExtensionOutcome.values()),
        row("cause", Holding.Cause.values()),
        row("execution", Assistance.Execution.values()),
        row("transfer", Disclosure.Transfer.values()),
        row("incident", Notice.Incident.values()),
        row("use", Notice.Use.values()),
        row("severity", Validation.Severity.values()),
        row("flaw", EndorsementRules.Why.values()),
        row("purpose", Act.Purpose.values()),
        row("urgency", Urgency.values()));
  }

  private static Stream<Row> node() {
    Stream<String> states = Arrays.stream(Rows.ActState.values()).map(ContentForm::code);
    return Stream.of(
        row("act_state", Stream.concat(states, Stream.of("here"))),
        row("lane_state", Rows.LaneState.values()),
        row("mode", Rows.Mode.values()),
        row("note", Queries.NoteKind.values()),
        row("signal", Signal.values()),
        row("trust", Trust.values()),
        row("officer_role", Officer.Role.values()),
        row("credential", Credential.Kind.values()));
  }

  private static Stream<Row> evidence() {
    return Stream.of(
        row("evidence_kind", Kind.values()),
        row("evidence_point", Point.values()),
        row("evidence_answer", Answer.values()),
        row("evidence_unchecked", Unchecked.values()),
        row("evidence_value", Raw.Name.values()));
  }

  /** Alarms, and what officers' own words are refused with: codes that only the sources list. */
  private static Stream<Row> sources() {
    SourceTree tree = SourceTree.here();
    Set<String> alarms = new TreeSet<>(Set.of("E-ACT-HELD", "E-ACT-UNPROCESSABLE"));
    Set<String> errors = new TreeSet<>();
    for (Path file : tree.ending(".java").filter(one -> one.startsWith(ENGINE)).toList()) {
      String text = tree.text(file);
      find("(?s)\\b(?:alarm|ring)\\([^;]*?" + CODE, text, alarms);
      find("case [A-Z]+ -> " + CODE, text, alarms);
      find("String [A-Z]+ = " + CODE, text, alarms);
      if (ANSWERING.contains(file.getFileName().toString().replace(".java", ""))) {
        find(CODE, text, errors);
      }
    }
    errors.removeAll(alarms);
    errors.add("E-READ-ONLY");
    return Stream.of(row("alarm", alarms.stream()), row("error", errors.stream()));
  }

  private static void find(String pattern, String text, Set<String> found) {
    Pattern.compile(pattern).matcher(text).results().forEach(hit -> found.add(hit.group(1)));
  }

  private static Row row(String list, Enum<?>[] values) {
    return row(list, Arrays.stream(values).map(ContentForm::code));
  }

  private static Row row(String list, Stream<String> codes) {
    return new Row(list, codes.collect(Collectors.toCollection(TreeSet::new)));
  }
}
