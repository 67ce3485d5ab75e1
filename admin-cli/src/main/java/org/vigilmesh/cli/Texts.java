package org.vigilmesh.cli;

import java.text.MessageFormat;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;
import java.util.Set;
import java.util.TreeSet;
import org.vigilmesh.value.Check;

/** The texts of the command in one of six languages. */
final class Texts {
  static final List<String> LANGUAGES = List.of("ar", "en", "es", "fr", "ru", "zh");

  private final String language;
  private final ResourceBundle texts;
  private final ResourceBundle errors;

  Texts(String language) {
    this.language = LANGUAGES.contains(language) ? language : "en";
    this.texts = bundle("cli", this.language);
    this.errors = bundle("errors", this.language);
  }

  /** What {@code --lang} says, else the first of the usual variables that is set. */
  static String choose(String asked, Map<String, String> environment) {
    if (!asked.isEmpty()) {
      return asked.toLowerCase(Locale.ROOT);
    }
    for (String name : List.of("LC_ALL", "LC_MESSAGES", "LANG")) {
      String value = environment.getOrDefault(name, "");
      if (!value.isEmpty()) {
        return value.split("[_.@-]", 2)[0].toLowerCase(Locale.ROOT);
      }
    }
    return "en";
  }

  /** A bundle of this package, without falling back to another language. */
  static ResourceBundle bundle(String name, String language) {
    return ResourceBundle.getBundle(
        "org.vigilmesh.cli." + name,
        Locale.of(LANGUAGES.contains(language) ? language : "en"),
        Control.getNoFallbackControl(Control.FORMAT_PROPERTIES));
  }

  String language() {
    return language;
  }

  boolean isEnglish() {
    return language.equals("en");
  }

  /** The text called {@code key} with {@code values} in its places. */
  String of(String key, Object... values) {
    Check.that(texts.containsKey(key), "a text called " + key);
    return format(texts.getString(key), values);
  }

  /** The part (what, why or next) of an error; empty when there is no such text. */
  String error(String code, String part, Object... values) {
    String key = code + "." + part;
    return errors.containsKey(key) ? format(errors.getString(key), values) : "";
  }

  /** Every error code that can be explained, in order. */
  Set<String> codes() {
    Set<String> codes = new TreeSet<>();
    for (String key : errors.keySet()) {
      if (key.startsWith("E-") || key.startsWith("N-")) {
        codes.add(key.substring(0, key.lastIndexOf('.')));
      }
    }
    return codes;
  }

  private static String format(String pattern, Object... values) {
    Object[] plain = Arrays.stream(values).map(String::valueOf).toArray();
    return new MessageFormat(pattern, Locale.ROOT).format(plain);
  }
}
