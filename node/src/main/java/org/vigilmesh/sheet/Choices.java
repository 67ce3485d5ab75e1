package org.vigilmesh.sheet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.vigilmesh.message.Act;
import org.vigilmesh.message.CodeList;
import org.vigilmesh.message.CodeNames;
import org.vigilmesh.message.Content;
import org.vigilmesh.message.ContentType;
import org.vigilmesh.message.Decision;
import org.vigilmesh.message.Dialogue;
import org.vigilmesh.message.Rule;
import org.vigilmesh.request.CaseActs;
import org.vigilmesh.request.CaseForm;
import org.vigilmesh.sheet.Widget.Option;
import org.vigilmesh.value.Digest;

/** What can be chosen in a field of a form: codes of the lists, and what this case has. */
public final class Choices {
  /** The list of each field that holds codes, by its place, else by its name. */
  private static final Map<String, CodeList> LISTS =
      Map.ofEntries(
          Map.entry("alternative_basis.code", CodeList.TREATY_BASIS),
          Map.entry("treaty_basis.code", CodeList.TREATY_BASIS),
          Map.entry("treaty", CodeList.TREATY_BASIS),
          Map.entry("authority_seeking.kind", CodeList.AUTHORITY_KIND),
          Map.entry("identifiers.kind", CodeList.IDENTIFIER_KIND),
          Map.entry("provider.kind", CodeList.CUSTODIAN_KIND),
          Map.entry("previous_ref.kind", CodeList.PREVIOUS_REF_KIND),
          Map.entry("scheme", CodeList.OFFENCE_SCHEME),
          Map.entry("basis", CodeList.LOCATION_BASIS),
          Map.entry("confidence", CodeList.CONFIDENCE),
          Map.entry("technical_failure", CodeList.TECHNICAL_FAILURE),
          Map.entry("onward", CodeList.ONWARD_RULE),
          Map.entry("mla_announced.measures", CodeList.MLA_MEASURE),
          Map.entry("mla_intention.measures", CodeList.MLA_MEASURE),
          Map.entry("clock", CodeList.CLOCK),
          Map.entry("status_report.state", CodeList.CASE_STATE),
          Map.entry("overlays", CodeList.OVERLAY),
          Map.entry("options", CodeList.EXPIRY_OPTION),
          Map.entry("provider_chain.role", CodeList.PROVIDER_ROLE));

  private final CaseForm form;
  private final Words words;
  private final CaseActs acts;
  private final Function<Act, Digest> digest;

  /** {@code digest} is that of an act's exact bytes. */
  public Choices(CaseForm form, Words words, CaseActs acts, Function<Act, Digest> digest) {
    this.form = form;
    this.words = words;
    this.acts = acts;
    this.digest = digest;
  }

  /** What can be chosen at {@code path}, of which {@code chosen} is; empty where one writes. */
  List<Option> at(String path, Shape shape, String chosen) {
    List<Option> found = options(place(path), shape, chosen);
    boolean isStrange =
        !found.isEmpty()
            && !chosen.isEmpty()
            && found.stream().noneMatch(one -> one.code().equals(chosen));
    if (isStrange) {
      found = new ArrayList<>(found);
      found.add(new Option(chosen, chosen, true, ""));
    }
    return found;
  }

  /** The path without the numbers of rows. */
  static String place(String path) {
    return path.replaceAll("\\[\\d+]", "");
  }

  private List<Option> options(String place, Shape shape, String chosen) {
    return switch (shape.kind()) {
      case CHOICE ->
          shape.codes().stream()
              .map(code -> option(code, name(listOf(place, shape.name()), code), chosen))
              .toList();
      case FLAG ->
          List.of(option("true", words.of("yes"), chosen), option("false", words.of("no"), chosen));
      case REPLY -> replies(acts.answerable(form), chosen);
      case ACT -> acts(place, chosen);
      case DIGEST -> place.equals("supersedes") ? superseded(chosen) : List.of();
      case CODE -> codes(place, shape.name(), chosen);
      case CODES, LINES, PROSES -> several(place, shape.name());
      case LINE -> place.equals("questions.field") ? fields(chosen) : List.of();
      case PROSE, NUMBER, TIME, DAY, PART, GROUP, PARTS -> List.of();
    };
  }

  private static String listOf(String place, String name) {
    return place.equals("value") || place.equals("outcomes.value") ? "decision" : name;
  }

  private String name(String list, String code) {
    return CodeNames.of(list, code, words.language());
  }

  private Option option(String code, String name, String chosen) {
    return new Option(code, name, code.equals(chosen), barred(code));
  }

  /** Some answers need something that the case may not have. */
  private String barred(String code) {
    if (form.type() != ContentType.DECISION) {
      return "";
    }
    return switch (code) {
      case "conditional" ->
          acts.soFar().acceptedConditions().isEmpty() ? words.of("say.conditions.first") : "";
      case "clarification_needed" ->
          of(ContentType.CLARIFICATION_REQUEST).isEmpty() ? words.of("say.ask.first") : "";
      default -> "";
    };
  }

  private List<Option> codes(String place, String name, String chosen) {
    if (name.equals("ground") || name.equals("via")) {
      return new Grounds(words, acts.request()).options(name.equals("via"), chosen);
    }
    if (name.equals("item_id")) {
      return items();
    }
    if (place.equals("answers.question")) {
      return questions(chosen);
    }
    if (name.equals("rule")) {
      return Arrays.stream(Rule.values())
          .filter(Rule::isOverridable)
          .map(rule -> option(rule.name(), rule.name(), chosen))
          .toList();
    }
    CodeList list = list(place, name);
    return list == null
        ? List.of()
        : list.codes().stream().map(code -> option(code, of(list, code), chosen)).toList();
  }

  private String of(CodeList list, String code) {
    return CodeNames.of(list, code, words.language());
  }

  private org.vigilmesh.message.@org.jspecify.annotations.Nullable CodeList list(
      String place, String name) {
    int last = place.lastIndexOf('.');
    String parent = last < 0 ? form.type().code() : place.substring(0, last);
    String near = parent.substring(parent.lastIndexOf('.') + 1) + "." + name;
    CodeList list = LISTS.get(near);
    return list == null ? LISTS.get(name) : list;
  }

  private List<Option> several(String place, String name) {
    if (name.equals("item_ids")) {
      return items();
    }
    if (place.equals("conditions_accepted")) {
      return texts(
          acts.answerable(form).stream()
              .map(Act::content)
              .flatMap(
                  one -> one instanceof Dialogue.ConsultProposal p ? p.conditions().stream() : null)
              .toList());
    }
    if (place.equals("conditions") && form.type() == ContentType.DECISION) {
      return texts(acts.soFar().acceptedConditions());
    }
    CodeList list = list(place, name);
    return list == null
        ? List.of()
        : list.codes().stream().map(code -> new Option(code, of(list, code), false, "")).toList();
  }

  private static List<Option> texts(List<String> all) {
    return all.stream().distinct().map(text -> new Option(text, text, false, "")).toList();
  }

  private List<Option> items() {
    return acts.request().stream()
        .flatMap(request -> request.wanted().dataItems().stream())
        .map(
            item ->
                new Option(
                    item.itemId(),
                    Boxes.join(
                        item.itemId(),
                        of(CodeList.DATA_CATEGORY, item.category()),
                        item.identifiers().isEmpty()
                            ? item.service()
                            : item.identifiers().getFirst().value()),
                    false,
                    ""))
        .toList();
  }

  private List<Option> questions(String chosen) {
    return acts.answerable(form).stream()
        .map(Act::content)
        .flatMap(
            one ->
                one instanceof Dialogue.ClarificationRequest asked
                    ? asked.questions().stream()
                    : null)
        .map(
            one ->
                option(
                    one.id(), Boxes.join(new Asking(words).label(one.field()), one.text()), chosen))
        .toList();
  }

  private List<Option> fields(String chosen) {
    return acts.request().map(asked -> new Asking(words).fields(asked)).orElse(List.of()).stream()
        .map(one -> option(one.path(), one.label(), chosen))
        .toList();
  }

  /** Nothing to choose where there is only one. */
  private List<Option> replies(List<Act> candidates, String chosen) {
    return candidates.size() < 2 ? List.of() : named(candidates, chosen);
  }

  private List<Option> acts(String place, String chosen) {
    return switch (place) {
      case "consultation" ->
          named(of(ContentType.CONSULT_PROPOSAL, ContentType.CONSULT_ANSWER), chosen);
      case "clarification" -> named(of(ContentType.CLARIFICATION_REQUEST), chosen);
      case "in_reply_to" ->
          form.type() == ContentType.STATUS_REPORT
              ? named(of(ContentType.STATUS_QUERY), chosen)
              : named(of(ContentType.WITHDRAWAL, ContentType.NO_LONGER_NEEDED), chosen);
      default -> List.of();
    };
  }

  private List<Act> of(ContentType... types) {
    List<ContentType> wanted = List.of(types);
    return acts.acts().reversed().stream()
        .filter(act -> wanted.contains(act.content().contentType()))
        .toList();
  }

  private List<Option> named(List<Act> some, String chosen) {
    return some.stream().map(act -> option(act.id().toString(), shown(act), chosen)).toList();
  }

  private String shown(Act act) {
    return Boxes.join(
        name("message", act.content().contentType().code()),
        act.sender().node().shown(),
        Boxes.text(act.createdAt()));
  }

  /** Earlier words of this kind, which this one replaces. */
  private List<Option> superseded(String chosen) {
    return of(form.type()).stream()
        .map(act -> option(digest.apply(act).hex(), shown(act) + value(act.content()), chosen))
        .toList();
  }

  private String value(Content content) {
    return content instanceof Decision decision
        ? " · " + name("decision", decision.value().code())
        : "";
  }

  /** What a field is called: by its place in this form, in any form, or by its name. */
  public String label(String path) {
    String place = place(path);
    String name = place.substring(place.lastIndexOf('.') + 1);
    return words
        .find("field." + form.type().code() + "." + place)
        .or(() -> words.find("field." + place))
        .or(() -> words.find("field." + name))
        .or(() -> new CodeNames(words.language()).find("field", name))
        .orElse(name);
  }

  /** The answers that make a field necessary, by name; empty where all or none do. */
  String hint(String path) {
    if (form.type() != ContentType.DECISION) {
      return "";
    }
    String values =
        Optional.ofNullable(
                Map.of(
                        "outcomes", "partially_accepted",
                        "reason", "refused postponed",
                        "domestic_decision", "accepted partially_accepted",
                        "conditions", "conditional",
                        "forwarded_to", "not_competent",
                        "review_at", "postponed",
                        "technical_failure", "not_located already_gone",
                        "gone_since", "already_gone",
                        "consultation", "refused postponed",
                        "clarification", "clarification_needed")
                    .get(path))
            .orElse("");
    return values.isEmpty()
        ? ""
        : words.of(
            "say.for",
            String.join(
                ", ",
                Arrays.stream(values.split(" ", -1)).map(one -> name("decision", one)).toList()));
  }
}
