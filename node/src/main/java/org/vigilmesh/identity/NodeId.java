package org.vigilmesh.identity;

import java.util.Locale;
import java.util.regex.Pattern;
import org.vigilmesh.value.InvalidValue;

/**
 * The name of a node for ever: a State's ISO 3166-1 alpha-2 code in lower case, with an optional
 * label: {@code xb} or {@code xb-navy}. Codes {@code xa} to {@code xz} are for demonstrations.
 */
public record NodeId(String text) implements Comparable<NodeId> {
  private static final Pattern FORM = Pattern.compile("[a-z]{2}(-[a-z0-9]{1,16})?");

  public NodeId {
    InvalidValue.unless(
        FORM.matcher(text).matches(), "a node id is two letters and an optional -label");
  }

  /** Reads either case, as people type it. */
  public static NodeId typed(String text) {
    return new NodeId(text.strip().toLowerCase(Locale.ROOT));
  }

  /** The State's two-letter code in upper case, as forms and screens show it. */
  public String state() {
    return text.substring(0, 2).toUpperCase(Locale.ROOT);
  }

  /** The whole id in upper case, for screens. */
  public String shown() {
    return text.toUpperCase(Locale.ROOT);
  }

  @Override
  public int compareTo(NodeId other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}
