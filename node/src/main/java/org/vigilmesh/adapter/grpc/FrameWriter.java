package org.vigilmesh.adapter.grpc;

import com.google.protobuf.ByteString;
import java.util.List;
import org.vigilmesh.delivery.Frame;
import org.vigilmesh.proto.v1.Frame.WitnessKind;
import org.vigilmesh.value.Bytes;

/** Frames to bytes. */
final class FrameWriter {
  private FrameWriter() {}

  static byte[] write(Frame frame) {
    var out = org.vigilmesh.proto.v1.Frame.newBuilder();
    switch (frame) {
      case Frame.Hello hello -> out.setHello(hello(hello));
      case Frame.Identity identity ->
          out.getIdentityBuilder()
              .addAllCards(bytes(identity.cards()))
              .addAllRosters(bytes(identity.rosters()))
              .addAllKeySets(bytes(identity.keySets()))
              .addAllStarts(bytes(identity.starts()));
      case Frame.IdentityRequest request ->
          out.getIdentityRequestBuilder()
              .setCardFrom(request.cardFrom())
              .setRosterFrom(request.rosterFrom())
              .setKeySetFrom(request.keySetFrom());
      case Frame.Statements statements ->
          out.getStatementsBuilder()
              .setLane(Scalars.urgency(statements.lane()))
              .addAllOffered(statements.offered().stream().map(FrameWriter::offered).toList());
      case Frame.Receipts receipts ->
          out.getReceiptsBuilder().addAllReceipts(bytes(receipts.receipts()));
      case Frame.Refusals refusals ->
          out.getRefusalsBuilder().addAllRefusals(bytes(refusals.refusals()));
      case Frame.Resume resume ->
          out.getResumeBuilder()
              .setLane(Scalars.urgency(resume.lane()))
              .setIncarnation(Scalars.incarnation(resume.incarnation()))
              .setFrom(resume.from());
      case Frame.WitnessRequest request ->
          out.getWitnessRequestBuilder()
              .setKind(kind(request.kind()))
              .setLane(Scalars.urgency(request.lane()))
              .setIncarnation(Scalars.incarnation(request.incarnation()))
              .setNumber(request.number());
      case Frame.WitnessAnswer answer -> {
        var body =
            out.getWitnessAnswerBuilder()
                .setKind(kind(answer.kind()))
                .setLane(Scalars.urgency(answer.lane()));
        answer.object().ifPresent(object -> body.setObject(Scalars.bytes(object)));
      }
      case Frame.Pulse pulse ->
          out.getPulseBuilder()
              .setClock(pulse.clock().toEpochMilli())
              .setOwn(holding(pulse.own()))
              .setHeldForYou(holding(pulse.heldForYou()));
    }
    return out.build().toByteArray();
  }

  private static org.vigilmesh.proto.v1.Frame.Hello hello(Frame.Hello hello) {
    var out =
        org.vigilmesh.proto.v1.Frame.Hello.newBuilder()
            .setFormatMin(hello.formatMin())
            .setFormatMax(hello.formatMax())
            .setNode(hello.node().text())
            .setIncarnation(Scalars.incarnation(hello.incarnation()))
            .setBootId(Scalars.bytes(hello.bootId()))
            .setClock(hello.clock().toEpochMilli())
            .setOwn(holding(hello.own()))
            .addAllAccepted(hello.accepted().stream().map(FrameWriter::hint).toList())
            .addAllReceipted(hello.receipted().stream().map(FrameWriter::hint).toList());
    hello.heldForYou().ifPresent(held -> out.setHeldForYou(holding(held)));
    return out.build();
  }

  private static org.vigilmesh.proto.v1.Frame.Holding holding(Frame.Holding holding) {
    return org.vigilmesh.proto.v1.Frame.Holding.newBuilder()
        .setEpoch(holding.epoch())
        .setCard(holding.card())
        .setCardHash(Scalars.bytes(holding.cardHash().bytes()))
        .setRoster(holding.roster())
        .setRosterHash(Scalars.bytes(holding.rosterHash().bytes()))
        .setKeySet(holding.keySet())
        .setKeySetHash(Scalars.bytes(holding.keySetHash().bytes()))
        .build();
  }

  private static org.vigilmesh.proto.v1.Frame.LaneHint hint(Frame.LaneHint hint) {
    return org.vigilmesh.proto.v1.Frame.LaneHint.newBuilder()
        .setLane(Scalars.urgency(hint.lane()))
        .setIncarnation(Scalars.incarnation(hint.incarnation()))
        .setSeq(hint.position().seq())
        .setHash(Scalars.bytes(hint.position().hash().bytes()))
        .build();
  }

  private static org.vigilmesh.proto.v1.Frame.Offered offered(Frame.Offered offered) {
    return org.vigilmesh.proto.v1.Frame.Offered.newBuilder()
        .setIncarnation(Scalars.incarnation(offered.incarnation()))
        .setSeq(offered.place().seq())
        .setHeaderHash(Scalars.bytes(offered.place().hash().bytes()))
        .setSealed(Scalars.bytes(offered.sealed()))
        .build();
  }

  private static WitnessKind kind(Frame.WitnessKind kind) {
    return switch (kind) {
      case STATEMENT -> WitnessKind.WITNESS_KIND_STATEMENT;
      case RECEIPT -> WitnessKind.WITNESS_KIND_RECEIPT;
      case CARD -> WitnessKind.WITNESS_KIND_CARD;
      case ROSTER -> WitnessKind.WITNESS_KIND_ROSTER;
      case KEY_SET -> WitnessKind.WITNESS_KIND_KEY_SET;
      case FORK -> WitnessKind.WITNESS_KIND_FORK;
    };
  }

  private static List<ByteString> bytes(List<Bytes> all) {
    return all.stream().map(Scalars::bytes).toList();
  }
}
