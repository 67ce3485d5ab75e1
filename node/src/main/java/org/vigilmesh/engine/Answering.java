package org.vigilmesh.engine;

import java.util.List;
import java.util.Optional;
import org.vigilmesh.identity.Endorsement;
import org.vigilmesh.journal.JournalEntry;
import org.vigilmesh.journal.JournalKind;
import org.vigilmesh.port.Administration.Acknowledgement;
import org.vigilmesh.port.Administration.Done;
import org.vigilmesh.port.Administration.Failure;
import org.vigilmesh.port.Rows.AcknowledgedRow;
import org.vigilmesh.port.Rows.AlarmRow;
import org.vigilmesh.value.Digest;

/**
 * A person answers for an open alarm. It stays open until what it is about has ended, and rings for
 * everybody again at its next bell; only the call of the next role falls silent.
 */
final class Answering {
  private final OwnOfficers officers;
  private final Memory memory;

  Answering(Ports ports, Memory memory) {
    this.officers = new OwnOfficers(ports, memory);
    this.memory = memory;
  }

  Done acknowledge(Turn turn, Acknowledgement word, String by) {
    Optional<AlarmRow> open = turn.findAlarm(word.key());
    if (open.isEmpty()) {
      return Admin.failed(
          Failure.NOT_FOUND, "E-ALARM-UNKNOWN", "no such open alarm", "vigil alarms list");
    }
    AlarmRow alarm = open.get();
    boolean isAsShown =
        alarm.count() == word.count()
            && alarm.raisedAt().toEpochMilli() == word.raisedAt().toEpochMilli();
    if (!isAsShown) {
      return Admin.failed(
          Failure.CHANGED_MEANWHILE,
          "E-ALARM-CHANGED",
          "the alarm rang again meanwhile",
          "vigil alarms list");
    }
    Digest signed = Acknowledgement.digest(memory.ref(), word.key(), word.raisedAt(), word.count());
    if (officers.find(turn, word.endorsement(), signed).isEmpty()) {
      return Admin.failed(
          Failure.NOT_PERMITTED,
          "E-ALARM-OFFICER",
          "this is no valid signature of an officer who serves here now",
          "vigil roster show");
    }
    return take(turn, word, signed, by);
  }

  private static Done take(Turn turn, Acknowledgement word, Digest signed, String by) {
    Endorsement endorsement = word.endorsement();
    turn.tx().dropOutward(word.key());
    turn.tx().putAcknowledged(new AcknowledgedRow(word.key(), endorsement.officer(), turn.at()));
    long entry =
        turn.journal(
            JournalEntry.of(JournalKind.ALARM_ACKNOWLEDGED, turn.at(), endorsement.officer().text())
                .withObject(signed)
                .withDetail(
                    "by "
                        + by
                        + ", credential "
                        + endorsement.credential().bytes().hex()
                        + ", proof "
                        + endorsement.proof().hex()
                        + ": "
                        + word.key()));
    return new Done.Ok(entry, List.of(endorsement.officer().text() + " answers for " + word.key()));
  }
}
