package org.vigilmesh.message;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import org.vigilmesh.message.Validation.Finding;

/** The sentences of this package in one of the six languages of the United Nations. */
public final class Texts {
  public static final List<String> LANGUAGES = List.of("ar", "en", "es", "fr", "ru", "zh");

  private final ResourceBundle bundle;

  private Texts(ResourceBundle bundle) {
    this.bundle = bundle;
  }

  /** The texts in {@code language} (a BCP 47 tag); English where there are none. */
  public static Texts in(String language) {
    String main = Locale.forLanguageTag(language).getLanguage();
    return new Texts(
        ResourceBundle.getBundle(
            "org.vigilmesh.message.messages",
            Locale.of(LANGUAGES.contains(main) ? main : "en"),
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES)));
  }

  /** What is wrong. */
  public String what(Finding finding) {
    return bundle.getString(finding.textKey());
  }

  /** What to do about it. */
  public String remedy(Finding finding) {
    return bundle.getString(finding.remedyKey());
  }

  public String text(String key) {
    return bundle.getString(key);
  }

  /** The text of {@code key}; empty where there is none. */
  public Optional<String> find(String key) {
    return bundle.containsKey(key) ? Optional.of(bundle.getString(key)) : Optional.empty();
  }
}
