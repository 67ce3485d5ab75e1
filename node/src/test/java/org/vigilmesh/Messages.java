package org.vigilmesh;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Message bundles: {@code name_LANGUAGE.properties}, or {@code name.properties} for English. */
final class Messages {
  private static final List<String> LANGUAGES = List.of("ar", "en", "es", "fr", "ru", "zh");
  private static final Pattern TRANSLATED =
      Pattern.compile("(.+)_(ar|en|es|fr|ru|zh)\\.properties");

  private Messages() {}

  /** The bundles that exist in more than one language, as paths without language and ending. */
  static Stream<String> bundles(SourceTree tree) {
    return tree.ending(".properties")
        .filter(SourceTree::isMain)
        .map(file -> TRANSLATED.matcher(file.toString()))
        .filter(Matcher::matches)
        .map(match -> match.group(1))
        .distinct();
  }

  static List<String> gaps(SourceTree tree, String bundle) {
    List<String> findings = new ArrayList<>();
    Set<String> all = new TreeSet<>();
    LANGUAGES.forEach(language -> all.addAll(keys(tree, file(tree, bundle, language))));
    for (String language : LANGUAGES) {
      Set<String> missing = new TreeSet<>(all);
      missing.removeAll(keys(tree, file(tree, bundle, language)));
      if (!missing.isEmpty()) {
        findings.add("write in " + language + ": " + missing);
      }
    }
    return findings;
  }

  private static Path file(SourceTree tree, String bundle, String language) {
    Path translated = Path.of(bundle + "_" + language + ".properties");
    return tree.exists(translated) || !language.equals("en")
        ? translated
        : Path.of(bundle + ".properties");
  }

  private static Set<String> keys(SourceTree tree, Path file) {
    if (!tree.exists(file)) {
      return Set.of();
    }
    Properties texts = new Properties();
    try {
      texts.load(new StringReader(tree.text(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return texts.stringPropertyNames();
  }
}
