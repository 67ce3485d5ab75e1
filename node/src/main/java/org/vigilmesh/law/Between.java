package org.vigilmesh.law;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vigilmesh.identity.Declarations;
import org.vigilmesh.identity.DeclaredBasis;
import org.vigilmesh.law.Basis.Bond;

/** On which bases two States may work together, by what both cards declare and at a given time. */
public record Between(Side one, Side other) {
  /**
   * What a State declares in its card.
   *
   * @param state two letters, as in the first part of its nodes' names
   */
  public record Side(String state, Declarations declared) {}

  /** Whether a basis stands; of several reasons why it does not, the first one. */
  public enum Footing {
    IN_FORCE,
    /** At least one of the two does not declare it. */
    NOT_DECLARED,
    /** Declared with other States only. */
    NOT_BETWEEN_THEM,
    NOT_YET,
    ENDED,
    /** It rests on another basis, which does not stand between them. */
    WITHOUT_ITS_BASE
  }

  public Footing footing(Basis basis, Instant at) {
    Footing ours = declared(basis, one, other.state(), at);
    Footing theirs = declared(basis, other, one.state(), at);
    Footing weaker = ours.compareTo(theirs) == 0 ? ours : first(ours, theirs);
    if (weaker != Footing.IN_FORCE) {
      return weaker;
    }
    Optional<Basis> needs = basis.terms().needs();
    return needs.isEmpty() || footing(needs.get(), at) == Footing.IN_FORCE
        ? Footing.IN_FORCE
        : Footing.WITHOUT_ITS_BASE;
  }

  /** Of two sides' answers the one that speaks against it; of two such, the earlier reason. */
  private static Footing first(Footing ours, Footing theirs) {
    if (ours == Footing.IN_FORCE || theirs == Footing.IN_FORCE) {
      return ours == Footing.IN_FORCE ? theirs : ours;
    }
    return ours.compareTo(theirs) < 0 ? ours : theirs;
  }

  /** Every basis with its footing, in the order of the list. */
  public Map<Basis, Footing> all(Instant at) {
    Map<Basis, Footing> all = new EnumMap<>(Basis.class);
    for (Basis basis : Basis.values()) {
      all.put(basis, footing(basis, at));
    }
    return all;
  }

  private static Footing declared(Basis basis, Side side, String with, Instant at) {
    boolean isNamed = basis.terms().bond() == Bond.NAMED;
    if (side.declared().bases().contains(basis.name())) {
      return isNamed ? Footing.NOT_BETWEEN_THEM : Footing.IN_FORCE;
    }
    List<DeclaredBasis> rows =
        side.declared().declared().stream().filter(r -> r.code().equals(basis.name())).toList();
    if (rows.isEmpty()) {
      return Footing.NOT_DECLARED;
    }
    List<DeclaredBasis> apt = rows.stream().filter(row -> covers(row, isNamed, with)).toList();
    if (apt.isEmpty()) {
      return Footing.NOT_BETWEEN_THEM;
    }
    if (apt.stream().anyMatch(row -> row.standsAt(at))) {
      return Footing.IN_FORCE;
    }
    return apt.stream().anyMatch(row -> at.isBefore(row.from())) ? Footing.NOT_YET : Footing.ENDED;
  }

  private static boolean covers(DeclaredBasis row, boolean isNamed, String with) {
    return row.states().contains(with) || (row.states().isEmpty() && !isNamed);
  }

  /** Whether {@code side} declared on {@code basis} the reservation of dual criminality. */
  public static boolean reserves(Declarations side, Basis basis) {
    return side.dualCriminalityReservation()
        || side.declared().stream()
            .anyMatch(row -> row.code().equals(basis.name()) && row.reservation());
  }
}
