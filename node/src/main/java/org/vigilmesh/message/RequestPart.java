package org.vigilmesh.message;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vigilmesh.law.Basis;
import org.vigilmesh.value.Digest;

/**
 * The building blocks that requests share, each a record of its own. Codes are texts here and are
 * checked against {@link CodeList} by the validation: a request with a wrong code can be held,
 * shown and clarified.
 */
public sealed interface RequestPart {
  /** Longest code of any list with room to spare, in characters. */
  int CODE_MAX = 64;

  /** Names, references, addresses. */
  int LINE_MAX = 512;

  /** Free text; the rule for a summary of facts is half of it. */
  int PROSE_MAX = 8000;

  int LIST_MAX = 100;

  /** One document that went before: a preservation, an assistance request, another channel. */
  record PreviousRef(String kind, String reference, @Nullable LocalDate date, String channel)
      implements RequestPart {
    public PreviousRef {
      kind = Bounds.code(kind, "previous_ref.kind");
      reference = Bounds.line(reference, "previous_ref.ref");
      date = Bounds.date(date, "previous_ref.date");
      channel = Bounds.line(channel, "previous_ref.channel");
    }
  }

  /**
   * The treaty on which the request rests.
   *
   * @param code of the list treaty_basis
   * @param article code of the citation table, never a number
   * @param voluntary marked "voluntary, prepared for" it, where it is not in force for both
   */
  record TreatyBasis(String code, String article, boolean voluntary) implements RequestPart {
    public TreatyBasis {
      code = Bounds.code(code, "treaty_basis.code");
      article = Bounds.code(article, "treaty_basis.article");
    }
  }

  /** A translation that travels as an attachment, bound to the text it was made from. */
  record Translation(String language, String by, @Nullable Digest sourceDigest)
      implements RequestPart {
    public Translation {
      language = Bounds.code(language, "translations.lang");
      by = Bounds.code(by, "translations.by");
    }
  }

  /**
   * How this request relates to earlier ones, and on which basis it runs.
   *
   * @param status new, amendment or resend
   * @param amends digest of the act that an amendment changes
   * @param localZone name of the author's time zone
   */
  record Filing(
      String status,
      List<PreviousRef> previous,
      @Nullable Digest amends,
      List<String> amendedFields,
      List<TreatyBasis> bases,
      String localZone,
      List<Translation> translations)
      implements RequestPart {
    public Filing {
      status = Bounds.code(status, "request_status");
      previous = Bounds.list(previous, "previous_ref");
      amendedFields = Bounds.codes(amendedFields, "amended_fields");
      bases = Bounds.list(bases, "treaty_basis");
      localZone = Bounds.line(localZone, "local_zone");
      translations = Bounds.list(translations, "translations");
    }

    /** The bases that it names, as far as the law knows them. */
    public List<Basis> named() {
      return bases.stream().flatMap(basis -> Basis.find(basis.code()).stream()).toList();
    }
  }

  /** A public authority. */
  record Authority(String name, String kind, String address, String unit, String caseNumber)
      implements RequestPart {
    public Authority {
      name = Bounds.line(name, "authority.name");
      kind = Bounds.code(kind, "authority.kind");
      address = Bounds.line(address, "authority.address");
      unit = Bounds.line(unit, "authority.unit");
      caseNumber = Bounds.line(caseNumber, "authority.case_number");
    }
  }

  /** Who authorised the request at home, where the law asks for it. */
  record AuthorisingAuthority(
      String name,
      String kind,
      String decisionReference,
      @Nullable LocalDate date,
      String signature)
      implements RequestPart {
    public AuthorisingAuthority {
      name = Bounds.line(name, "authorising_authority.name");
      kind = Bounds.code(kind, "authorising_authority.kind");
      decisionReference = Bounds.line(decisionReference, "authorising_authority.decision_ref");
      date = Bounds.date(date, "authorising_authority.date");
      signature = Bounds.line(signature, "authorising_authority.signature");
    }
  }

  /** A role in the signed directory, for the call-back: never a free address. */
  record DirectoryContact(String card, String role) implements RequestPart {
    public DirectoryContact {
      card = Bounds.line(card, "confirmation_contact.card");
      role = Bounds.line(role, "confirmation_contact.role");
    }
  }

  /** The authorities behind the request. */
  record Authorities(
      @Nullable Authority seeking,
      @Nullable AuthorisingAuthority authorising,
      @Nullable Authority investigating,
      @Nullable Authority prosecutionOrCourt,
      @Nullable DirectoryContact confirmation)
      implements RequestPart {}

  /**
   * An offence by scheme and code, with the provision at home.
   *
   * @param maxPenaltyMonths maximum deprivation of liberty; 0 = not said
   */
  record Offence(
      String scheme,
      String code,
      String domesticProvision,
      int maxPenaltyMonths,
      String description)
      implements RequestPart {
    public Offence {
      scheme = Bounds.code(scheme, "offences.scheme");
      code = Bounds.code(code, "offences.code");
      domesticProvision = Bounds.line(domesticProvision, "offences.domestic_provision");
      maxPenaltyMonths = Bounds.number(maxPenaltyMonths, 12_000, "offences.max_penalty_months");
      description = Bounds.prose(description, "offences.description");
    }
  }

  /** What is said about dual criminality: optional, and no condition of a hold. */
  record DualCriminality(boolean claimed, String text) implements RequestPart {
    public DualCriminality {
      text = Bounds.prose(text, "dual_criminality_statement.text");
    }
  }

  /** What the case is about. */
  record Matter(
      List<Offence> offences,
      String proceedingStage,
      String factsSummary,
      @Nullable DualCriminality dualCriminality)
      implements RequestPart {
    public Matter {
      offences = Bounds.list(offences, "offences");
      proceedingStage = Bounds.code(proceedingStage, "proceeding_stage");
      factsSummary = Bounds.prose(factsSummary, "facts_summary");
    }
  }

  /** How a data item relates to the offence. */
  record Relation(String itemId, String text) implements RequestPart {
    public Relation {
      itemId = Bounds.code(itemId, "relation_to_offence.item_id");
      text = Bounds.prose(text, "relation_to_offence");
    }
  }

  /** Who holds the data. */
  record Custodian(
      String kind,
      String name,
      String legalEntity,
      String address,
      String contact,
      String asn,
      String domain)
      implements RequestPart {
    public Custodian {
      kind = Bounds.code(kind, "custodians.kind");
      name = Bounds.line(name, "custodians.name");
      legalEntity = Bounds.line(legalEntity, "custodians.legal_entity");
      address = Bounds.line(address, "custodians.known_address");
      contact = Bounds.line(contact, "custodians.contact");
      asn = Bounds.code(asn, "custodians.asn");
      domain = Bounds.line(domain, "custodians.domain");
    }
  }

  /** Where the system is thought to be, and why. */
  record SystemLocation(
      String country, String city, String hosting, String basis, String confidence)
      implements RequestPart {
    public SystemLocation {
      country = Bounds.code(country, "system_location.country");
      city = Bounds.line(city, "system_location.city");
      hosting = Bounds.line(hosting, "system_location.hosting");
      basis = Bounds.code(basis, "system_location.basis");
      confidence = Bounds.code(confidence, "system_location.confidence");
    }
  }

  /** The data, and who may hold them where. */
  record Wanted(
      List<DataItem> dataItems,
      List<Relation> relations,
      List<Custodian> custodians,
      boolean custodianUnknown,
      @Nullable SystemLocation systemLocation)
      implements RequestPart {
    public Wanted {
      dataItems = Bounds.list(dataItems, "data_items");
      relations = Bounds.list(relations, "relation_to_offence");
      custodians = Bounds.list(custodians, "custodians");
    }
  }

  /** Why the data must be kept now. */
  record Necessity(List<String> codes, String text) implements RequestPart {
    public Necessity {
      codes = Bounds.codes(codes, "necessity.codes");
      text = Bounds.prose(text, "necessity.text");
    }
  }

  /** The request for assistance that is to follow. */
  record MlaIntention(
      boolean intends,
      @Nullable LocalDate expectedBy,
      String authority,
      String treaty,
      List<String> measures)
      implements RequestPart {
    public MlaIntention {
      expectedBy = Bounds.date(expectedBy, "mla_intention.expected_by");
      authority = Bounds.line(authority, "mla_intention.authority");
      treaty = Bounds.code(treaty, "mla_intention.treaty");
      measures = Bounds.codes(measures, "mla_intention.measures");
    }
  }

  /** Why the request is urgent; the date where data will be deleted by then. */
  record UrgencyReason(String code, @Nullable LocalDate date, String text) implements RequestPart {
    public UrgencyReason {
      code = Bounds.code(code, "urgency_reasons.code");
      date = Bounds.date(date, "urgency_reasons.date");
      text = Bounds.prose(text, "urgency_reasons.text");
    }
  }

  /** The significant and imminent risk to a person. */
  record Emergency(
      String ground, String personsAtRisk, String imminence, String facts, String secondApprover)
      implements RequestPart {
    public Emergency {
      ground = Bounds.code(ground, "emergency.ground");
      personsAtRisk = Bounds.prose(personsAtRisk, "emergency.persons_at_risk");
      imminence = Bounds.prose(imminence, "emergency.imminence");
      facts = Bounds.prose(facts, "emergency.facts");
      secondApprover = Bounds.line(secondApprover, "emergency.second_approver");
    }
  }

  /** By when an answer is wished, and why. */
  record ResponseDue(@Nullable Instant at, String reason) implements RequestPart {
    public ResponseDue {
      at = Bounds.timeOrNull(at, "response_due_at.at");
      reason = Bounds.prose(reason, "response_due_at.reason");
    }
  }

  /** Why, how urgently, and what follows. */
  record Need(
      @Nullable Necessity necessity,
      String proportionalityNote,
      @Nullable MlaIntention mlaIntention,
      List<UrgencyReason> urgencyReasons,
      @Nullable Emergency emergency,
      @Nullable ResponseDue responseDue)
      implements RequestPart {
    public Need {
      proportionalityNote = Bounds.prose(proportionalityNote, "proportionality_note");
      urgencyReasons = Bounds.list(urgencyReasons, "urgency_reasons");
    }
  }

  /** An answered question of secrecy; yes needs a reason and the date of its end or review. */
  record Secrecy(boolean value, String reason, @Nullable LocalDate date) implements RequestPart {
    public Secrecy {
      reason = Bounds.prose(reason, "secrecy.reason");
      date = Bounds.date(date, "secrecy.date");
    }
  }

  /** The wish to learn provider and path of communications. */
  record TrafficDisclosure(boolean requested, List<String> communications) implements RequestPart {
    public TrafficDisclosure {
      communications = Bounds.lines(communications, "traffic_disclosure_requested.communications");
    }
  }

  /** How the content may be used, passed on and kept. */
  record Handling(
      String marking,
      String use,
      String onward,
      @Nullable LocalDate retentionUntil,
      String destroyOn)
      implements RequestPart {
    public Handling {
      marking = Bounds.line(marking, "handling.marking");
      use = Bounds.line(use, "handling.use");
      onward = Bounds.code(onward, "handling.onward");
      retentionUntil = Bounds.date(retentionUntil, "handling.retention_until");
      destroyOn = Bounds.line(destroyOn, "handling.destroy_on");
    }
  }

  /** Who looked at a sensitive case before it was sent, and why it is one. */
  record SensitiveReview(String reason, String reviewer) implements RequestPart {
    public SensitiveReview {
      reason = Bounds.prose(reason, "sensitive_review.reason");
      reviewer = Bounds.line(reviewer, "sensitive_review.reviewer");
    }
  }

  /**
   * On which terms the data are to be kept.
   *
   * @param confidential null = not answered
   * @param noUserNotification null = not answered
   * @param durationRequestedDays 0 = not said
   */
  record Terms(
      @Nullable Secrecy confidential,
      @Nullable Secrecy noUserNotification,
      int durationRequestedDays,
      @Nullable TrafficDisclosure trafficDisclosure,
      @Nullable Handling handling,
      List<String> sensitiveFlags,
      @Nullable SensitiveReview sensitiveReview)
      implements RequestPart {
    public Terms {
      durationRequestedDays =
          Bounds.number(durationRequestedDays, 36_500, "duration_requested_days");
      sensitiveFlags = Bounds.codes(sensitiveFlags, "sensitive_flags");
    }
  }

  /**
   * An attachment's description; its digest stands in the act at the same place.
   *
   * @param size in bytes
   */
  record Attachment(String name, String mediaType, int size, String purpose)
      implements RequestPart {
    public Attachment {
      name = Bounds.line(name, "attachments.name");
      mediaType = Bounds.line(mediaType, "attachments.media_type");
      size = Bounds.number(size, 16_777_216, "attachments.size");
      purpose = Bounds.line(purpose, "attachments.purpose");
    }
  }

  /**
   * A rule's warning that a named person set aside, and why.
   *
   * @param rule number such as V50
   * @param by the officer's id
   */
  record RuleOverride(String rule, String by, String reason) implements RequestPart {
    public RuleOverride {
      rule = Bounds.code(rule, "overrides.rule");
      by = Bounds.code(by, "overrides.by");
      reason = Bounds.prose(reason, "overrides.reason");
    }
  }
}
