package org.vigilmesh.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.vigilmesh.journal.Chain.Broken;
import org.vigilmesh.journal.Chain.End;
import org.vigilmesh.journal.Chain.Intact;
import org.vigilmesh.journal.Chain.Step;
import org.vigilmesh.journal.Chain.Verdict;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;

final class ChainTest {
  private static final Bytes SALT = Bytes.fromHex("000102030405060708090a0b0c0d0e0f");

  private static List<Step> chain(int length) {
    List<Step> steps = new ArrayList<>();
    End last = End.START;
    for (int i = 1; i <= length; i++) {
      steps.add(Chain.next(last, SALT, Bytes.utf8("entry " + i)));
      last = steps.getLast().end();
    }
    return steps;
  }

  private static Verdict verify(List<Step> steps, End expected) {
    return Chain.verify(End.START, steps.iterator(), expected);
  }

  private static Bytes flipped(Bytes bytes, int at) {
    byte[] array = bytes.toArray();
    array[at] ^= 1;
    return Bytes.of(array);
  }

  private static void assertBroken(long number, List<Step> steps, End expected) {
    if (verify(steps, expected) instanceof Broken(long at, String why)) {
      assertEquals(number, at, why);
    } else {
      throw new AssertionError("intact");
    }
  }

  @Test
  void headIsTheHashThatTheProtocolWrites() {
    Bytes entry = Bytes.utf8("entry");
    Digest d = Digest.sha256(Bytes.concat(SALT, entry));
    Digest head =
        Digest.sha256(Bytes.concat(Bytes.utf8("vigil/journal/v1"), Digest.ZERO.bytes(), d.bytes()));
    assertEquals(new Step(1, SALT, entry, d, head), Chain.next(End.START, SALT, entry));
  }

  @Test
  void wholeChainIsIntact() {
    List<Step> steps = chain(20);
    End end = steps.getLast().end();
    assertEquals(new Intact(end), verify(steps, end));
    assertEquals(new Intact(End.START), verify(List.of(), End.START));
  }

  @Test
  void laterPartIsVerifiedFromItsOwnBeginning() {
    List<Step> steps = chain(20);
    End end = steps.getLast().end();
    Verdict verdict = Chain.verify(steps.get(9).end(), steps.subList(10, 20).iterator(), end);
    assertEquals(new Intact(end), verdict);
  }

  @Test
  void everyChangedByteNamesItsEntry() {
    List<Step> steps = chain(5);
    End end = steps.getLast().end();
    for (int i = 0; i < 5; i++) {
      Step step = steps.get(i);
      List<Step> forged = new ArrayList<>();
      for (int at = 0; at < step.salt().size(); at++) {
        forged.add(
            new Step(
                i + 1, flipped(step.salt(), at), step.entry(), step.entryDigest(), step.head()));
      }
      for (int at = 0; at < step.entry().size(); at++) {
        forged.add(
            new Step(
                i + 1, step.salt(), flipped(step.entry(), at), step.entryDigest(), step.head()));
      }
      for (int at = 0; at < Digest.SIZE; at++) {
        Digest digest = new Digest(flipped(step.entryDigest().bytes(), at));
        Digest head = new Digest(flipped(step.head().bytes(), at));
        forged.add(new Step(i + 1, step.salt(), step.entry(), digest, step.head()));
        forged.add(new Step(i + 1, step.salt(), step.entry(), step.entryDigest(), head));
      }
      for (Step bad : forged) {
        List<Step> changed = new ArrayList<>(steps);
        changed.set(i, bad);
        assertBroken(i + 1, changed, end);
      }
    }
  }

  @Test
  void entryRewrittenWithItsDigestBreaksTheHead() {
    List<Step> steps = new ArrayList<>(chain(3));
    Step good = steps.get(1);
    Step rewritten = Chain.next(new End(1, Digest.sha256(SALT)), SALT, Bytes.utf8("other"));
    steps.set(1, new Step(2, SALT, rewritten.entry(), rewritten.entryDigest(), good.head()));
    assertBroken(2, steps, chain(3).getLast().end());
  }

  @Test
  void rewrittenTailIsSeenAtTheExpectedEnd() {
    List<Step> steps = new ArrayList<>(chain(3));
    steps.set(2, Chain.next(steps.get(1).end(), SALT, Bytes.utf8("other")));
    assertBroken(3, steps, chain(3).getLast().end());
  }

  @Test
  void missingEntriesAreNamed() {
    List<Step> steps = chain(5);
    End end = steps.getLast().end();
    assertBroken(1, steps.subList(1, 5), end);
    assertBroken(5, steps.subList(0, 4), end);
    assertBroken(1, List.of(), end);
    List<Step> gap = new ArrayList<>(steps);
    gap.remove(2);
    assertBroken(3, gap, end);
  }

  @Test
  void entriesAfterTheExpectedEndAreNamed() {
    List<Step> steps = chain(5);
    assertBroken(4, steps, steps.get(2).end());
  }

  @Test
  void shortSaltIsRefusedOnBothWays() {
    Bytes five = Bytes.fromHex("0102030405");
    assertThrows(IllegalStateException.class, () -> Chain.next(End.START, five, Bytes.utf8("e")));
    Digest d = Digest.sha256(five, Bytes.utf8("e"));
    Step step = new Step(1, five, Bytes.utf8("e"), d, d);
    assertTrue(verify(List.of(step), step.end()) instanceof Broken(long n, String _) && n == 1);
  }
}
