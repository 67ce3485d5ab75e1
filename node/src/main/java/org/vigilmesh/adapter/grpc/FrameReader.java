package org.vigilmesh.adapter.grpc;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.vigilmesh.delivery.Frame;
import org.vigilmesh.envelope.Format;
import org.vigilmesh.envelope.Position;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.InvalidValue;

/** Bytes of a peer to frames: whole, known and within bounds, or not at all. */
final class FrameReader {
  private FrameReader() {}

  /** Empty when the bytes are not exactly one frame of this version; why does not matter. */
  static Optional<Frame> read(byte[] bytes) {
    if (bytes.length > Format.FRAME_SIZE_MAX) {
      return Optional.empty();
    }
    try {
      var parsed = org.vigilmesh.proto.v1.Frame.parseFrom(bytes);
      InvalidValue.unless(isKnown(parsed), "unknown field");
      return Optional.of(frame(parsed));
    } catch (InvalidProtocolBufferException | InvalidValue e) {
      return Optional.empty();
    }
  }

  /** Whether neither the message nor one inside it holds a field that its form does not have. */
  private static boolean isKnown(Message message) {
    return message.getUnknownFields().asMap().isEmpty()
        && message.getAllFields().values().stream()
            .allMatch(
                value ->
                    switch (value) {
                      case Message inner -> isKnown(inner);
                      case List<?> list ->
                          list.stream().allMatch(one -> !(one instanceof Message m) || isKnown(m));
                      default -> true;
                    });
  }

  private static Frame frame(org.vigilmesh.proto.v1.Frame in) {
    return switch (in.getBodyCase()) {
      case HELLO -> hello(in.getHello());
      case IDENTITY ->
          new Frame.Identity(
              bytes(in.getIdentity().getCardsList()),
              bytes(in.getIdentity().getRostersList()),
              bytes(in.getIdentity().getKeySetsList()),
              bytes(in.getIdentity().getStartsList()));
      case IDENTITY_REQUEST ->
          new Frame.IdentityRequest(
              Scalars.count(in.getIdentityRequest().getCardFrom()),
              Scalars.count(in.getIdentityRequest().getRosterFrom()),
              Scalars.count(in.getIdentityRequest().getKeySetFrom()));
      case STATEMENTS ->
          new Frame.Statements(
              Scalars.urgency(in.getStatements().getLane()),
              in.getStatements().getOfferedList().stream().map(FrameReader::offered).toList());
      case RECEIPTS -> new Frame.Receipts(bytes(in.getReceipts().getReceiptsList()));
      case REFUSALS -> new Frame.Refusals(bytes(in.getRefusals().getRefusalsList()));
      case RESUME ->
          new Frame.Resume(
              Scalars.urgency(in.getResume().getLane()),
              Scalars.incarnation(in.getResume().getIncarnation()),
              in.getResume().getFrom());
      case WITNESS_REQUEST ->
          new Frame.WitnessRequest(
              kind(in.getWitnessRequest().getKind()),
              Scalars.urgency(in.getWitnessRequest().getLane()),
              Scalars.incarnation(in.getWitnessRequest().getIncarnation()),
              Scalars.count(in.getWitnessRequest().getNumber()));
      case WITNESS_ANSWER ->
          new Frame.WitnessAnswer(
              kind(in.getWitnessAnswer().getKind()),
              Scalars.urgency(in.getWitnessAnswer().getLane()),
              in.getWitnessAnswer().hasObject()
                  ? Optional.of(Scalars.bytes(in.getWitnessAnswer().getObject()))
                  : Optional.empty());
      case PULSE ->
          new Frame.Pulse(
              Instant.ofEpochMilli(in.getPulse().getClock()),
              holding(in.getPulse().getOwn()),
              holding(in.getPulse().getHeldForYou()));
      case BODY_NOT_SET -> throw new InvalidValue("an empty frame");
    };
  }

  private static Frame.Hello hello(org.vigilmesh.proto.v1.Frame.Hello in) {
    return new Frame.Hello(
        in.getFormatMin(),
        in.getFormatMax(),
        new NodeId(in.getNode()),
        Scalars.incarnation(in.getIncarnation()),
        Scalars.bytes(in.getBootId()),
        Instant.ofEpochMilli(in.getClock()),
        holding(in.getOwn()),
        in.hasHeldForYou() ? Optional.of(holding(in.getHeldForYou())) : Optional.empty(),
        in.getAcceptedList().stream().map(FrameReader::hint).toList(),
        in.getReceiptedList().stream().map(FrameReader::hint).toList());
  }

  private static Frame.Holding holding(org.vigilmesh.proto.v1.Frame.Holding in) {
    return new Frame.Holding(
        Scalars.count(in.getEpoch()),
        Scalars.count(in.getCard()),
        Scalars.digest(in.getCardHash()),
        Scalars.count(in.getRoster()),
        Scalars.digest(in.getRosterHash()),
        Scalars.count(in.getKeySet()),
        Scalars.digest(in.getKeySetHash()));
  }

  private static Frame.LaneHint hint(org.vigilmesh.proto.v1.Frame.LaneHint in) {
    return new Frame.LaneHint(
        Scalars.urgency(in.getLane()),
        Scalars.incarnation(in.getIncarnation()),
        new Position(in.getSeq(), Scalars.digest(in.getHash())));
  }

  private static Frame.Offered offered(org.vigilmesh.proto.v1.Frame.Offered in) {
    return new Frame.Offered(
        Scalars.incarnation(in.getIncarnation()),
        new Position(in.getSeq(), Scalars.digest(in.getHeaderHash())),
        Scalars.bytes(in.getSealed()));
  }

  private static Frame.WitnessKind kind(org.vigilmesh.proto.v1.Frame.WitnessKind kind) {
    return switch (kind) {
      case WITNESS_KIND_STATEMENT -> Frame.WitnessKind.STATEMENT;
      case WITNESS_KIND_RECEIPT -> Frame.WitnessKind.RECEIPT;
      case WITNESS_KIND_CARD -> Frame.WitnessKind.CARD;
      case WITNESS_KIND_ROSTER -> Frame.WitnessKind.ROSTER;
      case WITNESS_KIND_KEY_SET -> Frame.WitnessKind.KEY_SET;
      case WITNESS_KIND_FORK -> Frame.WitnessKind.FORK;
      case WITNESS_KIND_UNSPECIFIED, UNRECOGNIZED -> throw new InvalidValue("unknown kind");
    };
  }

  private static List<Bytes> bytes(List<ByteString> all) {
    return all.stream().map(Scalars::bytes).toList();
  }
}
