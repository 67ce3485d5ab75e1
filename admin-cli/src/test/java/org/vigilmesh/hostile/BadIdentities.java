package org.vigilmesh.hostile;

import static org.vigilmesh.hostile.Misbehaviour.alone;

import java.util.List;

/** Misbehaviour in cards, rosters and key sets: what is held stays in force. */
final class BadIdentities {
  private static final long DAY = 86_400;

  private BadIdentities() {}

  /** What the rogue shows; each part may be empty. */
  private interface Shown {
    Proto of(Stage stage);
  }

  static List<Misbehaviour> all() {
    return java.util.stream.Stream.of(cards(), keySets(), floods()).flatMap(List::stream).toList();
  }

  private static List<Misbehaviour> cards() {
    return List.of(
        shown(
            "a card of an older version",
            s -> card(s.rogue.card(0, Rogue.ZERO, s.rogue.since, List.of()))),
        shown("the first card once more", s -> card(s.rogue.card)),
        shown(
                "another first card",
                s -> card(s.rogue.card(1, Rogue.ZERO, s.rogue.since + 1, List.of())))
            .ringing("E-PEER-EQUIVOCATION"),
        shown(
                "a second card that follows no first",
                s -> card(s.rogue.card(2, PairKey.random(32), s.rogue.since, List.of())))
            .ringing("E-PEER-EQUIVOCATION"),
        shown(
            "a card from the future",
            s -> card(s.rogue.card(99, PairKey.random(32), s.rogue.since, List.of()))),
        shown(
            "a card of another anchor",
            s -> card(new Rogue(s.rogue.node(), java.time.Instant.now()).card)),
        shown(
            "a card of another State",
            s -> card(new Rogue("xz-nobody", java.time.Instant.now()).card)),
        shown("the target's own card", s -> Proto.of().bytes(1, PairKey.random(9_000))));
  }

  private static List<Misbehaviour> keySets() {
    return List.of(
        shown(
            "a key set from the future",
            s ->
                keySet(s.rogue.keySet(99, PairKey.random(32), s.rogue.since, s.rogue.since + DAY))),
        shown(
            "a key set that lasts a year",
            s ->
                keySet(
                    s.rogue.keySet(
                        2,
                        PairKey.sha256(s.rogue.keySet.content()),
                        s.rogue.since,
                        s.rogue.since + 365 * DAY))),
        shown(
                "another first key set",
                s -> keySet(s.rogue.keySet(1, Rogue.ZERO, s.rogue.since + 1, s.rogue.since + DAY)))
            .ringing("E-PEER-EQUIVOCATION"),
        shown(
            "a key set signed by the anchor",
            s -> {
              PairKey.Signed right =
                  s.rogue.keySet(
                      2,
                      PairKey.sha256(s.rogue.keySet.content()),
                      s.rogue.since,
                      s.rogue.since + DAY);
              return keySet(s.rogue.anchor.sign(5, s.rogue.since, right.content()));
            }),
        shown(
            "a key set with one signature",
            s -> {
              PairKey.Signed right =
                  s.rogue.keySet(
                      2,
                      PairKey.sha256(s.rogue.keySet.content()),
                      s.rogue.since,
                      s.rogue.since + DAY);
              return keySet(
                  new PairKey.Signed(right.content(), right.pair(), new byte[64], right.mlDsa()));
            }),
        shown("a roster endorsed by one authority", s -> roster(s, 0)),
        shown("a roster endorsed twice by one authority", s -> roster(s, 0, 0)),
        shown("a roster endorsed by nobody", BadIdentities::roster),
        shown("starts of noise", s -> Proto.of().bytes(4, PairKey.random(4_000))),
        shown(
            "256 cards of noise",
            s -> {
              Proto frame = Proto.of();
              for (int i = 0; i < 256; i++) {
                frame.bytes(1, PairKey.random(3_000));
              }
              return frame;
            }));
  }

  private static List<Misbehaviour> floods() {
    return List.of(
        alone(
                "60 first key sets, each another",
                stage -> {
                  Speech speech = stage.linked();
                  for (int i = 1; i <= 60; i++) {
                    speech.frame(
                        Speech.IDENTITY,
                        keySet(
                            stage.rogue.keySet(
                                1, Rogue.ZERO, stage.rogue.since + i, stage.rogue.since + DAY)));
                  }
                  Stage.assertIgnored(speech);
                })
            .ringing("E-PEER-EQUIVOCATION"),
        alone(
            "300 frames of bad identities",
            stage -> {
              Speech speech = stage.linked();
              for (int i = 0; i < 300; i++) {
                speech.frame(Speech.IDENTITY, Proto.of().bytes(1, PairKey.random(100)));
                Stage.assertIgnored(speech);
              }
            }),
        alone(
                "a pair that its own card revokes",
                stage -> {
                  Speech speech = stage.linked();
                  PairKey.Signed second =
                      stage.rogue.card(
                          2,
                          PairKey.sha256(stage.rogue.card.content()),
                          stage.rogue.since,
                          List.of(stage.rogue.signing.id()));
                  speech.frame(Speech.IDENTITY, card(second));
                  Stage.assertIgnored(speech);
                  Letter letter = stage.letter();
                  speech.frame(Speech.STATEMENTS, letter.frame(letter.make().offered()));
                  Stage.assertRefused(speech, Stage.REVOKED);
                })
            .taking()
            .ringing("E-STATEMENT-REFUSED"));
  }

  private static Misbehaviour shown(String name, Shown shown) {
    return alone(
        name,
        stage -> {
          Speech speech = stage.linked();
          speech.frame(Speech.IDENTITY, shown.of(stage));
          Stage.assertIgnored(speech);
        });
  }

  private static Proto card(PairKey.Signed card) {
    return Proto.of().bytes(1, card.container());
  }

  private static Proto keySet(PairKey.Signed keySet) {
    return Proto.of().bytes(3, keySet.container());
  }

  private static Proto roster(Stage stage, int... by) {
    byte[] next = stage.rogue.roster(2, PairKey.sha256(stage.rogue.roster));
    return Proto.of().bytes(2, stage.rogue.endorsed(next, by));
  }
}
