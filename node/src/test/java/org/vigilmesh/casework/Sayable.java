package org.vigilmesh.casework;

import java.time.Instant;
import java.util.List;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.message.Content;

/** Everything that can be said in a case, for tests of whole engines. */
public final class Sayable {
  private Sayable() {}

  /** The names of all that can be said once a case is open. */
  public static List<String> names() {
    return Lines.all().stream()
        .map(Lines.Line::name)
        .filter(name -> !name.equals("request") && !name.equals("channel_test"))
        .toList();
  }

  /** The words for {@code name} that fit the case best as {@code self} sees it. */
  public static Content words(String name, NodeId self, List<CaseEvent> events, Instant now) {
    return Scenes.line(name).words().apply(new Lines.Sight(CaseFold.book(self, events), now));
  }
}
