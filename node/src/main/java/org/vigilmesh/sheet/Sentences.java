package org.vigilmesh.sheet;

import java.util.Arrays;
import java.util.List;
import java.util.MissingResourceException;
import java.util.Optional;
import org.vigilmesh.casework.Refusal;
import org.vigilmesh.message.CodeNames;
import org.vigilmesh.message.Texts;
import org.vigilmesh.port.Submissions.Submitted.Reason;
import org.vigilmesh.port.Submissions.Submitted.Said;

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
                    reason.said().flatMap(said -> what(said, words)).orElse(reason.what()),
                    reason.said().flatMap(said -> remedy(said, words)).orElse(reason.remedy())))
        .toList();
  }

  private static Optional<String> what(Said said, Words words) {
    return refusal(said)
        .map(one -> one.what(words.language(), said.values()))
        .or(() -> rule(said.key(), words));
  }

  private static Optional<String> remedy(Said said, Words words) {
    return refusal(said)
        .map(one -> one.remedy(words.language()))
        .or(() -> rule(said.remedyKey(), words));
  }

  private static Optional<Refusal> refusal(Said said) {
    return Arrays.stream(Refusal.values()).filter(one -> one.name().equals(said.key())).findFirst();
  }

  private static Optional<String> rule(String key, Words words) {
    try {
      return key.isEmpty() ? Optional.empty() : Optional.of(Texts.in(words.language()).text(key));
    } catch (MissingResourceException _) {
      return Optional.empty();
    }
  }
}
