package org.vigilmesh;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CaseTree;
import com.sun.source.tree.CatchTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.DefaultCaseLabelTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.PatternCaseLabelTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePathScanner;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;

/** What one walk over the tree of a Java file finds; each finding says what to do instead. */
final class JavaRules extends TreePathScanner<@Nullable Object, @Nullable Object> {
  private static final int METHOD_LINES_MAX = 70;
  private static final Pattern SQL =
      Pattern.compile("(?is).*\\b(select|insert|update|delete|create|drop|pragma)\\b.*");
  private static final Set<String> TOO_WIDE = Set.of("Exception", "Throwable", "RuntimeException");

  /** Files in which one catch of everything stands, each with its reason there. */
  private static final Set<String> BORDERS = Set.of();

  private final JavaSource source;
  private final boolean isMain;
  private final boolean speaksSql;
  private final List<String> findings = new ArrayList<>();

  private JavaRules(JavaSource source) {
    this.source = source;
    this.isMain = SourceTree.isMain(source.path());
    this.speaksSql = source.text().contains("import java.sql.");
  }

  static List<String> findings(JavaSource source) {
    JavaRules rules = new JavaRules(source);
    rules.scan(source.unit(), null);
    return rules.findings;
  }

  private void find(Tree at, String remedy) {
    findings.add("line " + source.line(at) + ": " + remedy);
  }

  @Override
  public @Nullable Object visitImport(ImportTree node, @Nullable Object p) {
    if (node.getQualifiedIdentifier().toString().endsWith(".*")) {
      find(node, "import single types, no wildcard");
    }
    return super.visitImport(node, p);
  }

  @Override
  public @Nullable Object visitClass(ClassTree node, @Nullable Object p) {
    boolean isTopLevel =
        Objects.requireNonNull(getCurrentPath().getParentPath()).getLeaf()
            instanceof CompilationUnitTree;
    if (isMain && isTopLevel && !source.isDocumented(getCurrentPath())) {
      find(node, "begin " + node.getSimpleName() + " with a Javadoc sentence that says what it is");
    }
    return super.visitClass(node, p);
  }

  @Override
  public @Nullable Object visitMethod(MethodTree node, @Nullable Object p) {
    String name = node.getName().toString();
    if (source.lines(node) > METHOD_LINES_MAX) {
      find(node, name + " is longer than " + METHOD_LINES_MAX + " lines: split it by thought");
    }
    if (isMain) {
      for (ExpressionTree thrown : node.getThrows()) {
        if (TOO_WIDE.contains(thrown.toString())) {
          find(thrown, "name what " + name + " throws");
        }
      }
      checkName(node, name);
    }
    return super.visitMethod(node, p);
  }

  private void checkName(MethodTree node, String name) {
    boolean isOverride =
        node.getModifiers().getAnnotations().stream()
            .anyMatch(mark -> mark.getAnnotationType().toString().equals("Override"));
    if (isOverride) {
      return;
    }
    if (name.matches("get[A-Z].*") && node.getParameters().isEmpty()) {
      find(node, "an accessor is a noun: " + name + " without get");
    }
    boolean isPrivate = node.getModifiers().getFlags().contains(Modifier.PRIVATE);
    String returned = String.valueOf(node.getReturnType());
    if (name.matches("find[A-Z].*") && !isPrivate && !returned.startsWith("Optional")) {
      find(node, name + " must return Optional, or be named without find");
    }
  }

  @Override
  public @Nullable Object visitCatch(CatchTree node, @Nullable Object p) {
    String caught = node.getParameter().getType().toString();
    boolean isWide = caught.equals("Exception") || caught.equals("Throwable");
    if (isMain && isWide && !BORDERS.contains(String.valueOf(source.path().getFileName()))) {
      find(node, "catch what can happen, not " + caught);
    }
    boolean isUnnamed = node.getParameter().getName().isEmpty();
    if (isMain && node.getBlock().getStatements().isEmpty() && !isUnnamed) {
      find(node, "say by _ that the exception is expected, or act on it");
    }
    return super.visitCatch(node, p);
  }

  @Override
  public @Nullable Object visitBinary(BinaryTree node, @Nullable Object p) {
    boolean isJoin = node.getKind() == Tree.Kind.PLUS;
    if (isMain && speaksSql && isJoin && (isSql(node.getLeftOperand()) && !isText(node))) {
      find(node, "no SQL by concatenation: use ? and a text block");
    }
    return super.visitBinary(node, p);
  }

  private static boolean isSql(Tree tree) {
    return tree instanceof LiteralTree literal
        && literal.getValue() instanceof String text
        && SQL.matcher(text).matches();
  }

  private static boolean isText(BinaryTree node) {
    return node.getRightOperand() instanceof LiteralTree;
  }

  @Override
  public @Nullable Object visitAnnotation(AnnotationTree node, @Nullable Object p) {
    if (node.getAnnotationType().toString().equals("SuppressWarnings")) {
      long line = source.line(node);
      boolean hasReason =
          source.lineText(line).contains("//") || source.lineText(line - 1).contains("//");
      if (!hasReason) {
        find(node, "say in a // comment why the warning is wrong here");
      }
    }
    return super.visitAnnotation(node, p);
  }

  @Override
  public @Nullable Object visitSwitch(SwitchTree node, @Nullable Object p) {
    checkCases(node, node.getCases());
    return super.visitSwitch(node, p);
  }

  @Override
  public @Nullable Object visitSwitchExpression(SwitchExpressionTree node, @Nullable Object p) {
    checkCases(node, node.getCases());
    return super.visitSwitchExpression(node, p);
  }

  private void checkCases(Tree at, List<? extends CaseTree> cases) {
    boolean hasPattern =
        cases.stream()
            .flatMap(one -> one.getLabels().stream())
            .anyMatch(PatternCaseLabelTree.class::isInstance);
    boolean hasDefault =
        cases.stream()
            .flatMap(one -> one.getLabels().stream())
            .anyMatch(DefaultCaseLabelTree.class::isInstance);
    if (isPure() && hasPattern && hasDefault) {
      find(at, "no default over a sealed type: a new case must break the build");
    }
  }

  private boolean isPure() {
    return isMain
        && Layers.PURE.stream()
            .anyMatch(layer -> source.path().toString().contains("/vigilmesh/" + layer + "/"));
  }
}
