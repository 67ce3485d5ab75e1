package org.vigilmesh.hostile;

import static org.vigilmesh.hostile.Stage.assertClosed;
import static org.vigilmesh.hostile.Stage.assertIgnored;

import java.util.ArrayList;
import java.util.List;

/** Misbehaviour in the frames of a link: Hello, Pulse, questions and their bounds. */
final class BadFrames {
  private BadFrames() {}

  static List<Misbehaviour> all() {
    List<Misbehaviour> all = new ArrayList<>();
    all.addAll(broken());
    all.addAll(hellos());
    all.addAll(claims());
    all.addAll(floods());
    return all;
  }

  /** A frame whose bytes break a bound: the link ends. */
  private static Misbehaviour broken(String name, int kind, Proto body) {
    return Misbehaviour.of(
        name,
        stage -> {
          Speech speech = stage.linked();
          speech.frame(kind, body);
          assertClosed(speech);
        });
  }

  private static List<Misbehaviour> broken() {
    Proto life = Proto.of().number(1, 1).bytes(2, new byte[16]);
    Proto offered =
        Proto.of().message(1, life).number(2, 1).bytes(3, new byte[32]).bytes(4, new byte[9]);
    Proto huge =
        Proto.of()
            .message(1, life)
            .number(2, 1)
            .bytes(3, new byte[32])
            .bytes(4, new byte[250 * 1024]);
    Proto nothing = Proto.of().number(1, 1);
    Proto larger =
        Proto.of()
            .message(1, life)
            .number(2, 1)
            .bytes(3, new byte[32])
            .bytes(4, new byte[256 * 1024 + 1]);
    Proto zeroth = Proto.of().message(1, life).bytes(3, new byte[32]).bytes(4, new byte[9]);
    return List.of(
        broken("a frame of an unknown kind", 99, Proto.of()),
        broken("an unknown field", Speech.RESUME, resume(1, 1).number(99, 1)),
        broken("an unknown urgency", Speech.RESUME, resume(9, 1)),
        broken(
            "an incarnation of short bytes",
            Speech.RESUME,
            Proto.of().number(1, 1).message(2, Proto.of().number(1, 1)).number(3, 1)),
        broken("a resume from nothing", Speech.RESUME, resume(1, 0)),
        broken("a resume from beyond numbers", Speech.RESUME, resume(1, -1)),
        broken("statements without one", Speech.STATEMENTS, nothing),
        broken("65 statements", Speech.STATEMENTS, times(Proto.of().number(1, 1), 2, offered, 65)),
        broken(
            "statements of more than 512 KiB",
            Speech.STATEMENTS,
            times(Proto.of().number(1, 1), 2, huge, 3)),
        broken(
            "a statement over 256 KiB",
            Speech.STATEMENTS,
            Proto.of().number(1, 1).message(2, larger)),
        broken(
            "a statement numbered 0",
            Speech.STATEMENTS,
            Proto.of().number(1, 1).message(2, zeroth)),
        broken("65 receipts", Speech.RECEIPTS, times(Proto.of(), 1, Proto.of().number(1, 1), 65)),
        broken("65 refusals", Speech.REFUSALS, times(Proto.of(), 1, Proto.of().number(1, 1), 65)),
        broken(
            "257 identity objects",
            Speech.IDENTITY,
            times(Proto.of(), 1, Proto.of().number(1, 1), 257)),
        broken("a witness question beyond numbers", Speech.WITNESS_REQUEST, witness(1, -1)),
        broken("a witness question of no kind", Speech.WITNESS_REQUEST, witness(0, 1)),
        broken("10,000 groups in each other", Speech.RESUME, Proto.of().raw(groups())),
        broken(
            "a message longer than its frame",
            Speech.RESUME,
            Proto.of().raw((byte) 0x12, (byte) 0xff, (byte) 0x7f, (byte) 1)));
  }

  private static byte[] groups() {
    byte[] groups = new byte[10_000];
    java.util.Arrays.fill(groups, (byte) 0x0b);
    return groups;
  }

  private static Proto times(Proto frame, int id, Proto inner, int count) {
    for (int i = 0; i < count; i++) {
      frame.message(id, inner);
    }
    return frame;
  }

  private static Proto resume(long urgency, long from) {
    return Proto.of()
        .number(1, urgency)
        .message(2, Proto.of().number(1, 1).bytes(2, new byte[16]))
        .number(3, from);
  }

  static Proto witness(long kind, long number) {
    return Proto.of()
        .number(1, kind)
        .number(2, 1)
        .message(3, Proto.of().number(1, 1).bytes(2, new byte[16]))
        .number(4, number);
  }

  private static Misbehaviour hello(String name, java.util.function.Function<Stage, Proto> hello) {
    return Misbehaviour.of(
        name,
        stage -> {
          Speech speech = stage.call();
          speech.frame(Speech.HELLO, hello.apply(stage));
          assertClosed(speech);
        });
  }

  private static List<Misbehaviour> hellos() {
    long now = System.currentTimeMillis();
    return List.of(
        hello("a hello of format 0", s -> s.hello(0, 1, s.rogue.node(), s.rogue.boot, now)),
        hello(
            "a hello of formats that shrink",
            s -> s.hello(2, 1, s.rogue.node(), s.rogue.boot, now)),
        hello("a hello of a later format", s -> s.hello(2, 9, s.rogue.node(), s.rogue.boot, now))
            .ringing("E-PEER-FORMAT"),
        hello("a hello of another node", s -> s.hello(1, 1, "xa", s.rogue.boot, now)),
        hello("a hello of the target", s -> s.hello(1, 1, s.target.node(), s.rogue.boot, now)),
        hello("a boot id of 1 MiB", s -> s.hello(1, 1, s.rogue.node(), new byte[1_000_000], now)),
        hello("65 lane hints", s -> times(s.hello(), 9, hint(s, 1), 65)),
        Misbehaviour.of(
            "a second hello",
            stage -> {
              Speech speech = stage.linked();
              speech.frame(Speech.HELLO, stage.hello());
              assertClosed(speech);
            }),
        Misbehaviour.alone(
                "two boot ids in turn",
                stage -> {
                  for (byte[] boot : List.of(new byte[16], stage.rogue.boot, new byte[16])) {
                    stage.greeted(stage.hello(1, 1, stage.rogue.node(), boot, now)).close();
                  }
                })
            .ringing("E-PEER-CLONE"),
        clock("a clock at the beginning of numbers", Long.MIN_VALUE),
        clock("a clock at the end of numbers", Long.MAX_VALUE),
        Misbehaviour.of(
            "statements before hello",
            stage -> {
              Speech speech = stage.call();
              Letter letter = stage.letter();
              speech.frame(Speech.STATEMENTS, letter.frame(letter.make().offered()));
              speech.frame(Speech.HELLO, stage.hello());
              assertIgnored(speech);
            }));
  }

  /** A time that no calendar has breaks a bound of the form. */
  private static Misbehaviour clock(String name, long clock) {
    return Misbehaviour.of(
        name,
        stage -> {
          Speech speech = stage.call();
          speech.frame(
              Speech.HELLO, stage.hello(1, 1, stage.rogue.node(), stage.rogue.boot, clock));
          assertClosed(speech);
          Speech pulse = stage.linked();
          pulse.frame(Speech.PULSE, stage.pulse(clock));
          assertClosed(pulse);
        });
  }

  private static Proto hint(Stage stage, long seq) {
    return Proto.of()
        .number(1, 1)
        .message(2, stage.rogue.incarnation())
        .number(3, seq)
        .bytes(4, PairKey.random(32));
  }

  private static List<Misbehaviour> claims() {
    return List.of(
        Misbehaviour.alone(
            "a claim to hold what the target never said",
            stage -> {
              Speech speech = stage.call();
              Proto life =
                  Proto.of()
                      .message(
                          1,
                          Proto.read(stage.target.keySet()).stream()
                              .filter(f -> f.id() == 15)
                              .findFirst()
                              .map(f -> Proto.of().raw(f.bytes()))
                              .orElseThrow());
              byte[] incarnation = Proto.field(life.done(), 1);
              Proto hint =
                  Proto.of()
                      .number(1, 1)
                      .bytes(2, incarnation)
                      .number(3, 7)
                      .bytes(4, PairKey.random(32));
              speech.frame(Speech.HELLO, stage.hello().message(9, hint));
              org.junit.jupiter.api.Assertions.assertTrue(
                  speech.await(Speech.WITNESS_REQUEST).isPresent(), "the node asks for the proof");
              Proto answer = Proto.of().number(1, 1).number(2, 1);
              speech.frame(Speech.WITNESS_ANSWER, answer.bytes(3, PairKey.random(4_000)));
              assertIgnored(speech);
            }),
        Misbehaviour.of(
            "answers that nobody asked for",
            stage -> {
              Speech speech = stage.linked();
              for (int kind = 1; kind <= 5; kind++) {
                speech.frame(
                    Speech.WITNESS_ANSWER,
                    Proto.of().number(1, kind).number(2, 1).bytes(3, stage.rogue.card.container()));
              }
              assertIgnored(speech);
            }),
        Misbehaviour.of(
            "a question for another's statement",
            stage -> {
              Speech speech = stage.linked();
              for (long lane = 0; lane < 8; lane++) {
                speech.frame(Speech.WITNESS_REQUEST, witness(1, (lane << 40) + 1));
                byte[] answer = speech.await(Speech.WITNESS_ANSWER).orElseThrow();
                org.junit.jupiter.api.Assertions.assertEquals(
                    0, Proto.field(answer, 3).length, "nothing of another lane is shown");
              }
            }),
        Misbehaviour.of(
            "a resume of what was never sent",
            stage -> {
              Speech speech = stage.linked();
              speech.frame(Speech.RESUME, resume(1, Long.MAX_VALUE));
              assertIgnored(speech);
            }));
  }

  private static List<Misbehaviour> floods() {
    return List.of(
        Misbehaviour.of(
            "2,000 pulses",
            stage -> {
              Speech speech = stage.linked();
              for (int i = 0; i < 2_000; i++) {
                speech.frame(Speech.PULSE, stage.pulse(System.currentTimeMillis()));
              }
              assertIgnored(speech);
            }),
        Misbehaviour.of(
            "2,000 questions",
            stage -> {
              Speech speech = stage.linked();
              for (int i = 0; i < 2_000; i++) {
                speech.frame(Speech.WITNESS_REQUEST, witness(3, 1));
              }
              assertIgnored(speech);
            }),
        Misbehaviour.of(
            "who calls and never reads",
            stage -> {
              Wire wire = stage.shaken(stage.tls(), false);
              byte[] hello = Proto.of().message(Speech.HELLO, stage.hello()).done();
              byte[] question = Proto.of().message(Speech.WITNESS_REQUEST, witness(3, 1)).done();
              wire.say(
                  Http2.preface(),
                  Http2.call(1, Http2.EXCHANGE),
                  Http2.frame(Http2.DATA, 0, 1, Http2.message(false, hello.length, hello)));
              byte[] asked = Http2.message(false, question.length, question);
              wire.say(Http2.repeat(Http2.frame(Http2.DATA, 0, 1, asked), 5_000));
              assertIgnored(stage.linked());
            }));
  }
}
