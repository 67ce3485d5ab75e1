package org.vigilmesh.adapter.wire;

import static org.vigilmesh.adapter.wire.ContentFields.day;
import static org.vigilmesh.adapter.wire.ContentFields.given;
import static org.vigilmesh.adapter.wire.ContentFields.list;
import static org.vigilmesh.adapter.wire.ContentFields.requiredTime;
import static org.vigilmesh.adapter.wire.ContentFields.time;
import static org.vigilmesh.adapter.wire.ContentFields.value;
import static org.vigilmesh.adapter.wire.Fields.bytes;

import org.vigilmesh.message.ActId;
import org.vigilmesh.message.Content;
import org.vigilmesh.proto.v1.CaseRefs;
import org.vigilmesh.proto.v1.ChannelTest;
import org.vigilmesh.proto.v1.Decision;
import org.vigilmesh.proto.v1.DecisionReason;
import org.vigilmesh.proto.v1.DomesticDecision;
import org.vigilmesh.proto.v1.DomesticOrder;
import org.vigilmesh.proto.v1.HumanAck;
import org.vigilmesh.proto.v1.ItemOutcome;
import org.vigilmesh.proto.v1.PreservationConfirmation;
import org.vigilmesh.proto.v1.ProvisionalHold;
import org.vigilmesh.value.Digest;

/** The answers to a request, and the channel test. */
final class ContentReplyMapping {
  private ContentReplyMapping() {}

  static CaseRefs to(Content.CaseRefs r) {
    return CaseRefs.newBuilder().setRequesting(r.requesting()).setRequested(r.requested()).build();
  }

  static Content.CaseRefs from(CaseRefs m) {
    return new Content.CaseRefs(m.getRequesting(), m.getRequested());
  }

  static ProvisionalHold to(Content.ProvisionalHold r) {
    ProvisionalHold.Builder b = ProvisionalHold.newBuilder().setPlaced(r.placed()).setLaw(r.law());
    given(r.until(), at -> b.setUntil(at.getEpochSecond()));
    return b.build();
  }

  static Content.ProvisionalHold from(ProvisionalHold m) {
    return new Content.ProvisionalHold(
        m.getPlaced(), m.hasUntil() ? time(m.getUntil()) : null, m.getLaw());
  }

  static HumanAck to(Content.HumanAck r) {
    HumanAck.Builder b =
        HumanAck.newBuilder()
            .setCaseRefs(to(r.caseRefs()))
            .setInReplyTo(bytes(r.inReplyTo().bytes()))
            .setDutyRole(r.dutyRole())
            .addAllExtensions(Fields.extensions(r.extensions()));
    given(r.openedAt(), at -> b.setOpenedAt(at.getEpochSecond()));
    given(r.provisionalHold(), it -> b.setProvisionalHold(to(it)));
    return b.build();
  }

  static Content.HumanAck from(HumanAck m) {
    return new Content.HumanAck(
        from(m.getCaseRefs()),
        new ActId(bytes(m.getInReplyTo())),
        m.getDutyRole(),
        m.hasOpenedAt() ? time(m.getOpenedAt()) : null,
        m.hasProvisionalHold() ? from(m.getProvisionalHold()) : null,
        Fields.known(m.getExtensionsList()));
  }

  static DomesticOrder to(Content.DomesticOrder r) {
    DomesticOrder.Builder b = DomesticOrder.newBuilder().setReference(r.reference());
    given(r.date(), at -> b.setDate(at.toEpochDay()));
    given(r.expires(), at -> b.setExpires(at.toEpochDay()));
    return b.build();
  }

  static Content.DomesticOrder from(DomesticOrder m) {
    return new Content.DomesticOrder(
        m.getReference(),
        m.hasDate() ? day(m.getDate()) : null,
        m.hasExpires() ? day(m.getExpires()) : null);
  }

  static PreservationConfirmation to(Content.PreservationConfirmation r) {
    PreservationConfirmation.Builder b =
        PreservationConfirmation.newBuilder()
            .setCaseRefs(to(r.caseRefs()))
            .setInReplyTo(bytes(r.inReplyTo().bytes()))
            .setCustodian(r.custodian())
            .setCustodianRef(r.custodianRef())
            .addAllItemIds(r.itemIds())
            .setEffectiveAt(r.effectiveAt().getEpochSecond())
            .setPreservedUntil(r.preservedUntil().getEpochSecond())
            .addAllExtensions(Fields.extensions(r.extensions()));
    given(r.confirmedAt(), at -> b.setConfirmedAt(at.getEpochSecond()));
    given(r.domesticOrder(), it -> b.setDomesticOrder(to(it)));
    given(r.gagExpires(), at -> b.setGagExpires(at.toEpochDay()));
    return b.build();
  }

  static Content.PreservationConfirmation from(PreservationConfirmation m) {
    return new Content.PreservationConfirmation(
        from(m.getCaseRefs()),
        new ActId(bytes(m.getInReplyTo())),
        m.getCustodian(),
        m.getCustodianRef(),
        m.getItemIdsList(),
        requiredTime(m.hasEffectiveAt(), m.getEffectiveAt()),
        requiredTime(m.hasPreservedUntil(), m.getPreservedUntil()),
        m.hasConfirmedAt() ? time(m.getConfirmedAt()) : null,
        m.hasDomesticOrder() ? from(m.getDomesticOrder()) : null,
        m.hasGagExpires() ? day(m.getGagExpires()) : null,
        Fields.known(m.getExtensionsList()));
  }

  static ChannelTest to(Content.ChannelTest r) {
    return ChannelTest.newBuilder()
        .setNonce(bytes(r.nonce()))
        .setExpectsHumanAck(r.expectsHumanAck())
        .addAllExtensions(Fields.extensions(r.extensions()))
        .build();
  }

  static Content.ChannelTest from(ChannelTest m) {
    return new Content.ChannelTest(
        bytes(m.getNonce()), m.getExpectsHumanAck(), Fields.known(m.getExtensionsList()));
  }

  static DecisionReason to(org.vigilmesh.message.Decision.Reason r) {
    return DecisionReason.newBuilder()
        .setGround(r.ground())
        .setVia(r.via())
        .setText(r.text())
        .build();
  }

  static org.vigilmesh.message.Decision.Reason from(DecisionReason m) {
    return new org.vigilmesh.message.Decision.Reason(m.getGround(), m.getVia(), m.getText());
  }

  static ItemOutcome to(org.vigilmesh.message.Decision.ItemOutcome r) {
    return ItemOutcome.newBuilder()
        .setItemId(r.itemId())
        .setValue(r.value().code())
        .setReason(to(r.reason()))
        .setTechnicalFailure(r.technicalFailure())
        .build();
  }

  static org.vigilmesh.message.Decision.ItemOutcome from(ItemOutcome m) {
    return new org.vigilmesh.message.Decision.ItemOutcome(
        m.getItemId(), value(m.getValue()), from(m.getReason()), m.getTechnicalFailure());
  }

  static DomesticDecision to(org.vigilmesh.message.Decision.DomesticDecision r) {
    DomesticDecision.Builder b =
        DomesticDecision.newBuilder().setAuthority(r.authority()).setReference(r.reference());
    given(r.date(), at -> b.setDate(at.toEpochDay()));
    return b.build();
  }

  static org.vigilmesh.message.Decision.DomesticDecision from(DomesticDecision m) {
    return new org.vigilmesh.message.Decision.DomesticDecision(
        m.getAuthority(), m.getReference(), m.hasDate() ? day(m.getDate()) : null);
  }

  static Decision to(org.vigilmesh.message.Decision r) {
    Decision.Builder b =
        Decision.newBuilder()
            .setCaseRefs(to(r.caseRefs()))
            .setInReplyTo(bytes(r.inReplyTo().bytes()))
            .setValue(r.value().code())
            .addAllItemIds(r.itemIds())
            .addAllOutcomes(list(r.outcomes(), ContentReplyMapping::to))
            .setReason(to(r.reason()))
            .addAllConditions(r.conditions())
            .setForwardedTo(r.forwardedTo())
            .setTechnicalFailure(r.technicalFailure())
            .setConsultationWaived(r.consultationWaived())
            .addAllOverrides(list(r.overrides(), ContentTermsMapping::to))
            .addAllExtensions(Fields.extensions(r.extensions()));
    given(r.domesticDecision(), it -> b.setDomesticDecision(to(it)));
    given(r.supersedes(), it -> b.setSupersedes(bytes(it.bytes())));
    given(r.reviewAt(), at -> b.setReviewAt(at.getEpochSecond()));
    given(r.goneSince(), at -> b.setGoneSince(at.toEpochDay()));
    given(r.consultation(), it -> b.setConsultation(bytes(it.bytes())));
    given(r.clarification(), it -> b.setClarification(bytes(it.bytes())));
    return b.build();
  }

  static org.vigilmesh.message.Decision from(Decision m) {
    return new org.vigilmesh.message.Decision(
        from(m.getCaseRefs()),
        new ActId(bytes(m.getInReplyTo())),
        value(m.getValue()),
        m.getItemIdsList(),
        list(m.getOutcomesList(), ContentReplyMapping::from),
        from(m.getReason()),
        m.hasDomesticDecision() ? from(m.getDomesticDecision()) : null,
        m.getConditionsList(),
        m.hasSupersedes() ? new Digest(bytes(m.getSupersedes())) : null,
        m.getForwardedTo(),
        m.hasReviewAt() ? time(m.getReviewAt()) : null,
        m.getTechnicalFailure(),
        m.hasGoneSince() ? day(m.getGoneSince()) : null,
        m.hasConsultation() ? new ActId(bytes(m.getConsultation())) : null,
        m.getConsultationWaived(),
        m.hasClarification() ? new ActId(bytes(m.getClarification())) : null,
        list(m.getOverridesList(), ContentTermsMapping::from),
        Fields.known(m.getExtensionsList()));
  }
}
