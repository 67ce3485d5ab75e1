package org.vigilmesh.message;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.vigilmesh.identity.Declarations;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.law.Basis;
import org.vigilmesh.law.Between;
import org.vigilmesh.message.RequestPart.Filing;
import org.vigilmesh.message.RequestPart.Offence;
import org.vigilmesh.message.Validation.Cover;
import org.vigilmesh.message.Validation.Findings;
import org.vigilmesh.message.Validation.Parties;

/** The rules of how a request is filed: on which basis it runs, and what is in its scope. */
final class BasisRules {
  /** The form of a zone's name or offset; which names exist differs from machine to machine. */
  private static final Pattern ZONE =
      Pattern.compile("UTC|[A-Z][A-Za-z]*(/[A-Za-z0-9_+-]{1,40}){1,2}|[+-][01][0-9]:[0-5][0-9]");

  private static final int SERIOUS_MONTHS_MIN = 48;

  private BasisRules() {}

  static void filing(Filing filing, Cover cover, Parties parties, Findings findings) {
    if (filing.status().equals("extension")) {
      findings.add(Rule.V36, "request_status");
    } else {
      findings.coded(CodeList.REQUEST_STATUS, filing.status(), "request_status", "DESIGN");
      findings.unless(
          filing.status().equals("new") || !filing.previous().isEmpty(), Rule.V35, "previous_ref");
    }
    if (filing.status().equals("amendment")) {
      findings.required(!filing.amendedFields().isEmpty(), "amended_fields", "DESIGN");
      findings.required(filing.amends() != null, "amends", "DESIGN");
    }
    for (int i = 0; i < filing.previous().size(); i++) {
      String path = "previous_ref[" + i + "]";
      RequestPart.PreviousRef previous = filing.previous().get(i);
      findings.coded(CodeList.PREVIOUS_REF_KIND, previous.kind(), path + ".kind", "DESIGN");
      findings.required(!previous.reference().isBlank(), path + ".ref", "DESIGN");
    }
    findings.required(ZONE.matcher(filing.localZone()).matches(), "local_zone", "DESIGN");
    findings.required(!filing.bases().isEmpty(), "treaty_basis", "PRES");
    for (int i = 0; i < filing.bases().size(); i++) {
      RequestPart.TreatyBasis basis = filing.bases().get(i);
      String path = "treaty_basis[" + i + "]";
      findings.coded(CodeList.TREATY_BASIS, basis.code(), path + ".code", "PRES");
      findings.required(Citation.find(basis.article()).isPresent(), path + ".article", "PRES");
      findings.unless(basis.voluntary() || stands(basis.code(), cover, parties), Rule.V16, path);
    }
  }

  /** Whether a basis is in force between both States when the request is written. */
  private static boolean stands(String code, Cover cover, Parties parties) {
    Optional<Basis> basis = Basis.find(code);
    Declarations ours = parties.sender();
    Declarations theirs = parties.recipient();
    NodeId sender = cover.sender();
    NodeId recipient = cover.recipient();
    if (ours == null || theirs == null || sender == null || recipient == null) {
      return isDeclared(code, ours) && isDeclared(code, theirs);
    }
    Between between =
        new Between(
            new Between.Side(sender.state(), ours), new Between.Side(recipient.state(), theirs));
    return basis.isPresent()
        && between.footing(basis.get(), cover.createdAt()) == Between.Footing.IN_FORCE;
  }

  /** The half of it that one card alone can say. */
  private static boolean isDeclared(String code, @Nullable Declarations card) {
    return card == null
        || card.bases().contains(code)
        || card.declared().stream().anyMatch(row -> row.code().equals(code));
  }

  static boolean exists(Offence offence) {
    return CodeList.hasOffence(offence.scheme(), offence.code());
  }

  static boolean fits(Offence offence, Filing filing) {
    return filing.named().stream()
        .anyMatch(basis -> basis.terms().schemes().contains(offence.scheme()));
  }

  /** The scope gate stands where no basis without one carries the request. */
  static boolean isGated(Filing filing) {
    return !filing.named().isEmpty()
        && filing.named().stream().allMatch(basis -> basis.terms().gated());
  }

  static boolean inScope(Offence offence, List<Offence> all) {
    if (isAccessory(offence)) {
      return all.stream().anyMatch(other -> !isAccessory(other) && inScope(other, all));
    }
    return isConvention(offence)
        || (CodeList.OFFENCE_UNCC.has(offence.code())
            && offence.maxPenaltyMonths() >= SERIOUS_MONTHS_MIN);
  }

  private static boolean isAccessory(Offence offence) {
    return offence.code().equals("UN18") || offence.code().equals("UN19");
  }

  private static boolean isConvention(Offence offence) {
    return Basis.UNCC.terms().establishes().contains(offence.code());
  }
}
