package org.vigilmesh.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigilmesh.request.Reading.Broken;
import org.vigilmesh.request.RequestFile.Known;
import org.vigilmesh.request.RequestProblem.Kind;

/** Text that calls itself YAML, and files that lie beside it. */
final class YamlTextTest {
  private static final Instant NOW = Instant.parse("2031-03-04T02:58:00Z");

  @TempDir private Path folder = Path.of("");

  private static List<Kind> kinds(String text) {
    Problems problems = new Problems();
    assertNull(YamlText.root(text, problems), text);
    return problems.all().stream().map(RequestProblem::kind).toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a: [                                     | NOT_YAML
          a: 'b                                    | NOT_YAML
          a: b: c                                  | NOT_YAML
          %YAML 9.9                                | NOT_YAML
          a: !!java.lang.Runtime {}                | TAG
          a: !!str 7                               | TAG
          a: !exec id                              | TAG
          [[[[[[[[[[[[[]]]]]]]]]]]]]               | TOO_DEEP
          {a: {a: {a: {a: {a: {a: {a: {a: {a: {a: {a: {a: {a: 1}}}}}}}}}}}}} | TOO_DEEP
          """)
  void whatIsNotPlainYamlIsNamed(String text, Kind kind) {
    assertEquals(kind, kinds(text.strip()).getFirst());
  }

  @Test
  void aliasesAreNotFollowed() {
    assertEquals(List.of(Kind.ALIAS), kinds("a: &x [1]\nb: *x\n"));
  }

  /** Each level doubles: nine lines that would be a billion laughs. */
  @Test
  void aBombOfAliasesIsRefusedAtOnce() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x]\n");
    for (int i = 1; i < 40; i++) {
      String before = "*a" + (i - 1);
      bomb.append("a%d: &a%d [%s, %s]\n".formatted(i, i, before, before));
    }
    assertTimeoutPreemptively(
        Duration.ofSeconds(5),
        () -> assertTrue(kinds(bomb.toString()).stream().allMatch(Kind.ALIAS::equals)));
  }

  @Test
  void moreThanAMebibyteIsNotEvenParsed() {
    assertEquals(List.of(Kind.TOO_LARGE), kinds("#" + "x".repeat(YamlText.SIZE_MAX)));
    Problems problems = new Problems();
    assertNotNull(YamlText.root("a: b #" + "x".repeat(1000), problems));
    assertEquals(List.of(), problems.all());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "# only a comment\n"})
  void nothingIsNoRequest(String text) {
    Broken<RequestDraft> broken =
        (Broken<RequestDraft>)
            RequestFile.read(text, Enclosures.beside(folder), NOW, Known.NOTHING);

    assertEquals(Kind.NOT_A_MAP, broken.problems().getFirst().kind());
  }

  @ParameterizedTest
  @ValueSource(strings = {"just words", "- a\n- b\n", "7"})
  void aRequestIsAMap(String text) {
    Broken<RequestDraft> broken =
        (Broken<RequestDraft>)
            RequestFile.read(text, Enclosures.beside(folder), NOW, Known.NOTHING);

    assertEquals(Kind.NOT_A_MAP, broken.problems().getFirst().kind());
    assertEquals(1, broken.problems().getFirst().line());
  }

  @Test
  void bytesThatAreNoTextAreNamed() throws IOException {
    Path file = folder.resolve("r.yaml");
    Files.write(file, new byte[] {'a', ':', ' ', (byte) 0xff, (byte) 0xfe});
    Broken<RequestDraft> broken = (Broken<RequestDraft>) RequestFile.read(file, NOW, Known.NOTHING);

    assertEquals(Kind.UNREADABLE, broken.problems().getFirst().kind());
  }

  @ParameterizedTest
  @CsvSource({
    "urgency, urgency, 2, 0",
    "urgencyy, urgency, 2, 1",
    "urgenyc, urgency, 2, 2",
    "fact_summary, facts_summary, 4, 1",
    "a, bbbb, 2, 3",
    "'', abc, 3, 3",
    "abc, abd, 0, 1",
    "abc, abc, -1, 0"
  })
  void howFarTwoWordsAreApart(String from, String to, int most, int distance) {
    assertEquals(distance, Spelling.distance(from, to, most));
    if (!from.isEmpty()) {
      assertEquals(distance, Spelling.distance(to, from, most), "either way round");
    }
  }

  @Test
  void aWordWithoutEndIsNotMeasured() {
    assertEquals(3, Spelling.distance("x".repeat(65), "x".repeat(64), 2));
  }

  private List<String> problems(String attachments) {
    String text = RequestTemplate.example(NOW) + "attachments: [" + attachments + "]\n";
    return switch (RequestFile.read(text, Enclosures.beside(folder), NOW, Known.NOTHING)) {
      case Reading.Signable<RequestDraft> readable ->
          readable.draft().attachments().stream().map(one -> "read " + one.size()).toList();
      case Reading.Broken<RequestDraft> broken ->
          broken.problems().stream().map(one -> one.kind() + " " + one.field()).toList();
    };
  }

  @Test
  void anAttachmentIsAFileBesideTheRequestAndNothingElse() throws IOException {
    Path inside = Files.createDirectories(folder.resolve("case"));
    Files.writeString(folder.resolve("secret.txt"), "outside");
    Files.writeString(inside.resolve("order.txt"), "order");
    Files.createSymbolicLink(inside.resolve("away.txt"), folder.resolve("secret.txt"));
    Files.createSymbolicLink(inside.resolve("same.txt"), inside.resolve("order.txt"));
    folder = inside;

    for (String name :
        List.of(
            "../secret.txt",
            folder.resolve("../secret.txt").normalize().toString(),
            "away.txt",
            ".",
            "none.txt",
            "order.txt/x",
            "\"a\\0b\"")) {
      List<String> found =
          problems("{file: %s, media_type: text/plain, purpose: order}".formatted(name));
      assertTrue(
          found.contains("NO_SUCH_ATTACHMENT attachments[0].file")
              || found.contains("TEXT attachments[0].file"),
          () -> name + ": " + found);
    }
    for (String name : List.of("order.txt", "./order.txt", "same.txt")) {
      assertEquals(
          List.of("read 5"),
          problems("{file: %s, media_type: text/plain, purpose: order}".formatted(name)));
    }
  }

  @Test
  void attachmentsAreCountedBeforeTheyAreRead() throws IOException {
    Files.writeString(folder.resolve("a"), "x");
    String one = "{file: a, media_type: text/plain, purpose: order}";
    List<String> found = problems(String.join(", ", java.util.Collections.nCopies(33, one)));

    assertTrue(found.contains("LIST_TOO_LONG attachments"), found::toString);
  }
}
