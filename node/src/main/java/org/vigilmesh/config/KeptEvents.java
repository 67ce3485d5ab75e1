package org.vigilmesh.config;

import java.util.List;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.parser.Parser;

/** YAML events that were looked through once, as a composer takes them: no text is read twice. */
public final class KeptEvents implements Parser {
  private final List<Event> events;
  private int next;

  public KeptEvents(List<Event> events) {
    this.events = List.copyOf(events);
  }

  @Override
  public boolean hasNext() {
    return next < events.size();
  }

  @Override
  public boolean checkEvent(Event.ID kind) {
    return hasNext() && events.get(next).getEventId() == kind;
  }

  @Override
  public Event peekEvent() {
    return events.get(next);
  }

  @Override
  public Event next() {
    return events.get(next++);
  }
}
