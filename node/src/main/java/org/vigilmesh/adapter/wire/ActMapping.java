package org.vigilmesh.adapter.wire;

import static org.vigilmesh.adapter.wire.ContentFields.list;
import static org.vigilmesh.adapter.wire.ContentFields.time;
import static org.vigilmesh.adapter.wire.Fields.bytes;

import org.vigilmesh.envelope.Format;
import org.vigilmesh.identity.OfficerId;
import org.vigilmesh.message.Act.Purpose;
import org.vigilmesh.message.Act.Signer;
import org.vigilmesh.message.ActId;
import org.vigilmesh.message.CaseId;
import org.vigilmesh.message.Content.UnknownContent;
import org.vigilmesh.proto.v1.Act;
import org.vigilmesh.proto.v1.ActOfficer;
import org.vigilmesh.proto.v1.ActPurpose;
import org.vigilmesh.value.InvalidValue;

/** The act on the wire: exact bytes that persons endorse. */
final class ActMapping {
  private static final int SIZE_MAX = org.vigilmesh.message.Act.SIZE_MAX;

  private ActMapping() {}

  /** {@link InvalidValue} when the act would be larger than an act may be. */
  static Act act(org.vigilmesh.message.Act r) {
    Act act = message(r);
    InvalidValue.unless(
        act.getSerializedSize() <= SIZE_MAX, "an act has at most " + SIZE_MAX + " bytes");
    return act;
  }

  private static Act message(org.vigilmesh.message.Act r) {
    boolean unknown = r.content() instanceof UnknownContent;
    return Act.newBuilder()
        .setFormat(Format.VERSION)
        .setRandom(bytes(r.random()))
        .setId(bytes(r.id().bytes()))
        .setSender(Fields.node(r.sender()))
        .setRecipient(Fields.node(r.recipient()))
        .setExercise(r.exercise())
        .setUrgency(Fields.urgency(r.urgency()))
        .setCaseId(bytes(r.caseId().bytes()))
        .setContentType(
            unknown ? ((UnknownContent) r.content()).type() : r.content().contentType().code())
        .setContentVersion(
            unknown
                ? ((UnknownContent) r.content()).version()
                : r.content().contentType().version())
        .setContent(bytes(ContentMapping.encode(r.content())))
        .addAllAttachmentDigests(list(r.attachmentDigests(), Fields::digest))
        .addAllParents(list(r.parents(), Fields::digest))
        .addAllAnswers(list(r.answers(), Fields::digest))
        .addAllOfficers(list(r.officers(), ActMapping::to))
        .setCreatedAt(r.createdAt().getEpochSecond())
        .setNotAfter(r.notAfter().getEpochSecond())
        .setLanguage(r.language())
        .setReviewTextDigest(Fields.digest(r.reviewTextDigest()))
        .addAllExtensions(Fields.extensions(r.extensions()))
        .build();
  }

  static org.vigilmesh.message.Act act(Act m) {
    return new org.vigilmesh.message.Act(
        bytes(m.getRandom()),
        new ActId(bytes(m.getId())),
        Fields.node(m.getSender()),
        Fields.node(m.getRecipient()),
        m.getExercise(),
        Fields.urgency(m.getUrgency()),
        new CaseId(bytes(m.getCaseId())),
        ContentMapping.decode(m.getContentType(), m.getContentVersion(), bytes(m.getContent())),
        list(m.getAttachmentDigestsList(), Fields::digest),
        list(m.getParentsList(), Fields::digest),
        list(m.getAnswersList(), Fields::digest),
        list(m.getOfficersList(), ActMapping::from),
        time(m.getCreatedAt()),
        time(m.getNotAfter()),
        m.getLanguage(),
        Fields.digest(m.getReviewTextDigest()),
        Fields.known(m.getExtensionsList()));
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
