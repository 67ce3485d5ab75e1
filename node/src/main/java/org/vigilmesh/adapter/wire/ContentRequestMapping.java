package org.vigilmesh.adapter.wire;

import static org.vigilmesh.adapter.wire.ContentFields.list;

import org.vigilmesh.proto.v1.EmergencyDataRequest;
import org.vigilmesh.proto.v1.PreservationRequest;
import org.vigilmesh.proto.v1.TrafficDisclosureRequest;

/** The requests as a whole. */
final class ContentRequestMapping {
  private ContentRequestMapping() {}

  static PreservationRequest to(org.vigilmesh.message.PreservationRequest r) {
    return PreservationRequest.newBuilder()
        .setCaseRefs(ContentReplyMapping.to(r.caseRefs()))
        .setFiling(ContentMatterMapping.to(r.filing()))
        .setAuthorities(ContentMatterMapping.to(r.authorities()))
        .setMatter(ContentMatterMapping.to(r.matter()))
        .setWanted(ContentWantedMapping.to(r.wanted()))
        .setNeed(ContentWantedMapping.to(r.need()))
        .setTerms(ContentTermsMapping.to(r.terms()))
        .addAllAttachments(list(r.attachments(), ContentTermsMapping::to))
        .addAllOverrides(list(r.overrides(), ContentTermsMapping::to))
        .addAllExtensions(Fields.extensions(r.extensions()))
        .build();
  }

  static org.vigilmesh.message.PreservationRequest from(PreservationRequest m) {
    return new org.vigilmesh.message.PreservationRequest(
        ContentReplyMapping.from(m.getCaseRefs()),
        ContentMatterMapping.from(m.getFiling()),
        ContentMatterMapping.from(m.getAuthorities()),
        ContentMatterMapping.from(m.getMatter()),
        ContentWantedMapping.from(m.getWanted()),
        ContentWantedMapping.from(m.getNeed()),
        ContentTermsMapping.from(m.getTerms()),
        list(m.getAttachmentsList(), ContentTermsMapping::from),
        list(m.getOverridesList(), ContentTermsMapping::from),
        Fields.known(m.getExtensionsList()));
  }

  static EmergencyDataRequest to(org.vigilmesh.message.EmergencyDataRequest r) {
    return EmergencyDataRequest.newBuilder()
        .setCaseRefs(ContentReplyMapping.to(r.caseRefs()))
        .setFiling(ContentMatterMapping.to(r.filing()))
        .setAuthorities(ContentMatterMapping.to(r.authorities()))
        .setMatter(ContentMatterMapping.to(r.matter()))
        .setWanted(ContentWantedMapping.to(r.wanted()))
        .setNeed(ContentWantedMapping.to(r.need()))
        .setTerms(ContentTermsMapping.to(r.terms()))
        .addAllAttachments(list(r.attachments(), ContentTermsMapping::to))
        .addAllOverrides(list(r.overrides(), ContentTermsMapping::to))
        .addAllExtensions(Fields.extensions(r.extensions()))
        .build();
  }

  static org.vigilmesh.message.EmergencyDataRequest from(EmergencyDataRequest m) {
    return new org.vigilmesh.message.EmergencyDataRequest(
        ContentReplyMapping.from(m.getCaseRefs()),
        ContentMatterMapping.from(m.getFiling()),
        ContentMatterMapping.from(m.getAuthorities()),
        ContentMatterMapping.from(m.getMatter()),
        ContentWantedMapping.from(m.getWanted()),
        ContentWantedMapping.from(m.getNeed()),
        ContentTermsMapping.from(m.getTerms()),
        list(m.getAttachmentsList(), ContentTermsMapping::from),
        list(m.getOverridesList(), ContentTermsMapping::from),
        Fields.known(m.getExtensionsList()));
  }

  static TrafficDisclosureRequest to(org.vigilmesh.message.TrafficDisclosureRequest r) {
    return TrafficDisclosureRequest.newBuilder()
        .setCaseRefs(ContentReplyMapping.to(r.caseRefs()))
        .setFiling(ContentMatterMapping.to(r.filing()))
        .setAuthorities(ContentMatterMapping.to(r.authorities()))
        .setMatter(ContentMatterMapping.to(r.matter()))
        .setWanted(ContentWantedMapping.to(r.wanted()))
        .setNeed(ContentWantedMapping.to(r.need()))
        .setTerms(ContentTermsMapping.to(r.terms()))
        .addAllItemIds(r.itemIds())
        .addAllAttachments(list(r.attachments(), ContentTermsMapping::to))
        .addAllOverrides(list(r.overrides(), ContentTermsMapping::to))
        .addAllExtensions(Fields.extensions(r.extensions()))
        .build();
  }

  static org.vigilmesh.message.TrafficDisclosureRequest from(TrafficDisclosureRequest m) {
    return new org.vigilmesh.message.TrafficDisclosureRequest(
        ContentReplyMapping.from(m.getCaseRefs()),
        ContentMatterMapping.from(m.getFiling()),
        ContentMatterMapping.from(m.getAuthorities()),
        ContentMatterMapping.from(m.getMatter()),
        ContentWantedMapping.from(m.getWanted()),
        ContentWantedMapping.from(m.getNeed()),
        ContentTermsMapping.from(m.getTerms()),
        m.getItemIdsList(),
        list(m.getAttachmentsList(), ContentTermsMapping::from),
        list(m.getOverridesList(), ContentTermsMapping::from),
        Fields.known(m.getExtensionsList()));
  }
}
