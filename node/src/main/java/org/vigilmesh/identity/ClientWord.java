package org.vigilmesh.identity;

import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;
import org.vigilmesh.value.InvalidValue;

/**
 * What a browser says about an assertion. Browsers write it in one fixed form so that nobody needs
 * a parser of JSON: this is the limited verification algorithm of WebAuthn Level 2, section
 * 5.8.1.2. Stricter than it: what follows the fixed part is read, too, and no member may stand
 * twice.
 */
final class ClientWord {
  private static final String CROSS_ORIGIN = "crossOrigin";

  /** Names that stand in the fixed part, or that only a page in a foreign frame needs. */
  private static final Set<String> ONCE =
      Set.of("type", "challenge", "origin", CROSS_ORIGIN, "topOrigin");

  private static final String NAME = "\"([A-Za-z0-9_.-]{1,64})\"";
  private static final String CHARACTER = "[^\"\\\\\\x00-\\x1f]|\\\\[\"\\\\]|\\\\u[0-9a-f]{4}";
  private static final String VALUE = "(\"(?:" + CHARACTER + ")*+\"|true|false|null|-?[0-9]{1,15})";

  /** A member without white space, its value neither an object nor a list. */
  private static final Pattern MEMBER = Pattern.compile("," + NAME + ":" + VALUE);

  private ClientWord() {}

  static boolean answers(Bytes clientData, Digest challenge, List<String> origins) {
    Optional<String> text = text(clientData);
    if (text.isEmpty()) {
      return false;
    }
    String start =
        "{\"type\":\"webauthn.get\",\"challenge\":\""
            + Base64.getUrlEncoder().withoutPadding().encodeToString(challenge.bytes().toArray())
            + "\",\"origin\":\"";
    return origins.stream()
        .map(origin -> start + origin + "\"")
        .filter(text.get()::startsWith)
        .anyMatch(fixed -> endsWell(text.get().substring(fixed.length())));
  }

  private static Optional<String> text(Bytes clientData) {
    try {
      return Optional.of(clientData.text());
    } catch (InvalidValue _) {
      return Optional.empty();
    }
  }

  /**
   * Whether {@code rest} is further members, crossOrigin false and first if at all, and a brace.
   */
  private static boolean endsWell(String rest) {
    Set<String> seen = new HashSet<>();
    Matcher member = MEMBER.matcher(rest);
    int at = 0;
    while (member.region(at, rest.length()).lookingAt()) {
      String name = member.group(1);
      boolean isCrossOrigin = at == 0 && name.equals(CROSS_ORIGIN);
      if (isCrossOrigin ? !member.group(2).equals("false") : ONCE.contains(name)) {
        return false;
      }
      if (!seen.add(name)) {
        return false;
      }
      at = member.end();
    }
    return rest.substring(at).equals("}");
  }
}
