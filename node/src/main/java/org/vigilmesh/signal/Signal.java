package org.vigilmesh.signal;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;

/**
 * What may be noticed about a request that comes; the texts stand in the bundle of this package.
 */
public enum Signal {
  /** An officer who signed none of the sender's earlier requests; who. */
  FIRST_CONTACT,
  /** Written at night where its author is; the local time, its zone. */
  UNUSUAL_HOUR,
  /** An offence code that its scheme does not have, or of no basis that the sender declares. */
  UNKNOWN_OFFENCE_CODE,
  /** An emergency; how many requests of the last thirty days were, and of how many. */
  EMERGENCY_RATE,
  /** Signed by a credential that no roster had a day before; who, since when. */
  NEW_CREDENTIAL,
  /** Other cases name the same account, line or machine; which. */
  SHARED_IDENTIFIERS;

  private static final List<String> LANGUAGES = List.of("ar", "en", "es", "fr", "ru", "zh");

  /** What it says, in one of the six languages. */
  public String what(String language) {
    return text(language, "what");
  }

  /** What a person may do about it. */
  public String remedy(String language) {
    return text(language, "do");
  }

  private String text(String language, String part) {
    String main = Locale.forLanguageTag(language).getLanguage();
    return ResourceBundle.getBundle(
            "org.vigilmesh.signal.signals",
            Locale.of(LANGUAGES.contains(main) ? main : "en"),
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES))
        .getString(this + "." + part);
  }

  public static Optional<Signal> find(String code) {
    return Arrays.stream(values()).filter(signal -> signal.name().equals(code)).findFirst();
  }
}
