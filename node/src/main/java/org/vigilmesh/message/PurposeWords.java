package org.vigilmesh.message;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The beginnings of words that speak of what a request must never punish (citation REF-22). They
 * prove nothing: where one occurs, a person looks at the purpose before anything is decided.
 */
final class PurposeWords {
  private static final ResourceBundle WORDS =
      ResourceBundle.getBundle("org.vigilmesh.message.purpose", Locale.ROOT);

  /** Prefixes are joined to Arabic words, and Chinese has no spaces: there, anywhere counts. */
  private static final List<String> WITHOUT_BOUNDARY = List.of("ar", "zh");

  private static final Pattern ANY =
      Pattern.compile(
          WORDS.keySet().stream()
              .sorted()
              .map(
                  language ->
                      (WITHOUT_BOUNDARY.contains(language) ? "" : "(?<!\\p{L})")
                          + WORDS
                              .getString(language)
                              .lines()
                              .flatMap(line -> List.of(line.split("\\|", -1)).stream())
                              .map(word -> Pattern.quote(word.strip()))
                              .collect(Collectors.joining("|", "(?:", ")")))
              .collect(Collectors.joining("|")));

  private PurposeWords() {}

  static boolean occurIn(String text) {
    return ANY.matcher(Normalizer.normalize(text, Normalizer.Form.NFC).toLowerCase(Locale.ROOT))
        .find();
  }
}
