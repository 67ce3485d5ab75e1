package org.vigilmesh.identity;

import java.util.regex.Pattern;
import org.vigilmesh.value.InvalidValue;

/** An officer's short name within one State's roster: {@code j.morgan}. Never reused. */
public record OfficerId(String text) {
  private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");

  public OfficerId {
    InvalidValue.unless(FORM.matcher(text).matches(), "an officer id is 1 to 64 of a-z 0-9 . _ -");
  }

  @Override
  public String toString() {
    return text;
  }
}
