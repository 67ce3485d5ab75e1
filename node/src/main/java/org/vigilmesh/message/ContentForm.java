package org.vigilmesh.message;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The forms of the contents that name their own fields: one row each. Most types have one form; a
 * query and its answer, a warning and the end are two forms of one type.
 */
public enum ContentForm {
  LOCATION_QUERY(ContentType.LOCATION_QUERY, "query"),
  LOCATION_ANSWER(ContentType.LOCATION_QUERY, "answer"),
  ADVICE_QUERY(ContentType.TECHNICAL_ADVICE, "query"),
  ADVICE_ANSWER(ContentType.TECHNICAL_ADVICE, "answer"),
  LEGAL_QUERY(ContentType.LEGAL_INFORMATION, "query"),
  LEGAL_ANSWER(ContentType.LEGAL_INFORMATION, "answer"),
  SPONTANEOUS_INFORMATION(ContentType.SPONTANEOUS_INFO, ""),
  CLARIFICATION_REQUEST(ContentType.CLARIFICATION_REQUEST, ""),
  CLARIFICATION_ANSWER(ContentType.CLARIFICATION_ANSWER, ""),
  CONSULT_PROPOSAL(ContentType.CONSULT_PROPOSAL, ""),
  CONSULT_ANSWER(ContentType.CONSULT_ANSWER, ""),
  PREJUDICE_NOTICE(ContentType.PREJUDICE_NOTICE, ""),
  PREJUDICE_ANSWER(ContentType.PREJUDICE_ANSWER, ""),
  OBJECTION(ContentType.OBJECTION, ""),
  EXTENSION_REQUEST(ContentType.EXTENSION_REQUEST, ""),
  EXTENSION_DECISION(ContentType.EXTENSION_DECISION, ""),
  EXPIRY_WARNING(ContentType.EXPIRY_NOTICE, "warning"),
  EXPIRY_FINAL(ContentType.EXPIRY_NOTICE, "final"),
  NO_LONGER_NEEDED(ContentType.NO_LONGER_NEEDED, ""),
  WITHDRAWAL(ContentType.WITHDRAWAL, ""),
  RELEASE_CONFIRMATION(ContentType.RELEASE_CONFIRMATION, ""),
  MLA_ANNOUNCED(ContentType.MLA_ANNOUNCED, ""),
  MLA_RECEIVED(ContentType.MLA_RECEIVED, ""),
  MLA_DECIDED(ContentType.MLA_DECIDED, ""),
  PARTIAL_TRAFFIC_DISCLOSURE(ContentType.PARTIAL_TRAFFIC_DISCLOSURE, ""),
  EMERGENCY_DATA_ANSWER(ContentType.EMERGENCY_DATA_ANSWER, ""),
  ONWARD_TRANSFER_REQUEST(ContentType.ONWARD_TRANSFER_REQUEST, ""),
  ONWARD_TRANSFER_DECISION(ContentType.ONWARD_TRANSFER_DECISION, ""),
  DISPLAYED(ContentType.DISPLAYED, ""),
  STATUS_QUERY(ContentType.STATUS_QUERY, ""),
  STATUS_REPORT(ContentType.STATUS_REPORT, ""),
  INCIDENT_NOTICE(ContentType.INCIDENT_NOTICE, ""),
  CASE_FEEDBACK(ContentType.CASE_FEEDBACK, "");

  private final ContentType type;
  private final String variant;

  ContentForm(ContentType type, String variant) {
    this.type = type;
    this.variant = variant;
  }

  public ContentType type() {
    return type;
  }

  /** Which form of its type it is; empty where the type has one only. */
  public String variant() {
    return variant;
  }

  /** The code of its type, with the form where there are several: {@code location_query.answer}. */
  public String code() {
    return variant.isEmpty() ? type.code() : type.code() + "." + variant;
  }

  /** What an act of this form begins where it follows no other: an answer begins nothing. */
  public ContentType.Opens opens() {
    return variant.equals("answer") ? ContentType.Opens.NOTHING : type.opens();
  }

  public Described read(Described.Source in) {
    return switch (this) {
      case LOCATION_QUERY -> Inquiry.LocationQuery.read(in);
      case LOCATION_ANSWER -> Inquiry.LocationAnswer.read(in);
      case ADVICE_QUERY -> Inquiry.AdviceQuery.read(in);
      case ADVICE_ANSWER -> Inquiry.AdviceAnswer.read(in);
      case LEGAL_QUERY -> Inquiry.LegalQuery.read(in);
      case LEGAL_ANSWER -> Inquiry.LegalAnswer.read(in);
      case SPONTANEOUS_INFORMATION -> Inquiry.SpontaneousInformation.read(in);
      case CLARIFICATION_REQUEST -> Dialogue.ClarificationRequest.read(in);
      case CLARIFICATION_ANSWER -> Dialogue.ClarificationAnswer.read(in);
      case CONSULT_PROPOSAL -> Dialogue.ConsultProposal.read(in);
      case CONSULT_ANSWER -> Dialogue.ConsultAnswer.read(in);
      case PREJUDICE_NOTICE -> Dialogue.PrejudiceNotice.read(in);
      case PREJUDICE_ANSWER -> Dialogue.PrejudiceAnswer.read(in);
      case OBJECTION -> Notice.Objection.read(in);
      case EXTENSION_REQUEST -> Holding.ExtensionRequest.read(in);
      case EXTENSION_DECISION -> Holding.ExtensionDecision.read(in);
      case EXPIRY_WARNING -> Holding.ExpiryWarning.read(in);
      case EXPIRY_FINAL -> Holding.ExpiryFinal.read(in);
      case NO_LONGER_NEEDED -> Holding.NoLongerNeeded.read(in);
      case WITHDRAWAL -> Holding.Withdrawal.read(in);
      case RELEASE_CONFIRMATION -> Holding.ReleaseConfirmation.read(in);
      case MLA_ANNOUNCED -> Assistance.MlaAnnounced.read(in);
      case MLA_RECEIVED -> Assistance.MlaReceived.read(in);
      case MLA_DECIDED -> Assistance.MlaDecided.read(in);
      case PARTIAL_TRAFFIC_DISCLOSURE -> Disclosure.PartialTrafficDisclosure.read(in);
      case EMERGENCY_DATA_ANSWER -> Disclosure.EmergencyDataAnswer.read(in);
      case ONWARD_TRANSFER_REQUEST -> Disclosure.OnwardTransferRequest.read(in);
      case ONWARD_TRANSFER_DECISION -> Disclosure.OnwardTransferDecision.read(in);
      case DISPLAYED -> Notice.Displayed.read(in);
      case STATUS_QUERY -> Notice.StatusQuery.read(in);
      case STATUS_REPORT -> Notice.StatusReport.read(in);
      case INCIDENT_NOTICE -> Notice.IncidentNotice.read(in);
      case CASE_FEEDBACK -> Notice.CaseFeedback.read(in);
    };
  }

  /** All forms of {@code type}, in the order of their numbers on the wire. */
  public static List<ContentForm> of(ContentType type) {
    return Arrays.stream(values()).filter(form -> form.type == type).toList();
  }

  /** The form with this {@link #code}. */
  public static Optional<ContentForm> find(String code) {
    return Arrays.stream(values()).filter(form -> form.code().equals(code)).findFirst();
  }

  /** The code of a value of a closed choice, as files and the wire have it. */
  public static String code(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
