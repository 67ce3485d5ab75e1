package org.vigilmesh.evidence;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.vigilmesh.envelope.Receipt;
import org.vigilmesh.envelope.StatementHeader;
import org.vigilmesh.evidence.Evidence.Content;
import org.vigilmesh.evidence.Evidence.Listed;
import org.vigilmesh.evidence.Evidence.Person;
import org.vigilmesh.evidence.Evidence.Piece;
import org.vigilmesh.evidence.Evidence.Shown;
import org.vigilmesh.identity.Card;
import org.vigilmesh.identity.Roster;
import org.vigilmesh.message.Act;

/**
 * One object as people are shown it.
 *
 * @param number of the statement it belongs to, from 1; 0 for cards and rosters
 * @param by the node that signed it, or whose authorities or officers did
 * @param about the code of the message, an officer, or empty
 * @param name of a person, as the roster has it; otherwise empty
 * @param at when it was signed, by its own word
 */
public record Checked(
    Kind kind,
    int number,
    String by,
    String about,
    String name,
    Instant at,
    List<Finding> findings,
    List<Raw> values) {
  public Checked {
    findings = List.copyOf(findings);
    values = List.copyOf(values);
  }

  /** Whether nothing speaks against it. */
  public boolean isSound() {
    return findings.stream().noneMatch(one -> one.answer().isNegative());
  }

  static Checked of(Shown<Card> card) {
    Card said = card.signed().value();
    return new Checked(
        Kind.CARD,
        0,
        said.node().node().text(),
        "",
        "",
        card.at(),
        card.findings(),
        List.of(
            new Raw(Raw.Name.VERSION, Long.toString(said.version())),
            new Raw(Raw.Name.HASH, card.signed().hash().hex())));
  }

  static Checked of(Listed listed) {
    Roster said = listed.roster().value();
    return new Checked(
        Kind.ROSTER,
        0,
        said.node().node().text(),
        "",
        "",
        said.issuedAt(),
        listed.findings(),
        List.of(
            new Raw(Raw.Name.VERSION, Long.toString(said.version())),
            new Raw(Raw.Name.HASH, listed.roster().hash().hex())));
  }

  static List<Checked> of(int number, Piece piece) {
    List<Checked> all = new ArrayList<>();
    String about =
        piece
            .content()
            .flatMap(Content::act)
            .map(act -> act.content().contentType().code())
            .orElse("");
    all.add(statement(number, about, piece.header()));
    piece.receipt().ifPresent(receipt -> all.add(receipt(number, receipt)));
    piece.content().ifPresent(content -> content(all, number, about, piece, content));
    return all;
  }

  private static Checked statement(int number, String about, Shown<StatementHeader> header) {
    StatementHeader said = header.signed().value();
    return new Checked(
        Kind.STATEMENT,
        number,
        said.sender().node().node().text(),
        about,
        "",
        header.at(),
        header.findings(),
        List.of(
            new Raw(Raw.Name.HASH, header.signed().hash().hex()),
            new Raw(Raw.Name.LANE, said.laneId().toString()),
            new Raw(Raw.Name.SEQ, Long.toString(said.seq())),
            new Raw(Raw.Name.PREVIOUS, said.previous().hex()),
            new Raw(Raw.Name.BODY_DIGEST, said.bodyDigest().hex()),
            new Raw(Raw.Name.JOURNAL_HEAD, said.journalHead().hex()),
            new Raw(Raw.Name.CARD, said.sender().card().hex()),
            new Raw(Raw.Name.PAIR, said.sender().pair().digest().hex())));
  }

  private static Checked receipt(int number, Shown<Receipt> receipt) {
    Receipt said = receipt.signed().value();
    return new Checked(
        Kind.RECEIPT,
        number,
        said.lane().to().node().text(),
        "",
        "",
        receipt.at(),
        receipt.findings(),
        List.of(
            new Raw(Raw.Name.HASH, receipt.signed().hash().hex()),
            new Raw(Raw.Name.LANE, said.lane().toString()),
            new Raw(Raw.Name.UP_TO, said.upTo().seq() + " " + said.upTo().hash().hex()),
            new Raw(Raw.Name.JOURNAL_HEAD, said.issuer().journalHead().hex()),
            new Raw(Raw.Name.CARD, said.issuer().card().hex()),
            new Raw(Raw.Name.PAIR, said.issuer().pair().digest().hex())));
  }

  private static void content(
      List<Checked> all, int number, String about, Piece piece, Content content) {
    String by = piece.header().signed().value().sender().node().node().text();
    Instant at = content.act().map(Act::createdAt).orElse(piece.header().at());
    all.add(
        new Checked(
            Kind.CONTENT,
            number,
            by,
            about,
            "",
            at,
            content.findings(),
            List.of(
                new Raw(Raw.Name.ACT_DIGEST, Act.digest(content.body().act()).hex()),
                new Raw(
                    Raw.Name.ENDORSED_DIGEST, Act.endorsedDigest(content.body().act()).hex()))));
    for (Person person : content.persons()) {
      all.add(
          new Checked(
              Kind.PERSON,
              number,
              by,
              person.endorsement().officer().text(),
              person.name(),
              at,
              person.findings(),
              List.of(
                  new Raw(Raw.Name.CREDENTIAL, person.endorsement().credential().bytes().hex()),
                  new Raw(Raw.Name.PROOF_BYTES, person.endorsement().proof().hex()),
                  new Raw(Raw.Name.VERSION, Long.toString(content.body().rosterVersion())))));
    }
  }
}
