package org.vigilmesh.message;

import java.util.HashSet;
import java.util.Set;
import org.vigilmesh.law.Ground;
import org.vigilmesh.message.DescribedRules.Around;
import org.vigilmesh.message.Dialogue.Answer;
import org.vigilmesh.message.Dialogue.ClarificationAnswer;
import org.vigilmesh.message.Dialogue.ClarificationRequest;
import org.vigilmesh.message.Dialogue.ConsultAnswer;
import org.vigilmesh.message.Dialogue.ConsultProposal;
import org.vigilmesh.message.Dialogue.PrejudiceAnswer;
import org.vigilmesh.message.Dialogue.PrejudiceNotice;
import org.vigilmesh.message.Dialogue.Question;
import org.vigilmesh.message.Dialogue.Stance;
import org.vigilmesh.message.Validation.Findings;

/** The rules of questions, consultation and warnings; each names the message it speaks to. */
final class DialogueRules {
  private DialogueRules() {}

  static void check(Dialogue content, Around around) {
    around.answersSomething();
    switch (content) {
      case ClarificationRequest request -> questions(request, around);
      case ClarificationAnswer answer -> answers(answer, around);
      case ConsultProposal proposal -> proposal(proposal, around);
      case ConsultAnswer answer -> {
        around.filled(answer.text(), "text", "CONSULT");
        around.required(
            answer.answer() == Stance.ACCEPT || answer.conditionsAccepted().isEmpty(),
            "conditions_accepted",
            "CONSULT");
      }
      case PrejudiceNotice notice -> {
        around.filled(notice.text(), "text", "PRES-PREJ");
        around.ahead(notice.answerBy(), "answer_by", "PRES-PREJ");
      }
      case PrejudiceAnswer answer -> around.filled(answer.text(), "text", "PRES-PREJ");
    }
  }

  private static void questions(ClarificationRequest request, Around around) {
    around.required(!request.questions().isEmpty(), "questions", "MORE-INFO");
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < request.questions().size(); i++) {
      Question question = request.questions().get(i);
      String path = "questions[" + i + "]";
      around.required(
          !question.id().isBlank() && ids.add(question.id()), path + ".id", "MORE-INFO");
      around.filled(question.field(), path + ".field", "MORE-INFO");
      around.required(Rule.find(question.code()).isPresent(), path + ".code", "MORE-INFO");
      around.required(
          Citation.find(question.citation()).isPresent(), path + ".citation", "MORE-INFO");
      around.filled(question.text(), path + ".text", "MORE-INFO");
    }
    around.ahead(request.answerBy(), "answer_by", "MORE-INFO");
  }

  private static void answers(ClarificationAnswer answer, Around around) {
    around.required(!answer.answers().isEmpty(), "answers", "MORE-INFO");
    for (int i = 0; i < answer.answers().size(); i++) {
      Answer one = answer.answers().get(i);
      around.filled(one.question(), "answers[" + i + "].question", "MORE-INFO");
      around.filled(one.value(), "answers[" + i + "].value", "MORE-INFO");
    }
  }

  private static void proposal(ConsultProposal proposal, Around around) {
    Findings findings = around.findings();
    switch (proposal.intended()) {
      case REFUSED, POSTPONED -> {
        Decision.Reason reason = new Decision.Reason(proposal.ground(), "", proposal.text());
        findings.unless(Ground.find(proposal.ground()).isPresent(), Rule.V49, "ground");
        DecisionRules.blocked(reason, "ground", around.soFar(), findings);
      }
      case CONDITIONAL ->
          around.required(!proposal.conditions().isEmpty(), "conditions", "CONSULT");
    }
    around.filled(proposal.text(), "text", "CONSULT");
    around.ahead(proposal.answerBy(), "answer_by", "CONSULT");
  }
}
