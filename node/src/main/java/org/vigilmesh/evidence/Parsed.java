package org.vigilmesh.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vigilmesh.envelope.EvidenceFile;
import org.vigilmesh.envelope.Receipt;
import org.vigilmesh.envelope.StatementBody;
import org.vigilmesh.envelope.StatementHeader;
import org.vigilmesh.identity.Card;
import org.vigilmesh.identity.Endorsed;
import org.vigilmesh.identity.Roster;
import org.vigilmesh.identity.Signed;
import org.vigilmesh.port.Codec;
import org.vigilmesh.port.Decoded;
import org.vigilmesh.port.Form;
import org.vigilmesh.value.Bytes;

/** The objects of a file as values; {@code refused} says of the first unreadable ones why. */
record Parsed(
    List<Signed<Card>> cards,
    List<Endorsed<Roster>> rosters,
    List<Item> items,
    List<Reading> refused) {
  /** A statement with what belongs to it. */
  record Item(
      Signed<StatementHeader> header, Optional<Signed<Receipt>> receipt, Optional<Body> body) {}

  /** A body with its exact bytes. */
  record Body(Bytes bytes, StatementBody value) {}

  static Parsed of(EvidenceFile file, Codec codec) {
    List<Reading> refused = new ArrayList<>();
    List<Signed<Card>> cards = new ArrayList<>();
    file.cards().forEach(one -> read(codec.signedCard(), one, Kind.CARD, refused, cards));
    List<Endorsed<Roster>> rosters = new ArrayList<>();
    file.rosters().forEach(one -> read(codec.endorsedRoster(), one, Kind.ROSTER, refused, rosters));
    List<Item> items = new ArrayList<>();
    for (EvidenceFile.Piece piece : file.pieces()) {
      List<Signed<StatementHeader>> header = new ArrayList<>();
      List<Signed<Receipt>> receipt = new ArrayList<>();
      List<StatementBody> body = new ArrayList<>();
      read(codec.signedHeader(), piece.header(), Kind.STATEMENT, refused, header);
      piece
          .receipt()
          .ifPresent(one -> read(codec.signedReceipt(), one, Kind.RECEIPT, refused, receipt));
      piece.body().ifPresent(one -> read(codec.body(), one, Kind.CONTENT, refused, body));
      header.forEach(
          one ->
              items.add(
                  new Item(
                      one,
                      receipt.stream().findFirst(),
                      body.stream()
                          .map(value -> new Body(piece.body().orElseThrow(), value))
                          .findFirst())));
    }
    return new Parsed(cards, rosters, items, refused);
  }

  private static <T> void read(
      Form<T> form, Bytes bytes, Kind kind, List<Reading> refused, List<T> into) {
    switch (form.decode(bytes)) {
      case Decoded.Value<T>(T value) -> into.add(value);
      case Decoded.UnknownFormat<T> _ -> refused.add(new Reading.Newer(kind));
      case Decoded.Malformed<T>(String why) -> refused.add(new Reading.Unreadable(kind, why));
    }
  }
}
