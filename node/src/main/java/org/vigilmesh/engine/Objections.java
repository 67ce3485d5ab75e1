package org.vigilmesh.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vigilmesh.casework.CaseRules;
import org.vigilmesh.casework.CaseState;
import org.vigilmesh.identity.Card;
import org.vigilmesh.identity.Declarations;
import org.vigilmesh.message.Act;
import org.vigilmesh.message.Rule;
import org.vigilmesh.message.Texts;
import org.vigilmesh.message.Validation;
import org.vigilmesh.message.Validation.Cover;
import org.vigilmesh.message.Validation.Finding;
import org.vigilmesh.message.Validation.Parties;
import org.vigilmesh.message.Validation.Severity;
import org.vigilmesh.port.CaseVault;
import org.vigilmesh.port.Submissions.Submitted;
import org.vigilmesh.port.Submissions.Submitted.Reason;
import org.vigilmesh.port.Submissions.Submitted.Said;

/**
 * What speaks against signing an act of ours, all at once: the persons behind it, the rules of its
 * content, the state of its case. A warning refuses nothing here, but for one that a named person
 * must set aside and has not.
 */
final class Objections {
  private final Memory memory;
  private final Cases cases;
  private final Onward onward;

  Objections(Memory memory, Cases cases, CaseVault vault) {
    this.memory = memory;
    this.cases = cases;
    this.onward = new Onward(cases, vault, memory.ref().node());
  }

  /** The answer to a submission that may not be signed; empty when it may. */
  Optional<Submitted> find(Turn turn, Submissible.Verdict.Fit fit, Memory.PeerState peer) {
    Act act = fit.act();
    if (cases.isFull(turn.tx(), act.caseId(), memory.ref().node())) {
      return Optional.of(Refusals.caseFull());
    }
    CaseState state = cases.standing(turn, act);
    List<Finding> findings = new ArrayList<>(fit.persons());
    Validation.check(
            act.content(),
            Cover.of(act, fit.submission().attachments()),
            parties(memory, peer),
            cases.soFar(turn, act, state),
            turn.at())
        .stream()
        .filter(Finding::blocks)
        .forEach(findings::add);
    findings.addAll(Incomplete.findings(act, cases.effective(turn, act.caseId())));
    findings.addAll(onward.findings(turn, act));
    Optional<CaseRules.Objection> byState =
        CaseRules.maySign(memory.ref().node(), cases.events(turn, act), act);
    byState.ifPresent(o -> findings.removeIf(f -> f.rule().name().equals(o.code())));
    List<Reason> reasons = new ArrayList<>(findings.stream().map(Objections::reason).toList());
    byState.ifPresent(
        o ->
            reasons.addFirst(
                new Reason(
                    "case",
                    o.code() + ": " + o.what(),
                    o.remedy(),
                    "DESIGN",
                    Optional.of(new Said(o.refusal().name(), "", o.values())))));
    if (reasons.isEmpty()) {
      return Optional.empty();
    }
    String code = byState.isPresent() ? "E-NOT-IN-THIS-STATE" : "E-ACT-REFUSED";
    return Optional.of(new Submitted.Rejected(code, reasons));
  }

  /** What both cards say, for a message to this peer. */
  static Parties parties(Memory memory, Memory.PeerState peer) {
    Optional<Card> theirs = peer.speaker.card().map(Speaker.Held::value);
    return new Parties(
        declarations(memory.self),
        declarations(peer.speaker),
        theirs.map(card -> card.contact().languages()).orElse(List.of()));
  }

  private static @Nullable Declarations declarations(Speaker speaker) {
    return speaker.card().map(held -> held.value().declarations()).orElse(null);
  }

  private static Reason reason(Finding finding) {
    Texts texts = Texts.in("en");
    return new Reason(
        finding.field(),
        finding.rule() + ": " + texts.what(finding),
        texts.remedy(finding),
        finding.citation(),
        Optional.of(new Said(finding.textKey(), finding.remedyKey(), List.of())));
  }

  /** What is wrong with the persons behind an act, as a finding of its rule. */
  static Finding ofPersons(String rule) {
    Rule broken = Rule.valueOf(rule);
    return new Finding(broken, Severity.ERROR, "signatures", broken.citation(), false);
  }
}
