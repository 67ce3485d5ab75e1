package org.vigilmesh.value;

/** Assertions about our own state: a failure is a bug of ours, never a peer's input. */
public final class Check {
  private Check() {}

  /** Throws {@link IllegalStateException} with {@code claim} unless it {@code holds}. */
  public static void that(boolean holds, String claim) {
    if (!holds) {
      throw new IllegalStateException("bug: " + claim);
    }
  }
}
