package org.vigilmesh;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What reading the lines of a file finds; each finding says what to do instead. */
final class TextRules {
  private static final int COLUMNS_MAX = 100;
  private static final int FILE_LINES_MAX = 400;
  private static final Pattern OPEN_END = Pattern.compile("\\b(TO" + "DO|FIX" + "ME)\\b(?!.*#\\d)");
  private static final Pattern SECRET_NAME =
      Pattern.compile("(?i).*\\.(p12|pfx|jks|keystore|kdbx|key)|(.*/)?(id_rsa|id_ed25519|\\.env)");
  private static final Pattern SECRET_TEXT =
      Pattern.compile("-----BEGIN [A-Z ]*" + "PRIVATE KEY-----");

  private TextRules() {}

  /** Lines of code are bounded in length and number, whatever the language. */
  static List<String> sizes(String text) {
    List<String> findings = new ArrayList<>();
    List<String> lines = text.lines().toList();
    if (lines.size() > FILE_LINES_MAX) {
      findings.add(lines.size() + " lines: split the file by idea, at most " + FILE_LINES_MAX);
    }
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).codePointCount(0, lines.get(i).length()) > COLUMNS_MAX) {
        findings.add("line " + (i + 1) + ": break it at " + COLUMNS_MAX + " columns");
      }
    }
    return findings;
  }

  static List<String> openEnds(String text) {
    List<String> findings = new ArrayList<>();
    Matcher open = OPEN_END.matcher(text);
    while (open.find()) {
      findings.add(open.group() + ": do it, or name the issue as #123");
    }
    return findings;
  }

  static List<String> javaOnly(String text) {
    return text.contains(".printStack" + "Trace(")
        ? List.of("log the exception once, where it stops; do not print its stack")
        : List.of();
  }

  static List<String> secrets(Path file, String text) {
    boolean looksSecret =
        SECRET_NAME.matcher(file.toString()).matches() || SECRET_TEXT.matcher(text).find();
    return looksSecret && !SourceTree.isTest(file)
        ? List.of("looks like a credential: nothing of that kind outside test folders")
        : List.of();
  }

  static List<String> packageManual(String text) {
    List<String> findings = new ArrayList<>();
    if (!text.contains("@NullMarked")) {
      findings.add("mark the package @NullMarked");
    }
    if (!Pattern.compile("/\\*\\*\\s*\\*?\\s*\\w").matcher(text).find()) {
      findings.add("say in Javadoc what the package is for");
    }
    return findings;
  }
}
