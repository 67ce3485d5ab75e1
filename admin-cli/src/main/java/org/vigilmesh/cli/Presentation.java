package org.vigilmesh.cli;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.vigilmesh.config.Readers;
import org.vigilmesh.config.YamlFile.Section;
import org.vigilmesh.identity.ContactPoint;
import org.vigilmesh.identity.Declarations;
import org.vigilmesh.identity.DeclaredBasis;
import org.vigilmesh.message.CodeList;
import org.vigilmesh.value.InvalidValue;

/** What a contact point says of itself, as it stands in answers files and card drafts. */
record Presentation(ContactPoint contact, Declarations declarations) {
  private static final int ORDER_DAYS = 90;

  /** Empty when something is wrong; the file knows what. */
  static Optional<Presentation> read(Section root) {
    Map<String, String> names = new TreeMap<>();
    Section named = root.section("names");
    for (String language : named.keys()) {
      named.required(language, Readers::text, "name").ifPresent(name -> names.put(language, name));
    }
    if (named.keys().isEmpty()) {
      root.required("names", Readers::text, "name");
    }
    List<String> languages = root.list("languages", Readers::text, "text");
    List<String> bases = root.list("bases", code(CodeList.TREATY_BASIS), "code");
    boolean reservation =
        root.optional("dual_criminality_reservation", Readers::flag, "flag").orElse(false);
    int orderDays = root.optional("domestic_order_days_max", days(), "number").orElse(ORDER_DAYS);
    List<String> capabilities = root.list("capabilities", code(CodeList.CAPABILITY), "code");
    List<String> provisions = root.list("provisions", Readers::text, "text");
    boolean authorised = root.optional("authorisation_needed", Readers::flag, "flag").orElse(false);
    List<DeclaredBasis> declared = DeclaredBases.read(root);
    String authority = root.required("authority", Readers::text, "text").orElse("");
    List<String> phones = root.list("duty_phones", Readers::text, "text");
    if (names.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new Presentation(
              new ContactPoint(
                  names, authority, phones, languages.isEmpty() ? List.of("en") : languages),
              new Declarations(
                  bases, reservation, orderDays, capabilities, provisions, authorised, declared)));
    } catch (InvalidValue e) {
      root.wrong("names", String.valueOf(e.getMessage()), "name");
      return Optional.empty();
    }
  }

  static Function<String, String> code(CodeList list) {
    return text -> {
      InvalidValue.unless(list.has(text), "a code of the list");
      return text;
    };
  }

  static Function<String, Integer> days() {
    return text -> {
      InvalidValue.unless(text.matches("[1-9][0-9]{0,3}"), "a number of days");
      return Integer.valueOf(text);
    };
  }

  /** The same keys again, for a draft. */
  String yaml() {
    return "names:\n"
        + new TreeMap<>(contact.names())
            .entrySet().stream()
                .map(name -> "  " + name.getKey() + ": " + quoted(name.getValue()) + "\n")
                .collect(Collectors.joining())
        + "authority: "
        + quoted(contact.authority())
        + "\nduty_phones: "
        + list(contact.dutyPhones())
        + "\nlanguages: "
        + list(contact.languages())
        + "\nbases: "
        + list(declarations.bases())
        + "\ndual_criminality_reservation: "
        + declarations.dualCriminalityReservation()
        + "\ndomestic_order_days_max: "
        + declarations.domesticOrderDaysMax()
        + "\ncapabilities: "
        + list(declarations.capabilities())
        + "\nprovisions: "
        + list(declarations.provisions())
        + "\nauthorisation_needed: "
        + declarations.authorisationNeeded()
        + "\n"
        + DeclaredBases.yaml(declarations.declared());
  }

  static String list(List<String> values) {
    return values.stream().map(Presentation::quoted).collect(Collectors.joining(", ", "[", "]"));
  }

  /** A double-quoted YAML scalar, which is a JSON string, too. */
  static String quoted(String text) {
    return Json.of(text);
  }
}
