package org.vigilmesh.adapter.wire;

import com.google.protobuf.ByteString;
import java.util.function.Function;
import org.vigilmesh.envelope.ForkProof;
import org.vigilmesh.envelope.Format;
import org.vigilmesh.envelope.Sealed;
import org.vigilmesh.envelope.Statement;
import org.vigilmesh.envelope.StatementHeader;
import org.vigilmesh.identity.AnchorRollover;
import org.vigilmesh.identity.Endorsed;
import org.vigilmesh.identity.Signatures;
import org.vigilmesh.identity.Signed;
import org.vigilmesh.port.Decoded;
import org.vigilmesh.port.Form;
import org.vigilmesh.proto.v1.IdentityProto;
import org.vigilmesh.proto.v1.StatementProto;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.InvalidValue;

/**
 * Forms that carry the exact bytes of other forms beside their proofs. What the bytes inside came
 * to is told before anything else of the container is judged: signatures of a later suite have
 * other sizes.
 */
final class Containers {
  /** Pair id, both signatures and the tags and lengths of four fields. */
  static final int SIGNED_OVERHEAD = 32 + Signatures.P256_SIZE + Signatures.ML_DSA_SIZE + 32;

  /** Sixteen endorsements of passkeys at their largest. */
  private static final int ENDORSED_OVERHEAD = Endorsed.ENDORSEMENTS_MAX * 6 * 1024;

  private Containers() {}

  static <T> Form<Signed<T>> signed(Form<T> content, int contentSizeMax) {
    return MessageForm.container(
        org.vigilmesh.proto.v1.Signed.parser(),
        contentSizeMax + SIGNED_OVERHEAD,
        Containers::message,
        message -> value(content, message));
  }

  static <T> Form<Endorsed<T>> endorsed(Form<T> content, int contentSizeMax) {
    return MessageForm.container(
        org.vigilmesh.proto.v1.Endorsed.parser(),
        contentSizeMax + ENDORSED_OVERHEAD,
        value ->
            org.vigilmesh.proto.v1.Endorsed.newBuilder()
                .setContent(Fields.bytes(value.bytes()))
                .addAllEndorsements(value.endorsements().stream().map(Fields::endorsement).toList())
                .build(),
        message ->
            inside(
                content,
                message.getContent(),
                value ->
                    new Endorsed<>(
                        value,
                        Fields.bytes(message.getContent()),
                        message.getEndorsementsList().stream().map(Fields::endorsement).toList())));
  }

  /** Both containers of a roll-over hold the same bytes; otherwise it is none. */
  static Form<AnchorRollover.Signed> rollover(Form<AnchorRollover> content, int contentSizeMax) {
    return MessageForm.container(
        IdentityProto.SignedAnchorRollover.parser(),
        2 * (contentSizeMax + SIGNED_OVERHEAD + 8),
        value ->
            IdentityProto.SignedAnchorRollover.newBuilder()
                .setByRetiring(message(value.byRetiring()))
                .setBySucceeding(message(value.bySucceeding()))
                .build(),
        message ->
            map(
                value(content, message.getByRetiring()),
                retiring ->
                    map(
                        value(content, message.getBySucceeding()),
                        succeeding ->
                            new Decoded.Value<>(new AnchorRollover.Signed(retiring, succeeding)))));
  }

  static Form<ForkProof> forkProof(Form<StatementHeader> header, int headerSizeMax) {
    return MessageForm.container(
        StatementProto.ForkProof.parser(),
        2 * (headerSizeMax + SIGNED_OVERHEAD + 8),
        value ->
            StatementProto.ForkProof.newBuilder()
                .setHeld(message(value.held()))
                .setOther(message(value.other()))
                .build(),
        message ->
            map(
                value(header, message.getHeld()),
                held ->
                    map(
                        value(header, message.getOther()),
                        other -> new Decoded.Value<>(new ForkProof(held, other)))));
  }

  static Form<Statement> statement(Form<Signed<StatementHeader>> header) {
    return MessageForm.container(
        StatementProto.Statement.parser(),
        Format.STATEMENT_SIZE_MAX,
        value ->
            StatementProto.Statement.newBuilder()
                .setHeader(Fields.bytes(header.encode(value.header())))
                .setBody(Fields.bytes(value.body()))
                .build(),
        message ->
            inside(
                header,
                message.getHeader(),
                signed -> new Statement(signed, Fields.bytes(message.getBody()))));
  }

  static Form<Sealed> sealed(Form<Sealed.Header> header) {
    return MessageForm.container(
        StatementProto.Sealed.parser(),
        Format.STATEMENT_SIZE_MAX,
        value ->
            StatementProto.Sealed.newBuilder()
                .setHeader(Fields.bytes(value.headerBytes()))
                .setCommitment(Fields.bytes(value.commitment()))
                .setStanza(Fields.bytes(value.stanza()))
                .setCiphertext(Fields.bytes(value.ciphertext()))
                .build(),
        message ->
            inside(
                header,
                message.getHeader(),
                clear ->
                    new Sealed(
                        clear,
                        Fields.bytes(message.getHeader()),
                        Fields.bytes(message.getCommitment()),
                        Fields.bytes(message.getStanza()),
                        Fields.bytes(message.getCiphertext()))));
  }

  private static org.vigilmesh.proto.v1.Signed message(Signed<?> value) {
    return org.vigilmesh.proto.v1.Signed.newBuilder()
        .setContent(Fields.bytes(value.bytes()))
        .setPair(Fields.pair(value.signatures().signer()))
        .setP256(Fields.bytes(value.signatures().p256()))
        .setMlDsa(Fields.bytes(value.signatures().mlDsa()))
        .build();
  }

  private static <T> Decoded<Signed<T>> value(
      Form<T> content, org.vigilmesh.proto.v1.Signed message) {
    return inside(
        content,
        message.getContent(),
        value ->
            new Signed<>(
                value,
                Fields.bytes(message.getContent()),
                new Signatures(
                    Fields.pair(message.getPair()),
                    Fields.bytes(message.getP256()),
                    Fields.bytes(message.getMlDsa()))));
  }

  private static <T, R> Decoded<R> inside(Form<T> form, ByteString bytes, Function<T, R> wrap) {
    Bytes content = Fields.bytes(bytes);
    InvalidValue.unless(!content.isEmpty(), "no content");
    return map(form.decode(content), value -> new Decoded.Value<>(wrap.apply(value)));
  }

  private static <T, R> Decoded<R> map(Decoded<T> decoded, Function<T, Decoded<R>> next) {
    return switch (decoded) {
      case Decoded.Value<T>(T value) -> next.apply(value);
      case Decoded.UnknownFormat<T> _ -> new Decoded.UnknownFormat<>();
      case Decoded.Malformed<T>(String why) -> new Decoded.Malformed<>(why);
    };
  }
}
