package org.vigilmesh.cli;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vigilmesh.proto.v1.Said;

/**
 * Why a command ends without having done what it should: a stable code, and either the values for
 * the code's own texts or texts that the node gave. Stops in {@link Vigil}.
 */
final class CliException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String code;
  private final Exit exit;
  private final transient Object[] values;
  private final String why;
  private final String next;
  private final transient List<String> details;
  private final transient @Nullable Said saying;

  private CliException(
      String code,
      Exit exit,
      Object[] values,
      String why,
      String next,
      List<String> details,
      @Nullable Said saying) {
    super(code);
    this.saying = saying;
    this.code = code;
    this.exit = exit;
    this.values = values;
    this.why = why;
    this.next = next;
    this.details = List.copyOf(details);
  }

  /** An error whose three texts stand in the bundle of errors. */
  static CliException of(Exit exit, String code, Object... values) {
    return new CliException(code, exit, values, "", "", List.of(), null);
  }

  /** An error that the node explains itself. */
  static CliException said(Exit exit, String code, String why, String next) {
    return new CliException(code, exit, new Object[0], why, next, List.of(), null);
  }

  /** The same error with one line for each single thing that is wrong. */
  CliException withDetails(List<String> lines) {
    return new CliException(code, exit, values, why, next, lines, saying);
  }

  /** The same error with what the node said by its key. */
  CliException withSaying(Said said) {
    return new CliException(code, exit, values, why, next, details, said);
  }

  String code() {
    return code;
  }

  Exit exit() {
    return exit;
  }

  String what(Texts texts) {
    String known = texts.error(code, "what", values);
    return known.isEmpty() ? texts.of("failure." + exit) : known;
  }

  /** The node speaks English: elsewhere the text of the code is the reason. */
  String why(Texts texts) {
    Optional<String> said =
        Optional.ofNullable(saying).flatMap(one -> Sayings.what(one, texts.language()));
    if (said.isPresent()) {
      return said.get();
    }
    String known = texts.error(code, "why", values);
    return why.isEmpty() || (!known.isEmpty() && !texts.isEnglish()) ? known : why;
  }

  String next(Texts texts) {
    Optional<String> said =
        Optional.ofNullable(saying).flatMap(one -> Sayings.remedy(one, texts.language()));
    return said.isPresent()
        ? said.get()
        : next.isEmpty() ? texts.error(code, "next", values) : next;
  }

  /** One line for each single thing that is wrong; in other languages also what the node said. */
  List<String> details(Texts texts) {
    return saying != null || why.isEmpty() || why.equals(why(texts)) ? details : List.of(why);
  }

  List<String> details() {
    return details;
  }
}
