package org.vigilmesh.message;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.vigilmesh.message.DataItem.Identifier;
import org.vigilmesh.message.DataItem.Observation;
import org.vigilmesh.message.RequestPart.Relation;
import org.vigilmesh.message.RequestPart.Wanted;
import org.vigilmesh.message.Validation.Findings;

/** The rules of data items: what is wanted must be findable, stored, and no more than needed. */
final class ItemRules {
  /** Longer periods are looked at twice; a design default. */
  private static final Duration PERIOD_MAX = Duration.ofDays(180);

  /** Which base each category may have; a category that is not here may have any. */
  private static final Map<String, Set<String>> BASES =
      Map.of(
          "subscriber", Set.of("subscriber"),
          "user_identification", Set.of("subscriber", "traffic"),
          "traffic", Set.of("traffic"),
          "content", Set.of("content"),
          "location", Set.of("traffic", "content"),
          "registration", Set.of("subscriber"),
          "payment_virtual_asset", Set.of("subscriber", "content"),
          "device_backup", Set.of("content"),
          "log_system", Set.of("traffic", "content"));

  private ItemRules() {}

  static void check(Wanted wanted, Instant createdAt, Findings findings) {
    List<DataItem> items = wanted.dataItems();
    findings.unless(!items.isEmpty(), Rule.V06, "data_items");
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < items.size(); i++) {
      String path = "data_items[" + i + "]";
      String id = items.get(i).itemId();
      findings.unless(!id.isBlank() && ids.add(id), Rule.V06, path + ".item_id");
      item(items.get(i), path, createdAt, findings);
    }
    relations(wanted.relations(), ids, findings);
  }

  private static void relations(List<Relation> relations, Set<String> ids, Findings findings) {
    Set<String> missing = new HashSet<>(ids);
    for (Relation relation : relations) {
      String path = "relation_to_offence." + relation.itemId();
      boolean wanted = missing.remove(relation.itemId());
      findings.unless(wanted && !relation.text().isBlank(), Rule.V07, path);
    }
    missing.stream().sorted().forEach(id -> findings.add(Rule.V07, "relation_to_offence." + id));
  }

  private static void item(DataItem item, String path, Instant createdAt, Findings findings) {
    findings.coded(CodeList.DATA_CATEGORY, item.category(), path + ".category", "PRES-CONTENTS-c");
    Set<String> bases =
        BASES.getOrDefault(item.category(), Set.copyOf(CodeList.UNC_CATEGORY.codes()));
    findings.unless(bases.contains(item.uncCategory()), Rule.V24, path + ".unc_category");
    findings.required(!item.description().isBlank(), path + ".description", "PRES-CONTENTS-c");
    findings.unless(!item.forwardLooking(), Rule.V18, path + ".forward_looking");
    findings.required(!item.identifiers().isEmpty(), path + ".identifiers", "PRES-CONTENTS-c");
    period(item, path, createdAt, findings);
    for (int i = 0; i < item.identifiers().size(); i++) {
      identifier(item, i, path + ".identifiers[" + i + "]", findings);
    }
    for (int i = 0; i < item.observed().size(); i++) {
      Observation seen = item.observed().get(i);
      String at = path + ".observed[" + i + "]";
      findings.unless(
          seen.destinationIp().isEmpty() || Identifiers.isIp(seen.destinationIp()),
          Rule.V21,
          at + ".dst_ip");
      Instant when = seen.observedAt();
      findings.unless(when == null || !when.isAfter(createdAt), Rule.V19, at + ".observed_at");
    }
  }

  private static void period(DataItem item, String path, Instant createdAt, Findings findings) {
    Instant from = item.periodFrom();
    Instant to = item.periodTo();
    findings.required(from != null, path + ".period_from", "PRES-CONTENTS-c");
    findings.required(to != null, path + ".period_to", "PRES-CONTENTS-c");
    if (from != null && to != null) {
      findings.unless(from.isBefore(to) && !to.isAfter(createdAt), Rule.V19, path + ".period_to");
      findings.unless(
          Duration.between(from, to).compareTo(PERIOD_MAX) <= 0, Rule.V22, path + ".period_to");
    }
  }

  private static void identifier(DataItem item, int index, String path, Findings findings) {
    Identifier identifier = item.identifiers().get(index);
    findings.coded(CodeList.IDENTIFIER_KIND, identifier.kind(), path + ".kind", "PRES-CONTENTS-c");
    findings.unless(Identifiers.isWellFormed(identifier), Rule.V21, path + ".value");
    findings.unless(Identifiers.hasQualifier(identifier), Rule.V21, path + ".qualifier");
    findings.unless(!Identifiers.isBroad(identifier), Rule.V22, path + ".value");
    boolean address = identifier.kind().equals("ipv4") || identifier.kind().equals("ipv6");
    if (address && item.observed().stream().noneMatch(seen -> fixes(seen, identifier))) {
      if (identifier.qualifier().isBlank()) {
        findings.add(Rule.V20, path);
      } else {
        findings.warn(Rule.V20, path);
      }
    }
  }

  /** Whether a sighting tells which user of the address is meant. */
  private static boolean fixes(Observation seen, Identifier identifier) {
    return seen.value().equals(identifier.value())
        && seen.sourcePort() > 0
        && seen.observedAt() != null
        && seen.precisionSeconds() > 0;
  }
}
