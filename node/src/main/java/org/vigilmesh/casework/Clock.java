package org.vigilmesh.casework;

import static org.vigilmesh.casework.Clock.Side.BOTH;
import static org.vigilmesh.casework.Clock.Side.REQUESTED;
import static org.vigilmesh.casework.Clock.Side.REQUESTING;
import static org.vigilmesh.identity.Officer.Role.CENTRAL_AUTHORITY;
import static org.vigilmesh.identity.Officer.Role.SUPERVISOR;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.vigilmesh.identity.Officer.Role;
import org.vigilmesh.value.Urgency;

/**
 * The register of clocks (domain section 10.6): how long each runs by urgency, when it reminds whom,
 * and whom its breach alarms. A clock rings and never decides; only a lapsed authorisation moves a
 * draft. Lengths are design defaults that a State may replace; those of zero end on a date that the
 * case itself gives.
 */
public enum Clock {
  VOLATILITY(Length.GIVEN, hours(REQUESTED, 24, 4), REQUESTED, SUPERVISOR),
  APPROVAL(Length.minutes(15, 60, 8 * 60), parts(REQUESTING, 50), REQUESTING, SUPERVISOR),
  AUTH_VALID(Length.hours(72, 72, 72), parts(REQUESTING, 80), REQUESTING, SUPERVISOR),
  ORAL_CONFIRM(Length.hours(24, 24, 24), parts(REQUESTED, 50, 80), REQUESTED, SUPERVISOR),
  DELIVERY(Length.minutes(2, 15, 15), List.of(), REQUESTING, SUPERVISOR),
  ACKNOWLEDGEMENT(Length.minutes(30, 8 * 60, 24 * 60), parts(REQUESTED, 50, 80), BOTH, SUPERVISOR),
  DECISION(Length.hours(4, 24, 72), parts(REQUESTED, 50, 80), BOTH, SUPERVISOR),
  CLARIFY(Length.hours(24, 24, 24), parts(REQUESTING, 50, 80), BOTH, SUPERVISOR),
  CONSULT(Length.hours(24, 24, 72), parts(BOTH, 50, 80), REQUESTED, SUPERVISOR),
  PROVISIONAL_HOLD(Length.GIVEN, days(REQUESTED, 7, 3, 1), REQUESTED, SUPERVISOR),
  CUSTODIAN(Length.hours(1, 8, 24), parts(REQUESTED, 80), BOTH, SUPERVISOR),
  PREJUDICE(Length.hours(1, 8, 8), parts(REQUESTING, 50, 80), BOTH, SUPERVISOR),
  OBJECTION(Length.days(10), days(BOTH, 3, 1), REQUESTED, null),
  REVIEW(Length.days(30), days(REQUESTED, 3), REQUESTED, SUPERVISOR),
  TREATY_FLOOR(Length.GIVEN, days(BOTH, 21, 14, 7, 3, 1), BOTH, CENTRAL_AUTHORITY),
  DOMESTIC_ORDER(Length.GIVEN, days(REQUESTED, 14, 7, 3), REQUESTED, SUPERVISOR),
  SECRECY(Length.GIVEN, days(REQUESTED, 7), REQUESTED, SUPERVISOR),
  EXTENSION_ANSWER(Length.GIVEN, days(REQUESTED, 7, 3, 1), BOTH, SUPERVISOR),
  MLA_PROMISED(Length.GIVEN, days(REQUESTING, 14, 7), REQUESTING, CENTRAL_AUTHORITY),
  MLA_TRANSIT(Length.days(30), days(BOTH, 7), BOTH, CENTRAL_AUTHORITY),
  /** A request under way has no expiry: it asks for its status each month. */
  MLA_PENDING(Length.days(30), List.of(), BOTH, CENTRAL_AUTHORITY),
  POST_DECISION(Length.days(30), days(BOTH, 7), REQUESTED, SUPERVISOR),
  RELEASE_CERTIFICATE(Length.days(5), parts(REQUESTED, 80), BOTH, SUPERVISOR),
  THIRD_STATE(Length.hours(24, 24, 24), parts(REQUESTING, 50), REQUESTING, null),
  ONWARD(Length.days(10), days(BOTH, 3), BOTH, null),
  RETENTION(Length.days(90), days(BOTH, 30), BOTH, SUPERVISOR);

  /** Whose desk it rings at. */
  public enum Side {
    REQUESTING,
    REQUESTED,
    BOTH;

    /** Whether something meant for this side rings at {@code own}. */
    public boolean includes(Side own) {
      return this == BOTH || this == own;
    }
  }

  /**
   * A reminder before the end.
   *
   * @param percent of the length that has gone; zero where {@code before} counts
   * @param before how long before the end
   */
  record Mark(Side side, int percent, Duration before) {}

  /** How long a clock runs, by urgency; all zero where the case gives the end. */
  record Length(Duration emergency, Duration urgent, Duration routine) {
    static final Length GIVEN = days(0);

    static Length minutes(int emergency, int urgent, int routine) {
      return new Length(
          Duration.ofMinutes(emergency), Duration.ofMinutes(urgent), Duration.ofMinutes(routine));
    }

    static Length hours(int emergency, int urgent, int routine) {
      return minutes(60 * emergency, 60 * urgent, 60 * routine);
    }

    static Length days(int days) {
      return hours(24 * days, 24 * days, 24 * days);
    }
  }

  private final Length length;
  private final List<Mark> marks;
  private final Side breached;
  private final @Nullable Role next;

  Clock(Length length, List<Mark> marks, Side breached, @Nullable Role next) {
    this.length = length;
    this.marks = marks;
    this.breached = breached;
    this.next = next;
  }

  private static List<Mark> parts(Side side, int... percents) {
    return java.util.Arrays.stream(percents)
        .mapToObj(percent -> new Mark(side, percent, Duration.ZERO))
        .toList();
  }

  private static List<Mark> days(Side side, int... days) {
    return java.util.Arrays.stream(days)
        .mapToObj(day -> new Mark(side, 0, Duration.ofDays(day)))
        .toList();
  }

  private static List<Mark> hours(Side side, int... hours) {
    return java.util.Arrays.stream(hours)
        .mapToObj(hour -> new Mark(side, 0, Duration.ofHours(hour)))
        .toList();
  }

  /** How long it runs for an act of this urgency; zero where the end is a date in the case. */
  public Duration length(Urgency urgency) {
    return switch (urgency) {
      case EMERGENCY -> length.emergency();
      case URGENT -> length.urgent();
      case ROUTINE -> length.routine();
    };
  }

  /** The reminders on approach, the earliest first. */
  List<Mark> marks() {
    return marks;
  }

  /** Whose desks the breach alarms. */
  public Side breached() {
    return breached;
  }

  /** Who is called when nobody took charge of its breach; the duty officer alone where none. */
  Role next() {
    return next == null ? Role.OFFICER : next;
  }

  /** Whether it begins again at its end, for as long as it runs. */
  boolean repeats() {
    return this == MLA_PENDING;
  }

  /** The code on the admin wire, in alarms and in lists. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
