package org.vigilmesh;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Message bundles: {@code name_LANGUAGE.properties}, or {@code name.properties} for English. */
final class Messages {
  private static final List<String> LANGUAGES = List.of("ar", "en", "es", "fr", "ru", "zh");

  /** What a language makes of a number, beside {@code other} (Unicode CLDR, whole numbers). */
  private static final Map<String, List<String>> NUMBERS =
      Map.of(
          "ar", List.of("zero", "one", "two", "few", "many"),
          "en", List.of("one"),
          "es", List.of("one"),
          "fr", List.of("one"),
          "ru", List.of("one", "few", "many"),
          "zh", List.of());

  private static final Pattern NUMBERED = Pattern.compile("(.+)\\.(?:zero|one|two|few|many|other)");

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
    Set<String> counted = new TreeSet<>();
    all.stream()
        .filter(key -> key.endsWith(".other"))
        .filter(key -> all.contains(key.replaceFirst("other$", "one")))
        .forEach(key -> counted.add(key.substring(0, key.length() - ".other".length())));
    all.removeIf(key -> isForm(key, counted) && !key.endsWith(".other"));
    for (String language : LANGUAGES) {
      Set<String> missing = new TreeSet<>(all);
      for (String form : NUMBERS.getOrDefault(language, List.of())) {
        counted.forEach(key -> missing.add(key + "." + form));
      }
      missing.removeAll(keys(tree, file(tree, bundle, language)));
      if (!missing.isEmpty()) {
        findings.add("write in " + language + ": " + missing);
      }
    }
    return findings;
  }

  /** Whether a key is one form of a text that counts. */
  private static boolean isForm(String key, Set<String> counted) {
    Matcher form = NUMBERED.matcher(key);
    return form.matches() && counted.contains(form.group(1));
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
