package org.vigilmesh.sheet;

import java.util.List;
import org.vigilmesh.message.CodeNames;
import org.vigilmesh.port.Submissions.Submitted.Reason;

/** Why an act was not taken, in the reader's language. */
public final class Sentences {
  private Sentences() {}

  /** One reason: the field it is about, what is wrong, what to do about it. */
  public record Line(String field, String what, String remedy) {}

  public static List<Line> of(String code, List<Reason> reasons, Words words) {
    if (reasons.isEmpty()) {
      return List.of(
          new Line(
              "",
              new CodeNames(words.language()).find("error", code).orElse(code),
              words.of("refused.call")));
    }
    return reasons.stream()
        .map(
            reason ->
                new Line(
                    words
                        .find("field." + reason.field())
                        .or(() -> new CodeNames(words.language()).find("field", reason.field()))
                        .orElse(reason.field()),
                    reason
                        .said()
                        .flatMap(said -> said.what(words.language()))
                        .orElse(reason.what()),
                    reason
                        .said()
                        .flatMap(said -> said.remedy(words.language()))
                        .orElse(reason.remedy())))
        .toList();
  }
}
