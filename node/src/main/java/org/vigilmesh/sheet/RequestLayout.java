package org.vigilmesh.sheet;

import java.util.ArrayList;
import java.util.List;

/**
 * The form of a request, as on paper: eight numbered boxes with every field that a request can
 * have, under the paths that its reader knows. What is rarely needed is folded away.
 */
public final class RequestLayout {
  private RequestLayout() {}

  /** How a field is filled. */
  public enum Kind {
    LINE,
    PROSE,
    CODE,
    SUGGESTED,
    DATE,
    TIME,
    NUMBER,
    /** Yes or no, without a default. */
    QUESTION,
    /** Any of a list. */
    CHECKS,
    /** A box to tick; its list is the text that it then stands for. */
    TICK,
    /** Texts, one a line. */
    LINES,
    /** Carried along, not shown. */
    HIDDEN
  }

  /** A part of a box. */
  public sealed interface Part {}

  /**
   * A field.
   *
   * @param path under its rows or by itself
   * @param list where its codes come from; several lists with spaces between
   */
  public record Ask(String path, Kind kind, String list) implements Part {}

  /** Several of a kind: parts for each row of a list. */
  public record Rows(String path, String label, int shown, List<Part> parts) implements Part {
    public Rows {
      parts = List.copyOf(parts);
    }
  }

  /** Fields that belong together under a name. */
  public record Group(String label, boolean isRare, List<Part> parts) implements Part {
    public Group {
      parts = List.copyOf(parts);
    }
  }

  /** A numbered box. */
  public record Box(String key, List<Part> parts) {
    public Box {
      parts = List.copyOf(parts);
    }
  }

  private static Ask ask(Kind kind, String path) {
    return new Ask(path, kind, "");
  }

  private static Ask line(String path) {
    return ask(Kind.LINE, path);
  }

  private static Ask prose(String path) {
    return ask(Kind.PROSE, path);
  }

  private static Ask code(String path, String list) {
    return new Ask(path, Kind.CODE, list);
  }

  private static Ask tick(String path, String text) {
    return new Ask(path, Kind.TICK, text);
  }

  private static Group rare(String label, Part... parts) {
    return new Group(label, true, List.of(parts));
  }

  private static Group group(String label, Part... parts) {
    return new Group(label, false, List.of(parts));
  }

  private static Rows rows(String path, String label, int shown, Part... parts) {
    return new Rows(path, label, shown, List.of(parts));
  }

  /** What stands before the boxes and is no part of the paper form's fields. */
  public static final List<Part> COVER =
      List.of(
          code("message_type", "message"),
          code("recipient", ""),
          code("urgency", "urgency"),
          ask(Kind.QUESTION, "exercise"),
          ask(Kind.HIDDEN, "request_status"),
          ask(Kind.HIDDEN, "schema_version"));

  private static final Box AUTHORITY =
      new Box(
          "box.authority",
          List.of(
              group("authority", authority("authority_seeking")),
              line("case_ref_requesting"),
              rows(
                  "treaty_basis",
                  "basis",
                  1,
                  code("code", "treaty_basis"),
                  tick("voluntary", "true"),
                  ask(Kind.HIDDEN, "article")),
              group(
                  "confirmation_contact",
                  line("confirmation_contact.card"),
                  code("confirmation_contact.role", "officer_role")),
              line("local_zone"),
              code("language", "language"),
              rare(
                  "authorising",
                  line("authorising_authority.name"),
                  code("authorising_authority.kind", "authority_kind"),
                  line("authorising_authority.decision_ref"),
                  ask(Kind.DATE, "authorising_authority.date"),
                  line("authorising_authority.signature")),
              rare("investigating", withNumber("investigating_authority")),
              rare("court", withNumber("prosecution_or_court")),
              rare(
                  "previous_ref",
                  line("case_ref_requested"),
                  rows(
                      "previous_ref",
                      "previous_ref",
                      0,
                      code("kind", "previous_ref_kind"),
                      line("ref"),
                      ask(Kind.DATE, "date"),
                      line("channel")))));

  private static final Box OFFENCE =
      new Box(
          "box.offence",
          List.of(
              rows(
                  "offences",
                  "offence",
                  1,
                  code("scheme", "offence_scheme"),
                  new Ask("code", Kind.SUGGESTED, "offence_uncc offence_bud"),
                  line("domestic_provision"),
                  ask(Kind.NUMBER, "max_penalty_months"),
                  prose("description")),
              code("proceeding_stage", "proceeding_stage"),
              rare(
                  "dual_criminality",
                  tick("dual_criminality_statement.claimed", "true"),
                  prose("dual_criminality_statement.text"))));

  private static final Box DATA =
      new Box(
          "box.data",
          List.of(
              rows(
                  "data_items",
                  "item",
                  1,
                  ask(Kind.HIDDEN, "item_id"),
                  code("category", "data_category"),
                  code("unc_category", "unc_category"),
                  prose("description"),
                  line("service"),
                  rows(
                      "identifiers",
                      "identifier",
                      1,
                      code("kind", "identifier_kind"),
                      line("value"),
                      line("qualifier")),
                  ask(Kind.TIME, "period_from"),
                  ask(Kind.TIME, "period_to"),
                  rows(
                      "observed",
                      "observed",
                      1,
                      line("value"),
                      ask(Kind.NUMBER, "src_port"),
                      ask(Kind.TIME, "observed_at"),
                      line("dst_ip"),
                      ask(Kind.NUMBER, "dst_port"),
                      line("protocol"),
                      ask(Kind.NUMBER, "precision_s"),
                      line("clock_source")))));

  private static final Box CUSTODIAN =
      new Box(
          "box.custodian",
          List.of(
              tick("custodians", "unknown"),
              rows(
                  "custodians",
                  "custodian",
                  1,
                  code("kind", "custodian_kind"),
                  line("name"),
                  line("legal_entity"),
                  line("domain"),
                  line("known_address"),
                  line("contact"),
                  line("asn")),
              rare(
                  "system_location",
                  line("system_location.country"),
                  line("system_location.city"),
                  line("system_location.hosting"),
                  code("system_location.basis", "location_basis"),
                  code("system_location.confidence", "confidence"))));

  private static final Box NEED =
      new Box(
          "box.need",
          List.of(
              new Ask("necessity.codes", Kind.CHECKS, "necessity"),
              prose("necessity.text"),
              prose("proportionality_note"),
              rows(
                  "urgency_reasons",
                  "urgency",
                  0,
                  code("code", "urgency_reason"),
                  ask(Kind.DATE, "date"),
                  prose("text")),
              rare(
                  "emergency",
                  code("emergency.ground", "emergency_ground"),
                  prose("emergency.persons_at_risk"),
                  prose("emergency.imminence"),
                  prose("emergency.facts"),
                  line("emergency.second_approver")),
              rare(
                  "response_due_at",
                  ask(Kind.TIME, "response_due_at.at"),
                  prose("response_due_at.reason"))));

  private static final Box TERMS =
      new Box(
          "box.mla",
          List.of(
              group(
                  "mla",
                  tick("mla_intention.intends", "true"),
                  ask(Kind.DATE, "mla_intention.expected_by"),
                  line("mla_intention.authority"),
                  code("mla_intention.treaty", "treaty_basis"),
                  new Ask("mla_intention.measures", Kind.CHECKS, "mla_measure")),
              group(
                  "confidential",
                  ask(Kind.QUESTION, "confidential.value"),
                  prose("confidential.reason"),
                  ask(Kind.DATE, "confidential.until")),
              group(
                  "no_user_notification",
                  ask(Kind.QUESTION, "no_user_notification.value"),
                  prose("no_user_notification.reason"),
                  ask(Kind.DATE, "no_user_notification.review")),
              ask(Kind.NUMBER, "duration_requested_days"),
              group(
                  "handling",
                  line("handling.marking"),
                  line("handling.use"),
                  code("handling.onward", "onward_rule"),
                  ask(Kind.DATE, "handling.retention_until"),
                  line("handling.destroy_on")),
              new Ask("sensitive_flags", Kind.CHECKS, "sensitive_flag"),
              rare(
                  "sensitive_review",
                  prose("sensitive_review.reason"),
                  line("sensitive_review.reviewer")),
              rare(
                  "traffic_disclosure",
                  tick("traffic_disclosure_requested.requested", "true"),
                  ask(Kind.LINES, "traffic_disclosure_requested.communications")),
              rows(
                  "attachments",
                  "attachment",
                  0,
                  ask(Kind.HIDDEN, "file"),
                  line("purpose"),
                  line("media_type")),
              rare(
                  "translations",
                  rows(
                      "translations",
                      "translations",
                      0,
                      line("lang"),
                      code("by", "translation_by"),
                      line("source_sha256"))),
              rare(
                  "override",
                  rows("overrides", "override", 0, line("rule"), line("by"), prose("reason")))));

  /** The eight boxes; that of the relations has a field for each of {@code items}. */
  public static List<Box> boxes(List<String> items) {
    List<Part> relations = new ArrayList<>();
    items.forEach(item -> relations.add(prose("relation_to_offence." + item)));
    return List.of(
        AUTHORITY,
        OFFENCE,
        new Box("box.facts", List.of(prose("facts_summary"))),
        DATA,
        new Box("box.relation", relations),
        CUSTODIAN,
        NEED,
        TERMS);
  }

  private static Part[] authority(String path) {
    return new Part[] {
      line(path + ".name"),
      code(path + ".kind", "authority_kind"),
      line(path + ".unit"),
      line(path + ".address")
    };
  }

  private static Part[] withNumber(String path) {
    List<Part> all = new ArrayList<>(List.of(authority(path)));
    all.add(line(path + ".case_number"));
    return all.toArray(Part[]::new);
  }
}
