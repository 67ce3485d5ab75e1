package org.vigilmesh.port;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Channels in memory: what each has taken, and which of them fail. */
public final class MemoryOutward implements Outward {
  /** A notice that a channel has taken. */
  public record Taken(String channel, Notice notice) {}

  public final List<Taken> taken = new ArrayList<>();

  /** The channels that fail, and how often anybody tried them. */
  public final Set<String> down = new HashSet<>();

  public int failures;

  private final List<String> channels;

  public MemoryOutward(String... channels) {
    this.channels = List.of(channels);
  }

  @Override
  public List<String> channels() {
    return channels;
  }

  @Override
  public Told tell(String channel, Notice notice) {
    if (!channels.contains(channel) || down.contains(channel)) {
      failures++;
      return new Told.Failed("nobody is there");
    }
    taken.add(new Taken(channel, notice));
    return new Told.Taken();
  }
}
