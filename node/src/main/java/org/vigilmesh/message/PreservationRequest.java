package org.vigilmesh.message;

import java.util.List;
import org.vigilmesh.identity.Extension;

/**
 * The request to keep stored data until a request for mutual legal assistance has been decided. It
 * can be badly filled: then it is clarified, never refused on arrival. An amendment restates the
 * whole request and names the fields that changed.
 */
public record PreservationRequest(
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
  public PreservationRequest {
    attachments = Bounds.list(attachments, Act.ATTACHMENTS_MAX, "attachments");
    overrides = Bounds.list(overrides, "overrides");
    extensions = Bounds.list(extensions, 16, "extensions");
  }

  @Override
  public ContentType contentType() {
    return ContentType.PRESERVATION_REQUEST;
  }
}
