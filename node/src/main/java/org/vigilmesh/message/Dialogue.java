package org.vigilmesh.message;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vigilmesh.identity.Extension;

/**
 * What both sides say before and beside a decision: questions per field, consultation, and the
 * warning that a hold may do harm.
 */
public sealed interface Dialogue extends Described {
  /** What the requested side is about to decide. */
  enum Intended {
    REFUSED,
    POSTPONED,
    CONDITIONAL
  }

  /** How a proposal is taken. */
  enum Stance {
    ACCEPT,
    DECLINE,
    COUNTER
  }

  /** Why a hold may do harm. */
  enum Risk {
    WILL_NOT_SECURE,
    TIPS_OFF,
    OTHER
  }

  /** Whether the hold is made. */
  enum Course {
    GO,
    NO_GO
  }

  /** One question about one field, with the treaty's reason for it. */
  record Question(String id, String field, String code, String citation, String text) {
    public Question {
      id = Bounds.code(id, "id");
      field = Bounds.line(field, "field");
      code = Bounds.code(code, "code");
      citation = Bounds.code(citation, "citation");
      text = Bounds.prose(text, "text");
    }

    static Question read(Source in) {
      return new Question(
          in.code("id"), in.line("field"), in.code("code"), in.code("citation"), in.prose("text"));
    }

    void write(Sink out) {
      out.code("id", id);
      out.line("field", field);
      out.code("code", code);
      out.code("citation", citation);
      out.prose("text", text);
    }
  }

  /** The answer to the question with this id. */
  record Answer(String question, String value) {
    public Answer {
      question = Bounds.code(question, "question");
      value = Bounds.prose(value, "value");
    }

    static Answer read(Source in) {
      return new Answer(in.code("question"), in.prose("value"));
    }

    void write(Sink out) {
      out.code("question", question);
      out.prose("value", value);
    }
  }

  /** Asks for what is missing or unclear, field by field; a provisional hold goes on. */
  record ClarificationRequest(
      CaseRefs caseRefs,
      ActId inReplyTo,
      List<Question> questions,
      @Nullable Instant answerBy,
      List<Extension> extensions)
      implements Dialogue {
    public ClarificationRequest {
      questions = Bounds.list(questions, "questions");
      answerBy = Bounds.timeOrNull(answerBy, "answer_by");
      extensions = Bounds.list(extensions, 16, "extensions");
    }

    static ClarificationRequest read(Source in) {
      return new ClarificationRequest(
          in.caseRefs(),
          in.reply("in_reply_to"),
          in.parts("questions", Question::read),
          in.time("answer_by"),
          in.extensions());
    }

    @Override
    public void write(Sink out) {
      out.caseRefs(caseRefs);
      out.reply("in_reply_to", inReplyTo);
      out.parts("questions", questions, Question::write);
      out.time("answer_by", answerBy);
      out.extensions(extensions);
    }

    @Override
    public ContentForm form() {
      return ContentForm.CLARIFICATION_REQUEST;
    }

    @Override
    public ActId answered() {
      return inReplyTo;
    }
  }

  /**
   * Answers the questions that it names, and says which fields of the request read differently now.
   */
  record ClarificationAnswer(
      CaseRefs caseRefs,
      ActId inReplyTo,
      List<Answer> answers,
      List<String> amendedFields,
      List<Extension> extensions)
      implements Dialogue {
    public ClarificationAnswer {
      answers = Bounds.list(answers, "answers");
      amendedFields = Bounds.lines(amendedFields, "amended_fields");
      extensions = Bounds.list(extensions, 16, "extensions");
    }

    static ClarificationAnswer read(Source in) {
      return new ClarificationAnswer(
          in.caseRefs(),
          in.reply("in_reply_to"),
          in.parts("answers", Answer::read),
          in.lines("amended_fields"),
          in.extensions());
    }

    @Override
    public void write(Sink out) {
      out.caseRefs(caseRefs);
      out.reply("in_reply_to", inReplyTo);
      out.parts("answers", answers, Answer::write);
      out.lines("amended_fields", amendedFields);
      out.extensions(extensions);
    }

    @Override
    public ContentForm form() {
      return ContentForm.CLARIFICATION_ANSWER;
    }

    @Override
    public ActId answered() {
      return inReplyTo;
    }
  }

  /** What the requested side intends, said before it decides. */
  record ConsultProposal(
      CaseRefs caseRefs,
      ActId inReplyTo,
      Intended intended,
      String ground,
      List<String> conditions,
      String text,
      @Nullable Instant answerBy,
      List<String> itemIds,
      List<Extension> extensions)
      implements Dialogue {
    public ConsultProposal {
      ground = Bounds.code(ground, "ground");
      conditions = Bounds.proses(conditions, "conditions");
      text = Bounds.prose(text, "text");
      answerBy = Bounds.timeOrNull(answerBy, "answer_by");
      itemIds = Bounds.codes(itemIds, "item_ids");
      extensions = Bounds.list(extensions, 16, "extensions");
    }

    static ConsultProposal read(Source in) {
      return new ConsultProposal(
          in.caseRefs(),
          in.reply("in_reply_to"),
          in.choice("intended", Intended.class),
          in.code("ground"),
          in.proses("conditions"),
          in.prose("text"),
          in.time("answer_by"),
          in.codes("item_ids"),
          in.extensions());
    }

    @Override
    public void write(Sink out) {
      out.caseRefs(caseRefs);
      out.reply("in_reply_to", inReplyTo);
      out.choice("intended", intended);
      out.code("ground", ground);
      out.proses("conditions", conditions);
      out.prose("text", text);
      out.time("answer_by", answerBy);
      out.codes("item_ids", itemIds);
      out.extensions(extensions);
    }

    @Override
    public ContentForm form() {
      return ContentForm.CONSULT_PROPOSAL;
    }

    @Override
    public ActId answered() {
      return inReplyTo;
    }
  }

  /** How the requesting side takes a proposal. */
  record ConsultAnswer(
      CaseRefs caseRefs,
      ActId inReplyTo,
      Stance answer,
      List<String> conditionsAccepted,
      String text,
      List<Extension> extensions)
      implements Dialogue {
    public ConsultAnswer {
      conditionsAccepted = Bounds.proses(conditionsAccepted, "conditions_accepted");
      text = Bounds.prose(text, "text");
      extensions = Bounds.list(extensions, 16, "extensions");
    }

    static ConsultAnswer read(Source in) {
      return new ConsultAnswer(
          in.caseRefs(),
          in.reply("in_reply_to"),
          in.choice("answer", Stance.class),
          in.proses("conditions_accepted"),
          in.prose("text"),
          in.extensions());
    }

    @Override
    public void write(Sink out) {
      out.caseRefs(caseRefs);
      out.reply("in_reply_to", inReplyTo);
      out.choice("answer", answer);
      out.proses("conditions_accepted", conditionsAccepted);
      out.prose("text", text);
      out.extensions(extensions);
    }

    @Override
    public ContentForm form() {
      return ContentForm.CONSULT_ANSWER;
    }

    @Override
    public ActId answered() {
      return inReplyTo;
    }
  }

  /** The hold will not secure the data or will tip somebody off: the requesting side decides. */
  record PrejudiceNotice(
      CaseRefs caseRefs,
      ActId inReplyTo,
      Risk risk,
      List<String> itemIds,
      String text,
      @Nullable Instant answerBy,
      List<Extension> extensions)
      implements Dialogue {
    public PrejudiceNotice {
      itemIds = Bounds.codes(itemIds, "item_ids");
      text = Bounds.prose(text, "text");
      answerBy = Bounds.timeOrNull(answerBy, "answer_by");
      extensions = Bounds.list(extensions, 16, "extensions");
    }

    static PrejudiceNotice read(Source in) {
      return new PrejudiceNotice(
          in.caseRefs(),
          in.reply("in_reply_to"),
          in.choice("risk", Risk.class),
          in.codes("item_ids"),
          in.prose("text"),
          in.time("answer_by"),
          in.extensions());
    }

    @Override
    public void write(Sink out) {
      out.caseRefs(caseRefs);
      out.reply("in_reply_to", inReplyTo);
      out.choice("risk", risk);
      out.codes("item_ids", itemIds);
      out.prose("text", text);
      out.time("answer_by", answerBy);
      out.extensions(extensions);
    }

    @Override
    public ContentForm form() {
      return ContentForm.PREJUDICE_NOTICE;
    }

    @Override
    public ActId answered() {
      return inReplyTo;
    }
  }

  /** Whether the hold shall be made nevertheless. */
  record PrejudiceAnswer(
      CaseRefs caseRefs,
      ActId inReplyTo,
      Course answer,
      List<String> itemIds,
      String text,
      List<Extension> extensions)
      implements Dialogue {
    public PrejudiceAnswer {
      itemIds = Bounds.codes(itemIds, "item_ids");
      text = Bounds.prose(text, "text");
      extensions = Bounds.list(extensions, 16, "extensions");
    }

    static PrejudiceAnswer read(Source in) {
      return new PrejudiceAnswer(
          in.caseRefs(),
          in.reply("in_reply_to"),
          in.choice("answer", Course.class),
          in.codes("item_ids"),
          in.prose("text"),
          in.extensions());
    }

    @Override
    public void write(Sink out) {
      out.caseRefs(caseRefs);
      out.reply("in_reply_to", inReplyTo);
      out.choice("answer", answer);
      out.codes("item_ids", itemIds);
      out.prose("text", text);
      out.extensions(extensions);
    }

    @Override
    public ContentForm form() {
      return ContentForm.PREJUDICE_ANSWER;
    }

    @Override
    public ActId answered() {
      return inReplyTo;
    }
  }
}
