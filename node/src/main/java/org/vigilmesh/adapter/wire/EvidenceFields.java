package org.vigilmesh.adapter.wire;

import com.google.protobuf.ByteString;
import java.util.Optional;
import org.vigilmesh.envelope.EvidenceFile;
import org.vigilmesh.envelope.Format;
import org.vigilmesh.proto.v1.EvidenceProto;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;

/** What a case proves, as one file (evidence.proto). */
final class EvidenceFields {
  private EvidenceFields() {}

  /** The digest is only written: who reads writes it again, and compares. */
  static EvidenceProto.EvidenceFile file(EvidenceFile file) {
    EvidenceProto.EvidenceFile open = open(file);
    return open.toBuilder().setDigest(Fields.digest(Digest.sha256(Canonical.bytes(open)))).build();
  }

  private static EvidenceProto.EvidenceFile open(EvidenceFile file) {
    return EvidenceProto.EvidenceFile.newBuilder()
        .setFormat(Format.VERSION)
        .setCaseId(Fields.bytes(file.caseId()))
        .setWriter(Fields.node(file.writer()))
        .setWrittenAt(Fields.seconds(file.writtenAt()))
        .setJournal(file.journal())
        .addAllCards(file.cards().stream().map(Fields::bytes).toList())
        .addAllRosters(file.rosters().stream().map(Fields::bytes).toList())
        .addAllPieces(file.pieces().stream().map(EvidenceFields::piece).toList())
        .build();
  }

  static EvidenceFile file(EvidenceProto.EvidenceFile file) {
    return new EvidenceFile(
        Fields.bytes(file.getCaseId()),
        Fields.node(file.getWriter()),
        Fields.instant(file.getWrittenAt()),
        file.getJournal(),
        file.getCardsList().stream().map(Fields::bytes).toList(),
        file.getRostersList().stream().map(Fields::bytes).toList(),
        file.getPiecesList().stream().map(EvidenceFields::piece).toList());
  }

  private static EvidenceProto.EvidencePiece piece(EvidenceFile.Piece piece) {
    EvidenceProto.EvidencePiece.Builder out =
        EvidenceProto.EvidencePiece.newBuilder().setHeader(Fields.bytes(piece.header()));
    piece.receipt().ifPresent(receipt -> out.setReceipt(Fields.bytes(receipt)));
    piece.body().ifPresent(body -> out.setBody(Fields.bytes(body)));
    return out.build();
  }

  private static EvidenceFile.Piece piece(EvidenceProto.EvidencePiece piece) {
    return new EvidenceFile.Piece(
        Fields.bytes(piece.getHeader()), present(piece.getReceipt()), present(piece.getBody()));
  }

  private static Optional<Bytes> present(ByteString bytes) {
    return bytes.isEmpty() ? Optional.empty() : Optional.of(Fields.bytes(bytes));
  }
}
