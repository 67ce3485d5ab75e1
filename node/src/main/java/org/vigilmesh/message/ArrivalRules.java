package org.vigilmesh.message;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.vigilmesh.message.DataItem.Identifier;
import org.vigilmesh.message.Validation.Arrival;
import org.vigilmesh.message.Validation.Findings;

/** The rules that look at what the receiving node knows: is this like the sender, and is it new. */
final class ArrivalRules {
  /** Signed times and ours may differ by this much. */
  static final Duration SKEW_MAX = Duration.ofSeconds(2);

  /** More requests of one sender within an hour are looked at twice; a design default. */
  static final int HOURLY_MAX = 10;

  /** From so many earlier requests on, an hour in which none came is unusual; a design default. */
  static final int HABIT_MIN = 20;

  private static final int HABIT_MINUTES = 120;
  private static final int DAY_MINUTES = 24 * 60;

  private ArrivalRules() {}

  static void check(Content content, Arrival arrival, Instant at, Findings findings) {
    Duration skew = arrival.skew();
    findings.unless(skew == null || skew.abs().compareTo(SKEW_MAX) <= 0, Rule.V46, "created_at");
    switch (content) {
      case PreservationRequest request -> {
        boolean unusual =
            arrival.earlier().isEmpty()
                || arrival.newOfficer()
                || isRush(arrival.earlier(), at)
                || isUnusualHour(arrival.earlier(), at);
        findings.unless(!unusual, Rule.V42, "sender");
        duplicates(request, arrival.open(), findings);
      }
      case TrafficDisclosureRequest _,
          EmergencyDataRequest _,
          Described _,
          Decision _,
          Content.HumanAck _,
          Content.PreservationConfirmation _,
          Content.ChannelTest _,
          Content.UnknownContent _ -> {}
    }
  }

  private static boolean isRush(List<Instant> earlier, Instant at) {
    Instant from = at.minus(Duration.ofHours(1));
    return earlier.stream().filter(one -> one.isAfter(from)).count() >= HOURLY_MAX;
  }

  private static boolean isUnusualHour(List<Instant> earlier, Instant at) {
    return earlier.size() >= HABIT_MIN
        && earlier.stream().noneMatch(one -> apart(minute(one), minute(at)) <= HABIT_MINUTES);
  }

  private static int minute(Instant at) {
    return at.atOffset(ZoneOffset.UTC).toLocalTime().toSecondOfDay() / 60;
  }

  /** Minutes between two times of day, the short way round midnight. */
  private static int apart(int one, int other) {
    int forward = Math.floorMod(one - other, DAY_MINUTES);
    return Math.min(forward, DAY_MINUTES - forward);
  }

  private static void duplicates(
      PreservationRequest request, List<PreservationRequest> open, Findings findings) {
    List<DataItem> items = request.wanted().dataItems();
    for (int i = 0; i < items.size(); i++) {
      DataItem item = items.get(i);
      boolean known =
          open.stream()
              .flatMap(other -> other.wanted().dataItems().stream())
              .anyMatch(other -> overlaps(item, other));
      findings.unless(!known, Rule.V72, "data_items[" + i + "]");
    }
  }

  /** Whether both want data of the same account, address or device for a common time. */
  private static boolean overlaps(DataItem one, DataItem other) {
    Set<Identifier> shared = new HashSet<>(one.identifiers());
    shared.retainAll(other.identifiers());
    Instant from = one.periodFrom();
    Instant to = one.periodTo();
    Instant otherFrom = other.periodFrom();
    Instant otherTo = other.periodTo();
    return !shared.isEmpty()
        && from != null
        && to != null
        && otherFrom != null
        && otherTo != null
        && from.isBefore(otherTo)
        && otherFrom.isBefore(to);
  }
}
