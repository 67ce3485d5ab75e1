package org.vigilmesh.vectors;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import java.util.Map;
import org.vigilmesh.port.Form;
import org.vigilmesh.proto.v1.Act;
import org.vigilmesh.proto.v1.IdentityProto;
import org.vigilmesh.proto.v1.ReceiptProto;
import org.vigilmesh.proto.v1.StatementProto;
import org.vigilmesh.value.Bytes;

/** A structure with canonical bytes: its form in the node and its message in the proto files. */
record Structure(Form<?> form, Message message) {
  static final Map<String, Structure> ALL =
      Map.ofEntries(
          entry("card", Story.CODEC.card(), IdentityProto.Card.getDefaultInstance()),
          entry("roster", Story.CODEC.roster(), IdentityProto.Roster.getDefaultInstance()),
          entry("key-set", Story.CODEC.keySet(), IdentityProto.KeySet.getDefaultInstance()),
          entry(
              "anchor-rollover",
              Story.CODEC.anchorRollover(),
              IdentityProto.AnchorRollover.getDefaultInstance()),
          entry("act", Story.CODEC.act(), Act.getDefaultInstance()),
          entry(
              "statement-body",
              Story.CODEC.body(),
              StatementProto.StatementBody.getDefaultInstance()),
          entry(
              "statement-header",
              Story.CODEC.header(),
              StatementProto.StatementHeader.getDefaultInstance()),
          entry(
              "statement", Story.CODEC.statement(), StatementProto.Statement.getDefaultInstance()),
          entry(
              "fork-proof", Story.CODEC.forkProof(), StatementProto.ForkProof.getDefaultInstance()),
          entry("sealed", Story.CODEC.sealed(), StatementProto.Sealed.getDefaultInstance()),
          entry("receipt", Story.CODEC.receipt(), ReceiptProto.Receipt.getDefaultInstance()),
          entry("refusal", Story.CODEC.refusal(), ReceiptProto.Refusal.getDefaultInstance()),
          entry(
              "incarnation-start",
              Story.CODEC.incarnationStart(),
              ReceiptProto.IncarnationStart.getDefaultInstance()));

  private static Map.Entry<String, Structure> entry(String name, Form<?> form, Message message) {
    return Map.entry(name, new Structure(form, message));
  }

  Map<String, Object> fields(Bytes bytes) throws InvalidProtocolBufferException {
    return MessageTree.tree(message.getParserForType().parseFrom(bytes.toArray()));
  }

  /** The bytes that a plain protobuf library writes for {@code fields}. */
  Bytes bytes(Map<String, Object> fields) {
    return Bytes.of(MessageTree.message(message.newBuilderForType(), fields).toByteArray());
  }

  /** What the node writes for what it reads in {@code bytes}. */
  Bytes again(Bytes bytes) {
    return again(form, bytes);
  }

  private static <T> Bytes again(Form<T> form, Bytes bytes) {
    return form.encode(form.decode(bytes).find().orElseThrow());
  }
}
