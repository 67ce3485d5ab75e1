package org.vigilmesh.engine;

/**
 * The simulated process ends here: what was not committed is gone, nobody is told anything more.
 */
final class ProcessEnded extends RuntimeException {
  private static final long serialVersionUID = 1;

  ProcessEnded(String where) {
    super(where, null, false, false);
  }
}
