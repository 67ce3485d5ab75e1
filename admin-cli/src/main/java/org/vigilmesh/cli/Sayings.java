package org.vigilmesh.cli;

import java.util.Optional;
import org.vigilmesh.port.Submissions.Submitted;
import org.vigilmesh.proto.v1.Said;

/** What the node said in English, said by its key in the reader's language. */
final class Sayings {
  private Sayings() {}

  /** What is wrong; empty where this program does not know the key. */
  static Optional<String> what(Said said, String language) {
    return read(said).what(language);
  }

  /** What to do about it; empty where this program does not know that. */
  static Optional<String> remedy(Said said, String language) {
    return read(said).remedy(language);
  }

  private static Submitted.Said read(Said said) {
    return new Submitted.Said(said.getKey(), said.getRemedyKey(), said.getValuesList());
  }
}
