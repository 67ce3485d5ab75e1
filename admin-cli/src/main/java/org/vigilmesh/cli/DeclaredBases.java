package org.vigilmesh.cli;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.vigilmesh.config.Readers;
import org.vigilmesh.config.YamlFile.Section;
import org.vigilmesh.identity.DeclaredBasis;
import org.vigilmesh.message.CodeList;
import org.vigilmesh.value.InvalidValue;

/** The bases that a State declares with dates and partners, in answers files and card drafts. */
final class DeclaredBases {
  private static final String KEY = "declared_bases";

  private DeclaredBases() {}

  /** What stands in {@code root}; the file knows what is wrong with the rest. */
  static List<DeclaredBasis> read(Section root) {
    List<DeclaredBasis> declared = new ArrayList<>();
    for (Section row : root.sections(KEY)) {
      one(row).ifPresent(declared::add);
    }
    return declared;
  }

  private static Optional<DeclaredBasis> one(Section row) {
    Function<String, String> basis = Presentation.code(CodeList.TREATY_BASIS);
    Optional<String> code = row.required("basis", basis, "code");
    Optional<Instant> from = row.required("from", DeclaredBases::day, "date");
    Optional<Instant> to = row.optional("to", DeclaredBases::day, "date");
    List<String> states = row.list("states", Readers::text, "text").stream().sorted().toList();
    boolean reserved =
        row.optional("dual_criminality_reservation", Readers::flag, "flag").orElse(false);
    String instrument = row.optional("instrument", Readers::text, "text").orElse("");
    if (code.isEmpty() || from.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new DeclaredBasis(code.get(), from.get(), to.orElse(null), states, reserved, instrument));
    } catch (InvalidValue e) {
      row.wrong("basis", String.valueOf(e.getMessage()), "code");
      return Optional.empty();
    }
  }

  /** A date is that day's beginning in UTC. */
  private static Instant day(String text) {
    try {
      return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
    } catch (DateTimeParseException e) {
      throw new InvalidValue("a date", e);
    }
  }

  /** The same rows again; nothing where there are none. */
  static String yaml(List<DeclaredBasis> declared) {
    StringBuilder text = new StringBuilder(declared.isEmpty() ? "" : KEY + ":\n");
    for (DeclaredBasis one : declared) {
      text.append("  - basis: ").append(one.code()).append('\n');
      line(text, "from", one.from());
      line(text, "to", one.to());
      text.append("    states: ").append(Presentation.list(one.states())).append('\n');
      text.append("    dual_criminality_reservation: ").append(one.reservation()).append('\n');
      if (!one.instrument().isEmpty()) {
        text.append("    instrument: ").append(Presentation.quoted(one.instrument())).append('\n');
      }
    }
    return text.toString();
  }

  private static void line(StringBuilder text, String key, @Nullable Instant at) {
    if (at != null) {
      text.append("    ")
          .append(key)
          .append(": ")
          .append(LocalDate.ofInstant(at, ZoneOffset.UTC))
          .append('\n');
    }
  }
}
