package org.vigilmesh.value;

/**
 * What a value's constructor throws when bytes or text do not form one. Parsers of foreign input
 * catch it at their single border and answer with a typed result; nobody else does.
 */
public final class InvalidValue extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  public InvalidValue(String message) {
    super(message);
  }

  public InvalidValue(String message, Throwable cause) {
    super(message, cause);
  }

  /** Throws with {@code message} unless {@code holds}. */
  public static void unless(boolean holds, String message) {
    if (!holds) {
      throw new InvalidValue(message);
    }
  }
}
