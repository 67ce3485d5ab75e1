package org.vigilmesh.signal;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.vigilmesh.identity.Declarations;
import org.vigilmesh.identity.DeclaredBasis;
import org.vigilmesh.law.Basis;
import org.vigilmesh.message.Act;
import org.vigilmesh.message.CaseId;
import org.vigilmesh.message.CodeList;
import org.vigilmesh.message.Content;
import org.vigilmesh.message.RequestPart;
import org.vigilmesh.value.Urgency;

/** What is noticed about a request, from what this node knew when it came. */
public final class Signals {
  /** So far back emergencies are counted; a design default. */
  public static final Duration COUNTED = Duration.ofDays(30);

  /** A credential is new for so long. */
  public static final Duration NEW_FOR = Duration.ofDays(1);

  /** The night of a contact point; a design default. */
  private static final LocalTime NIGHT_FROM = LocalTime.of(22, 0);

  private static final LocalTime NIGHT_TO = LocalTime.of(6, 0);

  private Signals() {}

  /**
   * A fact.
   *
   * @param field of the content, as in a request file; empty where it is about the sender
   * @param facts names, times, counts or case ids
   */
  public record Fact(Signal signal, String field, List<String> facts) {
    public Fact {
      facts = List.copyOf(facts);
    }
  }

  /** An earlier request of the same sender. */
  public record Earlier(Instant at, Urgency urgency) {}

  /**
   * What the node knew.
   *
   * @param at when the request came
   * @param sender what the sender's card declared; empty = no card
   * @param earlier its earlier requests, as far back as {@link #COUNTED}
   * @param known officers who signed an earlier one
   * @param credentials when the credential of each who signed first stood on a roster
   * @param sharing other cases that name one of its identifiers
   */
  public record Seen(
      Instant at,
      Optional<Declarations> sender,
      List<Earlier> earlier,
      Set<String> known,
      Map<String, Instant> credentials,
      Set<CaseId> sharing) {
    public Seen {
      earlier = List.copyOf(earlier);
      known = Set.copyOf(known);
      credentials = Map.copyOf(credentials);
      sharing = Set.copyOf(sharing);
    }
  }

  /** Every fact about {@code act}, in the order of the list; none about what is no request. */
  public static List<Fact> of(Act act, Seen seen) {
    return act.content() instanceof Content.CaseRequest request
        ? of(act, request, seen)
        : List.of();
  }

  private static List<Fact> of(Act act, Content.CaseRequest request, Seen seen) {
    List<Fact> facts = new ArrayList<>();
    List<String> strangers =
        act.officers().stream()
            .map(signer -> signer.officer().text())
            .filter(officer -> !seen.known().contains(officer))
            .toList();
    if (!strangers.isEmpty()) {
      facts.add(new Fact(Signal.FIRST_CONTACT, "", strangers));
    }
    findHour(request.filing().localZone(), act.createdAt()).ifPresent(facts::add);
    offences(request.matter().offences(), seen.sender(), facts);
    if (act.urgency() == Urgency.EMERGENCY) {
      facts.add(emergencies(seen));
    }
    new TreeMap<>(seen.credentials())
        .forEach(
            (officer, since) -> {
              if (since.isAfter(seen.at().minus(NEW_FOR))) {
                facts.add(new Fact(Signal.NEW_CREDENTIAL, "", List.of(officer, since.toString())));
              }
            });
    if (!seen.sharing().isEmpty()) {
      List<String> cases = seen.sharing().stream().map(CaseId::toString).sorted().toList();
      facts.add(new Fact(Signal.SHARED_IDENTIFIERS, "data_items", cases));
    }
    return facts;
  }

  /** The hour where the author sat, if the zone is one that this machine knows. */
  private static Optional<Fact> findHour(String zone, Instant at) {
    try {
      LocalTime local = at.atZone(ZoneId.of(zone)).toLocalTime().truncatedTo(ChronoUnit.MINUTES);
      boolean isNight = local.isBefore(NIGHT_TO) || !local.isBefore(NIGHT_FROM);
      return isNight
          ? Optional.of(new Fact(Signal.UNUSUAL_HOUR, "", List.of(local.toString(), zone)))
          : Optional.empty();
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  private static void offences(
      List<RequestPart.Offence> offences, Optional<Declarations> sender, List<Fact> facts) {
    Set<String> schemes = new HashSet<>();
    sender.stream()
        .flatMap(
            card ->
                Stream.concat(
                    card.bases().stream(), card.declared().stream().map(DeclaredBasis::code)))
        .flatMap(code -> Basis.find(code).stream())
        .forEach(basis -> schemes.addAll(basis.terms().schemes()));
    for (int i = 0; i < offences.size(); i++) {
      RequestPart.Offence offence = offences.get(i);
      boolean isKnown =
          CodeList.hasOffence(offence.scheme(), offence.code())
              && (schemes.isEmpty() || schemes.contains(offence.scheme()));
      if (!isKnown) {
        facts.add(
            new Fact(
                Signal.UNKNOWN_OFFENCE_CODE,
                "offences[" + i + "].code",
                List.of(offence.scheme())));
      }
    }
  }

  private static Fact emergencies(Seen seen) {
    Instant from = seen.at().minus(COUNTED);
    List<Earlier> counted = seen.earlier().stream().filter(one -> one.at().isAfter(from)).toList();
    long emergencies = counted.stream().filter(e -> e.urgency() == Urgency.EMERGENCY).count();
    return new Fact(
        Signal.EMERGENCY_RATE,
        "urgency",
        List.of(String.valueOf(emergencies + 1), String.valueOf(counted.size() + 1)));
  }
}
