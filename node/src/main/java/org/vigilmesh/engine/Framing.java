package org.vigilmesh.engine;

import org.vigilmesh.delivery.Frame;

/** How kinds of frames are dealt with. */
final class Framing {
  private Framing() {}

  /** Whether the pool checks the frame's signatures before it is dealt with. */
  static boolean isJudged(Frame frame) {
    return switch (frame) {
      case Frame.Receipts _, Frame.Refusals _, Frame.WitnessAnswer _ -> true;
      case Frame.Identity identity -> !isEcho(identity);
      case Frame.Hello _,
          Frame.IdentityRequest _,
          Frame.Statements _,
          Frame.Resume _,
          Frame.WitnessRequest _,
          Frame.Pulse _ ->
          false;
    };
  }

  /** Whether it only answers that the link lives. */
  static boolean isEcho(Frame.Identity identity) {
    return identity.cards().isEmpty()
        && identity.rosters().isEmpty()
        && identity.keySets().isEmpty()
        && identity.starts().isEmpty();
  }

  /** Whether lanes move by it: a node that is READ-ONLY passes it over. */
  static boolean isOfLanes(Frame frame) {
    return switch (frame) {
      case Frame.Statements _, Frame.Receipts _, Frame.Refusals _, Frame.Resume _ -> true;
      case Frame.Hello _,
          Frame.Identity _,
          Frame.IdentityRequest _,
          Frame.WitnessRequest _,
          Frame.WitnessAnswer _,
          Frame.Pulse _ ->
          false;
    };
  }
}
