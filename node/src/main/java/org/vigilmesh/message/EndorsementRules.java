package org.vigilmesh.message;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.vigilmesh.identity.Credential;
import org.vigilmesh.identity.CredentialId;
import org.vigilmesh.identity.Declarations;
import org.vigilmesh.identity.Officer;
import org.vigilmesh.identity.OfficerId;
import org.vigilmesh.identity.Roster;
import org.vigilmesh.message.Act.Purpose;
import org.vigilmesh.message.Act.Signer;
import org.vigilmesh.value.Urgency;

/**
 * Whether the persons who endorsed an act are the right ones and enough: the last gate before an
 * act takes effect. The proofs themselves were checked before, against the credentials of this
 * roster.
 */
public final class EndorsementRules {
  /** A newly enrolled officer is no second person for an emergency: time to notice a forgery. */
  public static final Duration NEW_FOR = Duration.ofHours(24);

  private static final List<String> OF_CONTENTS =
      List.of(
          "authority_seeking",
          "offences",
          "proceeding_stage",
          "facts_summary",
          "data_items",
          "relation_to_offence",
          "custodians",
          "system_location",
          "necessity",
          "mla_intention",
          "confidential",
          "no_user_notification");

  private EndorsementRules() {}

  /** An officer whose proof over the act's exact bytes is valid for this credential. */
  public record Proven(OfficerId officer, CredentialId credential) {}

  /** What the check came to. */
  public sealed interface Verdict {}

  /** The act may take effect; these officers are shown as new. */
  public record Sufficient(List<OfficerId> newOfficers) implements Verdict {
    public Sufficient {
      newOfficers = List.copyOf(newOfficers);
    }
  }

  /** The act has no effect. */
  public record Insufficient(Rule rule, Why why) implements Verdict {}

  /** What speaks against the endorsements. */
  public enum Why {
    /** This type needs a person, and none signed. */
    NO_PERSON,
    /** Named officers and proofs are not the same persons. */
    NOT_AS_NAMED,
    /** One person or one key twice. */
    SAME_PERSON,
    NO_AUTHOR,
    NOT_ON_ROSTER,
    CREDENTIAL_NOT_ON_ROSTER,
    FILE_KEY_IN_EMERGENCY,
    NEW_OFFICER_IN_EMERGENCY,
    TOO_FEW,
    ROLE;

    /** Whether an officer here may let the act take effect after a call-back. */
    public boolean isConfirmable() {
      return this == NOT_ON_ROSTER;
    }
  }

  /**
   * Judges the endorsements of {@code act}.
   *
   * @param sender what the sender's card declares: whether one signature may send
   * @param roster the newest one held of the sender
   * @param proven officers with cryptographically valid proofs
   * @param at when the act is judged
   */
  public static Verdict judge(
      Act act, Declarations sender, Roster roster, List<Proven> proven, Instant at) {
    if (act.isNotice()) {
      return personsNeeded(act, sender) == 0 && proven.isEmpty()
          ? new Sufficient(List.of())
          : new Insufficient(Rule.V39, Why.NO_PERSON);
    }
    Optional<Insufficient> mismatch = findMismatch(act, proven);
    if (mismatch.isPresent()) {
      return mismatch.get();
    }
    List<OfficerId> newcomers = new ArrayList<>();
    boolean isSomebodyGone = false;
    for (Proven one : proven) {
      Optional<Officer> officer = roster.findOfficer(one.officer()).filter(o -> o.servesAt(at));
      Optional<Insufficient> objection = officer.flatMap(o -> findObjection(act, one, o));
      if (objection.isPresent()) {
        return objection.get();
      }
      isSomebodyGone |= officer.isEmpty();
      officer.filter(o -> o.from().plus(NEW_FOR).isAfter(at)).ifPresent(o -> newcomers.add(o.id()));
    }
    int needed = personsNeeded(act, sender);
    if (proven.size() < needed) {
      return new Insufficient(Rule.V39, Why.TOO_FEW);
    }
    boolean pairOfEmergency = needed > 1 && act.urgency() == Urgency.EMERGENCY;
    if (pairOfEmergency && proven.size() - newcomers.size() < needed) {
      return new Insufficient(Rule.V39, Why.NEW_OFFICER_IN_EMERGENCY);
    }
    return isSomebodyGone
        ? new Insufficient(Rule.V38, Why.NOT_ON_ROSTER)
        : new Sufficient(newcomers);
  }

  private static Optional<Insufficient> findMismatch(Act act, List<Proven> proven) {
    Set<OfficerId> named = new HashSet<>();
    for (Signer signer : act.officers()) {
      if (!named.add(signer.officer())) {
        return Optional.of(new Insufficient(Rule.V39, Why.SAME_PERSON));
      }
    }
    Set<OfficerId> signed = new HashSet<>();
    Set<CredentialId> keys = new HashSet<>();
    for (Proven one : proven) {
      if (!signed.add(one.officer()) || !keys.add(one.credential())) {
        return Optional.of(new Insufficient(Rule.V39, Why.SAME_PERSON));
      }
    }
    if (!named.equals(signed)) {
      return Optional.of(new Insufficient(Rule.V38, Why.NOT_AS_NAMED));
    }
    return act.officers().stream().filter(s -> s.purpose() == Purpose.AUTHOR).count() == 1
        ? Optional.empty()
        : Optional.of(new Insufficient(Rule.V39, Why.NO_AUTHOR));
  }

  private static Optional<Insufficient> findObjection(Act act, Proven one, Officer officer) {
    Optional<Credential> credential = officer.findCredential(one.credential());
    if (credential.isEmpty()) {
      return Optional.of(new Insufficient(Rule.V38, Why.CREDENTIAL_NOT_ON_ROSTER));
    }
    if (credential.get().kind() == Credential.Kind.FILE
        && act.urgency() == Urgency.EMERGENCY
        && !act.exercise()) {
      return Optional.of(new Insufficient(Rule.V38, Why.FILE_KEY_IN_EMERGENCY));
    }
    return act.content().contentType().maySign(officer.role())
        ? Optional.empty()
        : Optional.of(new Insufficient(Rule.V40, Why.ROLE));
  }

  /** How many different persons must have signed {@code act}. */
  public static int personsNeeded(Act act, Declarations sender) {
    int usual = act.content().contentType().persons();
    return switch (act.content()) {
      case PreservationRequest _ ->
          act.urgency() != Urgency.EMERGENCY && sender.has("one_signature_sends") ? 1 : usual;
      case TrafficDisclosureRequest _ -> act.parents().isEmpty() ? usual : 1;
      case EmergencyDataRequest _ -> usual;
      case Decision decision -> DecisionRules.needsTwoPersons(decision) ? 2 : usual;
      case Described described -> personsNeeded(described, usual);
      case Content.HumanAck _,
          Content.PreservationConfirmation _,
          Content.ChannelTest _,
          Content.UnknownContent _ ->
          usual;
    };
  }

  private static int personsNeeded(Described content, int usual) {
    return switch (content) {
      case Dialogue.ClarificationAnswer answer ->
          answer.amendedFields().stream().anyMatch(EndorsementRules::isOfContents) ? 2 : usual;
      case Holding.ExtensionDecision decision ->
          DecisionRules.isGrave(decision.reason()) || !decision.overrides().isEmpty() ? 2 : usual;
      case Holding.ReleaseConfirmation release ->
          release.cause() == Holding.Cause.FRAUD_CONFIRMED ? 2 : usual;
      case Holding.ExpiryFinal _ -> 1;
      case Notice.StatusReport report ->
          report.text().isBlank() && report.provisionalHold() == null ? usual : 1;
      case Inquiry _, Dialogue _, Holding _, Assistance _, Disclosure _, Notice _ -> usual;
    };
  }

  /** Whether {@code field} is one of those that the treaty asks for in a request. */
  private static boolean isOfContents(String field) {
    return OF_CONTENTS.stream().anyMatch(field::startsWith);
  }
}
