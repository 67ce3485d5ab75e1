package org.vigilmesh.evidence;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vigilmesh.envelope.EvidenceFile;
import org.vigilmesh.envelope.StatementHeader;
import org.vigilmesh.identity.Signed;
import org.vigilmesh.port.Form;
import org.vigilmesh.port.Queries;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;

/** Puts what a node handed out together with the bodies that an officer opened. */
public final class Assembly {
  private Assembly() {}

  /** What a node handed out of a case; it has a statement. */
  public static EvidenceFile plain(Bytes caseId, Instant at, Queries.CaseEvidence handed) {
    return new EvidenceFile(
        caseId,
        handed.by(),
        at,
        handed.journal(),
        handed.cards(),
        handed.rosters(),
        handed.statements().stream()
            .map(one -> new EvidenceFile.Piece(one.header(), one.receipt(), Optional.empty()))
            .toList());
  }

  /**
   * {@code plain} with each body at the statement that has its digest; a body of none is left out.
   * Without any there are no rosters either: nobody's signature is there to check.
   */
  public static EvidenceFile withBodies(
      EvidenceFile plain, List<Bytes> bodies, Form<Signed<StatementHeader>> form) {
    Map<Bytes, Bytes> byDigest = new HashMap<>();
    bodies.forEach(body -> byDigest.put(Digest.sha512(body), body));
    List<EvidenceFile.Piece> pieces =
        plain.pieces().stream()
            .map(
                piece ->
                    new EvidenceFile.Piece(
                        piece.header(), piece.receipt(), body(piece, form, byDigest)))
            .toList();
    return new EvidenceFile(
        plain.caseId(),
        plain.writer(),
        plain.writtenAt(),
        plain.journal(),
        plain.cards(),
        pieces.stream().allMatch(piece -> piece.body().isEmpty()) ? List.of() : plain.rosters(),
        pieces);
  }

  private static Optional<Bytes> body(
      EvidenceFile.Piece piece, Form<Signed<StatementHeader>> form, Map<Bytes, Bytes> byDigest) {
    return form.decode(piece.header())
        .find()
        .flatMap(header -> Optional.ofNullable(byDigest.get(header.value().bodyDigest())));
  }
}
