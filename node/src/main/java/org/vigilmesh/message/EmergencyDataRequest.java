package org.vigilmesh.message;

import java.util.List;
import org.vigilmesh.identity.Extension;

/**
 * The request for data to avert a significant and imminent risk to a person. It has the parts of a
 * preservation request; what only a hold needs stays empty. Always two persons sign it.
 */
public record EmergencyDataRequest(
    CaseRefs caseRefs,
    RequestPart.Filing filing,
    RequestPart.Authorities authorities,
    RequestPart.Matter matter,
    RequestPart.Wanted wanted,
    RequestPart.Need need,
    RequestPart.Terms terms,
    List<RequestPart.Attachment> attachments,
    List<RequestPart.RuleOverride> overrides,
    List<Extension> extensions)
    implements Content.CaseRequest {
  public EmergencyDataRequest {
    attachments = Bounds.list(attachments, Act.ATTACHMENTS_MAX, "attachments");
    overrides = Bounds.list(overrides, "overrides");
    extensions = Bounds.list(extensions, 16, "extensions");
  }

  @Override
  public ContentType contentType() {
    return ContentType.EMERGENCY_DATA_REQUEST;
  }
}
