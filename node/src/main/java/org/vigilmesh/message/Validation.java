package org.vigilmesh.message;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vigilmesh.identity.Declarations;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.law.Basis;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;
import org.vigilmesh.value.Urgency;

/**
 * The checks of a message, all findings at once. At the sender an error keeps it from being signed;
 * at the receiver an error of a request blocks its acceptance and becomes a clarification, never a
 * refusal. Nothing here decides anything.
 */
public final class Validation {
  private Validation() {}

  /** Every finding about {@code content}, in the order of its fields. */
  public static List<Finding> check(
      Content content, Cover cover, Parties parties, SoFar soFar, Instant at) {
    Findings findings = new Findings(setAside(content, cover), named(content));
    CoverRules.check(content, cover, parties, findings);
    switch (content) {
      case PreservationRequest request -> RequestRules.check(request, cover, parties, at, findings);
      case EmergencyDataRequest request -> RequestRules.check(request, cover, parties, findings);
      case TrafficDisclosureRequest request ->
          RequestRules.check(request, cover, parties, findings);
      case Described described ->
          DescribedRules.check(
              described, new DescribedRules.Around(cover, parties, soFar, at, findings));
      case Content.HumanAck ack -> ReplyRules.check(ack, soFar, findings);
      case Decision decision -> DecisionRules.check(decision, parties, soFar, findings);
      case Content.PreservationConfirmation confirmation ->
          ReplyRules.check(confirmation, parties, soFar, findings);
      case Content.ChannelTest _ -> findings.unless(cover.exercise(), Rule.V44, "exercise");
      case Content.UnknownContent _ -> findings.add(Rule.V01, "message_type");
    }
    return findings.all();
  }

  /**
   * What the receiving node notices about a message beside its content; all of it is to be shown,
   * nothing of it blocks.
   */
  public static List<Finding> notice(Content content, Arrival arrival, Instant at) {
    Findings findings = new Findings(overrides(content), named(content));
    ArrivalRules.check(content, arrival, at, findings);
    return findings.all();
  }

  /** The warnings that those who sign {@code act} set aside in it, each with a reason. */
  public static List<RequestPart.RuleOverride> setAside(Act act) {
    return setAside(act.content(), Cover.of(act, List.of()));
  }

  private static List<RequestPart.RuleOverride> setAside(Content content, Cover cover) {
    List<String> signers = cover.signers();
    return overrides(content).stream()
        .filter(one -> !one.by().isBlank() && !one.reason().isBlank())
        .filter(one -> signers == null || signers.contains(one.by()))
        .filter(one -> Rule.find(one.rule()).filter(Rule::isOverridable).isPresent())
        .toList();
  }

  private static List<RequestPart.RuleOverride> overrides(Content content) {
    return switch (content) {
      case Content.CaseRequest request -> request.overrides();
      case Decision decision -> decision.overrides();
      case Holding.ExtensionDecision decision -> decision.overrides();
      case Described _,
          Content.HumanAck _,
          Content.PreservationConfirmation _,
          Content.ChannelTest _,
          Content.UnknownContent _ ->
          List.of();
    };
  }

  private static List<Basis> named(Content content) {
    return content instanceof Content.CaseRequest request ? request.filing().named() : List.of();
  }

  /**
   * What surrounds the content in the act, and the attachments beside it.
   *
   * @param sender null where a request is checked before it is known who sends it
   * @param recipient null where it is not yet known who receives it
   * @param signers ids of the officers who sign; null where it is not yet known who will
   */
  public record Cover(
      @Nullable NodeId sender,
      @Nullable NodeId recipient,
      Urgency urgency,
      boolean exercise,
      String language,
      Instant createdAt,
      List<Digest> attachmentDigests,
      List<Bytes> attachments,
      @Nullable List<String> signers) {
    public Cover {
      attachmentDigests = List.copyOf(attachmentDigests);
      attachments = List.copyOf(attachments);
      signers = signers == null ? null : List.copyOf(signers);
    }

    public static Cover of(Act act, List<Bytes> attachments) {
      return new Cover(
          act.sender().node(),
          act.recipient().node(),
          act.urgency(),
          act.exercise(),
          act.language(),
          act.createdAt(),
          act.attachmentDigests(),
          attachments,
          act.officers().stream().map(signer -> signer.officer().text()).toList());
    }
  }

  /**
   * What the two cards say; null where a card is not at hand: then what depends on it is not
   * checked.
   *
   * @param languages those the recipient reads; empty = not known
   */
  public record Parties(
      @Nullable Declarations sender, @Nullable Declarations recipient, List<String> languages) {
    public static final Parties UNKNOWN = new Parties(null, null, List.of());

    public Parties {
      languages = List.copyOf(languages);
    }
  }

  /**
   * What the case holds before this message; {@link #NOTHING} for what opens one.
   *
   * @param request the request that opened the case
   * @param replyOpen whether the message that this one answers is in the case and not yet answered
   * @param decided whether a decision stands
   * @param consulted whether a consultation was answered
   * @param questionOpen whether a question to the other side is open
   * @param acceptedConditions those that the other side accepted
   * @param preservedUntil the end of the hold that stands
   * @param mla the request for assistance whose receipt was attested; null before
   */
  public record SoFar(
      Content.@Nullable CaseRequest request,
      boolean replyOpen,
      boolean decided,
      boolean consulted,
      boolean questionOpen,
      List<String> acceptedConditions,
      @Nullable Instant preservedUntil,
      @Nullable Mla mla) {
    public static final SoFar NOTHING =
        new SoFar(null, false, false, false, false, List.of(), null, null);

    public SoFar {
      acceptedConditions = List.copyOf(acceptedConditions);
    }

    /** A case in which {@code request} waits for its answers. */
    public static SoFar opened(Content.CaseRequest request) {
      return new SoFar(request, true, false, false, false, List.of(), null, null);
    }

    /**
     * A case after {@code acts} that had their effect, oldest first.
     *
     * @param replyOpen whether the message that is answered is among them
     * @param decided whether a decision stands
     */
    public static SoFar after(
        List<Act> acts, boolean replyOpen, boolean decided, @Nullable Instant preservedUntil) {
      return new CaseCourse(acts).soFar(replyOpen, decided, preservedUntil);
    }

    /**
     * A request for assistance under its reference.
     *
     * @param pending neither decided nor withdrawn
     */
    public record Mla(String reference, boolean pending) {}
  }

  /**
   * What this node knows when a message arrives.
   *
   * @param earlier when each earlier request of this sender came; empty = first contact
   * @param newOfficer whether one who signed is new on the sender's roster
   * @param skew signed time minus true time by two sources; null = not measured
   * @param open requests of cases that are not closed, with this peer or another
   */
  public record Arrival(
      List<Instant> earlier,
      boolean newOfficer,
      @Nullable Duration skew,
      List<PreservationRequest> open) {
    public Arrival {
      earlier = List.copyOf(earlier);
      open = List.copyOf(open);
    }
  }

  /** How bad a finding is. */
  public enum Severity {
    ERROR,
    WARNING
  }

  /**
   * One rule that a message breaks.
   *
   * @param field path as in a request file: {@code data_items[0].identifiers[1].value}
   * @param citation code of the citation table
   * @param needsOverride whether it may be sent only with a named person's override
   */
  public record Finding(
      Rule rule, Severity severity, String field, String citation, boolean needsOverride) {
    /** Whether a message with this finding may not be signed as it is. */
    public boolean blocks() {
      return severity == Severity.ERROR || needsOverride;
    }

    /** Key of the sentence that says what is wrong. */
    public String textKey() {
      return rule + ".what";
    }

    /** Key of the sentence that says what to do. */
    public String remedyKey() {
      return rule + ".do";
    }
  }

  /** The findings of one check, in the making. */
  static final class Findings {
    private final List<RequestPart.RuleOverride> overrides;
    private final List<Basis> bases;
    private final List<Finding> all = new ArrayList<>();

    /** {@code bases} are those that the message names; empty where it names none. */
    Findings(List<RequestPart.RuleOverride> overrides, List<Basis> bases) {
      this.overrides = overrides;
      this.bases = bases;
    }

    void unless(boolean holds, Rule rule, String field) {
      if (!holds) {
        add(rule, field);
      }
    }

    void add(Rule rule, String field) {
      add(rule, rule.severity(), field, rule.citation());
    }

    void warn(Rule rule, String field) {
      add(rule, Severity.WARNING, field, rule.citation());
    }

    /** A mandatory field that is empty, with the citation of what asks for it. */
    void required(boolean filled, String field, String citation) {
      if (!filled) {
        add(Rule.V02, Severity.ERROR, field, citation);
      }
    }

    /** A mandatory field that must hold a code of {@code list}. */
    void coded(CodeList list, String code, String field, String citation) {
      required(list.has(code), field, citation);
    }

    /** Optional codes, each of {@code list}. */
    void coded(CodeList list, List<String> codes, String field, String citation) {
      for (int i = 0; i < codes.size(); i++) {
        coded(list, codes.get(i), field + "[" + i + "]", citation);
      }
    }

    private void add(Rule rule, Severity severity, String field, String citation) {
      boolean open = severity == Severity.WARNING && rule.isOverridable() && !isOverridden(rule);
      Finding found = new Finding(rule, severity, field, cited(citation), open);
      if (!all.contains(found)) {
        all.add(found);
      }
    }

    /** No treaty is cited for what none of the named ones asks: that is a rule of this product. */
    private String cited(String citation) {
      boolean ofOne = citation.startsWith("PRES-CONTENTS-") || citation.equals("PRES-60");
      boolean asked =
          bases.stream()
              .map(Basis::terms)
              .anyMatch(t -> t.elements().contains(citation) || t.floorCitation().equals(citation));
      return ofOne && !asked && !bases.isEmpty() ? "DESIGN" : citation;
    }

    private boolean isOverridden(Rule rule) {
      return overrides.stream().anyMatch(one -> one.rule().equals(rule.name()));
    }

    List<Finding> all() {
      return Collections.unmodifiableList(all);
    }
  }
}
