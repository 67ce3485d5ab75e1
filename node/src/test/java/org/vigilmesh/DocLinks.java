package org.vigilmesh;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a Markdown page names of the repository: files, headings, tests. */
final class DocLinks {
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
  private static final Pattern TEST = Pattern.compile("`([A-Z]\\w+Test)`");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ +(.+)$");

  private DocLinks() {}

  static List<String> broken(SourceTree tree, Path page) {
    List<String> findings = new ArrayList<>();
    Matcher links = LINK.matcher(tree.text(page));
    while (links.find()) {
      String link = links.group(1);
      if (!link.contains(":") && !leadsSomewhere(tree, page, link)) {
        findings.add("the link " + link + " leads nowhere");
      }
    }
    Matcher tests = TEST.matcher(tree.text(page));
    while (tests.find()) {
      String name = tests.group(1);
      boolean isThere =
          name.equals("FooTest") || tree.ending("/" + name + ".java").findAny().isPresent();
      if (!isThere) {
        findings.add("there is no test " + name);
      }
    }
    return findings;
  }

  private static boolean leadsSomewhere(SourceTree tree, Path page, String link) {
    int hash = link.indexOf('#');
    String file = hash < 0 ? link : link.substring(0, hash);
    Path target = file.isEmpty() ? page : page.resolveSibling(file).normalize();
    if (!tree.exists(target)) {
      return false;
    }
    return hash < 0
        || !target.toString().endsWith(".md")
        || hasHeading(tree.text(target), link.substring(hash + 1));
  }

  private static boolean hasHeading(String text, String anchor) {
    Matcher headings = HEADING.matcher(text);
    while (headings.find()) {
      if (slug(headings.group(1)).equals(anchor)) {
        return true;
      }
    }
    return false;
  }

  private static String slug(String heading) {
    return heading
        .strip()
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N} _-]", "")
        .replace(' ', '-');
  }
}
