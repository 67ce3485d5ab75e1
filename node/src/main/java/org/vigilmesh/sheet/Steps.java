package org.vigilmesh.sheet;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vigilmesh.identity.Endorsement;
import org.vigilmesh.message.Act;
import org.vigilmesh.message.ActId;
import org.vigilmesh.message.Content;
import org.vigilmesh.message.Decision;
import org.vigilmesh.message.Dialogue;
import org.vigilmesh.port.Queries.OpenedAct;
import org.vigilmesh.port.Queries.TimelineEntry;
import org.vigilmesh.port.Rows.CaseRow;

/**
 * A case's timeline. What the peer's node says, what its desk shows, what a person takes on, what
 * is decided and what a custodian holds are five different facts: each has its own icon and words.
 */
public final class Steps {
  private final Words words;
  private final String country;
  private final CaseRow row;
  private final Map<ActId, OpenedAct> opened = new HashMap<>();
  private final Map<ActId, Act> read = new HashMap<>();
  private boolean isAcknowledged;

  /**
   * @param country ours, as shown
   * @param acts those that this officer may read
   */
  public Steps(Words words, String country, CaseRow row, Map<OpenedAct, Act> acts) {
    this.words = words;
    this.country = country;
    this.row = row;
    acts.forEach(
        (one, act) -> {
          opened.put(act.id(), one);
          read.put(act.id(), act);
        });
  }

  /** What a line of the timeline is about. */
  public enum Kind {
    PENDING("◌"),
    DELIVERED("○"),
    DISPLAYED("◉"),
    ACKNOWLEDGED("✔"),
    DECIDED("◐"),
    PRESERVED("■"),
    /** Another message. */
    SAID("–"),
    /** Done on this side alone. */
    HERE("·");

    private final String icon;

    Kind(String icon) {
      this.icon = icon;
    }

    public String icon() {
      return icon;
    }

    public String style() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * A line of the timeline.
   *
   * @param text what happened, in the reader's language
   * @param about the message it concerns, and by whom
   * @param proofs what shows that it is so, each with its raw values
   */
  public record Step(Instant at, Kind kind, String text, String about, List<Proof> proofs) {
    public Step {
      proofs = List.copyOf(proofs);
    }
  }

  /** A proof: what it shows, and the values behind it. */
  public record Proof(String name, List<String> raw) {
    public Proof {
      raw = List.copyOf(raw);
    }
  }

  public List<Step> of(List<TimelineEntry> entries) {
    List<Step> steps = new ArrayList<>();
    for (TimelineEntry entry : entries) {
      steps.add(step(entry));
      if (!entry.kind().equals("deed")) {
        delivery(entry).ifPresent(steps::add);
      }
    }
    steps.sort(Comparator.comparing(Step::at));
    return steps;
  }

  private Step step(TimelineEntry entry) {
    Kind kind = kind(entry);
    String type = new CaseNames(words, country).type(entry.contentType());
    String by = Boxes.join(entry.by().shown(), String.join(", ", entry.officers()));
    boolean isOne = kind != Kind.SAID && kind != Kind.HERE;
    Act act = entry.act().map(read::get).orElse(null);
    String text = text(kind, act == null ? null : act.content(), entry, type);
    isAcknowledged |= kind == Kind.ACKNOWLEDGED;
    return new Step(entry.at(), kind, text, isOne ? Boxes.join(type, by) : by, proofs(entry, act));
  }

  private static Kind kind(TimelineEntry entry) {
    if (entry.kind().equals("deed")) {
      return Kind.HERE;
    }
    return switch (entry.contentType()) {
      case "human_ack" -> Kind.ACKNOWLEDGED;
      case "displayed" -> Kind.DISPLAYED;
      case "decision" -> Kind.DECIDED;
      case "preservation_confirmation" -> Kind.PRESERVED;
      default -> Kind.SAID;
    };
  }

  private String text(Kind kind, @Nullable Content content, TimelineEntry entry, String type) {
    String officers = String.join(", ", entry.officers());
    return switch (kind) {
      case ACKNOWLEDGED ->
          content instanceof Content.HumanAck ack
              ? acknowledged(officers, ack.dutyRole())
              : words.of("step.acknowledged", officers);
      case DISPLAYED -> words.of("step.displayed", entry.by().shown());
      case DECIDED ->
          content instanceof Decision decision
              ? decided(decision)
                  + (isAcknowledged ? "" : " " + words.of("step.decided.unacknowledged"))
              : words.of("step.decided", officers);
      case PRESERVED ->
          content instanceof Content.PreservationConfirmation held
              ? preserved(held.preservedUntil(), held.custodianRef())
              : words.of("step.preserved", officers);
      case SAID ->
          content instanceof Dialogue.ClarificationRequest asked
              ? words.count("step.asked", asked.questions().size())
              : type;
      case HERE, PENDING, DELIVERED -> type;
    };
  }

  String acknowledged(String officers, String role) {
    return words.of(
        "step.acknowledged.as", officers, new CaseNames(words, country).of("officer_role", role));
  }

  String decided(Decision decision) {
    CaseNames names = new CaseNames(words, country);
    return switch (decision.value()) {
      case ACCEPTED -> words.of("step.decided.accepted");
      case REFUSED ->
          words.of("step.decided.refused", names.of("ground", decision.reason().ground()));
      case PARTIALLY_ACCEPTED,
          CONDITIONAL,
          CLARIFICATION_NEEDED,
          NOT_COMPETENT,
          POSTPONED,
          NOT_LOCATED,
          ALREADY_GONE ->
          words.of("step.decided.as", names.of("decision", decision.value().code()));
    };
  }

  String preserved(Instant until, String reference) {
    return words.of(
        "step.preserved.until", LocalDate.ofInstant(until, ZoneOffset.UTC).toString(), reference);
  }

  /** That the other node has it, or, for what is ours, that it has not. */
  private Optional<Step> delivery(TimelineEntry entry) {
    boolean isOurs = !entry.by().equals(row.peer());
    String to = isOurs ? row.peer().shown() : country;
    String type = new CaseNames(words, country).type(entry.contentType());
    if (entry.delivered().isPresent()) {
      Instant at = entry.delivered().get();
      return Optional.of(
          new Step(
              at.isBefore(entry.at()) ? entry.at() : at,
              Kind.DELIVERED,
              words.of("step.delivered", to),
              type,
              List.of(new Proof(words.of("proof.receipt"), List.of(place(entry), at.toString())))));
    }
    return isOurs
        ? Optional.of(
            new Step(entry.at(), Kind.PENDING, words.of("step.pending", to), type, List.of()))
        : Optional.empty();
  }

  private static String place(TimelineEntry entry) {
    return entry.lane().toLowerCase(Locale.ROOT) + " " + entry.seq();
  }

  private List<Proof> proofs(TimelineEntry entry, @Nullable Act act) {
    if (entry.kind().equals("deed")) {
      return List.of(new Proof(words.of("proof.here", Long.toString(entry.seq())), List.of()));
    }
    List<Proof> proofs = new ArrayList<>();
    proofs.add(
        new Proof(
            words.of("proof.place", place(entry)),
            List.of(entry.act().map(ActId::toString).orElse(""), entry.at().toString())));
    if (act != null) {
      OpenedAct bytes = java.util.Objects.requireNonNull(opened.get(act.id()));
      for (Endorsement one : bytes.endorsements()) {
        proofs.add(
            new Proof(
                words.of("proof.signed", one.officer().text()),
                List.of(one.credential().bytes().hex(), Act.endorsedDigest(bytes.act()).hex())));
      }
      proofs.add(
          new Proof(
              words.of("proof.sealed", act.recipient().node().shown()),
              List.of(Act.digest(bytes.act()).hex(), bytes.body().size() + " B")));
    }
    String state = new CaseNames(words, country).of("act_state", entry.state());
    proofs.add(
        new Proof(
            words.of("proof.checked", state),
            entry.reason().isEmpty() ? List.of() : List.of(entry.reason())));
    return proofs;
  }
}
