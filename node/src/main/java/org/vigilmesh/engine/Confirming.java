package org.vigilmesh.engine;

import java.util.List;
import java.util.Optional;
import org.vigilmesh.casework.Outcome;
import org.vigilmesh.identity.Credential;
import org.vigilmesh.identity.Endorsement;
import org.vigilmesh.journal.JournalEntry;
import org.vigilmesh.journal.JournalKind;
import org.vigilmesh.message.Act;
import org.vigilmesh.port.Administration.Confirmation;
import org.vigilmesh.port.Administration.Done;
import org.vigilmesh.port.Administration.Failure;
import org.vigilmesh.port.Rows.ActRow;
import org.vigilmesh.port.Rows.ActState;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;
import org.vigilmesh.value.Urgency;

/**
 * An officer of ours lets a held act take its effect, after calling its sender back (PROTOCOL,
 * "Acts and statements"). The proof stands in the journal, so that it can be shown later.
 */
final class Confirming {
  /** In UTF-8: with credential and proof it fits a journal text. */
  private static final int REASON_MAX = 500;

  private final OwnOfficers officers;
  private final Memory memory;
  private final Cases cases;

  Confirming(Ports ports, Memory memory, Cases cases) {
    this.officers = new OwnOfficers(ports, memory);
    this.memory = memory;
    this.cases = cases;
  }

  Done confirm(Turn turn, Confirmation word, String by) {
    Optional<ActRow> row = turn.tx().act(word.sender(), word.act());
    if (row.isEmpty() || word.sender().equals(memory.ref().node())) {
      return Admin.failed(
          Failure.NOT_FOUND,
          "E-ACT-UNKNOWN",
          "there is no such act of a peer",
          "vigil case show ID");
    }
    if (row.get().state() != ActState.HELD) {
      return Admin.failed(
          Failure.CHANGED_MEANWHILE,
          "E-ACT-NOT-HELD",
          "this act is " + row.get().state() + " and waits for nobody",
          "vigil case show " + row.get().caseId());
    }
    int length = Bytes.utf8(word.reason()).size();
    if (word.reason().isBlank() || length > REASON_MAX) {
      return Admin.failed(
          Failure.INPUT, "E-CONFIRM-REASON", "a reason has 1 to 500 bytes", "--reason TEXT");
    }
    return judge(turn, row.get(), word).orElseGet(() -> take(turn, row.get(), word, by));
  }

  /** Why this person's word does not count; empty when it does. */
  private Optional<Done> judge(Turn turn, ActRow row, Confirmation word) {
    Endorsement endorsement = word.endorsement();
    Digest signed = Act.confirmedDigest(row.digest(), memory.ref(), word.reason());
    Optional<Credential> credential = officers.find(turn, endorsement, signed);
    if (credential.isEmpty()) {
      return Optional.of(
          Admin.failed(
              Failure.NOT_PERMITTED,
              "E-CONFIRM-OFFICER",
              "this is no valid signature of an officer who serves here now",
              "vigil roster show"));
    }
    boolean isReal = row.urgency() == Urgency.EMERGENCY && !row.exercise();
    return isReal && credential.get().kind() == Credential.Kind.FILE
        ? Optional.of(
            Admin.failed(
                Failure.NOT_PERMITTED,
                "E-CONFIRM-FILE-KEY",
                "a file key never counts for an emergency that is no exercise",
                "confirm with a passkey, or act on the phone"))
        : Optional.empty();
  }

  private Done take(Turn turn, ActRow row, Confirmation word, String by) {
    Endorsement endorsement = word.endorsement();
    String officer = endorsement.officer().text();
    cases.changed(
        turn,
        List.of(row.with(ActState.APPLIED, "confirmed by " + officer + ": " + word.reason())));
    long entry =
        turn.journal(
            JournalEntry.of(JournalKind.ACT_CONFIRMED, turn.at(), officer)
                .withPeer(row.sender().text())
                .withPlace(row.lane().toString(), row.seq())
                .withAct(row.caseId().toString(), row.id().toString())
                .withObject(row.digest())
                .withDetail(
                    "by "
                        + by
                        + ", credential "
                        + endorsement.credential().bytes().hex()
                        + ", proof "
                        + endorsement.proof().hex()
                        + ": "
                        + word.reason()));
    turn.clearAlarm(Accepting.alarm("E-ACT-HELD", row.lane(), row.seq()));
    return new Done.Ok(entry, List.of(said(cases.outcome(turn, row))));
  }

  private static String said(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Applied() -> "applied";
      case Outcome.Recorded(var why, _) -> "recorded: " + why.what();
      case Outcome.Violation(var why) -> "violation: " + why.what();
      case Outcome.Waiting() -> "earlier message missing";
    };
  }
}
