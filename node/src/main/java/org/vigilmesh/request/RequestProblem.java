package org.vigilmesh.request;

import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;
import org.vigilmesh.message.Citation;
import org.vigilmesh.message.Texts;
import org.vigilmesh.message.Validation.Finding;

/**
 * Something wrong in a request file: where it stands, what is wrong, what to do.
 *
 * @param line from 1; 0 when it is the file as a whole
 * @param field path such as {@code data_items[0].identifiers[1].value}; empty for the file
 * @param value what the sentence speaks of, such as the nearest known key; may be empty
 * @param finding the broken rule; null for a problem of the file's form
 */
public record RequestProblem(
    int line, String field, Kind kind, String value, @Nullable Finding finding) {
  /** What can be wrong before any rule is asked. */
  public enum Kind {
    UNREADABLE,
    TOO_LARGE,
    NOT_YAML,
    TOO_DEEP,
    TAG,
    ALIAS,
    NOT_A_MAP,
    NOT_A_LIST,
    NOT_A_VALUE,
    DUPLICATE_KEY,
    /** Near to a key that is known here. */
    UNKNOWN_KEY,
    /** Near to none. */
    STRANGE_KEY,
    MISSING,
    NOT_A_NUMBER,
    NOT_TRUE_OR_FALSE,
    NOT_A_DATE,
    NOT_A_TIME,
    NOT_A_CODE,
    TEXT,
    LIST_TOO_LONG,
    NOT_AN_ID,
    DISAGREES,
    NO_SUCH_ATTACHMENT,
    ATTACHMENTS_TOO_LARGE,
    /** A rule of the message; the finding says which. */
    RULE
  }

  static RequestProblem of(int line, Finding finding) {
    return new RequestProblem(line, finding.field(), Kind.RULE, "", finding);
  }

  /** Whether the request cannot be signed because of it; others are warnings. */
  public boolean blocks() {
    return finding == null || finding.blocks();
  }

  /** The rule's number, such as V25; empty for a problem of form. */
  public String rule() {
    return finding == null ? "" : finding.rule().name();
  }

  /** The code in the citation table; {@code DESIGN} for a problem of form. */
  public String citation() {
    return finding == null ? "DESIGN" : finding.citation();
  }

  /** The paragraphs behind {@link #citation}, for people. */
  public String paragraphs() {
    return Citation.find(citation()).map(Citation::shown).orElse("");
  }

  /** What is wrong, in one of the six languages. */
  public String what(String language) {
    return finding == null ? text(language, "what") : Texts.in(language).what(finding);
  }

  /** What to do, in one of the six languages. */
  public String remedy(String language) {
    return finding == null ? text(language, "do") : Texts.in(language).remedy(finding);
  }

  private String text(String language, String part) {
    return bundle(language).getString(kind + "." + part).replace("{0}", value);
  }

  private static ResourceBundle bundle(String language) {
    String main = Locale.forLanguageTag(language).getLanguage();
    return ResourceBundle.getBundle(
        "org.vigilmesh.request.problems",
        Locale.of(Texts.LANGUAGES.contains(main) ? main : "en"),
        ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
  }

  /** The lines of all {@code problems} as a terminal shows them. */
  public static List<String> shown(List<RequestProblem> problems, String language) {
    return problems.stream().map(problem -> problem.shown(language)).toList();
  }

  private String shown(String language) {
    String place = bundle(language).getString("LINE").replace("{0}", String.valueOf(line));
    String where = field.isEmpty() ? place : place + ", " + field;
    String why = finding == null ? "" : " (" + rule() + ", " + citation() + ")";
    return where + ": " + what(language) + " " + remedy(language) + why;
  }
}
