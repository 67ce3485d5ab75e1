package org.vigilmesh.message;

import java.util.List;
import org.vigilmesh.message.DescribedRules.Around;
import org.vigilmesh.message.Inquiry.AdviceAnswer;
import org.vigilmesh.message.Inquiry.AdviceQuery;
import org.vigilmesh.message.Inquiry.LegalAnswer;
import org.vigilmesh.message.Inquiry.LegalQuery;
import org.vigilmesh.message.Inquiry.LocationAnswer;
import org.vigilmesh.message.Inquiry.LocationQuery;
import org.vigilmesh.message.Inquiry.SpontaneousInformation;
import org.vigilmesh.message.Validation.Findings;

/** The rules of queries and their answers, and of information that nobody asked for. */
final class InquiryRules {
  /** A longer purpose is a request's story; a design default. */
  private static final int PURPOSE_LENGTH_MAX = 1000;

  private InquiryRules() {}

  static void check(Inquiry content, Around around) {
    switch (content) {
      case LocationQuery query -> query(query, around);
      case LocationAnswer answer -> answer(answer, around);
      case AdviceQuery query -> {
        around.filled(query.question(), "question", "CP-TASKS");
        RequestRules.handling(query.handling(), around.findings());
      }
      case AdviceAnswer answer -> {
        around.answersSomething();
        around.filled(answer.text(), "text", "CP-TASKS");
        RequestRules.handling(answer.handling(), around.findings());
      }
      case LegalQuery query -> {
        around.filled(query.question(), "question", "CP-TASKS");
        RequestRules.handling(query.handling(), around.findings());
      }
      case LegalAnswer answer -> {
        around.answersSomething();
        around.filled(answer.text(), "text", "CP-TASKS");
        around.filled(answer.provision(), "provision", "CP-TASKS");
        around.filled(answer.provisionLanguage(), "provision_language", "WRITTEN");
      }
      case SpontaneousInformation told -> told(told, around);
    }
  }

  private static void query(LocationQuery query, Around around) {
    Findings findings = around.findings();
    around.required(!query.treatyBasis().isEmpty(), "treaty_basis", "PRES-LOCATE");
    for (int i = 0; i < query.treatyBasis().size(); i++) {
      findings.coded(
          CodeList.TREATY_BASIS,
          query.treatyBasis().get(i).code(),
          "treaty_basis[" + i + "].code",
          "PRES-LOCATE");
    }
    RequestRules.seeking(query.authoritySeeking(), findings);
    findings.unless(!query.offences().isEmpty(), Rule.V04, "offences");
    for (int i = 0; i < query.offences().size(); i++) {
      RequestPart.Offence offence = query.offences().get(i);
      String path = "offences[" + i + "]";
      findings.unless(
          !offence.domesticProvision().isBlank(), Rule.V04, path + ".domestic_provision");
      findings.unless(BasisRules.exists(offence), Rule.V14, path + ".code");
    }
    identifiers(query.identifiers(), around);
    around.filled(query.purpose(), "purpose", "PRES-LOCATE");
    findings.unless(query.purpose().length() <= PURPOSE_LENGTH_MAX, Rule.V71, "purpose");
  }

  private static void identifiers(List<DataItem.Identifier> identifiers, Around around) {
    Findings findings = around.findings();
    around.required(!identifiers.isEmpty(), "identifiers", "PRES-LOCATE");
    for (int i = 0; i < identifiers.size(); i++) {
      DataItem.Identifier one = identifiers.get(i);
      String path = "identifiers[" + i + "]";
      findings.coded(CodeList.IDENTIFIER_KIND, one.kind(), path + ".kind", "PRES-LOCATE");
      findings.unless(Identifiers.isWellFormed(one), Rule.V21, path + ".value");
      findings.unless(Identifiers.hasQualifier(one), Rule.V21, path + ".qualifier");
      findings.unless(!Identifiers.isBroad(one), Rule.V22, path + ".value");
    }
  }

  private static void answer(LocationAnswer answer, Around around) {
    around.answersSomething();
    Findings findings = around.findings();
    boolean found = answer.systemLocation() != null || answer.provider() != null;
    around.required(
        found || !answer.technicalFailure().isBlank(), "system_location", "PRES-LOCATE");
    if (found) {
      findings.coded(CodeList.LOCATION_BASIS, answer.basis(), "basis", "PRES-LOCATE");
      findings.coded(CodeList.CONFIDENCE, answer.confidence(), "confidence", "PRES-LOCATE");
    }
    RequestPart.Custodian provider = answer.provider();
    if (provider != null) {
      findings.coded(CodeList.CUSTODIAN_KIND, provider.kind(), "provider.kind", "PRES-LOCATE");
      around.filled(provider.name(), "provider.name", "PRES-LOCATE");
    }
    if (!answer.technicalFailure().isBlank()) {
      findings.coded(
          CodeList.TECHNICAL_FAILURE, answer.technicalFailure(), "technical_failure", "STATUS");
    }
  }

  private static void told(SpontaneousInformation told, Around around) {
    around.required(!told.text().isBlank() || !told.attachments().isEmpty(), "text", "SPONT");
    RequestRules.handling(told.handling(), around.findings());
    RequestPart.Secrecy secrecy = told.confidential();
    around.required(secrecy != null, "confidential", "SPONT");
    if (secrecy != null && secrecy.value()) {
      around.filled(secrecy.reason(), "confidential.reason", "CONFID");
      around.required(secrecy.date() != null, "confidential.until", "CONFID");
    }
  }
}
