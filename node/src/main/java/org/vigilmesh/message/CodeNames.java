package org.vigilmesh.message;

import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.stream.Stream;

/**
 * The name of each code that an officer meets, in one of the six languages: short, as the treaties
 * say it where they have a word. A list is that of {@link CodeList} in small letters, one of the
 * program's own, such as {@code message}, {@code hold} or {@code alarm}, or the name of a field of
 * a content whose values are codes, such as {@code outcome}.
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
   * that is not known here is shown as it came, marked. What is empty, or of no list, stays so.
   */
  public static String of(String list, String code, String language) {
    CodeNames names = new CodeNames(language);
    return names.find(list, code).orElseGet(() -> names.isMarked(list, code) ? mark(code) : code);
  }

  /** The same for a value of a list that the message rules know. */
  public static String of(CodeList list, String code, String language) {
    return of(ContentForm.code(list), code, language);
  }

  private static String mark(String code) {
    return "‹" + code + "›";
  }

  private boolean isMarked(String list, String code) {
    return !code.isEmpty() && bundle().keySet().stream().anyMatch(k -> k.startsWith(list + "."));
  }

  /** The name; empty for a code that is not known here. */
  public Optional<String> find(String list, String code) {
    String key = code.replace(' ', '_').toLowerCase(Locale.ROOT);
    return Stream.of(listsOf(list).split(" ", -1))
        .map(one -> one + "." + key)
        .filter(bundle()::containsKey)
        .map(bundle()::getString)
        .findFirst();
  }

  /** Where the values of a field stand that is not called as their list. */
  private static String listsOf(String field) {
    return switch (field) {
      case "answer" -> "stance course";
      case "basis" -> "treaty_basis location_basis";
      case "kind" -> "identifier_kind custodian_kind previous_ref_kind incident";
      case "measures" -> "mla_measure";
      case "onward" -> "onward_rule";
      case "options" -> "expiry_option";
      case "outcome" -> "extension_outcome transfer execution";
      case "overlays" -> "overlay";
      case "role" -> "provider_role officer_role";
      case "scheme" -> "offence_scheme";
      case "state" -> "case_state";
      case "useful" -> "use";
      case "via" -> "ground";
      default -> field;
    };
  }

  /** Found in the cache of the platform after the first time. */
  ResourceBundle bundle() {
    return ResourceBundle.getBundle(
        "org.vigilmesh.message.codes",
        Locale.of(language),
        ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
  }
}
