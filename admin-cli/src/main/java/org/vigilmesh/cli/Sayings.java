package org.vigilmesh.cli;

import java.util.Arrays;
import java.util.List;
import java.util.MissingResourceException;
import java.util.Optional;
import org.vigilmesh.casework.Refusal;
import org.vigilmesh.proto.v1.Said;

/** What the node said in English, said by its key in the reader's language. */
final class Sayings {
  private Sayings() {}

  /** What is wrong; empty where this program does not know the key. */
  static Optional<String> what(Said said, String language) {
    return refusal(said)
        .map(one -> one.what(language, List.copyOf(said.getValuesList())))
        .or(() -> rule(said.getKey(), language));
  }

  /** What to do about it. */
  static Optional<String> remedy(Said said, String language) {
    return refusal(said)
        .map(one -> one.remedy(language))
        .or(() -> rule(said.getRemedyKey(), language));
  }

  private static Optional<Refusal> refusal(Said said) {
    return Arrays.stream(Refusal.values())
        .filter(one -> one.name().equals(said.getKey()))
        .findFirst();
  }

  private static Optional<String> rule(String key, String language) {
    try {
      return key.isEmpty()
          ? Optional.empty()
          : Optional.of(org.vigilmesh.message.Texts.in(language).text(key));
    } catch (MissingResourceException _) {
      return Optional.empty();
    }
  }
}
