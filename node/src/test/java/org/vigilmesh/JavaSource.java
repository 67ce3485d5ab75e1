package org.vigilmesh;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.sun.source.doctree.DocCommentTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import javax.tools.JavaCompiler;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** One Java file with its syntax tree, as javac of this very JDK reads it. */
final class JavaSource {
  private final Path path;
  private final String text;
  private final CompilationUnitTree unit;
  private final DocTrees trees;

  JavaSource(Path path, String text) {
    this.path = path;
    this.text = text;
    JavaCompiler javac = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler());
    JavacTask task =
        (JavacTask)
            javac.getTask(null, null, null, List.of("-proc:none"), null, List.of(new InMemory()));
    try {
      this.unit = task.parse().iterator().next();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.trees = DocTrees.instance(task);
  }

  Path path() {
    return path;
  }

  String text() {
    return text;
  }

  CompilationUnitTree unit() {
    return unit;
  }

  long line(Tree tree) {
    return lineAt(trees.getSourcePositions().getStartPosition(unit, tree));
  }

  int lines(Tree tree) {
    long end = trees.getSourcePositions().getEndPosition(unit, tree);
    return (int) (lineAt(end) - line(tree) + 1);
  }

  private long lineAt(long position) {
    return unit.getLineMap().getLineNumber(Math.max(0, position));
  }

  /** The line with this number, counted from 1. */
  String lineText(long number) {
    return text.lines().skip(number - 1).findFirst().orElse("");
  }

  boolean isDocumented(TreePath element) {
    @Nullable DocCommentTree comment = trees.getDocCommentTree(element);
    return comment != null && !comment.getFirstSentence().isEmpty();
  }

  /** The text as google-java-format writes it, imports included. */
  String formatted() {
    try {
      return new Formatter().formatSourceAndFixImports(text);
    } catch (FormatterException e) {
      throw new IllegalStateException(path + " does not parse", e);
    }
  }

  private final class InMemory extends SimpleJavaFileObject {
    InMemory() {
      super(URI.create("string:///" + path.getFileName()), Kind.SOURCE);
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
