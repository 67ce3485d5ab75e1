package org.vigilmesh.message;

import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;

/**
 * The name of each code that an officer meets, in one of the six languages: short, as the treaties
 * say it where they have a word. A list is that of {@link CodeList} in small letters, or one of the
 * program's own, such as {@code message}, {@code hold} or {@code alarm}; the bundle has them all.
 *
 * @param language a BCP 47 tag; English where there are no texts in it
 */
public record CodeNames(String language) {
  public CodeNames {
    String main = Locale.forLanguageTag(language).getLanguage();
    language = Texts.LANGUAGES.contains(main) ? main : "en";
  }

  /**
   * The name of {@code code} in {@code language}. Codes come from peers, too, and lists grow: one
   * that is not known here is shown as it came, marked. What is empty stays so.
   */
  public static String of(String list, String code, String language) {
    return code.isEmpty() ? "" : new CodeNames(language).find(list, code).orElse("‹" + code + "›");
  }

  /** The same for a value of a list that the message rules know. */
  public static String of(CodeList list, String code, String language) {
    return of(ContentForm.code(list), code, language);
  }

  /** The name; empty for a code that is not known here. */
  public Optional<String> find(String list, String code) {
    String key = list + "." + code.replace(' ', '_').toLowerCase(Locale.ROOT);
    return bundle().containsKey(key) ? Optional.of(bundle().getString(key)) : Optional.empty();
  }

  /** Found in the cache of the platform after the first time. */
  ResourceBundle bundle() {
    return ResourceBundle.getBundle(
        "org.vigilmesh.message.codes",
        Locale.of(language),
        ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
  }
}
