package org.vigilmesh.delivery;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.vigilmesh.envelope.Format;
import org.vigilmesh.envelope.Position;
import org.vigilmesh.identity.Incarnation;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;
import org.vigilmesh.value.InvalidValue;
import org.vigilmesh.value.Urgency;

/**
 * One unit of conversation on a link. Signed and sealed things travel inside as the exact bytes of
 * their own form; a frame itself is not signed and only hints (PROTOCOL, "Links").
 */
public sealed interface Frame {
  /** No clock of a frame shows this or a later time. */
  Instant CALENDAR_END = Instant.parse("+10000-01-01T00:00:00Z");

  /** The first frame of either side. */
  record Hello(
      int formatMin,
      int formatMax,
      NodeId node,
      Incarnation incarnation,
      Bytes bootId,
      Instant clock,
      Holding own,
      Optional<Holding> heldForYou,
      List<LaneHint> accepted,
      List<LaneHint> receipted)
      implements Frame {
    public Hello {
      accepted = List.copyOf(accepted);
      receipted = List.copyOf(receipted);
      InvalidValue.unless(formatMin >= 1 && formatMin <= formatMax, "formats");
      InvalidValue.unless(bootId.size() == 16, "16 random bytes of boot id");
      requireCalendar(clock);
      InvalidValue.unless(accepted.size() <= 64 && receipted.size() <= 64, "too many lane hints");
    }
  }

  /** The newest card, roster and key set held of a node. Version 0 with zeros: none. */
  record Holding(
      long epoch,
      long card,
      Digest cardHash,
      long roster,
      Digest rosterHash,
      long keySet,
      Digest keySetHash) {}

  /**
   * A lane's last position: in {@code accepted}, what the speaker took of the other's statements;
   * in {@code receipted}, up to where the speaker holds the other's receipts for its own.
   */
  record LaneHint(Urgency lane, Incarnation incarnation, Position position) {}

  /** Signed cards and key sets, endorsed rosters, incarnation starts; oldest first. */
  record Identity(List<Bytes> cards, List<Bytes> rosters, List<Bytes> keySets, List<Bytes> starts)
      implements Frame {
    public Identity {
      cards = List.copyOf(cards);
      rosters = List.copyOf(rosters);
      keySets = List.copyOf(keySets);
      starts = List.copyOf(starts);
      InvalidValue.unless(
          cards.size() + rosters.size() + keySets.size() + starts.size() <= 256,
          "too many identity objects");
    }
  }

  /** Asks for the other's own chains from these versions on; 0 asks for none of a kind. */
  record IdentityRequest(long cardFrom, long rosterFrom, long keySetFrom) implements Frame {}

  /** Sealed statements of one lane, in order. */
  record Statements(Urgency lane, List<Offered> offered) implements Frame {
    public Statements {
      offered = List.copyOf(offered);
      InvalidValue.unless(
          !offered.isEmpty() && offered.size() <= Format.FRAME_STATEMENTS_MAX,
          "1 to 64 statements in a frame");
      InvalidValue.unless(
          offered.stream().mapToInt(one -> one.sealed().size()).sum()
              <= Format.FRAME_STATEMENTS_SIZE_MAX,
          "statements of 512 KiB together");
    }
  }

  /** A sealed statement with the sender's hint at its place. */
  record Offered(Incarnation incarnation, Position place, Bytes sealed) {
    public Offered {
      InvalidValue.unless(place.seq() >= 1, "statements are numbered from 1");
      InvalidValue.unless(
          !sealed.isEmpty() && sealed.size() <= Format.STATEMENT_SIZE_MAX, "sealed size");
    }
  }

  /** Signed receipts. */
  record Receipts(List<Bytes> receipts) implements Frame {
    public Receipts {
      receipts = List.copyOf(receipts);
      InvalidValue.unless(!receipts.isEmpty() && receipts.size() <= 64, "1 to 64 receipts");
    }
  }

  /** Signed refusals. */
  record Refusals(List<Bytes> refusals) implements Frame {
    public Refusals {
      refusals = List.copyOf(refusals);
      InvalidValue.unless(!refusals.isEmpty() && refusals.size() <= 64, "1 to 64 refusals");
    }
  }

  /** "There is a gap: go on from here." */
  record Resume(Urgency lane, Incarnation incarnation, long from) implements Frame {
    public Resume {
      InvalidValue.unless(from >= 1, "statements are numbered from 1");
    }
  }

  /** Asks for an object signed by the asker that the other claims to hold. */
  record WitnessRequest(WitnessKind kind, Urgency lane, Incarnation incarnation, long number)
      implements Frame {}

  /** An object signed by the asker, with both signatures; absent when the other has none. */
  record WitnessAnswer(WitnessKind kind, Urgency lane, Optional<Bytes> object) implements Frame {}

  /** What kind of object a witness shows; the number is a seq for lanes and a version otherwise. */
  enum WitnessKind {
    /** The signed header of a statement by the asker. */
    STATEMENT,
    /** A signed receipt by the asker. */
    RECEIPT,
    /** A signed card of the asker. */
    CARD,
    /** An endorsed roster of the asker. */
    ROSTER,
    /** A signed key set of the asker. */
    KEY_SET,
    /** A fork proof against the asker: shown unasked after its Hello, and beside a refusal. */
    FORK
  }

  /** Every 20 s both ways: the clock, own versions, and those held of the other. */
  record Pulse(Instant clock, Holding own, Holding heldForYou) implements Frame {
    public Pulse {
      requireCalendar(clock);
    }
  }

  /** From 1970 to the end of the year 9999: what arithmetic and every form of a date can hold. */
  private static void requireCalendar(Instant clock) {
    InvalidValue.unless(
        !clock.isBefore(Instant.EPOCH) && clock.isBefore(CALENDAR_END), "a clock of our calendar");
  }
}
