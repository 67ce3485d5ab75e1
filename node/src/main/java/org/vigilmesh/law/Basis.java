package org.vigilmesh.law;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The legal bases on which States work together; what each asks for stands in the law's table. */
public enum Basis {
  UNCC,
  BUD,
  BUD2AP,
  BILATERAL,
  REGIONAL,
  G7_COMITY,
  RECIPROCITY;

  /** What binds two States to each other on a basis. */
  public enum Bond {
    /** Both declare it. */
    TREATY,
    /** Each declares it with the other by name. */
    NAMED,
    /** Both declare it, and nothing obliges them. */
    POLICY
  }

  /**
   * One row of the table.
   *
   * @param needs the basis that must stand as well; empty = none
   * @param gated whether only its own offences and serious crimes are in its scope
   * @param establishes the offences that it establishes itself
   * @param elements citations of what the text asks a request to contain
   */
  public record Terms(
      Bond bond,
      Optional<Basis> needs,
      boolean gated,
      List<String> schemes,
      List<String> establishes,
      List<String> elements,
      int floorDays,
      String floorCitation) {
    public Terms {
      schemes = List.copyOf(schemes);
      establishes = List.copyOf(establishes);
      elements = List.copyOf(elements);
    }
  }

  public Terms terms() {
    return Law.TABLE.terms(this);
  }

  public static Optional<Basis> find(String code) {
    return Arrays.stream(values()).filter(basis -> basis.name().equals(code)).findFirst();
  }
}
