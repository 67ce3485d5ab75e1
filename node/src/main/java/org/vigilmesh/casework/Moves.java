package org.vigilmesh.casework;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.vigilmesh.message.Act;
import org.vigilmesh.message.Assistance;
import org.vigilmesh.message.Content;
import org.vigilmesh.message.DataItem;
import org.vigilmesh.message.Decision;
import org.vigilmesh.message.Described;
import org.vigilmesh.message.Dialogue;
import org.vigilmesh.message.Disclosure;
import org.vigilmesh.message.EmergencyDataRequest;
import org.vigilmesh.message.Holding;
import org.vigilmesh.message.Inquiry;
import org.vigilmesh.message.Notice;
import org.vigilmesh.message.PreservationRequest;
import org.vigilmesh.message.RequestPart;
import org.vigilmesh.message.TrafficDisclosureRequest;
import org.vigilmesh.value.Digest;

/** Reads out of a message what it does to its case. */
final class Moves {
  private static final Move TELLS = new Move.Tells();

  private Moves() {}

  /** The act with its row and its move; empty for content that this version does not know. */
  static Optional<Said> find(Act act, Digest digest, Instant at) {
    return Grid.find(act).map(row -> new Said(act, digest, row, move(act), at));
  }

  private static Move move(Act act) {
    return switch (act.content()) {
      case Content.CaseRequest request -> asked(act, request);
      case Content.HumanAck ack ->
          new Move.Acknowledges(ack.inReplyTo(), Optional.ofNullable(ack.provisionalHold()));
      case Decision decision -> new Move.Decides(decision);
      case Content.PreservationConfirmation held -> new Move.Confirms(held);
      case Content.ChannelTest _ -> opens(CaseKind.TEST);
      case Content.UnknownContent _ -> TELLS;
      case Described described ->
          switch (described) {
            case Inquiry inquiry -> inquired(inquiry);
            case Dialogue dialogue -> discussed(dialogue);
            case Holding holding -> held(holding);
            case Assistance assistance -> assisted(assistance);
            case Disclosure disclosure -> disclosed(disclosure);
            case Notice notice -> noticed(act, notice);
          };
    };
  }

  private static Move opens(CaseKind kind) {
    return new Move.Opens(kind, List.of(), Optional.empty(), Optional.empty());
  }

  private static Move asked(Act act, Content.CaseRequest request) {
    boolean follows = !act.parents().isEmpty();
    return switch (request) {
      case PreservationRequest preservation ->
          preservation.filing().amends() == null
              ? opens(CaseKind.PRESERVATION, preservation)
              : TELLS;
      case TrafficDisclosureRequest traffic ->
          follows ? new Move.AsksTraffic() : opens(CaseKind.TRAFFIC, traffic);
      case EmergencyDataRequest emergency -> opens(CaseKind.EMERGENCY_DATA, emergency);
    };
  }

  private static Move opens(CaseKind kind, Content.CaseRequest request) {
    Optional<Instant> gone =
        request.need().urgencyReasons().stream()
            .map(RequestPart.UrgencyReason::date)
            .filter(Objects::nonNull)
            .min(LocalDate::compareTo)
            .map(Terms::endOf);
    return new Move.Opens(
        kind,
        request.wanted().dataItems().stream().map(DataItem::itemId).toList(),
        gone,
        expected(request.need().mlaIntention()));
  }

  private static Optional<Instant> expected(RequestPart.@Nullable MlaIntention intention) {
    return Optional.ofNullable(intention)
        .map(RequestPart.MlaIntention::expectedBy)
        .map(Terms::endOf);
  }

  private static Move inquired(Inquiry inquiry) {
    return switch (inquiry) {
      case Inquiry.LocationQuery _ -> opens(CaseKind.LOCATION);
      case Inquiry.AdviceQuery _ -> opens(CaseKind.ADVICE);
      case Inquiry.LegalQuery _ -> opens(CaseKind.LEGAL);
      case Inquiry.SpontaneousInformation _ -> opens(CaseKind.SPONTANEOUS);
      case Inquiry.LocationAnswer _, Inquiry.AdviceAnswer _, Inquiry.LegalAnswer _ ->
          new Move.Answers();
    };
  }

  private static Move discussed(Dialogue dialogue) {
    return switch (dialogue) {
      case Dialogue.ClarificationRequest asks ->
          new Move.AsksToClarify(
              asks.questions().stream().map(Dialogue.Question::id).collect(Collectors.toSet()),
              Optional.ofNullable(asks.answerBy()));
      case Dialogue.ClarificationAnswer answer ->
          new Move.Clarifies(
              answer.inReplyTo(),
              answer.answers().stream().map(Dialogue.Answer::question).collect(Collectors.toSet()));
      case Dialogue.ConsultProposal proposal ->
          new Move.Proposes(proposal.conditions(), Optional.ofNullable(proposal.answerBy()));
      case Dialogue.ConsultAnswer answer ->
          new Move.AnswersProposal(
              answer.inReplyTo(), answer.answer(), answer.conditionsAccepted());
      case Dialogue.PrejudiceNotice notice ->
          new Move.WarnsOfRisk(notice.itemIds(), Optional.ofNullable(notice.answerBy()));
      case Dialogue.PrejudiceAnswer answer ->
          new Move.AnswersRisk(
              answer.inReplyTo(), answer.answer() == Dialogue.Course.GO, answer.itemIds());
    };
  }

  private static Move held(Holding holding) {
    return switch (holding) {
      case Holding.ExtensionRequest asks ->
          new Move.AsksExtension(asks.itemIds(), expected(asks.mlaIntention()));
      case Holding.ExtensionDecision decided ->
          new Move.DecidesExtension(
              decided.inReplyTo(),
              decided.outcome() == Holding.ExtensionOutcome.REFUSED
                  ? Optional.empty()
                  : Optional.ofNullable(decided.preservedUntil()),
              Optional.ofNullable(decided.domesticOrder())
                  .map(Content.DomesticOrder::expires)
                  .map(Terms::endOf));
      case Holding.ExpiryWarning _ -> TELLS;
      case Holding.ExpiryFinal end ->
          new Move.Expires(
              Optional.ofNullable(end.endedAt()),
              end.custodianRef(),
              end.noMlaAttested(),
              end.itemIds());
      case Holding.NoLongerNeeded needs ->
          new Move.NoLongerNeeds(needs.itemIds(), !needs.mlaWithdrawnRef().isEmpty());
      case Holding.Withdrawal _ -> new Move.Withdraws();
      case Holding.ReleaseConfirmation release ->
          new Move.Releases(
              release.cause(), release.custodianRef(), release.holdExisted(), release.itemIds());
    };
  }

  private static Move assisted(Assistance assistance) {
    return switch (assistance) {
      case Assistance.MlaAnnounced _ -> new Move.AnnouncesMla();
      case Assistance.MlaReceived received -> new Move.AttestsMla(received.mlaRef());
      case Assistance.MlaDecided decided ->
          new Move.DecidesMla(decided.mlaRef(), Optional.ofNullable(decided.supersedes()));
    };
  }

  private static Move disclosed(Disclosure disclosure) {
    return switch (disclosure) {
      case Disclosure.PartialTrafficDisclosure _ -> new Move.DisclosesTraffic();
      case Disclosure.EmergencyDataAnswer answer -> new Move.AnswersEmergency(answer.isFinal());
      case Disclosure.OnwardTransferRequest asks ->
          new Move.AsksOnward(Optional.ofNullable(asks.answerBy()));
      case Disclosure.OnwardTransferDecision decided -> new Move.DecidesOnward(decided.inReplyTo());
    };
  }

  private static Move noticed(Act act, Notice notice) {
    return switch (notice) {
      case Notice.Displayed _, Notice.StatusQuery _, Notice.CaseFeedback _ -> TELLS;
      case Notice.Objection objection -> new Move.Objects(objection.inReplyTo());
      case Notice.StatusReport report ->
          new Move.Reports(Optional.ofNullable(report.provisionalHold()));
      case Notice.IncidentNotice _ -> act.parents().isEmpty() ? opens(CaseKind.INCIDENT) : TELLS;
    };
  }
}
