package org.vigilmesh;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The repository, read by a test: a failure names the file and says what to do. */
final class TidyTest {
  private static final boolean FIX = "fix".equals(System.getProperty("tidy"));

  private final SourceTree tree = SourceTree.here();

  @TestFactory
  Stream<DynamicTest> javaIsTidy() {
    return tests(tree.ending(".java"), this::java);
  }

  private List<String> java(Path file) {
    JavaSource source = new JavaSource(file, tree.text(file));
    List<String> findings = new ArrayList<>();
    String formatted = source.formatted();
    if (!formatted.equals(source.text())) {
      if (FIX) {
        tree.rewrite(file, formatted);
        source = new JavaSource(file, formatted);
      } else {
        findings.add("not as google-java-format writes it: run the tests with -Dtidy=fix");
      }
    }
    findings.addAll(JavaRules.findings(source));
    findings.addAll(TextRules.sizes(source.text()));
    findings.addAll(TextRules.openEnds(source.text()));
    findings.addAll(TextRules.javaOnly(source.text()));
    return findings;
  }

  @TestFactory
  Stream<DynamicTest> protoFilesAreTidy() {
    return tests(
        tree.ending(".proto"),
        file -> {
          List<String> findings = new ArrayList<>(TextRules.sizes(tree.text(file)));
          findings.addAll(TextRules.openEnds(tree.text(file)));
          return findings;
        });
  }

  @TestFactory
  Stream<DynamicTest> packageSaysWhatItIsFor() {
    Stream<Path> manuals =
        tree.ending(".java")
            .filter(SourceTree::isMain)
            .map(file -> file.resolveSibling("package-info.java"))
            .distinct();
    return tests(
        manuals,
        file ->
            tree.exists(file)
                ? TextRules.packageManual(tree.text(file))
                : List.of("write it: a sentence and @NullMarked"));
  }

  @TestFactory
  Stream<DynamicTest> linksInDocumentsResolve() {
    return tests(tree.ending(".md"), file -> DocLinks.broken(tree, file));
  }

  @TestFactory
  Stream<DynamicTest> noCredentialLiesOutsideTests() {
    return tests(
        tree.all().filter(file -> !SourceTree.isTest(file)),
        file -> TextRules.secrets(file, isBinary(file) ? "" : tree.text(file)));
  }

  private static boolean isBinary(Path file) {
    return file.toString()
        .matches(".*\\.(png|jpg|ico|bin|card|der|gz|roster|zip|pdf|woff2|ttf|otf|db)");
  }

  @TestFactory
  Stream<DynamicTest> packageKeepsItsBudget() {
    Budget budget = new Budget();
    return budget.used(tree).entrySet().stream()
        .map(
            used ->
                dynamicTest(
                    used.getKey(),
                    () ->
                        assertTrue(
                            used.getValue() <= budget.linesMax(used.getKey()),
                            () ->
                                used.getKey()
                                    + " has "
                                    + used.getValue()
                                    + " main lines, at most "
                                    + budget.linesMax(used.getKey())
                                    + ": find a smaller design, or raise budget.properties and"
                                    + " write why into docs/decisions/0002-size-budgets.md")));
  }

  @TestFactory
  Stream<DynamicTest> messagesExistInEveryLanguage() {
    return Messages.bundles(tree)
        .map(bundle -> dynamicTest(bundle, () -> assertNone(Messages.gaps(tree, bundle))));
  }

  private static Stream<DynamicTest> tests(
      Stream<Path> files, Function<Path, List<String>> findings) {
    return files.map(file -> dynamicTest(file.toString(), () -> assertNone(findings.apply(file))));
  }

  private static void assertNone(List<String> findings) {
    assertTrue(findings.isEmpty(), () -> String.join("\n", Objects.requireNonNull(findings)));
  }
}
