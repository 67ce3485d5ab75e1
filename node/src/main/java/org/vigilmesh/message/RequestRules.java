package org.vigilmesh.message;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.vigilmesh.identity.Declarations;
import org.vigilmesh.message.RequestPart.Authorities;
import org.vigilmesh.message.RequestPart.Filing;
import org.vigilmesh.message.RequestPart.Matter;
import org.vigilmesh.message.RequestPart.Need;
import org.vigilmesh.message.RequestPart.Offence;
import org.vigilmesh.message.RequestPart.Secrecy;
import org.vigilmesh.message.RequestPart.Terms;
import org.vigilmesh.message.RequestPart.Wanted;
import org.vigilmesh.message.Validation.Cover;
import org.vigilmesh.message.Validation.Findings;
import org.vigilmesh.message.Validation.Parties;
import org.vigilmesh.value.Urgency;

/** The rules of a preservation request, group by group. */
final class RequestRules {
  static final int DURATION_DAYS_MIN = 60;

  private static final int FACTS_LENGTH_MAX = 4000;

  /** An address or a number to call: both belong to the directory, never to a message. */
  private static final Pattern FREE_CONTACT = Pattern.compile(".*(@|\\d[\\d ()/.-]{5,}\\d).*");

  private RequestRules() {}

  static void check(
      PreservationRequest request, Cover cover, Parties parties, Instant at, Findings findings) {
    BasisRules.filing(request.filing(), cover, parties, findings);
    authorities(request.authorities(), parties.sender(), findings);
    matter(request.matter(), request.filing(), parties.sender(), findings);
    wanted(request.wanted(), cover, findings);
    need(request.need(), cover.urgency(), at, findings);
    terms(request.terms(), request.filing(), findings);
  }

  /** The request for emergency data: its parts without what only a hold needs. */
  static void check(EmergencyDataRequest request, Cover cover, Parties parties, Findings findings) {
    findings.unless(cover.urgency() == Urgency.EMERGENCY, Rule.V27, "urgency");
    BasisRules.filing(request.filing(), cover, parties, findings);
    authorities(request.authorities(), parties.sender(), findings);
    matter(request.matter(), request.filing(), parties.sender(), findings);
    wanted(request.wanted(), cover, findings);
    Need need = request.need();
    findings.unless(!need.proportionalityNote().isBlank(), Rule.V23, "proportionality_note");
    urgencyReasons(need.urgencyReasons(), cover.urgency(), findings);
    emergency(need.emergency(), findings);
    ofProtocol(request, findings);
    handling(request.terms().handling(), findings);
    sensitive(request.terms(), findings);
  }

  /** What a basis with a procedure of its own for emergencies asks besides. */
  private static void ofProtocol(EmergencyDataRequest request, Findings findings) {
    boolean asks =
        request.filing().named().stream()
            .anyMatch(basis -> basis.terms().elements().contains("EMERG-DATA"));
    if (asks) {
      findings.required(!request.wanted().custodianUnknown(), "custodians", "EMERG-DATA");
      List<Offence> offences = request.matter().offences();
      for (int i = 0; i < offences.size(); i++) {
        String field = "offences[" + i + "].max_penalty_months";
        findings.required(offences.get(i).maxPenaltyMonths() > 0, field, "EMERG-DATA");
      }
    }
  }

  /**
   * The wish to learn provider and path. One that opens a case says all that its subject needs; one
   * within a case names the items or the hold, and what it says besides must be right.
   */
  static void check(
      TrafficDisclosureRequest request, Cover cover, Parties parties, Findings findings) {
    BasisRules.filing(request.filing(), cover, parties, findings);
    RequestPart.TrafficDisclosure wish = request.terms().trafficDisclosure();
    findings.required(
        wish != null && !wish.communications().isEmpty(),
        "traffic_disclosure_requested.communications",
        "TRAFFIC");
    boolean isWithin = !request.itemIds().isEmpty() || !request.filing().previous().isEmpty();
    if (!isWithin || request.authorities().seeking() != null) {
      seeking(request.authorities().seeking(), findings);
    }
    Matter matter = request.matter();
    for (int i = 0; i < matter.offences().size(); i++) {
      findings.unless(
          !BasisRules.isGated(request.filing())
              || BasisRules.inScope(matter.offences().get(i), matter.offences()),
          Rule.V13,
          "offences[" + i + "]");
    }
    if (!isWithin || !request.wanted().dataItems().isEmpty()) {
      ItemRules.check(request.wanted(), cover.createdAt(), findings);
    }
    handling(request.terms().handling(), findings);
    sensitive(request.terms(), findings);
  }

  private static void authorities(
      Authorities authorities, @Nullable Declarations sender, Findings findings) {
    seeking(authorities.seeking(), findings);
    RequestPart.AuthorisingAuthority authorising = authorities.authorising();
    if (authorising != null) {
      findings.coded(
          CodeList.AUTHORITY_KIND, authorising.kind(), "authorising_authority.kind", "SAFEGUARDS");
      findings.required(!authorising.name().isBlank(), "authorising_authority.name", "SAFEGUARDS");
    }
    boolean isAuthorised = authorising != null && !authorising.decisionReference().isBlank();
    findings.unless(
        isAuthorised || sender == null || !sender.authorisationNeeded(),
        Rule.V29,
        "authorising_authority");
    RequestPart.DirectoryContact contact = authorities.confirmation();
    if (contact == null) {
      findings.required(false, "confirmation_contact", "CP-247");
    } else {
      findings.coded(CodeList.OFFICER_ROLE, contact.role(), "confirmation_contact.role", "CP-247");
      findings.unless(
          !FREE_CONTACT.matcher(contact.card() + " " + contact.role()).matches(),
          Rule.V34,
          "confirmation_contact");
    }
  }

  private static void matter(
      Matter matter, Filing filing, @Nullable Declarations sender, Findings findings) {
    List<Offence> offences = matter.offences();
    findings.unless(!offences.isEmpty(), Rule.V04, "offences");
    for (int i = 0; i < offences.size(); i++) {
      Offence offence = offences.get(i);
      String path = "offences[" + i + "]";
      findings.unless(
          !offence.domesticProvision().isBlank(), Rule.V04, path + ".domestic_provision");
      findings.unless(
          sender == null || isDeclared(offence.domesticProvision(), sender.provisions()),
          Rule.V15,
          path + ".domestic_provision");
      findings.unless(!offence.description().isBlank(), Rule.V04, path + ".description");
      findings.unless(
          BasisRules.exists(offence) && BasisRules.fits(offence, filing), Rule.V14, path + ".code");
      findings.unless(
          !BasisRules.isGated(filing) || BasisRules.inScope(offence, offences), Rule.V13, path);
    }
    findings.coded(
        CodeList.PROCEEDING_STAGE, matter.proceedingStage(), "proceeding_stage", "PRES-CONTENTS-b");
    String facts = matter.factsSummary();
    findings.unless(
        !facts.isBlank() && facts.codePointCount(0, facts.length()) <= FACTS_LENGTH_MAX,
        Rule.V05,
        "facts_summary");
    boolean asksForCare =
        PurposeWords.occurIn(facts)
            || offences.stream().anyMatch(offence -> PurposeWords.occurIn(offence.description()));
    findings.unless(!asksForCare, Rule.V33, "facts_summary");
  }

  /** Whether {@code provision} is a declared one or a paragraph of it; all are if none was. */
  private static boolean isDeclared(String provision, List<String> declared) {
    String named = plain(provision);
    return declared.isEmpty()
        || named.isEmpty()
        || declared.stream()
            .map(RequestRules::plain)
            .anyMatch(
                known ->
                    named.startsWith(known)
                        && (named.length() == known.length()
                            || !Character.isLetterOrDigit(named.charAt(known.length()))));
  }

  private static String plain(String text) {
    return text.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
  }

  private static void wanted(Wanted wanted, Cover cover, Findings findings) {
    ItemRules.check(wanted, cover.createdAt(), findings);
    findings.unless(
        wanted.custodians().isEmpty() == wanted.custodianUnknown(), Rule.V08, "custodians");
    for (int i = 0; i < wanted.custodians().size(); i++) {
      RequestPart.Custodian custodian = wanted.custodians().get(i);
      String path = "custodians[" + i + "]";
      findings.coded(CodeList.CUSTODIAN_KIND, custodian.kind(), path + ".kind", "PRES-CONTENTS-d");
      findings.required(!custodian.name().isBlank(), path + ".name", "PRES-CONTENTS-d");
    }
    RequestPart.SystemLocation location = wanted.systemLocation();
    if (location != null) {
      findings.coded(
          CodeList.LOCATION_BASIS, location.basis(), "system_location.basis", "PRES-LOCATE");
      findings.coded(
          CodeList.CONFIDENCE, location.confidence(), "system_location.confidence", "PRES-LOCATE");
    }
  }

  private static void need(Need need, Urgency urgency, Instant at, Findings findings) {
    RequestPart.Necessity necessity = need.necessity();
    if (necessity == null || necessity.codes().isEmpty()) {
      findings.add(Rule.V09, "necessity");
    } else {
      findings.coded(CodeList.NECESSITY, necessity.codes(), "necessity.codes", "PRES-CONTENTS-e");
      findings.unless(
          !necessity.codes().contains("other") || !necessity.text().isBlank(),
          Rule.V09,
          "necessity.text");
    }
    findings.unless(!need.proportionalityNote().isBlank(), Rule.V23, "proportionality_note");
    RequestPart.MlaIntention mla = need.mlaIntention();
    if (mla == null || !mla.intends()) {
      findings.add(Rule.V10, "mla_intention.intends");
    } else {
      LocalDate expected = mla.expectedBy();
      findings.unless(
          expected != null && expected.isAfter(LocalDate.ofInstant(at, ZoneOffset.UTC)),
          Rule.V11,
          "mla_intention.expected_by");
      findings.coded(
          CodeList.MLA_MEASURE, mla.measures(), "mla_intention.measures", "MLA-MEASURES");
    }
    urgencyReasons(need.urgencyReasons(), urgency, findings);
    if (urgency == Urgency.EMERGENCY) {
      emergency(need.emergency(), findings);
    }
    RequestPart.ResponseDue due = need.responseDue();
    if (due != null) {
      findings.required(due.at() != null, "response_due_at.at", "STATUS");
      findings.required(!due.reason().isBlank(), "response_due_at.reason", "STATUS");
    }
  }

  private static void urgencyReasons(
      List<RequestPart.UrgencyReason> reasons, Urgency urgency, Findings findings) {
    findings.unless(urgency == Urgency.ROUTINE || !reasons.isEmpty(), Rule.V26, "urgency_reasons");
    for (int i = 0; i < reasons.size(); i++) {
      RequestPart.UrgencyReason reason = reasons.get(i);
      String path = "urgency_reasons[" + i + "]";
      findings.unless(CodeList.URGENCY_REASON.has(reason.code()), Rule.V26, path + ".code");
      findings.unless(
          !reason.code().equals("data_deleted_by") || reason.date() != null,
          Rule.V26,
          path + ".date");
    }
  }

  private static void emergency(RequestPart.@Nullable Emergency emergency, Findings findings) {
    if (emergency == null) {
      findings.add(Rule.V27, "emergency");
      return;
    }
    findings.unless(
        CodeList.EMERGENCY_GROUND.has(emergency.ground()), Rule.V27, "emergency.ground");
    findings.unless(!emergency.imminence().isBlank(), Rule.V27, "emergency.imminence");
    findings.unless(!emergency.facts().isBlank(), Rule.V27, "emergency.facts");
    findings.unless(!emergency.personsAtRisk().isBlank(), Rule.V28, "emergency.persons_at_risk");
  }

  private static void terms(Terms terms, Filing filing, Findings findings) {
    secrecy(terms.confidential(), "confidential", "until", findings);
    secrecy(terms.noUserNotification(), "no_user_notification", "review", findings);
    int floor =
        filing.named().stream()
            .mapToInt(basis -> basis.terms().floorDays())
            .max()
            .orElse(DURATION_DAYS_MIN);
    findings.unless(terms.durationRequestedDays() >= floor, Rule.V25, "duration_requested_days");
    RequestPart.TrafficDisclosure traffic = terms.trafficDisclosure();
    findings.required(
        traffic == null || !traffic.requested() || !traffic.communications().isEmpty(),
        "traffic_disclosure_requested.communications",
        "TRAFFIC");
    handling(terms.handling(), findings);
    sensitive(terms, findings);
  }

  private static void sensitive(Terms terms, Findings findings) {
    List<String> flags = terms.sensitiveFlags();
    findings.coded(CodeList.SENSITIVE_FLAG, flags, "sensitive_flags", "THIRD-PARTY");
    RequestPart.SensitiveReview review = terms.sensitiveReview();
    boolean reviewed = review != null && !review.reason().isBlank() && !review.reviewer().isBlank();
    findings.unless(flags.isEmpty() || reviewed, Rule.V32, "sensitive_review");
    findings.unless(!flags.contains("political"), Rule.V33, "sensitive_flags");
  }

  private static void secrecy(
      @Nullable Secrecy secrecy, String field, String dateField, Findings findings) {
    if (secrecy == null) {
      findings.add(Rule.V12, field);
      return;
    }
    if (secrecy.value()) {
      findings.unless(!secrecy.reason().isBlank(), Rule.V12, field + ".reason");
      findings.unless(secrecy.date() != null, Rule.V12, field + "." + dateField);
    }
  }

  /** Who seeks the data: by name and kind. */
  static void seeking(RequestPart.@Nullable Authority seeking, Findings findings) {
    if (seeking == null) {
      findings.add(Rule.V03, "authority_seeking");
    } else {
      findings.unless(!seeking.name().isBlank(), Rule.V03, "authority_seeking.name");
      findings.unless(
          CodeList.AUTHORITY_KIND.has(seeking.kind()), Rule.V03, "authority_seeking.kind");
    }
  }

  /** On which terms the content may be used, passed on and kept. */
  static void handling(RequestPart.@Nullable Handling handling, Findings findings) {
    if (handling == null) {
      findings.add(Rule.V31, "handling");
    } else {
      findings.unless(!handling.use().isBlank(), Rule.V31, "handling.use");
      findings.unless(CodeList.ONWARD_RULE.has(handling.onward()), Rule.V31, "handling.onward");
      findings.unless(handling.retentionUntil() != null, Rule.V31, "handling.retention_until");
    }
  }
}
