package org.vigilmesh.message;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Data that shall be kept: what, where it was seen, and for which period. Each item has a state of
 * its own in the case.
 *
 * @param category code of the list data_category
 * @param uncCategory its base: subscriber, traffic or content
 * @param forwardLooking whether data that do not exist yet are meant: never allowed, but readable
 * @param periodFrom the wanted period; what was observed is another thing
 */
public record DataItem(
    String itemId,
    String category,
    String uncCategory,
    String description,
    String service,
    boolean forwardLooking,
    List<Identifier> identifiers,
    @Nullable Instant periodFrom,
    @Nullable Instant periodTo,
    List<Observation> observed) {
  public DataItem {
    itemId = Bounds.code(itemId, "item_id");
    category = Bounds.code(category, "category");
    uncCategory = Bounds.code(uncCategory, "unc_category");
    description = Bounds.prose(description, "description");
    service = Bounds.line(service, "service");
    identifiers = Bounds.list(identifiers, "identifiers");
    periodFrom = Bounds.timeOrNull(periodFrom, "period_from");
    periodTo = Bounds.timeOrNull(periodTo, "period_to");
    observed = Bounds.list(observed, "observed");
  }

  /**
   * What points at the data.
   *
   * @param kind code of the list identifier_kind
   * @param qualifier what the kind needs beside the value: the date of a handle, the chain of a
   *     wallet, the algorithm of a hash; for an IP address why port and time cannot be had
   */
  public record Identifier(String kind, String value, String qualifier) {
    public Identifier {
      kind = Bounds.code(kind, "kind");
      value = Bounds.line(value, "value");
      qualifier = Bounds.line(qualifier, "qualifier");
    }
  }

  /**
   * One sighting.
   *
   * @param precisionSeconds how exact the time is; 0 = not said
   * @param sourcePort 1 to 65535; 0 = not known
   */
  public record Observation(
      String value,
      @Nullable Instant observedAt,
      int precisionSeconds,
      String clockSource,
      int sourcePort,
      String destinationIp,
      int destinationPort,
      String protocol) {
    private static final int PORT_MAX = 65_535;

    public Observation {
      value = Bounds.line(value, "value");
      observedAt = Bounds.timeOrNull(observedAt, "observed_at");
      precisionSeconds = Bounds.number(precisionSeconds, 86_400, "precision_s");
      clockSource = Bounds.line(clockSource, "clock_source");
      sourcePort = Bounds.number(sourcePort, PORT_MAX, "src_port");
      destinationIp = Bounds.line(destinationIp, "dst_ip");
      destinationPort = Bounds.number(destinationPort, PORT_MAX, "dst_port");
      protocol = Bounds.code(protocol, "protocol");
    }
  }
}
