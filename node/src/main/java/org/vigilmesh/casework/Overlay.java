package org.vigilmesh.casework;

import java.util.Locale;

/**
 * A question that stands open beside the base: present while at least one message of its kind is
 * unanswered. The order is the order in which one of them is shown in place of the base.
 */
public enum Overlay {
  RELEASE,
  PREJUDICE,
  CONSULT,
  CLARIFY,
  EXTENSION;

  /** The code on the admin wire and in lists. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
