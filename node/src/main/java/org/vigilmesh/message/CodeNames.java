package org.vigilmesh.message;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;

/**
 * The name of each code that an officer meets, in one of the six languages: short, as the treaties
 * say it where they have a word. A list is that of {@link CodeList} in small letters, or one of the
 * program's own, such as {@code message}, {@code hold} or {@code alarm}; the bundle has them all.
 */
public final class CodeNames {
  private static final Map<String, ResourceBundle> BUNDLES =
      Texts.LANGUAGES.stream()
          .collect(
              toUnmodifiableMap(
                  language -> language,
                  language ->
                      ResourceBundle.getBundle(
                          "org.vigilmesh.message.codes",
                          Locale.of(language),
                          ResourceBundle.Control.getNoFallbackControl(
                              ResourceBundle.Control.FORMAT_PROPERTIES))));

  private CodeNames() {}

  /**
   * The name of {@code code} in {@code language} (a BCP 47 tag; English where there are no texts).
   * Codes come from peers, too, and lists grow: one that is not known here is shown as it came,
   * marked. What is empty stays so.
   */
  public static String of(String list, String code, String language) {
    return code.isEmpty() ? "" : find(list, code, language).orElse("‹" + code + "›");
  }

  /** The same for a value of a list that the message rules know. */
  public static String of(CodeList list, String code, String language) {
    return of(ContentForm.code(list), code, language);
  }

  /** The name; empty for a code that is not known here. */
  public static Optional<String> find(String list, String code, String language) {
    String main = Locale.forLanguageTag(language).getLanguage();
    ResourceBundle bundle = BUNDLES.get(Texts.LANGUAGES.contains(main) ? main : "en");
    String key = list + "." + code.replace(' ', '_').toLowerCase(Locale.ROOT);
    return bundle.containsKey(key) ? Optional.of(bundle.getString(key)) : Optional.empty();
  }

  /** Every list with each of its codes, {@code list.code}. */
  static Set<String> keys(String language) {
    return new TreeSet<>(BUNDLES.get(language).keySet());
  }
}
