package org.vigilmesh.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.journal.Chain;
import org.vigilmesh.journal.JournalEntry;
import org.vigilmesh.message.CaseId;
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
  private final List<Rang> rang = new ArrayList<>();
  private Chain.End journal;

  Turn(StoreTx tx, Instant at, Entropy entropy, Chain.End journal) {
    this.tx = tx;
    this.at = at;
    this.entropy = entropy;
    this.journal = journal;
  }

  /**
   * Something for people that began in this turn, or rang again.
   *
   * @param caseId of the case that it is about, if it is about one
   */
  record Rang(String key, String code, Instant since, long count, @Nullable CaseId caseId) {}

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
    alarm(null, key, code, peer, detail);
  }

  /** The same for one about a case. */
  void alarm(
      @Nullable CaseId about, String key, String code, Optional<NodeId> peer, String detail) {
    Optional<AlarmRow> open = findAlarm(key);
    Instant since = open.map(AlarmRow::raisedAt).orElse(at);
    long count = open.map(AlarmRow::count).orElse(0L) + 1;
    tx.putAlarm(new AlarmRow(key, code, peer, detail, since, count, Optional.empty()));
    if (!open.map(AlarmRow::code).equals(Optional.of(code))) {
      rang(new Rang(key, code, since, count, about));
    }
  }

  /** People are to be told of it, also those who do not look at the node. */
  void rang(Rang one) {
    rang.add(one);
  }

  List<Rang> rang() {
    return rang;
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
              tx.dropOutward(key);
            });
  }
}
