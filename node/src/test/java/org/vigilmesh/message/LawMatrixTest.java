package org.vigilmesh.message;

import static org.vigilmesh.message.MessageFixtures.ACT_ID;
import static org.vigilmesh.message.MessageFixtures.NOW;
import static org.vigilmesh.message.MessageFixtures.accepted;
import static org.vigilmesh.message.MessageFixtures.act;
import static org.vigilmesh.message.MessageFixtures.request;
import static org.vigilmesh.message.MessageFixtures.with;

import java.util.AbstractMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.vigilmesh.Golden;
import org.vigilmesh.identity.Declarations;
import org.vigilmesh.law.Basis;
import org.vigilmesh.law.Ground;
import org.vigilmesh.message.Decision.Reason;
import org.vigilmesh.message.Decision.Value;
import org.vigilmesh.message.Validation.Cover;
import org.vigilmesh.message.Validation.Finding;
import org.vigilmesh.message.Validation.Parties;
import org.vigilmesh.message.Validation.SoFar;
import org.vigilmesh.value.Urgency;

/**
 * What the rules say on each basis, every cell: of refusals, and of requests that lack something.
 */
final class LawMatrixTest {
  private static final Declarations PLAIN = new Declarations(List.of(), false, 90, List.of());
  private static final Declarations RESERVED = new Declarations(List.of(), true, 90, List.of());

  private static Content.CaseRequest on(Basis basis, Content.CaseRequest request) {
    return with(
        request, "filing.bases", List.of(new RequestPart.TreatyBasis(basis.name(), "PRES", true)));
  }

  /** An offence code that the basis does not establish itself. */
  private static Content.CaseRequest outside(Content.CaseRequest request) {
    return with(request, "matter.offences[0].code", "SERIOUS");
  }

  private static String refused(
      Content.CaseRequest request, Ground ground, String via, Declarations decider) {
    Decision decision = with(accepted(), "value", Value.REFUSED);
    decision = with(decision, "consultation", ACT_ID);
    decision = with(decision, "reason", new Reason(ground.name(), via, "The law bars it."));
    return Validation.check(
            decision,
            Cover.of(act(decision), List.of()),
            new Parties(decider, PLAIN, List.of()),
            SoFar.opened(request),
            NOW)
        .stream()
        .map(found -> found.rule() + (found.needsOverride() ? "*" : ""))
        .distinct()
        .collect(Collectors.joining(","));
  }

  private static Map<String, Content.CaseRequest> subjects() {
    Map<String, Content.CaseRequest> subjects = new LinkedHashMap<>();
    subjects.put("preservation", request());
    subjects.put("traffic", FullContents.traffic());
    subjects.put("emergency", FullContents.emergency());
    return subjects;
  }

  @Test
  void everyRefusalIsWeighedByItsBasis() {
    StringBuilder text = new StringBuilder(32_768);
    text.append(
        "Rules that a refusal breaks: alone; through the first ground it may run by; with a"
            + " declared reservation, for an offence that the treaty does not establish."
            + " * only with a named override.\n");
    subjects()
        .forEach(
            (name, request) -> {
              text.append("\n%-13s".formatted(name));
              for (Basis basis : Basis.values()) {
                text.append("%-21s".formatted(basis));
              }
              text.append('\n');
              for (Ground ground : Ground.values()) {
                text.append("%-13s".formatted(ground));
                for (Basis basis : Basis.values()) {
                  text.append("%-21s".formatted(cell(on(basis, request), ground)));
                }
                text.append('\n');
              }
            });
    Golden.assertGolden("law-refusals.txt", text.toString().replaceAll(" +\n", "\n"));
  }

  private static String cell(Content.CaseRequest request, Ground ground) {
    String via = ground.throughs().isEmpty() ? "" : ground.throughs().getFirst();
    return List.of(
            refused(request, ground, "", PLAIN),
            refused(request, ground, via, PLAIN),
            refused(outside(request), ground, "", RESERVED))
        .stream()
        .map(found -> found.isEmpty() ? "-" : found)
        .collect(Collectors.joining(" "));
  }

  private static Map<String, Map.Entry<String, @Nullable Object>> lacks() {
    Map<String, Map.Entry<String, @Nullable Object>> lacks = new LinkedHashMap<>();
    lacks.put("authority", change("authorities.seeking", null));
    lacks.put("offences", change("matter.offences", List.of()));
    lacks.put("facts", change("matter.factsSummary", ""));
    lacks.put("data items", change("wanted.dataItems", List.of()));
    lacks.put("relation", change("wanted.relations", List.of()));
    lacks.put("custodian", change("wanted.custodians", List.of()));
    lacks.put("necessity", change("need.necessity", null));
    lacks.put("intention", change("need.mlaIntention", null));
    lacks.put("confidentiality", change("terms.confidential", null));
    lacks.put("no notification", change("terms.noUserNotification", null));
    lacks.put("59 days", change("terms.durationRequestedDays", 59));
    lacks.put("UN13", change("matter.offences[0]", offence("UNCC", "UN13", 12)));
    lacks.put("SERIOUS, 47 months", change("matter.offences[0]", offence("UNCC", "SERIOUS", 47)));
    lacks.put("BU08", change("matter.offences[0]", offence("BUD", "BU08", 12)));
    lacks.put("domestic code", change("matter.offences[0]", offence("DOMESTIC", "s. 12", 12)));
    return lacks;
  }

  /** The request on {@code basis}, by a code that may be used there. */
  private static Content.CaseRequest fitting(Basis basis, Content.CaseRequest request) {
    String scheme = basis == Basis.UNCC ? "UNCC" : "DOMESTIC";
    return with(on(basis, request), "matter.offences[0].scheme", scheme);
  }

  private static RequestPart.Offence offence(String scheme, String code, int months) {
    return new RequestPart.Offence(scheme, code, "s. 1", months, "what was done");
  }

  private static Map.Entry<String, @Nullable Object> change(String path, @Nullable Object value) {
    return new AbstractMap.SimpleImmutableEntry<>(path, value);
  }

  @Test
  void everyMissingElementIsCitedByItsBasis() {
    StringBuilder text = new StringBuilder(8192);
    text.append("Of a request that lacks one thing, by basis: the rules and what is cited.\n");
    for (Basis basis : Basis.values()) {
      text.append('\n').append(basis).append('\n');
      lacks()
          .forEach(
              (name, change) -> {
                Content.CaseRequest broken =
                    with(fitting(basis, request()), change.getKey(), change.getValue());
                text.append("  %-20s%s%n".formatted(name, found(broken)));
              });
    }
    text.append("\nemergency_data_request, unknown custodian, no penalty\n");
    for (Basis basis : Basis.values()) {
      Content.CaseRequest broken = with(FullContents.emergency(), "attachments", List.of());
      broken = with(broken, "matter.offences[0].maxPenaltyMonths", 0);
      broken = with(broken, "wanted.custodians", List.of());
      broken = with(broken, "wanted.custodianUnknown", true);
      broken = with(broken, "wanted.dataItems[0].forwardLooking", false);
      text.append("  %-20s%s%n".formatted(basis, found(fitting(basis, broken))));
    }
    Golden.assertGolden("law-elements.txt", text.toString());
  }

  private static String found(Content.CaseRequest request) {
    boolean isEmergency = request instanceof EmergencyDataRequest;
    Urgency urgency = isEmergency ? Urgency.EMERGENCY : Urgency.URGENT;
    Cover cover = with(Cover.of(act(request), List.of()), "urgency", urgency);
    String found =
        Validation.check(request, cover, Parties.UNKNOWN, SoFar.NOTHING, NOW).stream()
            .filter(finding -> finding.severity() == Validation.Severity.ERROR)
            .map(finding -> finding.rule() + " " + finding.field() + " " + cited(finding))
            .collect(Collectors.joining("; "));
    return found.isEmpty() ? "-" : found;
  }

  private static String cited(Finding finding) {
    return "(" + finding.citation() + ")";
  }
}
