package org.vigilmesh.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.vigilmesh.Fixtures;
import org.vigilmesh.casework.CaseState;
import org.vigilmesh.casework.Hold;
import org.vigilmesh.casework.Overlay;
import org.vigilmesh.casework.Sayable;
import org.vigilmesh.casework.Stage;
import org.vigilmesh.message.Act;
import org.vigilmesh.message.Content;
import org.vigilmesh.message.Decision;
import org.vigilmesh.port.Rows.ActState;
import org.vigilmesh.value.Digest;
import org.vigilmesh.value.Urgency;

/**
 * Whatever two desks say to each other, allowed or not, while engines restart, links break and
 * clocks jump: a hold ends only in the moment in which an act of an officer of the requested side
 * is stored, and once both sides have received everything they show the same case. {@code
 * -Dwholecase.runs=N -Dwholecase.seed=S} tries more.
 */
final class WholeCasePropertyTest {
  private static final int STEPS = 30;

  private final Mesh mesh = new Mesh();
  private final Letters letters = new Letters(mesh);
  private final Mesh.Member xa = mesh.add(Fixtures.XA, "j.morgan", "p.reyes");
  private final Mesh.Member xb = mesh.add(Fixtures.XB, "a.haddad", "k.brandt");
  private final List<String> names = Sayable.names();
  private final List<String> story = new ArrayList<>();
  private final Map<Mesh.Member, Hold> holds = new HashMap<>();
  private final Map<Mesh.Member, Set<Digest>> known = new HashMap<>();
  private Matter matter = new Matter(mesh, letters, xa, xb);
  private int said;
  private int refused;
  private int held;
  private int ended;

  private FoldedCase folded(Mesh.Member at) {
    return at.engine.ask(
        (memory, turn) ->
            new FoldedCases(at.ports(), memory).read(turn.tx(), matter.opening.caseId()));
  }

  private static boolean isRunning(Hold hold) {
    return hold == Hold.PROVISIONAL || hold == Hold.EFFECTIVE;
  }

  /** A hold that ran before and runs no longer was ended by a person who may. */
  private void checkHold(Mesh.Member at) {
    FoldedCase now = folded(at);
    Set<Digest> before = known.getOrDefault(at, Set.of());
    boolean hasSpoken =
        now.entries().stream()
            .filter(entry -> !before.contains(entry.row().digest()))
            .flatMap(entry -> entry.act().stream())
            .anyMatch(this::isOfRequestedOfficer);
    Hold hold = now.state().hold();
    if (isRunning(holds.getOrDefault(at, Hold.NONE)) && !isRunning(hold)) {
      assertTrue(hasSpoken, () -> "a hold ended by itself at " + at.ref() + ": " + story);
      ended++;
    }
    held += isRunning(hold) ? 1 : 0;
    holds.put(at, hold);
    Set<Digest> all = new HashSet<>();
    now.entries().forEach(entry -> all.add(entry.row().digest()));
    known.put(at, all);
  }

  private boolean isOfRequestedOfficer(Act act) {
    return act.sender().equals(xb.ref()) && !act.officers().isEmpty();
  }

  private void say(Random random, Mesh.Member from) {
    FoldedCase seen = folded(from);
    if (seen.entries().isEmpty()) {
      return;
    }
    boolean isAnything = random.nextInt(3) == 0;
    String name =
        isAnything ? any(random, names) : from == xb ? asked(random, seen) : asking(random, seen);
    Letters.Sent sent =
        from == xb && random.nextInt(10) > 0 ? answer(name) : other(random, from, name);
    mesh.settle();
    boolean isTaken = sent.isAccepted();
    said += isTaken ? 1 : 0;
    refused += isTaken ? 0 : 1;
    story.add(from.ref().node() + (isTaken ? " says " : " may not say ") + name);
  }

  private static String any(Random random, List<String> names) {
    return names.get(random.nextInt(names.size()));
  }

  /** What leads the case on at the side that was asked. */
  private static String asked(Random random, FoldedCase seen) {
    boolean isToEnd = seen.state().overlays().containsKey(Overlay.RELEASE);
    return switch (seen.state().base().orElse(Stage.CLOSED)) {
      case DELIVERED -> any(random, List.of("ack", "ack_with_hold"));
      case ACKNOWLEDGED -> "decision_accepted";
      case ACCEPTED -> "confirmation";
      default ->
          isToEnd
              ? any(random, List.of("release_no_longer_needed", "release_withdrawal"))
              : any(random, List.of("expiry_final", "mla_received"));
    };
  }

  private static String asking(Random random, FoldedCase seen) {
    boolean isHeld = seen.state().base().equals(Optional.of(Stage.PRESERVED));
    return isHeld
        ? any(random, List.of("no_longer_needed", "no_longer_needed", "mla_announced"))
        : any(random, List.of("status_query", "status_query", "withdrawal"));
  }

  /** What the asked side says as its desk would write it. */
  private Letters.Sent answer(String name) {
    return switch (name) {
      case "ack" -> matter.acknowledge();
      case "decision_accepted" -> matter.decide(Decision.Value.ACCEPTED);
      case "confirmation" -> matter.preserve();
      default -> other(new Random(1), xb, name);
    };
  }

  private Letters.Sent other(Random random, Mesh.Member from, String name) {
    FoldedCase seen = folded(from);
    Content content =
        Sayable.words(
            name, from.ref().node(), seen.events(), mesh.now().truncatedTo(ChronoUnit.SECONDS));
    return letters.send(
        new Letters.Draft(
            from,
            (from == xa ? xb : xa).ref(),
            content,
            matter.opening.caseId(),
            Urgency.URGENT,
            random.nextInt(10) == 0 ? List.of() : seen.state().latest(),
            List.copyOf(from.country.officers.keySet()).subList(0, random.nextInt(9) == 0 ? 0 : 2),
            Duration.ofDays(7)));
  }

  /** An act that is still on its way would run out of time: then clocks move by minutes. */
  private boolean isQuiet() {
    return List.of(xa, xb).stream()
        .flatMap(at -> matter.actsAt(at).stream())
        .noneMatch(row -> row.state() == ActState.ACCEPTED_FOR_SENDING);
  }

  private void step(Random random) {
    Mesh.Member one = random.nextBoolean() ? xa : xb;
    Duration far = Duration.ofMinutes(random.nextInt(1, isQuiet() ? 60 * 24 * 20 : 60));
    int what = random.nextInt(14);
    switch (what) {
      case 0 -> mesh.jump(far);
      case 1 -> mesh.jump(far.dividedBy(20).negated());
      case 2 -> one.restart();
      case 3 -> {
        one.crash();
        mesh.jump(far);
        one.restart();
      }
      case 4 -> {
        one.links.isDown = true;
        one.links.cutAll();
      }
      case 5, 6 -> heal();
      default -> say(random, one);
    }
    if (what < 7) {
      story.add(what + " " + far + " " + one.ref().node());
    }
    mesh.settle();
    mesh.jump(Duration.ofSeconds(1));
    checkHold(xa);
    checkHold(xb);
  }

  private void heal() {
    xa.links.isDown = false;
    xb.links.isDown = false;
    for (int minute = 0; minute < 12; minute++) {
      mesh.jump(Duration.ofSeconds(31));
    }
  }

  /** What both sides must agree on; each counts its own deliveries and puts away its own copy. */
  private static String face(CaseState state) {
    return String.join(
        "\n",
        "base " + state.base(),
        "items " + new java.util.TreeMap<>(state.items()),
        "overlays " + new java.util.TreeMap<>(state.overlays()),
        "hold " + state.hold(),
        "flags " + state.flags().stream().sorted().toList(),
        "acknowledged " + state.facts().acknowledged(),
        "decided " + state.facts().decided(),
        "preserved " + state.facts().preserved() + " until " + state.facts().preservedUntil(),
        "latest " + state.latest().stream().sorted().toList(),
        "decisions " + state.decisions().stream().sorted().toList(),
        "outcomes " + new java.util.TreeMap<>(state.outcomes()));
  }

  private void run(long seed) {
    Random random = new Random(seed);
    matter = new Matter(mesh, letters, xa, xb);
    holds.clear();
    known.clear();
    story.clear();
    story.add("-Dwholecase.seed=" + seed + " -Dwholecase.runs=1");
    matter.request();
    heal();
    for (int step = 0; step < STEPS; step++) {
      step(random);
    }
    heal();
    checkHold(xa);
    checkHold(xb);
    assertTrue(isQuiet(), () -> "everything has arrived: " + story);
    assertEquals(face(folded(xa).state()), face(folded(xb).state()), story::toString);
  }

  @Test
  void noHoldEndsWithoutAPersonAndBothSidesShowOneCase() {
    mesh.introduce(xa, xb);
    long seed = Long.getLong("wholecase.seed", 20310304);
    int runs = Integer.getInteger("wholecase.runs", 4);
    for (int run = 0; run < runs; run++) {
      run(seed + run);
    }
    String counts = said + " said, " + refused + " refused, held " + held + ", ended " + ended;
    System.out.println("whole cases: " + counts);
    assertTrue(runs < 4 || (said > 20 && refused > 20 && held > 20 && ended > 0), counts);
  }
}
