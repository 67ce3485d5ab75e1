package org.vigilmesh.port;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.vigilmesh.Fixtures;
import org.vigilmesh.envelope.LaneId;
import org.vigilmesh.envelope.Position;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.identity.NodeRef;
import org.vigilmesh.identity.Trust;
import org.vigilmesh.message.ActId;
import org.vigilmesh.message.CaseId;
import org.vigilmesh.port.Outward.Notice;
import org.vigilmesh.port.Rows.ActRow;
import org.vigilmesh.port.Rows.ActState;
import org.vigilmesh.port.Rows.AlarmRow;
import org.vigilmesh.port.Rows.CaseRow;
import org.vigilmesh.port.Rows.DeedRow;
import org.vigilmesh.port.Rows.EvidenceRow;
import org.vigilmesh.port.Rows.IdentityKind;
import org.vigilmesh.port.Rows.IdentityRow;
import org.vigilmesh.port.Rows.JournalRow;
import org.vigilmesh.port.Rows.LaneRow;
import org.vigilmesh.port.Rows.LaneState;
import org.vigilmesh.port.Rows.LifeRow;
import org.vigilmesh.port.Rows.Mode;
import org.vigilmesh.port.Rows.OutwardRow;
import org.vigilmesh.port.Rows.PeerRow;
import org.vigilmesh.port.Rows.ReceiptRow;
import org.vigilmesh.port.Rows.StartRow;
import org.vigilmesh.port.Rows.StatementRow;
import org.vigilmesh.port.Rows.WitnessRow;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Urgency;

/** Rows for tests of stores, the same ones every time. */
public final class StoredRows {
  public static final Instant T = Fixtures.T;
  public static final LaneId OUT =
      new LaneId(Fixtures.XA1, Fixtures.XB1, Urgency.ROUTINE, Fixtures.incarnation(1));
  public static final LaneId IN =
      new LaneId(Fixtures.XB1, Fixtures.XA1, Urgency.ROUTINE, Fixtures.incarnation(1));
  public static final LaneId EMERGENCY =
      new LaneId(Fixtures.XA1, Fixtures.XB1, Urgency.EMERGENCY, Fixtures.incarnation(1));
  public static final CaseId CASE = caseId(1);

  private StoredRows() {}

  public static CaseId caseId(long number) {
    return CaseId.of(T.plusSeconds(number), Fixtures.bytes("case " + number, 10));
  }

  public static ActId actId(long number) {
    return ActId.of(T.plusSeconds(number), Fixtures.bytes("act " + number, 10));
  }

  public static LifeRow life() {
    return new LifeRow(
        Fixtures.XA1, Fixtures.incarnation(1), Fixtures.bytes("token", 16), Mode.NORMAL, "", T);
  }

  public static PeerRow peer(NodeId node) {
    return new PeerRow(
        node, 1, Trust.VERIFIED, T, "ann", Fixtures.bytes("anchor " + node, 6000), 1, 1);
  }

  public static IdentityRow identity(NodeRef node, IdentityKind kind, long version) {
    String seed = node + " " + kind + " " + version;
    return new IdentityRow(
        node, kind, version, Fixtures.digest(seed), Fixtures.bytes(seed, 9000), T);
  }

  public static LaneRow lane(LaneId lane, long last, long receipted) {
    return new LaneRow(
        lane,
        new Position(last, Fixtures.digest(lane + " " + last)),
        T.plusSeconds(last),
        receipted,
        Fixtures.bytes("receipt " + receipted, receipted == 0 ? 0 : 4200),
        LaneState.OPEN);
  }

  /** A statement with a sealed form; its body and header have the sizes of a real one. */
  public static StatementRow statement(LaneId lane, long seq) {
    String seed = lane + " " + seq;
    return new StatementRow(
        lane,
        seq,
        Fixtures.digest(seed),
        Fixtures.bytes("header " + seed, 4300),
        Fixtures.bytes("body " + seed, 3000),
        Fixtures.bytes("sealed " + seed, 9300),
        T.plusSeconds(86_400 + seq),
        T.plusSeconds(seq),
        CASE,
        actId(seq));
  }

  public static ReceiptRow receipt(LaneId lane, long upTo) {
    return new ReceiptRow(
        lane,
        new Position(upTo, Fixtures.digest(lane + " " + upTo)),
        T.plusSeconds(upTo),
        Fixtures.bytes("receipt " + upTo, 4200));
  }

  public static ActRow act(NodeId sender, long number) {
    return act(sender, number, ActState.ACCEPTED_FOR_SENDING);
  }

  public static ActRow act(NodeId sender, long number, ActState state) {
    return new ActRow(
        sender,
        actId(number),
        Fixtures.digest("act " + number),
        CASE,
        "preservation_request",
        Urgency.ROUTINE,
        true,
        OUT,
        number,
        state,
        "",
        T,
        T.plusSeconds(number));
  }

  public static CaseRow matter(long number, long change) {
    return new CaseRow(
        caseId(number),
        Fixtures.XB,
        true,
        "preservation_request",
        Urgency.URGENT,
        false,
        "REQUESTED",
        List.of("late", "new officer"),
        number % 2 == 0 ? Optional.empty() : Optional.of(T.plusSeconds(number)),
        number % 3 == 0 ? Optional.empty() : Optional.of(T.plusSeconds(100 - number)),
        T,
        T.plusSeconds(change),
        change);
  }

  public static DeedRow deed(CaseId caseId, long number) {
    return new DeedRow(
        number,
        caseId,
        Fixtures.XB,
        Urgency.URGENT,
        "noted",
        List.of("a.haddad", "k.brandt"),
        T,
        Instant.parse("9999-12-31T23:59:59Z"),
        List.of(Fixtures.digest("seen")),
        Bytes.utf8("words " + number));
  }

  public static JournalRow journal(long number) {
    return new JournalRow(
        number,
        Fixtures.bytes("salt " + number, 16),
        Fixtures.bytes("entry " + number, 120),
        Fixtures.digest("d " + number),
        Fixtures.digest("head " + number));
  }

  public static WitnessRow witness(NodeId peer, long number) {
    return new WitnessRow(peer, Fixtures.digest("head " + number), Fixtures.incarnation(number), T);
  }

  public static StartRow start(NodeRef from, NodeRef to, long number) {
    return new StartRow(
        Fixtures.digest("start " + from + to + number),
        from,
        to,
        Fixtures.incarnation(number),
        Fixtures.bytes("start " + number, 60),
        T.plusSeconds(number));
  }

  public static AlarmRow alarm(String key, long raisedAfter) {
    return new AlarmRow(
        key,
        "E-PEER-SILENT",
        Optional.of(Fixtures.XB),
        "nothing since noon",
        T.plusSeconds(raisedAfter),
        1,
        Optional.empty());
  }

  /** A notice about a case where {@code number} is odd, about the node where it is even. */
  public static OutwardRow outward(String channel, String alarm, long number, long nextAfter) {
    Optional<CaseId> about = number % 2 == 0 ? Optional.empty() : Optional.of(caseId(number));
    Notice notice =
        new Notice(
            Fixtures.digest("notice " + number),
            "E-CLOCK-BREACH",
            about,
            about.map(_ -> Urgency.URGENT),
            number % 2 == 1,
            T.plusSeconds(number));
    return new OutwardRow(channel, alarm, notice, (int) number, T.plusSeconds(nextAfter));
  }

  public static EvidenceRow evidence(NodeId peer, long number) {
    return new EvidenceRow(
        Fixtures.digest("evidence " + number),
        peer,
        "fork",
        List.of(Fixtures.bytes("a" + number, 40), Fixtures.bytes("b", 0)),
        T.plusSeconds(number));
  }
}
