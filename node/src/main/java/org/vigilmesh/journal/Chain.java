package org.vigilmesh.journal;

import java.util.Iterator;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Check;
import org.vigilmesh.value.Digest;

/**
 * The journal's hash chain (PROTOCOL, "Journal"): how a link follows a head, and whether all do.
 */
public final class Chain {
  /** Random bytes in front of each entry: its digest tells nothing about what it says. */
  public static final int SALT_SIZE = 16;

  private static final Bytes LABEL = Bytes.utf8("vigil/journal/v1");

  private Chain() {}

  /** How many entries there are and the head after the last. */
  public record End(long number, Digest head) {
    /** Before the first entry. */
    public static final End START = new End(0, Digest.ZERO);
  }

  /** One entry in its place: d = SHA-256(salt ‖ entry) and the head after it. */
  public record Step(long number, Bytes salt, Bytes entry, Digest entryDigest, Digest head) {
    public End end() {
      return new End(number, head);
    }
  }

  /** What verification came to. */
  public sealed interface Verdict {}

  /** Every entry is where and what it was; {@code end} is the last. */
  public record Intact(End end) implements Verdict {}

  /** Entry {@code number} is the first that is not what it was. */
  public record Broken(long number, String why) implements Verdict {}

  /** The step that appends {@code entry} after {@code last}. */
  public static Step next(End last, Bytes salt, Bytes entry) {
    Check.that(salt.size() == SALT_SIZE, "a journal salt has 16 bytes");
    Digest entryDigest = Digest.sha256(salt, entry);
    return new Step(last.number() + 1, salt, entry, entryDigest, head(last.head(), entryDigest));
  }

  /**
   * Walks {@code steps} from {@code before} (exclusive) and says whether each follows its
   * predecessor and holds what it held, and whether the last one is {@code expected}.
   */
  public static Verdict verify(End before, Iterator<Step> steps, End expected) {
    End last = before;
    while (steps.hasNext()) {
      Step step = steps.next();
      String fault = fault(last, step);
      if (!fault.isEmpty()) {
        return new Broken(last.number() + 1, fault);
      }
      last = step.end();
      if (last.number() == expected.number() && !last.head().equals(expected.head())) {
        return new Broken(last.number(), "its head is not the expected one");
      }
    }
    if (last.number() < expected.number()) {
      return new Broken(last.number() + 1, "it is missing, and all after it");
    }
    return last.number() == expected.number()
        ? new Intact(last)
        : new Broken(expected.number() + 1, "the journal should end before it");
  }

  private static String fault(End last, Step step) {
    if (step.number() != last.number() + 1) {
      return "it is missing";
    }
    if (step.salt().size() != SALT_SIZE) {
      return "its salt does not have 16 bytes";
    }
    if (!Digest.sha256(step.salt(), step.entry()).equals(step.entryDigest())) {
      return "its content does not have its digest";
    }
    if (!head(last.head(), step.entryDigest()).equals(step.head())) {
      return "its head does not follow from the entry before it";
    }
    return "";
  }

  private static Digest head(Digest previous, Digest entryDigest) {
    return Digest.sha256(LABEL, previous.bytes(), entryDigest.bytes());
  }
}
