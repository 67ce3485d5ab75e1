package org.vigilmesh.casework;

import static org.vigilmesh.casework.Dossier.Q;
import static org.vigilmesh.casework.Dossier.R;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.vigilmesh.casework.CaseEvent.Deed;
import org.vigilmesh.casework.Dossier.Word;
import org.vigilmesh.identity.NodeRef;

/**
 * Cases brought to every state by what people said: each base, and overlays and flags beside it.
 */
final class Scenes {
  private static final Map<String, Lines.Line> LINES = byName();

  private Scenes() {}

  private static Map<String, Lines.Line> byName() {
    Map<String, Lines.Line> lines = new LinkedHashMap<>();
    Lines.all().forEach(line -> lines.put(line.name(), line));
    return lines;
  }

  static Lines.Line line(String name) {
    return java.util.Objects.requireNonNull(LINES.get(name), name);
  }

  /** Says it in the words that fit, having seen all; the opening is delivered. */
  static Word say(Dossier dossier, NodeRef from, String name) {
    CaseState seen = dossier.atQ();
    Lines.Sight sight = new Lines.Sight(dossier.bookAt(from), dossier.now());
    Word word = dossier.draft(from, line(name).words().apply(sight), seen.latest());
    dossier.store(word);
    return word;
  }

  /** Plays {@code "Q request"} and the like, one after the other. */
  static Dossier play(String... script) {
    Dossier dossier = new Dossier();
    for (String step : script) {
      String[] words = step.split(" ");
      switch (words[0]) {
        case "Q" -> deliver(dossier, say(dossier, Q, words[1]));
        case "R" -> deliver(dossier, say(dossier, R, words[1]));
        case "pass" -> dossier.pass(Duration.ofDays(Integer.parseInt(words[1])));
        case "sent" -> say(dossier, Q, words[1]);
        default ->
            dossier.deed(
                Deed.valueOf(words[0]), java.util.Arrays.copyOfRange(words, 1, words.length));
      }
    }
    return dossier;
  }

  private static void deliver(Dossier dossier, Word word) {
    dossier.delivered(word);
  }

  private static final String[] AC = {"Q request", "R ack"};
  private static final String[] OK = with(AC, "R decision_accepted");
  private static final String[] PR = with(OK, "R confirmation");
  private static final String[] MR = with(PR, "Q mla_announced", "R mla_received");

  private static String[] with(String[] first, String... more) {
    return java.util.stream.Stream.concat(List.of(first).stream(), List.of(more).stream())
        .toArray(String[]::new);
  }

  /** Every scene by its name: the abbreviations of the domain's table, and what stands beside. */
  static Map<String, Supplier<Dossier>> all() {
    Map<String, Supplier<Dossier>> scenes = new LinkedHashMap<>();
    before(scenes);
    scenes.put("AC", () -> play(AC));
    scenes.put("OK", () -> play(OK));
    scenes.put("PA", Scenes::partial);
    scenes.put("RF", () -> play(with(AC, "R decision_refused")));
    scenes.put("PP", () -> play(with(AC, "R decision_postponed")));
    scenes.put("NL", () -> play(with(AC, "R decision_not_located")));
    scenes.put("NC", () -> play(with(AC, "R decision_not_competent")));
    scenes.put("PR", () -> play(PR));
    scenes.put("MA", () -> play(with(PR, "Q mla_announced")));
    scenes.put("MR", () -> play(MR));
    scenes.put("MD", () -> play(with(MR, "R mla_decided")));
    scenes.put("RL", () -> play(with(PR, "Q no_longer_needed", "R release_no_longer_needed")));
    scenes.put("EX", () -> play(with(PR, "pass 61", "R expiry_final")));
    scenes.put("WD", () -> play(with(AC, "Q withdrawal", "R release_withdrawal")));
    scenes.put("CL", () -> play("Q location_query", "R ack", "R location_answer"));
    beside(scenes);
    kinds(scenes);
    return scenes;
  }

  private static void before(Map<String, Supplier<Dossier>> scenes) {
    scenes.put("∅", () -> play());
    scenes.put("DR", () -> play("DRAFTED j.morgan"));
    scenes.put("AA", () -> play("DRAFTED j.morgan", "AUTHOR_SIGNED j.morgan"));
    scenes.put(
        "AU",
        () -> play("DRAFTED j.morgan", "AUTHOR_SIGNED j.morgan", "AUTHORISER_SIGNED a.novak"));
    scenes.put("OR", () -> play("ORAL_RECORDED k.brandt"));
    scenes.put("SE", () -> play("sent request"));
    scenes.put("DE", () -> play("Q request"));
  }

  private static Dossier partial() {
    Dossier dossier = new Dossier();
    Word ack = dossier.acknowledged("D1", "D2");
    dossier.say(
        R,
        org.vigilmesh.message.MessageFixtures.with(
            Dossier.decision(org.vigilmesh.message.Decision.Value.PARTIALLY_ACCEPTED, "D1"),
            "outcomes",
            List.of(Dossier.outcome("D2", org.vigilmesh.message.Decision.Value.REFUSED))),
        ack);
    return dossier;
  }

  private static void beside(Map<String, Supplier<Dossier>> scenes) {
    scenes.put("AC+hold", () -> play("Q request", "R ack_with_hold"));
    scenes.put("AC+CLARIFY", () -> play(with(AC, "R clarification_request")));
    scenes.put("AC+CONSULT", () -> play(with(AC, "R consult_proposal")));
    scenes.put("AC+agreed", () -> play(with(AC, "R consult_proposal", "Q consult_accept")));
    scenes.put("AC+PREJUDICE", () -> play(with(AC, "R prejudice_notice")));
    scenes.put("AC+RELEASE", () -> play(with(AC, "Q withdrawal")));
    scenes.put("OK+announced", () -> play(with(OK, "Q mla_announced")));
    scenes.put("OK+received", () -> play(with(OK, "R mla_received")));
    scenes.put("RF+objected", () -> play(with(AC, "R decision_refused", "Q objection")));
    scenes.put("RF+final", () -> play(with(AC, "R decision_refused", "pass 11")));
    scenes.put("PR+EXTENSION", () -> play(with(PR, "Q extension_request")));
    scenes.put("PR+PREJUDICE", () -> play(with(PR, "R prejudice_notice")));
    scenes.put("PR+RELEASE", () -> play(with(PR, "Q no_longer_needed")));
    scenes.put("PR+over", () -> play(with(PR, "pass 61")));
    scenes.put("PR+over+EXT", () -> play(with(PR, "Q extension_request", "pass 61")));
    scenes.put("MR+RELEASE", () -> play(with(MR, "Q no_longer_needed_mla_withdrawn")));
    scenes.put("MD+over", () -> play(with(MR, "R mla_decided", "pass 31")));
    scenes.put(
        "RL+put_away",
        () -> play(with(AC, "Q withdrawal", "R release_withdrawal", "CLOSED j.morgan")));
  }

  private static void kinds(Map<String, Supplier<Dossier>> scenes) {
    scenes.put("emergency AC", () -> play("Q emergency_request", "R ack"));
    scenes.put("emergency OK", () -> play("Q emergency_request", "R ack", "R decision_accepted"));
    scenes.put("traffic AC", () -> play("Q traffic_request", "R ack"));
    scenes.put("traffic OK", () -> play("Q traffic_request", "R ack", "R decision_accepted"));
    scenes.put("location AC", () -> play("Q location_query", "R ack"));
    scenes.put("advice AC", () -> play("Q advice_query", "R ack"));
    scenes.put("legal AC", () -> play("Q legal_query", "R ack"));
    scenes.put("spontaneous AC", () -> play("Q spontaneous_information", "R ack"));
    scenes.put("test", () -> play("Q channel_test"));
    scenes.put("incident", () -> play("Q incident_notice"));
  }
}
