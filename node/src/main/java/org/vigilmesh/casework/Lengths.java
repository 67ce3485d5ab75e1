package org.vigilmesh.casework;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;
import org.vigilmesh.value.InvalidValue;
import org.vigilmesh.value.Urgency;

/**
 * How long clocks run here: a State's own lengths in the place of those of the register. They move
 * reminders, alarms and what is shown at this side alone. A case is folded without them, so that
 * both sides go on seeing one case; an end that the case itself gives is never moved.
 *
 * @param own the lengths that differ from the register's
 */
public record Lengths(Map<Key, Duration> own) {
  /** Those of the register. */
  public static final Lengths SHIPPED = new Lengths(Map.of());

  public Lengths {
    own.forEach(
        (key, length) ->
            InvalidValue.unless(
                bounds(key.clock(), key.urgency()).filter(b -> b.holds(length)).isPresent(),
                "a length within its bounds"));
    own =
        own.entrySet().stream()
            .filter(one -> !isShipped(one.getKey(), one.getValue()))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static boolean isShipped(Key key, Duration length) {
    return key.peer().isEmpty() && length.equals(key.clock().length(key.urgency()));
  }

  /**
   * What a length is for.
   *
   * @param peer empty for all that have none of their own
   */
  public record Key(Clock clock, Urgency urgency, Optional<NodeId> peer) {
    private String name() {
      return peer.map(node -> node.text() + " ").orElse("") + clock.code() + " " + urgency.code();
    }
  }

  /** What a length may be. */
  public record Bounds(Duration least, Duration most) {
    public boolean holds(Duration length) {
      return length.compareTo(least) >= 0 && length.compareTo(most) <= 0;
    }

    private static Optional<Bounds> minutes(long least, long most) {
      return Optional.of(new Bounds(Duration.ofMinutes(least), Duration.ofMinutes(most)));
    }

    private static Optional<Bounds> days(long least, long most) {
      return Optional.of(new Bounds(Duration.ofDays(least), Duration.ofDays(most)));
    }
  }

  /**
   * What may be said of a clock. Nothing of those whose end the case gives, among them the floor of
   * the treaty, which no configuration shortens; and nothing of the windows that both sides count
   * alike. An urgent acknowledgement is owed within 8 hours (ACK-8H), a clarification within 3
   * days.
   */
  public static Optional<Bounds> bounds(Clock clock, Urgency urgency) {
    return switch (clock) {
      case VOLATILITY,
          PROVISIONAL_HOLD,
          TREATY_FLOOR,
          DOMESTIC_ORDER,
          SECRECY,
          EXTENSION_ANSWER,
          MLA_PROMISED,
          OBJECTION,
          POST_DECISION,
          RETENTION ->
          Optional.empty();
      case DELIVERY -> Optional.of(new Bounds(Duration.ofSeconds(1), Duration.ofDays(1)));
      case ACKNOWLEDGEMENT ->
          switch (urgency) {
            case EMERGENCY -> Bounds.minutes(5, 60);
            case URGENT -> Bounds.minutes(15, 8 * 60);
            case ROUTINE -> Bounds.minutes(60, 3 * 24 * 60);
          };
      case APPROVAL -> Bounds.minutes(5, 24 * 60);
      case AUTH_VALID -> Bounds.minutes(60, 14 * 24 * 60);
      case ORAL_CONFIRM, CLARIFY -> Bounds.minutes(60, 3 * 24 * 60);
      case DECISION -> Bounds.minutes(30, 14 * 24 * 60);
      case CONSULT, THIRD_STATE -> Bounds.minutes(60, 7 * 24 * 60);
      case CUSTODIAN, PREJUDICE -> Bounds.minutes(15, 7 * 24 * 60);
      case REVIEW, RELEASE_CERTIFICATE, ONWARD -> Bounds.days(1, 30);
      case MLA_TRANSIT, MLA_PENDING -> Bounds.days(8, 90);
    };
  }

  /** How long a clock runs in a case with {@code peer}. */
  public Duration length(Clock clock, Urgency urgency, NodeId peer) {
    Duration forAll =
        own.getOrDefault(new Key(clock, urgency, Optional.empty()), clock.length(urgency));
    return own.getOrDefault(new Key(clock, urgency, Optional.of(peer)), forAll);
  }

  /** The clocks of a case with {@code peer} as they run here. */
  public List<Timer> of(Collection<Timer> timers, NodeId peer) {
    return timers.stream().map(timer -> of(timer, peer)).toList();
  }

  private Timer of(Timer timer, NodeId peer) {
    return timer
        .paced()
        .map(urgency -> timer.lasting(length(timer.clock(), urgency, peer)))
        .orElse(timer);
  }

  /** One line for each length that differs from the register's, in their order. */
  public List<String> lines() {
    return own.entrySet().stream()
        .map(one -> one.getKey().name() + " " + one.getValue())
        .sorted()
        .toList();
  }

  /** A number that changes with any of them: what was reckoned with others is to be made anew. */
  public int form() {
    return own.isEmpty()
        ? 0
        : Digest.sha256(Bytes.of(String.join("\n", lines()).getBytes(StandardCharsets.UTF_8)))
            .hashCode();
  }
}
