package org.vigilmesh.request;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.vigilmesh.message.Content;
import org.vigilmesh.message.ContentForm;
import org.vigilmesh.message.ContentType;
import org.vigilmesh.message.Decision;
import org.vigilmesh.message.Described;

/**
 * A message that people write in a case by filling in its fields.
 *
 * @param variant which form of its type it is; empty where the type has one only
 * @param required times without which it cannot be read at all
 * @param read describes all fields to a source, in their order
 */
public record CaseForm(
    ContentType type,
    String variant,
    ContentType.Opens opens,
    List<String> required,
    Function<Described.Source, Content> read) {
  /** A decision about a request. */
  public static final CaseForm DECISION =
      new CaseForm(
          ContentType.DECISION, "", ContentType.Opens.NOTHING, List.of(), CaseForm::decision);

  /** What a custodian has confirmed. */
  public static final CaseForm CONFIRMATION =
      new CaseForm(
          ContentType.PRESERVATION_CONFIRMATION,
          "",
          ContentType.Opens.NOTHING,
          List.of("effective_at", "preserved_until"),
          CaseForm::confirmation);

  private static final List<CaseForm> ALL = together();

  public CaseForm {
    required = List.copyOf(required);
  }

  private static List<CaseForm> together() {
    List<CaseForm> all = new ArrayList<>(List.of(DECISION, CONFIRMATION));
    Arrays.stream(ContentForm.values()).map(CaseForm::of).forEach(all::add);
    return Collections.unmodifiableList(all);
  }

  private static CaseForm of(ContentForm form) {
    return new CaseForm(form.type(), form.variant(), form.opens(), List.of(), form::read);
  }

  /** Every one of them. */
  public static List<CaseForm> all() {
    return ALL;
  }

  /** The code of its type, with the form where there are several. */
  public String code() {
    return variant.isEmpty() ? type.code() : type.code() + "." + variant;
  }

  /** The one with this {@link #code}. */
  public static Optional<CaseForm> find(String code) {
    return ALL.stream().filter(form -> form.code().equals(code)).findFirst();
  }

  private static Decision decision(Described.Source in) {
    return new Decision(
        in.caseRefs(),
        in.reply("in_reply_to"),
        in.choice("value", Decision.Value.class),
        in.codes("item_ids"),
        in.parts("outcomes", CaseForm::outcome),
        in.group("reason", CaseForm::reason),
        in.part("domestic_decision", CaseForm::domestic),
        in.proses("conditions"),
        in.digest("supersedes"),
        in.line("forwarded_to"),
        in.time("review_at"),
        in.code("technical_failure"),
        in.day("gone_since"),
        in.act("consultation"),
        in.flag("consultation_waived", false),
        in.act("clarification"),
        in.parts("overrides", CaseForm::override),
        in.extensions());
  }

  private static Decision.ItemOutcome outcome(Described.Source in) {
    return new Decision.ItemOutcome(
        in.code("item_id"),
        in.choice("value", Decision.Value.class),
        in.group("reason", CaseForm::reason),
        in.code("technical_failure"));
  }

  private static Decision.Reason reason(Described.Source in) {
    return new Decision.Reason(in.code("ground"), in.code("via"), in.prose("text"));
  }

  private static Decision.DomesticDecision domestic(Described.Source in) {
    return new Decision.DomesticDecision(in.line("authority"), in.line("ref"), in.day("date"));
  }

  private static org.vigilmesh.message.RequestPart.RuleOverride override(Described.Source in) {
    return new org.vigilmesh.message.RequestPart.RuleOverride(
        in.code("rule"), in.code("by"), in.prose("reason"));
  }

  /** Both times were asked for before. */
  private static Content.PreservationConfirmation confirmation(Described.Source in) {
    return new Content.PreservationConfirmation(
        in.caseRefs(),
        in.reply("in_reply_to"),
        in.line("custodian"),
        in.line("custodian_ref"),
        in.codes("item_ids"),
        Objects.requireNonNullElse(in.time("effective_at"), java.time.Instant.EPOCH),
        Objects.requireNonNullElse(in.time("preserved_until"), java.time.Instant.EPOCH),
        in.time("confirmed_at"),
        in.part("domestic_order", CaseForm::order),
        in.day("gag_expires"),
        in.extensions());
  }

  private static Content.DomesticOrder order(Described.Source in) {
    return new Content.DomesticOrder(in.line("ref"), in.day("date"), in.day("expires"));
  }
}
