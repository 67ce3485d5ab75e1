package org.vigilmesh.message;

import org.vigilmesh.message.Assistance.MlaAnnounced;
import org.vigilmesh.message.Assistance.MlaDecided;
import org.vigilmesh.message.Assistance.MlaReceived;
import org.vigilmesh.message.DescribedRules.Around;
import org.vigilmesh.message.Disclosure.EmergencyDataAnswer;
import org.vigilmesh.message.Disclosure.Hop;
import org.vigilmesh.message.Disclosure.OnwardTransferDecision;
import org.vigilmesh.message.Disclosure.OnwardTransferRequest;
import org.vigilmesh.message.Disclosure.PartialTrafficDisclosure;
import org.vigilmesh.message.Disclosure.Transfer;
import org.vigilmesh.message.Disclosure.Verification;
import org.vigilmesh.message.Validation.Findings;
import org.vigilmesh.message.Validation.SoFar;

/** The rules of what a hold leads to: assistance, disclosure, onward transfer. */
final class OutcomeRules {
  private OutcomeRules() {}

  static void check(Assistance content, Around around) {
    switch (content) {
      case MlaAnnounced announced -> {
        around.filled(announced.mlaRef(), "mla_ref", "PRES-PENDING");
        around.filled(announced.centralAuthority(), "central_authority", "CENTRAL-AUTH");
        around.required(
            announced.sentAt() != null || announced.expectedBy() != null,
            "expected_by",
            "PRES-CONTENTS-f");
        around.required(!announced.measures().isEmpty(), "measures", "MLA-MEASURES");
        around
            .findings()
            .coded(CodeList.MLA_MEASURE, announced.measures(), "measures", "MLA-MEASURES");
      }
      case MlaReceived received -> {
        around.filled(received.mlaRef(), "mla_ref", "PRES-PENDING");
        around.past(received.receivedAt(), "received_at", "PRES-PENDING");
        around.filled(received.centralAuthoritySeat(), "central_authority_seat", "CENTRAL-AUTH");
      }
      case MlaDecided decided -> {
        around.filled(decided.mlaRef(), "mla_ref", "PRES-PENDING");
        around.past(decided.decidedAt(), "decided_at", "PRES-PENDING");
        SoFar.Mla mla = around.soFar().mla();
        around
            .findings()
            .unless(mla != null && mla.reference().equals(decided.mlaRef()), Rule.V65, "mla_ref");
      }
    }
  }

  static void check(Disclosure content, Around around) {
    switch (content) {
      case PartialTrafficDisclosure disclosure -> traffic(disclosure, around);
      case EmergencyDataAnswer answer -> emergency(answer, around);
      case OnwardTransferRequest request -> {
        around.required(request.item() != null, "item", "PD-ONWARD");
        around.required(
            !request.thirdState().isBlank() || !request.body().isBlank(),
            "third_state",
            "PD-ONWARD");
        around.filled(request.purpose(), "purpose", "PD-ONWARD");
        around.filled(request.legalBasis(), "legal_basis", "PD-ONWARD");
        around.filled(request.safeguards(), "safeguards", "PD-ONWARD");
        around.ahead(request.answerBy(), "answer_by", "PD-ONWARD");
      }
      case OnwardTransferDecision decision -> {
        around.answersSomething();
        around.required(
            decision.outcome() != Transfer.GRANTED_WITH_CONDITIONS
                || !decision.conditions().isEmpty(),
            "conditions",
            "PD-ONWARD");
        around.required(
            decision.outcome() == Transfer.REFUSED || decision.until() != null,
            "until",
            "PD-ONWARD");
      }
    }
  }

  private static void traffic(PartialTrafficDisclosure disclosure, Around around) {
    Findings findings = around.findings();
    around.required(!disclosure.providerChain().isEmpty(), "provider_chain", "TRAFFIC");
    for (int i = 0; i < disclosure.providerChain().size(); i++) {
      Hop hop = disclosure.providerChain().get(i);
      String path = "provider_chain[" + i + "]";
      around.filled(hop.provider(), path + ".provider", "TRAFFIC");
      around.required(hop.state().matches("[A-Z]{2}"), path + ".state", "TRAFFIC");
      findings.coded(CodeList.PROVIDER_ROLE, hop.role(), path + ".role", "TRAFFIC");
    }
    around.required(!disclosure.communications().isEmpty(), "communications", "TRAFFIC");
    findings.unless(around.cover().attachmentDigests().isEmpty(), Rule.V68, "attachments");
    RequestRules.handling(disclosure.handling(), findings);
  }

  private static void emergency(EmergencyDataAnswer answer, Around around) {
    around.answersSomething();
    around.required(
        !answer.sealedReference().isBlank() || !answer.attachments().isEmpty(),
        "sealed_reference",
        "EMERG-DATA");
    Verification call = answer.verification();
    boolean called =
        call != null
            && !call.callBack().isBlank()
            && !call.by().isBlank()
            && call.at() != null
            && !call.at().isAfter(around.cover().createdAt());
    around.findings().unless(called, Rule.V41, "verification");
    RequestRules.handling(answer.handling(), around.findings());
  }
}
