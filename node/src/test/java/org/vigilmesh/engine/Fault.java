package org.vigilmesh.engine;

import java.util.Locale;

/** What can go wrong in a simulation. Each seed leaves a random half of these classes out. */
enum Fault {
  LOSS("a frame of a live link is lost"),
  DUPLICATION("a frame arrives twice"),
  REORDERING("a frame is overtaken by later ones"),
  DELAY("a frame and all behind it are held up for seconds"),
  LOST_REPLY("a receipt, refusal or question is lost on its way back"),
  BACKPRESSURE("a link does not take a frame"),
  CUT("a link breaks with what is under way on it"),
  ONE_WAY("one direction between two nodes falls silent"),
  FLAPPING("a link breaks again and again for minutes"),
  SWIZZLE("all links of a node stop one by one and come back in another order"),
  KILL("a process ends at any moment"),
  STEP("a process ends at a named step of a turn"),
  CUT_IN_COMMIT("a process ends just before or just after its commit"),
  PAUSE("a process stands still for minutes and goes on"),
  SLOW_DISK("each turn takes seconds for a while"),
  DISK_FULL("nothing can be written for a while"),
  COMMIT_ERROR("a commit reports an error; it may have happened"),
  LOST_TAIL("the disk lied: the last turns before a cut are gone"),
  RESTORE("a node starts over an older copy of its store"),
  CLONE("a second process runs over a copy of the store"),
  SKEW("a clock is minutes off"),
  JUMP("a clock jumps by hours or days and back"),
  ROTATE_SEALING("a sealing key is changed out of turn"),
  LOST_KEYS("the private halves of all sealing keys are lost, and a new one is made"),
  ROTATE_TRANSPORT("the transport key is changed"),
  ROTATE_SIGNING("a card with a further signing pair"),
  REVOKE("a signing pair is revoked by a new card"),
  SUSPEND("an administrator suspends a peer and resumes it"),
  LYING_WITNESS("a peer claims to hold what never was"),
  FALSE_RECEIPT("a peer signs receipts for what it was never sent"),
  FORK("a peer signs two statements for one place"),
  REPLAY("a peer sends frames of earlier links again"),
  GARBAGE("a peer sends altered or meaningless bytes"),
  FOREIGN("a peer passes off statements of others as its own, or sends ours back");

  private final String what;

  Fault(String what) {
    this.what = what;
  }

  /** One line for people. */
  String what() {
    return what;
  }

  /** The name as options and tables have it. */
  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Fault of(String word) {
    for (Fault fault : values()) {
      if (fault.word().equals(word)) {
        return fault;
      }
    }
    throw new IllegalArgumentException("no fault is called " + word);
  }
}
