package org.vigilmesh.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.journal.Chain;
import org.vigilmesh.journal.JournalEntry;
import org.vigilmesh.port.Entropy;
import org.vigilmesh.port.Rows.AlarmRow;
import org.vigilmesh.port.Rows.JournalRow;
import org.vigilmesh.port.StoreTx;
import org.vigilmesh.value.Bytes;

/**
 * One turn in the making: the open transaction, the time, and the effects that will be performed
 * once it is committed. Not used after the turn.
 */
final class Turn {
  private final StoreTx tx;
  private final Instant at;
  private final Entropy entropy;
  private final List<Effect> effects = new ArrayList<>();
  private Chain.End journal;

  Turn(StoreTx tx, Instant at, Entropy entropy, Chain.End journal) {
    this.tx = tx;
    this.at = at;
    this.entropy = entropy;
    this.journal = journal;
  }

  StoreTx tx() {
    return tx;
  }

  Instant at() {
    return at;
  }

  void effect(Effect effect) {
    effects.add(effect);
  }

  List<Effect> effects() {
    return effects;
  }

  /** Appends to the journal; the number of the entry is returned. */
  long journal(JournalEntry entry) {
    Bytes salt = entropy.take(Chain.SALT_SIZE);
    Chain.Step step = Chain.next(journal, salt, entry.encode());
    journal = step.end();
    tx.addJournal(
        new JournalRow(step.number(), salt, step.entry(), step.entryDigest(), step.head()));
    return step.number();
  }

  /** The journal's end as this turn has left it so far. */
  Chain.End journalEnd() {
    return journal;
  }

  /** Raises an alarm, or counts one that is open under the same key. */
  void alarm(String key, String code, Optional<NodeId> peer, String detail) {
    tx.putAlarm(
        findAlarm(key)
            .map(
                row ->
                    new AlarmRow(
                        key, code, peer, detail, row.raisedAt(), row.count() + 1, Optional.empty()))
            .orElseGet(() -> new AlarmRow(key, code, peer, detail, at, 1, Optional.empty())));
  }

  /** The open alarm with this key. */
  Optional<AlarmRow> findAlarm(String key) {
    return tx.openAlarms(key).stream().filter(alarm -> alarm.key().equals(key)).findFirst();
  }

  /** Ends the alarm with this key, if one is open, and with it who answers for it. */
  void clearAlarm(String key) {
    findAlarm(key)
        .ifPresent(
            row -> {
              tx.putAlarm(
                  new AlarmRow(
                      key,
                      row.code(),
                      row.peer(),
                      row.detail(),
                      row.raisedAt(),
                      row.count(),
                      Optional.of(at)));
              tx.dropAcknowledged(key);
            });
  }
}
