package org.vigilmesh.law;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The grounds on which something is refused or postponed; where each is available says the law. */
public enum Ground {
  R21A,
  R21B,
  R21C,
  R21D,
  R22,
  RDC,
  RPOL,
  RSCOPE,
  RPD,
  RHR,
  PPOST,
  XFISC,
  XBANK;

  /** How far a ground reaches. */
  public enum Availability {
    VALID('Y'),
    /** Usable only with a named override. */
    INVALID('N'),
    /** Only with a declared reservation that covers the offence. */
    RESERVATION('D'),
    /** Not alone: only through the ground it names. */
    VIA('V'),
    /** Only after consultation; rarely fits a hold. */
    CONSULT_FIRST('C'),
    /** Never, not even with an override. */
    BLOCKED('B'),
    NOT_APPLICABLE('-'),
    /** The table does not know this basis: the agreement or policy itself says, and a person. */
    OPEN('?');

    private final char letter;

    Availability(char letter) {
      this.letter = letter;
    }

    /** As it stands in the table. */
    public char letter() {
      return letter;
    }

    static Optional<Availability> find(String letter) {
      return Arrays.stream(values())
          .filter(one -> one != OPEN && letter.equals(String.valueOf(one.letter)))
          .findFirst();
    }
  }

  /** How far this ground reaches on {@code basis} where {@code subject} is asked for. */
  public Availability on(Basis basis, Subject subject) {
    return Law.TABLE.availability(this, basis, subject);
  }

  /** The codes through one of which a ground runs that does not stand alone. */
  public List<String> throughs() {
    return Law.TABLE.throughs(this);
  }

  /** Whether two persons sign a refusal on this ground. */
  public boolean needsTwoPersons() {
    return Law.TABLE.persons(this) == 2;
  }

  public static Optional<Ground> find(String code) {
    return Arrays.stream(values()).filter(ground -> ground.name().equals(code)).findFirst();
  }
}
