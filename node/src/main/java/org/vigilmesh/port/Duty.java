package org.vigilmesh.port;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vigilmesh.identity.Officer;
import org.vigilmesh.identity.OfficerId;
import org.vigilmesh.message.CaseId;
import org.vigilmesh.port.Administration.Done;
import org.vigilmesh.port.Attendance.Attending;
import org.vigilmesh.value.Bytes;

/**
 * Who is on duty at this node's desk. An officer begins a shift, says until when and who comes
 * next, and ends it with a note for whoever that is. The note is encrypted under a key of its own
 * in the vault. Who may do or read what is judged at each call by the newest roster.
 *
 * <p>From the first shift on, a moment without an officer on duty is an alarm. A node at which
 * nobody ever began one has no desk that anybody watches, and no such alarm.
 */
public interface Duty {
  /** Longer than anybody is awake at a desk. */
  Duration SHIFT_MAX = Duration.ofHours(16);

  /** Four pages of text and a list of cases. */
  int NOTE_MAX = 32 * 1024;

  /** Then the note is destroyed, and the shift is in the journal alone. */
  Duration NOTE_LIFE = Duration.ofDays(30);

  /** A shift whose end has passed for so long is ended without a note. */
  Duration LATE_MAX = Duration.ofHours(12);

  /** Who is on duty now; nothing of any note. */
  Standing standing();

  /**
   * Begins a shift of {@code who} until {@code until}, or says anew until when and who comes next;
   * {@code next} is null where nobody was named. Journalled. False when nothing changed: they count
   * no more, the time is past or longer than {@link #SHIFT_MAX} after the beginning, or the next
   * one is themselves or does not serve.
   */
  boolean begin(Attending who, Instant until, @Nullable OfficerId next);

  /**
   * Ends the shift of {@code who} with a note. Journalled. False when nothing was ended: they have
   * no shift, or the note is empty or larger than {@link #NOTE_MAX}.
   */
  boolean end(Attending who, Bytes note);

  /**
   * The newest note of a shift that has ended; that another officer reads it is journalled before
   * the answer. Empty where there is none, or {@code who} counts no more.
   */
  Optional<HandOver> handOver(Attending who);

  /** Officers other than {@code who} that serve now, by name: who can come next. */
  List<Officer> others(Attending who);

  /** A test notice over each channel that calls people out of the node, at an officer's wish. */
  Done tryChannels(Attending who);

  /**
   * Who is on duty.
   *
   * @param open the shifts that nobody has ended, the one that ends last at the front
   * @param isWatched whether a shift ever began here
   */
  record Standing(Instant at, List<Shift> open, boolean isWatched) {
    public Standing {
      open = List.copyOf(open);
    }

    /** Those whose end has not come. */
    public List<Shift> onDuty() {
      return open.stream().filter(shift -> shift.until().isAfter(at)).toList();
    }

    /** Who comes next, as the one says whose shift ends last. */
    public Optional<Officer> next() {
      return open.stream().findFirst().flatMap(Shift::next);
    }

    /** The shift of that officer, also when its end has passed. */
    public Optional<Shift> of(OfficerId officer) {
      return open.stream().filter(shift -> shift.officer().id().equals(officer)).findFirst();
    }
  }

  /** A shift that nobody has ended, its officers as the roster has them. */
  record Shift(Officer officer, Instant from, Instant until, Optional<Officer> next) {}

  /** What an officer left for the next one. */
  record HandOver(CaseId id, OfficerId by, Instant from, Instant endedAt, Bytes note) {}

  /**
   * The row of a shift.
   *
   * @param id also names the key of the note in the vault
   * @param endedAt empty while it runs
   * @param sealed the note, encrypted; empty before the end and where it was destroyed
   */
  record ShiftRow(
      CaseId id,
      OfficerId officer,
      Instant from,
      Instant until,
      Optional<OfficerId> next,
      Optional<Instant> endedAt,
      Bytes sealed) {
    /** The same, promised anew. */
    public ShiftRow promised(Instant end, @Nullable OfficerId follower) {
      return new ShiftRow(id, officer, from, end, Optional.ofNullable(follower), endedAt, sealed);
    }

    /** The same without its note. */
    public ShiftRow bare() {
      return new ShiftRow(id, officer, from, until, next, endedAt, Bytes.EMPTY);
    }

    /** The same, ended, with a note or with none. */
    public ShiftRow ended(Instant at, Bytes note) {
      return new ShiftRow(id, officer, from, until, next, Optional.of(at), note);
    }
  }
}
