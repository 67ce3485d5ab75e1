package org.vigilmesh.delivery;

import static org.vigilmesh.Fixtures.T;
import static org.vigilmesh.Fixtures.XA1;
import static org.vigilmesh.Fixtures.XB1;
import static org.vigilmesh.Fixtures.digest;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.vigilmesh.Fixtures;
import org.vigilmesh.delivery.InboundLane.Known;
import org.vigilmesh.delivery.InboundLane.Status;
import org.vigilmesh.envelope.LaneId;
import org.vigilmesh.envelope.Position;
import org.vigilmesh.envelope.StatementHeader;
import org.vigilmesh.identity.Incarnation;
import org.vigilmesh.identity.NodeRef;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;
import org.vigilmesh.value.Urgency;

/** Lanes from XA to XB in which header n always has the same invented hash. */
final class Lanes {
  static final Policy POLICY = Policy.DEFAULT;
  static final LaneId ROUTINE = Fixtures.lane(XA1, XB1, Urgency.ROUTINE);
  static final LaneId EMERGENCY = Fixtures.lane(XA1, XB1, Urgency.EMERGENCY);

  private Lanes() {}

  static Digest hash(long seq) {
    return seq == 0 ? Digest.ZERO : digest("header " + seq);
  }

  static Position place(long seq) {
    return new Position(seq, hash(seq));
  }

  static Known known(long last) {
    return seq -> seq >= 1 && seq <= last ? Optional.of(hash(seq)) : Optional.empty();
  }

  static InboundLane inbound(LaneId lane, long last, Status status) {
    return new InboundLane(lane, place(last), T.plusSeconds(last), status, false);
  }

  static Acceptance take(InboundLane lane, Arrival arrival) {
    return InboundLane.step(lane, arrival, known(lane.last().seq()), T);
  }

  /** A sound statement at {@code seq} of {@code lane}, to be spoilt before it arrives. */
  static Letter letter(LaneId lane, long seq) {
    return new Letter(
        Fixtures.header(lane, seq, hash(Math.max(0, seq - 1)), Bytes.EMPTY),
        hash(seq),
        hash(seq),
        Set.of());
  }

  /** What may be wrong with a statement beside its header. */
  enum Flaw {
    BODY,
    SIGNATURE,
    REVOKED,
    OLDER
  }

  /** A statement on its way, with what the pool will find. */
  record Letter(StatementHeader header, Digest hash, Digest hinted, Set<Flaw> flaws) {
    Letter flawed(Flaw... more) {
      return new Letter(header, hash, hinted, Set.of(more));
    }

    Letter hashed(String seed) {
      return new Letter(header, digest(seed), digest(seed), flaws);
    }

    Letter hinting(String seed) {
      return new Letter(header, hash, digest(seed), flaws);
    }

    Letter naming(Digest previous) {
      return with(
          header.sender().node(),
          header.recipient(),
          header.lane(),
          header.incarnation(),
          previous,
          header.createdAt());
    }

    Letter between(NodeRef from, NodeRef to) {
      return with(
          from, to, header.lane(), header.incarnation(), header.previous(), header.createdAt());
    }

    Letter in(Urgency lane, Incarnation incarnation) {
      return with(
          header.sender().node(),
          header.recipient(),
          lane,
          incarnation,
          header.previous(),
          header.createdAt());
    }

    Letter createdAt(Instant at) {
      return with(
          header.sender().node(),
          header.recipient(),
          header.lane(),
          header.incarnation(),
          header.previous(),
          at);
    }

    private Letter with(
        NodeRef from,
        NodeRef to,
        Urgency lane,
        Incarnation incarnation,
        Digest previous,
        Instant createdAt) {
      StatementHeader h = header;
      var sender =
          new StatementHeader.Sender(
              from, h.sender().card(), h.sender().keySet(), h.sender().pair());
      return new Letter(
          new StatementHeader(
              h.format(),
              h.suite(),
              h.id(),
              sender,
              to,
              lane,
              incarnation,
              h.seq(),
              previous,
              createdAt,
              h.notAfter(),
              h.journalHead(),
              h.seen(),
              h.bodyDigest(),
              List.of()),
          hash,
          hinted,
          flaws);
    }

    Arrival arrives() {
      return new Arrival.Opened(
          new Position(header.seq(), hinted),
          header,
          hash,
          !flaws.contains(Flaw.BODY),
          !flaws.contains(Flaw.SIGNATURE),
          flaws.contains(Flaw.REVOKED),
          flaws.contains(Flaw.OLDER));
    }
  }

  static OutboundLane outbound(long last, long receipted) {
    return OutboundLane.restored(ROUTINE, place(last), receipted);
  }

  static OutboundLane after(OutboundLane lane, Instant at, OutboundLane.Event... events) {
    OutboundLane now = lane;
    for (OutboundLane.Event event : events) {
      now = OutboundLane.step(now, event, at, POLICY).state();
    }
    return now;
  }
}
