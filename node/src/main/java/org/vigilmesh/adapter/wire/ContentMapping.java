package org.vigilmesh.adapter.wire;

import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import java.util.Optional;
import java.util.function.Function;
import org.vigilmesh.identity.Extension;
import org.vigilmesh.message.Act;
import org.vigilmesh.message.Content;
import org.vigilmesh.message.Content.UnknownContent;
import org.vigilmesh.message.ContentType;
import org.vigilmesh.message.Described;
import org.vigilmesh.proto.v1.ChannelTest;
import org.vigilmesh.proto.v1.Decision;
import org.vigilmesh.proto.v1.EmergencyDataRequest;
import org.vigilmesh.proto.v1.HumanAck;
import org.vigilmesh.proto.v1.PreservationConfirmation;
import org.vigilmesh.proto.v1.PreservationRequest;
import org.vigilmesh.proto.v1.TrafficDisclosureRequest;
import org.vigilmesh.value.Bytes;

/** The table of contents on the wire: one row each way per content type. */
final class ContentMapping {
  private ContentMapping() {}

  static Bytes encode(Content content) {
    return switch (content) {
      case org.vigilmesh.message.PreservationRequest it ->
          Canonical.bytes(ContentRequestMapping.to(it));
      case org.vigilmesh.message.TrafficDisclosureRequest it ->
          Canonical.bytes(ContentRequestMapping.to(it));
      case org.vigilmesh.message.EmergencyDataRequest it ->
          Canonical.bytes(ContentRequestMapping.to(it));
      case Described it -> DescribedMapping.encode(it);
      case Content.HumanAck it -> Canonical.bytes(ContentReplyMapping.to(it));
      case org.vigilmesh.message.Decision it -> Canonical.bytes(ContentReplyMapping.to(it));
      case Content.PreservationConfirmation it -> Canonical.bytes(ContentReplyMapping.to(it));
      case Content.ChannelTest it -> Canonical.bytes(ContentReplyMapping.to(it));
      case UnknownContent it -> it.bytes();
    };
  }

  /**
   * Reads {@code bytes} as content of this type and version. What this program does not know, by
   * type, version or critical extension, comes back as it is, in {@link UnknownContent}.
   */
  static Content decode(String code, int version, Bytes bytes) {
    Optional<ContentType> type = ContentType.find(code, version);
    if (type.isEmpty()) {
      return new UnknownContent(code, version, bytes);
    }
    Content content =
        switch (type.get()) {
          case PRESERVATION_REQUEST ->
              read(PreservationRequest.parser(), ContentRequestMapping::from, bytes);
          case TRAFFIC_DISCLOSURE_REQUEST ->
              read(TrafficDisclosureRequest.parser(), ContentRequestMapping::from, bytes);
          case EMERGENCY_DATA_REQUEST ->
              read(EmergencyDataRequest.parser(), ContentRequestMapping::from, bytes);
          case HUMAN_ACK -> read(HumanAck.parser(), ContentReplyMapping::from, bytes);
          case DECISION -> read(Decision.parser(), ContentReplyMapping::from, bytes);
          case PRESERVATION_CONFIRMATION ->
              read(PreservationConfirmation.parser(), ContentReplyMapping::from, bytes);
          case CHANNEL_TEST -> read(ChannelTest.parser(), ContentReplyMapping::from, bytes);
          case LOCATION_QUERY,
              TECHNICAL_ADVICE,
              LEGAL_INFORMATION,
              SPONTANEOUS_INFO,
              DISPLAYED,
              CLARIFICATION_REQUEST,
              CLARIFICATION_ANSWER,
              CONSULT_PROPOSAL,
              CONSULT_ANSWER,
              PREJUDICE_NOTICE,
              PREJUDICE_ANSWER,
              PARTIAL_TRAFFIC_DISCLOSURE,
              EMERGENCY_DATA_ANSWER,
              STATUS_QUERY,
              STATUS_REPORT,
              EXTENSION_REQUEST,
              EXTENSION_DECISION,
              MLA_ANNOUNCED,
              MLA_RECEIVED,
              MLA_DECIDED,
              NO_LONGER_NEEDED,
              WITHDRAWAL,
              RELEASE_CONFIRMATION,
              EXPIRY_NOTICE,
              OBJECTION,
              ONWARD_TRANSFER_REQUEST,
              ONWARD_TRANSFER_DECISION,
              INCIDENT_NOTICE,
              CASE_FEEDBACK ->
              DescribedMapping.decode(type.get(), bytes);
          case UNKNOWN -> new UnknownContent(code, version, bytes);
        };
    return content.extensions().stream().anyMatch(Extension::critical)
        ? new UnknownContent(code, version, bytes)
        : content;
  }

  private static <M extends Message> Content read(
      Parser<M> parser, Function<M, Content> from, Bytes bytes) {
    return from.apply(Canonical.parse(parser, bytes, Act.SIZE_MAX));
  }
}
