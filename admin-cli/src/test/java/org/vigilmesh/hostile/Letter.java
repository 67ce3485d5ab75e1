package org.vigilmesh.hostile;

import java.util.function.UnaryOperator;

/** A statement of the rogue's to the target: right in everything until it is told to be wrong. */
public final class Letter {
  static final int EMERGENCY = 1;
  static final int STATEMENT_PURPOSE = 1;

  final Rogue from;
  final Target to;
  int urgency = EMERGENCY;
  long seq = 1;
  byte[] previous = Rogue.ZERO;
  byte[] id = uuid();
  Proto sender;
  Proto recipient;
  Proto incarnation;
  byte[] card;
  byte[] keySet;
  long format = 1;
  long createdAt = System.currentTimeMillis() / 1000;
  long notAfter = createdAt + 86_400;
  long rosterVersion = 1;
  int purpose = STATEMENT_PURPOSE;
  PairKey signer;
  byte[] act;
  UnaryOperator<byte[]> bendHeader = bytes -> bytes;
  UnaryOperator<byte[]> bendBody = bytes -> bytes;
  UnaryOperator<PairKey.Signed> bendSigned = signed -> signed;
  UnaryOperator<byte[]> bendPadded = bytes -> bytes;
  UnaryOperator<Sealing.Parts> bendSealed = parts -> parts;
  Proto sealedTo;
  byte[] sealingKeyId;
  long sealedFormat = 1;

  Letter(Rogue from, Target to) {
    this.from = from;
    this.to = to;
    this.sender = from.ref();
    this.recipient = to.ref();
    this.sealedTo = to.ref();
    this.incarnation = from.incarnation();
    this.card = PairKey.sha256(from.card.content());
    this.keySet = PairKey.sha256(from.keySet.content());
    this.signer = from.signing;
    this.sealingKeyId = to.sealingKeyId();
    this.act = act(to.ref());
  }

  /** UUID version 7 with this second in it. */
  static byte[] uuid() {
    byte[] uuid = PairKey.random(16);
    byte[] millis = Proto.u64(System.currentTimeMillis());
    System.arraycopy(millis, 2, uuid, 0, 6);
    uuid[6] = (byte) (uuid[6] & 0x0f | 0x70);
    uuid[8] = (byte) (uuid[8] & 0x3f | 0x80);
    return uuid;
  }

  /** A channel test, which needs no person. */
  byte[] act(Proto to) {
    return channelTest(from.ref(), to, urgency, createdAt, notAfter);
  }

  /** An act in the emergency lane that its node may send by itself. */
  public static byte[] channelTest(String from, String to) {
    long now = System.currentTimeMillis() / 1000;
    return channelTest(
        Proto.of().text(1, from).number(2, 1),
        Proto.of().text(1, to).number(2, 1),
        EMERGENCY,
        now,
        now + 86_400);
  }

  private static byte[] channelTest(
      Proto from, Proto to, int urgency, long createdAt, long notAfter) {
    return Proto.of()
        .number(1, 1)
        .bytes(2, PairKey.random(32))
        .bytes(3, uuid())
        .message(4, from)
        .message(5, to)
        .number(6, 1)
        .number(7, urgency)
        .bytes(8, uuid())
        .text(9, "channel_test")
        .number(10, 1)
        .bytes(11, Proto.of().bytes(1, PairKey.random(16)).done())
        .number(16, createdAt)
        .number(17, notAfter)
        .bytes(19, Rogue.ZERO)
        .done();
  }

  /** A statement as it is offered; {@code hash} names its header. */
  record Sent(byte[] hash, byte[] sealed, Proto offered, byte[] header) {}

  Sent make() {
    byte[] body =
        bendBody.apply(
            Proto.of()
                .number(1, 1)
                .bytes(2, PairKey.random(32))
                .bytes(3, act)
                .number(5, rosterVersion)
                .done());
    byte[] header =
        bendHeader.apply(
            Proto.of()
                .number(1, format)
                .number(2, 1)
                .bytes(3, id)
                .message(
                    4,
                    Proto.of()
                        .message(1, sender)
                        .bytes(2, card)
                        .bytes(3, keySet)
                        .bytes(4, signer.id()))
                .message(5, recipient)
                .number(6, urgency)
                .message(7, incarnation)
                .number(8, seq)
                .bytes(9, previous)
                .number(10, createdAt)
                .number(11, notAfter)
                .bytes(12, Rogue.ZERO)
                .message(13, Proto.of().bytes(1, Rogue.ZERO).bytes(2, Rogue.ZERO))
                .bytes(14, PairKey.hash("SHA-512", body))
                .done());
    byte[] container = bendSigned.apply(signer.sign(purpose, createdAt, header)).container();
    return seal(header, Proto.of().bytes(1, container).bytes(2, body).done());
  }

  /** Seals a statement; what it is sealed from may be anything. */
  Sent seal(byte[] header, byte[] statement) {
    byte[] clear =
        Proto.of()
            .number(1, sealedFormat)
            .number(2, 1)
            .message(3, sealedTo)
            .bytes(4, sealingKeyId)
            .bytes(5, PairKey.random(16))
            .done();
    byte[] padded = bendPadded.apply(Sealing.pad(statement));
    byte[] sealed = bendSealed.apply(Sealing.seal(to.sealingKey(), clear, padded)).sealed();
    byte[] hash = PairKey.sha256(header);
    return new Sent(hash, sealed, offered(hash, sealed), header);
  }

  Proto offered(byte[] hash, byte[] sealed) {
    return Proto.of().message(1, incarnation).number(2, seq).bytes(3, hash).bytes(4, sealed);
  }

  /** The body of a Statements frame. */
  Proto frame(Proto... offered) {
    Proto frame = Proto.of().number(1, urgency);
    for (Proto one : offered) {
      frame.message(2, one);
    }
    return frame;
  }
}
