package org.vigilmesh.adapter.grpc;

import static org.vigilmesh.Fixtures.T;
import static org.vigilmesh.Fixtures.XB;
import static org.vigilmesh.Fixtures.bytes;
import static org.vigilmesh.Fixtures.digest;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.message.CaseId;
import org.vigilmesh.port.Queries;
import org.vigilmesh.port.Submissions.Submitted.Said;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;

/** The answers of a {@link PlainNode} that are always the same. */
interface PlainFacts extends Queries {
  @Override
  default Bytes card() {
    return bytes("card", 500);
  }

  @Override
  default List<KeyStatus> keys() {
    return List.of(new KeyStatus("sealing", "ab12", T, T.plusSeconds(1), "current", List.of(XB)));
  }

  @Override
  default Map<String, Said> barred(CaseId caseId) {
    return Map.of();
  }

  @Override
  default Digest identifierDigest(String typed) {
    return digest("identifier " + typed);
  }

  @Override
  default Digest referenceDigest(String typed) {
    return digest("reference " + typed);
  }

  @Override
  default SummaryVerdict checkSummaries() {
    return new SummaryVerdict(7, 2, 1, List.of("one differs"));
  }

  @Override
  default Optional<LawStanding> law(NodeId peer, Instant at) {
    Declared ours = new Declared(true, Optional.of(T), Optional.of(at), true, "Treaty of Capes");
    Declared theirs = new Declared(false, Optional.empty(), Optional.empty(), false, "");
    BasisStanding basis = new BasisStanding("BUD", "not_declared", ours, theirs);
    return peer.equals(XB)
        ? Optional.of(new LawStanding(peer, at, 3, 2, List.of(basis)))
        : Optional.empty();
  }

  @Override
  default List<KeptCase> retention() {
    return List.of(
        new KeptCase(PlainNode.CASE, XB, T, T.plusSeconds(9), List.of("a.haddad"), true));
  }

  @Override
  default List<Counted> statistics(Instant from, Instant to, boolean exercises) {
    return List.of(
        new Counted("decided_sent", "accepted", Optional.of(17L)),
        new Counted("decided_sent", "refused", Optional.empty()));
  }
}
