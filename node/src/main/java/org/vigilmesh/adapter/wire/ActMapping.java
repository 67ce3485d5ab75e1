package org.vigilmesh.adapter.wire;

import static org.vigilmesh.adapter.wire.ContentFields.bytes;
import static org.vigilmesh.adapter.wire.ContentFields.list;
import static org.vigilmesh.adapter.wire.ContentFields.time;

import com.google.protobuf.ByteString;
import org.vigilmesh.identity.Extension;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.identity.OfficerId;
import org.vigilmesh.message.Act.Purpose;
import org.vigilmesh.message.Act.Signer;
import org.vigilmesh.message.ActId;
import org.vigilmesh.message.CaseId;
import org.vigilmesh.message.Content.UnknownContent;
import org.vigilmesh.proto.v1.Act;
import org.vigilmesh.proto.v1.ActOfficer;
import org.vigilmesh.proto.v1.ActPurpose;
import org.vigilmesh.proto.v1.NodeRef;
import org.vigilmesh.proto.v1.Urgency;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;
import org.vigilmesh.value.InvalidValue;

/** The act on the wire: exact bytes that persons endorse. */
final class ActMapping {
  private static final int FORMAT = 1;
  private static final int SIZE_MAX = org.vigilmesh.message.Act.SIZE_MAX;

  private ActMapping() {}

  /** The canonical bytes of {@code act}; {@link InvalidValue} when they are too many. */
  static Bytes encode(org.vigilmesh.message.Act act) {
    Bytes bytes = Canonical.bytes(to(act));
    InvalidValue.unless(bytes.size() <= SIZE_MAX, "an act has at most " + SIZE_MAX + " bytes");
    return bytes;
  }

  /**
   * The act that {@code bytes} are the canonical form of, content included; {@link InvalidValue}
   * for anything else, also for a critical extension, since this version knows none.
   */
  static org.vigilmesh.message.Act decode(Bytes bytes) {
    org.vigilmesh.message.Act act = from(Canonical.parse(Act.parser(), bytes, SIZE_MAX));
    InvalidValue.unless(
        act.extensions().stream().noneMatch(Extension::critical), "unknown critical extension");
    Canonical.require(bytes, Canonical.bytes(to(act)));
    return act;
  }

  private static Act to(org.vigilmesh.message.Act r) {
    boolean unknown = r.content() instanceof UnknownContent;
    return Act.newBuilder()
        .setFormat(FORMAT)
        .setRandom(bytes(r.random()))
        .setId(bytes(r.id().bytes()))
        .setSender(to(r.sender()))
        .setRecipient(to(r.recipient()))
        .setExercise(r.exercise())
        .setUrgency(
            switch (r.urgency()) {
              case EMERGENCY -> Urgency.URGENCY_EMERGENCY;
              case URGENT -> Urgency.URGENCY_URGENT;
              case ROUTINE -> Urgency.URGENCY_ROUTINE;
            })
        .setCaseId(bytes(r.caseId().bytes()))
        .setContentType(
            unknown ? ((UnknownContent) r.content()).type() : r.content().contentType().code())
        .setContentVersion(
            unknown
                ? ((UnknownContent) r.content()).version()
                : r.content().contentType().version())
        .setContent(bytes(ContentMapping.encode(r.content())))
        .addAllAttachmentDigests(list(r.attachmentDigests(), ActMapping::to))
        .addAllParents(list(r.parents(), ActMapping::to))
        .addAllAnswers(list(r.answers(), ActMapping::to))
        .addAllOfficers(list(r.officers(), ActMapping::to))
        .setCreatedAt(r.createdAt().getEpochSecond())
        .setNotAfter(r.notAfter().getEpochSecond())
        .setLanguage(r.language())
        .setReviewTextDigest(to(r.reviewTextDigest()))
        .addAllExtensions(list(r.extensions(), ContentFields::to))
        .build();
  }

  private static org.vigilmesh.message.Act from(Act m) {
    InvalidValue.unless(m.getFormat() == FORMAT, "unknown format of an act");
    return new org.vigilmesh.message.Act(
        bytes(m.getRandom()),
        new ActId(bytes(m.getId())),
        from(m.getSender()),
        from(m.getRecipient()),
        m.getExercise(),
        switch (m.getUrgency()) {
          case URGENCY_EMERGENCY -> org.vigilmesh.value.Urgency.EMERGENCY;
          case URGENCY_URGENT -> org.vigilmesh.value.Urgency.URGENT;
          case URGENCY_ROUTINE -> org.vigilmesh.value.Urgency.ROUTINE;
          case URGENCY_UNSPECIFIED, UNRECOGNIZED -> throw new InvalidValue("no such urgency");
        },
        new CaseId(bytes(m.getCaseId())),
        ContentMapping.decode(m.getContentType(), m.getContentVersion(), bytes(m.getContent())),
        list(m.getAttachmentDigestsList(), ActMapping::from),
        list(m.getParentsList(), ActMapping::from),
        list(m.getAnswersList(), ActMapping::from),
        list(m.getOfficersList(), ActMapping::from),
        time(m.getCreatedAt()),
        time(m.getNotAfter()),
        m.getLanguage(),
        from(m.getReviewTextDigest()),
        list(m.getExtensionsList(), ContentFields::from));
  }

  private static NodeRef to(org.vigilmesh.identity.NodeRef r) {
    return NodeRef.newBuilder().setNode(r.node().text()).setEpoch(r.epoch()).build();
  }

  private static org.vigilmesh.identity.NodeRef from(NodeRef m) {
    return new org.vigilmesh.identity.NodeRef(new NodeId(m.getNode()), m.getEpoch());
  }

  private static ByteString to(Digest digest) {
    return bytes(digest.bytes());
  }

  private static Digest from(ByteString digest) {
    return new Digest(bytes(digest));
  }

  private static ActOfficer to(Signer r) {
    return ActOfficer.newBuilder()
        .setOfficer(r.officer().text())
        .setPurpose(
            switch (r.purpose()) {
              case AUTHOR -> ActPurpose.ACT_PURPOSE_AUTHOR;
              case AUTHORISER -> ActPurpose.ACT_PURPOSE_AUTHORISER;
            })
        .build();
  }

  private static Signer from(ActOfficer m) {
    return new Signer(
        new OfficerId(m.getOfficer()),
        switch (m.getPurpose()) {
          case ACT_PURPOSE_AUTHOR -> Purpose.AUTHOR;
          case ACT_PURPOSE_AUTHORISER -> Purpose.AUTHORISER;
          case ACT_PURPOSE_UNSPECIFIED, UNRECOGNIZED -> throw new InvalidValue("no such purpose");
        });
  }
}
