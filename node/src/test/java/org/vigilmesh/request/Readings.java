package org.vigilmesh.request;

import java.util.List;

/** What a reading came to, for tests that expect one of the two. */
public final class Readings {
  private Readings() {}

  /** The reading as one that can be signed; fails with all that is wrong. */
  public static <D> Reading.Signable<D> signable(Reading<D> reading) {
    return switch (reading) {
      case Reading.Signable<D> signable -> signable;
      case Reading.Broken<D> broken -> throw new AssertionError(named(broken.problems()));
    };
  }

  /** The reading as one that cannot be signed. */
  static <D> Reading.Broken<D> broken(Reading<D> reading) {
    return switch (reading) {
      case Reading.Signable<D> signable -> throw new AssertionError(signable);
      case Reading.Broken<D> broken -> broken;
    };
  }

  /** Each problem by its rule or kind and its field, warnings too. */
  static List<String> problems(Reading<?> reading) {
    return switch (reading) {
      case Reading.Signable<?> signable -> named(signable.warnings());
      case Reading.Broken<?> broken -> named(broken.problems());
    };
  }

  private static List<String> named(List<RequestProblem> problems) {
    return problems.stream()
        .map(p -> (p.rule().isEmpty() ? p.kind() : p.rule()) + " " + p.field())
        .toList();
  }
}
