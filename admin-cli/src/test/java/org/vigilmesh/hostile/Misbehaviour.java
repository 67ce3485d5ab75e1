package org.vigilmesh.hostile;

import java.util.ArrayList;
import java.util.List;

/**
 * One switch: a name, whose identity it needs, what it leaves behind, and the act with the answer
 * that the node has to give.
 *
 * @param isAlone whether it needs a State of its own, since it spends something of its identity
 * @param leaves what the target's store may hold more of afterwards
 * @param stored how many statements of the rogue the target takes
 * @param alarm the code of the alarm that an administrator sees; empty for none
 */
public record Misbehaviour(
    String name, boolean isAlone, Leaves leaves, int stored, String alarm, Act act) {
  /** What the rogue does; throws when the node answers otherwise. */
  @FunctionalInterface
  public interface Act {
    void on(Stage stage) throws InterruptedException;
  }

  /** What a misbehaviour may leave in the store. */
  public enum Leaves {
    /** Not a row. */
    NOTHING,
    /** The rogue's statements and their acts without effect. */
    STATEMENTS,
    /** What the target's own officers sent to the rogue, undelivered. */
    REQUEST,
    /** One more version of the rogue's own card. */
    CARD
  }

  static Misbehaviour of(String name, Act act) {
    return new Misbehaviour(name, false, Leaves.NOTHING, 0, "", act);
  }

  static Misbehaviour alone(String name, Act act) {
    return new Misbehaviour(name, true, Leaves.NOTHING, 0, "", act);
  }

  Misbehaviour storing(int statements) {
    return new Misbehaviour(name, isAlone, Leaves.STATEMENTS, statements, alarm, act);
  }

  Misbehaviour asking() {
    return new Misbehaviour(name, isAlone, Leaves.REQUEST, stored, alarm, act);
  }

  Misbehaviour taking() {
    return new Misbehaviour(name, isAlone, Leaves.CARD, stored, alarm, act);
  }

  Misbehaviour ringing(String code) {
    return new Misbehaviour(name, isAlone, leaves, stored, code, act);
  }

  /** Every switch there is, in the order of PROTOCOL's layers, lowest first. */
  public static List<Misbehaviour> all() {
    List<Misbehaviour> all = new ArrayList<>();
    all.addAll(BadStreams.all());
    all.addAll(BadFrames.all());
    all.addAll(BadLetters.all());
    all.addAll(BadAnswers.all());
    all.addAll(BadIdentities.all());
    return List.copyOf(all);
  }

  @Override
  public String toString() {
    return name;
  }
}
