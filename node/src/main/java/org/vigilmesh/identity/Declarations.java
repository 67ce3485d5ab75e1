package org.vigilmesh.identity;

import java.util.List;
import org.vigilmesh.value.InvalidValue;

/**
 * A State's treaty declarations: bases it works on (codes of the citation table), whether it
 * declared the dual-criminality reservation, the cap of one domestic order in days, and its
 * capability codes.
 */
public record Declarations(
    List<String> bases,
    boolean dualCriminalityReservation,
    int domesticOrderDaysMax,
    List<String> capabilities) {
  public Declarations {
    bases = List.copyOf(bases);
    capabilities = List.copyOf(capabilities);
    InvalidValue.unless(bases.size() <= 16 && capabilities.size() <= 32, "too many declarations");
    InvalidValue.unless(
        domesticOrderDaysMax >= 1 && domesticOrderDaysMax <= 3650, "domestic order days");
  }

  public boolean has(String capability) {
    return capabilities.contains(capability);
  }
}
