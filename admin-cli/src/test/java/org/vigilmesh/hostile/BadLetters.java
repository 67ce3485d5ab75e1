package org.vigilmesh.hostile;

import static org.vigilmesh.hostile.Misbehaviour.alone;
import static org.vigilmesh.hostile.Stage.assertRefused;
import static org.vigilmesh.hostile.Stage.assertResume;
import static org.vigilmesh.hostile.Stage.receipt;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Assertions;

/** Misbehaviour in statements: order, addressee, signatures, seals, form. */
final class BadLetters {
  private static final int SEQ_BITS = 40;

  private BadLetters() {}

  static List<Misbehaviour> all() {
    List<Misbehaviour> all = new ArrayList<>();
    all.addAll(lanes());
    all.addAll(replays());
    all.addAll(forks());
    all.addAll(places());
    all.addAll(signatures());
    all.addAll(BadForms.all());
    all.addAll(acts());
    return all;
  }

  /** One statement that is wrong in one way, and the reason of its refusal. */
  static Misbehaviour refused(String name, int reason, Consumer<Letter> bend) {
    return alone(
        name,
        stage -> {
          Letter letter = stage.letter();
          bend.accept(letter);
          assertRefused(stage.offer(letter), reason);
        });
  }

  static Misbehaviour invalid(String name, Consumer<Letter> bend) {
    return refused(name, Stage.INVALID, bend).ringing("E-STATEMENT-REFUSED");
  }

  private static List<Misbehaviour> lanes() {
    return List.of(
        alone(
            "wrong order",
            stage -> {
              Letter second = stage.letter();
              second.seq = 2;
              second.previous = PairKey.random(32);
              assertResume(stage.offer(second), 1);
            }),
        alone(
            "a number near the end of numbers",
            stage -> {
              Letter last = stage.letter();
              last.seq = Long.MAX_VALUE;
              assertResume(stage.offer(last), 1);
            }));
  }

  private static List<Misbehaviour> replays() {
    return List.of(
        alone(
                "a replay of the same bytes",
                stage -> {
                  Letter letter = stage.letter();
                  Letter.Sent sent = letter.make();
                  Speech speech = stage.linked();
                  for (int i = 0; i < 20; i++) {
                    speech.frame(Speech.STATEMENTS, letter.frame(sent.offered()));
                    Assertions.assertEquals(1, upTo(receipt(speech)), "the same receipt each time");
                  }
                })
            .storing(1),
        alone(
                "a replay sealed anew",
                stage -> {
                  Letter letter = stage.letter();
                  byte[] body = letter.act;
                  Letter.Sent first = letter.make();
                  Speech speech = stage.linked();
                  speech.frame(Speech.STATEMENTS, letter.frame(first.offered()));
                  receipt(speech);
                  letter.act = body;
                  speech.frame(
                      Speech.STATEMENTS,
                      letter.frame(letter.offered(first.hash(), PairKey.random(9_000))));
                  Assertions.assertEquals(1, upTo(receipt(speech)), "answered unopened");
                })
            .storing(1),
        alone(
                "a replay on a second place",
                stage -> {
                  Letter letter = stage.letter();
                  Letter.Sent first = letter.make();
                  Speech speech = stage.linked();
                  speech.frame(Speech.STATEMENTS, letter.frame(first.offered()));
                  receipt(speech);
                  letter.seq = 2;
                  letter.previous = first.hash();
                  speech.frame(Speech.STATEMENTS, letter.frame(letter.make().offered()));
                  Assertions.assertEquals(
                      2, upTo(receipt(speech)), "the place is taken, the act is not");
                })
            .storing(2));
  }

  private static List<Misbehaviour> forks() {
    return List.of(
        alone(
                "a fork at the first place",
                stage -> {
                  Speech speech = stage.offer(stage.letter());
                  receipt(speech);
                  Letter other = stage.letter();
                  speech.frame(Speech.STATEMENTS, other.frame(other.make().offered()));
                  assertRefused(speech, Stage.FORK);
                })
            .storing(1)
            .ringing("E-PEER-SPLIT"),
        invalid("a predecessor that never was", letter -> letter.previous = PairKey.random(32)),
        alone(
            "a place where numbers of lanes would meet",
            stage -> {
              Letter letter = stage.letter();
              letter.seq = (1L << SEQ_BITS) + 1;
              assertResume(stage.offer(letter), 1);
            }));
  }

  private static long upTo(byte[] receipt) {
    return Proto.number(Proto.field(receipt, 4), 1);
  }

  private static List<Misbehaviour> places() {
    return List.of(
        invalid(
            "a foreign recipient in the header",
            letter -> letter.recipient = Proto.of().text(1, "xb").number(2, 1)),
        invalid(
            "a foreign recipient on the seal",
            letter -> letter.sealedTo = Proto.of().text(1, "xb").number(2, 1)),
        invalid(
            "another epoch of the recipient",
            letter -> letter.recipient = Proto.of().text(1, letter.to.node()).number(2, 2)),
        invalid("another sender", letter -> letter.sender = Proto.of().text(1, "xb").number(2, 1)),
        invalid("the target as its own sender", letter -> letter.sender = letter.to.ref()),
        invalid(
            "a header of another lane",
            letter ->
                letter.bendHeader =
                    header -> replaced(header, new byte[] {0x30, 1}, new byte[] {0x30, 3})),
        refused(
            "an incarnation that never began",
            Stage.NEED_IDENTITY,
            letter -> letter.incarnation = Proto.of().number(1, 2).bytes(2, new byte[16])),
        refused(
            "a card that nobody has seen",
            Stage.NEED_IDENTITY,
            letter -> letter.card = PairKey.random(32)),
        refused(
            "a key set that nobody has seen",
            Stage.NEED_IDENTITY,
            letter -> letter.keySet = PairKey.random(32)),
        refused(
            "a roster from the future", Stage.NEED_IDENTITY, letter -> letter.rosterVersion = 99),
        alone(
                "a hint that differs from the header",
                stage -> {
                  Letter letter = stage.letter();
                  Letter.Sent sent = letter.make();
                  letter.seq = 2;
                  Speech speech = stage.linked();
                  speech.frame(
                      Speech.STATEMENTS, letter.frame(letter.offered(sent.hash(), sent.sealed())));
                  assertRefused(speech, Stage.INVALID);
                })
            .ringing("E-STATEMENT-REFUSED"));
  }

  private static byte[] replaced(byte[] in, byte[] from, byte[] to) {
    for (int at = 0; at + from.length <= in.length; at++) {
      if (Arrays.equals(in, at, at + from.length, from, 0, from.length)) {
        byte[] out = in.clone();
        System.arraycopy(to, 0, out, at, to.length);
        return out;
      }
    }
    throw new AssertionError("the header holds no such bytes");
  }

  private static Misbehaviour signed(
      String name, java.util.function.UnaryOperator<PairKey.Signed> bend) {
    return invalid(name, letter -> letter.bendSigned = bend);
  }

  private static List<Misbehaviour> signatures() {
    return List.of(
        signed(
            "the classical signature stripped",
            s -> new PairKey.Signed(s.content(), s.pair(), new byte[0], s.mlDsa())),
        signed(
            "the other signature stripped",
            s -> new PairKey.Signed(s.content(), s.pair(), s.p256(), new byte[0])),
        signed(
            "a classical signature of zeros",
            s -> new PairKey.Signed(s.content(), s.pair(), new byte[64], s.mlDsa())),
        signed(
            "another signature of zeros",
            s -> new PairKey.Signed(s.content(), s.pair(), s.p256(), new byte[3_309])),
        signed(
            "a short signature",
            s -> new PairKey.Signed(s.content(), s.pair(), Arrays.copyOf(s.p256(), 63), s.mlDsa())),
        signed(
            "another pair in the container",
            s -> new PairKey.Signed(s.content(), PairKey.random(32), s.p256(), s.mlDsa())),
        invalid("signed as a receipt", letter -> letter.purpose = 2),
        invalid(
            "signed by a pair of no card",
            letter -> letter.signer = new PairKey("xz-nobody", java.time.Instant.now())),
        invalid("signed by the anchor", letter -> letter.signer = letter.from.anchor),
        invalid(
            "signed at another second",
            letter -> {
              long told = letter.createdAt;
              letter.createdAt = told - 1;
              byte[] from = Proto.of().number(10, told - 1).done();
              byte[] to = Proto.of().number(10, told).done();
              letter.bendHeader = header -> header;
              letter.bendSigned =
                  s ->
                      new PairKey.Signed(
                          replaced(s.content(), from, to), s.pair(), s.p256(), s.mlDsa());
            }));
  }

  /** Good chain, good signatures: the place is taken, the act counts for nothing. */
  private static Misbehaviour taken(String name, Consumer<Letter> bend) {
    return alone(
            name,
            stage -> {
              Letter letter = stage.letter();
              bend.accept(letter);
              Assertions.assertEquals(1, upTo(receipt(stage.offer(letter))), "the lane goes on");
            })
        .storing(1);
  }

  private static List<Misbehaviour> acts() {
    return List.of(
        taken(
            "an act for another State",
            letter -> letter.act = letter.act(Proto.of().text(1, "xb").number(2, 1))),
        taken("an act that is noise", letter -> letter.act = PairKey.random(500)),
        taken("a body that is noise", letter -> letter.bendBody = _ -> PairKey.random(500)),
        taken("an act over 48 KiB", letter -> letter.act = new byte[48 * 1024 + 1]),
        taken(
            "an act of nobody that needs persons",
            letter ->
                letter.act =
                    new String(letter.act, java.nio.charset.StandardCharsets.ISO_8859_1)
                        .replace("channel_test", "human_answer")
                        .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1)));
  }
}
