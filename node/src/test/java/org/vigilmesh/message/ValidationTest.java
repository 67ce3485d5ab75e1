package org.vigilmesh.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.vigilmesh.message.MessageFixtures.NOW;
import static org.vigilmesh.message.MessageFixtures.act;
import static org.vigilmesh.message.MessageFixtures.bytes;
import static org.vigilmesh.message.MessageFixtures.channelTest;
import static org.vigilmesh.message.MessageFixtures.digest;
import static org.vigilmesh.message.MessageFixtures.request;
import static org.vigilmesh.message.MessageFixtures.with;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.vigilmesh.identity.Declarations;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.message.Content.UnknownContent;
import org.vigilmesh.message.RequestPart.Emergency;
import org.vigilmesh.message.RequestPart.Offence;
import org.vigilmesh.message.RequestPart.Secrecy;
import org.vigilmesh.message.RequestPart.TreatyBasis;
import org.vigilmesh.message.Validation.Cover;
import org.vigilmesh.message.Validation.Finding;
import org.vigilmesh.message.Validation.Parties;
import org.vigilmesh.message.Validation.Severity;
import org.vigilmesh.message.Validation.SoFar;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;
import org.vigilmesh.value.Urgency;

final class ValidationTest {
  private static final Declarations CARD =
      new Declarations(List.of("UNCC", "BUD"), false, 90, List.of());
  static final Parties PARTIES = new Parties(CARD, CARD, List.of("en", "ar"));
  static final Cover COVER = Cover.of(act(request()), List.of());

  static List<String> found(PreservationRequest request, Cover cover, Parties parties) {
    return Validation.check(request, cover, parties, SoFar.NOTHING, NOW).stream()
        .map(f -> f.rule() + " " + f.field())
        .toList();
  }

  @Test
  void aCompleteRequestHasNoFinding() {
    assertEquals(List.of(), found(request(), COVER, PARTIES));
    assertEquals(List.of(), found(request(), COVER, Parties.UNKNOWN));
  }

  static Arguments row(String path, @Nullable Object value, String... findings) {
    return Arguments.of(path, value, List.of(findings));
  }

  private static Offence offence(String scheme, String code, int months) {
    return new Offence(scheme, code, "s. 1", months, "what was done");
  }

  private static TreatyBasis basis(String code) {
    return new TreatyBasis(code, "PRES", false);
  }

  static Stream<Arguments> filingAndAuthorities() {
    return Stream.of(
        row("caseRefs.requesting", " ", "V02 case_ref_requesting"),
        row("filing.status", "", "V02 request_status", "V35 previous_ref"),
        row("filing.status", "resend", "V35 previous_ref"),
        row("filing.status", "extension", "V36 request_status"),
        row("filing.status", "amendment", "V35 previous_ref", "V02 amended_fields", "V02 amends"),
        row(
            "filing.previous",
            List.of(new RequestPart.PreviousRef("letter", "", null, "")),
            "V02 previous_ref[0].kind",
            "V02 previous_ref[0].ref"),
        row("filing.localZone", "", "V02 local_zone"),
        row("filing.localZone", "99999999", "V02 local_zone"),
        row("filing.localZone", "etc/gmt", "V02 local_zone"),
        row("filing.bases", List.of(), "V02 treaty_basis", "V14 offences[0].code"),
        row(
            "filing.bases",
            List.of(basis("UNCC"), basis("NATO")),
            "V02 treaty_basis[1].code",
            "V16 treaty_basis[1]"),
        row("filing.bases[0].article", "42", "V02 treaty_basis[0].article"),
        row("filing.bases", List.of(basis("UNCC"), basis("REGIONAL")), "V16 treaty_basis[1]"),
        row("filing.bases", List.of(basis("UNCC"), new TreatyBasis("REGIONAL", "PRES", true))),
        row("authorities.seeking", null, "V03 authority_seeking"),
        row("authorities.seeking.name", "", "V03 authority_seeking.name"),
        row("authorities.seeking.kind", "office", "V03 authority_seeking.kind"),
        row(
            "authorities.authorising",
            new RequestPart.AuthorisingAuthority("", "x", "", null, ""),
            "V02 authorising_authority.kind",
            "V02 authorising_authority.name"),
        row("authorities.confirmation", null, "V02 confirmation_contact"),
        row("authorities.confirmation.role", "friend", "V02 confirmation_contact.role"),
        row("authorities.confirmation.card", "desk@xa.example", "V34 confirmation_contact"),
        row("authorities.confirmation.card", "call +299 32-12-34", "V34 confirmation_contact"),
        row(
            "filing.translations",
            List.of(new RequestPart.Translation("ar", "machine", null)),
            "V30 translations[0]"),
        row(
            "filing.translations",
            List.of(new RequestPart.Translation("ar", "robot", digest(1))),
            "V30 translations[0]"));
  }

  static Stream<Arguments> matter() {
    return Stream.of(
        row("matter.offences", List.of(), "V04 offences"),
        row("matter.offences[0].domesticProvision", "", "V04 offences[0].domestic_provision"),
        row("matter.offences[0].description", "", "V04 offences[0].description"),
        row("matter.offences[0].code", "UN99", "V14 offences[0].code", "V13 offences[0]"),
        row(
            "matter.offences[0]",
            offence("BUD", "BU08", 72),
            "V14 offences[0].code",
            "V13 offences[0]"),
        row("matter.offences[0]", offence("UNCC", "SERIOUS", 48)),
        row("matter.offences[0]", offence("UNCC", "SERIOUS", 47), "V13 offences[0]"),
        row("matter.offences[0]", offence("UNCC", "OTHER_UN_TREATY", 12), "V13 offences[0]"),
        row("matter.offences[0]", offence("UNCC", "UN19", 72), "V13 offences[0]"),
        row("matter.offences", List.of(offence("UNCC", "UN19", 0), offence("UNCC", "UN07", 0))),
        row(
            "matter.offences[0]",
            offence("DOMESTIC", "s. 1", 72),
            "V14 offences[0].code",
            "V13 offences[0]"),
        row("matter.proceedingStage", "trial", "V02 proceeding_stage"),
        row("matter.factsSummary", "", "V05 facts_summary"),
        row("matter.factsSummary", "a".repeat(4001), "V05 facts_summary"),
        row("matter.factsSummary", "\u4e8b".repeat(4000)));
  }

  static Stream<Arguments> needAndTerms() {
    return Stream.of(
        row("need.necessity", null, "V09 necessity"),
        row("need.necessity.codes", List.of(), "V09 necessity"),
        row(
            "need.necessity.codes",
            List.of("short_retention", "boredom"),
            "V02 necessity.codes[1]"),
        row(
            "need.necessity",
            new RequestPart.Necessity(List.of("other"), ""),
            "V09 necessity.text"),
        row("need.proportionalityNote", "", "V23 proportionality_note"),
        row("need.mlaIntention", null, "V10 mla_intention.intends"),
        row("need.mlaIntention.intends", false, "V10 mla_intention.intends"),
        row("need.mlaIntention.expectedBy", null, "V11 mla_intention.expected_by"),
        row(
            "need.mlaIntention.expectedBy",
            LocalDate.parse("2031-03-04"),
            "V11 mla_intention.expected_by"),
        row("need.mlaIntention.measures", List.of("magic"), "V02 mla_intention.measures[0]"),
        row("need.urgencyReasons", List.of(), "V26 urgency_reasons"),
        row("need.urgencyReasons[0].code", "hurry", "V26 urgency_reasons[0].code"),
        row("need.urgencyReasons[0].date", null, "V26 urgency_reasons[0].date"),
        row(
            "need.responseDue",
            new RequestPart.ResponseDue(null, ""),
            "V02 response_due_at.at",
            "V02 response_due_at.reason"),
        row("terms.confidential", null, "V12 confidential"),
        row(
            "terms.confidential",
            new Secrecy(true, "", null),
            "V12 confidential.reason",
            "V12 confidential.until"),
        row("terms.confidential", new Secrecy(false, "", null)),
        row("terms.noUserNotification", null, "V12 no_user_notification"),
        row("terms.noUserNotification.date", null, "V12 no_user_notification.review"),
        row("terms.durationRequestedDays", 59, "V25 duration_requested_days"),
        row("terms.durationRequestedDays", 180),
        row(
            "terms.trafficDisclosure",
            new RequestPart.TrafficDisclosure(true, List.of()),
            "V02 traffic_disclosure_requested.communications"),
        row("terms.handling", null, "V31 handling"),
        row("terms.handling.use", "", "V31 handling.use"),
        row("terms.handling.onward", "free", "V31 handling.onward"),
        row("terms.handling.retentionUntil", null, "V31 handling.retention_until"),
        row(
            "terms.sensitiveFlags",
            List.of("odd"),
            "V02 sensitive_flags[0]",
            "V32 sensitive_review"),
        row(
            "terms.sensitiveFlags",
            List.of("political"),
            "V32 sensitive_review",
            "V33 sensitive_flags"));
  }

  @ParameterizedTest(name = "{0} = {1}")
  @MethodSource({"filingAndAuthorities", "matter", "needAndTerms"})
  void eachRuleNamesItsField(String path, @Nullable Object value, List<String> findings) {
    assertEquals(findings, found(with(request(), path, value), COVER, PARTIES));
  }

  @ParameterizedTest
  @CsvSource({
    "Penal Code s. 210, true",
    "'penal  code S. 210', true",
    "Penal Code s. 210(2), true",
    "Penal Code s. 2101, false",
    "Penal Code s. 21, false",
    "Tax Code s. 210, false"
  })
  void aProvisionIsDeclaredOrAParagraphOfADeclaredOne(String provision, boolean known) {
    Declarations card = with(CARD, "provisions", List.of("Penal Code s. 210"));
    List<String> expected = known ? List.of() : List.of("V15 offences[0].domestic_provision");
    assertEquals(
        expected,
        found(
            with(request(), "matter.offences[0].domesticProvision", provision),
            COVER,
            with(PARTIES, "sender", card)));
  }

  @Test
  void whereTheLawAsksForItAnAuthorisationIsNamedWithItsDecision() {
    Parties strict = with(PARTIES, "sender", with(CARD, "authorisationNeeded", true));
    assertEquals(List.of("V29 authorising_authority"), found(request(), COVER, strict));
    PreservationRequest authorised =
        with(
            request(),
            "authorities.authorising",
            new RequestPart.AuthorisingAuthority("Judge Doe", "judge", "D-1", null, ""));
    assertEquals(List.of(), found(authorised, COVER, strict));
    assertEquals(
        List.of("V29 authorising_authority"),
        found(with(authorised, "authorities.authorising.decisionReference", " "), COVER, strict));
  }

  @Test
  void onABroaderBasisTheScopeGateIsOpen() {
    PreservationRequest request = with(request(), "filing.bases[0].code", "BUD");
    request = with(request, "matter.offences[0]", offence("BUD", "BU10", 12));
    assertEquals(List.of(), found(request, COVER, PARTIES));
  }

  @Test
  void anEmergencyNeedsAPersonAtRiskAndWhatIsImminent() {
    Cover cover = with(COVER, "urgency", Urgency.EMERGENCY);
    assertEquals(List.of("V27 emergency"), found(request(), cover, PARTIES));
    Emergency good = new Emergency("kidnapping", "a child", "within hours", "taken at noon", "");
    assertEquals(List.of(), found(with(request(), "need.emergency", good), cover, PARTIES));
    assertEquals(
        List.of(
            "V27 emergency.ground",
            "V27 emergency.imminence",
            "V27 emergency.facts",
            "V28 emergency.persons_at_risk"),
        found(
            with(request(), "need.emergency", new Emergency("money", "", "", "", "")),
            cover,
            PARTIES));
  }

  @Test
  void aRoutineRequestNeedsNoUrgencyReason() {
    Cover cover = with(COVER, "urgency", Urgency.ROUTINE);
    assertEquals(
        List.of(), found(with(request(), "need.urgencyReasons", List.of()), cover, PARTIES));
  }

  @Test
  void theAddresseeIsAnotherState() {
    Cover cover = with(COVER, "recipient", new NodeId("xa-navy"));
    assertEquals(List.of("V17 recipient"), found(request(), cover, PARTIES));
  }

  @Test
  void theLanguageIsNamedAndReadThereOrTranslated() {
    assertEquals(
        List.of("V01 language"), found(request(), with(COVER, "language", ""), Parties.UNKNOWN));
    Cover french = with(COVER, "language", "fr");
    assertEquals(List.of("V30 language"), found(request(), french, PARTIES));
    assertEquals(List.of(), found(request(), with(COVER, "language", "EN-gb"), PARTIES));
    PreservationRequest translated =
        with(
            request(),
            "filing.translations",
            List.of(new RequestPart.Translation("ar", "machine", digest(1))));
    assertEquals(List.of(), found(translated, french, PARTIES));
  }

  @Test
  void attachmentsMatchTheirDescription() {
    Bytes order = bytes(5, 3);
    PreservationRequest request =
        with(
            request(),
            "attachments",
            List.of(new RequestPart.Attachment("order.pdf", "application/pdf", 3, "order")));
    Cover good = with(COVER, "attachments", List.of(order));
    good = with(good, "attachmentDigests", List.of(Digest.sha256(order)));
    assertEquals(List.of(), found(request, good, PARTIES));
    assertEquals(List.of("V37 attachments"), found(request, COVER, PARTIES));
    assertEquals(
        List.of("V37 attachments[0]"),
        found(request, with(good, "attachmentDigests[0]", digest(1)), PARTIES));
    assertEquals(
        List.of("V37 attachments[0]", "V02 attachments[0].name"),
        found(
            with(with(request, "attachments[0].size", 4), "attachments[0].name", ""),
            good,
            PARTIES));
  }

  @Test
  void anAddressWithoutPortIsOnlyAWarningWhereTheTextSaysWhy() {
    PreservationRequest request = with(request(), "wanted.dataItems[0].observed", List.of());
    assertTrue(only(request).blocks());
    request = with(request, "wanted.dataItems[0].identifiers[0].qualifier", "port was not logged");
    Finding warning = only(request);
    assertEquals(Severity.WARNING, warning.severity());
    assertTrue(warning.needsOverride());
    assertTrue(warning.blocks());
  }

  @Test
  void aNamedOverrideWithReasonLiftsAWarning() {
    PreservationRequest request =
        with(request(), "wanted.dataItems[0].periodFrom", Instant.parse("2030-01-01T00:00:00Z"));
    assertTrue(only(request).blocks());
    RequestPart.RuleOverride override =
        new RequestPart.RuleOverride("V22", "j.morgan", "Old fraud");
    assertFalse(only(with(request, "overrides", List.of(override))).blocks());
    for (String field : List.of("rule", "by", "reason")) {
      assertTrue(only(with(request, "overrides", List.of(with(override, field, "")))).blocks());
    }
  }

  @Test
  void anErrorCannotBeOverridden() {
    PreservationRequest request = with(request(), "terms.durationRequestedDays", 30);
    request =
        with(
            request,
            "overrides",
            List.of(new RequestPart.RuleOverride("V25", "j.morgan", "Enough")));
    assertTrue(only(request).blocks());
  }

  private static Finding only(PreservationRequest request) {
    List<Finding> all = Validation.check(request, COVER, PARTIES, SoFar.NOTHING, NOW);
    assertEquals(1, all.size(), all::toString);
    return all.get(0);
  }

  @Test
  void aMissingFieldCitesWhatAsksForIt() {
    Finding finding = only(with(request(), "wanted.custodians[0].name", ""));
    assertEquals("PRES-CONTENTS-d", finding.citation());
    assertEquals("V02.what", finding.textKey());
    assertEquals("V02.do", finding.remedyKey());
  }

  @Test
  void aChannelTestIsAnExercise() {
    assertEquals(List.of(), Validation.check(channelTest(), COVER, PARTIES, SoFar.NOTHING, NOW));
    List<Finding> real =
        Validation.check(
            channelTest(), with(COVER, "exercise", false), PARTIES, SoFar.NOTHING, NOW);
    assertEquals(Rule.V44, real.get(0).rule());
  }

  @Test
  void unknownContentIsIncomplete() {
    List<Finding> all =
        Validation.check(
            new UnknownContent("future", 1, Bytes.EMPTY), COVER, PARTIES, SoFar.NOTHING, NOW);
    assertEquals(List.of(Rule.V01), all.stream().map(Finding::rule).toList());
  }
}
