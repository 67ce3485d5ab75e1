package org.vigilmesh;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which package of ours may use which other: the table of DESIGN, as data. */
final class Layers {
  static final String ROOT = "org.vigilmesh";

  static final List<String> PURE =
      List.of(
          "value",
          "identity",
          "law",
          "message",
          "signal",
          "casework",
          "envelope",
          "delivery",
          "journal");

  static final List<String> ADAPTERS =
      List.of(
          "adapter.sqlite",
          "adapter.grpc",
          "adapter.crypto",
          "adapter.desk",
          "adapter.ops",
          "adapter.outward",
          "adapter.paper",
          "adapter.wire");

  private static final Map<String, Set<String>> MAY_USE = table();

  private Layers() {}

  private static Map<String, Set<String>> table() {
    Map<String, Set<String>> uses = new TreeMap<>();
    uses.put("value", Set.of());
    uses.put("identity", Set.of("value"));
    uses.put("law", Set.of("value", "identity"));
    uses.put("message", Set.of("value", "identity", "law"));
    uses.put("signal", Set.of("value", "identity", "law", "message"));
    uses.put("casework", Set.of("value", "identity", "law", "message"));
    uses.put("envelope", Set.of("value", "identity"));
    uses.put("delivery", Set.of("value", "identity", "envelope"));
    uses.put("journal", Set.of("value"));
    uses.put("request", Set.of("value", "identity", "law", "message", "envelope", "config"));
    uses.put("port", Set.copyOf(PURE));
    Set<String> pureAndPort = new TreeSet<>(PURE);
    pureAndPort.add("port");
    Set<String> sheet = new TreeSet<>(pureAndPort);
    sheet.add("request");
    uses.put("sheet", Set.copyOf(sheet));
    uses.put("engine", Set.copyOf(pureAndPort));
    uses.put("evidence", Set.of("value", "identity", "law", "message", "envelope", "port"));
    ADAPTERS.forEach(adapter -> uses.put(adapter, Set.copyOf(pureAndPort)));
    Set<String> desk = new TreeSet<>(sheet);
    desk.add("sheet");
    desk.add("adapter.paper");
    desk.add("evidence");
    uses.put("adapter.desk", Set.copyOf(desk));
    uses.put("adapter.paper", Set.of("value"));
    uses.put("config", Set.of("value", "identity", "casework"));
    return uses;
  }

  /** The packages of the table, without the root, which may use everything. */
  static Set<String> all() {
    return MAY_USE.keySet();
  }

  /** Whether code in {@code from} may use code in {@code to}; both are names from the table. */
  static boolean mayUse(String from, String to) {
    return from.equals(to) || MAY_USE.getOrDefault(from, Set.of()).contains(to);
  }

  /** The name in the table of a whole package name; empty for the root and for what is not ours. */
  static Optional<String> layer(String packageName) {
    return MAY_USE.keySet().stream()
        .filter(name -> isWithin(packageName, ROOT + "." + name))
        .findFirst();
  }

  /** Whether {@code packageName} is {@code parent} or lies below it. */
  static boolean isWithin(String packageName, String parent) {
    return packageName.equals(parent) || packageName.startsWith(parent + ".");
  }

  /** Patterns for ArchUnit that cover the {@code layers}. */
  static String[] patterns(String... layers) {
    return Arrays.stream(layers).map(name -> ROOT + "." + name + "..").toArray(String[]::new);
  }
}
