package org.vigilmesh.evidence;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.vigilmesh.envelope.EvidenceFile;
import org.vigilmesh.envelope.Purpose;
import org.vigilmesh.envelope.Receipt;
import org.vigilmesh.envelope.StatementBody;
import org.vigilmesh.envelope.StatementHeader;
import org.vigilmesh.identity.Card;
import org.vigilmesh.identity.CertificatePair;
import org.vigilmesh.identity.Endorsed;
import org.vigilmesh.identity.Endorsement;
import org.vigilmesh.identity.Roster;
import org.vigilmesh.identity.Signed;
import org.vigilmesh.message.Act;
import org.vigilmesh.port.Codec;
import org.vigilmesh.port.Decoded;
import org.vigilmesh.port.Verifier;
import org.vigilmesh.value.Bytes;

/** A case's signed objects, each with what was checked of it. */
public record Evidence(
    EvidenceFile file, List<Shown<Card>> cards, List<Listed> rosters, List<Piece> pieces) {
  public Evidence {
    cards = List.copyOf(cards);
    rosters = List.copyOf(rosters);
    pieces = List.copyOf(pieces);
  }

  /** An object, what its two signatures are for and whose they are; {@code signer} if known. */
  public record Shown<T>(
      Signed<T> signed,
      Purpose purpose,
      Instant at,
      Optional<CertificatePair> signer,
      List<Finding> findings) {
    public Shown {
      findings = List.copyOf(findings);
    }

    public boolean isSound() {
      return holds(findings);
    }

    /** What became of one check; UNCHECKED where it is not made of such an object. */
    public Answer answer(Point point) {
      return find(findings, point);
    }
  }

  /** A roster. */
  public record Listed(Endorsed<Roster> roster, List<Finding> findings) {
    public Listed {
      findings = List.copyOf(findings);
    }

    public boolean isSound() {
      return holds(findings);
    }
  }

  /** One statement with the receipt that covers it and, where it is here, what it says. */
  public record Piece(
      Shown<StatementHeader> header, Optional<Shown<Receipt>> receipt, Optional<Content> content) {
    public boolean isSound() {
      return header.isSound()
          && receipt.map(Shown::isSound).orElse(true)
          && content.map(Content::isSound).orElse(true);
    }
  }

  /**
   * What a statement carries, as exact bytes and as read.
   *
   * @param act empty where it is of a later format, or none
   */
  public record Content(
      Bytes bytes,
      StatementBody body,
      Optional<Act> act,
      List<Finding> findings,
      List<Person> persons) {
    public Content {
      findings = List.copyOf(findings);
      persons = List.copyOf(persons);
    }

    public boolean isSound() {
      return holds(findings) && persons.stream().allMatch(one -> holds(one.findings()));
    }
  }

  /** A person's signature of an act; {@code name} as the roster has it, or empty. */
  public record Person(Endorsement endorsement, String name, List<Finding> findings) {
    public Person {
      findings = List.copyOf(findings);
    }
  }

  private static boolean holds(List<Finding> findings) {
    return findings.stream().noneMatch(one -> one.answer().isNegative());
  }

  private static Answer find(List<Finding> findings, Point point) {
    return findings.stream()
        .filter(one -> one.point() == point)
        .map(Finding::answer)
        .findFirst()
        .orElse(Answer.UNCHECKED);
  }

  /** Reads hostile {@code bytes}; never throws for what they contain. */
  public static Reading read(Bytes bytes, Codec codec, Verifier verifier, Trusted trusted) {
    return switch (codec.evidenceFile().decode(bytes)) {
      case Decoded.Value<EvidenceFile>(EvidenceFile file) -> judge(file, codec, verifier, trusted);
      case Decoded.UnknownFormat<EvidenceFile> _ -> new Reading.Newer(Kind.FILE);
      case Decoded.Malformed<EvidenceFile>(String why) -> new Reading.Unreadable(Kind.FILE, why);
    };
  }

  /** Judges a file whose objects are still unread. */
  public static Reading judge(EvidenceFile file, Codec codec, Verifier verifier, Trusted trusted) {
    Parsed parsed = Parsed.of(file, codec);
    return parsed.refused().isEmpty()
        ? new Reading.Judged(new Judge(parsed, codec, verifier, trusted).evidence(file))
        : parsed.refused().getFirst();
  }

  /** Whether nothing speaks against any object; what was not checked does not. */
  public boolean isSound() {
    return cards.stream().allMatch(Shown::isSound)
        && rosters.stream().allMatch(Listed::isSound)
        && pieces.stream().allMatch(Piece::isSound);
  }

  /** What the reader has to look for elsewhere. */
  public Set<Unchecked> unchecked() {
    Set<Unchecked> open = EnumSet.allOf(Unchecked.class);
    if (cards.stream().allMatch(card -> card.answer(Point.FINGERPRINT) == Answer.YES)) {
      open.remove(Unchecked.ANCHORS);
    }
    if (pieces.stream().allMatch(piece -> piece.content().isPresent())) {
      open.remove(Unchecked.CONTENT);
    }
    return open;
  }

  /** Every object in the order of the file, each signature for itself. */
  public List<Checked> checked() {
    List<Checked> all = new ArrayList<>();
    cards.forEach(card -> all.add(Checked.of(card)));
    rosters.forEach(roster -> all.add(Checked.of(roster)));
    for (int i = 0; i < pieces.size(); i++) {
      Checked.of(i + 1, pieces.get(i)).forEach(all::add);
    }
    return all;
  }

  /** The objects that something speaks against. */
  public Stream<Checked> broken() {
    return checked().stream().filter(one -> !one.isSound());
  }
}
