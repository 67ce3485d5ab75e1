package org.vigilmesh.message;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;

/**
 * A row of the citation table: the only place where paragraph numbers stand. {@code ‡} marks what
 * must be checked against the authentic text; every number must be confirmed by counsel.
 *
 * @param uncc paragraph of the UN Convention against Cybercrime; {@code -} where there is none
 * @param other the Budapest Convention's, its protocol's or another text's
 */
public record Citation(String code, String uncc, String other) {
  private static final ResourceBundle TABLE =
      ResourceBundle.getBundle("org.vigilmesh.message.citations", Locale.ROOT);

  public static Optional<Citation> find(String code) {
    if (!TABLE.containsKey(code)) {
      return Optional.empty();
    }
    List<String> columns = List.of(TABLE.getString(code).split("\\|", -1));
    return Optional.of(new Citation(code, columns.get(0).strip(), columns.get(1).strip()));
  }

  /** All codes, in alphabetical order. */
  public static List<String> codes() {
    return TABLE.keySet().stream().sorted().toList();
  }

  /** Both columns for a person to read, such as {@code UNCC 42(8)‡ · BUD 29(7)}. */
  public String shown() {
    if (uncc.equals("-")) {
      return other.equals("-") ? code : other;
    }
    return other.equals("-") ? "UNCC " + uncc : "UNCC " + uncc + " · " + other;
  }
}
