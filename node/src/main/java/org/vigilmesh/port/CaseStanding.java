package org.vigilmesh.port;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where a case stands, as its acts make it: no content. All texts are the codes of CASEWORK.
 *
 * @param base empty for a record outside the table
 * @param items each data item with its base, where they were named
 * @param clocks those that run, the one that ends first at the front
 */
public record CaseStanding(
    String base,
    String hold,
    List<String> overlays,
    List<String> flags,
    List<Item> items,
    List<Running> clocks) {
  public CaseStanding {
    overlays = List.copyOf(overlays);
    flags = List.copyOf(flags);
    items = List.copyOf(items);
    clocks = List.copyOf(clocks);
  }

  /** A data item and its base. */
  public record Item(String id, String base) {}

  /**
   * A clock that runs.
   *
   * @param about the act that it waits on; empty for the case as a whole
   * @param end as this side counts it
   * @param nextBell when it calls somebody here next; empty when nothing of it rings here any more
   */
  public record Running(
      String clock,
      String about,
      Instant start,
      Instant end,
      Waiting waitsFor,
      Optional<Instant> nextBell) {}

  /** Whose act a clock waits for. */
  public enum Waiting {
    US,
    PEER,
    BOTH
  }
}
