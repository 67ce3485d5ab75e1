package org.vigilmesh.envelope;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.vigilmesh.identity.NodeRef;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.InvalidValue;
import org.vigilmesh.value.Seconds;

/**
 * What a case proves, as one file. Nobody signs the whole: the containers in it are signed, and the
 * first four components are only the writer's word (PROTOCOL, "Evidence").
 *
 * @param writer whose node wrote it
 * @param journal the writer's journal entry about it
 * @param cards containers of every card that a signer names, and of newer ones with revocations
 * @param rosters containers of the rosters that bodies name
 * @param pieces the statements as the writer stored them
 */
public record EvidenceFile(
    Bytes caseId,
    NodeRef writer,
    Instant writtenAt,
    long journal,
    List<Bytes> cards,
    List<Bytes> rosters,
    List<Piece> pieces) {
  /** The largest case, 4,096 statements, needs half of it without its content. */
  public static final int SIZE_MAX = 64 * 1024 * 1024;

  /** Cards and rosters change a few times a year. */
  public static final int IDENTITIES_MAX = 256;

  /** A case takes 2,048 acts from each side. */
  public static final int PIECES_MAX = 4096;

  public EvidenceFile {
    cards = List.copyOf(cards);
    rosters = List.copyOf(rosters);
    pieces = List.copyOf(pieces);
    InvalidValue.unless(caseId.size() == 16, "a case id has 16 bytes");
    InvalidValue.unless(Seconds.isWhole(writtenAt), "whole seconds");
    InvalidValue.unless(journal >= 0, "journal entries count from 1");
    InvalidValue.unless(cards.size() <= IDENTITIES_MAX, "too many cards");
    InvalidValue.unless(rosters.size() <= IDENTITIES_MAX, "too many rosters");
    InvalidValue.unless(!pieces.isEmpty(), "evidence of no statement");
    InvalidValue.unless(pieces.size() <= PIECES_MAX, "too many statements");
  }

  /** A statement's signed header, the receipt that covers it, and its body where it is shown. */
  public record Piece(Bytes header, Optional<Bytes> receipt, Optional<Bytes> body) {
    public Piece {
      InvalidValue.unless(!header.isEmpty(), "a statement has a header");
    }
  }

  /** Whether what officers wrote is in it. */
  public boolean hasContent() {
    return pieces.stream().anyMatch(piece -> piece.body().isPresent());
  }
}
