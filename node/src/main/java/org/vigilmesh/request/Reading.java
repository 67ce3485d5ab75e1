package org.vigilmesh.request;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What reading a file or a page came to.
 *
 * @param <D> what can be signed then
 */
public sealed interface Reading<D> {
  /** It can be signed; {@code warnings} are worth a look. */
  record Signable<D>(D draft, List<RequestProblem> warnings) implements Reading<D> {
    public Signable {
      warnings = List.copyOf(warnings);
    }
  }

  /** It cannot be signed; all that is wrong, by line. */
  record Broken<D>(List<RequestProblem> problems) implements Reading<D> {
    public Broken {
      problems = List.copyOf(problems);
    }
  }

  /** Signable where there is a draft and no problem blocks. */
  static <D> Reading<D> of(@Nullable D draft, List<RequestProblem> problems) {
    return draft == null || problems.stream().anyMatch(RequestProblem::blocks)
        ? new Broken<>(problems)
        : new Signable<>(draft, problems);
  }
}
