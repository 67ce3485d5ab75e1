package org.vigilmesh.config;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** A file that cannot be used, with everything that is wrong in it. */
public final class ConfigException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Path file;
  private final transient List<Problem> problems;

  public ConfigException(Path file, List<Problem> problems) {
    super(
        problems.stream()
            .map(problem -> problem.shown("en"))
            .collect(Collectors.joining("\n", file + ":\n", "")));
    this.file = file;
    this.problems = List.copyOf(problems);
  }

  public Path file() {
    return file;
  }

  /** In the order of the file; never empty. */
  public List<Problem> problems() {
    return problems;
  }
}
