package org.vigilmesh.delivery;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.vigilmesh.envelope.IncarnationStart;
import org.vigilmesh.envelope.LaneId;
import org.vigilmesh.envelope.Position;
import org.vigilmesh.envelope.Refusal.Reason;
import org.vigilmesh.envelope.StatementHeader;
import org.vigilmesh.identity.Incarnation;
import org.vigilmesh.identity.NodeRef;
import org.vigilmesh.value.Check;
import org.vigilmesh.value.Digest;
import org.vigilmesh.value.Urgency;

/**
 * A lane at its receiver. {@code last} is the newest accepted position; before the first it is 0
 * with the hash that statement 1 must name as previous. {@code lastAt} is the latest time of
 * creation that the sender has stated, and decides nothing. {@code resumeAsked} lives in memory
 * only.
 */
public record InboundLane(
    LaneId lane, Position last, Instant lastAt, Status status, boolean resumeAsked) {
  /** Whether a lane takes new positions. */
  public enum Status {
    /** Never stored: the sender's incarnation is not known here, so nothing can be in the lane. */
    UNOPENED,
    OPEN,
    /** A fork was proved: only an incarnation start that names the proof ends it. */
    SUSPENDED,
    /** A later incarnation has begun. */
    CLOSED
  }

  /** The header hashes of one lane's accepted statements, kept for ever. */
  @FunctionalInterface
  public interface Known {
    Optional<Digest> findHeaderHash(long seq);
  }

  /**
   * The state of a lane without a row. A sender's first incarnation begins by itself, if it is the
   * one that the newest key set held declares; every later one begins with {@link #acceptStart}.
   */
  public static InboundLane unseen(LaneId lane, Incarnation declared) {
    boolean begins = lane.incarnation().equals(declared) && declared.number() == 1;
    return begin(lane, Position.START, begins ? Status.OPEN : Status.UNOPENED);
  }

  private static InboundLane begin(LaneId lane, Position before, Status status) {
    return new InboundLane(lane, before, Instant.EPOCH, status, false);
  }

  /** A lane of a sender whose fork was proved. */
  public InboundLane suspended() {
    return status == Status.OPEN ? with(Status.SUSPENDED) : this;
  }

  /** A lane of a sender that revoked its pair: a proved fork stays one. */
  public InboundLane closed() {
    return status == Status.OPEN ? with(Status.CLOSED) : this;
  }

  /** On a new link a gap is asked about again, since the earlier question may be lost. */
  public InboundLane relinked() {
    return new InboundLane(lane, last, lastAt, status, false);
  }

  private InboundLane with(Status next) {
    return new InboundLane(lane, last, lastAt, next, resumeAsked);
  }

  /**
   * Whether the frame's hint alone shows a statement accepted before: it gets the receipt again,
   * unopened.
   */
  public boolean duplicateByHint(Frame.Offered offered, Known known) {
    return offered.incarnation().equals(lane.incarnation()) && holds(offered.place(), known);
  }

  /**
   * The first row of PROTOCOL 4 that fits. {@code state} is the lane that link and frame name: from
   * the link's peer, to this node. {@code at} only decides whether it is shown as expired.
   */
  public static Acceptance step(InboundLane state, Arrival arrival, Known known, Instant at) {
    return switch (arrival) {
      case Arrival.BreaksFraming(String why) -> new Acceptance.CloseLink(why);
      case Arrival.UnknownSealingKey _ -> refuse(Reason.SEALING_KEY);
      case Arrival.UnknownFormat _ -> refuse(Reason.FORMAT);
      case Arrival.UnknownIdentity(_, long need) ->
          new Acceptance.Refuse(Reason.NEED_IDENTITY, need);
      case Arrival.Broken _ -> refuse(Reason.INVALID);
      case Arrival.Opened opened -> state.judge(opened, known, at);
    };
  }

  private Acceptance judge(Arrival.Opened opened, Known known, Instant at) {
    if (!opened.signaturesValid() || !opened.bodyFits() || !isOfThisLane(opened)) {
      return refuse(Reason.INVALID);
    }
    boolean accepted = holds(opened.place(), known);
    if (opened.pairRevoked() && !accepted) {
      return refuse(Reason.REVOKED);
    }
    if (accepted) {
      return new Acceptance.Duplicate();
    }
    return switch (status) {
      case UNOPENED -> refuse(Reason.NEED_IDENTITY);
      case CLOSED -> refuse(Reason.INVALID);
      case SUSPENDED ->
          lane.urgency() == Urgency.EMERGENCY && !isFork(opened.header())
              ? takeInTurn(opened, at)
              : refuse(Reason.FORK);
      case OPEN -> isFork(opened.header()) ? fork(opened, known) : takeInTurn(opened, at);
    };
  }

  /** The header's own words decide; a frame whose hint differs from them is of bad form. */
  private boolean isOfThisLane(Arrival.Opened opened) {
    StatementHeader header = opened.header();
    return header.sender().node().equals(lane.from())
        && header.recipient().equals(lane.to())
        && header.lane() == lane.urgency()
        && header.incarnation().equals(lane.incarnation())
        && opened.hint().equals(opened.place());
  }

  private boolean holds(Position place, Known known) {
    return place.seq() >= 1 && place.seq() <= last.seq() && held(place.seq(), known).equals(place);
  }

  private Position held(long seq, Known known) {
    if (seq == last.seq()) {
      return last;
    }
    Optional<Digest> hash = known.findHeaderHash(seq);
    Check.that(hash.isPresent(), "accepted positions keep their hash");
    return new Position(seq, hash.orElseThrow());
  }

  /** Asked only of a header that is not itself accepted. */
  private boolean isFork(StatementHeader header) {
    return header.seq() <= last.seq()
        || (last.seq() > 0
            && header.seq() == last.seq() + 1
            && !header.previous().equals(last.hash()));
  }

  private Acceptance fork(Arrival.Opened opened, Known known) {
    StatementHeader header = opened.header();
    return header.seq() <= last.seq()
        ? new Acceptance.Fork(suspended(), held(header.seq(), known), opened.place())
        : new Acceptance.Fork(suspended(), last, new Position(last.seq(), header.previous()));
  }

  private Acceptance takeInTurn(Arrival.Opened opened, Instant at) {
    StatementHeader header = opened.header();
    if (header.seq() > last.seq() + 1) {
      InboundLane asked = new InboundLane(lane, last, lastAt, status, true);
      return resumeAsked
          ? new Acceptance.Nothing()
          : new Acceptance.AskResume(asked, last.seq() + 1);
    }
    if (last.seq() == 0 && !header.previous().equals(last.hash())) {
      return refuse(Reason.INVALID);
    }
    if (opened.identityOlder()) {
      return refuse(Reason.OLDER_IDENTITY);
    }
    boolean stepsBack = header.createdAt().isBefore(lastAt);
    Instant latest = stepsBack ? lastAt : header.createdAt();
    var next = new InboundLane(lane, opened.place(), latest, status, false);
    var marks = new Acceptance.Marks(at.isAfter(header.notAfter()), stepsBack);
    return status == Status.SUSPENDED
        ? new Acceptance.AcceptWhileSplit(next, marks)
        : new Acceptance.Accept(next, marks);
  }

  private static Acceptance refuse(Reason reason) {
    return new Acceptance.Refuse(reason, 0);
  }

  /** What became of an incarnation start whose signatures are valid. */
  public sealed interface Start {
    /** The lanes to write: three new ones, and those of earlier incarnations, closed. */
    record Begun(List<InboundLane> lanes) implements Start {
      public Begun {
        lanes = List.copyOf(lanes);
      }
    }

    /** Accepted before; nothing changes. */
    record Repeated() implements Start {}

    /** Speaks to another node or epoch. */
    record NotForUs() implements Start {}

    /** Its number is not above every number known: an older or a second life. */
    record NotNewer() implements Start {}

    /** The sender was split, and the start does not name a proof that is held here. */
    record NeedsProof() implements Start {}

    /** The sender was split, and no administrator has confirmed yet. */
    record NeedsConfirmation() implements Start {}
  }

  /**
   * Judges {@code start} with its {@code hash} against all lanes {@code held} from that sender.
   * {@code proofs} are the ids of the fork proofs kept against it.
   */
  public static Start acceptStart(
      IncarnationStart start,
      Digest hash,
      NodeRef self,
      List<InboundLane> held,
      Set<Digest> proofs,
      boolean confirmed) {
    if (!start.peer().equals(self) || start.node().node().equals(self.node())) {
      return new Start.NotForUs();
    }
    long highest = 0;
    boolean isSplit = false;
    for (InboundLane known : held) {
      if (known.lane().incarnation().equals(start.incarnation())) {
        return new Start.Repeated();
      }
      highest = Math.max(highest, known.lane().incarnation().number());
      isSplit |= known.status() == Status.SUSPENDED;
    }
    if (start.incarnation().number() <= highest) {
      return new Start.NotNewer();
    }
    if (isSplit && start.forkProof().filter(proofs::contains).isEmpty()) {
      return new Start.NeedsProof();
    }
    return isSplit && !confirmed ? new Start.NeedsConfirmation() : begun(start, hash, held);
  }

  private static Start begun(IncarnationStart start, Digest hash, List<InboundLane> held) {
    List<InboundLane> lanes = new ArrayList<>();
    for (InboundLane known : held) {
      lanes.add(known.with(Status.CLOSED));
    }
    for (Urgency urgency : Urgency.values()) {
      LaneId lane = new LaneId(start.node(), start.peer(), urgency, start.incarnation());
      lanes.add(begin(lane, new Position(0, hash), Status.OPEN));
    }
    return new Start.Begun(lanes);
  }
}
