package org.vigilmesh.config;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

/**
 * One thing that is wrong in a file, with what to write instead.
 *
 * @param line counted from 1; 0 where the whole file is meant
 * @param key dotted path of the entry; empty where the whole file is meant
 * @param found what stands there, or what the reader of the value said
 * @param remedy name of a text that says what to write; empty where the kind says enough
 */
public record Problem(int line, String key, Kind kind, String found, String remedy) {
  private static final List<String> LANGUAGES = List.of("ar", "en", "es", "fr", "ru", "zh");
  private static final String BUNDLE = "org.vigilmesh.config.config";

  /** What is wrong. */
  public enum Kind {
    UNREADABLE,
    MALFORMED,
    NOT_A_MAP,
    NOT_A_LIST,
    UNKNOWN_KEY,
    DUPLICATE,
    MISSING,
    WRONG
  }

  /** What is wrong, in {@code language}; English where that is none of the six. */
  public String what(String language) {
    return text(language, "kind." + kind, key, found);
  }

  /** What to do about it, in {@code language}. */
  public String remedy(String language) {
    return text(language, "remedy." + (remedy.isEmpty() ? kind.toString() : remedy), key, found);
  }

  /** One line for a screen: place, what is wrong, what to do. */
  public String shown(String language) {
    String place = line == 0 ? "" : text(language, "line", line) + ": ";
    return place + what(language) + "; " + remedy(language);
  }

  private static String text(String language, String name, Object... values) {
    String known = LANGUAGES.contains(language) ? language : "en";
    ResourceBundle texts =
        ResourceBundle.getBundle(
            BUNDLE,
            Locale.of(known),
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    return new MessageFormat(texts.getString(name), Locale.ROOT).format(values);
  }
}
