package org.vigilmesh.port;

/**
 * The named steps at which a test may end the process. {@link #NONE} is what a normal run has; the
 * names are those of docs/RELIABILITY.md and nowhere else.
 */
@FunctionalInterface
public interface Failpoint {
  Failpoint NONE = name -> {};

  /** Called just before and just after the step; halts the process if a test asked for it. */
  void at(String name);
}
