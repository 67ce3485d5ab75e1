package org.vigilmesh.request;

import java.time.Instant;
import java.util.List;
import org.vigilmesh.message.ActId;
import org.vigilmesh.message.Citation;
import org.vigilmesh.message.Dialogue;
import org.vigilmesh.message.Rule;
import org.vigilmesh.message.Texts;

/** A clarification in the making: what is asked of each field, or the places for its answers. */
public final class ClarificationDraft {
  private ClarificationDraft() {}

  /** A field that a rule found missing or unclear. */
  public record Gap(Rule rule, String field, String citation) {}

  /** The questions to the other side, one for each gap, in the words of the rules. */
  public static String asking(List<Gap> gaps, String language, Instant answerBy) {
    RequestText out = new RequestText();
    Texts texts = Texts.in(language);
    int number = 0;
    List<RequestText> questions = new java.util.ArrayList<>();
    for (Gap gap : gaps) {
      number++;
      questions.add(
          new RequestText()
              .put("id", "q" + number)
              .remark(texts.text(gap.rule() + ".what"))
              .put("field", gap.field())
              .put("code", gap.rule().name())
              .put("citation", gap.citation())
              .put("text", texts.text(gap.rule() + ".do")));
    }
    return out.put("message_type", "clarification_request")
        .put("language", language)
        .parts("questions", questions)
        .put("answer_by", answerBy)
        .toString();
  }

  /** The places for answers to {@code asked}, each with what the question was. */
  public static String answering(ActId act, Dialogue.ClarificationRequest asked, String language) {
    Texts texts = Texts.in(language);
    List<RequestText> answers = asked.questions().stream().map(one -> answer(one, texts)).toList();
    return new RequestText()
        .put("message_type", "clarification_answer")
        .put("language", language)
        .put("in_reply_to", act)
        .parts("answers", answers)
        .remark("fields of the request that read differently now")
        .puts("amended_fields", List.of())
        .toString();
  }

  private static RequestText answer(Dialogue.Question one, Texts texts) {
    RequestText answer = new RequestText().put("question", one.id());
    answer.remark(plain(one.field() + ": " + one.text()));
    Rule.find(one.code())
        .ifPresent(
            rule ->
                answer.remark(
                    plain(
                        rule
                            + " "
                            + Citation.find(one.citation()).map(Citation::shown).orElse("")
                            + " "
                            + texts.text(rule + ".do"))));
    return answer.blank("value");
  }

  /** What the other side wrote stays in its remark, whatever it holds. */
  private static String plain(String text) {
    return text.replaceAll("[\\p{Cntrl}\\p{Cf}\\u2028\\u2029\\u0085]+", " ");
  }
}
