package org.vigilmesh.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.vigilmesh.message.MessageFixtures.NOW;
import static org.vigilmesh.message.MessageFixtures.accepted;
import static org.vigilmesh.message.MessageFixtures.ack;
import static org.vigilmesh.message.MessageFixtures.act;
import static org.vigilmesh.message.MessageFixtures.channelTest;
import static org.vigilmesh.message.MessageFixtures.confirmation;
import static org.vigilmesh.message.MessageFixtures.request;
import static org.vigilmesh.message.MessageFixtures.with;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.vigilmesh.identity.Declarations;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.message.Validation.Arrival;
import org.vigilmesh.message.Validation.Cover;
import org.vigilmesh.message.Validation.Finding;
import org.vigilmesh.message.Validation.Parties;
import org.vigilmesh.message.Validation.Severity;
import org.vigilmesh.message.Validation.SoFar;
import org.vigilmesh.value.Urgency;

/** One row per rule: a message that is good but for one thing, and the one finding it gives. */
final class RuleTableTest {
  private static final Declarations CARD =
      new Declarations(List.of("UNCC", "BUD"), false, 90, List.of());
  private static final Parties PARTIES = new Parties(CARD, CARD, List.of("en", "ar"));
  private static final Arrival USUAL =
      new Arrival(List.of(NOW.minusSeconds(86_400)), false, Duration.ZERO, List.of());

  /** About who signed (EndorsementRulesTest), a case's acts (CaseRulesTest), V69 (OnwardTest). */
  private static final Set<Rule> ELSEWHERE =
      EnumSet.of(Rule.V38, Rule.V39, Rule.V40, Rule.V43, Rule.V45, Rule.V69);

  /** The rules of messages that have one place each, tested in DescribedRulesTest. */
  private static final Set<Rule> BETWEEN_MESSAGES =
      EnumSet.of(
          Rule.V41, Rule.V62, Rule.V63, Rule.V64, Rule.V65, Rule.V66, Rule.V67, Rule.V68, Rule.V70,
          Rule.V71);

  /** A message in its surroundings; every row changes one thing of it. */
  record Situation(
      Content content, Urgency urgency, Cover cover, Parties parties, SoFar soFar, Arrival seen) {
    static Situation of(Content content, SoFar soFar) {
      Cover cover = Cover.of(act(content), List.of());
      return new Situation(content, Urgency.URGENT, cover, PARTIES, soFar, USUAL);
    }

    Situation but(String path, @Nullable Object value) {
      return with(this, path, value);
    }

    List<Finding> findings() {
      Cover framed = with(cover, "urgency", urgency);
      List<Finding> all = new ArrayList<>(Validation.check(content, framed, parties, soFar, NOW));
      all.addAll(Validation.notice(content, seen, NOW));
      return all;
    }
  }

  record Row(Rule rule, String field, Situation situation, String citation) {
    @Override
    public String toString() {
      return rule + " " + field;
    }
  }

  private static final Situation REQUEST = Situation.of(request(), SoFar.NOTHING);
  private static final Situation ACK = Situation.of(ack(), SoFar.opened(request()));
  private static final Situation DECISION = Situation.of(accepted(), SoFar.opened(request()));
  private static final Situation HELD = Situation.of(confirmation(), SoFar.opened(request()));
  private static final Situation TEST = Situation.of(channelTest(), SoFar.NOTHING);

  private static Row row(Rule rule, String field, Situation situation) {
    return new Row(rule, field, situation, rule.citation());
  }

  private static Row change(Rule rule, String field, String path, @Nullable Object value) {
    return row(rule, field, REQUEST.but("content." + path, value));
  }

  private static Situation refused(String ground) {
    return DECISION
        .but("content.value", Decision.Value.REFUSED)
        .but("content.consultationWaived", true)
        .but("content.reason", new Decision.Reason(ground, "", "The law bars it."));
  }

  private static Situation emergency(String personsAtRisk, String imminence) {
    return REQUEST
        .but("urgency", Urgency.EMERGENCY)
        .but(
            "content.need.emergency",
            new RequestPart.Emergency("kidnapping", personsAtRisk, imminence, "at noon", ""));
  }

  static Stream<Row> cover() {
    RequestPart.Attachment attachment =
        new RequestPart.Attachment("order.pdf", "application/pdf", 3, "order");
    return Stream.of(
        row(
            Rule.V01,
            "language",
            REQUEST.but("cover.language", "?").but("parties.languages", List.of())),
        new Row(
            Rule.V02,
            "proceeding_stage",
            REQUEST.but("content.matter.proceedingStage", ""),
            "PRES-CONTENTS-b"),
        row(Rule.V17, "recipient", REQUEST.but("cover.recipient", new NodeId("xa-navy"))),
        row(Rule.V30, "language", REQUEST.but("cover.language", "fr")),
        change(Rule.V37, "attachments", "attachments", List.of(attachment)),
        row(Rule.V44, "exercise", TEST.but("cover.exercise", false)),
        row(Rule.V46, "created_at", ACK.but("seen.skew", Duration.ofSeconds(-3))));
  }

  static Stream<Row> requests() {
    RequestPart.Offence serious = new RequestPart.Offence("UNCC", "SERIOUS", "s. 1", 47, "what");
    List<RequestPart.TreatyBasis> both =
        List.of(
            new RequestPart.TreatyBasis("UNCC", "PRES", false),
            new RequestPart.TreatyBasis("BUD", "PRES", false));
    Declarations strict = with(CARD, "authorisationNeeded", true);
    Declarations listed = with(CARD, "provisions", List.of("Penal Code s. 21"));
    return Stream.of(
        change(Rule.V03, "authority_seeking", "authorities.seeking", null),
        change(Rule.V04, "offences", "matter.offences", List.of()),
        change(Rule.V05, "facts_summary", "matter.factsSummary", ""),
        change(Rule.V06, "data_items[1].item_id", "wanted.dataItems", List.of(item(), item())),
        change(Rule.V07, "relation_to_offence.D1", "wanted.relations", List.of()),
        change(Rule.V08, "custodians", "wanted.custodians", List.of()),
        change(Rule.V09, "necessity", "need.necessity", null),
        change(Rule.V10, "mla_intention.intends", "need.mlaIntention.intends", false),
        change(Rule.V11, "mla_intention.expected_by", "need.mlaIntention.expectedBy", null),
        change(Rule.V12, "no_user_notification", "terms.noUserNotification", null),
        change(Rule.V13, "offences[0]", "matter.offences[0]", serious),
        row(
            Rule.V14,
            "offences[0].code",
            REQUEST
                .but("content.filing.bases", both)
                .but("content.matter.offences[0].code", "UN99")),
        row(Rule.V15, "offences[0].domestic_provision", REQUEST.but("parties.sender", listed)),
        change(Rule.V16, "treaty_basis[1]", "filing.bases", List.of(both.get(0), regional())),
        change(
            Rule.V18, "data_items[0].forward_looking", "wanted.dataItems[0].forwardLooking", true),
        change(
            Rule.V19,
            "data_items[0].period_to",
            "wanted.dataItems[0].periodTo",
            NOW.plusSeconds(1)),
        change(Rule.V20, "data_items[0].identifiers[0]", "wanted.dataItems[0].observed", List.of()),
        change(
            Rule.V21,
            "data_items[0].identifiers[0].value",
            "wanted.dataItems[0].identifiers[0]",
            new DataItem.Identifier("email", "nobody", "")),
        change(
            Rule.V22,
            "data_items[0].period_to",
            "wanted.dataItems[0].periodFrom",
            Instant.parse("2030-01-01T00:00:00Z")),
        change(Rule.V23, "proportionality_note", "need.proportionalityNote", ""),
        change(
            Rule.V24, "data_items[0].unc_category", "wanted.dataItems[0].uncCategory", "content"),
        change(Rule.V25, "duration_requested_days", "terms.durationRequestedDays", 59),
        change(Rule.V26, "urgency_reasons", "need.urgencyReasons", List.of()),
        row(Rule.V27, "emergency.imminence", emergency("a child", "")),
        row(Rule.V28, "emergency.persons_at_risk", emergency("", "within hours")),
        row(Rule.V29, "authorising_authority", REQUEST.but("parties.sender", strict)),
        change(Rule.V31, "handling", "terms.handling", null),
        change(Rule.V32, "sensitive_review", "terms.sensitiveFlags", List.of("privileged")),
        change(
            Rule.V33,
            "facts_summary",
            "matter.factsSummary",
            "A post against the State by an opposition newspaper."),
        change(
            Rule.V34, "confirmation_contact", "authorities.confirmation.card", "desk@xa.example"),
        change(Rule.V35, "previous_ref", "filing.status", "resend"),
        change(Rule.V36, "request_status", "filing.status", "extension"),
        row(Rule.V42, "sender", REQUEST.but("seen.earlier", List.of())),
        row(Rule.V72, "data_items[0]", REQUEST.but("seen.open", List.of(request()))));
  }

  private static DataItem item() {
    return MessageFixtures.item("D1");
  }

  private static RequestPart.TreatyBasis regional() {
    return new RequestPart.TreatyBasis("REGIONAL", "PRES", false);
  }

  static Stream<Row> replies() {
    Situation reserved = refused("R21D").but("soFar.request.filing.bases[0].code", "UNCC");
    Situation elsewhere = refused("R21A").but("soFar.request.filing.bases[0].code", "BILATERAL");
    return Stream.of(
        row(Rule.V47, "in_reply_to", ACK.but("soFar.replyOpen", false)),
        row(Rule.V48, "supersedes", DECISION.but("soFar.decided", true)),
        row(Rule.V49, "reason.text", refused("R21C").but("content.reason.text", "")),
        row(Rule.V50, "reason.ground", reserved),
        row(Rule.V51, "reason.ground", refused("XFISC")),
        row(Rule.V52, "reason.via", refused("RHR")),
        row(Rule.V53, "reason.ground", refused("RDC")),
        row(Rule.V54, "consultation", refused("R21C").but("content.consultationWaived", false)),
        row(Rule.V55, "conditions", DECISION.but("content.value", Decision.Value.CONDITIONAL)),
        row(Rule.V56, "reason.ground", elsewhere),
        row(Rule.V57, "review_at", refused("PPOST").but("content.value", Decision.Value.POSTPONED)),
        row(Rule.V58, "custodian_ref", HELD.but("content.custodianRef", "")),
        row(
            Rule.V59,
            "preserved_until",
            HELD.but("content.preservedUntil", NOW.plus(Duration.ofDays(59)))
                .but("soFar.preservedUntil", NOW)),
        row(
            Rule.V60,
            "preserved_until",
            HELD.but("soFar.preservedUntil", NOW.plus(Duration.ofDays(61)))),
        row(Rule.V61, "domestic_order", HELD.but("content.domesticOrder", null)));
  }

  @ParameterizedTest
  @MethodSource({"cover", "requests", "replies"})
  void oneBrokenRuleGivesOneFinding(Row row) {
    List<Finding> all = row.situation().findings();
    assertEquals(1, all.size(), all::toString);
    Finding finding = all.get(0);
    assertEquals(row.rule(), finding.rule());
    assertEquals(row.field(), finding.field());
    assertEquals(row.citation(), finding.citation());
    assertEquals(row.rule().severity(), finding.severity());
    boolean open = finding.severity() == Severity.WARNING && row.rule().isOverridable();
    assertEquals(open, finding.needsOverride());
  }

  @Test
  void whatTheRowsChangeWasGoodBefore() {
    for (Situation good : List.of(REQUEST, ACK, DECISION, HELD, TEST)) {
      assertEquals(List.of(), good.findings());
    }
    assertEquals(List.of(), emergency("a child", "within hours").findings());
    assertEquals(List.of(), refused("R21C").findings());
  }

  @Test
  void everyRuleHasARow() {
    Set<Rule> tested = EnumSet.copyOf(ELSEWHERE);
    tested.addAll(BETWEEN_MESSAGES);
    Stream.of(cover(), requests(), replies())
        .flatMap(rows -> rows)
        .forEach(row -> tested.add(row.rule()));
    assertEquals(EnumSet.allOf(Rule.class), tested);
  }
}
