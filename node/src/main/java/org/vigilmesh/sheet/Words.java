package org.vigilmesh.sheet;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.concurrent.ConcurrentHashMap;
import org.vigilmesh.message.Texts;

/** What the desk says, in one of six languages. A text that is missing fails the build. */
public final class Words {
  private static final Map<String, Words> ALL = new ConcurrentHashMap<>();

  private final String language;
  private final ResourceBundle bundle;

  private Words(String language) {
    this.language = language;
    this.bundle =
        ResourceBundle.getBundle(
            "org.vigilmesh.sheet.words",
            Locale.of(language),
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
  }

  /** The words in {@code language}; English for a language that is none of the six. */
  public static Words in(String language) {
    String known = Texts.LANGUAGES.contains(language) ? language : "en";
    return ALL.computeIfAbsent(known, Words::new);
  }

  /** The first of the six that the browser asks for; English where it asks for none of them. */
  public static Words asked(String acceptLanguage) {
    for (String range : acceptLanguage.split(",", 20)) {
      String main = range.strip().split("[-;]", 2)[0].toLowerCase(Locale.ROOT);
      if (Texts.LANGUAGES.contains(main)) {
        return in(main);
      }
    }
    return in("en");
  }

  public String language() {
    return language;
  }

  public String direction() {
    return "ar".equals(language) ? "rtl" : "ltr";
  }

  public List<String> languages() {
    return Texts.LANGUAGES;
  }

  public String of(String key, Object... values) {
    String pattern = bundle.getString(key);
    return values.length == 0
        ? pattern
        : new MessageFormat(pattern.replace("'", "''"), Locale.ROOT).format(values);
  }

  /** The text if there is one. */
  public Optional<String> find(String key) {
    return bundle.containsKey(key) ? Optional.of(bundle.getString(key)) : Optional.empty();
  }

  /** The same in the number's own form; {0} is the number. */
  public String count(String key, long number, Object... more) {
    String form = key + "." + form(number);
    Object[] values = new Object[more.length + 1];
    values[0] = Long.toString(number);
    System.arraycopy(more, 0, values, 1, more.length);
    return of(bundle.containsKey(form) ? form : key + ".other", values);
  }

  /** The plural category of a whole number (Unicode CLDR, cardinal rules). */
  private String form(long n) {
    long tens = n % 100;
    long ones = n % 10;
    return switch (language) {
      case "zh" -> "other";
      case "fr" -> n < 2 ? "one" : "other";
      case "ru" ->
          ones == 1 && tens != 11
              ? "one"
              : ones >= 2 && ones <= 4 && (tens < 12 || tens > 14) ? "few" : "many";
      case "ar" ->
          n < 3
              ? List.of("zero", "one", "two").get((int) n)
              : tens >= 3 && tens <= 10 ? "few" : tens >= 11 ? "many" : "other";
      default -> n == 1 ? "one" : "other";
    };
  }
}
