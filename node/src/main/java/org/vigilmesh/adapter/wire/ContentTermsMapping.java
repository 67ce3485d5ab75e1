package org.vigilmesh.adapter.wire;

import static org.vigilmesh.adapter.wire.ContentFields.day;
import static org.vigilmesh.adapter.wire.ContentFields.given;

import org.vigilmesh.message.RequestPart;
import org.vigilmesh.proto.v1.Attachment;
import org.vigilmesh.proto.v1.Handling;
import org.vigilmesh.proto.v1.RuleOverride;
import org.vigilmesh.proto.v1.Secrecy;
import org.vigilmesh.proto.v1.SensitiveReview;
import org.vigilmesh.proto.v1.Terms;
import org.vigilmesh.proto.v1.TrafficDisclosure;

/** A request's terms, attachments and overrides. */
final class ContentTermsMapping {
  private ContentTermsMapping() {}

  static Secrecy to(RequestPart.Secrecy r) {
    Secrecy.Builder b = Secrecy.newBuilder().setValue(r.value()).setReason(r.reason());
    given(r.date(), at -> b.setDate(at.toEpochDay()));
    return b.build();
  }

  static RequestPart.Secrecy from(Secrecy m) {
    return new RequestPart.Secrecy(
        m.getValue(), m.getReason(), m.hasDate() ? day(m.getDate()) : null);
  }

  static TrafficDisclosure to(RequestPart.TrafficDisclosure r) {
    return TrafficDisclosure.newBuilder()
        .setRequested(r.requested())
        .addAllCommunications(r.communications())
        .build();
  }

  static RequestPart.TrafficDisclosure from(TrafficDisclosure m) {
    return new RequestPart.TrafficDisclosure(m.getRequested(), m.getCommunicationsList());
  }

  static Handling to(RequestPart.Handling r) {
    Handling.Builder b =
        Handling.newBuilder()
            .setMarking(r.marking())
            .setUse(r.use())
            .setOnward(r.onward())
            .setDestroyOn(r.destroyOn());
    given(r.retentionUntil(), at -> b.setRetentionUntil(at.toEpochDay()));
    return b.build();
  }

  static RequestPart.Handling from(Handling m) {
    return new RequestPart.Handling(
        m.getMarking(),
        m.getUse(),
        m.getOnward(),
        m.hasRetentionUntil() ? day(m.getRetentionUntil()) : null,
        m.getDestroyOn());
  }

  static SensitiveReview to(RequestPart.SensitiveReview r) {
    return SensitiveReview.newBuilder().setReason(r.reason()).setReviewer(r.reviewer()).build();
  }

  static RequestPart.SensitiveReview from(SensitiveReview m) {
    return new RequestPart.SensitiveReview(m.getReason(), m.getReviewer());
  }

  static Terms to(RequestPart.Terms r) {
    Terms.Builder b =
        Terms.newBuilder()
            .setDurationRequestedDays(r.durationRequestedDays())
            .addAllSensitiveFlags(r.sensitiveFlags());
    given(r.confidential(), it -> b.setConfidential(to(it)));
    given(r.noUserNotification(), it -> b.setNoUserNotification(to(it)));
    given(r.trafficDisclosure(), it -> b.setTrafficDisclosure(to(it)));
    given(r.handling(), it -> b.setHandling(to(it)));
    given(r.sensitiveReview(), it -> b.setSensitiveReview(to(it)));
    return b.build();
  }

  static RequestPart.Terms from(Terms m) {
    return new RequestPart.Terms(
        m.hasConfidential() ? from(m.getConfidential()) : null,
        m.hasNoUserNotification() ? from(m.getNoUserNotification()) : null,
        m.getDurationRequestedDays(),
        m.hasTrafficDisclosure() ? from(m.getTrafficDisclosure()) : null,
        m.hasHandling() ? from(m.getHandling()) : null,
        m.getSensitiveFlagsList(),
        m.hasSensitiveReview() ? from(m.getSensitiveReview()) : null);
  }

  static Attachment to(RequestPart.Attachment r) {
    return Attachment.newBuilder()
        .setName(r.name())
        .setMediaType(r.mediaType())
        .setSize(r.size())
        .setPurpose(r.purpose())
        .build();
  }

  static RequestPart.Attachment from(Attachment m) {
    return new RequestPart.Attachment(m.getName(), m.getMediaType(), m.getSize(), m.getPurpose());
  }

  static RuleOverride to(RequestPart.RuleOverride r) {
    return RuleOverride.newBuilder().setRule(r.rule()).setBy(r.by()).setReason(r.reason()).build();
  }

  static RequestPart.RuleOverride from(RuleOverride m) {
    return new RequestPart.RuleOverride(m.getRule(), m.getBy(), m.getReason());
  }
}
