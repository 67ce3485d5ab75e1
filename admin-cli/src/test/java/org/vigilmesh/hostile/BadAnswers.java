package org.vigilmesh.hostile;

import static org.vigilmesh.hostile.Stage.assertIgnored;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assertions;

/** Misbehaviour in answers to what the target has sent: none of it may count as delivery. */
final class BadAnswers {
  private static final int RECEIPT_PURPOSE = 2;
  private static final int REFUSAL_PURPOSE = 3;

  private BadAnswers() {}

  /** What the target offered: the lane as the rogue names it, with the place of the statement. */
  private record Offer(Speech speech, Proto lane, long seq, byte[] hash, byte[] sealed) {}

  private interface Reply {
    void to(Stage stage, Offer offer) throws InterruptedException;
  }

  static List<Misbehaviour> all() {
    return java.util.stream.Stream.concat(receipts().stream(), refusals().stream()).toList();
  }

  private static List<Misbehaviour> receipts() {
    return List.of(
        receipt("a receipt beyond what was sent", (_, offer) -> offer.seq() + 5, false),
        receipt("a receipt at the end of numbers", (_, _) -> Long.MAX_VALUE, false),
        receipt("a receipt for another statement", (_, offer) -> offer.seq(), true),
        answered(
            "a receipt of another's lane",
            (stage, offer) -> {
              Proto foreign =
                  Proto.of()
                      .message(1, stage.target.ref())
                      .message(2, Proto.of().text(1, "xb").number(2, 1))
                      .number(3, 2)
                      .message(4, Proto.of().raw(life(offer)));
              send(stage, offer, receipt(stage, foreign, 1, offer.hash()));
            }),
        answered(
            "a receipt with one signature",
            (stage, offer) -> {
              PairKey.Signed signed = sign(stage, receipt(stage, offer.lane(), 1, offer.hash()));
              say(
                  offer,
                  new PairKey.Signed(
                      signed.content(), signed.pair(), signed.p256(), new byte[3_309]));
            }),
        answered(
            "a receipt signed as a statement",
            (stage, offer) ->
                say(
                    offer,
                    stage.rogue.signing.sign(
                        1, now(), receipt(stage, offer.lane(), 1, offer.hash())))),
        answered(
            "a receipt of a stranger's pair",
            (stage, offer) ->
                say(
                    offer,
                    new PairKey("xz-nobody", java.time.Instant.now())
                        .sign(
                            RECEIPT_PURPOSE,
                            now(),
                            receipt(stage, offer.lane(), 1, offer.hash())))),
        answered(
            "receipts of noise",
            (_, offer) -> {
              Proto frame = Proto.of();
              for (int i = 0; i < 64; i++) {
                frame.bytes(1, PairKey.random(3_700));
              }
              offer.speech().frame(Speech.RECEIPTS, frame);
            }));
  }

  private static List<Misbehaviour> refusals() {
    return List.of(
        answered(
            "a refusal for another statement",
            (stage, offer) -> refuse(stage, offer, Stage.INVALID, PairKey.random(32))),
        answered(
            "a refusal without a reason", (stage, offer) -> refuse(stage, offer, 0, offer.hash())),
        answered(
            "a sealing key refused for ever",
            (stage, offer) -> {
              for (int i = 0; i < 20; i++) {
                refuse(stage, offer, Stage.SEALING_KEY, offer.hash());
              }
            }),
        answered(
            "an identity needed for ever",
            (stage, offer) -> {
              for (int i = 0; i < 20; i++) {
                refuse(stage, offer, Stage.NEED_IDENTITY, offer.hash());
              }
            }),
        answered(
            "our own statement sent back to us",
            (stage, offer) -> {
              Letter letter = stage.letter();
              letter.urgency = 2;
              offer
                  .speech()
                  .frame(
                      Speech.STATEMENTS,
                      letter.frame(letter.offered(offer.hash(), offer.sealed())));
              Stage.assertRefused(offer.speech(), Stage.INVALID);
            }));
  }

  private interface UpTo {
    long of(Stage stage, Offer offer);
  }

  private static Misbehaviour receipt(String name, UpTo upTo, boolean otherHash) {
    return answered(
            name,
            (stage, offer) ->
                send(
                    stage,
                    offer,
                    receipt(
                        stage,
                        offer.lane(),
                        upTo.of(stage, offer),
                        otherHash ? PairKey.random(32) : offer.hash())))
        .ringing("E-FALSE-RECEIPT");
  }

  private static Misbehaviour answered(String name, Reply reply) {
    return Misbehaviour.alone(
            name,
            stage -> {
              Speech speech = stage.linked();
              stage.awaitRequest();
              Optional<byte[]> frame = speech.await(Speech.STATEMENTS);
              Assertions.assertTrue(frame.isPresent(), "the target offers its statement");
              byte[] statement = Proto.field(frame.get(), 2);
              Proto lane =
                  Proto.of()
                      .message(1, stage.target.ref())
                      .message(2, stage.rogue.ref())
                      .number(3, Proto.number(frame.get(), 1))
                      .message(4, Proto.of().raw(Proto.field(statement, 1)));
              reply.to(
                  stage,
                  new Offer(
                      speech,
                      lane,
                      Proto.number(statement, 2),
                      Proto.field(statement, 3),
                      Proto.field(statement, 4)));
              assertIgnored(speech);
            })
        .asking();
  }

  private static byte[] life(Offer offer) {
    return Proto.field(offer.lane().done(), 4);
  }

  private static long now() {
    return System.currentTimeMillis() / 1000;
  }

  private static byte[] receipt(Stage stage, Proto lane, long upTo, byte[] hash) {
    return Proto.of()
        .number(1, 1)
        .number(2, 1)
        .message(3, lane)
        .message(4, Proto.of().number(1, upTo).bytes(2, hash))
        .number(5, now())
        .message(
            6,
            Proto.of()
                .bytes(1, PairKey.sha256(stage.rogue.card.content()))
                .bytes(2, stage.rogue.signing.id())
                .message(3, stage.rogue.incarnation())
                .bytes(4, Rogue.ZERO))
        .done();
  }

  private static PairKey.Signed sign(Stage stage, byte[] receipt) {
    return stage.rogue.signing.sign(RECEIPT_PURPOSE, Proto.number(receipt, 5), receipt);
  }

  private static void send(Stage stage, Offer offer, byte[] receipt) {
    say(offer, sign(stage, receipt));
  }

  private static void say(Offer offer, PairKey.Signed signed) {
    offer.speech().frame(Speech.RECEIPTS, Proto.of().bytes(1, signed.container()));
  }

  private static void refuse(Stage stage, Offer offer, int reason, byte[] hash) {
    long at = now();
    byte[] refusal =
        Proto.of()
            .number(1, 1)
            .number(2, 1)
            .message(3, offer.lane())
            .message(4, Proto.of().number(1, offer.seq()).bytes(2, hash))
            .number(5, reason)
            .number(7, at)
            .bytes(8, PairKey.sha256(stage.rogue.card.content()))
            .bytes(9, stage.rogue.signing.id())
            .done();
    offer
        .speech()
        .frame(
            Speech.REFUSALS,
            Proto.of()
                .bytes(1, stage.rogue.signing.sign(REFUSAL_PURPOSE, at, refusal).container()));
  }
}
