package org.vigilmesh.port;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.vigilmesh.message.CaseId;
import org.vigilmesh.port.MemoryTables.BellKey;
import org.vigilmesh.port.MemoryTables.OutwardKey;
import org.vigilmesh.port.MemoryTables.RungAtKey;
import org.vigilmesh.port.MemoryTables.RungKey;
import org.vigilmesh.port.Rows.AcknowledgedRow;
import org.vigilmesh.port.Rows.AlarmRow;
import org.vigilmesh.port.Rows.BellRow;
import org.vigilmesh.port.Rows.OutwardRow;
import org.vigilmesh.port.Rows.RungRow;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Check;
import org.vigilmesh.value.Digest;

/** The bells of cases in a {@link MemoryStore}. */
interface MemoryBells extends StoreTx {
  /** Where a time of its own decides, the case does not. */
  CaseId ANY = CaseId.of(Instant.EPOCH, Bytes.of(new byte[10]));

  MemoryTables t();

  @Override
  default List<AlarmRow> openAlarms(String prefix) {
    return t().alarms.between(prefix, prefix + Character.MAX_VALUE).stream()
        .filter(alarm -> alarm.clearedAt().isEmpty())
        .toList();
  }

  @Override
  default Optional<AcknowledgedRow> acknowledged(String alarmKey) {
    return t().acknowledged.find(alarmKey);
  }

  @Override
  default void putAcknowledged(AcknowledgedRow acknowledged) {
    t().acknowledged = t().acknowledged.with(acknowledged.key(), acknowledged);
  }

  @Override
  default void dropAcknowledged(String key) {
    t().acknowledged = t().acknowledged.without(key);
  }

  @Override
  default List<BellRow> bellsDue(Instant at, int limit) {
    return t().bellsByTime.from(new BellKey(Instant.MIN, ANY), limit).stream()
        .takeWhile(bell -> !bell.nextAt().isAfter(at))
        .toList();
  }

  @Override
  default Optional<BellRow> nextBell() {
    return t().bellsByTime.from(new BellKey(Instant.MIN, ANY), 1).stream().findFirst();
  }

  @Override
  default void putBell(BellRow bell) {
    dropBell(bell.caseId());
    t().bells = t().bells.with(bell.caseId(), bell);
    t().bellsByTime = t().bellsByTime.with(new BellKey(bell.nextAt(), bell.caseId()), bell);
  }

  @Override
  default void dropBell(CaseId caseId) {
    Optional<BellRow> old = t().bells.find(caseId);
    if (old.isPresent()) {
      t().bells = t().bells.without(caseId);
      t().bellsByTime = t().bellsByTime.without(new BellKey(old.get().nextAt(), caseId));
    }
  }

  @Override
  default List<RungRow> rung(CaseId caseId) {
    return t().rung.between(new RungKey(caseId, ""), new RungKey(caseId, "" + Character.MAX_VALUE));
  }

  @Override
  default List<RungRow> rungEarly(Instant at, int limit) {
    return t().rungByTime.from(new RungAtKey(Instant.MAX, ANY, ""), limit).stream()
        .takeWhile(rung -> rung.at().isAfter(at))
        .toList();
  }

  @Override
  default void addRung(RungRow rung) {
    RungKey key = new RungKey(rung.caseId(), rung.key());
    Check.that(!t().rung.has(key), "a bell is rung once");
    t().rung = t().rung.with(key, rung);
    t().rungByTime = t().rungByTime.with(byTime(rung), rung);
  }

  @Override
  default void dropRung(RungRow rung) {
    t().rung = t().rung.without(new RungKey(rung.caseId(), rung.key()));
    t().rungByTime = t().rungByTime.without(byTime(rung));
  }

  @Override
  default List<OutwardRow> outward(String channel, Instant at, int limit) {
    return t().outward.all().stream()
        .filter(row -> row.channel().equals(channel) && !row.nextAt().isAfter(at))
        .sorted(Comparator.comparing(OutwardRow::nextAt).thenComparing(row -> row.notice().id()))
        .limit(limit)
        .toList();
  }

  @Override
  default void putOutward(OutwardRow row) {
    t().outward = t().outward.with(new OutwardKey(row.notice().id(), row.channel()), row);
  }

  @Override
  default void dropOutward(Digest notice, String channel) {
    t().outward = t().outward.without(new OutwardKey(notice, channel));
  }

  @Override
  default void dropOutward(String alarmKey) {
    for (OutwardRow row : t().outward.all()) {
      if (row.alarmKey().equals(alarmKey)) {
        dropOutward(row.notice().id(), row.channel());
      }
    }
  }

  private static RungAtKey byTime(RungRow rung) {
    return new RungAtKey(rung.at(), rung.caseId(), rung.key());
  }
}
