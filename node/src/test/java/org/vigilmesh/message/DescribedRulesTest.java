package org.vigilmesh.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.vigilmesh.message.MessageFixtures.NOW;
import static org.vigilmesh.message.MessageFixtures.digest;
import static org.vigilmesh.message.MessageFixtures.with;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.vigilmesh.Golden;
import org.vigilmesh.message.Validation.Cover;
import org.vigilmesh.message.Validation.Finding;
import org.vigilmesh.message.Validation.Parties;
import org.vigilmesh.message.Validation.SoFar;
import org.vigilmesh.value.Bytes;

/** What each message must fill, and the rules between messages. */
final class DescribedRulesTest {
  private static final Duration DAY = Duration.ofDays(1);

  private static final SoFar HELD =
      new SoFar(
          MessageFixtures.request(),
          true,
          true,
          true,
          false,
          List.of(),
          NOW.plus(DAY.multipliedBy(30)),
          new SoFar.Mla("MLA-7", false));

  /** Every form as an officer would write it: no rule is broken by it. */
  static Described valid(ContentForm form) {
    Described full = with(FullContents.of(form), "extensions", List.of());
    for (Map.Entry<String, Object> repair : repairs(form).entrySet()) {
      full = with(full, repair.getKey(), repair.getValue());
    }
    return full;
  }

  private static final RequestPart.Handling HANDLING =
      new RequestPart.Handling(
          "TLP:AMBER",
          "stated_proceedings",
          "prior_authorisation",
          LocalDate.parse("2032-03-04"),
          "case_closed");

  private static Map<String, Object> repairs(ContentForm form) {
    DataItem.Identifier domain = new DataItem.Identifier("domain", "bank.example", "");
    RequestPart.MlaIntention mla = MessageFixtures.request().need().mlaIntention();
    return switch (form) {
      case LOCATION_QUERY ->
          Map.of(
              "treatyBasis", List.of(new RequestPart.TreatyBasis("UNCC", "PRES-LOCATE", false)),
              "authoritySeeking.kind", "police",
              "offences", MessageFixtures.request().matter().offences(),
              "identifiers", List.of(domain));
      case LOCATION_ANSWER ->
          Map.of(
              "basis", "whois",
              "confidence", "high",
              "technicalFailure", "",
              "provider.kind", "hosting_cloud");
      case ADVICE_QUERY, ADVICE_ANSWER, LEGAL_QUERY -> Map.of("handling", HANDLING);
      case SPONTANEOUS_INFORMATION -> Map.of("handling", HANDLING, "attachments", List.of());
      case CLARIFICATION_REQUEST ->
          Map.of(
              "questions",
              List.of(
                  new Dialogue.Question("q1", "facts_summary", "V05", "PRES-CONTENTS-b", "Who?")));
      case CONSULT_PROPOSAL -> Map.of("intended", Dialogue.Intended.REFUSED, "ground", "R21B");
      case EXTENSION_REQUEST ->
          Map.of("untilRequested", NOW.plus(DAY.multipliedBy(90)), "mlaIntention", mla);
      case EXTENSION_DECISION ->
          Map.of("reason", new Decision.Reason("R21B", "", "Because."), "overrides", List.of());
      case EXPIRY_WARNING -> Map.of("clock", "treaty_floor", "options", List.of("extend"));
      case EXPIRY_FINAL ->
          Map.of("preservedUntil", NOW.minus(DAY), "endedAt", NOW.minus(DAY.dividedBy(2)));
      case RELEASE_CONFIRMATION -> Map.of("releasedAt", NOW);
      case MLA_ANNOUNCED -> Map.of("measures", List.of("production"));
      case MLA_RECEIVED -> Map.of("receivedAt", NOW);
      case MLA_DECIDED -> Map.of("mlaRef", "MLA-7", "decidedAt", NOW);
      case PARTIAL_TRAFFIC_DISCLOSURE ->
          Map.of(
              "providerChain",
              List.of(new Disclosure.Hop("Example Hosting", "XC", "transit")),
              "handling",
              HANDLING);
      case EMERGENCY_DATA_ANSWER ->
          Map.of("attachments", List.of(), "verification.at", NOW, "handling", HANDLING);
      case ONWARD_TRANSFER_REQUEST -> Map.of("thirdState", "XC");
      case DISPLAYED -> Map.of("openedAt", NOW);
      case STATUS_REPORT ->
          Map.of("state", "acknowledged", "overlays", List.of("clarify"), "clocks", List.of());
      case INCIDENT_NOTICE -> Map.of("knownAt", NOW);
      case OBJECTION -> Map.of("alternativeBasis.code", "BUD");
      case LEGAL_ANSWER,
          CLARIFICATION_ANSWER,
          CONSULT_ANSWER,
          PREJUDICE_NOTICE,
          PREJUDICE_ANSWER,
          NO_LONGER_NEEDED,
          WITHDRAWAL,
          ONWARD_TRANSFER_DECISION,
          STATUS_QUERY,
          CASE_FEEDBACK ->
          form == ContentForm.CONSULT_ANSWER ? Map.of("conditionsAccepted", List.of()) : Map.of();
    };
  }

  private static Cover cover(List<Bytes> attachments) {
    return new Cover(
        MessageFixtures.XA.node(),
        MessageFixtures.XB.node(),
        org.vigilmesh.value.Urgency.URGENT,
        true,
        "en",
        NOW,
        attachments.stream().map(org.vigilmesh.value.Digest::sha256).toList(),
        attachments,
        null);
  }

  private static List<String> broken(Content content, SoFar soFar) {
    SoFar known =
        content instanceof Holding.ExpiryFinal
            ? new SoFar(soFar.request(), true, true, true, false, List.of(), null, soFar.mla())
            : soFar;
    return Validation.check(content, cover(List.of()), Parties.UNKNOWN, known, NOW).stream()
        .map(found -> found.rule() + " " + found.field())
        .toList();
  }

  @ParameterizedTest
  @EnumSource(ContentForm.class)
  void aWellWrittenMessageBreaksNoRule(ContentForm form) {
    assertEquals(List.of(), broken(valid(form), HELD));
  }

  @Test
  void everyMandatoryFieldIsNamedWithItsCitation() {
    StringBuilder table = new StringBuilder();
    for (ContentForm form : ContentForm.values()) {
      List<Finding> found =
          Validation.check(
              EmptyContents.of(form), cover(List.of()), Parties.UNKNOWN, SoFar.NOTHING, NOW);
      table.append(form.code()).append('\n');
      found.forEach(
          one ->
              table.append(
                  "  %s %s %s %s%n"
                      .formatted(one.rule(), one.severity(), one.field(), one.citation())));
    }
    Golden.assertGolden("message-mandatory.txt", table.toString());
  }

  private static Arguments rule(
      String rule, ContentForm form, String path, @Nullable Object value) {
    return Arguments.of(rule, form, path, value);
  }

  static Stream<Arguments> oneFieldWrong() {
    return Stream.of(
        rule("V41 verification", ContentForm.EMERGENCY_DATA_ANSWER, "verification", null),
        rule("V41 verification", ContentForm.EMERGENCY_DATA_ANSWER, "verification.callBack", ""),
        rule(
            "V41 verification",
            ContentForm.EMERGENCY_DATA_ANSWER,
            "verification.at",
            NOW.plusSeconds(1)),
        rule(
            "V63 until_requested",
            ContentForm.EXTENSION_REQUEST,
            "untilRequested",
            NOW.plus(DAY.multipliedBy(30))),
        rule(
            "V11 mla_intention.expected_by",
            ContentForm.EXTENSION_REQUEST,
            "mlaIntention.expectedBy",
            null),
        rule("V49 reason.ground", ContentForm.EXTENSION_DECISION, "reason.ground", ""),
        rule("V51 reason.ground", ContentForm.EXTENSION_DECISION, "reason.ground", "XBANK"),
        rule("V51 ground", ContentForm.CONSULT_PROPOSAL, "ground", "XFISC"),
        rule("V64 no_mla_attested", ContentForm.EXPIRY_FINAL, "noMlaAttested", false),
        rule("V64 ended_at", ContentForm.EXPIRY_FINAL, "endedAt", NOW.minus(DAY.multipliedBy(2))),
        rule("V65 mla_ref", ContentForm.MLA_DECIDED, "mlaRef", "MLA-8"),
        rule("V67 custodian_ref", ContentForm.RELEASE_CONFIRMATION, "custodianRef", ""),
        rule("V67 released_at", ContentForm.RELEASE_CONFIRMATION, "releasedAt", null),
        rule(
            "V70 clocks[0].deadline",
            ContentForm.STATUS_REPORT,
            "clocks",
            List.of(new Notice.ClockReading("treaty_floor", NOW))),
        rule("V71 purpose", ContentForm.LOCATION_QUERY, "purpose", "x".repeat(1001)),
        rule("V31 handling", ContentForm.ADVICE_QUERY, "handling", null),
        rule("V03 authority_seeking", ContentForm.LOCATION_QUERY, "authoritySeeking", null));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("oneFieldWrong")
  void oneWrongFieldBreaksItsRuleAndNoOther(
      String rule, ContentForm form, String path, @Nullable Object value) {
    assertEquals(List.of(rule), broken(with(valid(form), path, value), HELD));
  }

  @Test
  void aPendingRequestForAssistanceKeepsTheHold() {
    SoFar pending =
        new SoFar(
            HELD.request(), true, true, true, false, List.of(), null, new SoFar.Mla("MLA-7", true));
    Described no = valid(ContentForm.NO_LONGER_NEEDED);
    assertEquals(List.of("V66 mla_withdrawn_ref"), broken(no, pending));
    assertEquals(List.of(), broken(with(no, "mlaWithdrawnRef", "MLA-7"), pending));
    Described release = valid(ContentForm.RELEASE_CONFIRMATION);
    assertEquals(List.of(), broken(release, pending), "fraud ends a hold all the same");
    assertEquals(
        List.of("V66 cause"),
        broken(with(release, "cause", Holding.Cause.NO_LONGER_NEEDED), pending));
    assertEquals(List.of("V64 no_mla_attested"), broken(valid(ContentForm.EXPIRY_FINAL), pending));
  }

  @Test
  void anExtensionThatComesTooLateIsAWarningOnly() {
    SoFar over =
        new SoFar(HELD.request(), true, true, true, false, List.of(), NOW.minus(DAY), null);
    List<Finding> found =
        Validation.check(
            valid(ContentForm.EXTENSION_REQUEST), cover(List.of()), Parties.UNKNOWN, over, NOW);
    assertEquals(List.of("V62"), found.stream().map(one -> one.rule().name()).toList());
    assertTrue(found.stream().noneMatch(Finding::blocks));
  }

  @Test
  void anEmergencyIsOfItsLaneAndOfAPerson() {
    PreservationRequest it = MessageFixtures.request();
    EmergencyDataRequest emergency =
        new EmergencyDataRequest(
            it.caseRefs(),
            it.filing(),
            it.authorities(),
            it.matter(),
            it.wanted(),
            it.need(),
            it.terms(),
            List.of(),
            List.of(),
            List.of());
    assertEquals(List.of("V27 urgency", "V27 emergency"), broken(emergency, SoFar.NOTHING));
    RequestPart.Emergency danger =
        new RequestPart.Emergency("kidnapping", "", "within hours", "A call came.", "p.reyes");
    assertEquals(
        List.of("V27 urgency", "V28 emergency.persons_at_risk"),
        broken(with(emergency, "need.emergency", danger), SoFar.NOTHING));
  }

  @Test
  void trafficIsAskedForByItemOrWithAllThatACaseNeeds() {
    TrafficDisclosureRequest full = with(FullContents.traffic(), "attachments", List.of());
    PreservationRequest it = MessageFixtures.request();
    full = with(full, "filing", it.filing());
    full = with(full, "wanted", it.wanted());
    full = with(full, "terms.sensitiveFlags", List.of());
    assertEquals(List.of(), broken(full, SoFar.NOTHING));
    TrafficDisclosureRequest bare = with(full, "wanted.dataItems", List.of());
    bare = with(bare, "wanted.relations", List.of());
    bare = with(bare, "authorities.seeking", null);
    assertEquals(List.of(), broken(bare, HELD));
    assertEquals(
        List.of("V03 authority_seeking", "V06 data_items"),
        broken(with(bare, "itemIds", List.of()), SoFar.NOTHING));
    assertEquals(
        List.of("V02 traffic_disclosure_requested.communications"),
        broken(with(bare, "terms.trafficDisclosure", null), HELD));
  }

  @Test
  void aStatusStatesNothingThatWasNotSigned() {
    SoFar fresh = SoFar.opened(MessageFixtures.request());
    Described report = with(valid(ContentForm.STATUS_REPORT), "state", "refused");
    assertEquals(List.of("V70 state"), broken(report, fresh));
    assertEquals(List.of("V70 state"), broken(with(report, "state", "preserved"), fresh));
    assertEquals(List.of(), broken(report, HELD));
  }

  @Test
  void disclosedTrafficHasNoAttachments() {
    List<String> found =
        Validation.check(
                valid(ContentForm.PARTIAL_TRAFFIC_DISCLOSURE),
                cover(List.of(Bytes.utf8("a mail"))),
                Parties.UNKNOWN,
                HELD,
                NOW)
            .stream()
            .map(one -> one.rule().name())
            .toList();
    assertTrue(found.contains("V68"), found.toString());
  }

  @Test
  void whatACaseHasSaidIsReadFromItsActs() {
    Act request = MessageFixtures.act(MessageFixtures.request());
    Act question = MessageFixtures.act(valid(ContentForm.CLARIFICATION_REQUEST));
    Act mla = MessageFixtures.act(valid(ContentForm.MLA_RECEIVED));
    SoFar asked = SoFar.after(List.of(request, question, mla), true, false, null);
    assertTrue(asked.questionOpen());
    assertEquals(
        new SoFar.Mla(((Assistance.MlaReceived) mla.content()).mlaRef(), true), asked.mla());
    Act answer =
        MessageFixtures.act(
            with(valid(ContentForm.CLARIFICATION_ANSWER), "inReplyTo", question.id()));
    Act decided =
        MessageFixtures.act(
            with(valid(ContentForm.MLA_DECIDED), "mlaRef", asked.mla().reference()));
    SoFar after = SoFar.after(List.of(request, question, mla, answer, decided), true, false, null);
    assertTrue(!after.questionOpen() && after.mla() != null && !after.mla().pending());
    assertEquals(MessageFixtures.request(), after.request());
  }

  @Test
  void everyStateAndClockOfAReportHasACode() {
    assertEquals(
        CodeList.CASE_STATE.codes().size(),
        Arrays.stream(CodeList.CASE_STATE.codes().toArray()).distinct().count());
    assertEquals(
        "clarify consult prejudice extension release",
        CodeList.OVERLAY.codes().stream().collect(Collectors.joining(" ")));
    assertTrue(CodeList.CLOCK.has("mla_pending") && digest(1).bytes().size() == 32);
  }
}
