package org.vigilmesh.casework;

import static org.vigilmesh.casework.Clock.Side.BOTH;
import static org.vigilmesh.casework.Clock.Side.REQUESTED;
import static org.vigilmesh.casework.Clock.Side.REQUESTING;
import static org.vigilmesh.identity.Officer.Role.CENTRAL_AUTHORITY;
import static org.vigilmesh.identity.Officer.Role.SUPERVISOR;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.vigilmesh.identity.Officer.Role;
import org.vigilmesh.value.Urgency;

/**
 * The register of clocks (CASEWORK, "Clocks"): how long each runs by urgency, when it reminds whom,
 * and whom its breach alarms. A clock rings and never decides; only a lapsed authorisation moves a
 * draft. Lengths are design defaults that a State may replace; those of zero end on a date that the
 * case itself gives.
 */
public enum Clock {
  VOLATILITY(0, 0, 0, "R24h R4h", REQUESTED, SUPERVISOR),
  APPROVAL(15, 60, 480, "Q50%", REQUESTING, SUPERVISOR),
  AUTH_VALID(4320, 4320, 4320, "Q80%", REQUESTING, SUPERVISOR),
  ORAL_CONFIRM(1440, 1440, 1440, "R50% R80%", REQUESTED, SUPERVISOR),
  DELIVERY(2, 15, 15, "", REQUESTING, SUPERVISOR),
  ACKNOWLEDGEMENT(30, 480, 1440, "R50% R80%", BOTH, SUPERVISOR),
  DECISION(240, 1440, 4320, "R50% R80%", BOTH, SUPERVISOR),
  CLARIFY(1440, 1440, 1440, "Q50% Q80%", BOTH, SUPERVISOR),
  CONSULT(1440, 1440, 4320, "QR50% QR80%", REQUESTED, SUPERVISOR),
  PROVISIONAL_HOLD(0, 0, 0, "R7d R3d R1d", REQUESTED, SUPERVISOR),
  CUSTODIAN(60, 480, 1440, "R80%", BOTH, SUPERVISOR),
  PREJUDICE(60, 480, 480, "Q50% Q80%", BOTH, SUPERVISOR),
  OBJECTION(14400, 14400, 14400, "QR3d QR1d", REQUESTED, null),
  REVIEW(43200, 43200, 43200, "R3d", REQUESTED, SUPERVISOR),
  TREATY_FLOOR(0, 0, 0, "QR21d QR14d QR7d QR3d QR1d", BOTH, CENTRAL_AUTHORITY),
  DOMESTIC_ORDER(0, 0, 0, "R14d R7d R3d", REQUESTED, SUPERVISOR),
  SECRECY(0, 0, 0, "R7d", REQUESTED, SUPERVISOR),
  EXTENSION_ANSWER(0, 0, 0, "R7d R3d R1d", BOTH, SUPERVISOR),
  MLA_PROMISED(0, 0, 0, "Q14d Q7d", REQUESTING, CENTRAL_AUTHORITY),
  MLA_TRANSIT(43200, 43200, 43200, "QR7d", BOTH, CENTRAL_AUTHORITY),
  /** A request under way has no expiry: it asks for its status each month. */
  MLA_PENDING(43200, 43200, 43200, "", BOTH, CENTRAL_AUTHORITY),
  POST_DECISION(43200, 43200, 43200, "QR7d", REQUESTED, SUPERVISOR),
  RELEASE_CERTIFICATE(7200, 7200, 7200, "R80%", BOTH, SUPERVISOR),
  THIRD_STATE(1440, 1440, 1440, "Q50%", REQUESTING, null),
  ONWARD(14400, 14400, 14400, "QR3d", BOTH, null),
  RETENTION(129600, 129600, 129600, "QR30d", BOTH, SUPERVISOR);

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

  private final int emergency;
  private final int urgent;
  private final int routine;
  private final String marks;
  private final Side breached;
  private final @Nullable Role next;

  /**
   * @param emergency minutes that it runs, and so the next two; zero where the case gives the end
   * @param marks reminders: whose (Q, R or QR), and how much has gone or is left
   */
  Clock(int emergency, int urgent, int routine, String marks, Side breached, @Nullable Role next) {
    this.emergency = emergency;
    this.urgent = urgent;
    this.routine = routine;
    this.marks = marks;
    this.breached = breached;
    this.next = next;
  }

  /** How long it runs for an act of this urgency; zero where the end is a date in the case. */
  public Duration length(Urgency urgency) {
    return switch (urgency) {
      case EMERGENCY -> Duration.ofMinutes(emergency);
      case URGENT -> Duration.ofMinutes(urgent);
      case ROUTINE -> Duration.ofMinutes(routine);
    };
  }

  /** The reminders on approach, the earliest first. */
  List<Mark> marks() {
    return marks.isEmpty() ? List.of() : Stream.of(marks.split(" ")).map(Clock::mark).toList();
  }

  private static Mark mark(String word) {
    String number = word.replaceAll("[^0-9]", "");
    int amount = Integer.parseInt(number);
    Side side =
        switch (word.substring(0, word.indexOf(number))) {
          case "Q" -> Side.REQUESTING;
          case "R" -> Side.REQUESTED;
          default -> Side.BOTH;
        };
    return switch (word.charAt(word.length() - 1)) {
      case '%' -> new Mark(side, amount, Duration.ZERO);
      case 'h' -> new Mark(side, 0, Duration.ofHours(amount));
      default -> new Mark(side, 0, Duration.ofDays(amount));
    };
  }

  /** Whose desks the breach alarms. */
  public Side breached() {
    return breached;
  }

  /** Whose act it waits for. */
  public Side actor() {
    return switch (this) {
      case APPROVAL,
          AUTH_VALID,
          ORAL_CONFIRM,
          DELIVERY,
          CLARIFY,
          PREJUDICE,
          OBJECTION,
          MLA_PROMISED,
          THIRD_STATE ->
          Side.REQUESTING;
      case VOLATILITY,
          ACKNOWLEDGEMENT,
          DECISION,
          PROVISIONAL_HOLD,
          CUSTODIAN,
          REVIEW,
          DOMESTIC_ORDER,
          SECRECY,
          EXTENSION_ANSWER,
          POST_DECISION,
          RELEASE_CERTIFICATE ->
          Side.REQUESTED;
      case CONSULT, TREATY_FLOOR, MLA_TRANSIT, MLA_PENDING, ONWARD, RETENTION -> Side.BOTH;
    };
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
