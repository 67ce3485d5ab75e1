package org.vigilmesh.adapter.wire;

import static org.vigilmesh.adapter.wire.ContentFields.list;

import org.vigilmesh.proto.v1.PreservationRequest;

/** The preservation request as a whole. */
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
}
