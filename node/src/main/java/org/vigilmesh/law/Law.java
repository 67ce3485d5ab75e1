package org.vigilmesh.law;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.vigilmesh.law.Basis.Bond;
import org.vigilmesh.law.Basis.Terms;
import org.vigilmesh.law.Ground.Availability;
import org.vigilmesh.value.InvalidValue;

/** The table of bases and grounds, read whole or not at all. */
public final class Law {
  /** The table of this version. */
  public static final Law TABLE = of(shipped());

  private static final int FLOOR_DAYS_MAX = 3650;

  /** A basis and what is asked for: a column of the table of grounds. */
  private record Column(Basis basis, Subject subject) {}

  private record Reach(Map<Column, Availability> cells, List<String> throughs, int persons) {}

  private final Map<Basis, Terms> bases = new EnumMap<>(Basis.class);
  private final Map<Ground, Reach> grounds = new EnumMap<>(Ground.class);

  private Law() {}

  private static Map<String, String> shipped() {
    ResourceBundle file = ResourceBundle.getBundle("org.vigilmesh.law.law", Locale.ROOT);
    return file.keySet().stream().collect(Collectors.toMap(Function.identity(), file::getString));
  }

  /** Reads rows by their keys; throws with the row and what is wrong in it. */
  static Law of(Map<String, String> rows) {
    Law law = new Law();
    Map<String, String> left = new HashMap<>(rows);
    for (Basis basis : Basis.values()) {
      String key = "basis." + basis;
      law.bases.put(basis, terms(key, taken(left, key)));
    }
    List<Column> columns = columns(taken(left, "columns"));
    for (Ground ground : Ground.values()) {
      String key = "ground." + ground;
      law.grounds.put(ground, reach(key, taken(left, key), columns));
    }
    InvalidValue.unless(left.isEmpty(), "unknown rows " + left.keySet());
    return law;
  }

  private static String taken(Map<String, String> left, String key) {
    String row = left.remove(key);
    if (row == null) {
      throw new InvalidValue("no row " + key);
    }
    return row;
  }

  private static List<String> cells(String key, String row, int count) {
    List<String> cells = Arrays.stream(row.split("\\|", -1)).map(String::strip).toList();
    InvalidValue.unless(cells.size() == count, key + " has not " + count + " cells");
    return cells;
  }

  /** Words of a cell, each once; {@code -} stands for none. */
  private static List<String> words(String key, String cell) {
    InvalidValue.unless(!cell.isEmpty(), key + " has an empty cell");
    List<String> words = cell.equals("-") ? List.of() : List.of(cell.split(" +"));
    InvalidValue.unless(words.size() == Set.copyOf(words).size(), key + " says " + cell);
    return words;
  }

  private static Terms terms(String key, String row) {
    List<String> cells = cells(key, row, 7);
    Optional<Bond> bond =
        Arrays.stream(Bond.values()).filter(b -> lower(b).equals(cells.get(0))).findFirst();
    Optional<Basis> needs = Basis.find(cells.get(1));
    InvalidValue.unless(needs.isPresent() || cells.get(1).equals("-"), key + " needs " + cells);
    String gate = cells.get(2);
    InvalidValue.unless(gate.equals("own") || gate.equals("any"), key + " has gate " + gate);
    List<String> schemes = words(key, cells.get(3));
    InvalidValue.unless(!schemes.isEmpty(), key + " has no scheme");
    List<String> floor = words(key, cells.get(6));
    boolean hasFloor = floor.size() == 2 && floor.get(0).matches("[1-9][0-9]{0,3}");
    InvalidValue.unless(hasFloor, key + " has floor " + cells.get(6));
    int days = Integer.parseInt(floor.get(0));
    InvalidValue.unless(days <= FLOOR_DAYS_MAX, key + " has floor " + days);
    return new Terms(
        bond.orElseThrow(() -> new InvalidValue(key + " has bond " + cells.get(0))),
        needs,
        gate.equals("own"),
        schemes,
        words(key, cells.get(4)),
        words(key, cells.get(5)),
        days,
        floor.get(1));
  }

  private static List<Column> columns(String row) {
    List<Column> columns = new ArrayList<>();
    for (String word : words("columns", row)) {
      List<String> halves = List.of(word.split("\\.", -1));
      Optional<Basis> basis = Basis.find(halves.getFirst());
      Optional<Subject> subject =
          Arrays.stream(Subject.values()).filter(s -> lower(s).equals(halves.getLast())).findAny();
      InvalidValue.unless(
          halves.size() == 2 && basis.isPresent() && subject.isPresent(), "column " + word);
      columns.add(new Column(basis.orElseThrow(), subject.orElseThrow()));
    }
    return columns;
  }

  private static Reach reach(String key, String row, List<Column> columns) {
    List<String> cells = cells(key, row, 3);
    List<String> letters = List.of(cells.get(0).split(" +"));
    InvalidValue.unless(letters.size() == columns.size(), key + " has not a letter a column");
    Map<Column, Availability> reach = new HashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      String letter = letters.get(i);
      reach.put(
          columns.get(i),
          Availability.find(letter).orElseThrow(() -> new InvalidValue(key + " says " + letter)));
    }
    List<String> throughs = words(key, cells.get(1));
    Set<String> unknown = new HashSet<>(throughs);
    unknown.removeIf(code -> Ground.find(code).isPresent());
    InvalidValue.unless(unknown.isEmpty(), key + " runs through " + unknown);
    InvalidValue.unless(
        throughs.isEmpty() != reach.containsValue(Availability.VIA), key + " and what it runs by");
    InvalidValue.unless(cells.get(2).matches("[12]"), key + " has persons " + cells.get(2));
    return new Reach(Map.copyOf(reach), throughs, Integer.parseInt(cells.get(2)));
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  /** How many bases it has. */
  public int bases() {
    return bases.size();
  }

  /** How many grounds it has. */
  public int grounds() {
    return grounds.size();
  }

  Terms terms(Basis basis) {
    return Objects.requireNonNull(bases.get(basis));
  }

  private Reach reach(Ground ground) {
    return Objects.requireNonNull(grounds.get(ground));
  }

  Availability availability(Ground ground, Basis basis, Subject subject) {
    return reach(ground).cells().getOrDefault(new Column(basis, subject), Availability.OPEN);
  }

  List<String> throughs(Ground ground) {
    return reach(ground).throughs();
  }

  int persons(Ground ground) {
    return reach(ground).persons();
  }
}
