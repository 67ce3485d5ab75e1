package org.vigilmesh.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.message.Texts;
import org.vigilmesh.message.Validation.Parties;
import org.vigilmesh.request.Reading.Broken;
import org.vigilmesh.request.Reading.Signable;
import org.vigilmesh.request.RequestFile.Known;
import org.vigilmesh.request.RequestProblem.Kind;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;
import org.vigilmesh.value.Urgency;

final class RequestFileTest {
  private static final Instant NOW = Instant.parse("2031-03-04T02:58:00Z");
  private static final String EXAMPLE = RequestTemplate.example(NOW);

  @TempDir private Path folder;

  private Reading<RequestDraft> read(String text) {
    return RequestFile.read(text, Enclosures.beside(folder), NOW, Known.NOTHING);
  }

  private List<String> problems(String text) {
    return Readings.problems(read(text));
  }

  @Test
  void theExampleHasNothingWrong() {
    Signable<RequestDraft> readable = Readings.signable(read(EXAMPLE));
    assertEquals(List.of(), readable.warnings());
    RequestDraft draft = readable.draft();
    assertEquals(new NodeId("xb"), draft.recipient());
    assertEquals(Urgency.URGENT, draft.urgency());
    assertTrue(draft.exercise());
    assertEquals("en", draft.language());
    assertEquals("XA-2031-0417", draft.content().caseRefs().requesting());
    assertEquals(60, draft.content().terms().durationRequestedDays());
    assertEquals("D1", draft.content().wanted().relations().get(0).itemId());
    assertTrue(draft.stated().agreesWith(new NodeId("xa-navy")));
    assertFalse(draft.stated().agreesWith(new NodeId("xc")));
  }

  @Test
  void theExampleStaysGoodWheneverItIsWritten() {
    for (String now : List.of("2026-02-28T23:59:59Z", "2040-12-31T12:00:00Z")) {
      Instant at = Instant.parse(now);
      Reading<RequestDraft> reading =
          RequestFile.read(
              RequestTemplate.example(at), Enclosures.beside(folder), at, Known.NOTHING);
      assertEquals(List.of(), Readings.signable(reading).warnings());
    }
  }

  @Test
  void theTemplateLacksOnlyContent() {
    Broken<RequestDraft> broken = Readings.broken(read(RequestTemplate.blank()));
    List<Kind> forms = broken.problems().stream().map(RequestProblem::kind).distinct().toList();
    assertFalse(
        forms.contains(Kind.UNKNOWN_KEY) || forms.contains(Kind.STRANGE_KEY), () -> "" + broken);
    assertFalse(forms.contains(Kind.NOT_YAML), () -> "" + broken);
    assertTrue(broken.problems().size() > 20, () -> "" + broken);
  }

  @Test
  void everyFieldOfTheTemplateIsRead() {
    String all =
        RequestTemplate.blank().replaceAll("(?m)^# (\\w+:)", "$1").replaceAll("(?m)^#   ", "  ");
    Broken<RequestDraft> broken = Readings.broken(read(all));
    List<RequestProblem> unknown =
        broken.problems().stream()
            .filter(p -> p.kind() == Kind.UNKNOWN_KEY || p.kind() == Kind.NOT_YAML)
            .toList();
    assertEquals(List.of(), unknown);
  }

  @Test
  void allProblemsComeAtOnceWithTheirLines() {
    String text =
        EXAMPLE
            .replace("duration_requested_days: 60", "duration_requested_days: 30")
            .replace("local_zone: Etc/GMT+3", "local_zon: Etc/GMT+3")
            .replace("intends: true", "intends: perhaps")
            .replace("src_port: 51514", "src_port: 70000");
    Broken<RequestDraft> broken = Readings.broken(read(text));
    List<String> lines = text.lines().toList();
    assertEquals(
        List.of(
            "V02 local_zone",
            "UNKNOWN_KEY local_zon",
            "V20 data_items[0].identifiers[0]",
            "NOT_A_NUMBER data_items[0].observed[0].src_port",
            "NOT_TRUE_OR_FALSE mla_intention.intends",
            "V25 duration_requested_days"),
        problems(text));
    for (RequestProblem problem : broken.problems()) {
      String last = problem.field().replaceAll("\\[\\d+]$", "").replaceAll(".*\\.", "");
      if (!last.equals("local_zone") && !last.equals("identifiers")) {
        assertTrue(lines.get(problem.line() - 1).contains(last), () -> "" + problem);
      }
    }
    assertEquals("PRES-60", broken.problems().getLast().citation());
    assertEquals("UNCC 42(8)‡ · BUD 29(7)", broken.problems().getLast().paragraphs());
  }

  static Stream<Arguments> changes() {
    return Stream.of(
        change("exercise: true ", "exercise: ", "MISSING exercise"),
        change("exercise: true ", "exercise: yes ", "NOT_TRUE_OR_FALSE exercise"),
        change("urgency: urgent", "urgency: soon", "NOT_A_CODE urgency"),
        change("language: en", "language: ", "V01 language"),
        change("language: en", "languages: en", "V01 language", "UNKNOWN_KEY languages"),
        change("requested_state: XB", "requested_state: Borduria", "NOT_AN_ID requested_state"),
        change("requested_state: XB", "", "MISSING requested_state"),
        change("requested_state: XB", "requested_state: XA", "V17 recipient"),
        change("requested_state: XB", "requested_state: XB\nrecipient: xc", "DISAGREES recipient"),
        change(
            "message_type: preservation_request",
            "message_type: decision",
            "NOT_A_CODE message_type"),
        change(
            "schema_version: \"1.0.0\"", "schema_version: \"2.0.0\"", "DISAGREES schema_version"),
        change("language: en", "language: en\nmessage_id: 7", "NOT_AN_ID message_id"),
        change("language: en", "language: en\namends: 7", "NOT_AN_ID amends"),
        change(
            "language: en",
            "language: en\nnot_after: 2031-03-05T00:00:00.5Z",
            "NOT_A_TIME not_after"),
        change("language: en", "language: en\nnot_after: 2031-03-05", "NOT_A_TIME not_after"),
        change(
            "language: en",
            "language: en\ncreated_at: 2031-03-04T00:00:00Z\nnot_after: 2031-03-04T00:00:00Z",
            "DISAGREES not_after"),
        change("language: en", "language: en\nlanguage: fr", "DUPLICATE_KEY language"),
        change(
            "language: en",
            "language: en\nsignatures: [{role: author}, {role: boss}]",
            "NOT_A_CODE signatures[1].role"),
        change(
            "language: en",
            "language: en\npoint_of_contact: {card: xa#1, key: k, role: duty, mail: x}",
            "STRANGE_KEY point_of_contact.mail"),
        change("sensitive_flags: []", "", "MISSING sensitive_flags"),
        change(
            "proportionality_note: One server, 13 days",
            "proportionality_note: ",
            "V23 proportionality_note"),
        change(
            "max_penalty_months: 72",
            "max_penalty_months: six",
            "NOT_A_NUMBER offences[0].max_penalty_months"),
        change("expected_by: ", "expected_by: 31-12-1 #", "NOT_A_DATE mla_intention.expected_by"),
        change(
            "expected_by: ", "expected_by: 0001-01-01 #", "NOT_A_DATE mla_intention.expected_by"),
        change("codes: [short_retention]", "codes: {a: b}", "NOT_A_LIST necessity.codes"),
        change("codes: [short_retention]", "codes: [[a]]", "NOT_A_VALUE necessity.codes[0]"),
        change(
            "  - {kind: hosting_cloud, name: Example Hosting}",
            "  - somebody",
            "NOT_A_MAP custodians[0]"),
        change("  text: Logs are kept for 14 days", "  text: \"a\\0b\"", "TEXT necessity.text"),
        change("unit: Cyber", "unit: " + "x".repeat(513), "TEXT authority_seeking.unit"),
        change(
            "facts_summary: >-",
            "facts_summary: " + "y".repeat(4001) + "\nfacts: >-",
            "V05 facts_summary",
            "STRANGE_KEY facts"));
  }

  private static Arguments change(String from, String to, String... problems) {
    return Arguments.of(from, to, List.of(problems));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("changes")
  void eachMistakeIsNamed(String from, String to, List<String> expected) {
    assertTrue(EXAMPLE.contains(from), from);
    assertEquals(
        expected,
        problems(
            EXAMPLE.replaceFirst(
                java.util.regex.Pattern.quote(from),
                java.util.regex.Matcher.quoteReplacement(to))));
  }

  @Test
  void anUnknownCustodianIsAnAnswer() {
    String text =
        EXAMPLE.replace(
            "custodians:\n  - {kind: hosting_cloud, name: Example Hosting}", "custodians: unknown");
    Signable<RequestDraft> readable = Readings.signable(read(text));
    assertTrue(readable.draft().content().wanted().custodianUnknown());
  }

  @Test
  void aWarningDoesNotStopTheRequest() {
    String text = EXAMPLE.replace("One server, 13 days", "");
    Signable<RequestDraft> readable = Readings.signable(read(text));
    assertEquals("V23", readable.warnings().get(0).rule());
    assertFalse(readable.warnings().get(0).blocks());
  }

  @Test
  void theReadersOwnNodeMustAgree() {
    Known navy = new Known(new NodeId("xc"), Parties.UNKNOWN, null);
    Broken<RequestDraft> broken =
        Readings.broken(RequestFile.read(EXAMPLE, Enclosures.beside(folder), NOW, navy));
    assertEquals(Kind.DISAGREES, broken.problems().get(0).kind());
  }

  @ParameterizedTest
  @CsvSource({
    "fact_summary, facts_summary",
    "durationrequested_days, duration_requested_days",
    "offense, offences",
    "urgencyy, urgency"
  })
  void aMistypedKeyIsRecognised(String typed, String meant) {
    Broken<RequestDraft> broken = Readings.broken(read(typed + ": x"));
    RequestProblem unknown =
        broken.problems().stream()
            .filter(p -> p.kind() == Kind.UNKNOWN_KEY)
            .findFirst()
            .orElseThrow();
    assertEquals(meant, unknown.value());
    assertEquals("Did you mean: " + meant + "?", unknown.remedy("en"));
  }

  static Stream<Arguments> hostile() {
    return Stream.of(
        Arguments.of("", Kind.NOT_A_MAP),
        Arguments.of("just text", Kind.NOT_A_MAP),
        Arguments.of("- a\n- b", Kind.NOT_A_MAP),
        Arguments.of("a: b: c", Kind.NOT_YAML),
        Arguments.of("a: [1, 2", Kind.NOT_YAML),
        Arguments.of("\t- a", Kind.NOT_YAML),
        Arguments.of("a: \u0007", Kind.NOT_YAML),
        Arguments.of("---\na: 1\n---\nb: 2", Kind.NOT_YAML),
        Arguments.of("a: !!java.net.URL [x]", Kind.TAG),
        Arguments.of("a: !x y", Kind.TAG),
        Arguments.of("a: &x 1\nb: *x", Kind.ALIAS),
        Arguments.of("a: &x [*x]", Kind.ALIAS),
        Arguments.of("a: &a [1]\nb: &b [*a,*a]\nc: [*b,*b]", Kind.ALIAS),
        Arguments.of("[".repeat(100_000), Kind.TOO_DEEP),
        Arguments.of("{a: ".repeat(20), Kind.TOO_DEEP),
        Arguments.of("- ".repeat(5_000) + "x", Kind.TOO_DEEP),
        Arguments.of("? [a, b]\n: c", Kind.NOT_YAML),
        Arguments.of("a: " + "x".repeat(YamlText.SIZE_MAX), Kind.TOO_LARGE),
        Arguments.of("offences: [" + "{},".repeat(200) + "]", Kind.LIST_TOO_LONG));
  }

  @ParameterizedTest(name = "{1} {index}")
  @MethodSource("hostile")
  void hostileTextIsRefusedWithAReason(String text, Kind expected) {
    Broken<RequestDraft> broken = Readings.broken(read(text));
    assertTrue(broken.problems().stream().anyMatch(p -> p.kind() == expected), () -> "" + broken);
    assertTrue(broken.problems().size() <= 200);
  }

  @Test
  void mutatedTextNeverBreaksTheReader() {
    long seed = Long.getLong("sim.seed", 7L);
    Random random = new Random(seed);
    byte[] original = EXAMPLE.getBytes(StandardCharsets.UTF_8);
    for (int round = 0; round < 1_500; round++) {
      byte[] bytes = original.clone();
      for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(128);
      }
      switch (read(new String(bytes, StandardCharsets.UTF_8))) {
        case Reading.Signable<RequestDraft> readable ->
            assertEquals(
                "xb", readable.draft().recipient().text().substring(0, 2), "-Dsim.seed=" + seed);
        case Reading.Broken<RequestDraft> broken ->
            assertFalse(broken.problems().isEmpty(), "-Dsim.seed=" + seed);
      }
    }
  }

  @Test
  void attachmentsLieBesideTheRequest() throws IOException {
    Bytes order = Bytes.utf8("order");
    Files.write(folder.resolve("order.txt"), order.toArray());
    String good =
        "attachments: [{file: order.txt, media_type: text/plain, purpose: order, size: 5, sha256: "
            + Digest.sha256(order).hex()
            + "}]";
    Signable<RequestDraft> readable = Readings.signable(read(EXAMPLE + good));
    assertEquals(List.of(order), readable.draft().attachments());
    assertEquals("order.txt", readable.draft().content().attachments().get(0).name());
    assertEquals(List.of(Digest.sha256(order)), readable.draft().attachmentDigests());
    assertEquals(
        List.of("DISAGREES attachments[0].size"),
        problems(EXAMPLE + good.replace("size: 5", "size: 6")));
    assertEquals(
        List.of("DISAGREES attachments[0].sha256"),
        problems(EXAMPLE + "attachments: [{file: order.txt, sha256: 00}]"));
    for (String name : List.of("../order.txt", "/etc/passwd", "none.txt", "\"a\\tb\"", ".")) {
      assertEquals(
          List.of("NO_SUCH_ATTACHMENT attachments[0].file"),
          problems(EXAMPLE + "attachments: [{file: " + name + "}]"),
          name);
    }
    assertEquals(
        List.of("MISSING attachments[0].file", "V02 attachments[0].name"),
        problems(EXAMPLE + "attachments: [{purpose: none}]"));
  }

  @Test
  void attachmentsHaveABoundTogether() throws IOException {
    Files.write(folder.resolve("a"), new byte[100 * 1024]);
    Files.write(folder.resolve("b"), new byte[100 * 1024]);
    assertEquals(
        List.of("ATTACHMENTS_TOO_LARGE attachments[1].file"),
        problems(EXAMPLE + "attachments: [{file: a}, {file: b}]"));
  }

  @Test
  void filesThatCannotBeReadAreNamed() throws IOException {
    Path file = folder.resolve("request.yaml");
    assertEquals(Kind.UNREADABLE, first(file).kind());
    Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe, 'a'});
    assertEquals("UTF-8", first(file).value());
    Files.write(file, new byte[YamlText.SIZE_MAX + 1]);
    assertEquals(Kind.TOO_LARGE, first(file).kind());
    Files.writeString(file, EXAMPLE);
    Readings.signable(RequestFile.read(file, NOW, Known.NOTHING));
  }

  private static RequestProblem first(Path file) {
    return Readings.broken(RequestFile.read(file, NOW, Known.NOTHING)).problems().get(0);
  }

  @ParameterizedTest
  @EnumSource(value = Kind.class, mode = EnumSource.Mode.EXCLUDE, names = "RULE")
  void everyProblemSpeaksSixLanguages(Kind kind) {
    RequestProblem problem = new RequestProblem(3, "a.b", kind, "x", null);
    assertTrue(problem.blocks());
    assertEquals("DESIGN", problem.citation());
    assertEquals(
        Texts.LANGUAGES.size(), Texts.LANGUAGES.stream().map(problem::what).distinct().count());
    assertEquals(
        Texts.LANGUAGES.size(), Texts.LANGUAGES.stream().map(problem::remedy).distinct().count());
  }

  @Test
  void problemsAreShownAsLines() {
    Broken<RequestDraft> broken =
        Readings.broken(
            read(EXAMPLE.replace("duration_requested_days: 60", "duration_requested_days: 30")));
    RequestProblem problem = broken.problems().get(0);
    assertEquals(
        List.of(
            "line "
                + problem.line()
                + ", duration_requested_days: Fewer than 60 days are asked for. Ask for at least 60"
                + " days. (V25, PRES-60)"),
        RequestProblem.shown(broken.problems(), "en"));
  }
}
