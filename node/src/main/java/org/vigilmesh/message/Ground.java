package org.vigilmesh.message;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The grounds on which something is refused or postponed, and where each is available: one row per
 * ground, one letter per column. Every cell is a working assumption that counsel confirms.
 */
public enum Ground {
  R21A("NNYN", ""),
  R21B("YYYY", ""),
  R21C("YYYY", ""),
  R21D("NNYN", ""),
  R22("YYYV", "R21B"),
  RDC("DNYD", ""),
  RPOL("NNNY", ""),
  RSCOPE("YYY-", ""),
  RPD("-YYY", ""),
  RHR("VVVV", "R22 R21B"),
  PPOST("CCYY", ""),
  XFISC("BBB-", ""),
  XBANK("BBB-", "");

  /** What is refused, on which treaty: the columns of the table. */
  public enum Column {
    UNCC_PRESERVATION,
    UNCC_TRAFFIC,
    UNCC_ASSISTANCE,
    BUD
  }

  /** How far a ground reaches in one column. */
  public enum Availability {
    VALID,
    /** Usable only with a named override. */
    INVALID,
    /** Only with a declared reservation that covers the offence. */
    RESERVATION,
    /** Not alone: only through the ground it names. */
    VIA,
    /** Only after consultation; rarely fits a hold. */
    CONSULT_FIRST,
    /** Never, not even with an override. */
    BLOCKED,
    NOT_APPLICABLE
  }

  private static final java.util.List<Column> COLUMNS = java.util.List.of(Column.values());

  private final String row;
  private final String via;

  Ground(String row, String via) {
    this.row = row;
    this.via = via;
  }

  public Availability in(Column column) {
    return switch (row.charAt(COLUMNS.indexOf(column))) {
      case 'Y' -> Availability.VALID;
      case 'N' -> Availability.INVALID;
      case 'D' -> Availability.RESERVATION;
      case 'V' -> Availability.VIA;
      case 'C' -> Availability.CONSULT_FIRST;
      case 'B' -> Availability.BLOCKED;
      default -> Availability.NOT_APPLICABLE;
    };
  }

  /** The codes through one of which a ground runs that does not stand alone. */
  public List<String> throughs() {
    return via.isEmpty() ? List.of() : List.of(via.split(" ", -1));
  }

  /** Whether two persons sign a refusal on this ground. */
  public boolean needsTwoPersons() {
    return this == R21B || this == R22;
  }

  public static Optional<Ground> find(String code) {
    return Arrays.stream(values()).filter(ground -> ground.name().equals(code)).findFirst();
  }
}
