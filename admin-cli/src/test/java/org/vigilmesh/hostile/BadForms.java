package org.vigilmesh.hostile;

import static org.vigilmesh.hostile.BadLetters.invalid;
import static org.vigilmesh.hostile.BadLetters.refused;
import static org.vigilmesh.hostile.Misbehaviour.alone;
import static org.vigilmesh.hostile.Stage.assertClosed;
import static org.vigilmesh.hostile.Stage.assertRefused;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Assertions;

/**
 * Misbehaviour in the form of statements: seals, padding, canonical bytes, and too many of them.
 */
final class BadForms {
  private BadForms() {}

  static List<Misbehaviour> all() {
    List<Misbehaviour> all = new ArrayList<>();
    all.addAll(seals());
    all.addAll(forms());
    all.addAll(floods());
    return all;
  }

  private static List<Misbehaviour> seals() {
    return List.of(
        refused(
            "sealed to a key that never was",
            Stage.SEALING_KEY,
            letter -> letter.sealingKeyId = PairKey.random(32)),
        invalid(
            "another commitment",
            letter ->
                letter.bendSealed =
                    p ->
                        new Sealing.Parts(
                            p.header(), PairKey.random(32), p.stanza(), p.ciphertext())),
        invalid(
            "a stanza of another sealing",
            letter ->
                letter.bendSealed =
                    p ->
                        new Sealing.Parts(
                            p.header(), p.commitment(), PairKey.random(1_168), p.ciphertext())),
        invalid(
            "a cut ciphertext",
            letter ->
                letter.bendSealed =
                    p ->
                        new Sealing.Parts(
                            p.header(),
                            p.commitment(),
                            p.stanza(),
                            Arrays.copyOf(p.ciphertext(), 8_000))),
        invalid(
            "padding that is not zeros",
            letter ->
                letter.bendPadded =
                    padded -> {
                      byte[] bent = padded.clone();
                      bent[bent.length - 1] = 1;
                      return bent;
                    }),
        invalid(
            "padding of no class",
            letter -> letter.bendPadded = padded -> Arrays.copyOf(padded, padded.length + 1)),
        invalid(
            "padding that says it is longer",
            letter ->
                letter.bendPadded =
                    padded -> {
                      byte[] bent = padded.clone();
                      bent[0] = 0x7f;
                      return bent;
                    }),
        alone(
                "a seal of noise",
                stage -> {
                  Letter letter = stage.letter();
                  Speech speech = stage.linked();
                  speech.frame(
                      Speech.STATEMENTS,
                      letter.frame(letter.offered(PairKey.random(32), PairKey.random(5_000))));
                  assertRefused(speech, Stage.INVALID);
                })
            .ringing("E-STATEMENT-REFUSED"));
  }

  private static List<Misbehaviour> forms() {
    return List.of(
        refused("a seal of a later format", Stage.FORMAT, letter -> letter.sealedFormat = 2)
            .ringing("E-STATEMENT-REFUSED"),
        refused("a header of a later format", Stage.FORMAT, letter -> letter.format = 2)
            .ringing("E-STATEMENT-REFUSED"),
        refused(
                "a critical extension",
                Stage.FORMAT,
                letter ->
                    letter.bendHeader =
                        header ->
                            Proto.join(
                                header,
                                Proto.of()
                                    .message(15, Proto.of().number(1, 7).number(2, 1))
                                    .done()))
            .ringing("E-STATEMENT-REFUSED"),
        invalid("a header of format 0", letter -> letter.format = 0),
        invalid(
            "an unknown field in the header",
            letter ->
                letter.bendHeader = header -> Proto.join(header, Proto.of().number(99, 1).done())),
        invalid(
            "a field twice",
            letter ->
                letter.bendHeader =
                    header -> Proto.join(header, Proto.of().bytes(14, new byte[64]).done())),
        invalid(
            "a number in more bytes than it needs",
            letter ->
                letter.bendHeader =
                    header ->
                        Proto.join(
                            new byte[] {8, (byte) 0x81, 0},
                            Arrays.copyOfRange(header, 2, header.length))),
        invalid("a time that no calendar has", letter -> letter.notAfter = Long.MAX_VALUE),
        invalid(
            "another body than the header names",
            letter ->
                letter.bendHeader =
                    header -> {
                      byte[] bent = header.clone();
                      bent[bent.length - 1] ^= 1;
                      return bent;
                    }));
  }

  private static List<Misbehaviour> floods() {
    return List.of(
        alone(
                "200 statements of noise in one breath",
                stage -> {
                  Letter letter = stage.letter();
                  Speech speech = stage.linked();
                  for (int i = 0; i < 200; i++) {
                    speech.frame(
                        Speech.STATEMENTS,
                        letter.frame(letter.offered(PairKey.random(32), PairKey.random(9_000))));
                  }
                  assertRefused(speech, Stage.INVALID);
                  Assertions.assertTrue(speech.isAnswered(), "the rest of it gets no answer");
                })
            .ringing("E-STATEMENT-REFUSED"),
        alone(
                "more than the target takes of one peer",
                stage -> {
                  Letter letter = stage.letter();
                  letter.urgency = 3;
                  Proto frame = letter.frame();
                  for (int i = 0; i < 64; i++) {
                    frame.message(2, letter.offered(PairKey.random(32), PairKey.random(8_000)));
                  }
                  Speech speech = stage.linked();
                  for (int i = 0; i < 60; i++) {
                    speech.frame(Speech.STATEMENTS, frame);
                  }
                  assertClosedOrRefused(speech);
                })
            .ringing("E-STATEMENT-REFUSED"));
  }

  /** A fast target refuses as it comes; one that falls behind closes the link at its bound. */
  private static void assertClosedOrRefused(Speech speech) throws InterruptedException {
    if (speech.await(Speech.REFUSALS).isPresent()) {
      return;
    }
    assertClosed(speech);
  }
}
