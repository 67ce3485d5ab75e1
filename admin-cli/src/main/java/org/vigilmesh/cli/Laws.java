package org.vigilmesh.cli;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.law.Basis;
import org.vigilmesh.law.Ground;
import org.vigilmesh.law.Subject;
import org.vigilmesh.message.Rule;
import org.vigilmesh.proto.v1.BasisStanding;
import org.vigilmesh.proto.v1.DeclaredSide;
import org.vigilmesh.proto.v1.LawStanding;
import org.vigilmesh.proto.v1.ShowLawRequest;
import org.vigilmesh.proto.v1.ShowLawResponse;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code vigil law}: what the law tables and both cards say between us and a peer. */
@Command(
    name = "law",
    header = {"vigil law show --peer xb", "vigil law show --peer xb --at 2031-03-04 -o json"})
final class Laws {
  private static final String IN_FORCE = "in_force";

  @Command(
      name = "show",
      header = {"vigil law show --peer xb", "vigil law show --peer xb --at 2031-03-04 -o json"})
  void show(
      @Mixin Options options,
      @Option(names = "--peer", paramLabel = "NODE", required = true, descriptionKey = "lawPeer")
          NodeId peer,
      @Option(names = "--at", paramLabel = "TIME", descriptionKey = "lawAt") @Nullable Instant at) {
    Console console = options.console();
    Instant asked = at == null ? console.around().clock().instant() : at;
    LawStanding law;
    try (NodeLink link = NodeLink.to(options)) {
      law = standing(link, peer, asked);
    }
    console.show(view(peer, asked, law));
    console.say("law.unchecked");
  }

  static LawStanding standing(NodeLink link, NodeId peer, Instant at) {
    ShowLawRequest request =
        ShowLawRequest.newBuilder().setPeer(peer.text()).setAt(at.toEpochMilli()).build();
    return link.look(
            register -> register.showLaw(request),
            ShowLawResponse::hasFailed,
            ShowLawResponse::getFailed)
        .getLaw();
  }

  /** The bases that stand, as they are listed. */
  static List<Basis> standing(LawStanding law) {
    return law.getBasesList().stream()
        .filter(one -> one.getFooting().equals(IN_FORCE))
        .flatMap(one -> Basis.find(one.getBasis()).stream())
        .toList();
  }

  private static View view(NodeId peer, Instant at, LawStanding law) {
    return View.one("LawBetween")
        .field("peer", peer.text())
        .field("at", at.truncatedTo(ChronoUnit.SECONDS))
        .field("ourCard", law.getOurCard())
        .field("theirCard", law.getTheirCard())
        .field("bases", bases(law))
        .field("grounds", grounds(law));
  }

  private static View bases(LawStanding law) {
    View bases =
        View.list(
            "Bases", "basis", "footing", "ours", "theirs", "reserved", "instrument", "override");
    for (BasisStanding one : law.getBasesList()) {
      bases.row(
          one.getBasis(),
          one.getFooting(),
          said(one.getOurs()),
          said(one.getTheirs()),
          reserved(one),
          instruments(one),
          one.getFooting().equals(IN_FORCE) ? Optional.empty() : Optional.of(Rule.V16.name()));
    }
    return bases;
  }

  private static String said(DeclaredSide side) {
    if (!side.getDeclared()) {
      return "-";
    }
    String from = side.hasFrom() ? day(side.getFrom()) : "";
    String to = side.hasTo() ? day(side.getTo()) : "";
    return from.isEmpty() && to.isEmpty() ? "+" : from + ".." + to;
  }

  private static String day(long millis) {
    return NodeLink.at(millis).toString().substring(0, 10);
  }

  private static List<String> reserved(BasisStanding one) {
    List<String> who = new ArrayList<>();
    if (one.getOurs().getReserved()) {
      who.add("ours");
    }
    if (one.getTheirs().getReserved()) {
      who.add("theirs");
    }
    return who;
  }

  private static List<String> instruments(BasisStanding one) {
    return List.of(one.getOurs(), one.getTheirs()).stream()
        .map(DeclaredSide::getInstrument)
        .filter(title -> !title.isEmpty())
        .distinct()
        .toList();
  }

  /** How far each ground reaches on the bases that stand; the letters are those of LAW. */
  private static View grounds(LawStanding law) {
    View grounds =
        View.list(
            "Grounds",
            "ground",
            "basis",
            "preservation",
            "traffic",
            "assistance",
            "through",
            "persons",
            "override");
    for (Basis basis : standing(law)) {
      for (Ground ground : Ground.values()) {
        Ground.Availability held = ground.on(basis, Subject.PRESERVATION);
        Ground.Availability traffic = ground.on(basis, Subject.TRAFFIC);
        grounds.row(
            ground.name(),
            basis.name(),
            String.valueOf(held.letter()),
            String.valueOf(traffic.letter()),
            String.valueOf(ground.on(basis, Subject.ASSISTANCE).letter()),
            ground.throughs(),
            ground.needsTwoPersons() ? 2 : 1,
            rules(held, traffic));
      }
    }
    return grounds;
  }

  /** Which warnings a named person would have to set aside to use it. */
  private static List<String> rules(Ground.Availability... all) {
    return List.of(all).stream()
        .map(
            one ->
                switch (one) {
                  case INVALID, NOT_APPLICABLE -> Rule.V50.name();
                  case CONSULT_FIRST -> Rule.V54.name();
                  case VALID, RESERVATION, VIA, BLOCKED, OPEN -> "";
                })
        .filter(rule -> !rule.isEmpty())
        .distinct()
        .toList();
  }
}
