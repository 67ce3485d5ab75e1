package org.vigilmesh.identity;

import java.util.List;
import org.vigilmesh.value.InvalidValue;

/**
 * A State's treaty declarations: bases it works on (codes of the citation table), whether it
 * declared the dual-criminality reservation, the cap of one domestic order in days, its capability
 * codes, and what its own law asks of a request.
 *
 * @param bases those that stand since ever and with every State that declares them, too
 * @param dualCriminalityReservation whether it is reserved on every basis
 * @param provisions the domestic provisions under which it may ask; empty = it declared none
 * @param authorisationNeeded whether its law asks for an authorising decision behind each request
 * @param declared bases with their dates, partners and reservations; none of them is in {@code
 *     bases}
 */
public record Declarations(
    List<String> bases,
    boolean dualCriminalityReservation,
    int domesticOrderDaysMax,
    List<String> capabilities,
    List<String> provisions,
    boolean authorisationNeeded,
    List<DeclaredBasis> declared) {
  private static final int DECLARED_MAX = 64;
  private static final int PROVISIONS_MAX = 256;
  private static final int PROVISION_LENGTH_MAX = 128;

  public Declarations {
    bases = List.copyOf(bases);
    capabilities = List.copyOf(capabilities);
    provisions = List.copyOf(provisions);
    declared = List.copyOf(declared);
    InvalidValue.unless(declared.size() <= DECLARED_MAX, "too many declared bases");
    for (DeclaredBasis one : declared) {
      InvalidValue.unless(!bases.contains(one.code()), "a basis stands in one of both lists");
    }
    InvalidValue.unless(bases.size() <= 16 && capabilities.size() <= 32, "too many declarations");
    InvalidValue.unless(
        domesticOrderDaysMax >= 1 && domesticOrderDaysMax <= 3650, "domestic order days");
    InvalidValue.unless(provisions.size() <= PROVISIONS_MAX, "too many provisions");
    for (String provision : provisions) {
      InvalidValue.unless(
          !provision.isBlank() && provision.length() <= PROVISION_LENGTH_MAX, "a provision");
    }
  }

  /** A State that declares no provisions and whose law asks for no authorising decision. */
  public Declarations(
      List<String> bases,
      boolean dualCriminalityReservation,
      int domesticOrderDaysMax,
      List<String> capabilities) {
    this(
        bases,
        dualCriminalityReservation,
        domesticOrderDaysMax,
        capabilities,
        List.of(),
        false,
        List.of());
  }

  public boolean has(String capability) {
    return capabilities.contains(capability);
  }
}
