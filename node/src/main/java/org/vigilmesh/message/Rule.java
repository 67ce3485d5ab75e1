package org.vigilmesh.message;

import java.util.Arrays;
import java.util.Optional;
import org.vigilmesh.message.Validation.Severity;

/**
 * The machine-checkable rules of this version, one row each. Texts stand in the bundle under {@code
 * V01.what} and {@code V01.do}; the citation is a code of {@link Citation}, never a number.
 */
public enum Rule {
  V01("DESIGN"),
  V02("DESIGN"),
  V03("PRES-CONTENTS-a"),
  V04("PRES-CONTENTS-b"),
  V05("PRES-CONTENTS-b"),
  V06("PRES-CONTENTS-c"),
  V07("PRES-CONTENTS-c"),
  V08("PRES-CONTENTS-d"),
  V09("PRES-CONTENTS-e"),
  V10("PRES-CONTENTS-f"),
  V11("PRES-CONTENTS-f", Severity.WARNING),
  V12("PRES-CONTENTS-g"),
  V13("COOP-SCOPE"),
  V14("COOP-SCOPE"),
  V15("DESIGN", Severity.WARNING),
  V16("IN-FORCE", Severity.WARNING, true),
  V17("DESIGN"),
  V18("REALTIME"),
  V19("PRES-CONTENTS-c"),
  /** An error; only a warning where the request says why port or time cannot be had. */
  V20("PRES-CONTENTS-c", Severity.ERROR, true),
  V21("PRES-CONTENTS-c"),
  V22("PROC-SCOPE", Severity.WARNING, true),
  V23("SAFEGUARDS", Severity.WARNING),
  V24("DEF-c"),
  V25("PRES-60"),
  V26("DOM-VOLATILE"),
  V27("DEF-EMERG"),
  V28("DEF-EMERG"),
  V29("SAFEGUARDS"),
  V30("WRITTEN"),
  V31("PD-TRANSFER"),
  V32("THIRD-PARTY", Severity.WARNING),
  V33("REF-22", Severity.WARNING),
  V34("CP-247"),
  V35("DESIGN"),
  V36("PRES-EXT"),
  V37("DESIGN"),
  V38("WRITTEN"),
  V39("DESIGN"),
  V40("CENTRAL-AUTH"),
  V41("EMERG-DATA"),
  V42("DESIGN", Severity.WARNING),
  V43("DESIGN"),
  V44("DESIGN"),
  V45("DESIGN"),
  V46("DESIGN", Severity.WARNING),
  V47("DESIGN"),
  V48("DESIGN"),
  V49("REASONS"),
  V50("PRES-REFUSE", Severity.WARNING, true),
  V51("FISC-BANK"),
  V52("RIGHTS"),
  V53("PRES-DC-RES"),
  V54("CONSULT", Severity.WARNING, true),
  V55("CONSULT"),
  V56("REF-A", Severity.WARNING, true),
  V57("POSTPONE"),
  V58("PRES-EXEC"),
  V59("PRES-60"),
  V60("PRES-60"),
  V61("DOM-90", Severity.WARNING),
  V62("PRES-EXT", Severity.WARNING),
  V63("PRES-EXT"),
  V64("PRES-PENDING"),
  V65("PRES-PENDING"),
  V66("PRES-PENDING"),
  V67("STATUS"),
  V68("TRAFFIC"),
  V69("PD-ONWARD"),
  V70("DESIGN"),
  V71("PRES-LOCATE", Severity.WARNING),
  V72("CP-NETS", Severity.WARNING);

  private final String citation;
  private final Severity severity;
  private final boolean overridable;

  Rule(String citation) {
    this(citation, Severity.ERROR, false);
  }

  Rule(String citation, Severity severity) {
    this(citation, severity, false);
  }

  Rule(String citation, Severity severity, boolean overridable) {
    this.citation = citation;
    this.severity = severity;
    this.overridable = overridable;
  }

  /** The rule with this number; empty where there is none. */
  public static Optional<Rule> find(String number) {
    return Arrays.stream(values()).filter(rule -> rule.name().equals(number)).findFirst();
  }

  /** The code in the citation table. */
  public String citation() {
    return citation;
  }

  public Severity severity() {
    return severity;
  }

  /** Whether a warning by this rule needs a named person's override with a reason. */
  public boolean isOverridable() {
    return overridable;
  }
}
