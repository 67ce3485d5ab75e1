package org.vigilmesh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each rule of {@link TidyTest} bites, and lets its opposite pass. */
final class TidyRulesTest {
  private static final Path PURE = Path.of("node/src/main/java/org/vigilmesh/identity/A.java");

  private static List<String> findings(String body) {
    return JavaRules.findings(new JavaSource(PURE, "/** An a. */\nfinal class A {\n" + body + "}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          void a() { try { b(); } catch (Exception e) { b(); } } | catch what can happen
          void a() { try { b(); } catch (Throwable e) { b(); } } | catch what can happen
          void a() { try { b(); } catch (Error e) {} }           | say by _
          void a() throws Exception { b(); }                     | name what a throws
          int getSize() { return 1; }                            | accessor is a noun
          String findName(int id) { return ""; }                 | must return Optional
          @SuppressWarnings("unused") int a;                     | say in a // comment
          int a(B b) { return switch (b) { case C c -> 1; default -> 2; }; } | no default
          """)
  void offenceIsFound(String member, String remedy) {
    List<String> found = findings(member + "\n");
    assertEquals(1, found.size(), found::toString);
    assertTrue(found.getFirst().contains(remedy), found::toString);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          void a() { try { b(); } catch (Error _) {} }           | an expected exception
          @Override public String getName() { return ""; }       | a foreign name
          Optional<String> findName(int id) { return no(); }     | Optional from find
          int a(B b) { return switch (b) { case C c -> 1; case D _ -> 2; }; } | a closed choice
          int a(int b) { return switch (b) { case 1 -> 1; default -> 2; }; }  | an open choice
          """)
  void whatIsAllowedPasses(String member, String why) {
    assertEquals(List.of(), findings(member + "\n"), why);
  }

  @Test
  void reasonBesideASuppressionIsEnough() {
    assertEquals(List.of(), findings("// read by the tests\n@SuppressWarnings(\"unused\") int a;"));
  }

  @Test
  void longMethodIsFound() {
    assertEquals(List.of(), findings("void a() {\n" + "b();\n".repeat(68) + "}\n"));
    assertEquals(1, findings("void a() {\n" + "b();\n".repeat(69) + "}\n").size());
  }

  @Test
  void sqlByConcatenationIsFound() {
    String head = "import java.sql.Connection;\n/** An a. */\nfinal class A { String a(String b) {";
    JavaSource joined = new JavaSource(PURE, head + "return \"select \" + b; }}");
    JavaSource fixed = new JavaSource(PURE, head + "return \"select a \" + \"from b\"; }}");
    assertEquals(1, JavaRules.findings(joined).size());
    assertEquals(List.of(), JavaRules.findings(fixed));
  }

  @Test
  void undocumentedTypeAndWildcardImportAreFound() {
    assertEquals(2, JavaRules.findings(new JavaSource(PURE, "import a.*;\nclass A {}")).size());
  }

  @Test
  void formatterOrdersImportsAndRemovesUnusedOnes() {
    String untidy = "import java.util.Map;\nimport java.util.List;\nclass A{List<A> a;}";
    assertEquals(
        "import java.util.List;\n\nclass A {\n  List<A> a;\n}\n",
        new JavaSource(PURE, untidy).formatted());
  }

  @Test
  void longLinesAndLongFilesAreFound() {
    assertEquals(List.of(), TextRules.sizes("x".repeat(100) + "\n".repeat(399)));
    assertEquals(1, TextRules.sizes("x".repeat(101)).size());
    assertEquals(1, TextRules.sizes("\n".repeat(401)).size());
  }

  @Test
  void openEndNeedsAnIssue() {
    assertEquals(1, TextRules.openEnds("// TO" + "DO later").size());
    assertEquals(List.of(), TextRules.openEnds("// TO" + "DO #12: later"));
  }

  @Test
  void credentialOutsideTestsIsFound() {
    String key = "-----BEGIN EC " + "PRIVATE KEY-----";
    assertEquals(1, TextRules.secrets(Path.of("config/a.txt"), key).size());
    assertEquals(1, TextRules.secrets(Path.of("config/a.p12"), "").size());
    assertEquals(List.of(), TextRules.secrets(Path.of("node/src/test/resources/a.p12"), key));
    assertEquals(List.of(), TextRules.secrets(Path.of("certs-example/a.pem"), "CERTIFICATE"));
  }
}
