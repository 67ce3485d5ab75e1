package org.vigilmesh.adapter.wire;

import com.google.protobuf.ByteString;
import java.util.Optional;
import org.vigilmesh.envelope.IncarnationStart;
import org.vigilmesh.envelope.Receipt;
import org.vigilmesh.envelope.Refusal;
import org.vigilmesh.proto.v1.ReceiptProto;
import org.vigilmesh.value.Digest;
import org.vigilmesh.value.InvalidValue;

/** What a node signs about lanes (receipt.proto): receipts, refusals, incarnation starts. */
final class ReceiptFields {
  private ReceiptFields() {}

  static ReceiptProto.Receipt receipt(Receipt receipt) {
    return ReceiptProto.Receipt.newBuilder()
        .setFormat(receipt.format())
        .setSuite(receipt.suite())
        .setLane(Fields.lane(receipt.lane()))
        .setUpTo(Fields.position(receipt.upTo()))
        .setReceivedAt(Fields.seconds(receipt.receivedAt()))
        .setIssuer(issuer(receipt.issuer()))
        .addAllExtensions(Fields.extensions(receipt.extensions()))
        .build();
  }

  static Receipt receipt(ReceiptProto.Receipt receipt) {
    return new Receipt(
        receipt.getFormat(),
        receipt.getSuite(),
        Fields.lane(receipt.getLane()),
        Fields.position(receipt.getUpTo()),
        Fields.instant(receipt.getReceivedAt()),
        issuer(receipt.getIssuer()),
        Fields.known(receipt.getExtensionsList()));
  }

  static ReceiptProto.Refusal refusal(Refusal refusal) {
    return ReceiptProto.Refusal.newBuilder()
        .setFormat(refusal.format())
        .setSuite(refusal.suite())
        .setLane(Fields.lane(refusal.lane()))
        .setAt(Fields.position(refusal.at()))
        .setReasonValue(refusal.reason().code())
        .setNeed(refusal.need())
        .setRefusedAt(Fields.seconds(refusal.refusedAt()))
        .setCard(Fields.digest(refusal.card()))
        .setPair(Fields.pair(refusal.pair()))
        .addAllExtensions(Fields.extensions(refusal.extensions()))
        .build();
  }

  static Refusal refusal(ReceiptProto.Refusal refusal) {
    return new Refusal(
        refusal.getFormat(),
        refusal.getSuite(),
        Fields.lane(refusal.getLane()),
        Fields.position(refusal.getAt()),
        reason(refusal.getReasonValue()),
        refusal.getNeed(),
        Fields.instant(refusal.getRefusedAt()),
        Fields.digest(refusal.getCard()),
        Fields.pair(refusal.getPair()),
        Fields.known(refusal.getExtensionsList()));
  }

  static ReceiptProto.IncarnationStart start(IncarnationStart start) {
    return ReceiptProto.IncarnationStart.newBuilder()
        .setFormat(start.format())
        .setSuite(start.suite())
        .setNode(Fields.node(start.node()))
        .setPeer(Fields.node(start.peer()))
        .setIncarnation(Fields.incarnation(start.incarnation()))
        .setPrevious(Fields.incarnation(start.previous()))
        .addAllShown(start.shown().stream().map(ReceiptFields::shown).toList())
        .setReason(start.reason())
        .setForkProof(start.forkProof().map(Fields::digest).orElse(ByteString.EMPTY))
        .setCreatedAt(Fields.seconds(start.createdAt()))
        .setCard(Fields.digest(start.card()))
        .setPair(Fields.pair(start.pair()))
        .addAllExtensions(Fields.extensions(start.extensions()))
        .build();
  }

  static IncarnationStart start(ReceiptProto.IncarnationStart start) {
    Optional<Digest> forkProof =
        start.getForkProof().isEmpty()
            ? Optional.empty()
            : Optional.of(Fields.digest(start.getForkProof()));
    return new IncarnationStart(
        start.getFormat(),
        start.getSuite(),
        Fields.node(start.getNode()),
        Fields.node(start.getPeer()),
        Fields.incarnation(start.getIncarnation()),
        Fields.incarnation(start.getPrevious()),
        start.getShownList().stream().map(ReceiptFields::shown).toList(),
        start.getReason(),
        forkProof,
        Fields.instant(start.getCreatedAt()),
        Fields.digest(start.getCard()),
        Fields.pair(start.getPair()),
        Fields.known(start.getExtensionsList()));
  }

  private static ReceiptProto.Issuer issuer(Receipt.Issuer issuer) {
    return ReceiptProto.Issuer.newBuilder()
        .setCard(Fields.digest(issuer.card()))
        .setPair(Fields.pair(issuer.pair()))
        .setIncarnation(Fields.incarnation(issuer.incarnation()))
        .setJournalHead(Fields.digest(issuer.journalHead()))
        .build();
  }

  private static Receipt.Issuer issuer(ReceiptProto.Issuer issuer) {
    return new Receipt.Issuer(
        Fields.digest(issuer.getCard()),
        Fields.pair(issuer.getPair()),
        Fields.incarnation(issuer.getIncarnation()),
        Fields.digest(issuer.getJournalHead()));
  }

  private static Refusal.Reason reason(int code) {
    for (Refusal.Reason reason : Refusal.Reason.values()) {
      if (reason.code() == code) {
        return reason;
      }
    }
    throw new InvalidValue("no such reason");
  }

  private static ReceiptProto.IncarnationStart.Shown shown(IncarnationStart.Shown shown) {
    return ReceiptProto.IncarnationStart.Shown.newBuilder()
        .setLane(Fields.urgency(shown.lane()))
        .setOutbound(shown.outbound())
        .setPosition(Fields.position(shown.position()))
        .build();
  }

  private static IncarnationStart.Shown shown(ReceiptProto.IncarnationStart.Shown shown) {
    return new IncarnationStart.Shown(
        Fields.urgency(shown.getLane()), shown.getOutbound(), Fields.position(shown.getPosition()));
  }
}
