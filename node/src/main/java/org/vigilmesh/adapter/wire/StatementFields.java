package org.vigilmesh.adapter.wire;

import org.vigilmesh.envelope.Format;
import org.vigilmesh.envelope.Sealed;
import org.vigilmesh.envelope.StatementBody;
import org.vigilmesh.envelope.StatementHeader;
import org.vigilmesh.envelope.StatementId;
import org.vigilmesh.proto.v1.StatementProto;

/** How an act travels (statement.proto): header, body and the clear header of the sealed form. */
final class StatementFields {
  private StatementFields() {}

  static StatementProto.StatementHeader header(StatementHeader header) {
    return StatementProto.StatementHeader.newBuilder()
        .setFormat(header.format())
        .setSuite(header.suite())
        .setId(Fields.bytes(header.id().bytes()))
        .setSender(sender(header.sender()))
        .setRecipient(Fields.node(header.recipient()))
        .setLane(Fields.urgency(header.lane()))
        .setIncarnation(Fields.incarnation(header.incarnation()))
        .setSeq(header.seq())
        .setPrevious(Fields.digest(header.previous()))
        .setCreatedAt(Fields.seconds(header.createdAt()))
        .setNotAfter(Fields.seconds(header.notAfter()))
        .setJournalHead(Fields.digest(header.journalHead()))
        .setSeen(seen(header.seen()))
        .setBodyDigest(Fields.bytes(header.bodyDigest()))
        .addAllExtensions(Fields.extensions(header.extensions()))
        .build();
  }

  static StatementHeader header(StatementProto.StatementHeader header) {
    return new StatementHeader(
        header.getFormat(),
        header.getSuite(),
        new StatementId(Fields.bytes(header.getId())),
        sender(header.getSender()),
        Fields.node(header.getRecipient()),
        Fields.urgency(header.getLane()),
        Fields.incarnation(header.getIncarnation()),
        header.getSeq(),
        Fields.digest(header.getPrevious()),
        Fields.instant(header.getCreatedAt()),
        Fields.instant(header.getNotAfter()),
        Fields.digest(header.getJournalHead()),
        seen(header.getSeen()),
        Fields.bytes(header.getBodyDigest()),
        Fields.known(header.getExtensionsList()));
  }

  static StatementProto.StatementBody body(StatementBody body) {
    return StatementProto.StatementBody.newBuilder()
        .setFormat(Format.VERSION)
        .setRandom(Fields.bytes(body.random()))
        .setAct(Fields.bytes(body.act()))
        .addAllEndorsements(body.endorsements().stream().map(Fields::endorsement).toList())
        .setRosterVersion(body.rosterVersion())
        .addAllAttachments(body.attachments().stream().map(Fields::bytes).toList())
        .build();
  }

  static StatementBody body(StatementProto.StatementBody body) {
    return new StatementBody(
        Fields.bytes(body.getRandom()),
        Fields.bytes(body.getAct()),
        body.getEndorsementsList().stream().map(Fields::endorsement).toList(),
        body.getRosterVersion(),
        body.getAttachmentsList().stream().map(Fields::bytes).toList());
  }

  static StatementProto.SealedHeader sealedHeader(Sealed.Header header) {
    return StatementProto.SealedHeader.newBuilder()
        .setFormat(header.format())
        .setSuite(header.suite())
        .setRecipient(Fields.node(header.recipient()))
        .setSealingKey(Fields.digest(header.sealingKey()))
        .setEnvelopeId(Fields.bytes(header.envelopeId()))
        .build();
  }

  static Sealed.Header sealedHeader(StatementProto.SealedHeader header) {
    return new Sealed.Header(
        header.getFormat(),
        header.getSuite(),
        Fields.node(header.getRecipient()),
        Fields.digest(header.getSealingKey()),
        Fields.bytes(header.getEnvelopeId()));
  }

  private static StatementProto.Sender sender(StatementHeader.Sender sender) {
    return StatementProto.Sender.newBuilder()
        .setNode(Fields.node(sender.node()))
        .setCard(Fields.digest(sender.card()))
        .setKeySet(Fields.digest(sender.keySet()))
        .setPair(Fields.pair(sender.pair()))
        .build();
  }

  private static StatementHeader.Sender sender(StatementProto.Sender sender) {
    return new StatementHeader.Sender(
        Fields.node(sender.getNode()),
        Fields.digest(sender.getCard()),
        Fields.digest(sender.getKeySet()),
        Fields.pair(sender.getPair()));
  }

  private static StatementProto.Seen seen(StatementHeader.Seen seen) {
    return StatementProto.Seen.newBuilder()
        .setJournalHead(Fields.digest(seen.journalHead()))
        .setReceipt(Fields.digest(seen.receipt()))
        .build();
  }

  private static StatementHeader.Seen seen(StatementProto.Seen seen) {
    return new StatementHeader.Seen(
        Fields.digest(seen.getJournalHead()), Fields.digest(seen.getReceipt()));
  }
}
