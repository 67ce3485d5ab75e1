package org.vigilmesh.message;

import java.util.List;
import org.vigilmesh.identity.Extension;

/**
 * The wish to learn provider and path of communications quickly: within a case for data that are
 * held, or as a case of its own. Within a case it may leave to the first request what stands there.
 *
 * @param itemIds the items of the case it speaks of; empty where {@code filing} names the hold
 */
public record TrafficDisclosureRequest(
    CaseRefs caseRefs,
    RequestPart.Filing filing,
    RequestPart.Authorities authorities,
    RequestPart.Matter matter,
    RequestPart.Wanted wanted,
    RequestPart.Need need,
    RequestPart.Terms terms,
    List<String> itemIds,
    List<RequestPart.Attachment> attachments,
    List<RequestPart.RuleOverride> overrides,
    List<Extension> extensions)
    implements Content.CaseRequest {
  public TrafficDisclosureRequest {
    itemIds = Bounds.codes(itemIds, "item_ids");
    attachments = Bounds.list(attachments, Act.ATTACHMENTS_MAX, "attachments");
    overrides = Bounds.list(overrides, "overrides");
    extensions = Bounds.list(extensions, 16, "extensions");
  }

  @Override
  public ContentType contentType() {
    return ContentType.TRAFFIC_DISCLOSURE_REQUEST;
  }
}
