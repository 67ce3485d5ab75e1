package org.vigilmesh.adapter.wire;

import java.util.List;
import org.vigilmesh.Fixtures;
import org.vigilmesh.envelope.ForkProof;
import org.vigilmesh.envelope.LaneId;
import org.vigilmesh.envelope.Position;
import org.vigilmesh.envelope.Receipt;
import org.vigilmesh.envelope.Refusal;
import org.vigilmesh.envelope.Statement;
import org.vigilmesh.envelope.StatementHeader;
import org.vigilmesh.identity.AnchorRollover;
import org.vigilmesh.identity.Endorsed;
import org.vigilmesh.identity.Roster;
import org.vigilmesh.identity.Signed;
import org.vigilmesh.port.Decoded;
import org.vigilmesh.port.Form;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;
import org.vigilmesh.value.Urgency;

/** One value of every form, with its bytes: what the tests of this package run over. */
final class Samples {
  static final WireCodec CODEC = new WireCodec();
  static final LaneId LANE = Fixtures.lane(Fixtures.XA1, Fixtures.XB1, Urgency.URGENT);

  /** A form, a value of it and the value's bytes. */
  record Sample<T>(String name, Form<T> form, T value, Bytes bytes) {
    static <T> Sample<T> of(String name, Form<T> form, T value) {
      return new Sample<>(name, form, value, form.encode(value));
    }

    Decoded<T> decode(Bytes other) {
      return form.decode(other);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private Samples() {}

  static List<Sample<?>> all() {
    Position first = new Position(1, Fixtures.digest("first header"));
    Receipt receipt = Fixtures.receipt(LANE, first);
    Refusal refusal = Fixtures.refusal(LANE, first, Refusal.Reason.NEED_IDENTITY);
    return List.of(
        Sample.of("card", CODEC.card(), Fixtures.card(Fixtures.XA1)),
        Sample.of("roster", CODEC.roster(), Fixtures.roster(Fixtures.XA1)),
        Sample.of("keySet", CODEC.keySet(), Fixtures.keySet(Fixtures.XA1)),
        Sample.of("anchorRollover", CODEC.anchorRollover(), Fixtures.rollover(Fixtures.XA1)),
        Sample.of("header", CODEC.header(), statement().header().value()),
        Sample.of("body", CODEC.body(), Fixtures.body("1", 300)),
        Sample.of("sealedHeader", CODEC.sealedHeader(), Fixtures.sealedHeader(Fixtures.XB1)),
        Sample.of("receipt", CODEC.receipt(), receipt),
        Sample.of("refusal", CODEC.refusal(), refusal),
        Sample.of(
            "incarnationStart",
            CODEC.incarnationStart(),
            Fixtures.start(Fixtures.XA1, Fixtures.XB1)),
        Sample.of(
            "signedCard", CODEC.signedCard(), signed(CODEC.card(), Fixtures.card(Fixtures.XA1))),
        Sample.of("endorsedRoster", CODEC.endorsedRoster(), roster()),
        Sample.of(
            "signedKeySet",
            CODEC.signedKeySet(),
            signed(CODEC.keySet(), Fixtures.keySet(Fixtures.XA1))),
        Sample.of("signedAnchorRollover", CODEC.signedAnchorRollover(), rollover()),
        Sample.of("signedHeader", CODEC.signedHeader(), statement().header()),
        Sample.of("forkProof", CODEC.forkProof(), new ForkProof(header(1, "a"), header(2, "b"))),
        Sample.of("statement", CODEC.statement(), statement()),
        Sample.of(
            "sealed",
            CODEC.sealed(),
            Fixtures.sealed(
                Fixtures.XB1, CODEC.sealedHeader().encode(Fixtures.sealedHeader(Fixtures.XB1)))),
        Sample.of("signedReceipt", CODEC.signedReceipt(), signed(CODEC.receipt(), receipt)),
        Sample.of("signedRefusal", CODEC.signedRefusal(), signed(CODEC.refusal(), refusal)),
        Sample.of(
            "signedIncarnationStart",
            CODEC.signedIncarnationStart(),
            signed(CODEC.incarnationStart(), Fixtures.start(Fixtures.XA1, Fixtures.XB1))));
  }

  static <T> Signed<T> signed(Form<T> form, T value) {
    return Fixtures.signed(Fixtures.XA1, value, form.encode(value));
  }

  private static Statement statement() {
    Bytes body = CODEC.body().encode(Fixtures.body("1", 300));
    Bytes header = CODEC.header().encode(Fixtures.header(LANE, 1, Digest.ZERO, body));
    return Fixtures.statement(LANE, 1, header, body);
  }

  private static Signed<StatementHeader> header(long seq, String previous) {
    return signed(
        CODEC.header(), Fixtures.header(LANE, seq, Fixtures.digest(previous), Bytes.EMPTY));
  }

  private static Endorsed<Roster> roster() {
    Roster roster = Fixtures.roster(Fixtures.XA1);
    return new Endorsed<>(
        roster,
        CODEC.roster().encode(roster),
        List.of(
            Fixtures.endorsement("authority-a", "roster"),
            Fixtures.endorsement("authority-b", "roster")));
  }

  private static AnchorRollover.Signed rollover() {
    AnchorRollover value = Fixtures.rollover(Fixtures.XA1);
    Bytes content = CODEC.anchorRollover().encode(value);
    return new AnchorRollover.Signed(
        Fixtures.signed(Fixtures.XA1, value, content),
        new Signed<>(value, content, Fixtures.signatures(Fixtures.XA1, "new anchor")));
  }
}
