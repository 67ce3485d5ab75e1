package org.vigilmesh.cli;

import java.nio.file.Path;
import org.vigilmesh.adapter.wire.WireCodec;
import org.vigilmesh.identity.Card;
import org.vigilmesh.identity.Endorsed;
import org.vigilmesh.identity.Roster;
import org.vigilmesh.identity.Signed;
import org.vigilmesh.port.Codec;
import org.vigilmesh.port.Decoded;
import org.vigilmesh.port.Form;
import org.vigilmesh.value.Bytes;

/** Cards and rosters as files: read with an error that names the file, checked by nobody here. */
final class IdentityFiles {
  static final Codec CODEC = new WireCodec();

  private IdentityFiles() {}

  static Signed<Card> card(Path file, Bytes bytes) {
    return read(CODEC.signedCard(), file, bytes);
  }

  /** The newest card of an exported bundle, or the card that the file itself is. */
  static Signed<Card> newestCard(Path file, Bytes bytes) {
    return CODEC
        .identityBundle()
        .decode(bytes)
        .find()
        .map(bundle -> card(file, bundle.cards().getLast()))
        .orElseGet(() -> card(file, bytes));
  }

  static Endorsed<Roster> roster(Path file, Bytes bytes) {
    return read(CODEC.endorsedRoster(), file, bytes);
  }

  /** The newest roster of an exported bundle. */
  static Endorsed<Roster> newestRoster(Bytes bundle) {
    Path file = Path.of("card");
    return roster(file, read(CODEC.identityBundle(), file, bundle).rosters().getLast());
  }

  private static <T> T read(Form<T> form, Path file, Bytes bytes) {
    return switch (form.decode(bytes)) {
      case Decoded.Value<T>(T value) -> value;
      case Decoded.UnknownFormat<T> _ -> throw CliException.of(Exit.INPUT, "E-FILE-NEWER", file);
      case Decoded.Malformed<T>(String why) ->
          throw CliException.of(Exit.INPUT, "E-FILE-BROKEN", file, why);
    };
  }

  /** A card's facts; never the fingerprint of its anchor. */
  static View view(Card card) {
    return View.one("Card")
        .field("node", card.node().node().text())
        .field("epoch", card.node().epoch())
        .field("version", card.version())
        .field("issuedAt", card.issuedAt())
        .field("cardEnds", card.validTo())
        .field("name", card.contact().nameIn("en"))
        .field("authority", card.contact().authority())
        .field("dutyPhones", card.contact().dutyPhones())
        .field("languages", card.contact().languages())
        .field("bases", card.declarations().bases())
        .field("capabilities", card.declarations().capabilities())
        .field("signingPairs", card.signingPairs().size())
        .field("revocations", card.revocations().size())
        .field("rosterAuthorities", card.rosterAuthorities().keys().size())
        .field("threshold", card.rosterAuthorities().threshold());
  }
}
