package org.vigilmesh.request;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.vigilmesh.config.KeptEvents;
import org.vigilmesh.request.RequestProblem.Kind;

/** YAML 1.2 text to its nodes, looked through as events first: depth, tags and aliases. */
final class YamlText {
  /** A request file at most: some ten times the longest act. */
  static final int SIZE_MAX = 1024 * 1024;

  /** The deepest field has five levels. */
  private static final int DEPTH_MAX = 12;

  private static final LoadSettings SETTINGS =
      LoadSettings.builder()
          .setCodePointLimit(SIZE_MAX)
          .setMaxAliasesForCollections(0)
          .setParseComments(false)
          .build();

  private YamlText() {}

  /** The document's root; null, after a report, when {@code text} is not one safe document. */
  static @Nullable Node root(String text, Problems problems) {
    if (text.length() > SIZE_MAX) {
      problems.add(0, "", Kind.TOO_LARGE, String.valueOf(SIZE_MAX / 1024));
      return null;
    }
    try {
      List<Event> events = new ArrayList<>();
      if (!isPlain(new Parse(SETTINGS).parseString(text), events, problems)) {
        return null;
      }
      Optional<Node> root = new Composer(SETTINGS, new KeptEvents(events)).getSingleNode();
      if (root.isEmpty()) {
        problems.add(1, "", Kind.NOT_A_MAP, "");
      }
      return root.orElse(null);
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().map(Mark::getLine).orElse(0) + 1;
      problems.add(line, "", Kind.NOT_YAML, brief(e.getProblem()));
    } catch (YamlEngineException e) {
      problems.add(1, "", Kind.NOT_YAML, brief(e.getMessage()));
    }
    return null;
  }

  private static String brief(@Nullable String why) {
    String line = String.valueOf(why).lines().findFirst().orElse("");
    return line.length() <= 120 ? line : line.substring(0, 120);
  }

  /** Whether the text holds nothing but plain values; its events are added to {@code kept}. */
  private static boolean isPlain(Iterable<Event> events, List<Event> kept, Problems problems) {
    int depth = 0;
    boolean plain = true;
    for (Event event : events) {
      kept.add(event);
      int line = event.getStartMark().map(Mark::getLine).orElse(0) + 1;
      switch (event) {
        case AliasEvent _ -> {
          problems.add(line, "", Kind.ALIAS, "");
          plain = false;
        }
        case ScalarEvent scalar when scalar.getTag().isPresent() -> {
          problems.add(line, "", Kind.TAG, "");
          plain = false;
        }
        case CollectionStartEvent start -> {
          depth++;
          if (start.getTag().isPresent()) {
            problems.add(line, "", Kind.TAG, "");
            plain = false;
          }
        }
        case CollectionEndEvent _ -> depth--;
        default -> {}
      }
      if (depth > DEPTH_MAX) {
        problems.add(line, "", Kind.TOO_DEEP, String.valueOf(DEPTH_MAX));
        return false;
      }
    }
    return plain;
  }
}
